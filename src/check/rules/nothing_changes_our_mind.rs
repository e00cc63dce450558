//! A recommendation that nothing could turn.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Record;

pub(super) const RULE: Rule = Rule {
    name: "nothing-changes-our-mind",
    page: Page {
        checks: "A recommended option comes with something that would change the answer: a value at which another \
                 wins, a stop rule, or a reason to reopen it.",
        matters: "A proposal that no fact could turn is a belief. Boards ask what would justify stopping, and the \
                  time to agree on it is before the money is spent.",
        like_this: "kill: [{ metric: Sign-in success, below: 97%, by: 2027-12-31, then: move to AuthCo }]\n\
                    revisit: AuthCo binds itself to less than €3.80 a user a year",
        instead_of: "recommend: build",
    },
    check,
};

/// Whether a proposal names nothing itself, so that it rests on the analysis whether anything would.
pub(in crate::check) fn is_silent(record: &Record) -> bool {
    record.recommend.is_some() && record.kill.is_empty() && record.revisit.is_empty()
}

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals().filter(|paper| is_silent(paper.record)) {
        let flips = paper.analysis.is_some_and(|analysis| !analysis.flips.is_empty());
        if !flips {
            findings.push(
                paper
                    .gap(RULE.name, "recommend", "nothing is named that would change our mind")
                    .with_help("add `revisit: …`, or `kill: [{ metric: …, below: …, by: YYYY-MM-DD, then: … }]`"),
            );
        }
    }
}
