//! All figures of one decision.

use super::change::{
    DeciderFigures, FlipFigures, InputWorthFigures, OpinionFigures, ScenarioFigures, StudyFigures, TornadoFigures,
    decider_figures, flip_figures, opinion_figures, scenario_figures, study_figures, tornado_figures, worth_figures,
};
use super::criterion::{CriterionFigures, criterion_figures};
use super::input_path;
use super::log::{ConcentrationFigures, LossFigures};
use super::money::{OverTimeFigures, over_time_figures};
use super::option::{OptionFigures, SummaryFigures, option_figures};
use super::words::{ChosenWord, PricesWord, ScaleWord, ShapeWord, TimingWord};
use crate::analysis::affordability::PutOff;
use crate::analysis::{DecisionAnalysis, EstimateResult, LogLoss, Verdict};
use crate::log::LoggedRecord;
use crate::model::{Book, Record};
use crate::report::stated::Stated;
use schemars::JsonSchema;
use serde::Serialize;

/// One decision, weighed. Options are named by sourcing, key or title; criteria by their slugs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each, as programs read them")]
pub struct Figures {
    /// The record's number.
    pub number: Option<u64>,
    /// Its page id.
    pub id: String,
    /// Its path, relative to the root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// draft, proposed, accepted, rejected, deprecated, superseded, other or none.
    pub status: &'static str,
    /// Code of the currency of all money in it; null where none is stated anywhere.
    pub currency: Option<String>,
    /// Years that are looked at.
    pub horizon_years: u32,
    /// The month in which it starts, as `2027-02`.
    pub starts: String,
    /// A fraction; 0 where nobody stated one.
    pub discount_rate: f64,
    /// Whether somebody stated the rate.
    pub discount_rate_stated: bool,
    /// Whether prices carry inflation.
    pub prices: PricesWord,
    /// When in a year money flows.
    pub timing: TimingWord,
    /// Months from the start to the end of the day by which it is needed.
    pub due_months: Option<f64>,
    /// Worlds that were drawn.
    pub draws: usize,
    /// Where the sequence of draws starts.
    pub seed: u64,
    /// Every estimate and driver that a figure rests on.
    pub inputs: Vec<InputFigures>,
    /// What options are judged by, in declared order.
    pub criteria: Vec<CriterionFigures>,
    /// In declared order.
    pub options: Vec<OptionFigures>,
    /// From best to worst: by mean total, then those out of the running, then incomplete ones.
    pub ranking: Vec<String>,
    /// Highest mean total among complete options that keep the musts.
    pub leader: Option<String>,
    /// The next.
    pub runner_up: Option<String>,
    /// What the authors propose.
    pub recommended: Option<String>,
    /// Decided, else recommended, else the leader.
    pub chosen: Option<String>,
    /// Why that one is chosen.
    pub chosen_by: ChosenWord,
    /// The leader is first in too few draws, or too little weight turns it.
    pub close_call: bool,
    /// No mean total reaches the acceptable one.
    pub none_good_enough: bool,
    /// Leaving it alone leads.
    pub avoid_wins: bool,
    /// Options with exactly the leader's mean total, the leader first.
    pub tied: Vec<String>,
    /// Options within half a point of the leader, the leader first.
    pub named_together: Vec<String>,
    /// Options that lack an estimate and might come first with it, so that nobody leads.
    pub might_lead: Vec<String>,
    /// What one point of a total is worth in money; null without anchors, a straight line and weight on cost.
    pub money_per_point: Option<f64>,
    /// Values at which the first place changes hands, the likeliest first.
    pub flips: Vec<FlipFigures>,
    /// How far each input alone moves the lead, widest first.
    pub tornado: Vec<TornadoFigures>,
    /// Expected value of knowing everything, in money; null without anchors on cost.
    pub evpi: Option<f64>,
    /// What knowing one input for sure is worth, most first.
    pub input_worths: Vec<InputWorthFigures>,
    /// The record's study.
    pub study: Option<StudyFigures>,
    /// The scenario in which all of this holds; null for the record as it stands.
    pub scenario: Option<String>,
    /// The record's own scenarios in their order, then built-in ones; empty within one.
    pub scenarios: Vec<ScenarioFigures>,
    /// What other methods say.
    pub opinions: Vec<OpinionFigures>,
    /// Each decider's own view; empty where one set of points holds for all.
    pub deciders: Vec<DeciderFigures>,
    /// Yearly spend by parent company before and after this decision.
    pub concentration: Option<ConcentrationFigures>,
    /// What the log risks a year without this decision.
    pub log_annual_loss_before: Option<SummaryFigures>,
    /// The same with it.
    pub log_annual_loss_after: Option<SummaryFigures>,
    /// Cash so far of what is chosen and of what comes next; null unless both are known.
    pub over_time: Option<OverTimeFigures>,
    /// What starting by one meeting later costs; null unless it is proposed.
    pub put_off: Option<PutOffFigures>,
    /// The first eight hex digits of a hash of what all this was computed from.
    pub inputs_hash: String,
    /// How likely a year of the log loses more than a sum, without this decision.
    pub log_loss_curve_before: Option<LossFigures>,
    /// The same with it.
    pub log_loss_curve_after: Option<LossFigures>,
}

