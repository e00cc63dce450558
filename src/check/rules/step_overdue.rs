//! A first step was to be done, and is not.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "step-overdue",
    page: Page {
        checks: "The steps and the response of a decision in force are done by their days, or their days were moved.",
        matters: "A decision that is not carried out costs what was asked for and brings nothing.",
        like_this: "next: [{ by: 2026-10-31, what: Team of five in place, who: Head of Platform, done: 2026-10-20 }]",
        instead_of: "next: [{ by: 2026-10-31, what: Team of five in place }]   # in November",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force() {
        for (idx, step) in paper.record.next.iter().enumerate().filter(|(_, step)| step.done.is_none()) {
            let Some(by) = step.by.filter(|by| *by < context.day) else { continue };
            let message = format!("`{}` was to be done by {by}", step.what);
            findings.push(
                paper
                    .warning(RULE.name, &format!("next[{idx}]"), message)
                    .with_help("add `done: YYYY-MM-DD` to the step, or move its `by`"),
            );
        }
        let response = paper.record.response.as_ref();
        if let Some((response, by)) = response.and_then(|response| Some((response, response.by?)))
            && by < context.day
        {
            let message = format!("the response `{}` was to be done by {by}", response.what);
            findings.push(
                paper
                    .warning(RULE.name, "response", message)
                    .with_help("take the response out once the matter is back on course, or move its `by`"),
            );
        }
    }
}
