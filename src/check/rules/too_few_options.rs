//! A choice of one.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "too-few-options",
    page: Page {
        checks: "A proposed decision weighs at least two options.",
        matters: "One option is an announcement. A board that is shown what was rejected, and why, can judge the \
                  choice; shown one thing, it can only trust or refuse.",
        like_this: "options:\n  - buy: AuthCo\n  - avoid: Keep the present system",
        instead_of: "options:\n  - buy: AuthCo",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let message = match paper.record.options.len() {
            0 => "there are no options to choose from",
            1 => "there is only one option",
            _ => continue,
        };
        findings.push(
            paper
                .gap(RULE.name, "options", message)
                .with_help("add the others that were considered, and `- avoid: …` for leaving it alone"),
        );
    }
}
