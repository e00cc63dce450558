//! The last day to leave a contract is near.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "notice-near",
    page: Page {
        checks: "The last day for notice on the contract of a decision in force is not within the next 90 days, and \
                 has not passed while the contract still runs; or the record says what is done.",
        matters: "After that day the contract renews on the supplier's terms, and whether to stay was decided by the \
                  calendar.",
        like_this: "response: { what: Give notice, who: Head of Platform, by: 2026-12-15 }\n\
                    # and once it is given, in the contract: given: { by: us, on: 2026-12-10 }",
        instead_of: "contract: { ends: 2027-03-31, notice: 90 days, renews: yes }   # in December",
    },
    check,
};

/// So many days before the last day for notice somebody has to think about it.
const NEAR_DAYS: i32 = 90;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.in_force().filter(|paper| paper.record.response.is_none()) {
        let Some((_, option)) = paper.chosen() else { continue };
        let Some(notice) = option.contract.as_ref().and_then(|contract| contract.notice_date_on(context.day)) else {
            continue;
        };
        let days = context.day.until(notice).map_or(i32::MAX, |span| span.get_days());
        let message = match days {
            ..0 => format!("the last day for notice on `{}` was {notice}", option.title),
            0..=NEAR_DAYS => format!("the last day for notice on `{}` is {notice}", option.title),
            _ => continue,
        };
        let idx = option.front_matter_idx.unwrap_or_default();
        findings.push(paper.warning(RULE.name, &format!("options[{idx}].contract"), message).with_help(
            "say what is done: `response: { what: …, who: ROLE, by: YYYY-MM-DD }`, or in the contract `given: { by: us, on: YYYY-MM-DD }`",
        ));
    }
}
