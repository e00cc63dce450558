//! A stop rule is met, and nobody says what is done.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "stop-rule-met",
    page: Page {
        checks: "Where a reading lies beyond the bound of a stop rule, a `response` says what is done.",
        matters: "We said before the money was spent when we would stop. To go on is a decision, too, and somebody has \
                  to take it.",
        like_this: "kill: [{ metric: Sign-in success, below: 97%, now: 95% }]\n\
                    response: { what: Move to AuthCo, who: Head of Platform, by: 2027-06-30 }",
        instead_of: "kill: [{ metric: Sign-in success, below: 97%, now: 95% }]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force().filter(|paper| paper.record.response.is_none()) {
        for (idx, rule) in paper.record.kill.iter().enumerate() {
            if paper.record.is_met(rule, context.day) != Some(true) {
                continue;
            }
            let message = format!("the stop rule on `{}` is met, and nothing says what is done", rule.metric);
            findings.push(
                paper
                    .warning(RULE.name, &format!("kill[{idx}]"), message)
                    .with_help("add `response: { what: …, who: ROLE, by: YYYY-MM-DD }`"),
            );
        }
    }
}
