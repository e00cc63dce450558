//! Days as people and machines write them.

use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Precision, StatedDate, Status};
use crate::number;
use jiff::civil::Date;
use serde::Serialize;

/// A day, for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Day {
    /// `2026-11-24`, or as exact as it is known.
    pub iso: String,
    /// "24 November 2026".
    pub text: String,
}

impl Day {
    /// A whole day.
    pub fn of(date: Date) -> Self {
        Self { iso: number::date_iso(date), text: number::date(date) }
    }

    /// A whole day in a column: "24 Nov 2026".
    pub fn short(date: Date) -> Self {
        Self { iso: number::date_iso(date), text: number::date_short(date) }
    }

    /// A stated day, as exact as it is stated.
    pub(crate) fn stated(stated: &StatedDate) -> Self {
        let text = match stated.precision {
            Precision::Day => number::date(stated.date),
            Precision::Month => number::month_and_year(stated.date),
            Precision::Year => stated.date.year().to_string(),
        };
        Self { iso: stated.iso(), text }
    }
}

/// The day on which git says that a text was first written: no day that its author stated.
pub(crate) fn first_written(logged: &LoggedRecord) -> Option<Day> {
    logged.history.as_ref()?.first.as_ref().map(|change| Day::of(change.date))
}

/// When a record was replaced, in words: on the day that its successor states, else perhaps when that was first written.
pub(crate) fn replaced(log: &DecisionLog, successor: usize) -> Option<String> {
    let logged = &log.records[successor];
    let record = &logged.record;
    if record.is_open() || record.status() == Some(Status::Rejected) {
        return None;
    }
    match &record.date {
        Some(stated) if record.is_in_force() || record.is_date_of_writing() => Some(match stated.precision {
            Precision::Day => format!("on {}", number::date_short(stated.date)),
            _ => format!("in {}", Day::stated(stated).text),
        }),
        _ => {
            let written = logged.history.as_ref()?.first.as_ref()?;
            Some(format!("by what was first written on {}", number::date_short(written.date)))
        }
    }
}
