//! Figures that a template left open.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    name: "template-figures",
    page: Page {
        checks: "No figure of a record is still the `???` of the template that it was written from.",
        matters: "What nobody has estimated decides nothing, and must not go to a board as if somebody had.",
        like_this: "cost: { once: 120k to 250k, yearly: 210k to 320k }",
        instead_of: "cost: { once: ???, yearly: ??? }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for record in context.records() {
        let Some(first) = record.placeholders.first() else { continue };
        let count = match record.placeholders.len() {
            1 => "1 figure is".to_owned(),
            count => format!("{count} figures are"),
        };
        let message = format!("these are the template's figures: {count} still to be put in the place of `???`");
        let help = "write what you know, however wide the range, or `unknown`";
        // Nobody is asked anything yet by a draft, and nothing rests any more on what was turned down or replaced.
        let finding = match record.status() {
            Some(Status::Proposed | Status::Accepted) => Finding::error(RULE.name, &record.path, *first, message),
            _ => Finding::note(RULE.name, &record.path, *first, message),
        };
        findings.push(finding.with_help(help));
    }
}
