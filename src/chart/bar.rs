//! The bars in table cells.

use std::fmt::Write;

/// Ranges shorter than this, in percent of the scale, get the least mark: a bar of 4 px beside the
/// tick would vanish.
const LEAST: f64 = 6.0;

/// A range with its middle. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RangeBar {
    /// Where the scale's zero stands.
    pub zero: f64,
    /// Where the range starts and ends; `None` draws the lines alone.
    pub range: Option<(f64, f64)>,
    /// Where the middle stands.
    pub mid: Option<f64>,
    /// Where the limit stands.
    pub limit: Option<f64>,
}

impl RangeBar {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = String::from(r#"<svg width="100%" height="28" aria-hidden="true">"#);
        vertical(&mut svg, "z", self.zero);
        if let Some((low, high)) = self.range {
            horizontal(&mut svg, "r", low, high);
        }
        if let Some(limit) = self.limit {
            vertical(&mut svg, "l", limit);
        }
        if let Some((low, high)) = self.range
            && high - low < LEAST
        {
            mark(&mut svg, "least", f64::midpoint(low, high));
        }
        if let Some(mid) = self.mid {
            mark(&mut svg, "mid", mid);
        }
        svg + "</svg>"
    }
}

/// What an option earns on a criterion, on the thin line of what the criterion could give.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ContributionBar {
    /// The criterion's weight, in percent of the cell.
    pub weight: f64,
    /// What the option earns of it, in percent of the cell.
    pub earned: f64,
}

impl ContributionBar {
    /// SVG for a cell of a table with class `split`.
    pub fn svg(&self) -> String {
        let mut svg = String::from(r#"<svg width="100%" height="28" aria-hidden="true">"#);
        vertical(&mut svg, "z", 0.0);
        horizontal(&mut svg, "t", 0.0, self.weight);
        horizontal(&mut svg, "v", 0.0, self.earned);
        svg + "</svg>"
    }
}

/// Where a weight may move before the first place changes hands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strip {
    /// Lowest weight, in percent.
    pub low: f64,
    /// Highest weight, in percent.
    pub high: f64,
    /// The weight now.
    pub now: f64,
}

impl Strip {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = String::from(r#"<svg width="100%" height="28" aria-hidden="true">"#);
        vertical(&mut svg, "z", 0.0);
        horizontal(&mut svg, "t", 0.0, 100.0);
        horizontal(&mut svg, "r", self.low, self.high);
        mark(&mut svg, "mid", self.now);
        svg + "</svg>"
    }
}

fn vertical(svg: &mut String, class: &str, at: f64) {
    let at = percent(at);
    let x = if at == "0" { String::new() } else { format!(r#" x1="{at}%" x2="{at}%""#) };
    let _ = write!(svg, r#"<line class="{class}"{x} y2="100%"/>"#);
}

fn horizontal(svg: &mut String, class: &str, from: f64, to: f64) {
    let (from, to) = (percent(from), percent(to));
    let x1 = if from == "0" { String::new() } else { format!(r#" x1="{from}%""#) };
    let _ = write!(svg, r#"<line class="{class}"{x1} x2="{to}%" y1="50%" y2="50%"/>"#);
}

fn mark(svg: &mut String, id: &str, at: f64) {
    let _ = write!(svg, r##"<use href="#{id}" x="{}%" y="50%"/>"##, percent(at));
}

/// At most one decimal, never outside the cell; what is no number stands at its start.
fn percent(value: f64) -> String {
    let value = if value.is_finite() { (value.clamp(0.0, 100.0) * 10.0).round() / 10.0 } else { 0.0 };
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn a_range_is_three_lines_and_a_tick() {
        let bar = RangeBar { zero: 0.0, range: Some((36.42, 61.0)), mid: Some(47.1), limit: Some(61.7) };
        assert_snapshot!(bar.svg(), @r##"<svg width="100%" height="28" aria-hidden="true"><line class="z" y2="100%"/><line class="r" x1="36.4%" x2="61%" y1="50%" y2="50%"/><line class="l" x1="61.7%" x2="61.7%" y2="100%"/><use href="#mid" x="47.1%" y="50%"/></svg>"##);
    }

    #[test]
    fn a_short_range_gets_the_least_mark() {
        let bar = RangeBar { zero: 20.0, range: Some((23.5, 24.5)), mid: Some(24.0), limit: None };
        assert_snapshot!(bar.svg(), @r##"<svg width="100%" height="28" aria-hidden="true"><line class="z" x1="20%" x2="20%" y2="100%"/><line class="r" x1="23.5%" x2="24.5%" y1="50%" y2="50%"/><use href="#least" x="24%" y="50%"/><use href="#mid" x="24%" y="50%"/></svg>"##);
    }

    #[test]
    fn contributions_and_strips_start_at_zero() {
        assert_snapshot!(ContributionBar { weight: 35.0, earned: 24.0 }.svg(), @r#"<svg width="100%" height="28" aria-hidden="true"><line class="z" y2="100%"/><line class="t" x2="35%" y1="50%" y2="50%"/><line class="v" x2="24%" y1="50%" y2="50%"/></svg>"#);
        assert_snapshot!(Strip { low: 12.0, high: 100.0, now: 35.0 }.svg(), @r##"<svg width="100%" height="28" aria-hidden="true"><line class="z" y2="100%"/><line class="t" x2="100%" y1="50%" y2="50%"/><line class="r" x1="12%" x2="100%" y1="50%" y2="50%"/><use href="#mid" x="35%" y="50%"/></svg>"##);
    }

    #[test]
    fn what_is_no_number_draws_nothing_odd() {
        let bar = RangeBar { range: Some((f64::NAN, f64::INFINITY)), mid: Some(-5.0), ..RangeBar::default() };
        assert!(!bar.svg().contains("NaN") && !bar.svg().contains("inf") && !bar.svg().contains("-5"));
    }
}
