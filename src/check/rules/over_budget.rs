//! A year costs more than its budget.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::log::is_asked;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "over-budget",
    page: Page {
        checks: "What is in force, and what is asked for beside it, is expected to cost no more in a year than its \
                 `budget` in `book.toml`.",
        matters: "Each paper fits by itself. A board that approves them one by one finds out in the third quarter that \
                  together they did not.",
        like_this: "budget = { 2027 = \"2.4m\" }   # and what does not fit is put off, or asked for next year",
        instead_of: "budget = { 2027 = \"1.2m\" }   # with 1.9m in force and asked for",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let (log, book) = (context.log, context.book);
    let is_answered = || book.responses.iter().any(|response| response.about.to_lowercase().contains("budget"));
    if book.budget.is_empty() || is_answered() {
        return;
    }
    // By year: what is in force, and what is asked for.
    let mut years = BTreeMap::<i16, (f64, f64)>::new();
    for (idx, analysis) in context.analysis.decisions.iter().enumerate() {
        let Some(analysis) = analysis.as_ref().filter(|analysis| analysis.currency == book.currency) else { continue };
        let is_in_force = log.is_in_force(idx);
        if !is_in_force && !is_asked(&log.records[idx].record) {
            continue;
        }
        let Some(option) = analysis.chosen.and_then(|chosen| analysis.options.get(chosen)) else { continue };
        for (year, cash) in &option.by_calendar_year {
            let sums = years.entry(*year).or_default();
            let place = if is_in_force { &mut sums.0 } else { &mut sums.1 };
            *place += cash.one_off + cash.running + cash.exit;
        }
    }
    for (year, budget) in &book.budget {
        let (in_force, asked) = years.get(year).copied().unwrap_or_default();
        if *year < context.day.year() || in_force + asked <= *budget {
            continue;
        }
        let what = if in_force > *budget { "what is in force" } else { "what is in force and asked for" };
        let message = format!("{what} is expected to cost more in {year} than the budget of that year");
        findings.push(Finding::warning(RULE.name, "book.toml", None, message).with_help(format!(
            "put something off, raise `budget` for {year}, or say what is done: `responses = [{{ about = \"budget\", what = \"…\" }}]`"
        )));
    }
}
