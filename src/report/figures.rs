//! One decision's figures as they are, for programs: nothing is rounded, unknown is null.

use crate::analysis::{
    ChosenBy, CriterionResult, DecisionAnalysis, Flip, InputId, OptionResult, Savings, Scale, Summary, WeightRange,
    WeightShift, YearCash,
};
use crate::log::LoggedRecord;
use crate::model::{Measure, Prices, Record, Timing};
use serde::Serialize;
use std::collections::BTreeMap;

/// One decision. Options are named as in the record: by sourcing, key or title.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each, as programs read them")]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct Figures {
    pub number: Option<u64>,
    pub id: String,
    pub path: String,
    pub title: String,
    pub status: &'static str,
    pub currency: Option<String>,
    pub horizon_years: u32,
    pub starts: String,
    pub discount_rate: f64,
    pub discount_rate_stated: bool,
    pub prices: &'static str,
    pub timing: &'static str,
    pub draws: usize,
    pub seed: u64,
    pub criteria: Vec<CriterionFigures>,
    pub options: Vec<OptionFigures>,
    pub ranking: Vec<String>,
    pub leader: Option<String>,
    pub runner_up: Option<String>,
    pub recommended: Option<String>,
    pub chosen: Option<String>,
    pub chosen_by: &'static str,
    pub close_call: bool,
    pub none_good_enough: bool,
    pub avoid_wins: bool,
    pub tied: Vec<String>,
    pub flips: Vec<FlipFigures>,
    pub evpi: Option<f64>,
    pub log_annual_loss_before: Option<SummaryFigures>,
    pub log_annual_loss_after: Option<SummaryFigures>,
}

/// A criterion.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct CriterionFigures {
    pub id: String,
    pub name: String,
    pub points: f64,
    pub weight: f64,
    pub unit: Option<String>,
    pub scale: &'static str,
    pub measure: &'static str,
    pub worst: f64,
    pub best: f64,
    pub anchored: bool,
    pub clamped_share: f64,
    pub leader_stays_from: Option<f64>,
    pub leader_stays_to: Option<f64>,
    pub first_below: Option<String>,
    pub first_above: Option<String>,
}

/// An option.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct OptionFigures {
    pub name: String,
    pub sourcing: Option<&'static str>,
    pub title: String,
    pub complete: bool,
    pub missing: Vec<String>,
    pub failed_musts: Vec<String>,
    pub total: Option<SummaryFigures>,
    pub total_span: Option<(f64, f64)>,
    pub levels: BTreeMap<String, Option<SummaryFigures>>,
    pub scores: BTreeMap<String, Option<SummaryFigures>>,
    pub contributions: BTreeMap<String, Option<f64>>,
    pub rank_shares: Vec<f64>,
    pub rank_shares_over_all_weightings: Vec<f64>,
    pub central_weights: Option<BTreeMap<String, f64>>,
    pub confidence_factor: Option<f64>,
    pub cheapest_share: Option<f64>,
    pub regret: Option<f64>,
    pub over_limit_share: Option<f64>,
    pub cash: Option<SummaryFigures>,
    pub exit_cash: Option<SummaryFigures>,
    pub present_value: Option<SummaryFigures>,
    pub total_cost: Option<SummaryFigures>,
    pub benefits: Option<SummaryFigures>,
    pub by_year: Vec<YearFigures>,
    pub savings_npv: Option<f64>,
    pub simple_payback_years: Option<f64>,
    pub discounted_payback_years: Option<f64>,
    pub ready_months: Option<SummaryFigures>,
    pub late_chance: Option<f64>,
    pub late_months: Option<SummaryFigures>,
    pub late_cost: Option<SummaryFigures>,
    pub until_ready_cost: Option<SummaryFigures>,
    pub exit_months: Option<SummaryFigures>,
    pub exit_cost: Option<SummaryFigures>,
    pub annual_loss: Option<SummaryFigures>,
    pub one_off_uplift: Option<f64>,
    pub dominated_by: Vec<String>,
    pub least_weight_shift: Option<ShiftFigures>,
}

/// A distribution, summed up.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(missing_docs, reason = "mean, standard deviation and percentiles name themselves")]
pub struct SummaryFigures {
    pub mean: f64,
    pub sd: f64,
    pub p5: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    pub p95: f64,
}

/// Mean cash of one year.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct YearFigures {
    pub year: usize,
    pub one_off: f64,
    pub running: f64,
    pub exit: f64,
    pub benefit: f64,
}

