//! An option rests on somebody who is not named.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-supplier",
    page: Page {
        checks: "Options to buy and to partner name their supplier.",
        matters: "Whom would we depend on, and how much rests on them already? Shares are added up by name, so an \
                  unnamed supplier is missing from every sum.",
        like_this: "- buy: AuthCo\n  supplier: { name: AuthCo, parent: AuthCo Group, alternatives: 2 }",
        instead_of: "- buy: AuthCo",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let finding =
            paper.resting_on_others(RULE.name, |option| option.supplier.is_none(), "nothing says who would supply");
        findings.extend(finding.map(|finding| {
            finding.with_help("add `supplier: NAME`, or `supplier: { name: …, parent: …, alternatives: … }`")
        }));
    }
}
