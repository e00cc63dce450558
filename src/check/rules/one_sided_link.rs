//! A link that changes how another record is read, and that the other does not know.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::log;

pub(super) const RULE: Rule = Rule {
    name: "one-sided-link",
    page: Page {
        checks: "Where a record supersedes or amends another, both say so. Of `depends-on`, `enables` and `related` one \
                 side is enough.",
        matters: "Whoever opens the older record alone takes it for what holds. Pages show both sides; the file is \
                  what people read in their editors.",
        like_this: "links: [{ supersedes: 4 }]      # in 0012, and in 0004 `superseded-by: 12`",
        instead_of: "links: [{ supersedes: 4 }]      # in 0012, and nothing in 0004",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    // One that is also to be retired is told where its status stands.
    for half in log::half_links(context.log).into_iter().filter(|half| !half.is_to_retire) {
        if !context.records.contains(&half.stated_by) {
            continue;
        }
        let record = &context.log.records[half.stated_by].record;
        // In the same words for each, so that a log of many is told once.
        let message =
            format!("only this side of the link is written: the other record lacks `{}`", half.lacks.as_str());
        findings.push(
            Finding::note(RULE.name, &record.path, half.span.or(record.title.span), message)
                .with_help("`adr check --fix` writes the other side"),
        );
    }
}
