//! What a comparison is made of.

use crate::report::narrate::Paragraph;
use crate::report::parts::{Block, Cell, OptionHead};
use crate::report::{Axis, Bar, Head, OverTimeBlock, Picture, Table, TableBlock};
use serde::Serialize;

/// One decision's options side by side.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonPage {
    /// Of itself.
    pub head: Head,
    /// "Decision 12, comparison".
    pub label: String,
    /// "Proposed".
    pub status: String,
    /// "on 24 November 2026", where the day is known.
    pub status_since: Option<String>,
    /// Where the brief stands.
    pub brief_href: String,
    /// The finding.
    pub title: String,
    /// Its question.
    pub question: String,
    /// The record's title.
    pub record_title: String,
    /// What the difference buys, how sure that is, and what is missing.
    pub lead: Vec<Paragraph>,
    /// The answer before its detail, for phones.
    pub gist: Vec<GistRow>,
    /// Some option is ranked.
    pub has_totals: bool,
    /// Some option has a cost.
    pub has_cash: bool,
    /// Some option says when it is ready.
    pub has_ready: bool,
    /// Which option leads, and how clear is that?
    pub picture: Option<Picture>,
    /// What does each option cost, and how does it bind us?
    pub options: Option<OptionTable>,
    /// How does each option bind us, and when is it ready? Stands apart where it has a scale of its own.
    pub binding: Option<Binding>,
    /// Cash over time, and when it comes back.
    pub over_time: Option<OverTimeBlock>,
    /// What counts, and who does well on it?
    pub contributions: Option<ContributionTable>,
    /// What must be true?
    pub turns: Option<TableBlock>,
    /// What moves the lead most?
    pub tornado: Option<TableBlock>,
    /// Is it worth finding out first?
    pub finding_out: Option<TableBlock>,
    /// What if we weighed differently?
    pub stability: Option<TableBlock>,
    /// What each decider's own weights say; stands below the strips of weights.
    pub deciders: Option<Table>,
    /// What if? The words of the sliders; `None` where nothing can be moved, and for a board.
    pub what_if: Option<WhatIf>,
    /// What if the world changes?
    pub scenarios: Option<TableBlock>,
    /// Who estimated what, and when? Where the history of the record was read.
    pub authors: Option<TableBlock>,
    /// Does another method say the same?
    pub opinions: Option<Block>,
    /// What speaks for and against each, as written.
    pub arguments_finding: String,
    /// By option, where the record argues.
    pub arguments: Vec<ArgumentRow>,
    /// The technical record.
    pub record_href: String,
    /// The decision as a workbook, where options are ranked.
    pub workbook_href: Option<String>,
}

/// One option in four figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GistRow {
    /// The option.
    pub option: OptionHead,
    /// Its total.
    pub total: Cell,
    /// Cash.
    pub cash: Cell,
    /// Months until ready.
    pub ready: Cell,
}

/// How each option binds us: the rows are those of the options.
#[derive(Clone, Debug, Serialize)]
pub struct Binding {
    /// Finding and question.
    pub block: Block,
    /// What all marks mean.
    pub caption: String,
    /// The scale of the bars, in months; `None` where nobody said how long leaving takes.
    pub axis: Option<Axis>,
}

/// Money, time, loss and ways out.
#[derive(Clone, Debug, Serialize)]
pub struct OptionTable {
    /// Finding and question.
    pub block: Block,
    /// What all marks mean.
    pub caption: String,
    /// Why one option stands out: "decided", "recommended", "first by the numbers".
    pub chosen_by: Option<&'static str>,
    /// The scale of the bars; `None` where nothing has a cost.
    pub axis: Option<Axis>,
    /// "Cash, five years".
    pub cash_label: String,
    /// "Brings in", where some option does.
    pub income_label: Option<&'static str>,
    /// Some option has an expected loss.
    pub has_losses: bool,
    /// Some option says how long leaving takes.
    pub has_exit: bool,
    /// Options are ranked against each other.
    pub has_first: bool,
    /// In order of totals.
    pub rows: Vec<OptionRow>,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionRow {
    /// The option.
    pub option: OptionHead,
    /// Its range of cash.
    pub bar: Option<Bar>,
    /// Cash over the horizon, leaving included.
    pub cash: Cell,
    /// Present value.
    pub present_value: Cell,
    /// What it brings in, in present value.
    pub income: Cell,
    /// Months until ready.
    pub ready: Cell,
    /// Share of simulated futures in which it is cheapest.
    pub cheapest: Cell,
    /// Expected loss a year.
    pub loss: Cell,
    /// Months to leave.
    pub exit: Cell,
    /// The same on the scale of months.
    pub exit_bar: Option<Bar>,
    /// Total of 100.
    pub total: Cell,
    /// Share of simulated futures in which it comes first: `77%`.
    pub first: Option<String>,
}

/// What each criterion gives each option.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionTable {
    /// Finding and question.
    pub block: Block,
    /// What full marks and none are.
    pub caption: String,
    /// In declared order.
    pub criteria: Vec<CriterionHead>,
    /// In order of totals.
    pub rows: Vec<ContributionRow>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionHead {
    /// Its name, first letter large.
    pub name: String,
    /// "weight 35".
    pub weight: String,
    /// "Cost (35)", for a row on a phone.
    pub label: String,
    /// Points of 100 to a thousandth, for the sliders.
    pub points: String,
}

/// One option's contributions.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionRow {
    /// The option.
    pub option: OptionHead,
    /// Inside a sentence: "buying".
    pub doing: String,
    /// It takes part in the ranking.
    pub is_running: bool,
    /// By criterion.
    pub cells: Vec<ContributionCell>,
    /// The total and its range, or its span where something is missing.
    pub total: Cell,
}

/// What one criterion gives one option.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionCell {
    /// "Cost (35)".
    pub label: String,
    /// Points of 100; `None` where nothing is known.
    pub points: Option<String>,
    /// Mean score, 0 to 100, to a thousandth, for the sliders.
    pub score: Option<String>,
    /// Its bar.
    pub bar: Option<Bar>,
}

/// The words of the sliders, which a script adds; `{}` stands where it puts a name or a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// Finding.
    pub finding: String,
    /// What the sliders do, and what they leave as it is.
    pub note: String,
    /// What stands in their place where no script runs.
    pub without_script: &'static str,
    /// "{} leads {}, {} to {}".
    pub leads: &'static str,
    /// "{} and {} come out level, {} to {}".
    pub level: &'static str,
    /// "{} below {}".
    pub below: &'static str,
    /// "{} above {}".
    pub above: &'static str,
    /// "No switch".
    pub no_switch: &'static str,
    /// "Back to the record's weights".
    pub back: &'static str,
}

/// What speaks for and against an option, as written in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArgumentRow {
    /// The option.
    pub option: OptionHead,
    /// For it.
    pub pros: Vec<String>,
    /// Against it.
    pub cons: Vec<String>,
    /// Neither.
    pub neutral: Vec<String>,
}
