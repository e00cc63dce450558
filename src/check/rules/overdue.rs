//! A day has passed, and nothing happened.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    name: "overdue",
    page: Page {
        checks: "Proposed decisions are taken by their day, and decisions in force are looked at again by theirs.",
        matters: "A date that passes in silence teaches everybody that dates do not matter.",
        like_this: "review-by: 2028-01-31   # and the review held, or the day moved with a reason",
        instead_of: "review-by: 2025-01-31",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let day = context.day;
    for paper in context.living() {
        let is_open = paper.record.status() == Some(Status::Proposed);
        let (key, due, what, help) = if is_open {
            ("decide-by", paper.record.decide_by, "decided", "decide it, or move `decide-by`")
        } else {
            ("review-by", paper.record.review_by, "looked at again", "hold the review, then move `review-by`")
        };
        if let Some(due) = due
            && due < day
        {
            let message = format!("this was to be {what} by {due}");
            findings.push(paper.warning(RULE.name, key, message).with_help(help));
        }
    }
}
