//! A board is asked to decide, and nobody proposes what.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-recommendation",
    page: Page {
        checks: "A proposed decision recommends one of its options.",
        matters: "Without a recommendation the brief can only say what the numbers favor. Whoever wrote the paper \
                  knows more than the numbers, and a board wants to hear it and hold somebody to it.",
        like_this: "recommend: { option: build, because: Login is where customers meet us }",
        instead_of: "options: [{ build: Our own }, { buy: AuthCo }]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let is_decided = paper.record.decision.as_ref().is_some_and(|decision| decision.option.is_some());
        if paper.record.recommend.is_some() || is_decided || paper.record.options.is_empty() {
            continue;
        }
        let help = "add `recommend: { option: NAME, because: … }`";
        findings.push(match paper.chosen() {
            Some((_, option)) => {
                let message =
                    format!("nobody recommends an option; the brief can only say that `{}` comes first", option.title);
                paper.warning(RULE.name, "options", message).with_help(help)
            }
            None => paper.gap(RULE.name, "options", "nobody recommends an option").with_help(help),
        });
    }
}
