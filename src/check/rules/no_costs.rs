//! No option says what it costs.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-costs",
    page: Page {
        checks: "The options of a proposed decision say what they cost.",
        matters: "The brief then says \"No cost has been estimated\", which is true, and which no board approves. A \
                  wide range is honest and enough to start with.",
        like_this: "cost: { once: 120k to 250k, yearly: 210k to 320k }",
        instead_of: "- buy: A payments platform",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let options = &paper.record.options;
        if !options.is_empty() && options.iter().all(|option| option.cost.is_none()) {
            findings.push(
                paper
                    .warning(RULE.name, "options", "no option says what it costs")
                    .with_help("add `cost: { once: LOW to HIGH, yearly: LOW to HIGH }` to each; wide ranges are fine"),
            );
        }
    }
}
