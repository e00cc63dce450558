//! What a brief is made of.

use crate::report::narrate::{Paragraph, Prose};
use crate::report::{Axis, Bar, Block, Cell, Head, OptionHead, Picture, Table};
use serde::Serialize;

/// A decision on one sheet, two sides at most.
#[derive(Clone, Debug, Serialize)]
pub struct BriefPage {
    /// Of itself.
    pub head: Head,
    /// "Decision 12".
    pub label: String,
    /// "Proposed".
    pub status: String,
    /// " on 24 November 2026", where the day is known.
    pub status_since: Option<String>,
    /// "For decision on 15 December 2026".
    pub meeting: Option<String>,
    /// What stands above all else where the record is no longer, or not yet, what counts.
    pub banner: Option<Banner>,
    /// The finding.
    pub title: String,
    /// The record's title; `None` where it is the finding itself.
    pub question: Option<String>,
    /// "Goal served: sell in the EU from 2027".
    pub goals: Option<String>,
    /// What was decided, where it was.
    pub decided: Option<Ask>,
    /// What is asked, and its facts.
    pub ask: Ask,
    /// Whether the ask is worth showing: it is open, or somebody wrote it down.
    pub is_ask_shown: bool,
    /// Why now, and what if we wait?
    pub why_now: Block,
    /// What do you recommend?
    pub recommendation: Block,
    /// Where the comparison stands, and what its link says.
    pub comparison: Option<(String, String)>,
    /// Options by their totals, each in a line; `None` where nothing has a total.
    pub picture: Option<Picture>,
    /// What does it cost?
    pub cost: Block,
    /// Its table.
    pub cost_table: Option<CostTable>,
    /// When it pays back, or when most goes out.
    pub years_finding: Option<String>,
    /// Money of the chosen option, year by year.
    pub year_table: Option<Table>,
    /// When is it ready?
    pub ready: Block,
    /// Its table.
    pub ready_table: Option<ReadyTable>,
    /// On whom would we depend, and how do we leave?
    pub dependence: Block,
    /// Its table.
    pub exit_table: Option<ExitTable>,
    /// Contracts and terms, a column an option.
    pub contract_table: Option<Table>,
    /// What could go wrong?
    pub risk: Block,
    /// Its table.
    pub risk_table: Option<RiskTable>,
    /// What a bad year would cost.
    pub losses_finding: Option<String>,
    /// An expected year and a bad one, against what we accept.
    pub loss_table: Option<Table>,
    /// What is being done while it is off course.
    pub risk_pairs: Vec<Pair>,
    /// Where AI is concerned: what it does, and who answers.
    pub ai: Option<Block>,
    /// Its answers.
    pub ai_pairs: Vec<Pair>,
    /// What would change our mind?
    pub doubt: Block,
    /// At most four things, the weakest assumption first.
    pub flips: Vec<FlipItem>,
    /// Why not the others?
    pub others: Block,
    /// One line each.
    pub other_lines: Vec<OtherLine>,
    /// Who was asked?
    pub asked: Block,
    /// Asked, told, against.
    pub asked_pairs: Vec<Pair>,
    /// What happens next?
    pub next: Block,
    /// By day.
    pub steps: Vec<StepRow>,
    /// What was expected, and what came of it.
    pub outcome: Option<Block>,
    /// Its table.
    pub outcome_table: Option<Table>,
    /// What binds us here, and what hangs together with it.
    pub context: Option<Block>,
    /// Rules, systems, people.
    pub context_pairs: Vec<Pair>,
    /// The wording for the minutes.
    pub minutes: Option<Minutes>,
    /// What nobody has answered, gathered from all blocks: its finding, and the answers that are missing.
    pub gaps: Option<(String, Vec<String>)>,
    /// On paper those who were asked have the widest column at the foot.
    pub is_asked_widest: bool,
    /// What else was written, in a line each, as far as the sheet has room.
    pub more: Vec<Pair>,
    /// What was written and is not shown here, by where it is.
    pub left_out: Vec<LeftOut>,
    /// Who signs the sheet: "Chair" for a board; `None` where nothing is to be signed.
    pub signs: Option<String>,
    /// Other decisions that hang together with this one.
    pub related: Vec<Related>,
    /// The technical record.
    pub record_href: String,
}

