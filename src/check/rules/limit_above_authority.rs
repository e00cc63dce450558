//! A sum that its deciders may not approve.

use crate::check::rule::{Context, Page, Paper, Rule, listed};
use crate::finding::Finding;
use crate::model::Authority;

pub(super) const RULE: Rule = Rule {
    name: "limit-above-authority",
    page: Page {
        checks: "The limit of a decision lies within what one of its deciders may approve, by `authority` in the book.",
        matters: "An approval by somebody who may not give it is none, and it comes out in the audit.",
        like_this: "limit: 2.2m\ndecision-makers: [Board]",
        instead_of: "limit: 2.2m\ndecision-makers: [CTO]   # and authority = [{ up-to = \"250k\", by = \"CTO\" }, { by = \"Board\" }]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let authority = &context.book.authority;
    if authority.is_empty() {
        return;
    }
    for paper in context.living() {
        let Some(limit) = paper.record.limit else { continue };
        let deciders = deciders(&paper);
        let suffices = |step: &Authority| step.up_to.is_none_or(|sum| sum >= limit);
        if deciders.is_empty() || authority.iter().any(|step| suffices(step) && holds(step, &deciders)) {
            continue;
        }
        let names = listed(deciders.iter().copied());
        let help = match authority.iter().find(|step| suffices(step)) {
            Some(step) => {
                format!("such a sum is approved by `{}`: name it among `decision-makers`, or lower `limit`", step.by)
            }
            None => "nobody may approve such a sum: lower `limit`, or extend `authority` in `book.toml`".to_owned(),
        };
        findings.push(
            paper.gap(RULE.name, "limit", format!("the limit is above what {names} may approve")).with_help(help),
        );
    }
}

/// Who decided, else who is to decide.
fn deciders<'a>(paper: &Paper<'a>) -> Vec<&'a str> {
    let decided = paper.record.decision.as_ref().map(|decision| &decision.by).filter(|by| !by.is_empty());
    decided.unwrap_or(&paper.record.roles.decision_makers).iter().map(String::as_str).collect()
}

/// Whether the deciders include everybody whom this step names ("CFO and CTO").
fn holds(step: &Authority, deciders: &[&str]) -> bool {
    let is_there = |name: &str| deciders.iter().any(|decider| decider.trim().eq_ignore_ascii_case(name.trim()));
    is_there(&step.by) || (step.by.contains(" and ") && step.by.split(" and ").all(is_there))
}
