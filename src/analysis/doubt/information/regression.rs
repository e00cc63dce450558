//! How much of the variance of a target some columns explain, by linear least squares.

use crate::analysis::worlds::stats;

/// Columns that enter at most; of more, those that go most with the target.
const MOST_COLUMNS: usize = 64;
/// Share of its variance that a column must have to itself; with less it repeats others.
const LEAST_OWN_SHARE: f64 = 1e-9;

/// Draws in blocks.
pub(super) type Column<'a> = Vec<&'a [f64]>;

/// The variance of the regression of the target on the columns: what is explained by chance alone
/// is taken off, so that columns which have nothing to do with the target explain nothing.
pub(super) fn explained_variance(columns: &[Column<'_>], target: &Column<'_>) -> f64 {
    let target = centered(target);
    let mut columns: Vec<(Vec<f64>, f64)> = columns
        .iter()
        .filter_map(|column| standardized(column))
        .map(|column| {
            let with_target = product(&column, &target);
            (column, with_target)
        })
        .collect();
    columns.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    columns.truncate(MOST_COLUMNS);
    let whole = product(&target, &target);
    let (explained, used) = solved(&columns);
    let left = target.len() as f64 - used as f64 - 1.0;
    if left <= 0.0 {
        return 0.0;
    }
    let by_chance = used as f64 * (whole - explained).max(0.0) / left;
    (explained.min(whole) - by_chance).max(0.0)
}

/// The normal equations by Cholesky's factors, a column at a time: each adds the square of what it
/// says beyond those before it. Also how many columns were of use.
fn solved(columns: &[(Vec<f64>, f64)]) -> (f64, usize) {
    // Rows of the lower factor, each with the target's entry at its end.
    let mut rows: Vec<(usize, Vec<f64>, f64)> = Vec::new();
    for (idx, (column, with_target)) in columns.iter().enumerate() {
        let mut row: Vec<f64> = Vec::new();
        for (other, factors, _) in &rows {
            let common: f64 = row.iter().zip(factors).map(|(a, b)| a * b).sum();
            let diagonal = factors[row.len()];
            row.push((product(column, &columns[*other].0) - common) / diagonal);
        }
        let own = 1.0 - row.iter().map(|factor| factor * factor).sum::<f64>();
        if own <= LEAST_OWN_SHARE {
            continue;
        }
        let said: f64 = row.iter().zip(&rows).map(|(factor, (_, _, entry))| factor * entry).sum();
        let diagonal = own.sqrt();
        row.push(diagonal);
        rows.push((idx, row, (with_target - said) / diagonal));
    }
    (rows.iter().map(|(_, _, entry)| entry * entry).sum(), rows.len())
}

fn centered(column: &Column<'_>) -> Vec<f64> {
    let mean = stats::mean(column);
    column.iter().flat_map(|block| block.iter().map(|value| value - mean)).collect()
}

/// Mean 0, variance 1; `None` where nothing varies.
fn standardized(column: &Column<'_>) -> Option<Vec<f64>> {
    let mut column = centered(column);
    let sd = product(&column, &column).sqrt();
    if !(sd > 0.0 && sd.is_finite()) {
        return None;
    }
    for value in &mut column {
        *value /= sd;
    }
    Some(column)
}

/// The mean of products.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a_chunks, a_rest) = a.as_chunks::<8>();
    let (b_chunks, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (lanes.iter().sum::<f64>() + rest) / a.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random enough and are the same everywhere.
    fn scattered(start: u64, count: usize) -> Vec<f64> {
        let mut state = start;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1u64 << 53) as f64 - 0.5
        };
        (0..count).map(|_| next()).collect()
    }

    fn explained(columns: &[&Vec<f64>], target: &[f64]) -> f64 {
        let columns: Vec<Column<'_>> = columns.iter().map(|column| vec![column.as_slice()]).collect();
        explained_variance(&columns, &vec![target])
    }

    #[test]
    fn a_line_is_explained_and_its_noise_is_not() {
        let (x, y, noise) = (scattered(1, 8_000), scattered(2, 8_000), scattered(3, 8_000));
        let target: Vec<f64> = (0..8_000).map(|idx| 3.0 + 2.0 * x[idx] - y[idx] + noise[idx]).collect();
        // Each column's variance is a twelfth.
        let both = explained(&[&x, &y], &target);
        assert!((both - 5.0 / 12.0).abs() < 0.02, "{both}");
        assert!((explained(&[&x], &target) - 4.0 / 12.0).abs() < 0.02);
        assert!((explained(&[&x, &y, &noise], &target) - 0.5).abs() < 0.02);
    }

    #[test]
    fn a_column_that_repeats_others_or_never_moves_adds_nothing() {
        let (x, y) = (scattered(1, 1_000), scattered(2, 1_000));
        let target: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x + y).collect();
        let sum: Vec<f64> = x.iter().zip(&y).map(|(x, y)| 2.0 * x - 3.0 * y).collect();
        let plain = explained(&[&x, &y], &target);
        assert!((explained(&[&x, &y, &sum, &vec![7.0; 1_000]], &target) - plain).abs() < 1e-9 * plain);
        assert_eq!(explained(&[&vec![7.0; 1_000]], &target), 0.0);
        assert_eq!(explained(&[], &target), 0.0);
    }

    #[test]
    fn chance_alone_explains_nothing_to_speak_of() {
        let target = scattered(9, 4_000);
        let idle: Vec<Vec<f64>> = (100..110).map(|start| scattered(start * 7_919, 4_000)).collect();
        let explained = explained(&idle.iter().collect::<Vec<_>>(), &target);
        assert!(explained < 0.002 / 12.0 * 2.0, "{explained}");
    }
}
