//! Losses are estimated, and nobody has said what we are ready to bear.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Appetite;

pub(super) const RULE: Rule = Rule {
    name: "no-appetite",
    page: Page {
        checks: "Where options carry risks, the book or the record says which losses are acceptable.",
        matters: "A risk is neither big nor small by itself. Until a number is set that somebody can breach, pages \
                  can only rank.",
        like_this: "[output.board.appetite]\nannual-loss = \"750k\"",
        instead_of: "risks: [{ name: Breach, per-year: 0.1, loss: 200k to 3m }]   # and no appetite anywhere",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let is_set = |appetite: &Appetite| appetite.annual_loss.is_some() || !appetite.exceedance.is_empty();
    if is_set(&context.book.appetite) {
        return;
    }
    let bare = context.living().find(|paper| {
        let has_risks =
            paper.record.options.iter().any(|option| option.risks.as_ref().is_some_and(|risks| !risks.is_empty()));
        has_risks && !paper.record.inputs.appetite.as_ref().is_some_and(is_set)
    });
    // Once is enough: one line in the book mends it for every record.
    if let Some(paper) = bare {
        findings.push(
            paper
                .note(RULE.name, "appetite", "no appetite is set for losses, so risks can only be ranked")
                .with_help("add `annual-loss = \"500k\"` below `[output.board.appetite]` in `book.toml`"),
        );
    }
}
