//! Which options are no better on any criterion and worse on one.
//!
//! Source: Keeney & Raiffa, Decisions with Multiple Objectives, chapter 3.

/// By option: those that dominate it, in declared order. Rows are scores, more is better, one
/// column a criterion; an option without a row (`None`: out of the running) takes no part.
///
/// Equal rows do not dominate each other.
pub fn dominated_by(scores: &[Option<Vec<f64>>]) -> Vec<Vec<usize>> {
    let dominates = |other: &Option<Vec<f64>>, row: &[f64]| {
        other.as_ref().is_some_and(|other| {
            other.iter().zip(row).all(|(a, b)| a >= b) && other.iter().zip(row).any(|(a, b)| a > b)
        })
    };
    scores
        .iter()
        .map(|row| match row {
            None => Vec::new(),
            Some(row) => (0..scores.len()).filter(|other| dominates(&scores[*other], row)).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_rows_and_absent_ones_dominate_nobody() {
        let scores = [Some(vec![1.0, 2.0]), Some(vec![1.0, 2.0]), None, Some(vec![1.0, 1.0])];
        assert_eq!(dominated_by(&scores), vec![vec![], vec![], vec![], vec![0, 1]]);
    }

    proptest! {
        #[test]
        fn a_dominated_option_never_has_the_higher_total(
            rows in prop::collection::vec(prop::collection::vec(0..4u8, 3), 2..6),
            weights in prop::collection::vec(0.0..1.0f64, 3),
        ) {
            let rows: Vec<Option<Vec<f64>>> =
                rows.into_iter().map(|row| Some(row.into_iter().map(f64::from).collect())).collect();
            let total = |idx: usize| -> f64 {
                rows[idx].iter().flatten().zip(&weights).map(|(score, weight)| score * weight).sum()
            };
            for (idx, dominators) in dominated_by(&rows).into_iter().enumerate() {
                for dominator in dominators {
                    prop_assert!(total(dominator) >= total(idx));
                }
            }
        }
    }
}
