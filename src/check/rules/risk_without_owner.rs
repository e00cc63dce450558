//! A risk that nobody answers for.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "risk-without-owner",
    page: Page {
        checks: "Every risk of the recommended, decided or leading option has an owner.",
        matters: "A risk without a name beside it is watched by nobody. The board asks who would have to act.",
        like_this: "- { name: Supplier outage, per-year: 0.3, loss: 30k to 300k, owner: Head of Platform }",
        instead_of: "- { name: Supplier outage, per-year: 0.3, loss: 30k to 300k }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let Some((_, option)) = paper.chosen() else { continue };
        let orphans: Vec<_> = option.risks.iter().flatten().filter(|risk| risk.owner.is_none()).collect();
        let Some(first) = orphans.first() else { continue };
        let names = listed(orphans.iter().map(|risk| risk.name.as_str()));
        let message = format!("nobody answers for {names} of `{}`", option.title);
        findings.push(
            Finding { span: Some(first.span), ..paper.warning(RULE.name, "options", message) }
                .with_help("add `owner:` with one role to each"),
        );
    }
}
