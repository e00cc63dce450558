//! A contract that has renewed, until nobody knows when.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "contract-end-past",
    page: Page {
        checks: "The contract of an option in force has not renewed past the last end that is written down.",
        matters: "It runs on until a day that nobody knows, and the next chance to leave passes unseen.",
        like_this: "contract: { ends: 2027-06-30, notice: 90 days, renews: 12 months }",
        instead_of: "contract: { ends: 2025-06-30, notice: 90 days, renews: yes }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force() {
        let Some((_, option)) = paper.chosen() else { continue };
        let Some(contract) = option.contract.as_ref().filter(|contract| contract.has_unknown_end(context.day)) else {
            continue;
        };
        let Some(ends) = contract.ends else { continue };
        let message = format!("the contract of `{}` ended on {ends} and renewed: until when is not said", option.title);
        let help = "write the new last day in `ends`, or for how long it renews: `renews: 12 months`";
        let idx = option.front_matter_idx.unwrap_or_default();
        findings.push(paper.warning(RULE.name, &format!("options[{idx}].contract.ends"), message).with_help(help));
    }
}
