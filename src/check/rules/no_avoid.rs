//! Leaving it alone is not among the options.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::{ConsideredOption, EstimateKey, Sourcing};

pub(super) const RULE: Rule = Rule {
    name: "no-avoid",
    page: Page {
        checks: "The options of a proposed decision include an `avoid`: do nothing, keep, stop, or do the minimum; \
                 and where others have a cost, so has it.",
        matters: "Leaving it alone is never free and never absent. Without it nobody can say what the money saves, \
                  and an option that beats nothing has not been shown to be worth having.",
        like_this: "- avoid: Keep today's gateway\n  cost: { yearly: 240k to 330k, growth: 6% }",
        instead_of: "options: [{ build: In-house service }, { buy: A payments platform }]",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let options = &paper.record.options;
        if !options.iter().any(|option| option.sourcing.is_some()) {
            continue;
        }
        let mut avoids = options.iter().filter(|option| option.sourcing == Some(Sourcing::Avoid)).peekable();
        if avoids.peek().is_none() {
            findings.push(paper.gap(RULE.name, "options", "leaving it alone is not among the options").with_help(
                "add `- avoid: Keep what we have` with its cost; where it costs nothing, `cost: 0` says so",
            ));
            continue;
        }
        if !options.iter().any(|option| option.cost.is_some()) {
            continue;
        }
        // One that stands there and could not be read is told where it stands.
        let is_silent =
            |avoid: &&ConsideredOption| avoid.cost.is_none() && avoid.unread_at(EstimateKey::Cost).is_none();
        for avoid in avoids.filter(is_silent).filter(|avoid| !has_cost_level(&avoid.levels)) {
            let message = format!("`{}` has no cost, and leaving it alone is never free", avoid.title);
            findings.push(
                Finding { span: Some(avoid.span), ..paper.warning(RULE.name, "options", message) }
                    .with_help("add its `cost`; where it costs nothing, `cost: 0` says so"),
            );
        }
    }
}

fn has_cost_level(levels: &[(String, crate::model::Estimate)]) -> bool {
    levels.iter().any(|(criterion, _)| criterion == "cost")
}
