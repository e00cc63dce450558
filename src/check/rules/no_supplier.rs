//! An option rests on somebody who is not named.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;
use crate::model::Sourcing;

pub(super) const RULE: Rule = Rule {
    name: "no-supplier",
    page: Page {
        checks: "Options to buy and to partner name their supplier.",
        matters: "Whom would we depend on, and how much rests on them already? Shares are added up by name, so an \
                  unnamed supplier is missing from every sum.",
        like_this: "- buy: AuthCo\n  supplier: { name: AuthCo, parent: AuthCo Group, alternatives: 2 }",
        instead_of: "- buy: AuthCo",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let nameless: Vec<_> = paper
            .record
            .options
            .iter()
            .filter(|option| {
                matches!(option.sourcing, Some(Sourcing::Buy | Sourcing::Partner)) && option.supplier.is_none()
            })
            .collect();
        let titles = listed(nameless.iter().map(|option| option.title.as_str()));
        if let Some(first) = nameless.first() {
            let finding = paper
                .warning(RULE.name, "options", format!("nothing says who would supply {titles}"))
                .with_help("add `supplier: NAME`, or `supplier: { name: …, parent: …, alternatives: … }`");
            findings.push(Finding { span: Some(first.span), ..finding });
        }
    }
}
