//! One decision: what was drawn, who leads, what was chosen.

use super::doubt::{
    Acceptability, DeciderResult, EstimateWorth, Flip, Opinion, ScenarioResult, StudyWorth, TornadoBar, WeightRange,
    WeightShift,
};
use super::estimate::{EstimateResult, Scale};
use super::money::{CashSwing, OverTime};
use super::option::OptionResult;
use super::track_record::TrackRecord;
use super::whole::{ConcentrationChange, LogLoss, Portfolio, PutOff};
use crate::model::{Anchors, Currency, Distribution, Measure, Prices, Timing, ValueFunction};
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
    pub inputs: Vec<EstimateResult>,
    /// How many worlds were drawn.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
    /// In declared order.
    pub criteria: Vec<CriterionResult>,
    /// In declared order.
    pub options: Vec<OptionResult>,
    /// Option indices from best to worst: complete ones that keep the musts by mean total, then
    /// those that are out, then incomplete ones by the middle of their span; ties in declared order. One that leads
    /// whatever it lacks stands first.
    pub order: Vec<usize>,
    /// Highest mean total among complete options that keep the musts; an incomplete one that comes first whatever it
    /// lacks; nobody where one might.
    pub leader: Option<usize>,
    /// The next in rank; `None` behind a leader that is incomplete.
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
    pub input_worths: Vec<EstimateWorth>,
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
    /// Money so far of what is chosen and of what comes next; `None` unless both are known.
    pub over_time: Option<OverTime>,
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
    /// Options whose mean total lies no farther from the leader's than draws of equal estimates do, the leader first.
    pub tied: Vec<usize>,
    /// Options that lack an estimate and might come first with it, so that nobody leads.
    pub might_lead: Vec<usize>,
}

impl DecisionAnalysis {
    /// Whether a range that somebody gave moves a total: without one, no share of futures says anything.
    pub fn has_doubt(&self) -> bool {
        let totals = self.options.iter().filter(|option| option.is_running()).filter_map(|option| option.total);
        totals.into_iter().any(|total| total.p5 < total.p95)
    }

    /// Whether anybody gave a range at all.
    pub fn has_ranges(&self) -> bool {
        let mut losses = self.options.iter().flat_map(|option| &option.risks).filter_map(|risk| risk.loss);
        self.inputs.iter().any(|input| !matches!(input.distribution, Distribution::Certain(_)))
            || losses.any(|loss| loss.p5 < loss.p95)
    }

    /// Whether the leader lacks an estimate, and comes first whatever that is.
    pub fn is_led_whatever(&self) -> bool {
        self.leader.is_some_and(|leader| !self.options[leader].is_complete())
    }

    /// What one point of a total is worth in money; `None` without anchors, a straight line and weight on cost.
    pub fn money_per_point(&self) -> Option<f64> {
        money_per_point(&self.criteria)
    }
}

/// What one point of a total is worth in money, where cost has anchors, a straight line and weight.
pub(crate) fn money_per_point(criteria: &[CriterionResult]) -> Option<f64> {
    let cost = criteria.iter().find(|criterion| criterion.measure == Measure::TotalCost)?;
    match cost.value {
        ValueFunction::Linear(Anchors { worst, best }) if cost.has_anchors && cost.weight > 0.0 => {
            Some((worst - best).abs() / cost.weight / 100.0)
        }
        _ => None,
    }
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
    /// analysis of a whole log, of records that are no open ask or where there is no budget.
    pub by_calendar_year: Vec<(i16, Vec<f64>)>,
    /// Of that, what runs.
    pub running_by_calendar_year: Vec<(i16, Vec<f64>)>,
    /// What it brings in by calendar or fiscal year, positive; empty where nothing comes in.
    pub benefit_by_calendar_year: Vec<(i16, Vec<f64>)>,
    /// Person-months by calendar or fiscal year, as many draws; empty where unknown.
    pub person_months: Vec<(i16, Vec<f64>)>,
    /// What its supplier gets in the first full year, as many draws; empty without a supplier or its price, and, in an
    /// analysis of a whole log, of all records.
    pub yearly_spend: Vec<f64>,
    /// What each estimate alone does to its cash; empty where sums over the log do not ask.
    pub cash_swings: Vec<CashSwing>,
}
