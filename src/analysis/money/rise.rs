//! How an option's total-cost rises with one of its inputs: in each draw a constant, plus a slope times a curve of the
//! input, plus a shift that is the same in every draw.
//!
//! Slopes are read off the terms of the flows, so that another value of the input does not pay the option again.

use crate::analysis::money::cashflow;
use crate::analysis::money::price::{PricePath, price_path};
use crate::analysis::problem::{EstimateIdx, Money, OptionModel, Payee, Problem, Replacement, RunningTerm, Uplift};
use crate::analysis::worlds::world::World;

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

/// An input, as total-cost rises with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rise<'a> {
    problem: &'a Problem,
    option: &'a OptionModel,
    money: &'a Money,
    input: EstimateIdx,
    role: Role,
}

impl<'a> Rise<'a> {
    /// `None` where the input does not enter the option's total-cost.
    pub(crate) fn of(problem: &'a Problem, option: &'a OptionModel, input: EstimateIdx) -> Option<Self> {
        let money = option.money.as_ref()?;
        let role = role(problem, option, money, input)?;
        Some(Self { problem, option, money, input, role })
    }

    /// Whether total-cost in each draw is a line over the curve.
    pub(crate) fn is_line(&self) -> bool {
        self.role != Role::Other
    }

    /// The curve and the shift at a value.
    pub(crate) fn at(&self, value: f64) -> (f64, f64) {
        match self.role {
            Role::Growth => (annuity(self.problem, self.money, value), 0.0),
            Role::Ready => (self.waiting_months(value), self.late_cost(value)),
            Role::Proportional | Role::Other => (value, 0.0),
        }
    }

    /// By draw of a block: the curve and the shift of what was drawn. `annuities` are those of the option's growth.
    pub(crate) fn drawn(&self, world: &World, annuities: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let column = world.column(self.input);
        match self.role {
            Role::Growth => (annuities.to_vec(), vec![0.0; column.len()]),
            Role::Ready => (self.waiting_columns(column), self.late_columns(column)),
            Role::Proportional | Role::Other => (column.to_vec(), vec![0.0; column.len()]),
        }
    }

    /// By draw of a block: the slope. `None` where it stands in no term alone, and two runs of the model must tell.
    pub(crate) fn slopes(&self, world: &World, annuities: &[f64]) -> Option<Vec<f64>> {
        let benefit = self.money.benefit.as_ref();
        let is_benefit = benefit.is_some_and(|benefit| {
            benefit.once == Some(self.input) || benefit.yearly.iter().any(|term| term.has(self.input))
        });
        if self.money.stop.is_some() || is_benefit {
            return None;
        }
        match self.role {
            Role::Proportional => Some(self.of_terms(world, annuities)),
            Role::Growth => Some(cashflow::first_year(self.money, &world.view())),
            Role::Ready => Some(match self.money.until_ready {
                Some(monthly) => world.column(monthly).to_vec(),
                None => vec![0.0; annuities.len()],
            }),
            Role::Other => None,
        }
    }

    /// What one unit of the input costs at today's worth, in each term that it enters.
    fn of_terms(&self, world: &World, annuities: &[f64]) -> Vec<f64> {
        let Self { problem, option, money, input, .. } = *self;
        let (discount, horizon) = (&problem.discount, problem.horizon_years as usize);
        let mut slopes = vec![0.0; annuities.len()];
        if money.once == Some(input) {
            match money.uplift {
                Uplift::None => raise(&mut slopes, 1.0),
                Uplift::Factor(factor) => raise(&mut slopes, factor),
                Uplift::Drawn(ratio) => add_product(&mut slopes, world.column(ratio), |_| 1.0),
            }
        }
        let flat: f64 = discount.running()[1..=horizon].iter().sum();
        for term in money.yearly.iter().filter(|term| term.has(input)) {
            let slope = term.slope(input, |input| world.column(input), annuities.len());
            match (term.payee, slope) {
                (Payee::People, slope) => {
                    let worth = vec![flat; annuities.len()];
                    add_product(&mut slopes, &worth, |draw| slope.as_ref().map_or(1.0, |slope| slope[draw]));
                }
                (_, None) => add_product(&mut slopes, annuities, |_| term.share),
                (_, Some(slope)) => add_product(&mut slopes, annuities, |draw| slope[draw] * term.share),
            }
        }
        if let Some(term) = money.people_once.as_ref().filter(|term| term.has(input)) {
            let slope = term.slope(input, |input| world.column(input), annuities.len());
            let slope = slope.unwrap_or_else(|| vec![1.0; annuities.len()]);
            add_product(&mut slopes, &slope, |_| 1.0);
        }
        for (year, _) in money.at.iter().filter(|(_, amount)| *amount == input) {
            raise(&mut slopes, discount.running()[*year as usize]);
        }
        if option.is_exit_counted && option.exit_cost.contains(&input) {
            raise(&mut slopes, discount.at_end()[horizon]);
        }
        if let (true, Some(ready)) = (money.until_ready == Some(input), option.ready) {
            add_product(&mut slopes, &self.waiting_columns(world.column(ready)), |_| 1.0);
        }
        slopes
    }

