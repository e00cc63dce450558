//! What falls due, and when.

use crate::log::{BoardList, BoardMatter, DecisionLog, board_matters};
use crate::model::Book;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// The board must decide it.
    Decision,
    /// The board talks about it.
    Discussion,
    /// The board hears of it; others decide.
    Information,
    /// The last day for notice on a contract; a day that was missed stands until the next end is known.
    Notice,
    /// A contract ends and nothing can be given notice of: there is no notice date, or notice was given.
    ContractEnd,
    /// A stop rule is checked.
    Kill,
    /// It is looked at again.
    Review,
    /// A first step is to be done.
    Step,
    /// A response is to be done.
    Response,
    /// A forecast can be held against what happened.
    Outcome,
}

/// One thing that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Record index.
    pub record_idx: usize,
    /// What.
    pub kind: DueKind,
    /// When.
    pub on: Date,
    /// Which one of its kind: the option's index of a contract, the index of a step, rule or forecast.
    pub item_idx: usize,
    /// Days until then; negative is overdue.
    pub days_left: i32,
    /// It passes before the next meeting and is not past.
    pub is_before_meeting: bool,
    /// Who answers, where somebody does.
    pub who: Option<String>,
}

/// Everything that falls due, sorted by day, then by kind and record.
///
/// What is before the board falls due while a record is proposed; the rest while it is in force. A contract counts
/// when the decision chose its option, or nothing else is chosen and the option is `chosen` by the
/// caller's table (by record index).
pub fn due(log: &DecisionLog, book: &Book, day: Date, chosen: &[Option<usize>]) -> Vec<Due> {
    let mut due = Vec::new();
    let matters: BTreeMap<usize, BoardMatter> =
        board_matters(log, book, day).into_iter().map(|matter| (matter.record_idx, matter)).collect();
    for (idx, logged) in log.records.iter().enumerate() {
        let record = &logged.record;
        let mut add = |kind: DueKind, on: Option<Date>, item_idx: usize, who: Option<&String>| {
            if let Some(on) = on {
                let days_left = day.until(on).map_or(0, |span| span.get_days());
                let is_before_meeting =
                    days_left >= 0 && book.next_meeting.is_some_and(|meeting| on < meeting && meeting >= day);
                let who = who.or(record.roles.owner.as_ref()).cloned();
                due.push(Due { record_idx: idx, kind, on, item_idx, days_left, is_before_meeting, who });
            }
        };
        if let Some(matter) = matters.get(&idx) {
            match matter.list {
                BoardList::Decision => add(DueKind::Decision, matter.on, 0, None),
                BoardList::Discussion => add(DueKind::Discussion, matter.on, 0, None),
                BoardList::Information => add(DueKind::Information, matter.on, 0, None),
                // Nobody waits for it yet.
                BoardList::NotYet | BoardList::NotPut => {}
            }
        }
        // What has been turned down or replaced is no longer off course.
        if let Some(response) = record.response.as_ref().filter(|_| record.is_open() || log.is_in_force(idx)) {
            add(DueKind::Response, response.by, 0, response.who.as_ref());
        }
        if !log.is_in_force(idx) {
            // An open record's review date speaks of the future decision; a replaced one has none.
            continue;
        }
        add(DueKind::Review, record.review_by, 0, None);
        if let Some(option_idx) = chosen.get(idx).copied().flatten()
            && let Some(contract) = record.options.get(option_idx).and_then(|option| option.contract.as_ref())
        {
            match contract.notice_date_on(day) {
                Some(notice) => add(DueKind::Notice, Some(notice), option_idx, None),
                None => add(DueKind::ContractEnd, contract.end_on(day), option_idx, None),
            }
        }
        for (item_idx, rule) in record.kill.iter().enumerate() {
            add(DueKind::Kill, rule.by, item_idx, None);
        }
        for (item_idx, step) in record.next.iter().enumerate().filter(|(_, step)| step.done.is_none()) {
            add(DueKind::Step, step.by, item_idx, step.who.as_ref());
        }
        for (item_idx, forecast) in record.forecasts.iter().enumerate() {
            if !record.actuals.iter().any(|actual| actual.what == forecast.what) {
                add(DueKind::Outcome, forecast.by, item_idx, None);
            }
        }
    }
    due.sort_by_key(|item| (item.on, item.kind, item.record_idx, item.item_idx));
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::{joined, record};
    use crate::model::{Actual, ConsideredOption, Contract, Forecast, LinkKind, NextStep, Notice, Status};
    use jiff::civil::date;

    fn told(due: &[Due]) -> Vec<String> {
        let line = |due: &Due| {
            let who = due.who.as_deref().unwrap_or("nobody");
            let meeting = if due.is_before_meeting { ", before the meeting" } else { "" };
            format!("{} {:?} of {} in {} days by {who}{meeting}", due.on, due.kind, due.record_idx, due.days_left)
        };
        due.iter().map(line).collect()
    }

    #[test]
    fn days_are_counted_and_only_living_records_fall_due() {
        let mut open = record("d/0001-a.md").status(Status::Proposed).0;
        open.decide_by = Some(date(2026, 12, 10));
        open.review_by = Some(date(2027, 1, 1));
        let mut held = record("d/0002-b.md").0;
        held.roles.owner = Some("CTO".to_owned());
        held.review_by = Some(date(2026, 11, 20));
        held.next.push(NextStep {
            by: Some(date(2026, 11, 30)),
            what: "Start".to_owned(),
            who: Some("Lead".to_owned()),
            ..NextStep::default()
        });
        held.forecasts = ["cost", "users"]
            .map(|what| Forecast { what: what.to_owned(), by: Some(date(2028, 1, 1)), ..Forecast::default() })
            .to_vec();
        held.actuals.push(Actual { what: "cost".to_owned(), ..Actual::default() });
        let contract = |notice| Contract { ends: Some(date(2027, 3, 31)), notice, ..Contract::default() };
        let option = |notice| ConsideredOption { contract: Some(contract(notice)), ..ConsideredOption::default() };
        held.options = vec![option(None), option(Some(Notice::Months(4)))];
        let mut replaced = record("d/0003-c.md").superseded().0;
        replaced.review_by = Some(date(2026, 1, 1));
        let mut accepted_and_replaced = record("d/0004-d.md").0;
        accepted_and_replaced.review_by = Some(date(2026, 1, 1));
        let successor = record("d/0005-e.md").links(&[(LinkKind::Supersedes, "4")]).0;
        let records = [open, held, replaced, accepted_and_replaced, successor];
        let (log, _) = joined(records.into_iter().map(crate::log::tests::Builder).collect());
        let book = Book { next_meeting: Some(date(2026, 12, 15)), ..Book::default() };
        let chosen = [None, Some(1), None, None, None];
        insta::assert_snapshot!(told(&due(&log, &book, date(2026, 11, 25), &chosen)).join("\n"), @r"
        2026-11-20 Review of 1 in -5 days by CTO
        2026-11-30 Notice of 1 in 5 days by CTO, before the meeting
        2026-11-30 Step of 1 in 5 days by Lead, before the meeting
        2026-12-10 Decision of 0 in 15 days by nobody, before the meeting
        2028-01-01 Outcome of 1 in 402 days by CTO
        ");
    }
}
