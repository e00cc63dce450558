//! A contract on a line of time, in a table cell.

use super::bar::{horizontal, mark, percent, start, vertical};
use std::fmt::Write;

/// A contract. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimeBar<'a> {
    /// Upright lines.
    pub grid: &'a [f64],
    /// Today.
    pub today: f64,
    /// The next meeting.
    pub meeting: Option<f64>,
    /// Where it begins.
    pub from: f64,
    /// Where its term ends.
    pub to: f64,
    /// The last day for notice.
    pub notice: Option<f64>,
    /// It runs on behind its end.
    pub runs_on: bool,
    /// It is asked for and not decided: hollow.
    pub is_hollow: bool,
}

impl TimeBar<'_> {
    /// SVG for a cell with class `b` of a table with class `tline`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        for at in self.grid {
            vertical(&mut svg, "g", *at);
        }
        if let Some(meeting) = self.meeting {
            vertical(&mut svg, "meet", meeting);
        }
        if self.runs_on {
            horizontal(&mut svg, "stem", self.to, 100.0);
        }
        if self.is_hollow {
            let (from, width) = (percent(self.from), percent(self.to - self.from));
            let _ = write!(svg, r#"<rect class="a" x="{from}%" width="{width}%" y="50%" height="14"/>"#);
        } else if self.to > self.from {
            horizontal(&mut svg, "v", self.from, self.to);
        }
        vertical(&mut svg, "today", self.today);
        if let Some(notice) = self.notice {
            if self.to > notice {
                horizontal(&mut svg, "o", notice, self.to);
            }
            mark(&mut svg, "flag", "day", notice);
        }
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn from_the_flag_to_the_end_there_is_no_way_back() {
        let bar = TimeBar {
            grid: &[8.3, 33.1],
            today: 4.0,
            meeting: Some(6.7),
            from: 0.0,
            to: 17.2,
            notice: Some(4.9),
            runs_on: true,
            is_hollow: false,
        };
        assert_snapshot!(bar.svg());
        let asked = TimeBar { notice: None, is_hollow: true, runs_on: false, ..bar }.svg();
        assert!(asked.contains(r#"class="a""#) && !asked.contains(r#"class="v""#) && !asked.contains("flag"));
    }
}
