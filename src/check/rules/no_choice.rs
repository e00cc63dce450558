//! Accepted, and what was accepted is not said.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-choice",
    page: Page {
        checks: "An accepted decision with options says which one was chosen.",
        matters: "Pages then have to guess that the numbers were followed, and add the wrong cost and the wrong \
                  supplier to the whole.",
        like_this: "decision: { option: build, on: 2027-01-20, by: [Board] }",
        instead_of: "status: accepted",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force() {
        let has_options = paper.record.options.iter().any(|option| option.front_matter_idx.is_some());
        let is_said = paper.record.decision.as_ref().is_some_and(|decision| decision.option.is_some());
        if has_options && !is_said && paper.record.recommend.is_none() {
            findings.push(
                paper
                    .warning(RULE.name, "status", "this is accepted, and nothing says which option was chosen")
                    .with_help("add `decision: { option: NAME, on: YYYY-MM-DD, by: [ROLE] }`"),
            );
        }
    }
}
