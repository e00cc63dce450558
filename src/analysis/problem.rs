//! What is computed: a record and the book, lowered into quantities, criteria and options.
//!
//! Every estimate becomes an input with a distribution, a stream and a name; options hold indices
//! of inputs. Whatever cannot be used is a finding, and the rest goes on.

mod advice;
mod criteria;
mod lower;
mod lowering;
mod names;
mod option;
mod owners;
mod paste;
mod running;
mod unread;

pub use names::{NameFault, find_option};
pub use owners::Owners;

pub(crate) use crate::analysis::worlds::estimate::{DrawnEstimate, EstimateIdx};
pub(crate) use lower::{lower, months_until_end_of};
pub(crate) use owners::{folded, resting_together};
pub(crate) use paste::{Rounding, criteria_block, number};
pub(crate) use running::{Payee, Price, PriceTier, RunningTerm};

use crate::analysis::money::calendar::Calendar;
use crate::analysis::money::discount::{Discount, PriceShock};
use crate::analysis::ranking::weights::Weights;
use crate::analysis::result::Scale;
use crate::analysis::worlds::draws::Source;
use crate::model::{Better, CloseCall, Currency, Distribution, Measure, Must, Prices, Sourcing, Timing, ValueFunction};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A decision as quantities.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) currency: Option<Currency>,
    pub(crate) horizon_years: u32,
    pub(crate) starts: Date,
    /// How years of the horizon lie in calendar or fiscal ones.
    pub(crate) calendar: Calendar,
    pub(crate) discount_rate: f64,
    pub(crate) is_rate_stated: bool,
    pub(crate) discount: Discount,
    pub(crate) prices: Prices,
    pub(crate) timing: Timing,
    /// Months from the start to the end of the day by which the result is needed.
    pub(crate) due_months: Option<f64>,
    /// Money for each late month.
    pub(crate) late_cost: f64,
    /// Sum approved or asked for.
    pub(crate) limit: Option<f64>,
    pub(crate) inputs: Vec<DrawnEstimate>,
    pub(crate) criteria: Vec<Criterion>,
    /// Whether the points make weights; without them nothing is scored.
    pub(crate) is_weighted: bool,
    /// Only the order of the criteria is stated.
    pub(crate) is_ranked: bool,
    /// Each decider's own weights; empty where one set of points holds for all.
    pub(crate) deciders: Vec<(String, Weights)>,
    pub(crate) options: Vec<OptionModel>,
    pub(crate) recommended: Option<usize>,
    pub(crate) decided: Option<usize>,
    pub(crate) avoid: Option<usize>,
    /// Mean total from which an option is good enough.
    pub(crate) acceptable: f64,
    pub(crate) close_call: CloseCall,
    pub(crate) seed: u64,
    pub(crate) block_count: usize,
}

/// A criterion with its weight.
#[derive(Clone, Debug)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) weight: f64,
    /// As typed, in the record, the book or on the command line.
    pub(crate) stated_points: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) measure: Measure,
    pub(crate) scale: Scale,
    /// `None` where the scale comes from the options' own draws.
    pub(crate) value: Option<ValueFunction>,
    pub(crate) better: Better,
    pub(crate) has_anchors: bool,
    pub(crate) must: Option<Must>,
    /// Where it is stated in the record; `None` where the book or nobody states it.
    pub(crate) span: Option<Span>,
}

