//! Forecasts of yes or no, outcomes to come, decisions that were replaced, and lessons.

use super::noted::{Noted, expected};
use crate::analysis::track_record::{Expected, Weight};
use crate::log::DueKind;
use crate::model::Status;
use crate::number;
use crate::report::day::replaced;
use crate::report::decisions::pace;
use crate::report::exhibits::{DecisionLink, Heading};
use crate::report::frame::count_of;
use crate::report::narrate::clean;
use crate::report::pages::has_lesson;
use crate::report::{Day, Input};
use serde::Serialize;

/// How many rows a block has.
const ROWS: usize = 20;

/// Forecasts of yes or no.
#[derive(Clone, Debug, Serialize)]
pub struct ChanceBlock {
    /// Finding and question.
    pub finding: Heading,
    /// How many should have come.
    pub caption: String,
    /// By decision.
    pub rows: Vec<ChanceRow>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct ChanceRow {
    /// What was forecast.
    pub what: String,
    /// By which decision.
    pub decision: DecisionLink,
    /// How likely it was said to be.
    pub said: String,
    /// It happened.
    pub has_come: bool,
}

/// Outcomes that are to be recorded.
#[derive(Clone, Debug, Serialize)]
pub struct DueBlock {
    /// Finding and question.
    pub finding: Heading,
    /// By day.
    pub rows: Vec<DueRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct DueRow {
    /// By when.
    pub on: Day,
    /// Which decision.
    pub decision: DecisionLink,
    /// "cost until it is live, £40k to £90k".
    pub what: String,
    /// That day has passed.
    pub is_overdue: bool,
}

/// How fast we decide, and what we took back.
#[derive(Clone, Debug, Serialize)]
pub struct ReplacedBlock {
    /// Finding and question.
    pub finding: Heading,
    /// How long decisions took.
    pub pace: Option<String>,
    /// The newest first.
    pub rows: Vec<ReplacedRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// A decision that was replaced.
#[derive(Clone, Debug, Serialize)]
pub struct ReplacedRow {
    /// The old one.
    pub old: DecisionLink,
    /// "decided on 11 October 2024".
    pub decided: Option<String>,
    /// The new one.
    pub new: Option<DecisionLink>,
    /// "on 20 October 2026".
    pub when: Option<String>,
}

/// What decisions taught.
#[derive(Clone, Debug, Serialize)]
pub struct LessonBlock {
    /// Finding and question.
    pub finding: Heading,
    /// The newest first.
    pub rows: Vec<Lesson>,
    /// "12 more".
    pub more: Option<String>,
}

/// One lesson.
#[derive(Clone, Debug, Serialize)]
pub struct Lesson {
    /// As its author wrote it.
    pub text: String,
    /// Who answers for the decision.
    pub owner: Option<String>,
    /// The decision.
    pub decision: DecisionLink,
}

fn more(count: usize) -> Option<String> {
    (count > ROWS).then(|| format!("{} more", count_of(count - ROWS)))
}

/// How many forecasts of yes or no came true, of how many, and how many were to.
pub(super) fn chances(input: &Input) -> (usize, usize, f64) {
    let outcomes = input.analysis.track_record.outcomes.iter();
    outcomes.fold((0, 0, 0.0), |(came, count, sum), outcome| match outcome.expected {
        Expected::Chance(chance) => (came + usize::from(outcome.actual > 0.5), count + 1, sum + chance),
        Expected::Range { .. } => (came, count, sum),
    })
}

/// "Three of four forecasts of yes or no came true".
pub(super) fn chance_finding(came: usize, count: usize) -> String {
    match (came, count) {
        (1, 1) => "The one forecast of yes or no came true".to_owned(),
        (0, 1) => "The one forecast of yes or no did not come true".to_owned(),
        (0, count) => format!("None of {} forecasts of yes or no came true", number::count_word(count)),
        (came, count) if came == count => {
            format!("All {} forecasts of yes or no came true", number::count_word(count))
        }
        (came, count) => number::capitalized(&format!(
            "{} of {} forecasts of yes or no came true",
            number::count_word(came),
            number::count_word(count)
        )),
    }
}

/// Composes forecasts of yes or no; `None` without any.
pub(super) fn chance_block(input: &Input, noted: &Noted) -> Option<ChanceBlock> {
    let (came, count, sum) = chances(input);
    let few = match Weight::of(count) {
        Weight::Evidence => "",
        _ if count == 1 => " One is too few to judge by.",
        _ => " They are too few to judge by.",
    };
    let expected = number::count_word(sum.round() as usize);
    let caption =
        format!("By the chances that we gave, about {expected} of {} should have.{few}", number::count_word(count));
    let outcomes = input.analysis.track_record.outcomes.iter();
    let rows = outcomes.filter(|outcome| matches!(outcome.expected, Expected::Chance(_))).take(ROWS);
    (count > 0).then(|| ChanceBlock {
        finding: Heading { title: chance_finding(came, count), question: "Did it happen?", lead: Vec::new() },
        caption,
        rows: rows
            .map(|outcome| ChanceRow {
                what: noted.what(outcome),
                decision: DecisionLink::of(input, outcome.record),
                said: noted.said(outcome),
                has_come: outcome.actual > 0.5,
            })
            .collect(),
    })
}

/// Composes what is to be recorded; `None` where nothing is due.
pub(super) fn due_block(input: &Input) -> Option<DueBlock> {
    let is_outcome = |due: &&crate::log::Due| due.kind == DueKind::Outcome;
    let count = input.due.iter().filter(is_outcome).count();
    let overdue = input.due.iter().filter(is_outcome).filter(|due| due.days_left < 0).count();
    let first = input.due.iter().find(is_outcome)?;
    let title = match overdue {
        0 => format!("The next outcome is due on {}", number::date(first.on)),
        1 => "One outcome should have been recorded by now".to_owned(),
        count => {
            number::capitalized(&format!("{} outcomes should have been recorded by now", number::count_word(count)))
        }
    };
    let row = |due: &crate::log::Due| {
        let forecast = input.log.records[due.record_idx].record.forecasts.get(due.item_idx)?;
        let said = expected(forecast);
        let what = clean(&forecast.what);
        Some(DueRow {
            on: Day::short(due.on),
            decision: DecisionLink::of(input, due.record_idx),
            what: if said.is_empty() { what } else { format!("{what}, {said}") },
            is_overdue: due.days_left < 0,
        })
    };
    Some(DueBlock {
        finding: Heading { title, question: "What comes next?", lead: Vec::new() },
        rows: input.due.iter().filter(is_outcome).take(ROWS).filter_map(row).collect(),
        more: more(count),
    })
}

/// The decisions that were taken: how many, and those of them that something has replaced, the newest first.
pub(super) fn decided(input: &Input) -> (usize, Vec<usize>) {
    let (mut count, mut gone) = (0, Vec::new());
    for (idx, logged) in input.log.records.iter().enumerate() {
        let is_in_force = input.log.is_in_force(idx);
        let is_replaced = !is_in_force && matches!(logged.record.status(), Some(Status::Accepted | Status::Superseded));
        count += usize::from(is_in_force || is_replaced);
        if is_replaced {
            gone.push(idx);
        }
    }
    let day = |idx: usize| {
        let successor = input.log.successors(idx).next();
        successor.and_then(|idx| input.log.records[idx].record.date.as_ref()).map(|stated| stated.date)
    };
    gone.sort_by_cached_key(|idx| std::cmp::Reverse((day(*idx), *idx)));
    (count, gone)
}

/// Composes how fast we decide and what was replaced; `None` where neither is known.
pub(super) fn replaced_block(input: &Input, count: usize, gone: &[usize]) -> Option<ReplacedBlock> {
    let pace = pace(input);
    if gone.is_empty() && pace.is_none() {
        return None;
    }
    let of = number::count(count, "decision", "decisions");
    let title = match (gone.len(), count) {
        (0, _) => "Nothing that we decided has been replaced".to_owned(),
        (1, 1) => "Our one decision has been replaced".to_owned(),
        (gone, count) if gone == count => format!("All {of} have been replaced"),
        (1, _) => format!("One of {of} has been replaced"),
        (gone, _) => number::capitalized(&format!("{} of {of} have been replaced", number::count_word(gone))),
    };
    let row = |idx: &usize| {
        let record = &input.log.records[*idx].record;
        let successor = input.log.successors(*idx).next();
        let decided = record.decision.as_ref().and_then(|decision| decision.on);
        ReplacedRow {
            old: DecisionLink::of(input, *idx),
            decided: decided.map(|day| format!("decided on {}", number::date(day))),
            new: successor.map(|idx| DecisionLink::of(input, idx)),
            when: successor.and_then(|idx| replaced(input.log, idx)),
        }
    };
    Some(ReplacedBlock {
        finding: Heading { title, question: "Did we change our mind?", lead: Vec::new() },
        pace,
        rows: gone.iter().take(ROWS).map(row).collect(),
        more: more(gone.len()),
    })
}

/// Composes lessons; `None` without any.
pub(super) fn lesson_block(input: &Input) -> Option<LessonBlock> {
    let records = &input.log.records;
    let mut taught: Vec<usize> = (0..records.len()).filter(|idx| has_lesson(&records[*idx].record)).collect();
    let day = |idx: &usize| records[*idx].record.date.as_ref().map(|stated| stated.date);
    taught.sort_by_cached_key(|idx| std::cmp::Reverse((day(idx), *idx)));
    let title = match taught.len() {
        0 => return None,
        1 => "One decision taught us something".to_owned(),
        count => number::capitalized(&format!("{} decisions taught us something", number::count_word(count))),
    };
    let row = |idx: &usize| Lesson {
        text: number::sentence(&clean(records[*idx].record.lesson.as_deref().unwrap_or_default())),
        owner: records[*idx].record.roles.owner.as_deref().map(clean),
        decision: DecisionLink::of(input, *idx),
    };
    Some(LessonBlock {
        finding: Heading { title, question: "What have we learned?", lead: Vec::new() },
        rows: taught.iter().take(ROWS).map(row).collect(),
        more: more(taught.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_true_has_plurals() {
        let said = [(1, 1), (0, 1), (0, 3), (3, 3), (3, 4)].map(|(came, count)| chance_finding(came, count));
        assert_eq!(
            said,
            [
                "The one forecast of yes or no came true",
                "The one forecast of yes or no did not come true",
                "None of three forecasts of yes or no came true",
                "All three forecasts of yes or no came true",
                "Three of four forecasts of yes or no came true",
            ]
        );
    }
}
