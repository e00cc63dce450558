//! A board paper that does not say whether we can turn back.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-way-back",
    page: Page {
        checks: "A paper for the board says whether the decision can be taken back. Only `adr check --board` asks.",
        matters: "A door that opens both ways may be gone through quickly; one that does not is worth another meeting.",
        like_this: "reversible: costly",
        instead_of: "recommend: build",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers().filter(|paper| paper.record.reversible.is_none()) {
        findings.push(
            paper
                .gap(RULE.name, "reversible", "nothing says whether we can turn back")
                .with_help("add `reversible: yes`, `costly` or `no`; what it takes stands in the `exit` of the option"),
        );
    }
}
