//! What would change the answer: flips, shifts of weight, worth of knowing, scenarios, other views.

use super::input_path;
use super::words::{MethodWord, ScaleWord, ShockWord, VerdictWord};
use crate::analysis::decider::DeciderResult;
use crate::analysis::information::{EstimateWorth, StudyWorth};
use crate::analysis::opinion::Opinion;
use crate::analysis::scenario::{ScenarioResult, Shock};
use crate::analysis::tornado::TornadoBar;
use crate::analysis::{CriterionResult, DecisionAnalysis, Flip, WeightShift};
use crate::model::Record;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The least weight to move so that an option ties with the leader.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShiftFigures {
    /// How much in all, in points of 100.
    pub points: f64,
    /// From which criteria, the largest difference first.
    pub from: Vec<String>,
    /// By those criteria: how many points each gives.
    pub from_points: BTreeMap<String, f64>,
    /// To which criterion.
    pub to: String,
}

/// The value of one input at which the first place changes hands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FlipFigures {
    /// Its path in the record: `users`, `buy.cost.yearly`.
    pub input: String,
    /// What it is in.
    pub scale: ScaleWord,
    /// Its middle now.
    pub now: f64,
    /// Its value at the flip.
    pub at: f64,
    /// Whether another option leads above that value, not below.
    pub above: bool,
    /// How likely a value on that side is, in its own range; null for a certain number.
    pub likelihood: Option<f64>,
    /// Who is first on that side.
    pub then_first: String,
}

/// How far one input alone moves the lead of the leader over the next.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TornadoFigures {
    /// Its path in the record.
    pub input: String,
    /// What it is in.
    pub scale: ScaleWord,
    /// Its P5.
    pub low: f64,
    /// Its P95.
    pub high: f64,
    /// Mean lead with it fixed at its P5, in points of 100.
    pub lead_low: f64,
    /// Mean lead with it fixed at its P95.
    pub lead_high: f64,
    /// The first place changes hands between both.
    pub crosses: bool,
}

/// What it is worth to know one input for sure before deciding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InputWorthFigures {
    /// Its path in the record.
    pub input: String,
    /// What it is in.
    pub scale: ScaleWord,
    /// Expected value of knowing it (EVPPI), in money, the noise floor taken off.
    pub worth: f64,
}

/// A study before deciding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StudyFigures {
    /// The option that it can bring to the first place, or whom the leader is measured against.
    pub rival: String,
    /// Paths of the inputs that it resolves.
    pub resolves: Vec<String>,
    /// Expected value of what it tells (EVSI), in money.
    pub worth: Option<f64>,
    /// What it costs itself.
    pub cost: f64,
    /// How long it takes.
    pub weeks: f64,
    /// What waiting for it costs.
    pub delay_cost: f64,
    /// What follows.
    pub verdict: VerdictWord,
}

/// One scenario, computed over the same draws.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScenarioFigures {
    /// What a person calls it, as `--scenario` takes it.
    pub name: String,
    /// What happens.
    pub kind: ShockWord,
    /// To which option; null where it touches several.
    pub option: Option<String>,
    /// All options that it hits: with a supplier, those that rest on it or on a company of its parent.
    pub hits: Vec<String>,
    /// Of a price rise: by which fraction.
    pub by: Option<f64>,
    /// Of a price rise the first dearer year; of a supplier that stops the year.
    pub year: Option<u32>,
    /// Of a supplier that stops: who takes its place.
    pub replacement: Option<String>,
    /// Of a delay: months.
    pub months: Option<f64>,
    /// By option: mean total-cost above that of the record.
    pub extra_cost: BTreeMap<String, Option<f64>>,
    /// By option: mean total.
    pub totals: BTreeMap<String, Option<f64>>,
    /// Who is first then.
    pub leader: Option<String>,
    /// Whether the leader of the record still leads.
    pub holds: bool,
}

/// What another method says of the same levels and weights.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpinionFigures {
    /// Which one.
    pub method: MethodWord,
    /// Its first; of VIKOR the whole compromise set.
    pub first: Vec<String>,
    /// Whether our leader is among them.
    pub agrees: bool,
    /// Where it does not: the criterion on which our leader lies farthest behind its first.
    pub because: Option<String>,
    /// By option: TOPSIS closeness, PROMETHEE net flow, VIKOR Q.
    pub values: BTreeMap<String, Option<f64>>,
}

/// What one decider's own points say.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeciderFigures {
    /// Who.
    pub role: String,
    /// By criterion; they sum to one.
    pub weights: BTreeMap<String, f64>,
    /// By option: mean total.
    pub totals: BTreeMap<String, Option<f64>>,
    /// Who is first by these points.
    pub leader: Option<String>,
}

