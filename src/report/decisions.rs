//! The list of all decisions, newest first.

use crate::log::LoggedRecord;
use crate::model::{LinkKind, Precision, Sourcing, StatedDate, Status};
use crate::number;
use crate::report::day::{first_written, replaced};
use crate::report::frame::count_of;
use crate::report::language::language;
use crate::report::narrate::clean;
use crate::report::{Day, Head, Input, Pages, Part, link};
use serde::Serialize;

/// How many rows stand on one page.
const ROWS: usize = 250;

const HISTORY_IS_CUT: &str = "When those without a day were written is not known: this copy holds only the newest part of \
                              the history (git fetch --unshallow brings the rest).";

/// One page of the list of decisions.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionsPage {
    /// Of itself.
    pub head: Head,
    /// The finding.
    pub title: String,
    /// How many stand where, in a sentence.
    pub standing: String,
    /// How fast we decide, in a sentence.
    pub pace: Option<String>,
    /// Years on this page, newest first.
    pub years: Vec<Year>,
    /// The pages of a list that stands on several, this one without an address.
    pub pages: Vec<PageLink>,
    /// That nobody knows when what states no day was written, and how to find out.
    pub cut: Option<&'static str>,
    /// Some row names an area.
    pub has_areas: bool,
    /// Some row names who answers.
    pub has_owners: bool,
}

/// A page of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// From the site's first folder.
    pub href: String,
    /// "2024", "2024, second page".
    pub label: String,
    /// It is the page that is shown.
    pub is_here: bool,
}

/// The decisions of one year.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// "2026", or that no date is known.
    pub label: String,
    /// "14 decisions".
    pub count: String,
    /// Newest first.
    pub rows: Vec<Row>,
}

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// From the site's first folder.
    pub href: String,
    /// As written.
    pub title: String,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
    /// "Decision 12".
    pub label: Option<String>,
    /// How the chosen option gets what is needed.
    pub sourcing: Option<Mark>,
    /// A word, or the author's own.
    pub status: Option<String>,
    /// "replaced by", with the record that took its place.
    pub successor: Option<Successor>,
    /// Its day as stated, as exact as it is stated.
    pub day: Option<Day>,
    /// The day says when it was written, not since when it stands as it stands.
    pub is_day_of_writing: bool,
    /// Where no day is stated: when git says that it was first written.
    pub first_written: Option<Day>,
    /// The name of its area.
    pub area: Option<String>,
    /// Who answers.
    pub owner: Option<String>,
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
    /// Its label or title.
    pub label: String,
    /// "on 4 May 2015": when.
    pub replaced: Option<String>,
}

/// "Decision 12"; `None` without a number.
pub fn label(logged: &LoggedRecord) -> Option<String> {
    logged.record.number.map(|number| format!("Decision {number}"))
}

/// What a status is called on pages.
pub fn status_word(logged: &LoggedRecord) -> String {
    match &logged.record.status {
        None => "No status stated".to_owned(),
        Some(stated) if stated.status == Status::Other => clean(&stated.raw),
        Some(stated) => number::capitalized(stated.status.as_str()),
    }
}

