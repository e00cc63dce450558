//! The page as a whole: headline, three figures, a line of time, the list.

use super::{LanesBlock, ReviewGroup, lanes, list};
use crate::number;
use crate::report::agenda::{Agenda, AgendaGroup, AgendaItem, AgendaList, agenda};
use crate::report::frame::count_of;
use crate::report::narrate::Prose;
use crate::report::pages::has_agenda;
use crate::report::{Head, Input, Key, Part};
use serde::Serialize;

/// What did we promise to look at again?
#[derive(Clone, Debug, Serialize)]
pub struct ReviewsPage {
    /// Of itself.
    pub head: Head,
    /// "Next meeting 20 December 2026".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// What comes before the meeting, what is to be decided, what is off course.
    pub keys: Vec<Key>,
    /// The days of twelve months.
    pub lanes: Option<LanesBlock>,
    /// "Two matters are off course".
    pub list_title: String,
    /// Item by item.
    pub groups: Vec<ReviewGroup>,
}

/// Composes the page; `None` where nothing waits and nothing has a day.
pub fn reviews(input: &Input) -> Option<ReviewsPage> {
    if !has_agenda(input) {
        return None;
    }
    let agenda = agenda(input);
    let mut meta = vec!["Agenda".to_owned()];
    if let Some(meeting) = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of) {
        meta.push(format!("Next meeting {}", number::date(meeting)));
    }
    let title = format!("Agenda, {}", number::date(input.as_of));
    let description = "What is to be decided, what is overdue, and which dates come up.".to_owned();
    Some(ReviewsPage {
        head: Head::new(input, "reviews", Part::Other, "reviews.html".to_owned(), &title, description),
        meta,
        title: agenda.title.clone(),
        keys: keys(input, &agenda),
        lanes: lanes::block(input, &agenda),
        list_title: list_title(&agenda),
        groups: list::groups(input, &agenda),
    })
}

fn items(agenda: &Agenda, list: AgendaList) -> &[AgendaItem] {
    agenda.groups.iter().find(|group| group.list == list).map_or(&[], |group| group.items.as_slice())
}

fn keys(input: &Input, agenda: &Agenda) -> Vec<Key> {
    let key = |count: usize, term: String, note: String| Key {
        figure: count_of(count),
        term,
        method: None,
        note: Prose::of(note),
    };
    let next = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of);
    let (near, until) = match next {
        Some(meeting) => (items(agenda, AgendaList::Before), format!("before {}", number::date(meeting))),
        None => (items(agenda, AgendaList::Soon), "in the next 90 days".to_owned()),
    };
    let first = near.iter().filter(|item| item.on.is_some()).min_by_key(|item| item.days_left);
    let first = first.map_or_else(|| "none falls due".to_owned(), |item| format!("the first {}", item.distance));
    let dates = number::plural(near.len(), "date", "dates");
    let decide = items(agenda, AgendaList::Decide);
    let undated = items(agenda, AgendaList::DecideSomeDay).len();
    let for_next =
        next.map(|meeting| decide.iter().filter(|item| list::day(item).is_some_and(|on| on <= meeting)).count());
    let (asked, term) = match for_next {
        Some(count) => (count, format!("to decide by {}", next.map(number::date).unwrap_or_default())),
        None => (decide.len() + undated, "to decide".to_owned()),
    };
    let rest = decide.len() + undated - asked;
    let note = match (asked, rest) {
        (0, 0) => "nothing waits for the board".to_owned(),
        (_, 0) => "nothing else waits for the board".to_owned(),
        (_, rest) => format!("{} later", number::count_word(rest)),
    };
    let off = off_course(agenda);
    let longest = items(agenda, AgendaList::Overdue).iter().filter_map(|item| item.days_left).min();
    let off_note = match (off, longest) {
        (0, _) => "nothing is overdue, no stop rule is met".to_owned(),
        (_, Some(days)) => format!("the longest {} overdue", number::days(-days)),
        (_, None) => "by a stop rule that is met".to_owned(),
    };
    vec![
        key(near.len(), format!("{dates} {until}"), first),
        key(asked, term, note),
        key(off, number::plural(off, "matter off course", "matters off course").to_owned(), off_note),
    ]
}

fn off_course(agenda: &Agenda) -> usize {
    items(agenda, AgendaList::Met).len() + items(agenda, AgendaList::Overdue).len()
}

fn list_title(agenda: &Agenda) -> String {
    let all: usize = agenda.groups.iter().map(|group: &AgendaGroup| group.items.len()).sum();
    let all = number::count(all, "matter", "matters");
    number::capitalized(&match off_course(agenda) {
        0 => format!("{all} on the list, and none is off course"),
        1 => format!("{all} on the list, one of them off course"),
        off => format!("{all} on the list, {} of them off course", number::count_word(off)),
    })
}
