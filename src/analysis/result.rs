//! What an analysis finds, as plain numbers: nothing here is rounded or put into words.

use crate::analysis::affordability::{Affordability, PortfolioYear, PutOff};
use crate::analysis::concentration::{Concentration, ConcentrationChange};
use crate::analysis::decider::DeciderResult;
use crate::analysis::exceedance::LossCurve;
use crate::analysis::information::{InputWorth, StudyWorth};
use crate::analysis::opinion::Opinion;
use crate::analysis::scenario::ScenarioResult;
use crate::analysis::smaa::Acceptability;
use crate::analysis::tornado::TornadoBar;
use crate::analysis::track_record::TrackRecord;
use crate::model::Status;
use crate::model::{Currency, Distribution, Measure, Prices, Timing, ValueFunction};
use jiff::civil::Date;

/// The whole log, analyzed.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// By record index in the log; `None` for a record without figures.
    pub decisions: Vec<Option<DecisionAnalysis>>,
    /// What the log as a whole comes to, one entry a currency, in order of first appearance.
    pub portfolios: Vec<Portfolio>,
    /// What came of the log's forecasts.
    pub track_record: TrackRecord,
}

/// One distribution, summed up. Percentiles by linear interpolation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "mean, standard deviation and percentiles name themselves")]
pub struct Summary {
    pub mean: f64,
    pub sd: f64,
    pub p5: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    pub p95: f64,
}

/// One decision, analyzed.
#[derive(Clone, Debug)]
pub struct DecisionAnalysis {
    /// Currency of all money in it; `None` where none is stated anywhere.
    pub currency: Option<Currency>,
    /// Years.
    pub horizon_years: u32,
    /// First day of month 0.
    pub starts: Date,
    /// A fraction; 0 with `is_rate_stated` false where nobody stated one.
    pub discount_rate: f64,
    /// Whether somebody stated the rate.
    pub is_rate_stated: bool,
    /// Real or nominal.
    pub prices: Prices,
    /// When in a year money flows.
    pub timing: Timing,
    /// Months from `starts` to the end of the day by which it is needed.
    pub due_months: Option<f64>,
    /// Every estimate and driver that a figure rests on, as it was drawn.
    pub inputs: Vec<InputResult>,
    /// How many worlds were drawn.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
    /// In declared order.
    pub criteria: Vec<CriterionResult>,
    /// In declared order.
    pub options: Vec<OptionResult>,
    /// Option indices from best to worst: complete ones that keep the musts by mean total, then
    /// those that are out, then incomplete ones by the middle of their span; ties in declared order.
    pub order: Vec<usize>,
    /// Highest mean total among complete options that keep the musts.
    pub leader: Option<usize>,
    /// The next in rank.
    pub runner_up: Option<usize>,
    /// What the authors propose.
    pub recommended: Option<usize>,
    /// Decided, else recommended, else the leader.
    pub chosen: Option<usize>,
    /// Why `chosen` is chosen.
    pub chosen_by: ChosenBy,
    /// The option that savings are measured against: the first avoid.
    pub avoid: Option<usize>,
    /// What to say of the leader.
    pub verdict: Verdict,
    /// Where each criterion's weight may move; by criterion. `None` for one criterion alone or
    /// where all others weigh nothing.
    pub stability: Vec<Option<WeightRange>>,
    /// The least weight that turns the leader into each rival; by option, `None` for the leader
    /// itself, for options out of the running and where no shift does it.
    pub least_shift: Vec<Option<WeightShift>>,
    /// What all weightings come to; `None` where fewer than two options or criteria are weighed.
    pub all_weightings: Option<Acceptability>,
    /// Values at which the first place changes hands, the likeliest first.
    pub flips: Vec<Flip>,
    /// Expected value of knowing everything, in money; `None` without anchors on cost.
    pub evpi: Option<f64>,
    /// What knowing one input for sure is worth, most first; those that are worth nothing are left out.
    pub input_worths: Vec<InputWorth>,
    /// The record's study; `None` where it names none, or none that can be weighed.
    pub study: Option<StudyWorth>,
    /// How far each input alone moves the lead, widest first; empty without a runner-up.
    pub tornado: Vec<TornadoBar>,
    /// The scenario in which all of this holds; `None` for the record as it stands.
    pub scenario: Option<String>,
    /// The record's own scenarios in their order, then built-in ones; empty within one.
    pub scenarios: Vec<ScenarioResult>,
    /// What other methods say; empty without two options in the running.
    pub opinions: Vec<Opinion>,
    /// Each decider's own view; empty where one set of points holds for all.
    pub deciders: Vec<DeciderResult>,
    /// Yearly spend by parent before and after this decision; `None` where neither has suppliers.
    pub concentration: Option<ConcentrationChange>,
    /// What the log risks a year before and after this decision; `None` where neither this
    /// decision nor the log has risks.
    pub log_loss: Option<LogLoss>,
    /// What starting by one meeting later costs; `None` unless it is proposed and its chosen
    /// option's total-cost is known.
    pub put_off: Option<PutOff>,
    /// The first eight hex digits of a hash of what it was computed from.
    pub inputs_hash: String,
    /// Cash and annual loss of the chosen option in each draw, for sums over the log.
    pub chosen_draws: ChosenDraws,
}

/// Why an option counts as chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChosenBy {
    /// It was decided.
    Decision,
    /// The authors recommend it.
    Recommendation,
    /// It has the highest mean total.
    Numbers,
    /// Nothing is chosen.
    #[default]
    Nothing,
}

