//! Contracts that go on or end by themselves within 18 months.

use crate::log::is_asked;
use crate::model::Contract;
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::exhibits::{DecisionLink, Heading};
use crate::report::narrate::{clean, stated_money};
use crate::report::{Day, Input};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How far ahead the page looks.
const MONTHS: i64 = 18;
/// A notice day that is nearer than this, in days, is marked.
const NEAR_DAYS: i32 = 30;

/// Contracts that renew or end.
#[derive(Clone, Debug, Serialize)]
pub struct RenewalBlock {
    /// Heading and question.
    pub finding: Heading,
    /// What the figures mean.
    pub caption: String,
    /// The next notice day first.
    pub rows: Vec<Renewal>,
}

/// One contract.
#[derive(Clone, Debug, Serialize)]
pub struct Renewal {
    /// The last day for notice; `None` where none is written down or needed.
    pub notice: Option<Day>,
    /// "in 5 months", "in 7 days", "12 days ago".
    pub distance: Option<String>,
    /// How near that is: near or out; `None` where there is time.
    pub sign: Option<&'static str>,
    /// With whom.
    pub supplier: String,
    /// The decision that it stands behind.
    pub decision: DecisionLink,
    /// "renews", "ends".
    pub what: &'static str,
    /// When.
    pub end: Day,
    /// What it costs a year.
    pub yearly: Option<Figure>,
    /// "at least £380k".
    pub least: Option<String>,
    /// What is being done about it; `None` where nothing is recorded.
    pub done: Option<String>,
    /// Who, and by when.
    pub done_note: Option<String>,
}

/// The contract of a decision in force, or of the option asked for.
#[derive(Clone, Debug)]
pub(in crate::report) struct Terms<'a> {
    pub(in crate::report) idx: usize,
    pub(in crate::report) contract: &'a Contract,
    pub(in crate::report) supplier: String,
    /// The end that counts today.
    pub(in crate::report) end: Option<Date>,
    /// The last day for notice that counts today.
    pub(in crate::report) notice: Option<Date>,
    pub(in crate::report) is_asked: bool,
}

/// The contracts of chosen options, in the order of the log.
pub(in crate::report) fn terms<'a>(input: &'a Input) -> Vec<Terms<'a>> {
    let of = |idx: usize| {
        let record = &input.log.records[idx].record;
        let (is_asked, is_in_force) = (is_asked(record), input.log.is_in_force(idx));
        let chosen = input.analysis.decisions.get(idx)?.as_ref()?.chosen.filter(|_| is_asked || is_in_force)?;
        let option = record.options.get(chosen)?;
        let contract = option.contract.as_ref()?;
        let supplier = option.supplier.as_ref().map_or(&option.title, |supplier| &supplier.name);
        Some(Terms {
            idx,
            contract,
            supplier: clean(supplier),
            end: contract.end_on(input.as_of),
            notice: contract.notice_date_on(input.as_of),
            is_asked,
        })
    };
    (0..input.log.records.len()).filter_map(of).collect()
}

/// Composes the block; `None` where no contract ends or renews by then.
pub(super) fn block(input: &Input) -> Option<RenewalBlock> {
    let until = input.as_of.checked_add(MONTHS.months()).ok()?;
    let spends: BTreeMap<usize, (Money, Spread)> = input
        .analysis
        .portfolios
        .iter()
        .flat_map(|portfolio| {
            let money = Money::new(portfolio.currency.as_ref());
            portfolio.spends.iter().map(move |spend| (spend.record, (money.clone(), Spread::median(&spend.yearly))))
        })
        .collect();
    let terms = terms(input);
    let mut due: Vec<(&Terms, Date)> = terms
        .iter()
        .filter(|terms| !terms.is_asked)
        .filter_map(|terms| Some((terms, terms.end?)))
        .filter(|(terms, end)| *end >= input.as_of && (*end <= until || terms.notice.is_some_and(|day| day <= until)))
        .collect();
    due.sort_by_key(|(terms, end)| (terms.notice.unwrap_or(*end), terms.idx));
    let rows: Vec<Renewal> = due.iter().map(|(terms, end)| row(input, terms, *end, spends.get(&terms.idx))).collect();
    let (first, _) = due.first()?;
    Some(RenewalBlock {
        finding: Heading {
            title: title(input, &due, first),
            question: "What goes on by itself in the next 18 months?",
            lead: Vec::new(),
        },
        caption: "Yearly cost: middle, and what holds nine times in ten.".to_owned(),
        rows,
    })
}

