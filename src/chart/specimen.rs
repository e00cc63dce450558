//! A bar four times as large as in tables, with a number at each of its parts for the list beside it.

use super::bar::{hue, percent};
use std::fmt::Write;

/// Height, px, and where the bar's middle and the two rows of numbers stand.
const HEIGHT: usize = 168;
const MIDDLE: usize = 84;
const ABOVE: usize = 14;
const BELOW: usize = 164;

/// A range with stem, tick and limit. Positions in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Specimen<'a> {
    /// Where zero stands.
    pub zero: f64,
    /// The range.
    pub range: (f64, f64),
    /// Its middle.
    pub mid: f64,
    /// A limit.
    pub limit: Option<f64>,
    /// build, buy, partner or avoid.
    pub hue: Option<&'a str>,
}

impl Specimen<'_> {
    /// Parts are numbered from the left: zero, where the range begins, its middle, where it ends, the limit.
    pub fn svg(&self) -> String {
        let hue = hue(self.hue);
        let mut svg = format!(r#"<svg width="100%" height="{HEIGHT}" aria-hidden="true">"#);
        let across = |svg: &mut String, class: &str, from: f64, to: f64| {
            let (from, to) = (percent(from), percent(to));
            let _ = write!(svg, r#"<line class="{class}{hue}" x1="{from}%" x2="{to}%" y1="{MIDDLE}" y2="{MIDDLE}"/>"#);
        };
        let up = |svg: &mut String, class: &str, at: f64, half: usize| {
            let (at, top, bottom) = (percent(at), MIDDLE - half, MIDDLE + half);
            let _ = write!(svg, r#"<line class="{class}" x1="{at}%" x2="{at}%" y1="{top}" y2="{bottom}"/>"#);
        };
        up(&mut svg, "z", self.zero, 60);
        across(&mut svg, "stem", self.zero, self.range.0);
        across(&mut svg, "r", self.range.0, self.range.1);
        up(&mut svg, "tick", self.mid, 44);
        if let Some(limit) = self.limit {
            up(&mut svg, "lim", limit, 56);
        }
        // Neighbors stand on different sides, so that their numbers keep apart.
        let parts = [Some(self.zero), Some(self.range.0), Some(self.mid), Some(self.range.1), self.limit];
        for (at, part) in parts.into_iter().enumerate() {
            let Some(part) = part else { continue };
            let y = if at % 2 == 0 { ABOVE } else { BELOW };
            let _ = write!(svg, r#"<text x="{}%" y="{y}">{}</text>"#, percent(part), at + 1);
        }
        svg + "</svg>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn each_part_has_its_number() {
        let specimen = Specimen { zero: 0.0, range: (61.0, 86.0), mid: 76.0, limit: Some(90.5), hue: Some("buy") };
        assert_snapshot!(specimen.svg());
        assert!(!Specimen { limit: None, ..specimen }.svg().contains(">5<"));
    }
}
