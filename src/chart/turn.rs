//! What turns the answer, as bars in table cells: how far an estimate moves the lead, and how far it is from turning it.

use super::bar::{horizontal, hue, mark, start, vertical};

/// The lead at both ends of an estimate's range, no lead among them. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeadBar<'a> {
    /// Where there is no lead.
    pub zero: f64,
    /// The lower lead.
    pub low: f64,
    /// The higher lead.
    pub high: f64,
    /// The lead now.
    pub now: Option<f64>,
    /// Who leads above zero.
    pub hue: Option<&'a str>,
    /// Who leads below it.
    pub below: Option<&'a str>,
}

impl LeadBar<'_> {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        if self.low < self.zero {
            horizontal(&mut svg, &format!("v{}", hue(self.below)), self.low, self.high.min(self.zero));
        }
        if self.high > self.zero {
            horizontal(&mut svg, &format!("v{}", hue(self.hue)), self.low.max(self.zero), self.high);
        }
        vertical(&mut svg, "z", self.zero);
        if let Some(now) = self.now {
            mark(&mut svg, "mid", "mid", now);
        }
        svg + "</svg>"
    }
}

/// The range of an estimate as a distance from what it is now; the end beyond which another option comes first has that
/// option's color. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TurnBar<'a> {
    /// What it is now.
    pub now: f64,
    /// Where its range starts.
    pub low: f64,
    /// Where its range ends.
    pub high: f64,
    /// Where it turns.
    pub at: f64,
    /// It turns above that, not below.
    pub is_above: bool,
    /// Who comes first then.
    pub hue: Option<&'a str>,
}

impl TurnBar<'_> {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", self.now);
        horizontal(&mut svg, "r", self.low, self.high);
        let (from, to) =
            if self.is_above { (self.at.max(self.low), self.high) } else { (self.low, self.at.min(self.high)) };
        if to > from {
            horizontal(&mut svg, &format!("o{}", hue(self.hue)), from, to);
        }
        mark(&mut svg, "mid", "mid", self.now);
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_has_two_colors_only_where_the_first_place_changes_hands() {
        let bar = |low, high| {
            LeadBar { zero: 40.0, low, high, now: Some(45.0), hue: Some("buy"), below: Some("build") }.svg()
        };
        assert!(bar(26.0, 60.0).contains("v build") && bar(26.0, 60.0).contains("v buy"));
        assert!(!bar(41.0, 60.0).contains("v build"));
        assert!(!bar(26.0, 39.0).contains("v buy"));
    }

    #[test]
    fn the_end_that_turns_it_is_colored_as_far_as_the_range_goes() {
        let bar = TurnBar { now: 40.0, low: 20.0, high: 66.0, at: 49.0, is_above: true, hue: Some("build") };
        assert!(bar.svg().contains(r#"class="o build" x1="49%" x2="66%""#), "{}", bar.svg());
        let below = TurnBar { is_above: false, at: 30.0, ..bar };
        assert!(below.svg().contains(r#"class="o build" x1="20%" x2="30%""#));
        assert!(!TurnBar { at: 90.0, ..bar }.svg().contains("class=\"o"), "beyond the range");
    }
}
