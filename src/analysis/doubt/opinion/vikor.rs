//! VIKOR: a compromise between the most for the group of criteria and the least regret on any one
//! (Opricovic & Tzeng, European Journal of Operational Research 156, 2004), with v = 0.5.

use super::{Matrix, TIE};

/// How much the group counts against the single regret.
const GROUP: f64 = 0.5;

/// What VIKOR comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Compromise {
    /// By option: weighted distance from the best level on all criteria, 0 to 1.
    pub s: Vec<f64>,
    /// By option: the largest of these distances.
    pub r: Vec<f64>,
    /// By option: both together, 0 (best) to 1.
    pub q: Vec<f64>,
    /// Whether the first leads the second by at least 1 / (options - 1).
    pub has_advantage: bool,
    /// Whether the first by Q is also first by S or by R.
    pub is_stable: bool,
    /// Whom it accepts: the first alone where both hold; in the order of Q.
    pub set: Vec<usize>,
}

/// The compromise; there is at least one option. A criterion on which all are alike drops out.
pub fn compromise(matrix: Matrix<'_>) -> Compromise {
    let count = matrix.levels.len();
    let (mut s, mut r) = (vec![0.0; count], vec![0.0f64; count]);
    for (criterion, weight) in matrix.weights.iter().enumerate() {
        let (worst, best) = matrix.ends(criterion);
        if worst == best {
            continue;
        }
        for (idx, row) in matrix.levels.iter().enumerate() {
            let distance = weight * ((best - row[criterion]) / (best - worst));
            s[idx] += distance;
            r[idx] = r[idx].max(distance);
        }
    }
    let (group, regret) = (scaled(&s), scaled(&r));
    let q: Vec<f64> = group.iter().zip(&regret).map(|(group, regret)| GROUP * group + (1.0 - GROUP) * regret).collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| q[*a].total_cmp(&q[*b]).then(a.cmp(b)));
    let Some(first) = order.first().copied() else {
        return Compromise { s, r, q, has_advantage: true, is_stable: true, set: Vec::new() };
    };
    let enough = 1.0 / count.saturating_sub(1).max(1) as f64;
    let is_ahead_of = |other: usize| q[other] - q[first] >= enough - TIE;
    let has_advantage = order.get(1).is_none_or(|second| is_ahead_of(*second));
    let is_least = |values: &[f64]| values.iter().all(|value| *value >= values[first] - TIE);
    let is_stable = is_least(&s) || is_least(&r);
    let set = match (has_advantage, is_stable) {
        (true, true) => vec![first],
        (true, false) => order.iter().copied().take(2).collect(),
        (false, _) => order.iter().copied().filter(|idx| *idx == first || !is_ahead_of(*idx)).collect(),
    };
    Compromise { s, r, q, has_advantage, is_stable, set }
}

/// From the least (0) to the most (1); all 0 where they are alike.
fn scaled(values: &[f64]) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| if high - low > TIE { (value - low) / (high - low) } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Better;

    #[test]
    fn sums_that_are_alike_but_for_the_last_bit_are_alike() {
        // 0.1 + 0.2 against 0.3: no distance between the two groups, so regret alone decides.
        let levels = [vec![0.0, 0.0, 1.0], vec![1.0, 1.0, 0.0]];
        let found = compromise(Matrix { levels: &levels, weights: &[0.1, 0.2, 0.3], better: &[Better::More; 3] });
        assert!(found.s[0] != found.s[1], "the example shows what it is about: {:?}", found.s);
        assert_eq!(found.q, [0.0, 0.5]);
    }
}
