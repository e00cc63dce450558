//! The agenda: the same matters as on the board view, and days that are counted right; on pages and in the terminal.

use super::reading::{count, numbers};
use super::{Found, Whole, is_asked, stops_met};
use adr::log::DueKind;
use jiff::civil::Date;

pub(super) fn check(whole: &Whole, found: &mut Found) {
    let agenda = &whole.agenda;
    let items = |title: &'static str| {
        agenda.groups.iter().filter(move |group| group.title == title).flat_map(|group| &group.items)
    };
    let asked = whole.told.iter().filter(|told| is_asked(told.record)).count();
    let to_decide = items("To decide").chain(items("To decide, no day set")).count();
    found.holds("agenda: to decide", to_decide == asked, &agenda.headline);
    let undated = whole.told.iter().filter(|told| is_asked(told.record) && whole.day(told.record).1.is_none()).count();
    found.holds("agenda: no day set", items("To decide, no day set").count() == undated, &agenda.headline);
    let met: usize = whole.told.iter().map(|told| stops_met(told.record, whole.as_of)).sum();
    // A rule without a day is on no list by day.
    let dated = whole.due.iter().filter(|due| due.kind == DueKind::Kill).count();
    found.holds("agenda: stop rules met", items("Stop rule met").count() == met.min(dated), &agenda.headline);
    let overdue = items("Overdue").count();
    let notices = items("Passes before the meeting of 15 December 2026").filter(|item| item.kind == "notice").count();
    let said = |word: &str| {
        let part = agenda
            .headline
            .trim_end_matches('.')
            .split(", ")
            .flat_map(|part| part.split(" and "))
            .find(|part| part.contains(word));
        part.and_then(|part| count(part.split(' ').next()?)).unwrap_or(0)
    };
    let is_so = said("to decide") == asked && said("overdue") == overdue && said("pass") == notices;
    found.holds("agenda: headline", is_so, &agenda.headline);
    let mut last: Option<(&str, Option<Date>)> = None;
    for group in &agenda.groups {
        for item in &group.items {
            let Some(on) = item.on.as_ref().and_then(|on| on.parse::<Date>().ok()) else { continue };
            let left = (on - whole.as_of).get_days();
            let number = numbers(&item.distance).first().copied().unwrap_or(0);
            let is_so = item.days_left == Some(left)
                && number == u64::from(left.unsigned_abs())
                && item.distance.ends_with("overdue") == (left < 0)
                && item.distance.starts_with("in ") == (left > 0);
            found.holds("agenda: days", is_so, &format!("{} {}", item.day, item.distance));
            let is_in_its_group = match group.title.as_str() {
                "Overdue" => left < 0,
                "Later" => left > 90,
                title if title.starts_with("In the next") => (0..=90).contains(&left),
                title if title.starts_with("Passes before") => {
                    left >= 0 && whole.book.next_meeting.is_some_and(|day| on < day)
                }
                _ => true,
            };
            found.holds("agenda: groups", is_in_its_group, &format!("{} in {}", item.day, group.title));
            let is_sorted = last.is_none_or(|(title, day)| title != group.title || day <= Some(on));
            found.holds("agenda: by day", is_sorted, &format!("{} in {}", item.day, group.title));
            last = Some((group.title.as_str(), Some(on)));
        }
    }
    // The terminal prints all of them.
    let terminal = adr::term::agenda(agenda, adr::term::Paint::default(), 200);
    for item in agenda.groups.iter().flat_map(|group| &group.items) {
        let is_there = terminal.contains(&item.title) && terminal.contains(&item.distance);
        found.holds("agenda: terminal", is_there, &item.title);
    }
}
