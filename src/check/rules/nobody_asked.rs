//! A board paper that nobody else has seen.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "nobody-asked",
    page: Page {
        checks: "A paper for the board says who was asked. Only `adr check --board` asks.",
        matters: "Whoever runs it, pays it or secures it knows what the author does not, and asks in the meeting why \
                  they were not asked before.",
        like_this: "consulted: [CISO, Head of Support]",
        instead_of: "decision-makers: [Board]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers().filter(|paper| paper.record.roles.consulted.is_empty()) {
        findings.push(
            paper
                .warning(RULE.name, "consulted", "nothing says who was asked")
                .with_help("add `consulted: [ROLE]`, and `dissent:` where one of them disagrees"),
        );
    }
}
