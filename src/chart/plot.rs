//! Curves and bands: paths for a drawing from 0 to 100 each way that stretches with its place.

use std::fmt::Write;

/// A band with its middle line. Positions in percent, from the left and from the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band<'a> {
    /// Across; rising.
    pub x: &'a [f64],
    /// One edge.
    pub low: &'a [f64],
    /// The other edge.
    pub high: &'a [f64],
    /// The line between them.
    pub mid: &'a [f64],
}

impl Band<'_> {
    /// Two paths: the band, and its line, dashed for what is not decided.
    pub fn svg(&self, is_dashed: bool) -> String {
        let there = self.x.iter().copied().zip(self.high.iter().copied());
        let back = self.x.iter().copied().zip(self.low.iter().copied()).rev();
        let edge: Vec<(f64, f64)> = there.chain(back).collect();
        let band = path(&edge);
        let line = line(self.x, self.mid, is_dashed);
        if band.is_empty() { line } else { format!(r#"<path class="band" d="{band}Z"/>{line}"#) }
    }
}

/// One line.
pub fn line(x: &[f64], y: &[f64], is_dashed: bool) -> String {
    let points: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    let path = path(&points);
    let class = if is_dashed { "curve dash" } else { "curve" };
    if path.is_empty() { String::new() } else { format!(r#"<path class="{class}" d="{path}"/>"#) }
}

/// Points as a path; what is no number is left out.
fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (x, y) in points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
        let _ = write!(path, "{}{} {}", if path.is_empty() { 'M' } else { 'L' }, tenths(*x), tenths(*y));
    }
    path
}

fn tenths(value: f64) -> f64 {
    // Adding zero makes -0 a plain 0.
    (value.clamp(-100.0, 200.0) * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn a_band_runs_there_and_back() {
        let band = Band {
            x: &[0.0, 50.0, 100.0],
            low: &[90.0, 70.04, 60.0],
            high: &[80.0, 50.0, 20.0],
            mid: &[85.0, 60.0, 40.0],
        };
        assert_snapshot!(band.svg(false));
        assert_snapshot!(line(&[0.0, 100.0], &[10.0, 20.0], true));
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        assert_eq!(line(&[0.0, f64::NAN, 2.0], &[1.0, 1.0, f64::INFINITY], false), r#"<path class="curve" d="M0 1"/>"#);
        assert_eq!(Band::default().svg(true), "");
    }
}
