//! What is before the board: which matters, on which of its lists, for which meeting.
//!
//! One answer for headline, rows, sums, what fits, agenda and JSON, so that none of them counts otherwise.

use crate::log::DecisionLog;
use crate::model::{BoardFor, Book, Record, Status};
use jiff::ToSpan;
use jiff::civil::Date;

/// On which of the board's lists a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoardList {
    /// The board is asked: it counts and is summed.
    Decision,
    /// To talk about before it is asked.
    Discussion,
    /// Others decide.
    Information,
    /// A draft: not yet before the board.
    NotYet,
    /// Proposed, and nobody asks the board.
    NotPut,
}

/// A matter that is before the board, or soon will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardMatter {
    /// Record index.
    pub record_idx: usize,
    /// Its list.
    pub list: BoardList,
    /// The meeting that it is for.
    pub meeting: Option<Date>,
    /// The day that counts: the meeting's, or an earlier one by which it must be decided; `None` where none is set.
    pub on: Option<Date>,
}

/// The list of a record; `None` for what waits for nobody.
pub fn board_list(record: &Record) -> Option<BoardList> {
    let is_put = record.board.is_some() || record.ask.is_some() || record.decide_by.is_some();
    match (record.status()?, record.board) {
        (Status::Draft, _) => (is_put || record.has_brief()).then_some(BoardList::NotYet),
        (Status::Proposed, Some(slot)) => Some(match slot.purpose {
            None | Some(BoardFor::Decision) => BoardList::Decision,
            Some(BoardFor::Discussion) => BoardList::Discussion,
            Some(BoardFor::Information) => BoardList::Information,
        }),
        (Status::Proposed, None) => Some(if is_put { BoardList::Decision } else { BoardList::NotPut }),
        _ => None,
    }
}

/// Whether the board is asked to decide a record.
pub fn is_asked(record: &Record) -> bool {
    board_list(record) == Some(BoardList::Decision)
}

/// Every matter that waits, as it stands on a day, sorted by list, then by day; those without one last.
pub fn board_matters(log: &DecisionLog, book: &Book, day: Date) -> Vec<BoardMatter> {
    let meetings = meetings(log, book, day);
    let records = log.records.iter().enumerate();
    let mut matters: Vec<BoardMatter> =
        records.filter_map(|(idx, logged)| matter(idx, &logged.record, meetings)).collect();
    matters.sort_by_key(|matter| (matter.list, matter.on.is_none(), matter.on, matter.record_idx));
    matters
}

/// One record's matter as it stands on a day; `None` where it is not before the board.
pub fn board_matter(log: &DecisionLog, book: &Book, day: Date, record_idx: usize) -> Option<BoardMatter> {
    matter(record_idx, &log.records[record_idx].record, meetings(log, book, day))
}

fn matter(record_idx: usize, record: &Record, (next, after): (Option<Date>, Option<Date>)) -> Option<BoardMatter> {
    let list = board_list(record)?;
    // What must be decided before the meeting after the next is for the next.
    let is_for_next = || record.decide_by.zip(after).is_some_and(|(by, after)| by < after);
    let named = record.board.and_then(|slot| slot.meeting);
    let meeting = named.or_else(|| next.filter(|_| is_for_next()));
    let on = [meeting, record.decide_by].into_iter().flatten().min();
    Some(BoardMatter { record_idx, list, meeting, on })
}

/// The next meeting and the one after it, as book and records name them; where nobody names the one after, it comes as
/// long after the next as that after the last, else a month.
pub fn meetings(log: &DecisionLog, book: &Book, day: Date) -> (Option<Date>, Option<Date>) {
    let named = log.records.iter().filter_map(|logged| logged.record.board?.meeting);
    let mut to_come: Vec<Date> = named.chain(book.next_meeting).filter(|meeting| *meeting >= day).collect();
    to_come.sort_unstable();
    to_come.dedup();
    let Some(next) = to_come.first().copied() else { return (None, None) };
    let as_before = || {
        let last = book.last_meeting.filter(|last| *last < next)?;
        next.checked_add(last.until(next).ok()?).ok()
    };
    let after = to_come.get(1).copied().or_else(as_before).or_else(|| next.checked_add(1.month()).ok());
    (Some(next), after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::{Builder, joined, record};
    use crate::model::BoardSlot;
    use jiff::civil::date;

    fn proposed(number: usize, purpose: Option<BoardFor>, meeting: Option<Date>, by: Option<Date>) -> Record {
        let mut record = record(&format!("d/{number:04}-a.md")).status(Status::Proposed).0;
        record.board = (purpose.is_some() || meeting.is_some()).then_some(BoardSlot { purpose, meeting });
        record.decide_by = by;
        record
    }

    fn told(records: Vec<Record>, book: &Book) -> Vec<String> {
        let (log, _) = joined(records.into_iter().map(Builder).collect());
        let matters = board_matters(&log, book, date(2026, 11, 25));
        let line = |matter: &BoardMatter| {
            let day = |day: Option<Date>| day.map_or("none".to_owned(), |day| day.to_string());
            format!("{} {:?} for {} on {}", matter.record_idx, matter.list, day(matter.meeting), day(matter.on))
        };
        matters.iter().map(line).collect()
    }

    #[test]
    fn each_list_has_its_own_matters_and_each_matter_one_day() {
        let next = date(2026, 12, 15);
        let later = date(2027, 3, 16);
        let mut draft = proposed(5, Some(BoardFor::Information), Some(next), None);
        draft.status = record("d/x.md").status(Status::Draft).0.status;
        let mut asked = record("d/0006-a.md").status(Status::Proposed).0;
        asked.ask = Some("Approve it".to_owned());
        let records = vec![
            proposed(0, Some(BoardFor::Decision), Some(next), Some(date(2027, 1, 31))),
            proposed(1, Some(BoardFor::Decision), Some(next), Some(date(2026, 12, 1))),
            proposed(2, Some(BoardFor::Discussion), None, None),
            proposed(3, None, None, Some(date(2027, 1, 31))),
            proposed(4, None, None, Some(date(2027, 4, 1))),
            draft,
            asked,
            proposed(7, None, None, None),
            proposed(8, None, Some(later), None),
        ];
        let book = Book { next_meeting: Some(next), ..Book::default() };
        insta::assert_snapshot!(told(records, &book).join("\n"), @r"
        1 Decision for 2026-12-15 on 2026-12-01
        0 Decision for 2026-12-15 on 2026-12-15
        3 Decision for 2026-12-15 on 2026-12-15
        8 Decision for 2027-03-16 on 2027-03-16
        4 Decision for none on 2027-04-01
        6 Decision for none on none
        2 Discussion for none on none
        5 NotYet for 2026-12-15 on 2026-12-15
        7 NotPut for none on none
        ");
    }

    #[test]
    fn the_meeting_after_comes_as_the_one_before_came() {
        let (log, _) = joined(Vec::new());
        let book = |last, next| Book { last_meeting: last, next_meeting: next, ..Book::default() };
        let day = date(2026, 11, 25);
        let next = date(2026, 12, 15);
        let quarterly = book(Some(date(2026, 9, 15)), Some(next));
        assert_eq!(meetings(&log, &quarterly, day), (Some(next), Some(date(2027, 3, 16))));
        assert_eq!(meetings(&log, &book(None, Some(next)), day), (Some(next), Some(date(2027, 1, 15))));
        assert_eq!(meetings(&log, &book(None, Some(date(2026, 11, 1))), day), (None, None), "it has passed");
    }
}
