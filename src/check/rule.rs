//! What a rule is, and what it looks at.

use crate::analysis::{Analysis, DecisionAnalysis};
use crate::finding::{Finding, Severity};
use crate::log::DecisionLog;
use crate::model::{Book, ConsideredOption, Record, Sourcing, Status};
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;

/// One rule: its name never changes, its page is the only description there is.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Kebab-case.
    pub name: &'static str,
    /// What people read about it.
    pub page: Page,
    pub(super) check: fn(&Context, &mut Vec<Finding>),
}

/// The four parts of a rule's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it checks.
    pub checks: &'static str,
    /// Why it matters.
    pub matters: &'static str,
    /// Like this …
    pub like_this: &'static str,
    /// … instead of that.
    pub instead_of: &'static str,
}

/// What rules look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) log: &'a DecisionLog,
    pub(super) analysis: &'a Analysis,
    pub(super) book: &'a Book,
    pub(super) day: Date,
    /// Those that are checked.
    pub(super) records: &'a Range<usize>,
    /// The rules of every room.
    pub(super) rule_names: &'a [&'static str],
    /// What a paper for the board must answer is asked, of what is proposed alone.
    pub(super) is_for_board: bool,
}

/// A record with its figures, where it has any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper<'a> {
    pub(super) record: &'a Record,
    pub(super) analysis: Option<&'a DecisionAnalysis>,
    /// It is looked at as a board would.
    pub(super) is_for_board: bool,
}

impl<'a> Context<'a> {
    /// Every record.
    pub(super) fn records(&self) -> impl Iterator<Item = &'a Record> {
        self.log.records[self.records.clone()].iter().map(|logged| &logged.record)
    }

    /// Proposed records that get a brief: what a board is about to read.
    pub(super) fn proposals(&self) -> impl Iterator<Item = Paper<'a>> {
        self.papers().filter(|(_, paper)| paper.record.status() == Some(Status::Proposed)).map(|(_, paper)| paper)
    }

    /// The proposals, where the board asks; else none.
    pub(super) fn board_papers(&self) -> impl Iterator<Item = Paper<'a>> {
        let is_for_board = self.is_for_board;
        self.proposals().filter(move |_| is_for_board)
    }

    /// Records with a brief that are proposed or in force.
    pub(super) fn living(&self) -> impl Iterator<Item = Paper<'a>> {
        let log = self.log;
        self.papers()
            .filter(move |(idx, paper)| paper.record.status() == Some(Status::Proposed) || log.is_in_force(*idx))
            .map(|(_, paper)| paper)
    }

    /// Records with a brief that are in force.
    pub(super) fn in_force(&self) -> impl Iterator<Item = Paper<'a>> {
        let log = self.log;
        self.papers().filter(move |(idx, _)| log.is_in_force(*idx)).map(|(_, paper)| paper)
    }

    fn papers(&self) -> impl Iterator<Item = (usize, Paper<'a>)> {
        let (log, analysis, is_for_board) = (self.log, self.analysis, self.is_for_board);
        let is_looked_at =
            move |record: &Record| record.has_brief() && (!is_for_board || record.status() == Some(Status::Proposed));
        self.records.clone().filter(move |idx| is_looked_at(&log.records[*idx].record)).map(move |idx| {
            let figures = analysis.decisions.get(idx).and_then(Option::as_ref);
            (idx, Paper { record: &log.records[idx].record, analysis: figures, is_for_board })
        })
    }
}

impl<'a> Paper<'a> {
    /// A finding about a gap that the content contract calls an error.
    ///
    /// It is one once the record asks something of a board; until then it is a warning, so that the
    /// first short record is not met with a wall of errors.
    pub(super) fn gap(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        let asks = self.is_for_board
            || self.record.board.is_some()
            || self.record.ask.is_some()
            || self.record.decide_by.is_some();
        let severity = if asks { Severity::Error } else { Severity::Warning };
        Finding { severity, ..self.warning(rule, key, message) }
    }

    /// A warning at a key, or at the title where the record does not have it.
    pub(super) fn warning(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        Finding::warning(rule, &self.record.path, self.place(key), message)
    }

    /// A note at a key, or at the title where the record does not have it.
    pub(super) fn note(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        Finding::note(rule, &self.record.path, self.place(key), message)
    }

    /// A warning that names the options to buy and to partner of which this holds, at the first of them.
    pub(super) fn resting_on_others(
        &self,
        rule: &'static str,
        holds: impl Fn(&ConsideredOption) -> bool,
        says: &str,
    ) -> Option<Finding> {
        let rests = |option: &ConsideredOption| matches!(option.sourcing, Some(Sourcing::Buy | Sourcing::Partner));
        let those: Vec<_> = self.record.options.iter().filter(|option| rests(option) && holds(option)).collect();
        let titles = listed(those.iter().map(|option| option.title.as_str()));
        let finding = self.warning(rule, "options", format!("{says} {titles}"));
        Some(Finding { span: Some(those.first()?.span), ..finding })
    }

    /// Index and title of the option that counts as chosen.
    pub(super) fn chosen(&self) -> Option<(usize, &'a ConsideredOption)> {
        let idx = self.analysis?.chosen?;
        Some((idx, self.record.options.get(idx)?))
    }

    fn place(&self, key: &str) -> Option<Span> {
        self.record.place(key).or(self.record.title.span)
    }
}

/// Titles in backticks, as a person would list them.
pub(super) fn listed<'a>(titles: impl IntoIterator<Item = &'a str>) -> String {
    let titles: Vec<String> = titles.into_iter().map(|title| format!("`{title}`")).collect();
    match titles.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
