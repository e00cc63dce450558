//! What a comparison is made of.

use crate::report::brief::{Block, Cell, OptionHead};
use crate::report::narrate::{Paragraph, Sign};
use crate::report::{Axis, Bar, Head};
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
    /// What does each option cost, and how does it bind us?
    pub options: Option<OptionTable>,
    /// What counts, and who does well on it?
    pub contributions: Option<ContributionTable>,
    /// What must be true?
    pub turns: Option<TurnTable>,
    /// What moves the lead most?
    pub tornado: Option<TornadoTable>,
    /// Is it worth finding out first?
    pub finding_out: Option<FindingOut>,
    /// What if we weighed differently?
    pub stability: Option<StabilityTable>,
    /// What each decider's own weights say; stands below the strips of weights.
    pub deciders: Option<DeciderTable>,
    /// What if? The words of the sliders; `None` where nothing can be moved, and for a board.
    pub what_if: Option<WhatIf>,
    /// What if the world changes?
    pub scenarios: Option<ScenarioTable>,
    /// Does another method say the same?
    pub opinions: Option<Block>,
    /// What speaks for and against each, as written.
    pub arguments_finding: String,
    /// By option, where the record argues.
    pub arguments: Vec<ArgumentRow>,
    /// The technical record.
    pub record_href: String,
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

/// Values that turn the answer.
#[derive(Clone, Debug, Serialize)]
pub struct TurnTable {
    /// Finding and question.
    pub block: Block,
    /// The likeliest first.
    pub rows: Vec<TurnRow>,
}

/// One value that turns the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnRow {
    /// What we assume.
    pub input: String,
    /// Now.
    pub now: String,
    /// "above 10p, +41%".
    pub at: String,
    /// Who is first then.
    pub then: OptionHead,
    /// "about 1 in 80".
    pub likelihood: String,
}

/// Where weights may move.
#[derive(Clone, Debug, Serialize)]
pub struct StabilityTable {
    /// Finding and question.
    pub block: Block,
    /// "Buying stays first".
    pub stays_label: String,
    /// What the marks mean.
    pub caption: String,
    /// 0 to 100.
    pub axis: Axis,
    /// By criterion.
    pub rows: Vec<StabilityRow>,
}

/// Where one weight may move.
#[derive(Clone, Debug, Serialize)]
pub struct StabilityRow {
    /// The criterion.
    pub name: String,
    /// "now 35".
    pub now: String,
    /// Its strip.
    pub bar: Option<Bar>,
    /// "from 12", "up to 58", "at any weight".
    pub stays: String,
    /// Whether that is a word rather than a figure.
    pub is_word: bool,
    /// Who takes over beyond that, with "below" or "above" where both ends have somebody.
    pub beyond: Vec<(OptionHead, Option<&'static str>)>,
}

/// How far each estimate alone moves the lead.
#[derive(Clone, Debug, Serialize)]
pub struct TornadoTable {
    /// Finding and question.
    pub block: Block,
    /// What the marks mean.
    pub caption: String,
    /// Points of lead; zero stands where `Bar::zero` says.
    pub axis: Axis,
    /// The widest first.
    pub rows: Vec<TornadoRow>,
}

/// One estimate at both ends of its range.
#[derive(Clone, Debug, Serialize)]
pub struct TornadoRow {
    /// What we assume.
    pub input: String,
    /// "38p to 61p".
    pub range: String,
    /// The lead at both ends, its tick the lead now.
    pub bar: Bar,
    /// "12 to −3": at the low end of the range, then at the high end.
    pub lead: String,
    /// The first place changes hands on the way.
    pub does_cross: bool,
}

/// What knowing more before deciding is worth.
#[derive(Clone, Debug, Serialize)]
pub struct FindingOut {
    /// Finding and question; the sentences on everything and on the study.
    pub block: Block,
    /// What the marks mean.
    pub caption: String,
    /// The scale of the bars; `None` where no single input is worth anything.
    pub axis: Option<Axis>,
    /// What knowing one estimate for sure is worth, most first.
    pub rows: Vec<WorthRow>,
}

/// What knowing one estimate for sure is worth.
#[derive(Clone, Debug, Serialize)]
pub struct WorthRow {
    /// What we assume.
    pub input: String,
    /// At most so much: "£18k".
    pub worth: String,
    /// From zero to that.
    pub bar: Bar,
}

/// Each decider's own view.
#[derive(Clone, Debug, Serialize)]
pub struct DeciderTable {
    /// "Each decider's own weights for cost, risk and flexibility, and what they lead to."
    pub caption: String,
    /// In the order of the record.
    pub rows: Vec<DeciderRow>,
}

/// One decider's own view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeciderRow {
    /// Who.
    pub role: String,
    /// "55, 30, 5, 10", in the order of the criteria.
    pub weights: String,
    /// Who is first by these weights, and its total; `None` where nobody can be ranked.
    pub first: Option<(OptionHead, String)>,
    /// Who is next, and its total.
    pub second: Option<(OptionHead, String)>,
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

/// Shocks through the same model.
#[derive(Clone, Debug, Serialize)]
pub struct ScenarioTable {
    /// Finding and question.
    pub block: Block,
    /// What the cost is extra to, and to whom.
    pub caption: String,
    /// "Does buying stay first?"
    pub holds_label: String,
    /// What undoes the choice first, then by extra cost.
    pub rows: Vec<ScenarioRow>,
}

/// One shock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScenarioRow {
    /// What happens.
    pub what: String,
    /// To which option; `None` where it touches several.
    pub to: Option<OptionHead>,
    /// Extra cost for it.
    pub extra: Cell,
    /// Whether the choice holds: Yes, Close, Tie or No, with its sign.
    pub holds: Sign,
    /// Who is first then.
    pub first: Option<OptionHead>,
    /// "67 to 64": its total, and that of the next.
    pub totals: Option<String>,
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
