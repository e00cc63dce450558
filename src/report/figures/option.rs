//! An option's figures.

use super::change::{ShiftFigures, shift_figures};
use super::log::LossFigures;
use crate::analysis::smaa::Acceptability;
use crate::analysis::{DecisionAnalysis, OptionResult, RiskResult, Savings, Summary, YearCash};
use crate::model::Record;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One course of action. Money is positive where it is paid.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionFigures {
    /// How other figures name it: its sourcing where that is unique, else its key, else its title.
    pub name: String,
    /// build, buy, partner or avoid.
    pub sourcing: Option<&'static str>,
    /// Its title as written.
    pub title: String,
    /// Something is known on every criterion with weight.
    pub complete: bool,
    /// Criteria with weight on which nothing is known.
    pub missing: Vec<String>,
    /// Criteria whose must it fails more often than not.
    pub failed_musts: Vec<String>,
    /// Total, 0 to 100; null for an incomplete option.
    pub total: Option<SummaryFigures>,
    /// Lowest and highest mean total that an incomplete option can come to.
    pub total_span: Option<(f64, f64)>,
    /// By criterion: level in its unit.
    pub levels: BTreeMap<String, Option<SummaryFigures>>,
    /// By criterion: score, 0 to 100.
    pub scores: BTreeMap<String, Option<SummaryFigures>>,
    /// By criterion: weight times mean score, in points of 100.
    pub contributions: BTreeMap<String, Option<f64>>,
    /// Share of draws in which it comes first, second, …; empty for options out of the running.
    pub rank_shares: Vec<f64>,
    /// The same over all weightings (SMAA-2).
    pub rank_shares_over_all_weightings: Vec<f64>,
    /// By criterion: mean of the weights that make it first; null where hardly any do.
    pub central_weights: Option<BTreeMap<String, f64>>,
    /// Share of draws in which it is first under those weights.
    pub confidence_factor: Option<f64>,
    /// Share of draws in which its total-cost is lowest; ties split.
    pub cheapest_share: Option<f64>,
    /// Mean of its total-cost less the lowest of all.
    pub regret: Option<f64>,
    /// Share of draws in which cash lies over the limit.
    pub over_limit_share: Option<f64>,
    /// Cash over the horizon, leaving included, undiscounted, benefits not counted.
    pub cash: Option<SummaryFigures>,
    /// Of that, what leaving costs.
    pub exit_cash: Option<SummaryFigures>,
    /// Present value of the same flows.
    pub present_value: Option<SummaryFigures>,
    /// Present value less benefits, plus the cost of being late.
    pub total_cost: Option<SummaryFigures>,
    /// Present value of benefits.
    pub benefits: Option<SummaryFigures>,
    /// Mean money by year of the horizon, 0 (at once) to its end.
    pub by_year: Vec<YearFigures>,
    /// Mean money by calendar or fiscal year.
    pub by_calendar_year: Vec<CalendarYearFigures>,
    /// Mean running cash of its first full year, without today's way until it is ready.
    pub yearly_spend: Option<f64>,
    /// What it saves against the first avoid: net present value.
    pub savings_npv: Option<f64>,
    /// Years until the cumulative saving stays above zero, undiscounted; null is never.
    pub simple_payback_years: Option<f64>,
    /// The same, discounted.
    pub discounted_payback_years: Option<f64>,
    /// The most that may flow at the start before it saves nothing; below 0 where no price does it.
    pub break_even_at_start: Option<f64>,
    /// Months until ready.
    pub ready_months: Option<SummaryFigures>,
    /// Share of draws in which it is late.
    pub late_chance: Option<f64>,
    /// Months late.
    pub late_months: Option<SummaryFigures>,
    /// What lateness costs, undiscounted.
    pub late_cost: Option<SummaryFigures>,
    /// What today's way costs until it is ready, undiscounted.
    pub until_ready_cost: Option<SummaryFigures>,
    /// Of its cash, what our own people cost on the mean.
    pub people_cost: Option<f64>,
    /// Months to leave.
    pub exit_months: Option<SummaryFigures>,
    /// Money to leave, break fee included.
    pub exit_cost: Option<SummaryFigures>,
    /// Expected annual loss: drawn rates times mean losses; null is unknown.
    pub annual_loss: Option<SummaryFigures>,
    /// How likely a year loses more than a sum; null where a risk is not known.
    pub loss_curve: Option<LossFigures>,
    /// By risk, in the order of the record.
    pub risks: Vec<RiskFigures>,
    /// Factor on one-off cost; 1.28 is 28% on top.
    pub one_off_uplift: Option<f64>,
    /// Options that are no worse on every criterion and better on one.
    pub dominated_by: Vec<String>,
    /// The least weight that makes it tie with the leader.
    pub least_weight_shift: Option<ShiftFigures>,
}

