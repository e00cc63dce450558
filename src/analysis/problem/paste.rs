//! Lines that an author can paste: numbers as people write them, and a whole block of criteria.

use super::Criterion;
use crate::model::{Anchors, ValueFunction};
use std::fmt::Write;

/// Which way a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    Up,
    Down,
    Nearest,
}

/// A number with two digits, as an author would write it: `3.4m`, `250k`, `12`.
pub(crate) fn number(value: f64, rounding: Rounding) -> String {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return "0".to_owned();
    }
    let mut step = 1.0;
    while step * 100.0 <= size {
        step *= 10.0;
    }
    while step * 10.0 > size {
        step /= 10.0;
    }
    let rounded = step
        * match rounding {
            Rounding::Up => (value / step - 1e-9).ceil(),
            Rounding::Down => (value / step + 1e-9).floor(),
            Rounding::Nearest => (value / step).round(),
        };
    let (scaled, suffix) = match rounded.abs() {
        size if size >= 1e9 => (rounded / 1e9, "bn"),
        size if size >= 1e6 => (rounded / 1e6, "m"),
        size if size >= 1e4 => (rounded / 1e3, "k"),
        _ => (rounded, ""),
    };
    // Division leaves digits behind that nobody meant.
    let digits = format!("{scaled:.4}");
    format!("{}{suffix}", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// The criteria of a record with anchors where it has none, ready to be pasted.
pub(crate) fn criteria_block(criteria: &[Criterion], values: &[ValueFunction]) -> String {
    let mut block = String::from("fix it with anchors of your own, for example\ncriteria:");
    for (criterion, value) in criteria.iter().zip(values) {
        let points = number(criterion.weight * 100.0, Rounding::Nearest);
        let _ = write!(block, "\n  {}: {{ points: {points}", criterion.id);
        if criterion.value.is_none() || criterion.has_anchors {
            let Anchors { worst, best } = value.anchors();
            let outward = |end: f64, other: f64| {
                if criterion.has_anchors {
                    number(end, Rounding::Nearest)
                } else {
                    number(end, if end > other { Rounding::Up } else { Rounding::Down })
                }
            };
            let _ = write!(block, ", worst: {}, best: {}", outward(worst, best), outward(best, worst));
        }
        block.push_str(" }");
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_authors_write_them() {
        assert_eq!(number(3_346_597.0, Rounding::Up), "3.4m");
        assert_eq!(number(1_127_342.0, Rounding::Down), "1.1m");
        assert_eq!(number(105_263.0, Rounding::Nearest), "110k");
        assert_eq!(number(0.0342, Rounding::Up), "0.035");
        assert_eq!(number(-12.3, Rounding::Down), "-13");
        assert_eq!(number(35.0, Rounding::Nearest), "35");
        assert_eq!(number(0.0, Rounding::Up), "0");
    }
}
