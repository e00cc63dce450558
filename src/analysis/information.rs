//! Is it worth finding out first? What knowing an input, or a study, is worth before deciding (ANALYSIS 4).
//!
//! Sources: Howard 1966 and Raiffa & Schlaifer 1961 (value of information, the unit normal loss);
//! Strong, Oakley & Brennan 2014 (value of knowing a part, by binning and by regression).

mod inputs;
mod paths;
mod regression;
mod study;

pub(crate) use inputs::input_worths;
pub(crate) use paths::{Resolved, resolved};
pub(crate) use study::weighed;

use crate::analysis::distribution::normal;
use crate::analysis::{InputId, Scale};

/// What it is worth to know one input for sure before deciding.
#[derive(Clone, Debug, PartialEq)]
pub struct InputWorth {
    /// The input.
    pub input: InputId,
    /// What it is in.
    pub scale: Scale,
    /// Expected value of knowing it (EVPPI), in money, the noise floor taken off.
    pub worth: f64,
}

/// A study before deciding, weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyWorth {
    /// The option that it can bring to the first place, or whom the leader is measured against.
    pub rival: usize,
    /// The inputs that it resolves.
    pub resolves: Vec<InputId>,
    /// Expected value of what it tells (EVSI), in money; `None` without anchors on cost.
    pub worth: Option<f64>,
    /// What it costs itself.
    pub cost: f64,
    /// How long it takes.
    pub weeks: f64,
    /// What waiting for it costs.
    pub delay_cost: f64,
    /// What follows.
    pub verdict: StudyVerdict,
}

/// Whether a study pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyVerdict {
    /// It tells more than it costs.
    Pays,
    /// It costs more than it tells.
    CostsMore,
    /// It costs more than knowing everything is worth.
    NoStudyCanPay,
    /// Nothing can be said in money.
    Unknown,
}

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
