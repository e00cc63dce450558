//! The agenda's items in groups: for decision by meeting, then what is off course, then what comes.

use crate::log::LoggedRecord;
use crate::number;
use crate::report::agenda::{Agenda, AgendaGroup, AgendaItem, AgendaList};
use crate::report::exhibits::DecisionLink;
use crate::report::frame::count_of;
use crate::report::narrate::clean;
use crate::report::{Day, Input};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many rows a group has.
const ROWS: usize = 100;

/// Items that are equally urgent.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewGroup {
    /// "To decide by 20 December 2026".
    pub title: String,
    /// By day.
    pub rows: Vec<ReviewRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRow {
    /// The day; `None` where nobody has set one.
    pub on: Option<Day>,
    /// near or out; `None` where nothing presses.
    pub sign: Option<&'static str>,
    /// The shape of its sort, where no sign stands.
    pub shape: &'static str,
    /// "23 days overdue", "Review".
    pub word: String,
    /// Which decision.
    pub decision: DecisionLink,
    /// What is to be done.
    pub what: String,
    /// Who answers.
    pub who: Option<String>,
}

/// Composes all groups.
pub(super) fn groups(input: &Input, agenda: &Agenda) -> Vec<ReviewGroup> {
    let by_id: BTreeMap<&str, usize> =
        input.log.records.iter().enumerate().map(|(idx, logged)| (page_id(logged), idx)).collect();
    let mut groups = Vec::new();
    for group in &agenda.groups {
        for (title, items) in parted(input, group) {
            let row = |item: &&AgendaItem| Some(row(input, *by_id.get(item.id.as_str())?, group.list, item));
            groups.push(ReviewGroup {
                title,
                rows: items.iter().take(ROWS).filter_map(row).collect(),
                more: (items.len() > ROWS).then(|| format!("{} more", count_of(items.len() - ROWS))),
            });
        }
    }
    groups
}

fn page_id(logged: &LoggedRecord) -> &str {
    logged.page_id.as_ref()
}

/// A group under its title; what is to be decided is parted by the next meeting.
fn parted<'a>(input: &Input, group: &'a AgendaGroup) -> Vec<(String, Vec<&'a AgendaItem>)> {
    let next = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of);
    let Some(meeting) = next.filter(|_| group.list == AgendaList::Decide) else {
        return vec![(group.title.clone(), group.items.iter().collect())];
    };
    let is_for_next = |item: &&AgendaItem| day(item).is_some_and(|on| on <= meeting);
    let (now, later): (Vec<_>, Vec<_>) = group.items.iter().partition(is_for_next);
    let parts = [
        (format!("To decide by the meeting of {}", number::date(meeting)), now),
        ("To decide later".to_owned(), later),
    ];
    parts.into_iter().filter(|(_, items)| !items.is_empty()).collect()
}

pub(super) fn day(item: &AgendaItem) -> Option<Date> {
    item.on.as_ref()?.parse().ok()
}

fn row(input: &Input, idx: usize, list: AgendaList, item: &AgendaItem) -> ReviewRow {
    let (shape, word) = sort(item.kind);
    let (sign, word) = match list {
        AgendaList::Met => (Some("out"), "Stop rule met".to_owned()),
        AgendaList::Overdue => (Some("out"), item.distance.clone()),
        AgendaList::Before => (Some("near"), item.distance.clone()),
        _ if item.days_left.is_some_and(|left| left < 0) => (Some("out"), item.distance.clone()),
        _ => (None, word.to_owned()),
    };
    ReviewRow {
        on: day(item).map(Day::short),
        sign,
        shape,
        word,
        decision: DecisionLink::of(input, idx),
        what: clean(&item.what),
        who: item.who.as_deref().map(clean).filter(|who| !who.is_empty()),
    }
}

/// The shape and the word of a sort of item.
fn sort(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "decision" => ("day", "Decide"),
        "discussion" => ("day", "Discuss"),
        "information" => ("day", "Take note"),
        "draft" => ("wait", "Draft"),
        "proposal" => ("wait", "Proposed"),
        "notice" => ("flag", "Notice"),
        "contract-end" => ("flag", "Contract ends"),
        "kill" => ("out", "Stop rule"),
        "review" => ("dot", "Review"),
        "outcome" => ("good", "Outcome"),
        "response" => ("wait", "Response"),
        _ => ("wait", "Step"),
    }
}
