//! The board meets after the day by which it must have decided.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "meeting-after-decide-by",
    page: Page {
        checks: "The meeting of a proposed decision lies before its decide-by day, and that before its review.",
        matters: "A paper for a meeting after the deadline asks the board to ratify what has already happened.",
        like_this: "decide-by: 2027-01-31\nboard: { for: decision, meeting: 2026-12-15 }",
        instead_of: "decide-by: 2026-11-30\nboard: { for: decision, meeting: 2026-12-15 }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let Some(decide_by) = paper.record.decide_by else { continue };
        if let Some(meeting) = paper.record.board.and_then(|slot| slot.meeting)
            && meeting > decide_by
        {
            let message = format!("the board meets on {meeting}, after the day by which this must be decided");
            let help = format!("put it on an earlier meeting, or move `decide-by: {decide_by}`");
            findings.push(paper.warning(RULE.name, "board", message).with_help(help));
        }
        if let Some(review_by) = paper.record.review_by
            && review_by <= decide_by
        {
            let message = format!("this is looked at again on {review_by}, before it must be decided");
            let help = format!("give a `review-by` after {decide_by}");
            findings.push(paper.warning(RULE.name, "review-by", message).with_help(help));
        }
    }
}
