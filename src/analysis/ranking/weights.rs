//! Points → weights.
//!
//! Points are swing weights: what going from the worst to the best level is worth against the other
//! criteria (Goodwin & Wright, Decision Analysis for Management Judgment). Rank order takes the
//! centroid of all weights that keep the order (Barron & Barrett 1996).

use crate::analysis::result::CriterionResult;
use crate::model::{Anchors, Measure, ValueFunction};
use std::fmt;

/// Criterion weights in declared order: none negative, together one.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

/// Why points make no weights. Indices are those of the criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightFault {
    /// There is no criterion.
    NoCriteria,
    /// A criterion has no points.
    Missing(usize),
    /// Points are infinite or no number.
    NotFinite(usize),
    /// Points are below zero.
    Negative(usize),
    /// All points are zero.
    AllZero,
}

impl fmt::Display for WeightFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoCriteria => "there is no criterion to weigh",
            Self::Missing(_) => "this criterion has no points",
            Self::NotFinite(_) => "points are finite numbers",
            Self::Negative(_) => "points cannot be below zero",
            Self::AllZero => "all criteria have 0 points, so nothing counts",
        })
    }
}

impl std::error::Error for WeightFault {}

impl Weights {
    /// Scales points as written, so authors may think in points, percent or stars.
    pub fn from_points(points: &[Option<f64>]) -> Result<Self, WeightFault> {
        if points.is_empty() {
            return Err(WeightFault::NoCriteria);
        }
        let mut known = Vec::with_capacity(points.len());
        for (idx, points) in points.iter().enumerate() {
            match *points {
                None => return Err(WeightFault::Missing(idx)),
                Some(points) if !points.is_finite() => return Err(WeightFault::NotFinite(idx)),
                Some(points) if points < 0.0 => return Err(WeightFault::Negative(idx)),
                Some(points) => known.push(points),
            }
        }
        let most = known.iter().copied().fold(0.0, f64::max);
        if most == 0.0 {
            return Err(WeightFault::AllZero);
        }
        let mut sum: f64 = known.iter().sum();
        // The ends of the range of numbers would lose the sum, or the shares.
        if !sum.is_finite() || most < f64::MIN_POSITIVE * 1e16 {
            for points in &mut known {
                *points /= most;
            }
            sum = known.iter().sum();
        }
        Ok(Self(known.into_iter().map(|points| points / sum).collect()))
    }

    /// Rank order centroid of criteria from the most to the least important:
    /// w_k = (1/n) sum of 1/j over j from k to n.
    pub fn rank_order(count: usize) -> Result<Self, WeightFault> {
        if count == 0 {
            return Err(WeightFault::NoCriteria);
        }
        let n = count as f64;
        let mut weights = vec![0.0; count];
        let mut tail = 0.0;
        for rank in (1..=count).rev() {
            tail += 1.0 / rank as f64;
            weights[rank - 1] = tail / n;
        }
        Ok(Self(weights))
    }

    /// By criterion.
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}

/// Adds what one unit of each criterion is worth in money: w_k / w_cost × |worst-best of cost| / |worst-best of k|.
///
/// `None` where cost or the criterion has no anchors or no straight line, where cost weighs nothing,
/// and for cost itself.
pub(crate) fn add_money_per_unit(criteria: &mut [CriterionResult]) {
    let range = |criterion: &CriterionResult| match criterion.value {
        ValueFunction::Linear(Anchors { worst, best }) if criterion.has_anchors => Some((worst - best).abs()),
        _ => None,
    };
    let cost = criteria.iter().position(|criterion| criterion.measure == Measure::TotalCost && criterion.weight > 0.0);
    let Some((cost, cost_range)) = cost.and_then(|idx| Some((idx, range(&criteria[idx])?))) else { return };
    let per_weight = cost_range / criteria[cost].weight;
    for (_, criterion) in criteria.iter_mut().enumerate().filter(|(idx, _)| *idx != cost) {
        let worth = range(criterion).map(|range| criterion.weight * per_weight / range);
        criterion.money_per_unit = worth.filter(|worth| worth.is_finite());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weights(points: &[f64]) -> Result<Weights, WeightFault> {
        Weights::from_points(&points.iter().copied().map(Some).collect::<Vec<_>>())
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(weights(&[]), Err(WeightFault::NoCriteria));
        assert_eq!(weights(&[0.0, 0.0]), Err(WeightFault::AllZero));
        assert_eq!(weights(&[3.0, -1.0]), Err(WeightFault::Negative(1)));
        assert_eq!(weights(&[f64::NAN]), Err(WeightFault::NotFinite(0)));
        assert_eq!(Weights::from_points(&[Some(1.0), None]), Err(WeightFault::Missing(1)));
        assert_eq!(Weights::rank_order(0), Err(WeightFault::NoCriteria));
    }

    #[test]
    fn the_largest_numbers_still_share() {
        let shared = weights(&[f64::MAX, f64::MAX]).expect("finite");
        assert_eq!(shared.as_slice(), [0.5, 0.5]);
        let tiny = weights(&[5e-324, 5e-324]).expect("above zero");
        assert_eq!(tiny.as_slice(), [0.5, 0.5]);
    }

    proptest! {
        #[test]
        fn weights_sum_to_one_and_scaling_changes_nothing(
            points in prop::collection::vec(0.0..1e6f64, 1..9),
            scale in 1e-3..1e3f64,
        ) {
            prop_assume!(points.iter().any(|points| *points > 1e-3));
            let plain = weights(&points).expect("sound");
            let scaled = weights(&points.iter().map(|points| points * scale).collect::<Vec<_>>()).expect("sound");
            prop_assert!((plain.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (a, b) in plain.as_slice().iter().zip(scaled.as_slice()) {
                prop_assert!((a - b).abs() < 1e-12);
            }
        }

        #[test]
        fn rank_order_falls_and_sums_to_one(count in 1..40usize) {
            let weights = Weights::rank_order(count).expect("not empty");
            prop_assert!((weights.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(weights.as_slice().windows(2).all(|pair| pair[0] > pair[1]));
        }
    }
}
