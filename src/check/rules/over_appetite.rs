//! More loss than we said we would bear, and nobody has said that we bear it all the same.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    name: "over-appetite",
    page: Page {
        checks: "What the chosen option is expected to lose a year, and how often a large loss comes, lie within the \
                 appetite of its record; or a `response` says what is done about it.",
        matters: "An appetite that may be passed in silence is none. Passing it is allowed to whoever says so and says \
                  what is done.",
        like_this: "appetite: { annual-loss: 250k }\n\
                    response: { what: Insure against a breach, who: CFO, by: 2027-03-31 }",
        instead_of: "appetite: { annual-loss: 250k }   # where 400k a year is expected",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living().filter(|paper| paper.record.response.is_none()) {
        let Some((idx, option)) = paper.chosen() else { continue };
        let Some(appetite) = &paper.record.inputs.appetite else { continue };
        let Some(result) = paper.analysis.and_then(|analysis| analysis.options.get(idx)) else { continue };
        let is_loss_over = appetite.annual_loss.zip(result.annual_loss).is_some_and(|(bound, loss)| loss.mean > bound);
        let points = result.loss_curve.iter().flat_map(|curve| &curve.against);
        let is_chance_over = appetite
            .exceedance
            .iter()
            .any(|bound| points.clone().any(|point| point.loss >= bound.loss && point.chance > bound.per_year));
        let what = match (is_loss_over, is_chance_over) {
            (true, _) => "is expected to lose more a year than the appetite of this record",
            (false, true) => "has a large loss more often than the appetite of this record",
            (false, false) => continue,
        };
        let help = if paper.record.status() == Some(Status::Proposed) {
            "say that it is accepted and what is done: `response: { what: …, who: ROLE, by: YYYY-MM-DD }`; or choose less risk"
        } else {
            "say what is done about it: `response: { what: …, who: ROLE, by: YYYY-MM-DD }`"
        };
        let message = format!("`{}` {what}, and nobody has accepted that", option.title);
        findings.push(paper.warning(RULE.name, "appetite", message).with_help(help));
    }
}
