//! Days that moved. A day that is set for the first time has not slipped, and what is decided needs no day to decide.

use crate::changes::result::{Change, DayKind};
use crate::model::{Contract, Record};
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
    let response = |record: &Record| record.response.as_ref().and_then(|response| response.by);
    hold(DayKind::Response, response(before), response(after));
    for (old, new) in options {
        let contract = |record: &Record, idx: usize| record.options[idx].contract.clone().unwrap_or_default();
        let (old, is) = (contract(before, *old), contract(after, *new));
        hold(DayKind::ContractEnd(*new), old.ends, is.ends);
        // Where notice was given, or the contract ends by itself, there is no such day to miss.
        let notice = |contract: &Contract| contract.notice_date().filter(|_| contract.given.is_none());
        if notice(&is).is_some() {
            hold(DayKind::Notice(*new), notice(&old), notice(&is));
        }
    }
    for (idx, step) in after.next.iter().enumerate().filter(|(_, step)| step.done.is_none()) {
        let old = before.next.iter().find(|old| old.what == step.what);
        hold(DayKind::Step(idx), old.and_then(|old| old.by), step.by);
    }
    for (idx, rule) in after.kill.iter().enumerate() {
        let old = before.kill.iter().find(|old| old.metric == rule.metric);
        hold(DayKind::StopRule(idx), old.and_then(|old| old.by), rule.by);
    }
    for (idx, forecast) in after.forecasts.iter().enumerate() {
        let old = before.forecasts.iter().find(|old| old.what == forecast.what);
        hold(DayKind::Outcome(idx), old.and_then(|old| old.by), forecast.by);
    }
    moved
}