/// Composes all pages of the list: one, or where it is long one a year and 250 rows.
pub fn decisions(input: &Input) -> Vec<DecisionsPage> {
    let log = input.log;
    let mut order: Vec<usize> = (0..log.records.len()).collect();
    let key = |idx: usize| log.records[idx].record.date.as_ref().map(StatedDate::iso);
    // Newest first; what states no day comes last, by when git first saw it, else the highest number.
    order.sort_by_cached_key(|idx| {
        let written = first_written(&log.records[*idx]).map(|day| day.iso);
        std::cmp::Reverse((key(*idx).unwrap_or_default(), written, log.records[*idx].record.number, *idx))
    });
    let mut years: Vec<Year> = Vec::new();
    for idx in order {
        let label =
            key(idx).map_or_else(|| "No date is written down".to_owned(), |iso| iso[..4.min(iso.len())].to_owned());
        let row = row(input, idx);
        match years.last_mut() {
            Some(year) if year.label == label => year.rows.push(row),
            _ => years.push(Year { label, count: String::new(), rows: vec![row] }),
        }
    }
    for year in &mut years {
        year.count = counted(year.rows.len());
    }
    let chunks = if log.records.len() <= ROWS { vec![(String::new(), years)] } else { split(years) };
    let home = Pages::of(input).decisions();
    let links: Vec<PageLink> = chunks
        .iter()
        .enumerate()
        .map(|(idx, (label, _))| PageLink { href: path(home, label, idx), label: label.clone(), is_here: false })
        .collect();
    chunks
        .into_iter()
        .enumerate()
        .map(|(here, (label, years))| {
            let mut pages = if links.len() > 1 { links.clone() } else { Vec::new() };
            if let Some(page) = pages.get_mut(here) {
                page.is_here = true;
            }
            let title =
                if label.is_empty() || here == 0 { "Decisions".to_owned() } else { format!("Decisions, {label}") };
            let description = format!("All {}, newest first.", counted(log.records.len()));
            let rows = || years.iter().flat_map(|year| &year.rows);
            DecisionsPage {
                head: Head::new(input, "decisions", Part::Decisions, links[here].href.clone(), &title, description),
                title: headline(input),
                standing: standing(input),
                pace: pace(input),
                cut: (log.is_history_cut && log.records.iter().any(|logged| logged.record.date.is_none()))
                    .then_some(HISTORY_IS_CUT),
                has_areas: rows().any(|row| row.area.is_some()),
                has_owners: rows().any(|row| row.owner.is_some()),
                years,
                pages,
            }
        })
        .collect()
}

fn counted(count: usize) -> String {
    if count == 1 { "1 decision".to_owned() } else { format!("{} decisions", count_of(count)) }
}

fn path(home: &str, label: &str, idx: usize) -> String {
    if idx == 0 {
        return home.to_owned();
    }
    format!("decisions-{}.html", crate::model::slug(label))
}

/// One page a year, and of long years one page for each 250 rows.
fn split(years: Vec<Year>) -> Vec<(String, Vec<Year>)> {
    let mut pages = Vec::new();
    for year in years {
        let count = year.rows.len().div_ceil(ROWS);
        let mut rows = year.rows.into_iter();
        for part in 1..=count {
            let label = match (part, count) {
                (_, 1) => year.label.clone(),
                (part, count) => format!("{}, part {part} of {count}", year.label),
            };
            let rows: Vec<Row> = rows.by_ref().take(ROWS).collect();
            let year = Year { label: label.clone(), count: counted(rows.len()), rows };
            pages.push((label, vec![year]));
        }
    }
    pages
}

fn row(input: &Input, idx: usize) -> Row {
    let logged = &input.log.records[idx];
    let record = &logged.record;
    let area = record.area.as_ref().map(|slug| area_name(input, slug));
    let successor = input.log.linked(idx, LinkKind::SupersededBy).next().map(|successor| {
        let to = &input.log.records[successor];
        let name = label(to).map_or_else(|| clean(&to.record.title.text), |label| label.to_lowercase());
        Successor { href: link::decision(to), label: name, replaced: replaced(input.log, successor) }
    });
    Row {
        href: link::decision(logged),
        title: clean(&record.title.text),
        lang: language(record, input.book),
        label: label(logged),
        sourcing: chosen_sourcing(input, idx).map(Mark::of),
        status: record.status.is_some().then(|| status_word(logged)),
        successor,
        day: record.date.as_ref().map(Day::stated),
        is_day_of_writing: record.is_date_of_writing(),
        first_written: first_written(logged).filter(|_| record.date.is_none()),
        area,
        owner: record.roles.owner.as_deref().map(clean),
    }
}

/// What the book calls an area, else its word.
pub(super) fn area_name(input: &Input, slug: &str) -> String {
    clean(input.book.areas.iter().find(|(known, _)| known == slug).map_or(slug, |(_, name)| name))
}

/// How the chosen option gets what is needed.
pub(super) fn chosen_sourcing(input: &Input, idx: usize) -> Option<Sourcing> {
    let chosen = input.analysis.decisions.get(idx)?.as_ref()?.chosen?;
    input.log.records[idx].record.options.get(chosen)?.sourcing
}

