//! The option that counts carries no risks.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-risks",
    page: Page {
        checks: "The recommended, decided or leading option of a proposed decision says what could go wrong.",
        matters: "The brief then says that no risks are written down. An empty list says that somebody looked and \
                  found none; no list says that nobody looked.",
        like_this: "risks: [{ name: Supplier outage, per-year: 0.3, loss: 30k to 300k, owner: Head of Platform }]",
        instead_of: "- buy: AuthCo\n  risk: 30",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        if let Some((_, option)) = paper.chosen()
            && option.risks.is_none()
        {
            let message = format!("no risks are written down for `{}`", option.title);
            findings.push(
                Finding { span: Some(option.span), ..paper.note(RULE.name, "options", message) }.with_help(
                    "add `risks: [{ name: …, per-year: …, loss: LOW to HIGH, owner: … }]`, or `risks: []` where none are known",
                ),
            );
        }
    }
}
