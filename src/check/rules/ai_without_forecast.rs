//! A use of AI whose value nobody measures.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Stage;

pub(super) const RULE: Rule = Rule {
    name: "ai-without-forecast",
    page: Page {
        checks: "A pilot or live use of AI has at least one entry in `forecasts`.",
        matters: "A use whose value nobody measures is kept because it is there. A forecast with a date is what \
                  lets us stop it, or do more of it, for a reason.",
        like_this: "forecasts: [{ what: Share of tickets solved at first contact, range: 40 to 55, by: 2027-06-30 }]",
        instead_of: "ai: { stage: pilot }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let Some(ai) = &paper.record.ai else { continue };
        let word = match ai.stage.or(paper.record.stage) {
            Some(Stage::Pilot) => "pilot",
            Some(Stage::Live) => "live use",
            _ => continue,
        };
        if paper.record.forecasts.is_empty() {
            findings.push(
                paper
                    .warning(RULE.name, "ai.stage", format!("nobody measures what this {word} of AI is worth"))
                    .with_help("add `forecasts: [{ what: …, range: LOW to HIGH, by: YYYY-MM-DD }]`"),
            );
        }
    }
}