/// What the minutes say, if the board does as asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Minutes {
    /// Whose wording it is.
    pub heading: &'static str,
    /// Nobody wrote it.
    pub is_generated: bool,
    /// The wording.
    pub sentences: Vec<Prose>,
    /// Blanks for votes stand below it.
    pub has_votes: bool,
}

/// What a brief does not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// "On the comparison page".
    pub place: &'static str,
    /// From the site's first folder.
    pub href: String,
    /// "Two scenarios and three more risks".
    pub names: String,
}

/// Stands above the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// What is to be known first.
    pub text: String,
    /// The record that counts instead.
    pub links: Vec<Related>,
}

/// Another decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// How they hang together: "Depends on".
    pub kind: String,
    /// From the site's first folder.
    pub href: String,
    /// "Decision 3: A new data center".
    pub text: String,
}

/// The box at the top: one line, what goes with it, and facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// "The ask", "Decided", and whether it was written or generated.
    pub heading: String,
    /// One sentence, verb first.
    pub line: Prose,
    /// Nobody wrote the line: it was made from the figures.
    pub is_generated: bool,
    /// Some of what goes with it has a sign.
    pub has_signs: bool,
    /// The line without its day and its full stop, for a table that has the day beside it.
    #[serde(skip)]
    pub undated: String,
    /// What goes with it.
    pub notes: Vec<Paragraph>,
    /// Terms and answers.
    pub facts: Vec<Answer>,
}

/// A question in two or three words, and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// "Can we turn back?"
    pub term: &'static str,
    /// The answer.
    pub text: String,
    /// What goes with it.
    pub note: Option<Prose>,
    /// Nobody has answered.
    pub is_gap: bool,
}

/// Cash and present value.
#[derive(Clone, Debug, Serialize)]
pub struct CostTable {
    /// What all marks mean.
    pub caption: String,
    /// The scale of the bars.
    pub axis: Axis,
    /// In order of totals.
    pub rows: Vec<CostRow>,
}

/// One option's money.
#[derive(Clone, Debug, Serialize)]
pub struct CostRow {
    /// The option.
    pub option: OptionHead,
    /// Its range.
    pub bar: Option<Bar>,
    /// Cash.
    pub cash: Cell,
    /// Present value.
    pub present_value: Cell,
}

/// When options are ready.
#[derive(Clone, Debug, Serialize)]
pub struct ReadyTable {
    /// What months are counted from.
    pub caption: String,
    /// "Late for 30 June 2027"; `None` where nobody said by when it is needed.
    pub late_label: Option<String>,
    /// The scale of the bars, in months.
    pub axis: Option<Axis>,
    /// In order of totals.
    pub rows: Vec<ReadyRow>,
}

/// One option's readiness.
#[derive(Clone, Debug, Serialize)]
pub struct ReadyRow {
    /// The option.
    pub option: OptionHead,
    /// Months, on the scale.
    pub bar: Option<Bar>,
    /// Months.
    pub ready: Cell,
    /// Chance of being late.
    pub late: Cell,
}

/// Whom options rest on, and how they are left.
#[derive(Clone, Debug, Serialize)]
pub struct ExitTable {
    /// What ranges mean.
    pub caption: String,
    /// In order of totals.
    pub rows: Vec<ExitRow>,
}

/// One option's way out.
#[derive(Clone, Debug, Serialize)]
pub struct ExitRow {
    /// The option.
    pub option: OptionHead,
    /// On whom it rests.
    pub depends_on: Cell,
    /// How long leaving takes.
    pub months: Cell,
    /// What leaving costs.
    pub cost: Cell,
}

