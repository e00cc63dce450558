//! Nobody is named who decides.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-decider",
    page: Page {
        checks: "A decision that is proposed or in force names who decides, or who decided.",
        matters: "What nobody may decide is decided by whoever is in the room, and afterwards nobody knows whether \
                  they were allowed to.",
        like_this: "decision-makers: [CTO, CFO]",
        instead_of: "status: proposed",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let decided_by = paper.record.decision.as_ref().map_or(&[][..], |decision| &decision.by);
        if paper.record.roles.decision_makers.is_empty() && decided_by.is_empty() {
            findings.push(
                paper
                    .warning(RULE.name, "decision-makers", "nothing says who decides this")
                    .with_help("add `decision-makers: [ROLE]`: roles that may approve the sum"),
            );
        }
    }
}
