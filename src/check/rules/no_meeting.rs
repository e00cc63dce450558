//! A board paper without a meeting.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-meeting",
    page: Page {
        checks: "A paper for the board says for which meeting it is, and whether it is for decision, discussion or \
                 information. Only `adr check --board` asks.",
        matters: "What is on nobody's agenda is decided by nobody.",
        like_this: "board: { for: decision, meeting: 2026-12-15 }",
        instead_of: "decide-by: 2027-01-31",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers() {
        if paper.record.board.is_none_or(|slot| slot.meeting.is_none()) {
            findings.push(
                paper
                    .gap(RULE.name, "board", "nothing says at which meeting this comes before the board")
                    .with_help("add `board: { for: decision, meeting: YYYY-MM-DD }`"),
            );
        }
    }
}
