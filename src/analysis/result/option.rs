//! One option: levels, scores, money, time and losses.

use super::whole::LossCurve;
use crate::model::Summary;

/// An option, analyzed. Money is positive where it is paid.
#[derive(Clone, Debug, Default)]
pub struct OptionResult {
    /// Criterion indices with weight on which nothing is known; empty for a complete option.
    pub missing: Vec<usize>,
    /// Criterion indices whose must it fails more often than not.
    pub failed_musts: Vec<usize>,
    /// Total, 0 to 100; `None` for an incomplete option.
    pub total: Option<Summary>,
    /// Lowest and highest mean total that an incomplete option can come to.
    pub total_span: Option<(f64, f64)>,
    /// By criterion: level in the criterion's unit.
    pub levels: Vec<Option<Summary>>,
    /// By criterion: score, 0 to 100.
    pub scores: Vec<Option<Summary>>,
    /// By criterion: weight times mean score, in points of 100.
    pub contributions: Vec<Option<f64>>,
    /// Share of draws in which it comes first, second, …; empty for options out of the running.
    pub rank_shares: Vec<f64>,
    /// Cash over the horizon, leaving included, undiscounted, benefits not counted.
    pub cash: Option<Summary>,
    /// Of that, what leaving costs.
    pub exit_cash: Option<Summary>,
    /// Present value of the same flows.
    pub present_value: Option<Summary>,
    /// Present value less benefits, plus the cost of being late.
    pub total_cost: Option<Summary>,
    /// Present value of benefits.
    pub benefits: Option<Summary>,
    /// Mean cash by year of the horizon, 0 (at once) to H.
    pub by_year: Vec<YearCash>,
    /// Mean cash by calendar or fiscal year, from the year of `starts`; lateness is no cash and left out.
    pub by_calendar_year: Vec<(i16, YearCash)>,
    /// Mean running cash of its first full year, without today's way until it is ready.
    pub yearly_spend: Option<f64>,
    /// Share of draws in which its total-cost is lowest; ties split.
    pub cheapest_share: Option<f64>,
    /// Mean of its total-cost less the lowest of all.
    pub regret: Option<f64>,
    /// Share of draws in which cash lies over the limit.
    pub over_limit_share: Option<f64>,
    /// What it saves against avoid.
    pub savings: Option<Savings>,
    /// Months until ready; `None` where unknown.
    pub ready: Option<Summary>,
    /// Share of draws in which it is late.
    pub late_chance: Option<f64>,
    /// Months late.
    pub late_months: Option<Summary>,
    /// What lateness costs, undiscounted.
    pub late_cost: Option<Summary>,
    /// What today's way costs until it is ready, undiscounted.
    pub until_ready_cost: Option<Summary>,
    /// Of its cash, what our own people cost on the mean; `None` where no rate makes money of them.
    pub people_cost: Option<f64>,
    /// Months to leave.
    pub exit_months: Option<Summary>,
    /// Money to leave, break fee included.
    pub exit_cost: Option<Summary>,
    /// Expected annual loss: drawn rates times mean losses, summed over its risks; `None` is
    /// unknown, and an option whose risks are none has zeroes.
    pub annual_loss: Option<Summary>,
    /// How likely a year loses more than a sum; `None` where a risk is not known.
    pub loss_curve: Option<LossCurve>,
    /// By risk, in the order of the record.
    pub risks: Vec<RiskResult>,
    /// Uplift on one-off cost, a mean factor (1.28 is 28% on top); `None` without one.
    pub uplift: Option<f64>,
    /// Options that are no worse on every criterion and better on one.
    pub dominated_by: Vec<usize>,
}

impl OptionResult {
    /// Something is known on every criterion with weight.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.total.is_some()
    }

    /// Complete, and keeps the musts.
    pub fn is_running(&self) -> bool {
        self.is_complete() && self.failed_musts.is_empty()
    }
}

/// One risk, after its mitigation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RiskResult {
    /// Times a year, or chance a year.
    pub per_year: Option<Summary>,
    /// Money lost when it happens.
    pub loss: Option<Summary>,
    /// Mean rate times mean loss.
    pub expected_annual_loss: Option<f64>,
}

/// Mean cash of one year, undiscounted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YearCash {
    /// Once: the start, and scheduled amounts.
    pub one_off: f64,
    /// Running: yearly cost, mitigation, and today's way until ready.
    pub running: f64,
    /// Leaving.
    pub exit: f64,
    /// Brought in or saved, positive.
    pub benefit: f64,
    /// What being late costs; no cash, but part of total-cost.
    pub late: f64,
}

/// What an option saves against avoid, on mean flows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Savings {
    /// Net present value.
    pub npv: f64,
    /// Years until the cumulative saving stays above zero, undiscounted; `None` is never.
    pub simple_payback_years: Option<f64>,
    /// The same, discounted.
    pub discounted_payback_years: Option<f64>,
    /// The most that may flow at the start before it saves nothing; below 0 where no price does it.
    pub break_even_at_start: Option<f64>,
}