/// The least weight to move so that this option ties with the leader.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct ShiftFigures {
    pub points: f64,
    pub from: Vec<String>,
    pub to: String,
}

/// What must be true.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the analysis, which documents them")]
pub struct FlipFigures {
    pub input: String,
    pub scale: &'static str,
    pub now: f64,
    pub at: f64,
    pub likelihood: Option<f64>,
    pub then_first: String,
}

/// The figures of one decision.
pub fn figures(logged: &LoggedRecord, analysis: &DecisionAnalysis) -> Figures {
    let record = &logged.record;
    let name = |idx: usize| record.option_name(idx).to_owned();
    Figures {
        number: record.number,
        id: logged.page_id.clone(),
        path: record.path.clone(),
        title: record.title.text.clone(),
        status: record.status().map_or("none", crate::model::Status::as_str),
        currency: analysis.currency.as_ref().map(|currency| currency.code().to_owned()),
        horizon_years: analysis.horizon_years,
        starts: format!("{:04}-{:02}", analysis.starts.year(), analysis.starts.month()),
        discount_rate: analysis.discount_rate,
        discount_rate_stated: analysis.is_rate_stated,
        prices: match analysis.prices {
            Prices::Real => "real",
            Prices::Nominal => "nominal",
        },
        timing: match analysis.timing {
            Timing::End => "end",
            Timing::Mid => "mid",
        },
        draws: analysis.draw_count,
        seed: analysis.seed,
        criteria: analysis
            .criteria
            .iter()
            .enumerate()
            .map(|(idx, criterion)| criterion_figures(criterion, analysis.stability.get(idx).copied().flatten(), &name))
            .collect(),
        options: (0..analysis.options.len()).map(|idx| option_figures(idx, record, analysis)).collect(),
        ranking: analysis.order.iter().map(|idx| name(*idx)).collect(),
        leader: analysis.leader.map(name),
        runner_up: analysis.runner_up.map(name),
        recommended: analysis.recommended.map(name),
        chosen: analysis.chosen.map(name),
        chosen_by: match analysis.chosen_by {
            ChosenBy::Decision => "decision",
            ChosenBy::Recommendation => "recommendation",
            ChosenBy::Numbers => "numbers",
            ChosenBy::Nothing => "nothing",
        },
        close_call: analysis.verdict.is_close_call,
        none_good_enough: analysis.verdict.is_none_good_enough,
        avoid_wins: analysis.verdict.does_avoid_win,
        tied: analysis.verdict.tied.iter().map(|idx| name(*idx)).collect(),
        flips: analysis.flips.iter().map(|flip| flip_figures(flip, record)).collect(),
        evpi: analysis.evpi,
        log_annual_loss_before: analysis.log_loss.as_ref().map(|loss| loss.before.into()),
        log_annual_loss_after: analysis.log_loss.as_ref().map(|loss| loss.after.into()),
    }
}

fn criterion_figures(
    criterion: &CriterionResult,
    range: Option<WeightRange>,
    name: &dyn Fn(usize) -> String,
) -> CriterionFigures {
    let anchors = criterion.value.anchors();
    CriterionFigures {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        points: criterion.points,
        weight: criterion.weight,
        unit: criterion.unit.clone(),
        scale: scale_word(criterion.scale),
        measure: match criterion.measure {
            Measure::TotalCost => "total-cost",
            Measure::AnnualLoss => "annual-loss",
            Measure::ExitMonths => "exit-months",
            Measure::Ready => "ready",
            Measure::Own => "own",
        },
        worst: anchors.worst,
        best: anchors.best,
        anchored: criterion.has_anchors,
        clamped_share: criterion.clamped_share,
        leader_stays_from: range.map(|range| range.low),
        leader_stays_to: range.map(|range| range.high),
        first_below: range.and_then(|range| range.rival_low).map(name),
        first_above: range.and_then(|range| range.rival_high).map(name),
    }
}

