//! A sum that is not enough.

use crate::analysis::{Rounding, pasted};
use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    name: "limit-below-cost",
    page: Page {
        checks: "The limit of a decision is no less than what its option is expected to cost in cash over the horizon.",
        matters: "A sum that is probably not enough is asked for twice, and the second time there is no choice left.",
        like_this: "limit: 2.2m   # where nine in ten futures need no more",
        instead_of: "limit: 1.2m   # where every second future needs more",
    },
    check,
};

/// In as many futures as this the money is not enough for a finding.
const PROBABLE: f64 = 0.5;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let Some((idx, option)) = paper.chosen() else { continue };
        let Some(result) = paper.analysis.and_then(|analysis| analysis.options.get(idx)) else { continue };
        let Some((cash, share)) = result.cash.zip(result.over_limit_share).filter(|(_, share)| *share >= PROBABLE)
        else {
            continue;
        };
        let Some(limit) = paper.record.limit.filter(|limit| *limit < cash.mean) else { continue };
        let in_100 = (100.0 * share).round();
        let likely = if in_100 >= 100.0 { "almost certain".to_owned() } else { format!("{in_100} in 100") };
        let message = format!("`{}` is expected to cost more than the limit: {likely} to need more", option.title);
        let is_asked = paper.record.status() == Some(Status::Proposed);
        let enough = pasted(cash.p95.max(limit), Rounding::Up);
        let help = if is_asked {
            format!("ask for what nine in ten futures stay within, `limit: {enough}`, or say what is left out")
        } else {
            format!("ask for more before it is spent: nine in ten futures stay within `{enough}`")
        };
        findings.push(paper.warning(RULE.name, "limit", message).with_help(help));
    }
}
