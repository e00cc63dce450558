//! TOPSIS: how close an option comes to the best level on every criterion at once
//! (Hwang & Yoon, Multiple Attribute Decision Making, 1981), with vector normalization.

use super::Matrix;
use crate::model::Better;

/// Closeness to the ideal by option, from 0 (the worst on everything) to 1 (the best on everything).
///
/// A column of zeroes drops out. Where nothing tells the options apart, all stand at the ideal.
pub fn closeness(matrix: Matrix<'_>) -> Vec<f64> {
    let mut to_ideal = vec![0.0; matrix.levels.len()];
    let mut to_worst = vec![0.0; matrix.levels.len()];
    for (criterion, weight) in matrix.weights.iter().enumerate() {
        let (mut low, mut high, mut squares) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for row in matrix.levels {
            let level = row[criterion];
            low = low.min(level);
            high = high.max(level);
            squares += level * level;
        }
        if squares <= 0.0 {
            continue;
        }
        let scale = weight / squares.sqrt();
        let (worst, best) = if matrix.better[criterion] == Better::Less { (high, low) } else { (low, high) };
        for (idx, row) in matrix.levels.iter().enumerate() {
            let (short, ahead) = ((best - row[criterion]) * scale, (row[criterion] - worst) * scale);
            to_ideal[idx] += short * short;
            to_worst[idx] += ahead * ahead;
        }
    }
    let close = |(ideal, worst): (&f64, &f64)| {
        let (ideal, worst) = (ideal.sqrt(), worst.sqrt());
        if ideal + worst > 0.0 { worst / (ideal + worst) } else { 1.0 }
    };
    to_ideal.iter().zip(&to_worst).map(close).collect()
}
