//! Amounts in table cells: solid is decided, hollow is asked, hatched is over the limit; and what one estimate does to a
//! sum.

use super::bar::{horizontal, mark, percent, start, vertical, word};
use std::fmt::Write;

/// An amount from zero. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AmountBar {
    /// How far what is decided reaches.
    pub solid: f64,
    /// How far what is asked for reaches behind it.
    pub hollow: Option<f64>,
    /// Where the hatched part begins, which ends with the bar.
    pub over: Option<f64>,
    /// Both ends of the range of the whole.
    pub range: Option<(f64, f64)>,
    /// The limit.
    pub limit: Option<f64>,
    /// The limit is that of all rows, so that its line runs through them.
    pub is_for_all: bool,
    /// Where it stands afterwards.
    pub ring: Option<f64>,
}

impl AmountBar {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", 0.0);
        if self.solid > 0.0 {
            horizontal(&mut svg, "v", 0.0, self.solid);
        }
        if let Some(hollow) = self.hollow.filter(|hollow| *hollow > self.solid) {
            rect(&mut svg, r#"class="a""#, self.solid, hollow);
        }
        let end = self.hollow.unwrap_or(self.solid).max(self.solid);
        if let Some(over) = self.over.filter(|over| *over < end) {
            rect(&mut svg, r#"class="h" fill="url(#hatch)""#, over, end);
        }
        if let Some((low, high)) = self.range {
            horizontal(&mut svg, "w2", low, high);
            mark(&mut svg, "cap", "cap", low);
            mark(&mut svg, "cap", "cap", high);
        }
        if let Some(ring) = self.ring {
            mark(&mut svg, "was", "was", ring);
        }
        if let Some(limit) = self.limit {
            if self.is_for_all {
                vertical(&mut svg, "l", limit);
            } else {
                mark(&mut svg, "lim", "lim", limit);
            }
        }
        svg + "</svg>"
    }
}

/// How far one estimate moves a sum down and up, from the middle of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SwingBar<'a> {
    /// Where it ends to the left.
    pub low: f64,
    /// Where it ends to the right.
    pub high: f64,
    /// The figures at both ends.
    pub ends: (&'a str, &'a str),
}

impl SwingBar<'_> {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", 50.0);
        if self.low < 50.0 {
            horizontal(&mut svg, "less", self.low, 50.0);
            word(&mut svg, self.low, -1, self.ends.0);
        }
        if self.high > 50.0 {
            horizontal(&mut svg, "v", 50.0, self.high);
            word(&mut svg, self.high, 1, self.ends.1);
        }
        svg + "</svg>"
    }
}

fn rect(svg: &mut String, attributes: &str, from: f64, to: f64) {
    let (from, to) = (percent(from), percent(to - from));
    let _ = write!(svg, r#"<rect {attributes} x="{from}%" width="{to}%" y="50%" height="14"/>"#);
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn what_is_asked_stands_behind_what_is_decided_and_what_is_over_is_hatched() {
        let bar = AmountBar {
            solid: 18.3,
            hollow: Some(79.6),
            over: Some(70.0),
            range: Some((70.9, 91.2)),
            limit: Some(70.0),
            ..AmountBar::default()
        };
        assert_snapshot!(bar.svg());
    }

    #[test]
    fn what_is_not_there_is_not_drawn() {
        let bar = AmountBar { solid: 20.0, hollow: Some(20.0), over: Some(40.0), ..AmountBar::default() }.svg();
        assert!(!bar.contains("rect") && !bar.contains("#cap"), "{bar}");
        assert!(!AmountBar { hollow: Some(f64::NAN), ..AmountBar::default() }.svg().contains("NaN"));
    }

    #[test]
    fn a_swing_starts_at_the_middle() {
        assert_snapshot!(SwingBar { low: 30.0, high: 79.5, ends: ("−£0.44m", "+£0.65m & more") }.svg());
    }
}