/// Starting by one meeting later.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct PutOffFigures {
    /// How far the start moves.
    pub months: u32,
    /// Rise of mean total-cost of the chosen option; below 0 where waiting saves.
    pub extra_cost: f64,
    /// How likely it is late as it is; `null` where no day is named by which it is needed.
    pub late_chance: Option<f64>,
    /// The same once it is put off.
    pub late_chance_after: Option<f64>,
}

/// One estimate or driver, as it was drawn.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InputFigures {
    /// Its path in the record: `users`, `buy.cost.yearly`.
    pub input: String,
    /// As written.
    pub written: Option<String>,
    /// The file that it stands in, relative to the root.
    pub path: String,
    /// From 1.
    pub line: Option<u32>,
    /// In characters, from 1.
    pub column: Option<u32>,
    /// What it is in.
    pub scale: ScaleWord,
    /// The shape of its distribution.
    pub shape: ShapeWord,
    /// Mean of its distribution.
    pub mean: f64,
    /// 5% lie below.
    pub p5: f64,
    /// The median.
    pub p50: f64,
    /// 5% lie above.
    pub p95: f64,
}

/// The figures of one decision. Each field of it is taken apart by name, so that a new one is shown or left out on
/// purpose.
pub fn figures(logged: &LoggedRecord, analysis: &DecisionAnalysis, book: &Book) -> Figures {
    let record = &logged.record;
    let name = |idx: usize| record.option_name(idx).to_owned();
    let DecisionAnalysis {
        currency,
        horizon_years,
        starts,
        discount_rate,
        is_rate_stated,
        prices,
        timing,
        due_months,
        inputs,
        draw_count,
        seed,
        criteria,
        options,
        order,
        leader,
        runner_up,
        recommended,
        chosen,
        chosen_by,
        // It is the first option whose sourcing says so.
        avoid: _,
        verdict,
        stability,
        // By option, told with each.
        least_shift: _,
        all_weightings: _,
        flips,
        evpi,
        input_worths,
        study,
        tornado,
        scenario,
        scenarios,
        opinions,
        deciders,
        concentration,
        log_loss,
        over_time,
        put_off,
        inputs_hash,
        // Draws are for sums over the log.
        chosen_draws: _,
    } = analysis;
    let Verdict { is_close_call, is_none_good_enough, does_avoid_win, named_together, tied, might_lead } = verdict;
    let log_loss = log_loss.as_ref().map(|LogLoss { before, after, curve_before, curve_after }| {
        ((*before).into(), (*after).into(), curve_before.into(), curve_after.into())
    });
    let (log_annual_loss_before, log_annual_loss_after, log_loss_curve_before, log_loss_curve_after) = match log_loss {
        Some((before, after, curve_before, curve_after)) => {
            (Some(before), Some(after), Some(curve_before), Some(curve_after))
        }
        None => (None, None, None, None),
    };
    Figures {
        number: record.number,
        id: logged.page_id.clone(),
        path: record.path.clone(),
        title: record.title.text.clone(),
        status: record.status().map_or("none", crate::model::Status::as_str),
        currency: currency.as_ref().map(|currency| currency.code().to_owned()),
        horizon_years: *horizon_years,
        starts: format!("{:04}-{:02}", starts.year(), starts.month()),
        discount_rate: *discount_rate,
        discount_rate_stated: *is_rate_stated,
        prices: (*prices).into(),
        timing: (*timing).into(),
        due_months: *due_months,
        draws: *draw_count,
        seed: *seed,
        inputs: inputs.iter().map(|input| input_figures(input, record, book)).collect(),
        criteria: criteria
            .iter()
            .enumerate()
            .map(|(idx, criterion)| criterion_figures(criterion, stability.get(idx).copied().flatten(), &name))
            .collect(),
        options: (0..options.len()).map(|idx| option_figures(idx, record, analysis)).collect(),
        ranking: order.iter().map(|idx| name(*idx)).collect(),
        leader: leader.map(name),
        runner_up: runner_up.map(name),
        recommended: recommended.map(name),
        chosen: chosen.map(name),
        chosen_by: (*chosen_by).into(),
        close_call: *is_close_call,
        none_good_enough: *is_none_good_enough,
        avoid_wins: *does_avoid_win,
        tied: tied.iter().map(|idx| name(*idx)).collect(),
        named_together: named_together.iter().map(|idx| name(*idx)).collect(),
        might_lead: might_lead.iter().map(|idx| name(*idx)).collect(),
        money_per_point: analysis.money_per_point(),
        flips: flips.iter().map(|flip| flip_figures(flip, record)).collect(),
        tornado: tornado.iter().map(|bar| tornado_figures(bar, record)).collect(),
        evpi: *evpi,
        input_worths: input_worths.iter().map(|worth| worth_figures(worth, record)).collect(),
        study: study.as_ref().map(|study| study_figures(study, record)),
        scenario: scenario.clone(),
        scenarios: scenarios.iter().map(|scenario| scenario_figures(scenario, record)).collect(),
        opinions: opinions.iter().map(|opinion| opinion_figures(opinion, record, analysis)).collect(),
        deciders: deciders.iter().map(|decider| decider_figures(decider, record, analysis)).collect(),
        concentration: concentration.as_ref().map(Into::into),
        log_annual_loss_before,
        log_annual_loss_after,
        over_time: over_time.as_ref().map(|over_time| over_time_figures(over_time, record)),
        put_off: put_off.map(|PutOff { months, extra_cost, late_chance }| PutOffFigures {
            months,
            extra_cost,
            late_chance: late_chance.map(|(now, _)| now),
            late_chance_after: late_chance.map(|(_, then)| then),
        }),
        inputs_hash: inputs_hash.clone(),
        log_loss_curve_before,
        log_loss_curve_after,
    }
}

fn input_figures(input: &EstimateResult, record: &Record, book: &Book) -> InputFigures {
    let EstimateResult { id, scale, distribution } = input;
    let stated = Stated::of(id, record, book);
    InputFigures {
        input: input_path(id, record),
        written: stated.written.map(str::to_owned),
        path: stated.path.to_owned(),
        line: stated.span.map(|span| span.line),
        column: stated.span.map(|span| span.column),
        scale: (*scale).into(),
        shape: distribution.into(),
        mean: distribution.mean(),
        p5: distribution.quantile(0.05),
        p50: distribution.quantile(0.5),
        p95: distribution.quantile(0.95),
    }
}
