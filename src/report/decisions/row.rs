//! One decision in a line.

use crate::log::{LoggedRecord, board_matters};
use crate::model::{LinkKind, Precision, Record, Sourcing, StatedDate, Status};
use crate::number;
use crate::report::day::{first_written, replaced};
use crate::report::language::language;
use crate::report::narrate::{clean, question, short_name};
use crate::report::{Day, Input, link};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Every decision in a line, by record index: composed once, placed on many pages.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// By record index.
    pub rows: Vec<Row>,
    /// Record indices, newest first; what states no day comes last.
    pub order: Vec<usize>,
}

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// From the site's first folder.
    pub href: String,
    /// "12".
    pub number: Option<String>,
    /// What it is called; its title in full where it has no shorter name.
    pub name: String,
    /// What its title says beyond that.
    pub question: Option<String>,
    /// The language of both, where it is not the page's.
    pub lang: Option<String>,
    /// How it stands.
    pub state: State,
    /// How the chosen option gets what is needed.
    pub sourcing: Option<Mark>,
    /// The record that took its place.
    pub successor: Option<Successor>,
    /// Who answers.
    pub owner: Option<String>,
    /// The day by which it is to be decided, of an open one.
    pub due: Option<Day>,
    /// Its day as stated, without the year where it is a whole day.
    pub day: Option<Day>,
    /// That day says when it was written, not since when it stands as it stands.
    pub is_day_of_writing: bool,
    /// Where no day is stated: when git says that it was first written.
    pub first_written: Option<Day>,
    /// It waits for a decision.
    pub is_open: bool,
    /// The same as `due`, to sort and to count by.
    #[serde(skip)]
    pub due_on: Option<Date>,
    /// Its number.
    #[serde(skip)]
    pub record_number: Option<u64>,
    /// The year of its day.
    #[serde(skip)]
    pub year: Option<i16>,
}

/// How a decision stands: a shape and a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// The name of its shape; none for a status that is the author's own.
    pub shape: Option<&'static str>,
    /// For the style sheet: `p` proposed, `d` draft, `a` in force, `e` ended, or nothing.
    pub class: &'static str,
    /// "In force".
    pub word: String,
}

impl State {
    fn new(shape: Option<&'static str>, class: &'static str, word: &str) -> Self {
        Self { shape, class, word: word.to_owned() }
    }
}

/// The shape and the word of a sourcing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// `buy`, the name of its shape.
    pub id: &'static str,
    /// "Buy".
    pub label: &'static str,
}

impl Mark {
    /// Of a sourcing.
    pub fn of(sourcing: Sourcing) -> Self {
        Self { id: sourcing.as_str(), label: sourcing.label() }
    }
}

/// The record that took another's place.
#[derive(Clone, Debug, Serialize)]
pub struct Successor {
    /// From the site's first folder.
    pub href: String,
    /// Its short name.
    pub name: String,
    /// "on 4 May 2015": when.
    pub replaced: Option<String>,
}

/// "Decision 12"; `None` without a number.
pub fn label(logged: &LoggedRecord) -> Option<String> {
    logged.said_number().map(|number| format!("Decision {number}"))
}

/// What a status is called on pages.
pub fn status_word(logged: &LoggedRecord) -> String {
    match &logged.record.status {
        None => "No status stated".to_owned(),
        Some(stated) if stated.status == Status::Other => clean(&stated.raw),
        Some(stated) => number::capitalized(stated.status.as_str()),
    }
}

impl Listing {
    /// Of the whole log.
    pub fn of(input: &Input) -> Self {
        let due: BTreeMap<usize, Date> = board_matters(input.log, input.book, input.as_of)
            .into_iter()
            .filter_map(|matter| Some((matter.record_idx, matter.on?)))
            .collect();
        let records = &input.log.records;
        let rows = (0..records.len()).map(|idx| row(input, idx, due.get(&idx).copied())).collect();
        let mut order: Vec<usize> = (0..records.len()).collect();
        // What states no day comes last, by when git first saw it, else the highest number.
        order.sort_by_cached_key(|idx| {
            let stated = records[*idx].record.date.as_ref().map(StatedDate::iso).unwrap_or_default();
            let written = first_written(&records[*idx]).map(|day| day.iso);
            std::cmp::Reverse((stated, written, records[*idx].record.number, *idx))
        });
        Self { rows, order }
    }
}

