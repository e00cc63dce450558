//! The days of twelve months, a lane a sort of thing to do.

use crate::number;
use crate::report::Input;
use crate::report::agenda::{Agenda, AgendaItem, AgendaList};
use crate::report::exhibits::{Heading, Tick};
use crate::report::time_line::TimeLine;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Months that the line shows.
const MONTHS: i64 = 12;
/// The months that have an upright line.
const LINED: [i8; 6] = [1, 3, 5, 7, 9, 11];
/// How far ahead "soon" reaches, in days.
const SOON_DAYS: i32 = 90;

/// The agenda on a line of time.
#[derive(Clone, Debug, Serialize)]
pub struct LanesBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// Every second month.
    pub ticks: Vec<Tick>,
    /// A sort of thing to do each.
    pub rows: Vec<LaneRow>,
}

/// One lane.
#[derive(Clone, Debug, Serialize)]
pub struct LaneRow {
    /// "Give notice".
    pub name: &'static str,
    /// Its days.
    pub lane: Lane,
    /// "5, first on 7 Dec".
    pub says: String,
}

/// Days on a line of time; everything in percent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    /// Upright lines.
    pub grid: Vec<f64>,
    /// Today.
    pub today: f64,
    /// The next meeting.
    pub meeting: Option<f64>,
    /// Days to come.
    pub days: Vec<f64>,
    /// Days that passed, and rules that are met.
    pub gone: Vec<f64>,
    /// The shape of its marks.
    pub shape: &'static str,
}

/// The lanes: name, shape, and the kinds of items in them.
const LANES: [(&str, &str, &[&str]); 6] = [
    ("Decide", "day", &["decision"]),
    ("Give notice", "flag", &["notice", "contract-end"]),
    ("Stop rules", "out", &["kill"]),
    ("Reviews", "dot", &["review"]),
    ("Record what came", "good", &["outcome"]),
    ("Promised steps", "wait", &["step", "response"]),
];

/// Composes the block; `None` where no day falls into these months.
pub(super) fn block(input: &Input, agenda: &Agenda) -> Option<LanesBlock> {
    let line = TimeLine::around(input.as_of, MONTHS)?;
    let months = line.firsts(&LINED);
    let grid: Vec<f64> = months.iter().map(|(_, at)| *at).collect();
    let meeting = input.book.next_meeting.filter(|day| *day >= input.as_of && *day <= line.last);
    let dated = || {
        let groups = agenda.groups.iter().flat_map(|group| group.items.iter().map(move |item| (group.list, item)));
        groups.filter_map(|(list, item)| Some((list, item, day(item)?))).filter(|(.., day)| *day <= line.last)
    };
    let row = |(name, shape, kinds): (&'static str, &'static str, &[&str])| {
        let of: Vec<_> = dated().filter(|(_, item, _)| kinds.contains(&item.kind)).collect();
        // Marks at one place are one mark.
        let places = |is_gone: bool| -> Vec<f64> {
            let places = of.iter().filter(|(list, item, _)| self::is_gone(*list, item) == is_gone);
            let places: BTreeSet<i32> = places.map(|(.., day)| (line.at(*day) * 10.0) as i32).collect();
            places.into_iter().map(|place| f64::from(place) / 10.0).collect()
        };
        (!of.is_empty()).then(|| LaneRow {
            name,
            lane: Lane {
                grid: grid.clone(),
                today: line.at(input.as_of),
                meeting: meeting.map(|day| line.at(day)),
                days: places(false),
                gone: places(true),
                shape,
            },
            says: says(&of),
        })
    };
    let rows: Vec<LaneRow> = LANES.into_iter().filter_map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let shown = || dated().filter(|(_, item, _)| LANES.iter().any(|(.., kinds)| kinds.contains(&item.kind)));
    let to_come = |days: i32| {
        shown().filter(|(_, item, _)| item.days_left.is_some_and(|left| (0..=days).contains(&left))).count()
    };
    let gone = shown().any(|(list, item, _)| is_gone(list, item));
    Some(LanesBlock {
        finding: Heading {
            title: finding(to_come(SOON_DAYS), to_come(i32::MAX)),
            question: "When does what come?",
            lead: Vec::new(),
        },
        caption: caption(input, &line, meeting, gone),
        ticks: TimeLine::ticks(&months),
        rows,
    })
}

fn day(item: &AgendaItem) -> Option<Date> {
    item.on.as_ref()?.parse().ok()
}

/// Whether a day has passed, or what it would check has come already.
fn is_gone(list: AgendaList, item: &AgendaItem) -> bool {
    list == AgendaList::Met || item.days_left.is_some_and(|left| left < 0)
}

/// "5, one overdue", "3, first on 7 Dec".
fn says(of: &[(AgendaList, &AgendaItem, Date)]) -> String {
    let count = number::whole(of.len() as f64);
    let met = of.iter().filter(|(list, ..)| *list == AgendaList::Met).count();
    let gone = of.iter().filter(|(list, item, _)| is_gone(*list, item)).count() - met;
    let first = of.iter().filter(|(list, item, _)| !is_gone(*list, item)).map(|(.., day)| *day).min();
    match (met, gone, first) {
        (0, 0, Some(day)) => format!("{count}, first on {}", number::day_short(day)),
        (0, gone, _) => format!("{count}, {} overdue", number::count_word(gone)),
        (met, 0, _) => format!("{count}, {} met", number::count_word(met)),
        (met, gone, _) => format!("{count}, {} met and {} overdue", number::count_word(met), number::count_word(gone)),
    }
}

/// "20 of 27 dates fall in the next 90 days".
fn finding(soon: usize, all: usize) -> String {
    let dates = number::count(all, "date", "dates");
    number::capitalized(&match (soon, all) {
        (_, 0) => "no date is to come within a year".to_owned(),
        (1, 1) => format!("the one date to come falls in the next {SOON_DAYS} days"),
        (0, 1) => format!("the one date to come is more than {SOON_DAYS} days off"),
        (0, _) => format!("none of {dates} falls in the next {SOON_DAYS} days"),
        (soon, all) if soon == all => format!("all {dates} fall in the next {SOON_DAYS} days"),
        (soon, _) => format!(
            "{} of {dates} {} in the next {SOON_DAYS} days",
            number::count_word(soon),
            number::plural(soon, "falls", "fall")
        ),
    })
}

fn caption(input: &Input, line: &TimeLine, meeting: Option<Date>, has_gone: bool) -> String {
    let mut parts = vec![format!(
        "{} to {}, an upright line every two months. Red line: today, {}.",
        number::month_and_year(line.from),
        number::month_and_year(line.last),
        number::date(input.as_of)
    )];
    if let Some(meeting) = meeting {
        parts.push(format!("Dotted line: the board meets, {}.", number::date(meeting)));
    }
    if has_gone {
        parts.push("Red mark: overdue, or met; what was due earlier stands at the left edge.".to_owned());
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_are_near_are_counted() {
        assert_eq!(finding(20, 27), "20 of 27 dates fall in the next 90 days");
        assert_eq!(finding(1, 3), "One of three dates falls in the next 90 days");
        assert_eq!(finding(3, 3), "All three dates fall in the next 90 days");
        assert_eq!(finding(0, 3), "None of three dates falls in the next 90 days");
        assert_eq!(finding(1, 1), "The one date to come falls in the next 90 days");
        assert_eq!(finding(0, 1), "The one date to come is more than 90 days off");
        assert_eq!(finding(0, 0), "No date is to come within a year");
    }
}
