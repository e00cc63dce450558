//! The page as a whole: headline, three figures, a section a currency.

use super::asks::{all_asks, asked};
use super::page::{CostPage, CurrencyMoney};
use super::{drivers, over_time, parts, renewals, uncounted, years};
use crate::analysis::Portfolio;
use crate::number::{self, Digits, Money, Spread};
use crate::report::narrate::{Prose, year_name};
use crate::report::{Head, Input, Key, Part};

/// Composes the page; `None` where no decision in force or asked for has a cost.
pub fn cost(input: &Input) -> Option<CostPage> {
    let portfolios = portfolios(input);
    let first = *portfolios.first()?;
    let is_alone = portfolios.len() == 1;
    let currencies = portfolios.iter().map(|portfolio| CurrencyMoney {
        name: (!is_alone).then(|| currency_name(portfolio)),
        years: years::block(input, portfolio),
        over_time: over_time::of_largest_ask(input, portfolio),
        drivers: drivers::block(input, portfolio),
        parts: parts::block(input, portfolio),
    });
    let title = format!("Money, {}", number::date(input.as_of));
    let description = "What we have committed to, when it is due, how sure we are.".to_owned();
    Some(CostPage {
        head: Head::new(input, "cost", Part::Money, "cost.html".to_owned(), &title, description),
        meta: meta(&portfolios),
        title: headline(input, first, is_alone),
        keys: keys(input, first),
        currencies: currencies.collect(),
        apart: (!is_alone).then_some("There is money in several currencies: it stands apart and is not added up."),
        renewals: renewals::block(input),
        uncounted: uncounted::block(input, &portfolios),
    })
}

/// Those with money in them, the book's currency first.
fn portfolios<'a>(input: &'a Input) -> Vec<&'a Portfolio> {
    let all = input.analysis.portfolios.iter();
    let mut found: Vec<&Portfolio> = all.filter(|one| one.cash.is_some() || one.asked.is_some()).collect();
    found.sort_by_key(|one| one.currency.as_ref() != input.book.currency.as_ref());
    found
}

fn currency_name(portfolio: &Portfolio) -> String {
    match &portfolio.currency {
        Some(currency) => format!("In {}", currency.code()),
        None => "Without a currency".to_owned(),
    }
}

fn meta(portfolios: &[&Portfolio]) -> Vec<String> {
    let sum = |of: fn(&Portfolio) -> usize| portfolios.iter().map(|one| of(one)).sum::<usize>();
    let (in_force, asked) = (sum(|one| one.record_count), sum(|one| one.asked_count));
    let mut meta = vec!["Money".to_owned()];
    if in_force > 0 {
        let decisions = number::count(in_force, "decision", "decisions");
        meta.push(number::capitalized(&format!("{decisions} in force")));
    }
    if asked > 0 {
        meta.push(number::capitalized(&number::count(asked, "ask", "asks")));
    }
    meta
}

/// "Approving all five asks puts 2027 about £0.6m over its budget".
fn headline(input: &Input, portfolio: &Portfolio, is_alone: bool) -> String {
    let money = Money::new(portfolio.currency.as_ref());
    let sum = |summary: &crate::analysis::Summary| money.estimate(Spread::median(summary), Digits::Prose).figure;
    let worst = years::worst_over(input, portfolio);
    let asks = all_asks(portfolio.asked_count);
    let beyond = if is_alone { "" } else { ", other currencies apart" };
    match (&portfolio.cash, &portfolio.asked, worst) {
        (_, Some(_), Some((year, over))) => {
            format!("Approving {asks} puts {} about {} over its budget", year_name(input, year.year), money.prose(over))
        }
        (_, None, Some((year, over))) => {
            format!(
                "What we have committed puts {} about {} over its budget",
                year_name(input, year.year),
                money.prose(over)
            )
        }
        (_, Some(_), None)
            if portfolio.years.iter().any(|year| year.budget.is_some() && year.year >= years::this_year(input)) =>
        {
            format!("{} {} the budget of every year{beyond}", number::capitalized(&asks), fit(portfolio.asked_count))
        }
        (Some(cash), Some(asked), None) => format!(
            "{} {} {}; {} would add {}{beyond}",
            number::capitalized(&number::count(portfolio.record_count, "decision", "decisions")),
            number::plural(portfolio.record_count, "commits", "commit"),
            sum(cash),
            number::count(portfolio.asked_count, "ask", "asks"),
            sum(asked)
        ),
        (Some(cash), None, None) => format!(
            "We have committed {} in {}{beyond}",
            sum(cash),
            number::count(portfolio.record_count, "decision", "decisions")
        ),
        (None, Some(asked), None) => format!(
            "{} {} to {}; nothing is committed yet",
            number::capitalized(&number::count(portfolio.asked_count, "ask", "asks")),
            number::plural(portfolio.asked_count, "comes", "come"),
            sum(asked)
        ),
        (None, None, None) => "No decision in force has a cost".to_owned(),
    }
}

fn fit(count: usize) -> &'static str {
    number::plural(count, "fits", "fit")
}

fn keys(input: &Input, portfolio: &Portfolio) -> Vec<Key> {
    let money = Money::new(portfolio.currency.as_ref());
    let mut keys = Vec::new();
    let flows = |is_there: fn(&crate::analysis::affordability::PortfolioYear) -> bool| {
        let years: Vec<i16> = portfolio.years.iter().filter(|year| is_there(year)).map(|year| year.year).collect();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("from {} to {}", year_name(input, *first), year_name(input, *last))
            }
            (Some(only), _) => format!("in {}", year_name(input, *only)),
            _ => String::new(),
        }
    };
    let note = |parts: Vec<String>| {
        Prose::of(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    };
    if let Some(cash) = &portfolio.cash {
        let figure = money.estimate(Spread::median(cash), Digits::Prose);
        let years = flows(|year| year.accepted.is_some_and(|cash| cash.p95 != 0.0));
        keys.push(Key {
            figure: figure.figure,
            term: format!("committed, in {}", number::count(portfolio.record_count, "decision", "decisions")),
            method: Some("committed"),
            note: note(vec![figure.range.unwrap_or_default(), years]),
        });
    }
    if let Some(asked) = &portfolio.asked {
        let figure = money.estimate(Spread::median(asked), Digits::Prose);
        let at_most = at_most(input, portfolio).map(|sum| format!("at most {}", money.stated(sum)));
        keys.push(Key {
            figure: figure.figure,
            term: format!("asked for, in {}", number::count(portfolio.asked_count, "decision", "decisions")),
            method: Some("asked"),
            note: note(vec![figure.range.unwrap_or_default(), at_most.unwrap_or_default()]),
        });
    }
    keys.extend(years::key(input, portfolio, &money));
    keys
}

/// The limits of all that is asked for in this currency; `None` where one has no limit.
fn at_most(input: &Input, portfolio: &Portfolio) -> Option<f64> {
    let mut sum = 0.0;
    for idx in asked(input, portfolio) {
        sum += input.log.records[idx].record.limit?;
    }
    Some(sum)
}
