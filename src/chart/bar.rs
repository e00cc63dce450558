//! The bars in table cells: a thick bar holds the range, a thin stem leads to it from zero, a tick is the middle.

use std::fmt::Write;

/// Where less than this of a range, in percent of the scale, lies on one side of its tick, a mark of 11 px stands behind
/// the tick: 4 px show on either side in every cell, and what is wider stays wider.
const LEAST: f64 = 3.25;
/// Where less than this lies on one side of a tick, the least mark stands behind it: 4 px of the narrowest cell on paper. In a
/// wider cell the mark lies within the bar and changes nothing.
const TIGHT: f64 = 8.5;

/// The option that a bar is of; bars without one are gray.
const HUES: [&str; 4] = ["build", "buy", "partner", "avoid"];

/// A range with its middle. Everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RangeBar<'a> {
    /// Where the scale's zero stands.
    pub zero: f64,
    /// Where the range starts and ends; `None` draws the lines alone.
    pub range: Option<(f64, f64)>,
    /// Where the middle stands.
    pub mid: Option<f64>,
    /// Where the limit of all rows stands.
    pub limit: Option<f64>,
    /// Where the limit of this row stands.
    pub own_limit: Option<f64>,
    /// Where it stood before, or without this.
    pub was: Option<f64>,
    /// It is asked for and not decided: hollow.
    pub is_hollow: bool,
    /// A stem leads from zero to the range: its size counts.
    pub has_stem: bool,
    /// build, buy, partner or avoid, where the bar is that of the option chosen.
    pub hue: Option<&'a str>,
}

impl RangeBar<'_> {
    /// SVG for a cell with class `b`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", self.zero);
        let hue = hue(self.hue);
        if let Some((low, high)) = self.range {
            if self.has_stem {
                let (from, to) = if low >= self.zero { (self.zero, low) } else { (high.min(self.zero), self.zero) };
                if to > from {
                    horizontal(&mut svg, &format!("stem{hue}"), from, to);
                }
            }
            let tight = self.mid.filter(|mid| is_tight(low, *mid, high, TIGHT));
            if self.is_hollow {
                hollow(&mut svg, tight.map_or((low, high), |mid| (low.min(mid - LEAST), high.max(mid + LEAST))));
            } else {
                horizontal(&mut svg, &format!("r{hue}"), low, high);
                if let Some(mid) = tight {
                    mark(&mut svg, "least", &format!("least{hue}"), mid);
                }
            }
        }
        if let Some(limit) = self.limit {
            vertical(&mut svg, "l", limit);
        }
        if let Some(mid) = self.mid {
            mark(&mut svg, "mid", "mid", mid);
        }
        if let Some(was) = self.was {
            mark(&mut svg, "was", "was", was);
        }
        if let Some(limit) = self.own_limit {
            mark(&mut svg, "lim", "lim", limit);
        }
        svg + "</svg>"
    }
}

/// What an option earns on a criterion, on the thin line of what the criterion could give.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ContributionBar<'a> {
    /// The criterion's weight, in percent of the cell.
    pub weight: f64,
    /// What the option earns of it, in percent of the cell.
    pub earned: f64,
    /// As in [`RangeBar`].
    pub hue: Option<&'a str>,
}

impl ContributionBar<'_> {
    /// SVG for a cell of a table with class `split`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        vertical(&mut svg, "z", 0.0);
        horizontal(&mut svg, "t", 0.0, self.weight);
        horizontal(&mut svg, &format!("v{}", hue(self.hue)), 0.0, self.earned);
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
        let mut svg = start(28);
        vertical(&mut svg, "z", 0.0);
        horizontal(&mut svg, "t", 0.0, 100.0);
        horizontal(&mut svg, "r", self.low, self.high);
        mark(&mut svg, "mid", "mid", self.now);
        svg + "</svg>"
    }
}

/// A total on the scale from 0 to 100: the deciding picture, with its figures at their marks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TotalBar<'a> {
    /// The range of the option chosen, which runs through all rows.
    pub band: Option<(f64, f64)>,
    /// This option's range; `None` where it is incomplete.
    pub range: Option<(f64, f64)>,
    /// Its middle; `None` where only a span is known.
    pub mid: Option<f64>,
    /// As in [`RangeBar`].
    pub hue: Option<&'a str>,
    /// The figures at both ends.
    pub ends: Option<(&'a str, &'a str)>,
    /// The figure at the middle.
    pub total: Option<&'a str>,
}

