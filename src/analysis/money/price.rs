//! How a price moves from year to year: by its growth and by shocks, under the cap of a contract.
//!
//! A cap binds both together in every year that begins before the contract ends. What it holds back of a shock comes in
//! full in the first year after it; what it holds back of growth does not.

use crate::analysis::problem::{EstimateIdx, Money};
use crate::analysis::worlds::world::View;

/// How a running amount changes from year to year.
pub(super) enum Growth<'a> {
    None,
    Same(f64),
    Drawn(&'a [f64]),
}

impl<'a> Growth<'a> {
    pub(super) fn of(view: &'a View<'a>, growth: Option<EstimateIdx>) -> Self {
        growth.map_or(Self::None, |input| Self::of_column(view.column(input)))
    }

    pub(super) fn of_column(column: &'a [f64]) -> Self {
        match column {
            [] => Self::None,
            [first, rest @ ..] if rest.iter().all(|growth| growth == first) => Self::Same(*first),
            column => Self::Drawn(column),
        }
    }

    /// The price of the next year: growth and shock together, under the cap.
    pub(super) fn apply(&self, column: &mut [f64], shock: f64, cap: Option<f64>) {
        let raise = |column: &mut [f64], rise: f64| {
            for value in column {
                *value *= 1.0 + rise;
            }
        };
        match self {
            Self::None if shock == 0.0 => {}
            Self::None => raise(column, rise(0.0, shock, cap)),
            Self::Same(growth) => raise(column, rise(*growth, shock, cap)),
            Self::Drawn(growth) => {
                for (value, growth) in column.iter_mut().zip(*growth) {
                    *value *= 1.0 + rise(*growth, shock, cap);
                }
            }
        }
    }
}

/// Prices on their way from year to year, by draw.
pub(crate) struct PricePath {
    paid: Vec<f64>,
    /// What would be paid without shocks, and by what they have multiplied it; `None` where no cap holds a shock back.
    held_back: Option<(Vec<f64>, f64)>,
    is_shocked: bool,
}

impl PricePath {
    /// From the prices of the first year, before anything moves them.
    pub(crate) fn new(money: &Money, first: Vec<f64>) -> Self {
        let is_shocked = !money.shocks.is_empty();
        let is_capped = is_shocked && money.caps.iter().any(Option::is_some);
        Self { held_back: is_capped.then(|| (first.clone(), 1.0)), paid: first, is_shocked }
    }

    /// Prices that no shock of the supplier's moves.
    pub(crate) fn unshocked(first: Vec<f64>) -> Self {
        Self { paid: first, held_back: None, is_shocked: false }
    }

    /// Prices that grow as drawn.
    pub(crate) fn grow(&mut self, money: &Money, year: usize, growth: &[f64]) {
        let growth = if year > 1 { Growth::of_column(growth) } else { Growth::None };
        self.step(money, year, &growth);
    }

    /// To the prices of this year, from 1.
    pub(super) fn step(&mut self, money: &Money, year: usize, growth: &Growth<'_>) {
        let shock = if self.is_shocked { shock(money, year) } else { 0.0 };
        let cap = money.caps.get(year - 1).copied().flatten();
        let Some((unshocked, times)) = &mut self.held_back else { return growth.apply(&mut self.paid, shock, cap) };
        growth.apply(unshocked, 0.0, cap);
        *times *= 1.0 + shock.max(-1.0);
        for (paid, unshocked) in self.paid.iter_mut().zip(unshocked) {
            let free = *unshocked * *times;
            *paid = cap.map_or(free, |cap| free.min(*paid * (1.0 + cap)));
        }
    }

    pub(crate) fn paid(&self) -> &[f64] {
        &self.paid
    }
}

/// How far a price rises from one year to the next; a cap binds growth and shock together.
fn rise(growth: f64, shock: f64, cap: Option<f64>) -> f64 {
    let together = if shock == 0.0 { growth } else { (1.0 + growth) * (1.0 + shock) - 1.0 };
    together.min(cap.unwrap_or(f64::INFINITY)).max(-1.0)
}

/// By what fraction scenarios move the price of a year, from 1, beside its growth.
fn shock(money: &Money, year: usize) -> f64 {
    let shocks = money.shocks.iter().filter(|shock| shock.from_year.max(1) as usize == year);
    shocks.fold(0.0, |all, shock| (1.0 + all) * (1.0 + shock.by) - 1.0)
}

/// The price of each year from 1 on, in that of the first without shocks, as long as the supplier delivers.
pub(crate) fn price_path(money: &Money, growth: f64, horizon_years: u32) -> Vec<f64> {
    let last = money.stop.as_ref().map_or(horizon_years, |stop| stop.year.saturating_sub(1)).min(horizon_years);
    let mut path = PricePath::new(money, vec![1.0]);
    let priced = |year: usize| {
        // The first year has the price that was agreed on; only a shock moves it.
        path.grow(money, year, &[growth]);
        path.paid().first().copied().unwrap_or_default()
    };
    (1..=last as usize).map(priced).collect()
}
