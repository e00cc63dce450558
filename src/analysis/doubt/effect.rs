//! What one input does to one option's score on one criterion.
//!
//! Where the criterion's level in each draw is a constant plus a slope times some function of the
//! input, both are worked out once, so that each further value costs one pass over the draws.

use crate::analysis::money::cashflow;
use crate::analysis::problem::{EstimateIdx, Level, Money, OptionModel, Problem, Replacement, RunningTerm};
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::World;
use crate::model::{Anchors, ValueFunction};
use std::borrow::Cow;

/// How an input enters total-cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// In proportion.
    Proportional,
    /// As growth of the price.
    Growth,
    /// As months until ready, without benefits.
    Ready,
    /// In some other way; the whole model is computed for each value.
    Other,
}

/// The effect of an input on a score.
pub(crate) struct Effect<'a> {
    pub(crate) option: usize,
    weight: f64,
    value: &'a ValueFunction,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// The level is the input itself.
    Itself,
    /// level = base + slope × (rise(x) - rise(low)) + shift(x) - shift(low), draw by draw.
    Lines { base: Vec<Vec<f64>>, slope: Vec<Vec<f64>>, curve: Curve<'a> },
    /// The model, whole.
    Model { problem: &'a Problem, worlds: &'a [Cow<'a, World>], input: EstimateIdx },
}

/// The function of the input that a level rises with.
struct Curve<'a> {
    problem: &'a Problem,
    money: Option<&'a Money>,
    role: Role,
    low: f64,
}

/// Whether an input enters an option's total-cost.
pub(crate) fn enters_cost(problem: &Problem, option: &OptionModel, input: EstimateIdx) -> bool {
    role(problem, option, input).is_some()
}

fn role(problem: &Problem, option: &OptionModel, input: EstimateIdx) -> Option<Role> {
    let money = option.money.as_ref()?;
    let enters = |term: &RunningTerm| term.rate == input || term.driver == Some(input);
    let benefit = money.benefit.as_ref();
    // A minimum bends what would otherwise be a line.
    if let Some((minimum, _)) = money.minimum
        && (minimum == input || money.growth == Some(input) || money.yearly.iter().any(enters))
    {
        return Some(Role::Other);
    }
    let replaces = money.stop.as_ref().and_then(|stop| match &stop.replacement {
        Replacement::Option { once, yearly, .. } => Some((*once, yearly)),
        Replacement::Sums { .. } => None,
    });
    // A shock bends the curves of growth and time; what is in proportion stays so.
    let is_shocked = !money.shocks.is_empty() || money.stop.is_some();
    let is_proportional = money.once == Some(input)
        || money.yearly.iter().any(enters)
        || money.at.iter().any(|(_, amount)| *amount == input)
        || ((option.is_exit_counted || money.stop.is_some()) && option.exit_cost.contains(&input))
        || replaces.is_some_and(|(once, yearly)| once == Some(input) || yearly.iter().any(enters))
        || (money.until_ready == Some(input) && option.ready.is_some())
        || benefit.is_some_and(|benefit| benefit.once == Some(input) || benefit.yearly.iter().any(enters));
    if is_proportional {
        return Some(Role::Proportional);
    }
    if money.growth == Some(input) {
        return Some(if is_shocked { Role::Other } else { Role::Growth });
    }
    if benefit.is_some_and(|benefit| benefit.growth == Some(input)) {
        return Some(Role::Other);
    }
    let is_late_dear = problem.late_cost > 0.0 && problem.due_months.is_some();
    if option.ready == Some(input) && (is_late_dear || money.until_ready.is_some() || benefit.is_some()) {
        return Some(if benefit.is_some() || is_shocked { Role::Other } else { Role::Ready });
    }
    None
}

impl<'a> Effect<'a> {
    pub(crate) fn new(
        problem: &'a Problem,
        simulation: &'a Simulation,
        worlds: &'a [Cow<'a, World>],
        input: EstimateIdx,
        (option, criterion): (usize, usize),
        range: (f64, f64),
    ) -> Self {
        let model = &problem.options[option];
        let kind = match model.levels[criterion] {
            Some(Level::AnnualLoss) => loss_lines(problem, worlds, model, input, range.0),
            Some(Level::TotalCost) => match role(problem, model, input) {
                None | Some(Role::Other) => Kind::Model { problem, worlds, input },
                Some(role) => cost_lines(problem, worlds, model, input, role, range),
            },
            Some(Level::Estimate(_)) | None => Kind::Itself,
        };
        Self { option, weight: problem.criteria[criterion].weight, value: &simulation.values[criterion], kind }
    }

    /// Weight times mean score, 0 to 1, with the input at this value in every draw.
    pub(crate) fn contribution(&self, value: f64) -> f64 {
        let score = match &self.kind {
            Kind::Itself => self.value.score(value),
            Kind::Lines { base, slope, curve } => {
                let (rise, shift) = curve.at(value);
                let sums = base.iter().zip(slope).map(|(base, slope)| self.sum_of_lines(base, slope, rise, shift));
                mean(sums, base)
            }
            Kind::Model { problem, worlds, input } => {
                let option = &problem.options[self.option];
                let columns: Vec<Vec<f64>> = worlds
                    .iter()
                    .filter_map(|world| cashflow::flows(problem, option, &world.with(*input, value)))
                    .map(|flows| simulate::scores(self.value, &flows.total_cost))
                    .collect();
                mean(columns.iter().map(|scores| stats::sum(scores)), &columns)
            }
        };
        self.weight * score
    }

    fn sum_of_lines(&self, base: &[f64], slope: &[f64], rise: f64, shift: f64) -> f64 {
        let ValueFunction::Linear(Anchors { worst, best }) = self.value else {
            let levels: Vec<f64> = base.iter().zip(slope).map(|(base, slope)| base + slope * rise + shift).collect();
            return stats::sum(&simulate::scores(self.value, &levels));
        };
        let (scale, shift) = (1.0 / (best - worst), shift - worst);
        let mut lanes = [0.0; 8];
        for (base, slope) in base.chunks(8).zip(slope.chunks(8)) {
            for ((lane, base), slope) in lanes.iter_mut().zip(base).zip(slope) {
                *lane += ((base + slope * rise + shift) * scale).clamp(0.0, 1.0);
            }
        }
        lanes.iter().sum()
    }
}

