//! The log as a whole below its decisions: money by year, what fits together, what it risks, and how
//! our forecasts did. The same sentences as on the board view, with the figures that it leaves out.

use super::Input;
use super::board::{StandingBlock, StandingLine};
use super::board::{affordable, standing, whole_loss};
use super::narrate::{Prose, year_name};
use crate::analysis::concentration::Concentration;
use crate::analysis::track_record::Weight;
use crate::analysis::{Portfolio, Summary};
use crate::number::{self, Digits, Figure, Money, MoneyColumn, Spread};

/// What is said of a log, in this order.
const ORDER: [&str; 10] = [
    "Money",
    "Asks",
    "Risk",
    "Bad years",
    "Suppliers",
    "Concentration",
    "Sourcing",
    "Forecasts",
    "Estimates",
    "Yes or no",
];

/// What the log as a whole comes to.
#[derive(Clone, Debug)]
pub struct WholeLog {
    /// The finding.
    pub title: String,
    /// One table a currency.
    pub years: Vec<YearTable>,
    /// Line by line.
    pub lines: Vec<StandingLine>,
}

/// Money by calendar or fiscal year.
#[derive(Clone, Debug)]
pub struct YearTable {
    /// What the columns hold.
    pub caption: String,
    /// Year by year.
    pub rows: Vec<YearRow>,
}

/// One year. `None` where there is nothing.
#[derive(Clone, Debug)]
pub struct YearRow {
    /// "2027", "2027/28".
    pub year: String,
    /// Cash of what is in force.
    pub in_force: Option<Figure>,
    /// Of that, what runs, in the middle as well.
    pub running: Option<String>,
    /// Cash of the open asks.
    pub asked: Option<Figure>,
    /// The budget.
    pub budget: Option<String>,
}

/// Composes it; `None` where nothing is in force and nothing is asked.
pub fn whole_log(input: &Input) -> Option<WholeLog> {
    let years: Vec<YearTable> =
        input.analysis.portfolios.iter().filter_map(|portfolio| year_table(input, portfolio)).collect();
    let standing = standing(input);
    if years.is_empty() && standing.is_none() {
        return None;
    }
    let (title, mut lines) = match standing {
        Some(StandingBlock { title, lines }) => (title, lines),
        None => ("Nothing is in force yet".to_owned(), Vec::new()),
    };
    let line = |term| move |text| StandingLine { term, sign: None, text };
    lines.extend(bad_years(input).into_iter().map(line("Bad years")));
    lines.extend(index(input).into_iter().map(line("Concentration")));
    lines.extend(affordable(input).into_iter().map(|fit| fit.text).map(line("Asks")));
    lines.extend(ratios(input).map(line("Estimates")));
    lines.extend(brier(input).map(line("Yes or no")));
    lines.sort_by_key(|line| ORDER.iter().position(|term| *term == line.term));
    Some(WholeLog { title, years, lines })
}

fn year_table(input: &Input, portfolio: &Portfolio) -> Option<YearTable> {
    if portfolio.years.is_empty() {
        return None;
    }
    let money = Money::new(portfolio.currency.as_ref());
    let median = |summary: &Option<Summary>| summary.as_ref().map(Spread::median);
    let known = portfolio.years.iter().flat_map(|year| [median(&year.accepted), median(&year.proposed)]);
    let column: MoneyColumn = money.column(known.flatten());
    let figure = |summary: &Option<Summary>| median(summary).map(|spread| column.figure(spread, Digits::Table));
    let rows = portfolio.years.iter().map(|year| YearRow {
        year: year_name(input, year.year),
        in_force: figure(&year.accepted),
        running: year.running_draws.filter(|running| running.p50 != 0.0).map(|running| {
            // Digits as the whole beside it, so that no rounding makes the part the larger of both.
            let spread = year.accepted.as_ref().map_or(Spread::median(&running), Spread::median);
            column.figure(Spread { middle: running.p50, ..spread }, Digits::Table).figure
        }),
        asked: figure(&year.proposed),
        budget: year.budget.map(|budget| money.stated(budget)),
    });
    Some(YearTable {
        caption:
            "Cash by year: of what is in force, of that what runs, and of what is asked for, each in the middle of \
                  all futures. Small figures: hold nine times in ten."
                .to_owned(),
        rows: rows.collect(),
    })
}

/// "A year loses more than £2m in about 1 of 100; we accept 5%."
fn bad_years(input: &Input) -> Vec<Prose> {
    let Some(curve) = whole_loss(input).and_then(|portfolio| portfolio.loss_curve.as_ref()) else { return Vec::new() };
    let money = Money::new(input.book.currency.as_ref());
    let sentence = |point: &crate::analysis::exceedance::AgainstAppetite| {
        let word = if point.is_breached() { "more than the" } else { "within the" };
        Prose::of(format!("The chance that a year loses more than {} is ", money.stated(point.loss)))
            .figure("loss-curve", number::chance_number(point.chance))
            .text(format!(", {word} {} that we accept.", number::percent(point.accepted)))
    };
    curve.against.iter().map(sentence).collect()
}

/// "Their shares come to an index (HHI) of 3,637; 10,000 is one supplier alone."
fn index(input: &Input) -> Vec<Prose> {
    let sentence = |found: &Concentration| {
        Prose::of("The shares of suppliers come to an index (HHI) of ")
            .figure("share", number::whole(found.hhi))
            .text("; 10,000 is one supplier alone.")
    };
    super::board::concentrations(input).map(|(_, found)| sentence(found)).collect()
}

/// "What came was in the middle 1.1 times what was expected; seven of ten came to more."
fn ratios(input: &Input) -> Option<Prose> {
    let ratios = input.analysis.track_record.ratios.as_ref()?;
    let count = ratios.each.len();
    if Weight::of(count) == Weight::TooFew {
        return None;
    }
    let over = ratios.each.iter().filter(|ratio| **ratio > 1.0).count();
    Some(Prose::of("What came was in the middle ").figure("track-record", number::fixed(ratios.median, 2)).text(
        format!(
            " times what was expected; {} of {} came to more.",
            number::count_word(over),
            number::count_word(count)
        ),
    ))
}

/// "Chances that we gave score 0.12 (Brier); 0 is perfect, 0.25 is what saying 50% gets."
fn brier(input: &Input) -> Option<Prose> {
    let brier = input.analysis.track_record.brier.as_ref()?;
    if Weight::of(brier.each.len()) == Weight::TooFew {
        return None;
    }
    Some(
        Prose::of("Chances that we gave score ")
            .figure("track-record", number::fixed(brier.score, 2))
            .text(" (Brier); 0 is perfect, 0.25 is what always saying 50% gets."),
    )
}