/// The worst risks of the chosen option.
#[derive(Clone, Debug, Serialize)]
pub struct RiskTable {
    /// Whose risks, and what ranges mean.
    pub caption: String,
    /// Something is done about one of them.
    pub has_done: bool,
    /// Worst first.
    pub rows: Vec<RiskRow>,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskRow {
    /// What.
    pub name: String,
    /// Who answers.
    pub owner: Option<String>,
    /// "once in 5 years", "15 times a year".
    pub how_often: String,
    /// "£0.2m to £0.5m".
    pub loss: String,
    /// "£70k".
    pub expected: String,
    /// What is done about it.
    pub done: Option<String>,
    /// "£90k": the same if nothing were done.
    pub before: Option<String>,
}

/// One thing that would change our mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlipItem {
    /// What would have to be.
    pub heading: String,
    /// What then.
    pub text: Prose,
    /// What it turns.
    #[serde(skip)]
    pub sort: FlipSort,
}

/// What a thing that would change our mind turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlipSort {
    /// Who comes first by the numbers.
    Numbers,
    /// Our mind, when it comes about.
    #[default]
    Open,
    /// Our mind, and it has come about.
    Met,
}

/// Why one option was not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherLine {
    /// The option.
    pub option: OptionHead,
    /// In its best light first.
    pub text: Prose,
    /// The same without its price, which the table of cost shows too, for a page with more words than its budget.
    #[serde(skip)]
    pub shorter: Option<Prose>,
    /// Nobody said why.
    pub is_gap: bool,
}

/// A term and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// "Against".
    pub term: &'static str,
    /// What.
    pub text: String,
}

/// A step, condition, check or review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// "31 January 2027", or a word.
    pub by: String,
    /// The same for machines.
    pub iso: Option<String>,
    /// What.
    pub what: String,
    /// Who.
    pub who: Option<String>,
}

impl BriefPage {
    /// All blocks, in order.
    pub fn blocks(&self) -> [&Block; 9] {
        [
            &self.why_now,
            &self.recommendation,
            &self.cost,
            &self.ready,
            &self.dependence,
            &self.risk,
            &self.doubt,
            &self.others,
            &self.asked,
        ]
    }

    pub(super) fn blocks_mut(&mut self) -> [&mut Block; 10] {
        [
            &mut self.why_now,
            &mut self.recommendation,
            &mut self.cost,
            &mut self.ready,
            &mut self.dependence,
            &mut self.risk,
            &mut self.doubt,
            &mut self.others,
            &mut self.asked,
            &mut self.next,
        ]
    }

    /// How many words stand in sentences: paragraphs, list items and answers; not headings,
    /// questions, labels and tables.
    pub fn word_count(&self) -> usize {
        let words = |text: &str| text.split_whitespace().count();
        let blocks = self.blocks().into_iter().chain([&self.next]);
        let paragraphs = blocks.flat_map(|block| block.lead.iter().chain(&block.paragraphs));
        let boxes = [self.is_ask_shown.then_some(&self.ask), self.decided.as_ref()];
        let in_boxes: usize = boxes
            .into_iter()
            .flatten()
            .map(|ask| {
                let facts =
                    ask.facts.iter().map(|fact| words(&fact.text) + fact.note.as_ref().map_or(0, Prose::word_count));
                ask.line.word_count()
                    + ask.notes.iter().map(Paragraph::word_count).sum::<usize>()
                    + facts.sum::<usize>()
            })
            .sum();
        in_boxes
            + self.banner.as_ref().map_or(0, |banner| words(&banner.text))
            + paragraphs.map(Paragraph::word_count).sum::<usize>()
            + self.flips.iter().map(|flip| flip.text.word_count()).sum::<usize>()
            + self.other_lines.iter().map(|line| words(&line.option.label) + line.text.word_count()).sum::<usize>()
            + self.asked_pairs.iter().map(|pair| words(&pair.text)).sum::<usize>()
    }
}
