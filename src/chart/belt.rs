//! An outcome against the range that was expected: every range has the same place and length, so that they run
//! unbroken through all rows of a table.

use super::bar::{mark, percent, start, vertical, word};
use std::fmt::Write;

/// One outcome. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BeltMark<'a> {
    /// Where the low end of every range stands.
    pub low: f64,
    /// Where the high end stands.
    pub high: f64,
    /// Where the outcome stands.
    pub at: f64,
    /// The outcome.
    pub words: &'a str,
    /// It lies within its range.
    pub is_inside: bool,
    /// The words stand before the mark.
    pub is_before: bool,
}

impl BeltMark<'_> {
    /// SVG for a cell with class `b` of a table with class `track`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        let (low, width) = (percent(self.low), percent(self.high - self.low));
        let _ = write!(svg, r#"<rect class="belt" x="{low}%" y="0" width="{width}%" height="100%"/>"#);
        vertical(&mut svg, "edge0", self.low);
        vertical(&mut svg, "edge0", self.high);
        let (shape, class) = if self.is_inside { ("dot", "in") } else { ("out", "gone") };
        mark(&mut svg, shape, class, self.at);
        word(&mut svg, self.at, if self.is_before { -1 } else { 1 }, self.words);
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn a_dot_is_inside_a_triangle_outside_and_words_are_escaped() {
        let belt = BeltMark { low: 23.5, high: 62.7, at: 88.9, words: "<b>15", is_inside: false, is_before: false };
        assert_snapshot!(belt.svg(), @r##"<svg width="100%" height="28" aria-hidden="true"><rect class="belt" x="23.5%" y="0" width="39.2%" height="100%"/><line class="edge0" x1="23.5%" x2="23.5%" y2="100%"/><line class="edge0" x1="62.7%" x2="62.7%" y2="100%"/><use class="gone" href="#out" x="88.9%" y="50%"/><text class="hi" x="88.9%" y="50%">&lt;b>15</text></svg>"##);
        let inside = BeltMark { at: 50.0, is_inside: true, is_before: true, ..belt }.svg();
        assert!(inside.contains(r##"class="in" href="#dot""##) && inside.contains(r#"class="lo""#), "{inside}");
    }
}