impl TotalBar<'_> {
    /// SVG for a cell with class `b` of a table with class `pic`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        if let Some((low, high)) = self.band {
            let _ = write!(
                svg,
                r#"<rect class="band" x="{}%" width="{}%" height="100%"/>"#,
                percent(low),
                percent(high - low)
            );
        }
        for at in [25.0, 50.0, 75.0, 100.0] {
            vertical(&mut svg, "g", at);
        }
        vertical(&mut svg, "z", 0.0);
        if let Some((low, high)) = self.range {
            let hue = hue(self.hue);
            horizontal(&mut svg, &format!("r{hue}"), low, high);
            if let Some(mid) = self.mid.filter(|mid| is_tight(low, *mid, high, LEAST)) {
                mark(&mut svg, "least2", &format!("least{hue}"), mid);
            }
            if let Some((left, right)) = self.ends {
                word(&mut svg, low, -1, left);
                word(&mut svg, high, 1, right);
            }
        }
        if let Some(mid) = self.mid {
            mark(&mut svg, "mid2", "mid", mid);
            if let Some(total) = self.total {
                word(&mut svg, mid, 0, total);
            }
        }
        svg + "</svg>"
    }
}

/// A part of a sum: it begins where the last part ended; what lies beyond the limit is hatched.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PartBar<'a> {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The limit, through all rows.
    pub limit: Option<f64>,
    /// As in [`RangeBar`].
    pub hue: Option<&'a str>,
}

impl PartBar<'_> {
    /// SVG for a cell with class `b` of a table with class `year`.
    pub fn svg(&self) -> String {
        let mut svg = start(34);
        vertical(&mut svg, "z", 0.0);
        let within = self.limit.map_or(self.to, |limit| self.to.min(limit.max(self.from)));
        if within > self.from {
            horizontal(&mut svg, &format!("v{}", hue(self.hue)), self.from, within);
        }
        if self.to > within {
            let from = percent(within);
            let _ = write!(
                svg,
                r#"<rect class="h" fill="url(#hatch)" x="{from}%" width="{}%" y="50%" height="14"/>"#,
                percent(self.to - within)
            );
        }
        if let Some(limit) = self.limit {
            vertical(&mut svg, "l", limit);
        }
        svg + "</svg>"
    }
}

/// Money of one year: once, then running, and a ring where another option stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YearBar<'a> {
    /// Where zero stands.
    pub zero: f64,
    /// How far what is paid once reaches.
    pub once: f64,
    /// How far all that goes out reaches.
    pub all: f64,
    /// Where what comes in reaches, on the other side of zero.
    pub income: Option<f64>,
    /// Where leaving it alone stands.
    pub was: Option<f64>,
    /// As in [`RangeBar`].
    pub hue: Option<&'a str>,
}

impl YearBar<'_> {
    /// SVG for a cell with class `b` of a table with class `money`.
    pub fn svg(&self) -> String {
        let mut svg = start(28);
        if let Some(income) = self.income.filter(|income| (income - self.zero).abs() > 0.05) {
            let (from, to) = (income.min(self.zero), income.max(self.zero));
            let _ = write!(
                svg,
                r#"<rect class="a" x="{}%" width="{}%" y="50%" height="14"/>"#,
                percent(from),
                percent(to - from)
            );
        }
        if self.once > self.zero {
            horizontal(&mut svg, "v one", self.zero, self.once);
        }
        if self.all > self.once {
            horizontal(&mut svg, &format!("v{}", hue(self.hue)), self.once.max(self.zero), self.all);
        }
        vertical(&mut svg, "z", self.zero);
        if let Some(was) = self.was {
            mark(&mut svg, "was", "was", was);
        }
        svg + "</svg>"
    }
}

