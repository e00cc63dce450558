//! A board paper that names no sum.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-limit",
    page: Page {
        checks: "A paper for the board names the sum that is asked for. Only `adr check --board` asks.",
        matters: "A board approves a sum, not a range. Without one nobody can say later whether it was kept.",
        like_this: "limit: 2.2m",
        instead_of: "ask: Approve our own login service",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers().filter(|paper| paper.record.limit.is_none()) {
        findings.push(
            paper
                .warning(RULE.name, "limit", "nothing says which sum is asked for")
                .with_help("add `limit:` with the cash over the horizon; `limit: 0` where none is asked for"),
        );
    }
}
