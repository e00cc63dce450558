//! Money over time, to whom it goes, and what makes it uncertain.

use super::estimate::{EstimateId, Scale};
use crate::model::Summary;

/// Of a year's money: what is paid once, what runs, and what comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YearParts {
    /// Paid once, leaving included.
    pub one_off: Summary,
    /// Running.
    pub running: Summary,
    /// Brought in or saved, positive.
    pub benefit: Summary,
}

/// What one decision's chosen option pays its supplier a year.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplierSpend {
    /// The record's index.
    pub record: usize,
    /// Who is paid.
    pub supplier: String,
    /// The company at the top that owns it, else the supplier itself.
    pub parent: String,
    /// Running cash of the first full year.
    pub yearly: Summary,
    /// It is asked for, and not in force.
    pub is_asked: bool,
}

/// What one parent gets a year, its companies counted as one, draws added.
#[derive(Clone, Debug, PartialEq)]
pub struct ParentSpend {
    /// Its name.
    pub parent: String,
    /// From decisions in force; `None` where they pay it nothing.
    pub in_force: Option<Summary>,
    /// From open asks.
    pub asked: Option<Summary>,
}

/// What one estimate alone does to an option's cash: the mean with it held at its P5, P50 and P95, less the mean over
/// those three by the weights of [`SumDriver::WEIGHTS`].
#[derive(Clone, Debug, PartialEq)]
pub struct CashSwing {
    /// Which one.
    pub input: EstimateId,
    /// What it is in.
    pub scale: Scale,
    /// It is a driver of the book, the same in all records.
    pub is_shared: bool,
    /// Its P5 and P95.
    pub ends: (f64, f64),
    /// Money, at P5, P50 and P95.
    pub rises: [f64; 3],
}

/// What one estimate alone does to a sum over decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct SumDriver {
    /// The decisions that hang on it: one, or for a driver of the book all that use it.
    pub records: Vec<usize>,
    /// The estimate and what it does; of several decisions together.
    pub swing: CashSwing,
    /// Its share of the sum's variance, 0 to 1.
    pub share: f64,
}

/// Cash so far, benefits taken off, leaving not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTime {
    /// The option that is chosen.
    pub chosen: usize,
    /// The one that comes next, or leads in its stead.
    pub rival: usize,
    /// By year of the horizon, 0 (at once) to H: the chosen option.
    pub chosen_bands: Vec<Band>,
    /// The same of the rival.
    pub rival_bands: Vec<Band>,
    /// When the chosen option has cost no more than its rival, for good.
    pub break_even: BreakEven,
}

/// Percentiles of cash so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "percentiles name themselves")]
pub struct Band {
    pub p5: f64,
    pub p50: f64,
    pub p95: f64,
}

/// Years from the start until one option has cost no more than another for good, world by world.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BreakEven {
    /// Share of worlds in which it happens within the horizon.
    pub share: f64,
    /// Share of worlds in which it is so from the start.
    pub share_at_once: f64,
    /// Years by which it has happened in 1 of 20, 1 of 4, 1 of 2, 3 of 4 and 19 of 20 worlds; `None` behind the horizon.
    pub years: [Option<f64>; 5],
}

impl BreakEven {
    /// The shares of worlds that `years` stand for.
    pub const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
}

impl SumDriver {
    /// Weights of P5, P50 and P95 by which three points have the mean and the variance of a whole distribution.
    ///
    /// Source: Keefer & Bodily 1983, Three-point approximations for continuous random variables (extended
    /// Pearson-Tukey).
    pub const WEIGHTS: [f64; 3] = [0.185, 0.63, 0.185];
}
