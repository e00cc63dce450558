//! Pairwise comparisons → weights, and how far the comparisons contradict one another.
//!
//! Saaty's principal eigenvector and consistency ratio (The Analytic Hierarchy Process, 1980), for
//! weights alone: options are never scored by it, since adding a copy can turn the ranking over.

/// Saaty's random index for 3 criteria and more.
const RANDOM_INDEX: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Consistency ratio up to which comparisons fit.
const FINE: f64 = 0.10;

/// Consistency ratio from which they are of no use.
const USELESS: f64 = 0.20;

/// Rounds of the power iteration, at most; comparisons up to 9 settle within a few dozen.
const MOST_ROUNDS: usize = 10_000;

/// What comparisons come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairwise {
    /// By criterion, together one.
    pub weights: Vec<f64>,
    /// The matrix's largest eigenvalue.
    pub eigenvalue: f64,
    /// (eigenvalue - n) / (n - 1); 0 where the comparisons agree.
    pub consistency_index: f64,
    /// The index over that of random comparisons; 0 for two criteria.
    pub consistency_ratio: f64,
    /// What to do with it.
    pub verdict: Consistency,
}

/// Whether comparisons can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// They agree well enough.
    Fine,
    /// They are used, and these three criteria contradict one another most.
    Doubtful([usize; 3]),
    /// They contradict one another too much; these three most.
    Useless([usize; 3]),
}

/// Why comparisons make no matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairwiseFault {
    /// No criterion, or more than the random index covers.
    CriterionCount,
    /// These two are not compared.
    Missing(usize, usize),
    /// A comparison that is no number above 0.
    NotPositive(usize, usize),
}

/// Weighs `count` criteria by comparisons (row, column, how much more the row counts).
pub fn weigh(count: usize, comparisons: &[(usize, usize, f64)]) -> Result<Pairwise, PairwiseFault> {
    if count == 0 || count > RANDOM_INDEX.len() + 2 {
        return Err(PairwiseFault::CriterionCount);
    }
    let mut matrix = vec![vec![None; count]; count];
    for (row, column, ratio) in comparisons.iter().copied().filter(|(row, column, _)| *row < count && *column < count) {
        if !(ratio.is_finite() && ratio > 0.0) {
            return Err(PairwiseFault::NotPositive(row, column));
        }
        matrix[row][column] = Some(ratio);
        matrix[column][row].get_or_insert(1.0 / ratio);
    }
    let matrix: Vec<Vec<f64>> = (0..count)
        .map(|row| {
            (0..count)
                .map(|column| match matrix[row][column] {
                    _ if row == column => Ok(1.0),
                    Some(ratio) => Ok(ratio),
                    None => Err(PairwiseFault::Missing(row.min(column), row.max(column))),
                })
                .collect()
        })
        .collect::<Result<_, _>>()?;
    Ok(of_matrix(&matrix))
}

fn of_matrix(matrix: &[Vec<f64>]) -> Pairwise {
    let count = matrix.len();
    let mut weights = vec![1.0 / count as f64; count];
    let mut eigenvalue = count as f64;
    for _ in 0..MOST_ROUNDS {
        let product: Vec<f64> = matrix.iter().map(|row| row.iter().zip(&weights).map(|(a, w)| a * w).sum()).collect();
        eigenvalue = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|value| value / eigenvalue).collect();
        let moved = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        weights = next;
        if moved < 1e-12 {
            break;
        }
    }
    let consistency_index = if count > 2 { (eigenvalue - count as f64) / (count - 1) as f64 } else { 0.0 };
    let random = count.checked_sub(3).and_then(|idx| RANDOM_INDEX.get(idx));
    let consistency_ratio = random.map_or(0.0, |random| consistency_index / random);
    let verdict = match worst_triad(matrix) {
        Some(triad) if consistency_ratio > USELESS => Consistency::Useless(triad),
        Some(triad) if consistency_ratio > FINE => Consistency::Doubtful(triad),
        _ => Consistency::Fine,
    };
    Pairwise { weights, eigenvalue, consistency_index, consistency_ratio, verdict }
}

/// The three criteria whose comparisons are farthest from a_ij a_jk = a_ik; the first of equals.
fn worst_triad(matrix: &[Vec<f64>]) -> Option<[usize; 3]> {
    let count = matrix.len();
    let mut worst: Option<([usize; 3], f64)> = None;
    for i in 0..count {
        for j in i + 1..count {
            for k in j + 1..count {
                let gap = libm::log(matrix[i][j] * matrix[j][k] / matrix[i][k]).abs();
                if worst.is_none_or(|(_, most)| gap > most) {
                    worst = Some(([i, j, k], gap));
                }
            }
        }
    }
    worst.map(|(triad, _)| triad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn comparisons_that_agree_give_back_the_weights() {
        let found = weigh(3, &[(0, 1, 2.0), (1, 2, 2.0), (0, 2, 4.0)]).expect("whole");
        for (weight, expected) in found.weights.iter().zip([4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]) {
            assert!((weight - expected).abs() < 1e-12);
        }
        assert_eq!(found.verdict, Consistency::Fine);
    }

    #[test]
    fn a_circle_is_of_no_use_and_named() {
        let found = weigh(4, &[(0, 1, 5.0), (1, 2, 5.0), (2, 0, 5.0), (0, 3, 1.0), (1, 3, 1.0), (2, 3, 1.0)]);
        assert_eq!(found.expect("whole").verdict, Consistency::Useless([0, 1, 2]));
    }

    #[test]
    fn gaps_and_nonsense_are_refused() {
        assert_eq!(weigh(3, &[(0, 1, 2.0), (1, 2, 2.0)]), Err(PairwiseFault::Missing(0, 2)));
        assert_eq!(weigh(2, &[(0, 1, 0.0)]), Err(PairwiseFault::NotPositive(0, 1)));
        assert_eq!(weigh(0, &[]), Err(PairwiseFault::CriterionCount));
    }

    proptest! {
        #[test]
        fn weights_sum_to_one_and_none_is_negative(ratios in prop::collection::vec(1.0 / 9.0..9.0f64, 6)) {
            let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
            let comparisons: Vec<_> = pairs.iter().zip(&ratios).map(|((a, b), ratio)| (*a, *b, *ratio)).collect();
            let found = weigh(4, &comparisons).expect("whole");
            prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.weights.iter().all(|weight| *weight > 0.0));
            prop_assert!(found.consistency_ratio > -1e-9);
        }
    }
}