fn option_figures(idx: usize, record: &Record, analysis: &DecisionAnalysis) -> OptionFigures {
    let option: &OptionResult = &analysis.options[idx];
    let criterion_id = |idx: &usize| analysis.criteria[*idx].id.clone();
    let by_criterion = |values: &[Option<Summary>]| -> BTreeMap<String, Option<SummaryFigures>> {
        analysis
            .criteria
            .iter()
            .zip(values)
            .map(|(criterion, value)| (criterion.id.clone(), value.map(SummaryFigures::from)))
            .collect()
    };
    let contributions =
        analysis.criteria.iter().zip(&option.contributions).map(|(c, value)| (c.id.clone(), *value)).collect();
    let savings: Option<Savings> = option.savings;
    let weightings = analysis.all_weightings.as_ref();
    OptionFigures {
        name: record.option_name(idx).to_owned(),
        sourcing: record.options[idx].sourcing.map(crate::model::Sourcing::as_str),
        title: record.options[idx].title.clone(),
        complete: option.is_complete(),
        missing: option.missing.iter().map(criterion_id).collect(),
        failed_musts: option.failed_musts.iter().map(criterion_id).collect(),
        total: option.total.map(Into::into),
        total_span: option.total_span,
        levels: by_criterion(&option.levels),
        scores: by_criterion(&option.scores),
        contributions,
        rank_shares: option.rank_shares.clone(),
        rank_shares_over_all_weightings: weightings.map(|all| all.rank_shares[idx].clone()).unwrap_or_default(),
        central_weights: weightings.and_then(|all| all.central_weights[idx].as_ref()).map(|central| {
            analysis.criteria.iter().zip(central).map(|(criterion, weight)| (criterion.id.clone(), *weight)).collect()
        }),
        confidence_factor: weightings.and_then(|all| all.confidence[idx]),
        cheapest_share: option.cheapest_share,
        regret: option.regret,
        over_limit_share: option.over_limit_share,
        cash: option.cash.map(Into::into),
        exit_cash: option.exit_cash.map(Into::into),
        present_value: option.present_value.map(Into::into),
        total_cost: option.total_cost.map(Into::into),
        benefits: option.benefits.map(Into::into),
        by_year: option.by_year.iter().enumerate().map(|(year, cash)| year_figures(year, *cash)).collect(),
        savings_npv: savings.map(|savings| savings.npv),
        simple_payback_years: savings.and_then(|savings| savings.simple_payback_years),
        discounted_payback_years: savings.and_then(|savings| savings.discounted_payback_years),
        ready_months: option.ready.map(Into::into),
        late_chance: option.late_chance,
        late_months: option.late_months.map(Into::into),
        late_cost: option.late_cost.map(Into::into),
        until_ready_cost: option.until_ready_cost.map(Into::into),
        exit_months: option.exit_months.map(Into::into),
        exit_cost: option.exit_cost.map(Into::into),
        annual_loss: option.annual_loss.map(Into::into),
        one_off_uplift: option.uplift,
        dominated_by: option.dominated_by.iter().map(|by| record.option_name(*by).to_owned()).collect(),
        least_weight_shift: analysis
            .least_shift
            .get(idx)
            .and_then(Option::as_ref)
            .map(|shift| shift_figures(shift, &analysis.criteria)),
    }
}

fn shift_figures(shift: &WeightShift, criteria: &[CriterionResult]) -> ShiftFigures {
    ShiftFigures {
        points: shift.weight * 100.0,
        from: shift.from.iter().map(|(idx, _)| criteria[*idx].id.clone()).collect(),
        to: criteria[shift.to].id.clone(),
    }
}

fn flip_figures(flip: &Flip, record: &Record) -> FlipFigures {
    FlipFigures {
        input: input_path(&flip.input, record),
        scale: scale_word(flip.scale),
        now: flip.now,
        at: flip.at,
        likelihood: flip.likelihood,
        then_first: record.option_name(flip.then_first).to_owned(),
    }
}

/// An input as a record names it: `users`, `buy.cost.yearly`, `until-ready`.
fn input_path(input: &InputId, record: &Record) -> String {
    match input {
        InputId::Driver(name) => name.clone(),
        InputId::OfOption(idx, path) => format!("{}.{path}", record.option_name(*idx)),
        InputId::OfRecord(path) => path.clone(),
    }
}

fn year_figures(year: usize, cash: YearCash) -> YearFigures {
    YearFigures { year, one_off: cash.one_off, running: cash.running, exit: cash.exit, benefit: cash.benefit }
}

fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Money => "money",
        Scale::MoneyPerYear => "money-per-year",
        Scale::Months => "months",
        Scale::OutOf100 => "out-of-100",
        Scale::Natural => "natural",
        Scale::MoneyPerMonth => "money-per-month",
        Scale::Percent => "percent",
        Scale::Chance => "chance",
        Scale::TimesPerYear => "times-per-year",
    }
}

impl From<Summary> for SummaryFigures {
    fn from(summary: Summary) -> Self {
        let Summary { mean, sd, p5, p10, p50, p90, p95 } = summary;
        Self { mean, sd, p5, p10, p50, p90, p95 }
    }
}
