//! An option rests on somebody, and nobody has asked how we would leave.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;
use crate::model::Sourcing;

pub(super) const RULE: Rule = Rule {
    name: "no-exit",
    page: Page {
        checks: "Options to buy and to partner say what leaving takes: months, money, and whether it was tried.",
        matters: "Without it leaving counts as free, which it never is, and a supplier who knows that we cannot \
                  leave sets the price.",
        like_this: "exit: { months: 6 / 9 / 15, cost: 150k / 300k / 700k, tested: no }",
        instead_of: "- buy: AuthCo\n  cost: { yearly: 210k to 320k }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.proposals() {
        let stuck: Vec<_> = paper
            .record
            .options
            .iter()
            .filter(|option| {
                matches!(option.sourcing, Some(Sourcing::Buy | Sourcing::Partner)) && option.exit.is_none()
            })
            .collect();
        let titles = listed(stuck.iter().map(|option| option.title.as_str()));
        if let Some(first) = stuck.first() {
            let finding = paper
                .warning(RULE.name, "options", format!("nothing says how we would leave {titles}"))
                .with_help("add `exit: { months: LOW to HIGH, cost: LOW to HIGH, tested: no }`");
            findings.push(Finding { span: Some(first.span), ..finding });
        }
    }
}
