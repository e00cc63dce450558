//! How fast decisions come, whether by their day, and which of them were taken back.

use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Precision, Record, Status};
use jiff::civil::Date;

/// How fast some decisions came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Days from proposed to decided, of those that have both, in rising order.
    pub days: Vec<i32>,
    /// How many had to be decided by a day, and were decided.
    pub dated_count: usize,
    /// How many of these came by it.
    pub in_time_count: usize,
    /// How many were accepted, whatever became of them.
    pub accepted_count: usize,
    /// How many of these were replaced, withdrawn, turned down or opened again.
    pub reversed_count: usize,
}

/// Of fewer decisions than this nobody can say how long nine in ten take.
const ENOUGH: usize = 10;

impl Pace {
    /// Half of them took at most so many days.
    pub fn median(&self) -> Option<i32> {
        let days = &self.days;
        (!days.is_empty()).then(|| i32::midpoint(days[(days.len() - 1) / 2], days[days.len() / 2]))
    }

    /// Nine in ten took at most so many days; `None` of fewer than ten.
    pub fn nine_in_ten(&self) -> Option<i32> {
        let rank = (self.days.len() * 9).div_ceil(10);
        self.days.get(rank.checked_sub(1)?).copied().filter(|_| self.days.len() >= ENOUGH)
    }

    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.dated_count == 0
    }
}

/// How fast those decisions of a log came that are `of` interest. Days are those that records state, else those of the
/// commits that proposed and decided, where somebody asked for them.
pub fn pace(log: &DecisionLog, of: impl Fn(&Record) -> bool) -> Pace {
    let mut pace = Pace::default();
    for logged in log.records.iter().filter(|logged| of(&logged.record)) {
        let was_accepted = was_accepted(logged);
        pace.accepted_count += usize::from(was_accepted);
        pace.reversed_count += usize::from(was_accepted && is_reversed(logged));
        let Some(decided) = decided(logged) else { continue };
        if let Some(days) = proposed(logged).and_then(|from| from.until(decided).ok()).map(|span| span.get_days()) {
            pace.days.extend((days >= 0).then_some(days));
        }
        if let Some(by) = logged.record.decide_by {
            pace.dated_count += 1;
            pace.in_time_count += usize::from(decided <= by);
        }
    }
    pace.days.sort_unstable();
    pace
}

fn decided(logged: &LoggedRecord) -> Option<Date> {
    let record = &logged.record;
    let said = || record.decision.as_ref().and_then(|decision| decision.on);
    let dated = || {
        let stated = record.date.as_ref().filter(|stated| stated.precision == Precision::Day)?;
        (record.status() == Some(Status::Accepted)).then_some(stated.date)
    };
    let committed = || logged.past.as_ref()?.decided.as_ref().map(|change| change.date);
    said().or_else(dated).or_else(committed)
}

fn proposed(logged: &LoggedRecord) -> Option<Date> {
    let changes = logged.record.history.iter().filter(|change| change.status == Status::Proposed);
    let committed = || logged.past.as_ref()?.proposed.as_ref().map(|change| change.date);
    changes.filter_map(|change| change.on).min().or_else(committed)
}

/// Its own history, its status or its earlier texts say that it was accepted.
fn was_accepted(logged: &LoggedRecord) -> bool {
    let record = &logged.record;
    matches!(record.status(), Some(Status::Accepted | Status::Superseded | Status::Deprecated))
        || record.history.iter().any(|change| change.status == Status::Accepted)
        || logged.past.as_ref().is_some_and(|past| past.was_reopened)
}

fn is_reversed(logged: &LoggedRecord) -> bool {
    logged.record.status() != Some(Status::Accepted) || logged.past.as_ref().is_some_and(|past| past.was_reopened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::join_unchecked;
    use crate::model::{Decision, FieldSource, Past, StatedStatus, StatusChange};
    use crate::source::{Change, History, Snapshot};
    use jiff::civil::date;

    fn record(name: usize, status: Status, proposed: i8, decided: i8) -> Record {
        Record {
            path: format!("decisions/{name:04}.md"),
            status: Some(StatedStatus {
                status,
                raw: status.as_str().to_owned(),
                source: FieldSource::FrontMatter,
                span: None,
            }),
            history: vec![StatusChange { on: Some(date(2026, 1, proposed)), status: Status::Proposed, by: None }],
            decision: Some(Decision { on: Some(date(2026, 1, decided)), ..Decision::default() }),
            decide_by: Some(date(2026, 1, 12)),
            ..Record::default()
        }
    }

    #[test]
    fn half_and_nine_in_ten_and_what_was_taken_back() {
        let mut records: Vec<Record> =
            (0..10).map(|idx| record(idx, Status::Accepted, 1, 2 + i8::try_from(idx).expect("small") * 2)).collect();
        records[3] = record(3, Status::Superseded, 1, 8);
        let mut log = join_unchecked(records, &Snapshot::default(), History::default());
        let found = pace(&log, |_| true);
        assert_eq!(found.days, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
        assert_eq!((found.median(), found.nine_in_ten()), (Some(10), Some(17)));
        assert_eq!((found.dated_count, found.in_time_count), (10, 6));
        assert_eq!((found.accepted_count, found.reversed_count), (10, 1));
        let few = pace(&log, |record| *record.path < *"decisions/0009.md");
        assert_eq!((few.days.len(), few.nine_in_ten()), (9, None));
        // What a record does not say, its commits do.
        let change = |day| Change { commit: "c".repeat(40), author: "Ada".to_owned(), date: date(2026, 1, day) };
        log.records.truncate(1);
        log.records[0].record.history.clear();
        log.records[0].record.decision = None;
        log.records[0].past = Some(Past { proposed: Some(change(3)), decided: Some(change(9)), ..Past::default() });
        assert_eq!(pace(&log, |_| true).days, [6]);
    }
}
