//! A stop rule was to be checked by a day, and nobody wrote down what it read.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "stop-rule-unread",
    page: Page {
        checks: "A stop rule of a decision in force has a reading once its day has passed.",
        matters: "A rule that nobody checks stops nothing, and by then the money is spent.",
        like_this: "kill: [{ metric: Sign-in success, below: 97%, by: 2026-10-31, now: 98% }]",
        instead_of: "kill: [{ metric: Sign-in success, below: 97%, by: 2026-10-31 }]   # in November",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force() {
        for (idx, rule) in paper.record.kill.iter().enumerate() {
            let Some(by) = rule.by.filter(|by| *by < context.day && rule.now.is_none()) else { continue };
            let message = format!("the stop rule on `{}` was to be checked by {by}", rule.metric);
            findings.push(
                paper
                    .warning(RULE.name, &format!("kill[{idx}]"), message)
                    .with_help("write today's reading beside it: `now: …`; or move `by` with a reason"),
            );
        }
    }
}
