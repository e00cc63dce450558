//! Days of one sort on a line of time, in a table cell.

use super::bar::{mark, start, vertical};

/// A lane. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lane<'a> {
    /// Upright lines.
    pub grid: &'a [f64],
    /// Today.
    pub today: f64,
    /// The next meeting.
    pub meeting: Option<f64>,
    /// Days to come.
    pub days: &'a [f64],
    /// Days that passed, or rules that are met.
    pub gone: &'a [f64],
    /// The shape of its marks; one that is not ours draws none.
    pub shape: Option<&'a str>,
}

/// What marks a day.
const SHAPES: [&str; 6] = ["day", "flag", "out", "dot", "good", "wait"];

impl Lane<'_> {
    /// SVG for a cell with class `b` of a table with class `lanes`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        for at in self.grid {
            vertical(&mut svg, "g", *at);
        }
        if let Some(meeting) = self.meeting {
            vertical(&mut svg, "meet", meeting);
        }
        vertical(&mut svg, "today", self.today);
        if let Some(shape) = self.shape.filter(|shape| SHAPES.contains(shape)) {
            for (class, days) in [("day", self.days), ("gone", self.gone)] {
                for at in days {
                    mark(&mut svg, shape, class, *at);
                }
            }
        }
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn what_passed_has_a_color_of_its_own() {
        let lane =
            Lane { grid: &[16.7], today: 8.0, meeting: Some(13.4), days: &[20.0], gone: &[1.6], shape: Some("dot") };
        assert_snapshot!(lane.svg(), @r##"<svg width="100%" height="28" aria-hidden="true"><line class="g" x1="16.7%" x2="16.7%" y2="100%"/><line class="meet" x1="13.4%" x2="13.4%" y2="100%"/><line class="today" x1="8%" x2="8%" y2="100%"/><use class="day" href="#dot" x="20%" y="50%"/><use class="gone" href="#dot" x="1.6%" y="50%"/></svg>"##);
        assert!(!Lane { shape: Some("\"><script>"), ..lane }.svg().contains("script"));
    }
}