    /// Months before the option is ready, at today's worth.
    fn waiting_months(&self, ready: f64) -> f64 {
        self.waiting_columns(&[ready]).first().copied().unwrap_or_default()
    }

    fn waiting_columns(&self, ready: &[f64]) -> Vec<f64> {
        let mut months = vec![0.0; ready.len()];
        for (year, factor) in self.problem.discount.running().iter().enumerate().skip(1) {
            let begins = 12.0 * (year - 1) as f64;
            for (months, ready) in months.iter_mut().zip(ready) {
                *months += (ready - begins).clamp(0.0, 12.0) * factor;
            }
        }
        months
    }

    /// What lateness costs, at today's worth.
    fn late_cost(&self, ready: f64) -> f64 {
        self.late_columns(&[ready]).first().copied().unwrap_or_default()
    }

    fn late_columns(&self, ready: &[f64]) -> Vec<f64> {
        let mut cost = vec![0.0; ready.len()];
        let due = self.problem.due_months.unwrap_or(f64::INFINITY);
        for (year, factor) in self.problem.discount.running().iter().enumerate() {
            let ends = 12.0 * year as f64;
            let from = if year == 0 { due } else { due.max(ends - 12.0) };
            let monthly = self.problem.late_cost * factor;
            if from < ends && monthly > 0.0 {
                for (cost, ready) in cost.iter_mut().zip(ready) {
                    *cost += (ready.min(ends) - from).max(0.0) * monthly;
                }
            }
        }
        cost
    }
}

/// By draw of a block: the worth today of one unit of an option's money a year, which grows as drawn.
pub(crate) fn annuities(problem: &Problem, option: &OptionModel, world: &World) -> Vec<f64> {
    let Some(money) = &option.money else { return Vec::new() };
    let growth: &[f64] = money.growth.map_or(&[], |growth| world.column(growth));
    let (mut prices, mut worth) = (PricePath::new(money, vec![1.0; world.draw_count()]), vec![0.0; world.draw_count()]);
    for (year, factor) in problem.discount.running().iter().enumerate().skip(1) {
        prices.grow(money, year, growth);
        add_product(&mut worth, prices.paid(), |_| *factor);
    }
    worth
}

/// The same of one growth.
fn annuity(problem: &Problem, money: &Money, growth: f64) -> f64 {
    let prices = price_path(money, growth, problem.horizon_years);
    prices.iter().zip(&problem.discount.running()[1..]).map(|(price, factor)| price * factor).sum()
}

fn role(problem: &Problem, option: &OptionModel, money: &Money, input: EstimateIdx) -> Option<Role> {
    let any_enters = |terms: &[RunningTerm]| terms.iter().any(|term| term.has(input));
    let benefit = money.benefit.as_ref();
    // A minimum bends what would otherwise be a line.
    if let Some((minimum, _)) = money.minimum
        && (minimum == input || money.growth == Some(input) || any_enters(&money.yearly))
    {
        return Some(Role::Other);
    }
    let mut own = money.yearly.iter().chain(&money.people_once).chain(benefit.iter().flat_map(|one| &one.yearly));
    let is_bent = |term: &RunningTerm| {
        // Under a shock what we pay others and what we spend ourselves move by different curves.
        let is_apart = !money.shocks.is_empty() && term.payee != Payee::Supplier;
        term.has(input) && (is_apart || !term.is_proportional_to(input))
    };
    if own.any(is_bent) {
        return Some(Role::Other);
    }
    let replaces = money.stop.as_ref().and_then(|stop| match &stop.replacement {
        Replacement::Option { once, yearly, people_once, .. } => {
            let all: Vec<RunningTerm> = yearly.iter().chain(people_once).cloned().collect();
            Some((*once, all))
        }
        Replacement::Sums { .. } => None,
    });
    // A shock bends the curves of growth and time; what is in proportion stays so.
    let is_shocked = !money.shocks.is_empty() || money.stop.is_some();
    let is_proportional = money.once == Some(input)
        || any_enters(&money.yearly)
        || any_enters(money.people_once.as_slice())
        || money.at.iter().any(|(_, amount)| *amount == input)
        || ((option.is_exit_counted || money.stop.is_some()) && option.exit_cost.contains(&input))
        || replaces.is_some_and(|(once, yearly)| once == Some(input) || any_enters(&yearly))
        || (money.until_ready == Some(input) && option.ready.is_some())
        || benefit.is_some_and(|benefit| benefit.once == Some(input) || any_enters(benefit.yearly.as_slice()));
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

fn raise(column: &mut [f64], by: f64) {
    for value in column {
        *value += by;
    }
}

fn add_product(sums: &mut [f64], column: &[f64], factor: impl Fn(usize) -> f64) {
    for (draw, (sum, value)) in sums.iter_mut().zip(column).enumerate() {
        *sum += value * factor(draw);
    }
}

#[cfg(test)]
mod tests;