fn row(input: &Input, idx: usize, due_on: Option<Date>) -> Row {
    let logged = &input.log.records[idx];
    let record = &logged.record;
    let successor = input.log.linked(idx, LinkKind::SupersededBy).next().map(|successor| {
        let to = &input.log.records[successor];
        Successor { href: link::decision(to), name: short_name(&to.record), replaced: replaced(input.log, successor) }
    });
    let question = question(record);
    let title = clean(&record.title.text);
    let is_open = record.is_open();
    Row {
        href: link::decision(logged),
        number: logged.said_number(),
        name: if question.is_some() || title.is_empty() { short_name(record) } else { title },
        question,
        lang: language(record, input.book),
        state: state(input, idx),
        sourcing: chosen_sourcing(input, idx).filter(|_| is_named(record)).map(Mark::of),
        successor,
        owner: record.roles.owner.as_deref().map(clean),
        due: due_on.filter(|_| is_open).map(|day| Day { iso: number::date_iso(day), text: number::date_short(day) }),
        day: record.date.as_ref().map(|stated| day(stated, is_open)),
        is_day_of_writing: record.is_date_of_writing(),
        first_written: first_written(logged).filter(|_| record.date.is_none()),
        is_open,
        due_on: due_on.filter(|_| is_open),
        record_number: record.number,
        year: record.date.as_ref().map(|stated| stated.date.year()),
    }
}

/// Whether an option is decided or recommended, and not turned down: that one alone leads is no answer yet.
fn is_named(record: &Record) -> bool {
    let is_named =
        record.recommend.is_some() || record.decision.as_ref().is_some_and(|decision| decision.option.is_some());
    is_named && record.status() != Some(Status::Rejected)
}

/// A stated day: below the heading of its year without it, among the open ones with it.
fn day(stated: &StatedDate, is_open: bool) -> Day {
    let text = if is_open { number::date_short } else { number::day_short };
    match stated.precision {
        Precision::Day => Day { iso: stated.iso(), text: text(stated.date) },
        _ => Day::stated(stated),
    }
}

/// How a decision stands.
fn state(input: &Input, idx: usize) -> State {
    let record = &input.log.records[idx].record;
    let Some(status) = record.status() else { return State::new(None, "", NO_STATUS) };
    match status {
        Status::Draft => State::new(Some("wait"), "d", "Draft"),
        Status::Proposed => State::new(Some("wait"), "p", "Proposed"),
        Status::Accepted if input.log.is_in_force(idx) => State::new(Some("good"), "a", "In force"),
        Status::Accepted | Status::Superseded => State::new(Some("ended"), "e", "Replaced"),
        Status::Deprecated => State::new(Some("ended"), "e", "Deprecated"),
        Status::Rejected => State::new(Some("avoid"), "e", "Turned down"),
        Status::Other => State::new(None, "", &own_word(record)),
    }
}

/// What stands in the place of a status that is not stated.
const NO_STATUS: &str = "not stated";

fn own_word(record: &Record) -> String {
    let word = record.status.as_ref().map(|stated| clean(&stated.raw)).unwrap_or_default();
    if word.is_empty() { NO_STATUS.to_owned() } else { word }
}

/// What the book calls an area, else its word.
pub(in crate::report) fn area_name(input: &Input, slug: &str) -> String {
    clean(input.book.areas.iter().find(|(known, _)| known == slug).map_or(slug, |(_, name)| name))
}

/// How the chosen option gets what is needed.
pub(in crate::report) fn chosen_sourcing(input: &Input, idx: usize) -> Option<Sourcing> {
    let chosen = input.analysis.decisions.get(idx)?.as_ref()?.chosen?;
    input.log.records[idx].record.options.get(chosen)?.sourcing
}