fn counts(input: &Input) -> (usize, usize, usize) {
    let log = input.log;
    let force = (0..log.records.len()).filter(|idx| log.is_in_force(*idx)).count();
    let open = log.records.iter().filter(|logged| logged.record.is_open()).count();
    (force, open, log.records.len() - force - open)
}

fn headline(input: &Input) -> String {
    let (force, open, _) = counts(input);
    let total = input.log.records.len();
    let silent = input.log.records.iter().filter(|logged| logged.record.status.is_none()).count();
    // A count of decisions in force says nothing where records do not say whether they are.
    if total > 0 && silent == total {
        return format!("{}, {} a status", counted(total), if total == 1 { "without" } else { "none with" });
    }
    if silent * 2 > total && force == 0 {
        return format!("{}, most without a status", counted(total));
    }
    match (total, force, open) {
        (0, ..) => "No decision is written down yet".to_owned(),
        (1, 1, 0) => "One decision, in force".to_owned(),
        (1, 0, 1) => "One decision, still open".to_owned(),
        (1, ..) => "One decision, no longer in force".to_owned(),
        (total, force, 0) => format!("{}, {} in force", counted(total), count_of(force)),
        (total, force, open) => {
            format!("{}, {} in force and {} still open", counted(total), count_of(force), count_of(open))
        }
    }
}

/// How many stand where, status by status.
fn standing(input: &Input) -> String {
    if input.log.records.is_empty() {
        return "Write the first one down, and it is listed here.".to_owned();
    }
    let mut parts = Vec::new();
    for status in Status::ALL {
        let count = input.log.records.iter().filter(|logged| logged.record.status() == Some(status)).count();
        let word = if status == Status::Other { "of another status" } else { status.as_str() };
        if count > 0 {
            parts.push(format!("{} {word}", count_of(count)));
        }
    }
    let silent = input.log.records.iter().filter(|logged| logged.record.status.is_none()).count();
    if silent > 0 {
        parts.push(format!("{} without a status", count_of(silent)));
    }
    format!("{}.", number::listed(&parts))
}

/// How long decisions took from proposed to decided, and how many came by their date.
fn pace(input: &Input) -> Option<String> {
    let mut days = Vec::new();
    let (mut in_time, mut dated) = (0, 0);
    for logged in &input.log.records {
        let record = &logged.record;
        let decided = record.decision.as_ref().and_then(|decision| decision.on);
        let decided = decided.or_else(|| {
            let stated = record.date.as_ref().filter(|stated| stated.precision == Precision::Day)?;
            (record.status() == Some(Status::Accepted)).then_some(stated.date)
        });
        let Some(decided) = decided else { continue };
        let proposed =
            record.history.iter().filter(|change| change.status == Status::Proposed).filter_map(|c| c.on).min();
        if let Some(proposed) = proposed
            && let Ok(span) = proposed.until(decided)
            && span.get_days() >= 0
        {
            days.push(span.get_days());
        }
        if let Some(by) = record.decide_by {
            dated += 1;
            in_time += usize::from(decided <= by);
        }
    }
    days.sort_unstable();
    let median = (!days.is_empty()).then(|| {
        let middle = i32::midpoint(days[(days.len() - 1) / 2], days[days.len() / 2]);
        let days_word = if middle == 1 { "day" } else { "days" };
        if days.len() == 1 {
            format!("The one decision with both dates took {middle} {days_word} from proposed to decided")
        } else {
            format!("Half of {} dated decisions took at most {middle} {days_word} from proposed to decided", days.len())
        }
    });
    let punctual = (dated > 0).then(|| format!("{in_time} of {dated} came by their date"));
    match (median, punctual) {
        (None, None) => None,
        (Some(text), None) => Some(format!("{text}.")),
        (None, Some(text)) => Some(format!("Of those that had to be decided by a day, {text}.")),
        (Some(median), Some(punctual)) => Some(format!("{median}; {punctual}.")),
    }
}
