//! What makes a sum over decisions uncertain: each estimate held at its low end, its middle and its high end
//! (docs/method/money.md, "What makes the sum uncertain").
//!
//! Estimates of different decisions are drawn apart, so that their variances add up; a driver of the book moves all
//! decisions that use it at once, so that its effects on them add up first.

use crate::analysis::money::cashflow;
use crate::analysis::problem::{DrawnEstimate, EstimateIdx, Problem};
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::{CashSwing, EstimateId, SumDriver};
use crate::analysis::worlds::stats;
use crate::model::{Distribution, Drivers, Summary};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The shares of an estimate's distribution that it is held at.
const HELD_AT: [f64; 3] = [0.05, 0.5, 0.95];
/// How many drivers of a sum are kept.
const KEPT: usize = 16;
/// How many are gathered before those that cannot be among them are let go.
const GATHERED: usize = 512;

/// What each estimate does to an option's cash; empty where that is not known. `own` are the record's own drivers.
pub(crate) fn of_cash(problem: &Problem, simulation: &Simulation, option: usize, own: &Drivers) -> Vec<CashSwing> {
    let model = &problem.options[option];
    if model.money.is_none() {
        return Vec::new();
    }
    // One block: all others are drawn alike at each of the three points, so that differences hardly vary.
    let world = simulation.world(problem, 0);
    let swing = |idx: EstimateIdx| -> Option<CashSwing> {
        let input = &problem.inputs[idx];
        let points = points(input).filter(|points| points[0] < points[2])?;
        let mean = |value: f64| -> Option<f64> {
            Some(stats::mean(&[&cashflow::cash(problem, model, &world.with(idx, value))?]))
        };
        let means = [mean(points[0])?, mean(points[1])?, mean(points[2])?];
        let middle: f64 = means.iter().zip(SumDriver::WEIGHTS).map(|(mean, weight)| mean * weight).sum();
        let is_shared = match &input.id {
            EstimateId::Driver(name) => !own.iter().any(|(known, _)| known == name),
            EstimateId::OfOption(..) | EstimateId::UntilReady => false,
        };
        let rises = means.map(|mean| mean - middle);
        let does_move = rises.iter().any(|rise| rise.abs() > 1e-9 * middle.abs());
        does_move.then(|| CashSwing {
            input: input.id.clone(),
            scale: input.scale,
            is_shared,
            ends: (points[0], points[2]),
            rises,
        })
    };
    model.cash_inputs().into_par_iter().filter_map(swing).collect()
}

/// An estimate's P5, P50 and P95; `None` for one without a range.
fn points(input: &DrawnEstimate) -> Option<[f64; 3]> {
    match input.distribution {
        // Past ratios have a list in the place of a distribution.
        Distribution::Certain(_) => {
            let past = input.source.past();
            (!past.is_empty()).then(|| {
                let found = stats::percentiles(&[past], &HELD_AT);
                [found[0], found[1], found[2]]
            })
        }
        uncertain => Some(HELD_AT.map(|share| uncertain.quantile(share))),
    }
}

/// The variance that three points stand for.
fn variance(rises: [f64; 3]) -> f64 {
    rises.iter().zip(SumDriver::WEIGHTS).map(|(rise, weight)| weight * rise * rise).sum()
}

/// Swings of several decisions, gathered one decision after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Swings {
    /// Those of estimates of one decision, with its index.
    own: Vec<(usize, CashSwing)>,
    /// Drivers of the book, with the decisions that use them.
    shared: BTreeMap<String, (Vec<usize>, CashSwing)>,
}

impl Swings {
    /// Adds those of a decision.
    pub(crate) fn add(&mut self, record: usize, swings: Vec<CashSwing>) {
        for swing in swings {
            match &swing.input {
                EstimateId::Driver(name) if swing.is_shared => {
                    let Some((records, known)) = self.shared.get_mut(name) else {
                        self.shared.insert(name.clone(), (vec![record], swing));
                        continue;
                    };
                    records.push(record);
                    for (sum, rise) in known.rises.iter_mut().zip(swing.rises) {
                        *sum += rise;
                    }
                }
                _ => self.own.push((record, swing)),
            }
        }
        if self.own.len() > GATHERED {
            self.sort_own();
            self.own.truncate(KEPT);
        }
    }

    fn sort_own(&mut self) {
        self.own.sort_by(|a, b| variance(b.1.rises).total_cmp(&variance(a.1.rises)).then(a.0.cmp(&b.0)));
    }

    /// The drivers of a sum, the largest share first.
    pub(crate) fn drivers(&self, sum: &Summary) -> Vec<SumDriver> {
        let whole = sum.sd * sum.sd;
        if whole <= 0.0 {
            return Vec::new();
        }
        let own = self.own.iter().map(|(record, swing)| (vec![*record], swing));
        let shared = self.shared.values().map(|(records, swing)| (records.clone(), swing));
        let driver = |(records, swing): (Vec<usize>, &CashSwing)| SumDriver {
            records,
            share: (variance(swing.rises) / whole).min(1.0),
            swing: swing.clone(),
        };
        let mut drivers: Vec<SumDriver> = own.chain(shared).map(driver).collect();
        drivers.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.records.cmp(&b.records)));
        drivers.truncate(KEPT);
        drivers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::result::Scale;

    fn swing(name: &str, is_shared: bool, rise: f64) -> CashSwing {
        CashSwing {
            input: EstimateId::Driver(name.to_owned()),
            scale: Scale::Natural,
            is_shared,
            ends: (1.0, 2.0),
            rises: [-rise, 0.0, rise],
        }
    }

    #[test]
    fn a_driver_of_the_book_moves_all_decisions_at_once_and_estimates_of_each_move_alone() {
        let mut swings = Swings::default();
        swings.add(0, vec![swing("users", true, 3.0), swing("price", false, 4.0)]);
        swings.add(1, vec![swing("users", true, 3.0), swing("price", false, 4.0)]);
        let sum = Summary { sd: 10.0, ..Summary::default() };
        let found: Vec<(Vec<usize>, f64)> =
            swings.drivers(&sum).into_iter().map(|driver| (driver.records, driver.share)).collect();
        let share = |rise: f64| 2.0 * 0.185 * rise * rise / 100.0;
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].0, [0, 1]);
        for (found, expected) in found.iter().zip([share(6.0), share(4.0), share(4.0)]) {
            assert!((found.1 - expected).abs() < 1e-12, "{found:?}");
        }
        assert!(swings.drivers(&Summary::default()).is_empty());
    }

    #[test]
    fn the_three_points_have_the_variance_of_a_normal_distribution() {
        let normal = Distribution::Normal { mean: 5.0, sd: 2.0 };
        let found = variance(HELD_AT.map(|share| normal.quantile(share) - 5.0));
        assert!((found - 4.0).abs() < 0.01, "{found}");
    }

    #[test]
    fn what_cannot_be_among_the_largest_is_let_go() {
        let mut swings = Swings::default();
        for record in 0..2_000 {
            swings.add(record, vec![swing("price", false, record as f64)]);
        }
        assert!(swings.own.len() <= GATHERED + 1);
        let sum = Summary { sd: 1e6, ..Summary::default() };
        let records: Vec<usize> = swings.drivers(&sum).into_iter().map(|driver| driver.records[0]).collect();
        assert_eq!(records, (1_984..2_000).rev().collect::<Vec<usize>>());
    }
}