/// A distribution, summed up.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
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

/// Mean money of one year of the horizon, undiscounted.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct YearFigures {
    /// 0 is at once, year t ends t years after the start.
    pub year: usize,
    /// At the start, and scheduled amounts.
    pub one_off: f64,
    /// Running.
    pub running: f64,
    /// Leaving.
    pub exit: f64,
    /// Brought in or saved, positive.
    pub benefit: f64,
    /// What being late costs; no cash, but part of total-cost.
    pub late: f64,
}

/// Mean money of one calendar or fiscal year, undiscounted.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct CalendarYearFigures {
    /// Named by the calendar year in which it begins.
    pub year: i16,
    /// Once.
    pub one_off: f64,
    /// Running.
    pub running: f64,
    /// Leaving.
    pub exit: f64,
    /// Brought in or saved, positive.
    pub benefit: f64,
}

/// One risk, after its mitigation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RiskFigures {
    /// Its name as written.
    pub name: String,
    /// Times a year, or chance a year.
    pub per_year: Option<SummaryFigures>,
    /// Money lost when it happens.
    pub loss: Option<SummaryFigures>,
    /// Mean rate times mean loss.
    pub expected_annual_loss: Option<f64>,
}

pub(super) fn option_figures(idx: usize, record: &Record, analysis: &DecisionAnalysis) -> OptionFigures {
    let criterion_id = |idx: &usize| analysis.criteria[*idx].id.clone();
    let weightings = Weightings::of(idx, analysis);
    let option = &analysis.options[idx];
    let OptionResult {
        missing,
        failed_musts,
        total,
        total_span,
        levels,
        scores,
        contributions,
        rank_shares,
        cash,
        exit_cash,
        present_value,
        total_cost,
        benefits,
        by_year,
        by_calendar_year,
        yearly_spend,
        cheapest_share,
        regret,
        over_limit_share,
        savings,
        ready,
        late_chance,
        late_months,
        late_cost,
        until_ready_cost,
        people_cost,
        exit_months,
        exit_cost,
        annual_loss,
        loss_curve,
        risks,
        uplift,
        dominated_by,
    } = option;
    let (npv, simple_payback_years, discounted_payback_years, break_even_at_start) = match *savings {
        None => (None, None, None, None),
        Some(Savings { npv, simple_payback_years, discounted_payback_years, break_even_at_start }) => {
            (Some(npv), simple_payback_years, discounted_payback_years, break_even_at_start)
        }
    };
    let contributions =
        analysis.criteria.iter().zip(contributions).map(|(criterion, value)| (criterion.id.clone(), *value)).collect();
    OptionFigures {
        name: record.option_name(idx).to_owned(),
        sourcing: record.options[idx].sourcing.map(crate::model::Sourcing::as_str),
        title: record.options[idx].title.clone(),
        complete: option.is_complete(),
        missing: missing.iter().map(criterion_id).collect(),
        failed_musts: failed_musts.iter().map(criterion_id).collect(),
        total: total.map(Into::into),
        total_span: *total_span,
        levels: by_criterion(analysis, levels),
        scores: by_criterion(analysis, scores),
        contributions,
        rank_shares: rank_shares.clone(),
        rank_shares_over_all_weightings: weightings.rank_shares,
        central_weights: weightings.central_weights,
        confidence_factor: weightings.confidence,
        cheapest_share: *cheapest_share,
        regret: *regret,
        over_limit_share: *over_limit_share,
        cash: cash.map(Into::into),
        exit_cash: exit_cash.map(Into::into),
        present_value: present_value.map(Into::into),
        total_cost: total_cost.map(Into::into),
        benefits: benefits.map(Into::into),
        by_year: by_year.iter().enumerate().map(|(year, cash)| year_figures(year, *cash)).collect(),
        by_calendar_year: by_calendar_year.iter().map(|(year, cash)| calendar_year(*year, *cash)).collect(),
        yearly_spend: *yearly_spend,
        savings_npv: npv,
        simple_payback_years,
        discounted_payback_years,
        break_even_at_start,
        ready_months: ready.map(Into::into),
        late_chance: *late_chance,
        late_months: late_months.map(Into::into),
        late_cost: late_cost.map(Into::into),
        until_ready_cost: until_ready_cost.map(Into::into),
        people_cost: *people_cost,
        exit_months: exit_months.map(Into::into),
        exit_cost: exit_cost.map(Into::into),
        annual_loss: annual_loss.map(Into::into),
        loss_curve: loss_curve.as_ref().map(Into::into),
        risks: record.options[idx]
            .risks
            .iter()
            .flatten()
            .zip(risks)
            .map(|(risk, result)| risk_figures(&risk.name, result))
            .collect(),
        one_off_uplift: *uplift,
        dominated_by: dominated_by.iter().map(|by| record.option_name(*by).to_owned()).collect(),
        least_weight_shift: analysis
            .least_shift
            .get(idx)
            .and_then(Option::as_ref)
            .map(|shift| shift_figures(shift, &analysis.criteria)),
    }
}