/// A hollow range; one that would vanish beside its tick is as long as the least mark in the narrowest cell.
fn hollow(svg: &mut String, (low, high): (f64, f64)) {
    let (from, to) = (percent(low), percent(high.clamp(0.0, 100.0) - low.clamp(0.0, 100.0)));
    let _ = write!(svg, r#"<rect class="a" x="{from}%" width="{to}%" y="50%" height="14"/>"#);
}

/// Whether the bar would vanish on one side of its tick.
fn is_tight(low: f64, mid: f64, high: f64, least: f64) -> bool {
    mid - low < least || high - mid < least
}

pub(super) fn start(height: u8) -> String {
    format!(r#"<svg width="100%" height="{height}" aria-hidden="true">"#)
}

/// The class of an option, with a space before it; nothing for a word that is none of them.
pub(super) fn hue(word: Option<&str>) -> String {
    word.filter(|word| HUES.contains(word)).map_or_else(String::new, |word| format!(" {word}"))
}

pub(super) fn vertical(svg: &mut String, class: &str, at: f64) {
    let at = percent(at);
    let x = if at == "0" { String::new() } else { format!(r#" x1="{at}%" x2="{at}%""#) };
    let _ = write!(svg, r#"<line class="{class}"{x} y2="100%"/>"#);
}

pub(super) fn horizontal(svg: &mut String, class: &str, from: f64, to: f64) {
    let (from, to) = (percent(from), percent(to));
    let x1 = if from == "0" { String::new() } else { format!(r#" x1="{from}%""#) };
    let _ = write!(svg, r#"<line class="{class}"{x1} x2="{to}%" y1="50%" y2="50%"/>"#);
}

pub(super) fn mark(svg: &mut String, id: &str, class: &str, at: f64) {
    let _ = write!(svg, r##"<use class="{class}" href="#{id}" x="{}%" y="50%"/>"##, percent(at));
}

/// A figure at a mark: left of it, right of it, or above it.
pub(super) fn word(svg: &mut String, at: f64, side: i8, text: &str) {
    let class = match side {
        -1 => "lo",
        1 => "hi",
        _ => "at",
    };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(svg, r#"<text class="{class}" x="{}%" y="50%">{text}</text>"#, percent(at));
}

/// At most one decimal, never outside the cell; what is no number stands at its start.
pub(super) fn percent(value: f64) -> String {
    let value = if value.is_finite() { (value.clamp(0.0, 100.0) * 10.0).round() / 10.0 } else { 0.0 };
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn a_range_is_a_stem_a_bar_and_a_tick_with_its_limits() {
        let bar = RangeBar {
            range: Some((36.42, 61.0)),
            mid: Some(47.1),
            own_limit: Some(61.7),
            has_stem: true,
            hue: Some("buy"),
            ..RangeBar::default()
        };
        assert_snapshot!(bar.svg());
        let bar = RangeBar { limit: Some(61.7), own_limit: None, has_stem: false, hue: None, ..bar };
        assert_snapshot!(bar.svg());
    }

    #[test]
    fn where_a_bar_would_vanish_beside_its_tick_the_least_mark_stands_behind_it() {
        let bar = |low, mid, high| RangeBar { range: Some((low, high)), mid: Some(mid), ..RangeBar::default() }.svg();
        assert!(bar(23.5, 24.0, 24.5).contains(r##"<use class="least" href="#least" x="24%" y="50%"/>"##));
        assert!(bar(20.0, 20.5, 60.0).contains("#least"), "on one side");
        assert!(!bar(20.0, 30.0, 60.0).contains("#least"));
    }

    #[test]
    fn what_is_asked_is_hollow_and_never_shorter_than_the_least_mark() {
        let bar = |low, mid, high| {
            RangeBar { range: Some((low, high)), mid: Some(mid), is_hollow: true, ..RangeBar::default() }.svg()
        };
        assert!(bar(20.0, 30.0, 60.0).contains(r#"<rect class="a" x="20%" width="40%""#));
        assert!(
            bar(20.0, 20.5, 21.0).contains(r#"<rect class="a" x="17.3%" width="6.5%""#),
            "{}",
            bar(20.0, 20.5, 21.0)
        );
        assert!(!bar(20.0, 30.0, 60.0).contains(r#"class="r""#));
    }

    #[test]
    fn a_stem_leads_from_zero_to_the_near_end() {
        let bar =
            |low, high| RangeBar { zero: 40.0, range: Some((low, high)), has_stem: true, ..RangeBar::default() }.svg();
        assert!(bar(60.0, 80.0).contains(r#"<line class="stem" x1="40%" x2="60%""#));
        assert!(bar(10.0, 20.0).contains(r#"<line class="stem" x1="20%" x2="40%""#));
        assert!(!bar(30.0, 50.0).contains("stem"), "zero lies inside");
    }

    #[test]
    fn contributions_and_strips_start_at_zero() {
        assert_snapshot!(ContributionBar { weight: 35.0, earned: 24.0, hue: None }.svg());
        assert_snapshot!(Strip { low: 12.0, high: 100.0, now: 35.0 }.svg());
    }

    #[test]
    fn a_part_of_a_sum_is_hatched_beyond_the_limit_only() {
        let part = |from, to| PartBar { from, to, limit: Some(84.0), hue: Some("build") }.svg();
        assert_snapshot!(part(54.6, 95.4));
        assert!(!part(20.0, 40.0).contains("hatch"));
        assert!(!part(90.0, 95.0).contains(r#"class="v"#), "all of it lies beyond");
    }

    #[test]
    fn totals_carry_their_figures_at_their_marks() {
        let bar = TotalBar {
            band: Some((63.3, 75.4)),
            range: Some((56.6, 71.0)),
            mid: Some(64.0),
            hue: None,
            ends: Some(("57", "71")),
            total: Some("64"),
        };
        assert_snapshot!(bar.svg());
    }

    #[test]
    fn what_is_no_number_and_no_option_draws_nothing_odd() {
        let bar = RangeBar {
            range: Some((f64::NAN, f64::INFINITY)),
            mid: Some(-5.0),
            hue: Some("\"><script>"),
            ..RangeBar::default()
        };
        assert!(!["NaN", "inf", "-5", "script"].iter().any(|odd| bar.svg().contains(odd)));
        let total = TotalBar { range: Some((1.0, 2.0)), ends: Some(("<b>", "&")), ..TotalBar::default() };
        assert!(total.svg().contains("&lt;b>") && total.svg().contains("&amp;"));
    }
}
