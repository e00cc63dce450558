//! Something is needed by a day, and an option does not say when it would be live.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;
use crate::model::{EstimateKey, Sourcing};

pub(super) const RULE: Rule = Rule {
    name: "no-ready",
    page: Page {
        checks: "Where `needed-by` is stated, every option but avoid says in how many months it is ready; in a paper for \
                 the board (`adr check --board`) in any case.",
        matters: "Without it nobody can say how likely the day is missed, and an option that is always late looks \
                  as good as one that is on time.",
        like_this: "needed-by: 2027-09-30\noptions:\n  - build: Our own\n    ready: 6 / 8 / 14",
        instead_of: "needed-by: 2027-09-30\noptions:\n  - build: Our own",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let is_needed = paper.record.inputs.needed_by.is_some();
        if !is_needed && !context.is_for_board {
            continue;
        }
        // With a price on lateness the analysis says so itself, option by option.
        if paper.record.inputs.late_cost.is_some_and(|cost| cost > 0.0) && is_needed {
            continue;
        }
        let silent = paper.record.options.iter().filter(|option| {
            let is_unread = option.unread_at(EstimateKey::Ready).is_some();
            option.sourcing.is_some_and(|sourcing| sourcing != Sourcing::Avoid) && option.ready.is_none() && !is_unread
        });
        let titles = listed(silent.map(|option| option.title.as_str()));
        if !titles.is_empty() {
            findings.push(
                paper
                    .warning(
                        RULE.name,
                        "needed-by",
                        format!(
                            "{}nothing says when {titles} would be live",
                            if is_needed { "a day is set, and " } else { "" }
                        ),
                    )
                    .with_help("add `ready: LOW to HIGH`, in months from the start"),
            );
        }
    }
}