pub(super) fn shift_figures(shift: &WeightShift, criteria: &[CriterionResult]) -> ShiftFigures {
    let id = |idx: usize| criteria[idx].id.clone();
    let WeightShift { weight, from, to } = shift;
    ShiftFigures {
        points: weight * 100.0,
        from: from.iter().map(|(idx, _)| id(*idx)).collect(),
        from_points: from.iter().map(|(idx, weight)| (id(*idx), weight * 100.0)).collect(),
        to: id(*to),
    }
}

pub(super) fn flip_figures(flip: &Flip, record: &Record) -> FlipFigures {
    let Flip { ref input, scale, now, at, is_above, likelihood, then_first } = *flip;
    FlipFigures {
        input: input_path(input, record),
        scale: scale.into(),
        now,
        at,
        above: is_above,
        likelihood,
        then_first: record.option_name(then_first).to_owned(),
    }
}

pub(super) fn tornado_figures(bar: &TornadoBar, record: &Record) -> TornadoFigures {
    let TornadoBar { ref input, scale, low, high, lead_low, lead_high } = *bar;
    TornadoFigures {
        input: input_path(input, record),
        scale: scale.into(),
        low,
        high,
        lead_low,
        lead_high,
        crosses: bar.does_cross(),
    }
}

pub(super) fn worth_figures(worth: &EstimateWorth, record: &Record) -> InputWorthFigures {
    let EstimateWorth { ref input, scale, worth } = *worth;
    InputWorthFigures { input: input_path(input, record), scale: scale.into(), worth }
}

pub(super) fn study_figures(study: &StudyWorth, record: &Record) -> StudyFigures {
    let StudyWorth { rival, ref resolves, worth, cost, weeks, delay_cost, verdict } = *study;
    StudyFigures {
        rival: record.option_name(rival).to_owned(),
        resolves: resolves.iter().map(|input| input_path(input, record)).collect(),
        worth,
        cost,
        weeks,
        delay_cost,
        verdict: verdict.into(),
    }
}

pub(super) fn scenario_figures(scenario: &ScenarioResult, record: &Record) -> ScenarioFigures {
    let name = |idx: usize| record.option_name(idx).to_owned();
    let ScenarioResult { name: called, shock, option, hits, extra_cost, totals, leader, does_hold } = scenario;
    let mut figures = ScenarioFigures {
        name: called.clone(),
        kind: shock.into(),
        option: option.map(name),
        hits: hits.iter().map(|idx| name(*idx)).collect(),
        by: None,
        year: None,
        replacement: None,
        months: None,
        extra_cost: by_option(extra_cost, record),
        totals: by_option(totals, record),
        leader: leader.map(name),
        holds: *does_hold,
    };
    match shock {
        Shock::Stated(_) => {}
        Shock::PriceRise { by, from_year } => (figures.by, figures.year) = (Some(*by), Some(*from_year)),
        Shock::Discontinued { year, replacement } => {
            (figures.year, figures.replacement) = (Some(*year), Some(name(*replacement)));
        }
        Shock::OnceDoubles => {}
        Shock::Later { months } => figures.months = Some(*months),
    }
    figures
}

pub(super) fn opinion_figures(opinion: &Opinion, record: &Record, analysis: &DecisionAnalysis) -> OpinionFigures {
    let Opinion { method, first, does_agree, because, values } = opinion;
    OpinionFigures {
        method: (*method).into(),
        first: first.iter().map(|idx| record.option_name(*idx).to_owned()).collect(),
        agrees: *does_agree,
        because: because.map(|idx| analysis.criteria[idx].id.clone()),
        values: by_option(values, record),
    }
}

pub(super) fn decider_figures(decider: &DeciderResult, record: &Record, analysis: &DecisionAnalysis) -> DeciderFigures {
    let DeciderResult { role, weights, totals, leader } = decider;
    let weights = analysis.criteria.iter().zip(weights);
    DeciderFigures {
        role: role.clone(),
        weights: weights.map(|(criterion, weight)| (criterion.id.clone(), *weight)).collect(),
        totals: by_option(totals, record),
        leader: leader.map(|idx| record.option_name(idx).to_owned()),
    }
}

fn by_option(values: &[Option<f64>], record: &Record) -> BTreeMap<String, Option<f64>> {
    values.iter().enumerate().map(|(idx, value)| (record.option_name(idx).to_owned(), *value)).collect()
}
