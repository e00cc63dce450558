//! Something is asked of a board, and nobody says by when.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "ask-without-date",
    page: Page {
        checks: "A proposed decision says by when it must be taken, or at which meeting.",
        matters: "What has no date is decided when it is too late, or by whoever shouts loudest. A board plans its \
                  agenda by dates, and the brief's first sentence needs one.",
        like_this: "decide-by: 2027-01-31\nboard: { for: decision, meeting: 2026-12-15 }",
        instead_of: "status: proposed",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let meeting = paper.record.board.and_then(|slot| slot.meeting);
        if paper.record.decide_by.is_none() && meeting.is_none() {
            findings.push(
                paper
                    .gap(RULE.name, "ask", "nothing says by when this must be decided")
                    .with_help("add `decide-by: YYYY-MM-DD`, or `board: { for: decision, meeting: YYYY-MM-DD }`"),
            );
        }
    }
}
