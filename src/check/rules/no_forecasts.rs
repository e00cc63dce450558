//! A board paper that nobody could be held to afterwards.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-forecasts",
    page: Page {
        checks: "A paper for the board forecasts something that can be held against what comes. Only \
                 `adr check --board` asks.",
        matters: "Only a forecast that was written down before can show whether our estimates are any good.",
        like_this: "forecasts: [{ what: Cost in the first two years, range: 0.9m to 1.5m, by: 2029-01-31 }]",
        instead_of: "review-by: 2028-01-31",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers().filter(|paper| paper.record.forecasts.is_empty()) {
        findings.push(
            paper
                .note(RULE.name, "forecasts", "nothing is forecast that could be held against what comes")
                .with_help("add `forecasts: [{ what: …, range: LOW to HIGH, by: YYYY-MM-DD }]`"),
        );
    }
}
