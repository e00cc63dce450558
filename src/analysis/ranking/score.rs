//! Scores → totals, and the order that they make.
//!
//! The additive value model of Keeney & Raiffa, Decisions with Multiple Objectives: a total is the
//! weighted sum of scores. Where a criterion has no anchors, its scale spans the levels at hand.

use crate::model::{Anchors, Better, ValueFunction, ValueFunctionFault};

/// The weighted sum of scores; weight and score stand at the same criterion.
pub fn total(weights: &[f64], scores: &[f64]) -> f64 {
    weights.iter().zip(scores).map(|(weight, score)| weight * score).sum()
}

/// The scale that takes the place of anchors: from the worst to the best of the levels at hand.
pub fn spanning(lowest: f64, highest: f64, better: Better) -> Result<ValueFunction, ValueFunctionFault> {
    ValueFunction::linear(match better {
        Better::Less => Anchors { worst: highest, best: lowest },
        Better::More => Anchors { worst: lowest, best: highest },
    })
}

/// Indices from the highest total to the lowest, ties in declared order.
pub fn order(totals: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..totals.len()).collect();
    order.sort_by(|a, b| totals[*b].total_cmp(&totals[*a]).then(a.cmp(b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_the_declared_order() {
        assert_eq!(order(&[0.2, 0.7, 0.7, 0.1]), [1, 2, 0, 3]);
    }

    #[test]
    fn a_scale_that_spans_levels_turns_with_the_direction() {
        let less = spanning(10.0, 30.0, Better::Less).expect("wide");
        let more = spanning(10.0, 30.0, Better::More).expect("wide");
        assert_eq!((less.score(10.0), more.score(10.0)), (1.0, 0.0));
        assert_eq!(spanning(5.0, 5.0, Better::More), Err(ValueFunctionFault::EqualAnchors));
    }
}