fn mean(sums: impl Iterator<Item = f64>, columns: &[Vec<f64>]) -> f64 {
    sums.sum::<f64>() / columns.iter().map(Vec::len).sum::<usize>() as f64
}

/// Annual loss rises with a rate by the mean loss.
fn loss_lines<'a>(
    problem: &'a Problem,
    worlds: &[Cow<'_, World>],
    model: &OptionModel,
    input: EstimateIdx,
    low: f64,
) -> Kind<'a> {
    let own = model.risks.iter().flatten().filter(|risk| risk.per_year == Some(input));
    let loss: f64 = own.filter_map(|risk| risk.loss.as_ref()).map(crate::model::Distribution::mean).sum();
    let base: Vec<Vec<f64>> =
        worlds.iter().filter_map(|world| cashflow::annual_loss(model, &world.with(input, low))).collect();
    let slope = base.iter().map(|base| vec![loss; base.len()]).collect();
    Kind::Lines { base, slope, curve: Curve { problem, money: None, role: Role::Proportional, low } }
}

/// Two runs of the model, at both ends of the range, give each draw its line.
fn cost_lines<'a>(
    problem: &'a Problem,
    worlds: &[Cow<'_, World>],
    model: &'a OptionModel,
    input: EstimateIdx,
    role: Role,
    (low, high): (f64, f64),
) -> Kind<'a> {
    let curve = Curve { problem, money: model.money.as_ref(), role, low };
    let run = |value: f64| -> Vec<Vec<f64>> {
        let flows = worlds.iter().filter_map(|world| cashflow::flows(problem, model, &world.with(input, value)));
        flows.map(|flows| flows.total_cost).collect()
    };
    let (base, top) = (run(low), run(high));
    let (rise, shift) = curve.at(high);
    let line = |base: &f64, top: &f64| if rise == 0.0 { 0.0 } else { (top - base - shift) / rise };
    let slope = base
        .iter()
        .zip(&top)
        .map(|(base, top)| base.iter().zip(top).map(|(base, top)| line(base, top)).collect())
        .collect();
    Kind::Lines { base, slope, curve }
}

impl Curve<'_> {
    /// How far the level's rise and its shift have come since the low end.
    fn at(&self, value: f64) -> (f64, f64) {
        let (rise, shift) = self.rebased(value);
        let (rise_low, shift_low) = self.rebased(self.low);
        (rise - rise_low, shift - shift_low)
    }

    fn rebased(&self, value: f64) -> (f64, f64) {
        match self.role {
            Role::Growth => (self.annuity(value), 0.0),
            Role::Ready => (self.waiting_months(value), self.late_cost(value)),
            Role::Proportional | Role::Other => (value, 0.0),
        }
    }

    /// Worth today of one unit of money a year that grows.
    fn annuity(&self, growth: f64) -> f64 {
        let Some(money) = self.money else { return 0.0 };
        let prices = cashflow::price_path(money, growth, self.problem.horizon_years);
        prices.iter().zip(&self.problem.discount.running()[1..]).map(|(price, factor)| price * factor).sum()
    }

    /// Months before the option is ready, at today's worth.
    fn waiting_months(&self, ready: f64) -> f64 {
        let factors = self.problem.discount.running().iter().enumerate().skip(1);
        factors.map(|(year, factor)| (ready - 12.0 * (year - 1) as f64).clamp(0.0, 12.0) * factor).sum()
    }

    /// What lateness costs, at today's worth.
    fn late_cost(&self, ready: f64) -> f64 {
        cashflow::late_months_by_year(self.problem, ready)
            .zip(self.problem.discount.running())
            .map(|(months, factor)| months * self.problem.late_cost * factor)
            .sum()
    }
}