/// What all weightings say of one option.
#[derive(Default)]
struct Weightings {
    rank_shares: Vec<f64>,
    central_weights: Option<BTreeMap<String, f64>>,
    confidence: Option<f64>,
}

impl Weightings {
    fn of(option: usize, analysis: &DecisionAnalysis) -> Self {
        let Some(Acceptability { rank_shares, central_weights, confidence }) = &analysis.all_weightings else {
            return Self::default();
        };
        let by_id = |central: &Vec<f64>| {
            analysis.criteria.iter().zip(central).map(|(criterion, weight)| (criterion.id.clone(), *weight)).collect()
        };
        Self {
            rank_shares: rank_shares[option].clone(),
            central_weights: central_weights[option].as_ref().map(by_id),
            confidence: confidence[option],
        }
    }
}

fn by_criterion(analysis: &DecisionAnalysis, values: &[Option<Summary>]) -> BTreeMap<String, Option<SummaryFigures>> {
    let pairs = analysis.criteria.iter().zip(values);
    pairs.map(|(criterion, value)| (criterion.id.clone(), value.map(SummaryFigures::from))).collect()
}

fn year_figures(year: usize, cash: YearCash) -> YearFigures {
    let YearCash { one_off, running, exit, benefit, late } = cash;
    YearFigures { year, one_off, running, exit, benefit, late }
}

fn calendar_year(year: i16, cash: YearCash) -> CalendarYearFigures {
    // Lateness is no cash.
    let YearCash { one_off, running, exit, benefit, late: _ } = cash;
    CalendarYearFigures { year, one_off, running, exit, benefit }
}

fn risk_figures(name: &str, risk: &RiskResult) -> RiskFigures {
    let RiskResult { per_year, loss, expected_annual_loss } = *risk;
    RiskFigures {
        name: name.to_owned(),
        per_year: per_year.map(Into::into),
        loss: loss.map(Into::into),
        expected_annual_loss,
    }
}

impl From<Summary> for SummaryFigures {
    fn from(summary: Summary) -> Self {
        let Summary { mean, sd, p5, p10, p50, p90, p95 } = summary;
        Self { mean, sd, p5, p10, p50, p90, p95 }
    }
}
