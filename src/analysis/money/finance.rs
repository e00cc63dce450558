//! Dated money: flows by year, what they are worth today, and when they pay back.
//!
//! Year 0 is the start and is not discounted; year t ends t years later. Costs are positive.
//! Sources: HM Treasury, The Green Book (discounting); docs/method/money.md, "Savings" for payback.

pub use crate::analysis::money::discount::{Discount, PriceShock, present_value};

use crate::analysis::money::calendar::{Calendar, YearSums};
use crate::analysis::money::cashflow::{self, Frame};
use crate::analysis::problem::{Money, OptionModel, Payee, Replacement, RunningTerm, Stop};
use crate::analysis::result::Savings;
use crate::analysis::worlds::world::World;
use crate::model::Timing;

/// What an option's flows are made of, as fixed numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowTerms {
    /// At the start.
    pub once: f64,
    /// Each year, in the money of the first.
    pub yearly: f64,
    /// Growth of `yearly` from the second year on, a fraction.
    pub growth: f64,
    /// Amounts in given years, which do not grow.
    pub at: Vec<(u32, f64)>,
    /// At the end of the horizon.
    pub exit: f64,
    /// What moves the price beside its growth.
    pub shocks: Vec<PriceShock>,
    /// When the supplier stops, and what takes its place.
    pub discontinued: Option<Discontinued>,
}

/// A supplier who stops: `yearly` ends, the year pays for leaving and for what takes its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Discontinued {
    /// The first year without it.
    pub year: u32,
    /// What the replacement costs in that year.
    pub once: f64,
    /// What it costs in each year from that one on.
    pub yearly: f64,
}

/// One of the terms that can be solved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Money at the start.
    Once,
    /// Money each year.
    Yearly,
    /// Growth.
    Growth,
    /// Money for leaving.
    Exit,
}

/// Money by year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    /// Year 0 to the horizon, leaving not counted.
    pub by_year: Vec<f64>,
    /// Leaving, at the horizon.
    pub exit: f64,
}

impl FlowTerms {
    /// F_0 = once, F_t = yearly × (1 + growth)^(t-1), and the scheduled amounts up to the horizon:
    /// the flows of every option, in one draw.
    pub fn flows(&self, horizon_years: u32) -> Flows {
        let mut values = vec![self.once, self.yearly, self.growth, self.exit];
        let mut at = Vec::new();
        for (year, amount) in self.at.iter().filter(|(year, _)| *year <= horizon_years) {
            at.push((*year, values.len()));
            values.push(*amount);
        }
        let stop = self
            .discontinued
            .map(|end| Stop { year: end.year, replacement: Replacement::Sums { once: end.once, yearly: end.yearly } });
        let money = Money {
            once: Some(0),
            yearly: vec![RunningTerm::sum(1, Payee::Supplier)],
            growth: Some(2),
            at,
            shocks: self.shocks.clone(),
            stop,
            ..Money::default()
        };
        let option =
            OptionModel { money: Some(money), exit_cost: vec![3], is_exit_counted: true, ..OptionModel::default() };
        // Nothing is discounted here.
        let discount = Discount::new(0.0, Timing::End, horizon_years);
        let calendar = Calendar::new(jiff::civil::date(2000, 1, 1), 1);
        let frame = Frame { horizon_years, discount: &discount, calendar, due_months: None, late_cost: 0.0 };
        let world = World::of_one_draw(values);
        let years = cashflow::flows_in(frame, &option, &world.view()).map(|flows| flows.by_year).unwrap_or_default();
        let leaves_early = self.discontinued.is_some();
        let in_year = |year: &YearSums| year.one_off + year.running + if leaves_early { year.exit } else { 0.0 };
        Flows { by_year: years.iter().map(in_year).collect(), exit: if leaves_early { 0.0 } else { self.exit } }
    }

    /// These terms with one of them replaced.
    #[must_use]
    pub fn with(&self, term: Term, value: f64) -> Self {
        let mut terms = self.clone();
        *terms.part(term) = value;
        terms
    }

    /// One of the terms.
    pub fn get(&self, term: Term) -> f64 {
        *self.clone().part(term)
    }

    fn part(&mut self, term: Term) -> &mut f64 {
        match term {
            Term::Once => &mut self.once,
            Term::Yearly => &mut self.yearly,
            Term::Growth => &mut self.growth,
            Term::Exit => &mut self.exit,
        }
    }
}

