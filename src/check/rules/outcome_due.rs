//! The day of a forecast has passed, and nobody says what came.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "outcome-due",
    page: Page {
        checks: "A forecast of a decision in force has its outcome among the `actuals` once its day has passed.",
        matters: "Whether past estimates were any good is the best thing to know about the next one. Outcomes that \
                  nobody writes down teach nothing.",
        like_this: "forecasts: [{ what: Cost in the first year, range: 0.4m to 0.7m, by: 2026-10-31 }]\n\
                    actuals: [{ what: Cost in the first year, value: 610k, on: 2026-11-10 }]",
        instead_of: "forecasts: [{ what: Cost in the first year, range: 0.4m to 0.7m, by: 2026-10-31 }]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force() {
        for (idx, forecast) in paper.record.forecasts.iter().enumerate() {
            let is_known = paper.record.actuals.iter().any(|actual| actual.what == forecast.what);
            let Some(by) = forecast.by.filter(|by| *by < context.day && !is_known) else { continue };
            let message = format!("`{}` was to be known by {by}, and no outcome is recorded", forecast.what);
            findings.push(paper.warning(RULE.name, &format!("forecasts[{idx}]"), message).with_help(
                "add what came to `actuals`, under the same `what`: `{ what: …, value: …, on: YYYY-MM-DD }`",
            ));
        }
    }
}
