//! Is it worth finding out first? What knowing an input, or a study, is worth before deciding
//! (docs/method/finding-out.md).
//!
//! Sources: Howard 1966 and Raiffa & Schlaifer 1961 (value of information, the unit normal loss);
//! Strong, Oakley & Brennan 2014 (value of knowing a part, by binning and by regression).

mod inputs;
mod paths;
mod regression;
mod study;

pub use crate::analysis::result::{EstimateWorth, StudyVerdict, StudyWorth};
pub(crate) use inputs::Knowing;
pub(crate) use paths::{Resolved, resolved};
pub(crate) use study::{remarks, weighed};

use crate::analysis::worlds::distribution::normal;

/// What it is worth to learn the outcome of a normal difference before choosing between its two
/// sides, in the unit of the difference.
///
/// `lead` is its mean, `variance` how much of its variance will be known: s L(|lead| / s) with the
/// unit normal loss L(z) = φ(z) - z (1 - Φ(z)) (Raiffa & Schlaifer 1961). With the variance of the
/// whole difference it is the worth of knowing everything, with that of one side the worth of
/// knowing that side, with a share of it the worth of a study that resolves this share.
pub fn expected_gain(lead: f64, variance: f64) -> f64 {
    if !(variance > 0.0 && variance.is_finite()) {
        return 0.0;
    }
    let s = variance.sqrt();
    let z = lead.abs() / s;
    // Far out both terms vanish, and their difference is rounding.
    (s * (normal::density(z) - z * normal::below(-z))).max(0.0)
}

#[cfg(test)]
mod tests;
