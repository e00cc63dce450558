//! An option rests on somebody, and nobody has asked how we would leave.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-exit",
    page: Page {
        checks: "Options to buy and to partner say what leaving takes: months, money, and whether it was tried.",
        matters: "Without it leaving counts as free, which it never is, and a supplier who knows that we cannot \
                  leave sets the price.",
        like_this: "exit: { months: 6 / 9 / 15, cost: 150k / 300k / 700k, tested: no }",
        instead_of: "- buy: AuthCo\n  cost: { yearly: 210k to 320k }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let finding =
            paper.resting_on_others(RULE.name, |option| option.exit.is_none(), "nothing says how we would leave");
        findings
            .extend(finding.map(|finding| {
                finding.with_help("add `exit: { months: LOW to HIGH, cost: LOW to HIGH, tested: no }`")
            }));
    }
}
