//! A figure that moved: a ring where it stood, an arrow to where it stands, its range behind.

use super::bar::{horizontal, mark, start, vertical};

/// A figure on its way from old to new. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arrow {
    /// Where the scale's zero stands.
    pub zero: f64,
    /// Its range now.
    pub range: (f64, f64),
    /// Where it stood.
    pub was: f64,
    /// Where it stands.
    pub now: f64,
    /// Its own limit.
    pub limit: Option<f64>,
}

impl Arrow {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", self.zero);
        horizontal(&mut svg, "r", self.range.0, self.range.1);
        horizontal(&mut svg, "to", self.was, self.now);
        mark(&mut svg, "was", "was", self.was);
        mark(&mut svg, if self.now < self.was { "pit" } else { "tip" }, "tip", self.now);
        if let Some(limit) = self.limit {
            mark(&mut svg, "lim", "lim", limit);
        }
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn the_arrow_points_to_where_it_stands_now() {
        let arrow = Arrow { zero: 0.0, range: (22.1, 37.4), was: 17.0, now: 29.3, limit: Some(20.0) };
        assert_snapshot!(arrow.svg(), @"");
        let back = Arrow { was: 29.3, now: 17.0, limit: None, ..arrow }.svg();
        assert!(back.contains("#pit") && !back.contains("#lim"), "{back}");
    }
}
