//! Days that moved. A day that is set for the first time has not slipped, and what is decided needs no day to decide.

use crate::changes::result::{Change, DayKind};
use crate::model::Record;
use jiff::civil::Date;

/// Days of a record that moved or are no longer stated; `options` are its options in both.
pub(super) fn moved(before: &Record, after: &Record, options: &[(usize, usize)]) -> Vec<Change> {
    let meeting = |record: &Record| record.board.and_then(|slot| slot.meeting);
    let mut moved = Vec::new();
    let mut hold = |kind: DayKind, old: Option<Date>, new: Option<Date>| {
        if let Some(old) = old.filter(|old| new != Some(*old)) {
            moved.push(Change::Day(kind, old, new));
        }
    };
    if after.is_open() {
        hold(DayKind::DecideBy, before.decide_by, after.decide_by);
        hold(DayKind::Meeting, meeting(before), meeting(after));
    }
    hold(DayKind::NeededBy, before.inputs.needed_by, after.inputs.needed_by);
    hold(DayKind::ReviewBy, before.review_by, after.review_by);
    for (old, new) in options {
        let ends = |record: &Record, idx: usize| record.options[idx].contract.as_ref().and_then(|found| found.ends);
        hold(DayKind::ContractEnd(*new), ends(before, *old), ends(after, *new));
    }
    moved
}