/// "Three contracts renew or end by May 2028; the first notice day is in 7 days".
fn title(input: &Input, due: &[(&Terms, Date)], first: &Terms) -> String {
    let renews = |terms: &Terms| terms.contract.renews_by_itself() == Some(true);
    let count = |of: bool| due.iter().filter(|(terms, _)| renews(terms) == of).count();
    let last = due.iter().map(|(_, end)| *end).max().unwrap_or(input.as_of);
    let (renewing, ending) = (count(true), count(false));
    let contracts = |count: usize| number::capitalized(&number::count(count, "contract", "contracts"));
    let by = number::month_and_year(last);
    let start = match (renewing, ending) {
        (renewing, 0) => format!("{} {} by {by}", contracts(renewing), number::plural(renewing, "renews", "renew")),
        (0, ending) => format!("{} {} by {by}", contracts(ending), number::plural(ending, "ends", "end")),
        (renewing, ending) => format!("{} renew or end by {by}", contracts(renewing + ending)),
    };
    match first.notice.map(|day| days_until(input.as_of, day)) {
        Some(days) if days >= 0 => format!("{start}; the first notice day is {}", distance(days)),
        Some(_) => format!("{start}; a notice day has passed"),
        None => start,
    }
}

fn days_until(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// "in 7 days", "in 5 months", "12 days ago", "today".
pub(in crate::report) fn distance(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        days if days < 0 => format!("{} ago", number::days(-days)),
        days if days < 60 => format!("in {}", number::days(days)),
        days => format!("in {}", number::months_plain((f64::from(days) / 30.44).round())),
    }
}

fn row(input: &Input, terms: &Terms, end: Date, spend: Option<&(Money, Spread)>) -> Renewal {
    let record = &input.log.records[terms.idx].record;
    let days = terms.notice.map(|day| days_until(input.as_of, day));
    let (done, done_note) = match (&record.response, record.review_by) {
        (Some(response), _) if !response.what.trim().is_empty() => {
            let by = response.by.map(|by| format!("by {}", number::date_short(by)));
            let note: Vec<String> = response.who.as_deref().map(clean).into_iter().chain(by).collect();
            (Some(number::capitalized(&clean(&response.what))), (!note.is_empty()).then(|| note.join(", ")))
        }
        (_, Some(review)) if review >= input.as_of => {
            (Some(format!("Review on {}", number::date_short(review))), record.roles.owner.as_deref().map(clean))
        }
        _ => (None, None),
    };
    let money = spend.map_or_else(|| Money::new(input.book.currency.as_ref()), |(money, _)| money.clone());
    Renewal {
        notice: terms.notice.map(Day::short),
        distance: days.map(distance),
        sign: days.and_then(|days| match days {
            days if days < 0 => Some("out"),
            days if days <= NEAR_DAYS => Some("near"),
            _ => None,
        }),
        supplier: terms.supplier.clone(),
        decision: DecisionLink::of(input, terms.idx),
        what: match terms.contract.renews_by_itself() {
            Some(true) => "renews",
            Some(false) => "ends",
            None => "runs out; whether it renews is not said",
        },
        end: Day::short(end),
        yearly: spend.map(|(money, spread)| money.estimate(*spread, Digits::Prose)),
        least: terms.contract.minimum.as_ref().map(|least| format!("at least {}", stated_money(&money, least.form))),
        done,
        done_note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_in_days_then_in_months() {
        let told = [-3, 0, 1, 7, 59, 60, 270].map(distance);
        let expected = ["3 days ago", "today", "in 1 day", "in 7 days", "in 59 days", "in 2 months", "in 9 months"];
        assert_eq!(
            told,
            expected.map(|text| text
                .replace(' ', "\u{a0}")
                .replacen("in\u{a0}", "in ", 1)
                .replace("days\u{a0}ago", "days ago"))
        );
    }
}
