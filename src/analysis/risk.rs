//! What losses come to a year, and how far builds run over.
//!
//! Sources: Open FAIR and Hubbard, How to Measure Anything (loss = frequency × size); HM Treasury,
//! The Green Book, supplementary guidance on optimism bias.

use crate::model::OptimismBias;

/// Mean rate times mean loss, a year.
///
/// The mean of the rate, not its most likely value: a skewed rate happens more often than its mode.
pub fn expected_annual_loss(mean_per_year: f64, mean_loss: f64) -> f64 {
    mean_per_year * mean_loss
}

/// What optimism bias adds to one-off cost, a fraction: 0.86 is 86% on top.
pub fn optimism_uplift(bias: OptimismBias) -> f64 {
    bias.lower + (bias.upper - bias.lower) * (1.0 - bias.mitigated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mitigation_runs_from_upper_to_lower() {
        let bias = |mitigated| OptimismBias { upper: 2.0, lower: 0.1, mitigated };
        assert_eq!(optimism_uplift(bias(0.0)), 2.0);
        assert!((optimism_uplift(bias(1.0)) - 0.1).abs() < 1e-15);
        assert!((optimism_uplift(bias(0.6)) - 0.86).abs() < 1e-12);
    }
}
