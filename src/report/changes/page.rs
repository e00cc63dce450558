//! What is told of the changes between two points.

use crate::number::Figure;
use crate::report::SummaryFigures;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that changed in meaning between two points.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangesPage {
    /// From when on.
    pub since: ChangePoint,
    /// Until when.
    pub until: ChangePoint,
    /// The day on which the figures of both points stand, ISO.
    pub as_of: String,
    /// One sentence that counts.
    pub headline: String,
    /// What was read, and how figures were weighed.
    pub read: String,
    /// Groups that have something in them, what a board must know first.
    pub groups: Vec<ChangeGroup>,
    /// How many records changed in their text alone.
    pub reworded: usize,
    /// Settings of the whole log by which figures are made are not the same at both points.
    pub settings_changed: bool,
    /// What is to be said below all of it, in words.
    #[serde(skip)]
    pub notes: Vec<String>,
    /// Why the log could not be read as it stood then: nothing is told.
    #[serde(skip)]
    pub unread: Option<Unread>,
}

/// Why a log could not be read as it stood at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It was begun later, on this day.
    Begun(Date),
    /// Only commits from this day on are there.
    Cut(Date),
}

/// A point in time at which the log was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangePoint {
    /// As it was asked for; null for the files as they are now.
    pub asked: Option<String>,
    /// The commit that was read, or on which the files stand; null before the first.
    pub commit: Option<String>,
    /// The committer's day, ISO.
    pub date: Option<String>,
    /// The files differ from that commit.
    pub uncommitted: bool,
    /// After "since" or "until", in words.
    #[serde(skip)]
    pub named: String,
}

/// Changes of one sort.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeGroup {
    /// decided, proposed, reopened, status, leader, appetite, figures, weights, dates, suppliers, owners, outcomes, added,
    /// removed or names.
    pub kind: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Change by change.
    pub items: Vec<ChangeItem>,
    /// The same in words, record by record.
    #[serde(skip)]
    pub told: Vec<ChangedRecord>,
}

/// One change.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangeItem {
    /// The record's number, now or before it was removed.
    pub number: Option<u64>,
    /// Its page id.
    pub id: String,
    /// Its path, relative to the root.
    pub path: String,
    /// Where it lay before, if elsewhere.
    pub was_path: Option<String>,
    /// Its title.
    pub title: String,
    /// What changed: accepted, rejected, superseded, deprecated, proposed, reopened, taken-back, status, leader, choice,
    /// option-added, option-removed, appetite, limit, cash, ready, annual-loss, total, weight, decide-by, meeting,
    /// needed-by, review-by, response-by, contract-end, notice, step-by, kill-by, outcome-by, supplier, owner, outcome,
    /// step-taken, added, removed, number or title.
    pub change: &'static str,
    /// The option, criterion, step, stop rule or forecast that it concerns.
    pub of: Option<String>,
    /// What it was, in words or as a date; null where there was nothing.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// For a figure: what it was, not rounded.
    pub from_figure: Option<SummaryFigures>,
    /// For a figure: what it is, not rounded.
    pub to_figure: Option<SummaryFigures>,
    /// The same as a sentence.
    pub sentence: String,
    /// The record's index in the later log; `None` where it is gone.
    #[serde(skip)]
    pub record_idx: Option<usize>,
    /// For a figure of an option: the option's index in the later record.
    #[serde(skip)]
    pub option_idx: Option<usize>,
    /// For a figure that was known and is known: as it was printed, and as it is.
    #[serde(skip)]
    pub printed: Option<(Figure, Figure)>,
    /// Of an option that is neither chosen nor leads: it is only counted where people read.
    #[serde(skip)]
    pub is_minor: bool,
}

/// What changed in one record, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedRecord {
    /// Its index in the later log; `None` where it is gone.
    pub record_idx: Option<usize>,
    /// Its number.
    pub number: Option<u64>,
    /// What it is called in lists.
    pub name: String,
    /// In order.
    pub sentences: Vec<String>,
}