/// An option as quantities.
#[derive(Clone, Debug, Default)]
pub(crate) struct OptionModel {
    pub(crate) title: String,
    pub(crate) sourcing: Option<Sourcing>,
    /// `None` where nothing is stated, or a figure of it could not be read.
    pub(crate) money: Option<Money>,
    /// Where a figure stands without which its total-cost is not known: of its money, or of what lateness costs.
    pub(crate) unread_cost: Option<Span>,
    pub(crate) ready: Option<EstimateIdx>,
    pub(crate) exit_months: Option<EstimateIdx>,
    /// Leaving at the horizon: its cost, and a break fee where the contract still runs.
    pub(crate) exit_cost: Vec<EstimateIdx>,
    /// Whether leaving is part of the flows.
    pub(crate) is_exit_counted: bool,
    /// `None` is unknown; an empty list says that none are known.
    pub(crate) risks: Option<Vec<RiskModel>>,
    /// Person-months to build or bring it in.
    pub(crate) people: Option<Source>,
    /// Person-months a year to run it.
    pub(crate) people_yearly: Option<Source>,
    /// By criterion.
    pub(crate) levels: Vec<Option<Level>>,
}

/// Where an option's level on a criterion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// An estimate as it stands.
    Estimate(EstimateIdx),
    /// Its flows of money.
    TotalCost,
    /// Its risks.
    AnnualLoss,
}

/// What an option's flows of money are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Money {
    pub(crate) once: Option<EstimateIdx>,
    pub(crate) uplift: Uplift,
    /// What our own people cost at the start.
    pub(crate) people_once: Option<RunningTerm>,
    pub(crate) yearly: Vec<RunningTerm>,
    pub(crate) growth: Option<EstimateIdx>,
    /// By year from 1 to the horizon: highest growth of the price into it.
    pub(crate) caps: Vec<Option<f64>>,
    /// What a contract asks for at the least a year, and in how many years from the first it does.
    pub(crate) minimum: Option<(EstimateIdx, u32)>,
    /// Year and amount, up to the horizon.
    pub(crate) at: Vec<(u32, EstimateIdx)>,
    pub(crate) benefit: Option<BenefitModel>,
    /// What today's way costs a month until the option is ready.
    pub(crate) until_ready: Option<EstimateIdx>,
    /// What a scenario does to the price of a year and of those after it.
    pub(crate) shocks: Vec<PriceShock>,
    /// When a scenario ends the supply.
    pub(crate) stop: Option<Stop>,
}

/// A supplier who stops: yearly money ends, the year pays for leaving and for what takes its place,
/// which costs its first year's price from then on. Nothing is left to leave at the horizon.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    pub(crate) year: u32,
    pub(crate) replacement: Replacement,
}

/// What takes the place of a supplier.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Replacement {
    /// Known sums: once, and each year.
    Sums { once: f64, yearly: f64 },
    /// Another option.
    Option { once: Option<EstimateIdx>, uplift: Uplift, people_once: Option<RunningTerm>, yearly: Vec<RunningTerm> },
}

/// How one-off cost runs over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Uplift {
    /// Not at all.
    #[default]
    None,
    /// By a fixed factor.
    Factor(f64),
    /// By a past ratio, one in each world.
    Drawn(EstimateIdx),
}

/// What an option brings in from the month in which it is ready.
#[derive(Clone, Debug, Default)]
pub(crate) struct BenefitModel {
    pub(crate) once: Option<EstimateIdx>,
    pub(crate) yearly: Option<RunningTerm>,
    pub(crate) growth: Option<EstimateIdx>,
}

/// A risk after its mitigation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RiskModel {
    pub(crate) per_year: Option<EstimateIdx>,
    /// What is lost when it happens. Losses are luck: only their mean enters costs and scores, and
    /// they are no input.
    pub(crate) loss: Option<Distribution>,
    /// `per_year` is a chance.
    pub(crate) is_at_most_once: bool,
    /// Stream of how often it happens.
    pub(crate) counts: u64,
    /// Stream of what is lost each time.
    pub(crate) losses: u64,
}

impl OptionModel {
    /// Every input that its money, time and losses are made of.
    pub(crate) fn inputs(&self) -> Vec<EstimateIdx> {
        let Self {
            title: _,
            sourcing: _,
            money,
            unread_cost: _,
            ready,
            exit_months,
            exit_cost,
            is_exit_counted: _,
            risks,
            people: _,
            people_yearly: _,
            levels,
        } = self;
        let mut inputs: Vec<EstimateIdx> = ready.iter().chain(exit_months).chain(exit_cost).copied().collect();
        inputs.extend(risks.iter().flatten().filter_map(|risk| risk.per_year));
        inputs.extend(estimated(levels));
        if let Some(money) = money {
            money.add_inputs(&mut inputs);
        }
        inputs
    }

