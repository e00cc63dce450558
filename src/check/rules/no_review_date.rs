//! Nobody looks again.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    name: "no-review-date",
    page: Page {
        checks: "A decision that is proposed or in force says when it is looked at again.",
        matters: "Decisions rot quietly. A date is the only thing that brings one back to the table before it has \
                  gone wrong.",
        like_this: "review-by: 2028-01-31",
        instead_of: "status: accepted",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living().filter(|paper| paper.record.review_by.is_none()) {
        let message = "nothing says when this is looked at again";
        let finding = if paper.record.status() == Some(Status::Proposed) {
            paper.gap(RULE.name, "review-by", message)
        } else {
            paper.warning(RULE.name, "review-by", message)
        };
        findings.push(finding.with_help("add `review-by: YYYY-MM-DD`"));
    }
}
