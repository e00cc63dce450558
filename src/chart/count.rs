//! How many there are of three sorts, on one scale for all rows.

use std::fmt::Write;

/// Lengths in percent of the cell: what holds, what has ended, what is open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CountBar {
    /// Solid.
    pub solid: f64,
    /// Faint, behind the solid part.
    pub faint: f64,
    /// Hollow, at the end.
    pub hollow: f64,
}

impl CountBar {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = String::from(
            r#"<svg width="100%" height="28" aria-hidden="true"><line class="z" x1="0%" x2="0%" y2="100%"/>"#,
        );
        let (ended, open) = (self.solid + self.faint, self.solid + self.faint + self.hollow);
        for (class, from, to) in [("v", 0.0, self.solid), ("less", self.solid, ended)] {
            if to > from {
                let _ = write!(svg, r#"<line class="{class}" x1="{from:.1}%" x2="{to:.1}%" y1="50%" y2="50%"/>"#);
            }
        }
        if open > ended {
            let width = open - ended;
            let _ = write!(svg, r#"<rect class="a" x="{ended:.1}%" width="{width:.1}%" y="50%" height="14"/>"#);
        }
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_stand_end_to_end_and_none_is_drawn_that_is_not_there() {
        let svg = CountBar { solid: 20.0, faint: 5.0, hollow: 12.5 }.svg();
        assert!(svg.contains(r#"x1="0.0%" x2="20.0%""#) && svg.contains(r#"x1="20.0%" x2="25.0%""#), "{svg}");
        assert!(svg.contains(r#"x="25.0%" width="12.5%""#), "{svg}");
        assert!(!CountBar { solid: 20.0, ..CountBar::default() }.svg().contains("less"));
    }
}
