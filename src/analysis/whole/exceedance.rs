//! How likely a year loses more than a sum, against what we are ready to bear (docs/method/risk.md, "Bad years").
//!
//! Source: Open FAIR; Hubbard, How to Measure Anything (the loss exceedance curve). In each draw the
//! losses of one year are added up over all risks; the curve says how often they pass a sum.

mod year;

use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::DecisionAnalysis;
pub use crate::analysis::result::{AgainstAppetite, LossCurve};
use crate::model::Exceedance;
use rayon::prelude::*;
use std::ops::Range;

/// Points of a curve, those of the appetite not counted.
const POINTS: usize = 20;
/// The share of years behind the last point.
const LAST: f64 = 0.001;
/// What a sum of draws may miss zero by and still be zero, as a share of the largest loss.
const ROUNDING: f64 = 1e-9;

impl AgainstAppetite {
    /// The curve lies above the appetite.
    pub fn is_breached(&self) -> bool {
        self.chance > self.accepted
    }
}

/// A year's drawn losses, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct YearLosses {
    /// Those above zero, rising.
    losses: Vec<f64>,
    draw_count: usize,
}

impl YearLosses {
    pub(crate) fn new(draws: &[f64]) -> Self {
        let largest = draws.iter().copied().fold(0.0, f64::max);
        let mut losses: Vec<f64> = draws.iter().copied().filter(|loss| *loss > ROUNDING * largest).collect();
        losses.sort_unstable_by(f64::total_cmp);
        Self { losses, draw_count: draws.len() }
    }

    /// The share of years that lose more than this.
    pub(crate) fn chance_above(&self, loss: f64) -> f64 {
        if self.draw_count == 0 {
            return 0.0;
        }
        let up_to = self.losses.partition_point(|other| *other <= loss);
        (self.losses.len() - up_to) as f64 / self.draw_count as f64
    }

    /// From half of what nearly all years with a loss lose to what one year in a thousand passes;
    /// `None` where nothing is lost.
    fn span(&self) -> Option<(f64, f64)> {
        let highest = self.losses.len().checked_sub(1)?;
        let low = self.losses[self.losses.len() / 20] / 2.0;
        let behind = (self.draw_count as f64 * LAST) as usize;
        let high = if behind <= highest { self.losses[highest - behind] } else { self.losses[highest] };
        let high = if high > low { high } else { self.losses[highest] };
        (low > 0.0 && low < high && high.is_finite()).then_some((low, high))
    }
}

/// Curves over the same sums, one for each of several years' losses.
pub(crate) fn curves<const N: usize>(years: [&YearLosses; N], appetite: &[Exceedance]) -> [LossCurve; N] {
    let spans = years.iter().filter_map(|year| year.span());
    let span = spans.reduce(|(low, high), other| (low.min(other.0), high.max(other.1)));
    let mut sums: Vec<f64> = span.map(|(low, high)| grid(low, high)).unwrap_or_default();
    if !sums.is_empty() {
        sums.extend(appetite.iter().map(|point| point.loss).filter(|loss| loss.is_finite() && *loss > 0.0));
        sums.sort_by(f64::total_cmp);
        sums.dedup();
    }
    years.map(|year| LossCurve {
        points: sums.iter().map(|loss| (*loss, year.chance_above(*loss))).collect(),
        against: appetite
            .iter()
            .map(|point| AgainstAppetite {
                loss: point.loss,
                accepted: point.per_year,
                chance: year.chance_above(point.loss),
            })
            .collect(),
    })
}

/// Points at equal ratios.
fn grid(low: f64, high: f64) -> Vec<f64> {
    let point = |idx: usize| low * libm::pow(high / low, idx as f64 / (POINTS - 1) as f64);
    (0..POINTS).map(|idx| if idx == POINTS - 1 { high } else { point(idx) }).collect()
}

/// Adds each option's curve against the record's own appetite, and the chosen option's draws.
pub(crate) fn add(
    problem: &Problem,
    simulation: &Simulation,
    appetite: &[Exceedance],
    analysis: &mut DecisionAnalysis,
) {
    add_for(0..problem.options.len(), problem, simulation, appetite, analysis);
}

/// The same for the chosen option alone.
pub(crate) fn add_chosen(
    problem: &Problem,
    simulation: &Simulation,
    appetite: &[Exceedance],
    analysis: &mut DecisionAnalysis,
) {
    if let Some(chosen) = analysis.chosen {
        add_for(chosen..chosen + 1, problem, simulation, appetite, analysis);
    }
}

fn add_for(
    options: Range<usize>,
    problem: &Problem,
    simulation: &Simulation,
    appetite: &[Exceedance],
    analysis: &mut DecisionAnalysis,
) {
    let chosen = analysis.chosen;
    let found: Vec<(usize, LossCurve, Vec<f64>)> = options
        .into_par_iter()
        .filter_map(|idx| {
            let year = year::losses(problem, simulation, idx)?;
            let [curve] = curves([&YearLosses::new(&year)], appetite);
            Some((idx, curve, if chosen == Some(idx) { year } else { Vec::new() }))
        })
        .collect();
    for (idx, curve, draws) in found {
        analysis.options[idx].loss_curve = Some(curve);
        if chosen == Some(idx) {
            analysis.chosen_draws.year_loss = draws;
        }
    }
}

#[cfg(test)]
mod tests;
