//! Which contract binds us, until when: a line of time a contract.

use super::index::Index;
use crate::number;
use crate::report::cost::{Terms, distance};
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::narrate::Prose;
use crate::report::time_line::TimeLine;
use crate::report::{Day, Input};
use jiff::civil::Date;
use serde::Serialize;

/// Months that the line shows.
const MONTHS: i64 = 24;
/// The months in which a quarter begins.
const QUARTERS: [i8; 4] = [1, 4, 7, 10];
/// A notice day that is nearer than this, in days, is marked.
const NEAR_DAYS: i32 = 30;
/// How many rows a group has.
const ROWS: usize = 20;

/// Contracts as lines of time.
#[derive(Clone, Debug, Serialize)]
pub struct ContractsBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// Quarters.
    pub ticks: Vec<Tick>,
    /// In force, then asked for.
    pub groups: Vec<ContractGroup>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct ContractGroup {
    /// "In force".
    pub title: &'static str,
    /// The next notice day first.
    pub rows: Vec<ContractRow>,
}

/// One contract.
#[derive(Clone, Debug, Serialize)]
pub struct ContractRow {
    /// With whom.
    pub supplier: String,
    /// For what.
    pub decision: DecisionLink,
    /// Its line.
    pub bar: TimeBar,
    /// The last day for notice.
    pub notice: Option<Day>,
    /// "in 7 days", where that is near or past.
    pub distance: Option<String>,
    /// near or out.
    pub sign: Option<&'static str>,
    /// "renews on", with the day.
    pub then: Option<(&'static str, Day)>,
}

/// A contract on a line of time; everything in percent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TimeBar {
    /// Quarters.
    pub grid: Vec<f64>,
    /// Today.
    pub today: f64,
    /// The next meeting.
    pub meeting: Option<f64>,
    /// Where the contract begins.
    pub from: f64,
    /// Where its term ends.
    pub to: f64,
    /// The last day for notice.
    pub notice: Option<f64>,
    /// It runs on behind its end.
    pub runs_on: bool,
    /// It is asked for.
    pub is_asked: bool,
}

/// Composes the block; `None` without a contract that has an end.
pub(super) fn block(input: &Input, index: &Index, terms: &[Terms]) -> Option<ContractsBlock> {
    let window = TimeLine::around(input.as_of, MONTHS)?;
    let quarters = window.firsts(&QUARTERS);
    let mut dated: Vec<&Terms> =
        terms.iter().filter(|terms| terms.end.is_some_and(|end| end >= input.as_of || !terms.is_asked)).collect();
    dated.sort_by_key(|terms| (terms.notice.or(terms.end), terms.idx));
    let group = |title, is_asked: bool| {
        let rows: Vec<ContractRow> = dated
            .iter()
            .filter(|terms| terms.is_asked == is_asked)
            .take(ROWS)
            .filter_map(|terms| row(input, &window, &quarters, terms))
            .collect();
        (!rows.is_empty()).then_some(ContractGroup { title, rows })
    };
    let groups: Vec<ContractGroup> =
        group("In force", false).into_iter().chain(group("Asked for: the first term", true)).collect();
    if groups.is_empty() {
        return None;
    }
    Some(ContractsBlock {
        finding: finding(input, &dated),
        caption: caption(input, index, &window, groups.len() > 1),
        ticks: TimeLine::ticks(&quarters),
        groups,
    })
}

fn row(input: &Input, window: &TimeLine, quarters: &[(Date, f64)], terms: &Terms) -> Option<ContractRow> {
    let end = terms.end?;
    let starts = terms.contract.starts.unwrap_or(window.from);
    let days = terms.notice.map(|day| input.as_of.until(day).map_or(0, |span| span.get_days()));
    let renews = terms.contract.renews_by_itself();
    let near = days.filter(|days| *days <= NEAR_DAYS && !terms.is_asked);
    Some(ContractRow {
        supplier: terms.supplier.clone(),
        decision: DecisionLink::of(input, terms.idx),
        bar: TimeBar {
            grid: quarters.iter().map(|(_, at)| *at).collect(),
            today: window.at(input.as_of),
            meeting: input.book.next_meeting.filter(|day| *day >= input.as_of).map(|day| window.at(day)),
            from: window.at(starts),
            to: window.at(end),
            notice: terms.notice.map(|day| window.at(day)).filter(|at| *at < 100.0 && !terms.is_asked),
            runs_on: renews == Some(true) && window.at(end) < 100.0,
            is_asked: terms.is_asked,
        },
        notice: terms.notice.map(Day::short),
        distance: near.map(distance),
        sign: near.map(|days| if days < 0 { "out" } else { "near" }),
        then: Some((
            match renews {
                Some(true) => "renews",
                Some(false) => "ends",
                None => "runs out",
            },
            Day::short(end),
        )),
    })
}

/// "Stratapool’s notice day comes 13 days before the board meets".
fn finding(input: &Input, dated: &[&Terms]) -> Heading {
    let question = "Which contract binds us, until when?";
    let mut open = dated.iter().filter(|terms| !terms.is_asked).filter_map(|terms| Some((terms, terms.notice?)));
    let next = open.find(|(_, day)| *day >= input.as_of);
    let title = match (next, input.book.next_meeting.filter(|meeting| *meeting >= input.as_of)) {
        (Some((terms, day)), Some(meeting)) if day < meeting => {
            let days = day.until(meeting).map_or(0, |span| span.get_days());
            format!("The notice day of {} comes {} before the board meets", terms.supplier, number::days(days))
        }
        (Some((terms, day)), _) => format!("The next notice day is {}, of {}", number::date(day), terms.supplier),
        (None, _) => "No notice day is to come".to_owned(),
    };
    let lead = next.and_then(|(terms, day)| {
        let response = input.log.records[terms.idx].record.response.as_ref().filter(|one| !one.what.trim().is_empty());
        let end = terms.end?;
        let what = if terms.contract.renews_by_itself() == Some(true) { "renews" } else { "ends" };
        let done = response.map_or_else(
            || "No response is recorded.".to_owned(),
            |response| format!("Being done: {}.", crate::report::narrate::clean(&response.what).trim_end_matches('.')),
        );
        Some(Prose::of(format!(
            "If nobody gives notice by {}, it {what} on {}. {done}",
            number::date(day),
            number::date(end)
        )))
    });
    Heading { title, question, lead: lead.into_iter().collect() }
}

fn caption(input: &Input, index: &Index, window: &TimeLine, has_asked: bool) -> String {
    let mut parts = vec![format!(
        "{} to {}, an upright line every three months. Bar: the contract runs. Flag: the last day to give notice; from there \
         to the end, no way back. Thin line: renewed. Red line: today.",
        number::month_and_year(window.from),
        number::month_and_year(window.last)
    )];
    if input.book.next_meeting.is_some_and(|meeting| meeting >= input.as_of) {
        parts.push("Dotted line: the board meets.".to_owned());
    }
    if has_asked {
        parts.push("Hollow: asked for.".to_owned());
    }
    let without: BTreeNames = index
        .uses
        .iter()
        .filter(|one| !one.is_asked && one.option.contract.as_ref().is_none_or(|contract| contract.ends.is_none()))
        .map(|one| crate::report::narrate::clean(&one.supplier.name))
        .collect();
    let names: Vec<String> = without.into_iter().take(6).collect();
    if !names.is_empty() {
        parts.push(format!("No end is written down for {}.", number::listed(&names)));
    }
    parts.join(" ")
}

/// Names, each once, in order.
type BTreeNames = std::collections::BTreeSet<String>;