    /// Inputs that its cash hangs on.
    pub(crate) fn cash_inputs(&self) -> Vec<EstimateIdx> {
        let mut inputs: Vec<EstimateIdx> = self.ready.iter().chain(&self.exit_cost).copied().collect();
        if let Some(money) = &self.money {
            money.add_inputs(&mut inputs);
        }
        inputs.sort_unstable();
        inputs.dedup();
        inputs
    }

    /// Inputs that are its levels as they stand.
    pub(crate) fn estimated_levels(&self) -> impl Iterator<Item = EstimateIdx> {
        estimated(&self.levels)
    }

    /// What it costs, where all that total-cost is made of is known.
    pub(crate) fn whole_money(&self) -> Option<&Money> {
        self.money.as_ref().filter(|_| self.unread_cost.is_none())
    }
}

fn estimated(levels: &[Option<Level>]) -> impl Iterator<Item = EstimateIdx> {
    levels.iter().filter_map(|level| match level {
        Some(Level::Estimate(input)) => Some(*input),
        Some(Level::TotalCost | Level::AnnualLoss) | None => None,
    })
}

impl Money {
    fn add_inputs(&self, inputs: &mut Vec<EstimateIdx>) {
        let Self {
            once,
            uplift,
            people_once,
            yearly,
            growth,
            caps: _,
            minimum,
            at,
            benefit,
            until_ready,
            shocks: _,
            stop,
        } = self;
        inputs.extend(once.iter().chain(growth).chain(until_ready));
        inputs.extend(minimum.map(|(minimum, _)| minimum));
        inputs.extend(at.iter().map(|(_, amount)| *amount));
        add_terms(inputs, *uplift, yearly);
        add_terms(inputs, Uplift::None, people_once.as_slice());
        if let Some(BenefitModel { once, yearly, growth }) = benefit {
            inputs.extend(once.iter().chain(growth));
            add_terms(inputs, Uplift::None, yearly.as_slice());
        }
        if let Some(Stop { replacement: Replacement::Option { once, uplift, people_once, yearly }, year: _ }) = stop {
            inputs.extend(once);
            add_terms(inputs, *uplift, yearly);
            add_terms(inputs, Uplift::None, people_once.as_slice());
        }
    }
}

fn add_terms(inputs: &mut Vec<EstimateIdx>, uplift: Uplift, yearly: &[RunningTerm]) {
    if let Uplift::Drawn(ratio) = uplift {
        inputs.push(ratio);
    }
    inputs.extend(yearly.iter().flat_map(RunningTerm::inputs));
}

impl Problem {
    /// Index of the criterion with this measure.
    pub(crate) fn criterion_measuring(&self, measure: Measure) -> Option<usize> {
        self.criteria.iter().position(|criterion| criterion.measure == measure)
    }

    /// This option alone: what others cost and risk is not known, and nothing is scored.
    pub(crate) fn of_option(mut self, option: usize) -> Self {
        let kept: BTreeSet<EstimateIdx> = self.options[option].inputs().into_iter().collect();
        for (_, input) in self.inputs.iter_mut().enumerate().filter(|(idx, _)| !kept.contains(idx)) {
            input.source = Source::certain(0.0);
        }
        for (_, other) in self.options.iter_mut().enumerate().filter(|(idx, _)| *idx != option) {
            *other = OptionModel { levels: vec![None; self.criteria.len()], ..OptionModel::default() };
        }
        self.is_weighted = false;
        self
    }

    /// The distribution behind an input.
    pub(crate) fn distribution(&self, input: EstimateIdx) -> &Distribution {
        &self.inputs[input].distribution
    }
}
