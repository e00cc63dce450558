//! A proposal does not say why it cannot wait.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-why-now",
    page: Page {
        checks: "A proposed decision says what makes it urgent.",
        matters: "\"Why now, and what if we wait?\" is the second question of every board. A trigger that can be \
                  checked (a contract ends, support stops) is worth more than an adjective.",
        like_this: "why-now: The present system loses support in September 2027",
        instead_of: "why-now: This is strategic",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals().filter(|paper| paper.record.why_now.is_none()) {
        findings.push(
            paper
                .gap(RULE.name, "why-now", "nothing says why this cannot wait")
                .with_help("add `why-now:` with what happens, and when, if nothing is decided"),
        );
    }
}