/// What is to be said of the leader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Its rank-1 share lies below the book's, or the least weight shift does.
    pub is_close_call: bool,
    /// No mean total reaches the acceptable one.
    pub is_none_good_enough: bool,
    /// An avoid leads.
    pub does_avoid_win: bool,
    /// Complete options within half a point of the leader, the leader first, in declared order
    /// after it; one entry where nobody is near.
    pub named_together: Vec<usize>,
    /// Options with exactly the leader's mean total, the leader first.
    pub tied: Vec<usize>,
}

/// A criterion as it was used.
#[derive(Clone, Debug)]
pub struct CriterionResult {
    /// Its slug.
    pub id: String,
    /// Its name as written.
    pub name: String,
    /// Points of 100 as used (weight times 100).
    pub points: f64,
    /// Points as typed; `None` under a rank order, comparisons in pairs, or several deciders.
    pub stated_points: Option<f64>,
    /// Its share; all weights sum to one.
    pub weight: f64,
    /// Unit of its levels, where it has one of its own; money, months and levels out of 100 name
    /// themselves through `scale`.
    pub unit: Option<String>,
    /// Where its levels come from.
    pub measure: Measure,
    /// What its levels are in.
    pub scale: Scale,
    /// Level → score as used.
    pub value: ValueFunction,
    /// Whether the author gave anchors.
    pub has_anchors: bool,
    /// Share of the draws of all options in which a level lay outside the anchors.
    pub clamped_share: f64,
    /// What one unit of it is worth in money by the weights; `None` without anchors on it and on cost.
    pub money_per_unit: Option<f64>,
}

/// What the levels of a criterion are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Money.
    Money,
    /// Money a year.
    MoneyPerYear,
    /// Months.
    Months,
    /// A level out of 100 in the criterion's own direction.
    OutOf100,
    /// The criterion's own unit; of a driver, its own count.
    Natural,
    /// Money a month.
    MoneyPerMonth,
    /// A fraction, for people a percent: growth.
    Percent,
    /// A chance a year, 0 to 1.
    Chance,
    /// Times a year.
    TimesPerYear,
}

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

/// Where one criterion's weight may move before the first place changes hands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightRange {
    /// Lowest weight, 0 to 1.
    pub low: f64,
    /// Highest weight, 0 to 1.
    pub high: f64,
    /// Who takes over below `low`; `None` at 0.
    pub rival_low: Option<usize>,
    /// Who takes over above `high`; `None` at 1.
    pub rival_high: Option<usize>,
}

/// The least weight to move so that a rival ties with the leader.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightShift {
    /// How much in all, 0 to 1.
    pub weight: f64,
    /// From which criteria (index, how much), the largest difference first.
    pub from: Vec<(usize, f64)>,
    /// To which criterion.
    pub to: usize,
}

/// The value of one input at which the first place changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// The input.
    pub input: InputId,
    /// What it is in.
    pub scale: Scale,
    /// Its middle now (P50; a certain number itself).
    pub now: f64,
    /// Its value at the flip.
    pub at: f64,
    /// How likely a value that far or farther is, in its own range; `None` for a certain number.
    pub likelihood: Option<f64>,
    /// Who is first beyond it.
    pub then_first: usize,
}

/// Names one estimate or driver of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputId {
    /// A driver, by name.
    Driver(String),
    /// An estimate of an option: its index, and the path below it (`cost.yearly`, `risk`,
    /// `risks[0].per-year`).
    OfOption(usize, String),
    /// An estimate of the record itself, by path (`until-ready`).
    OfRecord(String),
}

/// One estimate or driver, as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct InputResult {
    /// Which one.
    pub id: InputId,
    /// What it is in.
    pub scale: Scale,
    /// The distribution that its draws follow; of past ratios their mean.
    pub distribution: Distribution,
}

/// What the log risks a year, in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLoss {
    /// Chosen options of accepted records in force, without this decision.
    pub before: Summary,
    /// With the chosen option of this decision.
    pub after: Summary,
    /// How likely a year loses more than a sum, before, against the book's appetite.
    pub curve_before: LossCurve,
    /// The same after.
    pub curve_after: LossCurve,
}

/// The chosen option in each draw.
#[derive(Clone, Debug, Default)]
pub struct ChosenDraws {
    /// Cash over the horizon; empty where unknown.
    pub cash: Vec<f64>,
    /// Expected annual loss; empty where unknown.
    pub annual_loss: Vec<f64>,
    /// A year's drawn loss; empty where unknown.
    pub year_loss: Vec<f64>,
    /// Cash by calendar or fiscal year, of the first 10,000 draws; empty where unknown, and, in an
    /// analysis of a whole log, of records that are no open ask.
    pub by_calendar_year: Vec<(i16, Vec<f64>)>,
    /// Person-months by calendar or fiscal year, as many draws; empty where unknown.
    pub person_months: Vec<(i16, Vec<f64>)>,
}

/// What the chosen options of accepted records in force come to, in one currency.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// The currency.
    pub currency: Option<Currency>,
    /// How many records stand behind `cash`.
    pub record_count: usize,
    /// Cash committed over each record's horizon.
    pub cash: Option<Summary>,
    /// Expected annual loss.
    pub annual_loss: Option<Summary>,
    /// How likely a year loses more than a sum, against the book's appetite.
    pub loss_curve: Option<LossCurve>,
    /// Cash of the open asks together: proposed records with a chosen option.
    pub asked: Option<Summary>,
    /// How many records stand behind `asked`.
    pub asked_count: usize,
    /// Money by calendar or fiscal year.
    pub years: Vec<PortfolioYear>,
    /// Open asks against budget and people; `None` without an open ask, a budget or capacity.
    pub affordability: Option<Affordability>,
    /// Yearly spend by parent; `None` without suppliers.
    pub concentration: Option<Concentration>,
}

impl Portfolio {
    /// Whether a record with this status counts as committed.
    pub fn counts(status: Option<Status>) -> bool {
        status == Some(Status::Accepted)
    }
}
