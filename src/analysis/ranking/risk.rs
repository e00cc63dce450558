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

/// The chance that what strikes so many times a year (Poisson) strikes at least once in a year.
pub fn chance_of_any(per_year: f64) -> f64 {
    -libm::expm1(-per_year)
}

/// What optimism bias adds to one-off cost, a fraction: 0.86 is 86% on top.
pub fn optimism_uplift(bias: OptimismBias) -> f64 {
    bias.lower + (bias.upper - bias.lower) * (1.0 - bias.mitigated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_events_are_their_own_chance_and_frequent_ones_are_sure() {
        assert!((chance_of_any(1e-9) - 1e-9).abs() < 1e-17);
        assert!((chance_of_any(1.0) - 0.632_120_558_828_557_7).abs() < 1e-15);
        assert_eq!(chance_of_any(1e3), 1.0);
    }

    #[test]
    fn mitigation_runs_from_upper_to_lower() {
        let bias = |mitigated| OptimismBias { upper: 2.0, lower: 0.1, mitigated };
        assert_eq!(optimism_uplift(bias(0.0)), 2.0);
        assert!((optimism_uplift(bias(1.0)) - 0.1).abs() < 1e-15);
        assert!((optimism_uplift(bias(0.6)) - 0.86).abs() < 1e-12);
    }
}