impl Flows {
    /// All of it, undiscounted.
    pub fn cash(&self) -> f64 {
        self.by_year.iter().sum::<f64>() + self.exit
    }

    /// All of it, at today's worth.
    pub fn present_value(&self, discount: &Discount) -> f64 {
        let leaving =
            discount.at_end().get(self.by_year.len().saturating_sub(1)).map_or(0.0, |factor| factor * self.exit);
        present_value(&self.by_year, discount) + leaving
    }

    /// The same flows, as what they could be made of.
    fn terms(&self) -> FlowTerms {
        let mut years = (0u32..).zip(self.by_year.iter().copied());
        let once = years.next().map_or(0.0, |(_, once)| once);
        FlowTerms { once, at: years.collect(), exit: self.exit, ..FlowTerms::default() }
    }

    /// What these flows save against others. Payback leaves the money for leaving out.
    pub fn savings_against(&self, baseline: &Self, discount: &Discount) -> Savings {
        let saved: Vec<f64> = baseline.by_year.iter().zip(&self.by_year).map(|(theirs, ours)| theirs - ours).collect();
        let discounted: Vec<f64> = saved.iter().zip(discount.running()).map(|(flow, factor)| flow * factor).collect();
        let theirs = baseline.present_value(discount);
        let at_start = break_even(&self.terms(), Term::Once, theirs, discount);
        Savings {
            npv: theirs - self.present_value(discount),
            break_even_at_start: at_start,
            simple_payback_years: payback_years(&saved),
            discounted_payback_years: payback_years(&discounted),
        }
    }
}

/// Years until the running sum of savings has crossed zero for good, by interpolation within the year.
///
/// `None` where the sum is below zero at the horizon, 0 where it never is.
pub fn payback_years(saved_by_year: &[f64]) -> Option<f64> {
    let mut sum = 0.0;
    let sums: Vec<f64> = saved_by_year
        .iter()
        .map(|saved| {
            sum += saved;
            sum
        })
        .collect();
    let Some(behind) = sums.iter().rposition(|sum| *sum < 0.0) else { return Some(0.0) };
    let next = *sums.get(behind + 1)?;
    Some(behind as f64 + sums[behind] / (sums[behind] - next))
}

/// The value of one term at which an option costs as much as its rival, at today's worth.
///
/// Money solves in closed form, and may come out below zero, which says that no price does it.
/// Growth is sought between -100% and +1000% a year. `None` where the term moves nothing.
pub fn break_even(option: &FlowTerms, term: Term, rival_present_value: f64, discount: &Discount) -> Option<f64> {
    let horizon_years = discount.at_end().len().saturating_sub(1) as u32;
    let gap = |value: f64| option.with(term, value).flows(horizon_years).present_value(discount) - rival_present_value;
    if term == Term::Growth {
        return crossing(gap, -1.0, 10.0);
    }
    let now = option.get(term);
    let slope = option.with(term, 1.0).flows(horizon_years).present_value(discount)
        - option.with(term, 0.0).flows(horizon_years).present_value(discount);
    let value = now - gap(now) / slope;
    (slope != 0.0 && value.is_finite()).then_some(value)
}

/// Where a continuous function crosses zero between two ends of different sign, by a bracketing
/// secant (the Illinois rule, which never stalls at one end); `None` where the signs agree.
pub fn crossing(f: impl Fn(f64) -> f64, low: f64, high: f64) -> Option<f64> {
    let (mut a, mut b) = (low, high);
    let (mut at_a, mut at_b) = (f(a), f(b));
    if at_a == 0.0 {
        return Some(a);
    }
    if at_b == 0.0 {
        return Some(b);
    }
    if at_a.is_nan() || at_b.is_nan() || at_a.signum() == at_b.signum() {
        return None;
    }
    // Halving every third step bounds the steps whatever the shape of the curve.
    for step in 0..200 {
        let secant = b - at_b * (b - a) / (at_b - at_a);
        let middle = f64::midpoint(a, b);
        let x = if step % 3 == 2 || !(secant > a.min(b) && secant < a.max(b)) { middle } else { secant };
        let at_x = f(x);
        if at_x == 0.0 || (b - a).abs() <= f64::EPSILON * (a.abs() + b.abs()) {
            return Some(x);
        }
        if at_x.signum() == at_b.signum() {
            at_a /= 2.0;
        } else {
            (a, at_a) = (b, at_b);
        }
        (b, at_b) = (x, at_x);
    }
    Some(b)
}

#[cfg(test)]
mod tests;
