//! Totals on one scale as a drawing of its own: for a slide, a page of a wiki, a letter.
//!
//! It needs no style sheet and fetches nothing; where it is shown as a picture it follows light and dark.

use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The drawing's width, px, and the space around it.
const WIDTH: usize = 800;
const EDGE: usize = 24;
/// Where the scale from 0 to 100 starts and ends.
const SCALE: (f64, f64) = (272.0, 692.0);
/// From row to row.
const ROW: usize = 68;

/// Where the drawing's own words stand: heading, names, and small print, each with the columns that fit in a line and
/// the height of one.
const HEADING: (usize, usize) = (57, 27);
const NAME: (usize, usize) = (25, 18);
const SMALL: (usize, usize) = (98, 19);

const STYLE: &str = "\
:root{--page:#fbfaf7;--ink:#14181f;--ink-2:#454d5a;--rule:#c9ced6;--range:#7d92ab;--build:#4e92dc;--buy:#d5651e;\
--partner:#8a4d9d;--avoid:#686d7d}\
@media(prefers-color-scheme:dark){:root{--page:#11151b;--ink:#e9ecf1;--ink-2:#b4bcc8;--rule:#3a4350;--range:#5f7690;\
--build:#2c7cf8;--buy:#be6b0e;--partner:#a344b6;--avoid:#6d7176}}\
text{font:15px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;fill:var(--ink)}\
.h{font:600 22px 'Iowan Old Style',Charter,'Bitstream Charter',Cambria,Georgia,serif}\
.s{font-size:14px;fill:var(--ink-2)}.e{font-size:12px;fill:var(--ink-2)}.b{font-weight:600}.m{text-anchor:middle}\
.r{text-anchor:end}.page{fill:var(--page)}.band{fill:var(--range);opacity:.16}.rule{stroke:var(--rule)}\
.tick{fill:var(--ink)}.range{fill:var(--range)}.build{fill:var(--build)}.buy{fill:var(--buy)}\
.partner{fill:var(--partner)}.avoid{fill:var(--avoid)}";

/// Options by their totals, with the words around them.
#[derive(Clone, Debug, Default)]
pub struct Card<'a> {
    /// The finding.
    pub title: &'a str,
    /// Its question.
    pub question: &'a str,
    /// Over the last column, where it has something in it.
    pub first: Option<&'a str>,
    /// From above.
    pub rows: Vec<CardRow<'a>>,
    /// What the marks mean.
    pub caption: &'a str,
    /// Where it comes from.
    pub source: &'a str,
}

/// One option. Positions in percent of the scale.
#[derive(Clone, Debug, Default)]
pub struct CardRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is more closely.
    pub detail: &'a str,
    /// build, buy, partner or avoid.
    pub mark: Option<&'a str>,
    /// It has the color of its mark.
    pub is_chosen: bool,
    /// Its range, or its span.
    pub range: Option<(f64, f64)>,
    /// Where its middle stands.
    pub mid: Option<f64>,
    /// The range of the option chosen, through all rows.
    pub band: Option<(f64, f64)>,
    /// The figures at low end, middle and high end.
    pub figures: [Option<&'a str>; 3],
    /// The last column.
    pub first: &'a str,
    /// The whole row for who does not see it.
    pub told: &'a str,
}

impl Card<'_> {
    /// A whole SVG document.
    pub fn svg(&self) -> String {
        let mut drawn = String::new();
        let mut at = EDGE + 22;
        lines(&mut drawn, "h", EDGE, &mut at, self.title, HEADING);
        lines(&mut drawn, "s", EDGE, &mut at, self.question, SMALL);
        at += 16;
        self.scale(&mut drawn, at);
        at += 8;
        let (top, bottom) = (at, at + self.rows.len() * ROW);
        let mut told = String::new();
        for row in &self.rows {
            row.draw(&mut drawn, at + ROW / 2);
            let _ = write!(told, "{} {}: {}. ", clean(row.name), clean(row.detail), clean(row.told));
            at += ROW;
        }
        let mut under = String::new();
        for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
            let x = across(percent);
            let _ = write!(under, r#"<path class="rule" d="M{x} {top}V{bottom}"/>"#);
        }
        at += 28;
        lines(&mut drawn, "s", EDGE, &mut at, self.caption, SMALL);
        lines(&mut drawn, "s", EDGE, &mut at, self.source, SMALL);
        let height = at - SMALL.1 + EDGE;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} \
             {height}\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{}</title>\n<desc \
             id=\"d\">{}</desc>\n<style>{STYLE}</style>\n<rect class=\"page\" width=\"100%\" \
             height=\"100%\"/>\n{under}\n{drawn}</svg>\n",
            clean(self.title),
            told.trim_end(),
        )
    }

    fn scale(&self, drawn: &mut String, at: usize) {
        for percent in [0.0, 50.0, 100.0] {
            text(drawn, "e m", across(percent), at as f64, &format!("{percent}"));
        }
        if let Some(first) = self.first {
            text(drawn, "e r", (WIDTH - EDGE) as f64, at as f64, first);
        }
    }
}

impl CardRow<'_> {
    fn draw(&self, drawn: &mut String, middle: usize) {
        let y = middle as f64;
        let hue = self.mark.filter(|_| self.is_chosen).unwrap_or("range");
        if let Some((low, high)) = self.band {
            bar(drawn, "band", (low, high), y - ROW as f64 / 2.0, ROW as f64);
        }
        if let Some((low, high)) = self.range {
            // A range that would vanish behind its tick shows 4 px on either side.
            let (low, high) = self.mid.map_or((low, high), |mid| (low.min(mid - LEAST), high.max(mid + LEAST)));
            bar(drawn, hue, (low, high), y - 9.0, 18.0);
            let (ends, gap) = ((across(low), across(high)), 6.0);
            for (figure, class, x) in [(0, "e r", ends.0 - gap), (2, "e", ends.1 + gap)] {
                if let Some(figure) = self.figures[figure] {
                    text(drawn, class, x, y + 4.0, figure);
                }
            }
        }
        if let Some(mid) = self.mid {
            let x = across(mid);
            let _ = write!(drawn, r#"<path class="tick" d="M{} {}h2v28h-2z"/>"#, tenths(x - 1.0), tenths(y - 14.0));
            if let Some(figure) = self.figures[1] {
                text(drawn, "b m", x, y - 18.0, figure);
            }
        }
        if let Some(mark) = self.mark.and_then(shape) {
            let class = if self.is_chosen { hue } else { "tick" };
            let _ =
                write!(drawn, r#"<path class="{class}" transform="translate({} {})" d="{mark}"/>"#, EDGE + 7, y - 9.0);
        }
        let weight = if self.is_chosen { "b" } else { "" };
        let mut at = middle - 4;
        lines(drawn, weight, EDGE + 22, &mut at, first_line(self.name, NAME.0).as_str(), NAME);
        let detail = wrapped(self.detail, NAME.0 + 3);
        for line in detail.iter().take(2) {
            text(drawn, "s", (EDGE + 22) as f64, at as f64, line);
            at += NAME.1;
        }
        text(drawn, if self.is_chosen { "b r" } else { "r" }, (WIDTH - EDGE) as f64, y + 5.0, self.first);
        drawn.push('\n');
    }
}

/// 5 px of the scale, in percent.
const LEAST: f64 = 1.2;

/// As on the pages.
fn shape(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "buy" => "M-5.6 0A5.6 5.6 0 1 1 5.6 0 5.6 5.6 0 1 1-5.6 0z",
        "build" => "M-5-5H5V5H-5z",
        "partner" => "M0-7 7 0 0 7-7 0z",
        "avoid" => "M-6-3.8-3.8-6 0-2.2 3.8-6 6-3.8 2.2 0 6 3.8 3.8 6 0 2.2-3.8 6-6 3.8-2.2 0z",
        _ => return None,
    })
}

/// Percent of the scale → px.
fn across(percent: f64) -> f64 {
    let percent = if percent.is_finite() { percent.clamp(0.0, 100.0) } else { 0.0 };
    tenths(SCALE.0 + (SCALE.1 - SCALE.0) * percent / 100.0)
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn bar(drawn: &mut String, class: &str, (low, high): (f64, f64), top: f64, height: f64) {
    let (from, to) = (across(low), across(high));
    let width = tenths(to - from);
    let _ = write!(drawn, r#"<rect class="{class}" x="{from}" y="{top}" width="{width}" height="{height}"/>"#);
}

fn text(drawn: &mut String, class: &str, x: f64, y: f64, words: &str) {
    let class = if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) };
    let _ = write!(drawn, r#"<text{class} x="{x}" y="{y}">{}</text>"#, clean(words));
}

/// A text in lines, and how far down it ends.
fn lines(drawn: &mut String, class: &str, x: usize, at: &mut usize, words: &str, (columns, height): (usize, usize)) {
    for line in wrapped(words, columns) {
        text(drawn, class, x as f64, *at as f64, &line);
        *at += height;
    }
}

fn first_line(words: &str, columns: usize) -> String {
    wrapped(words, columns).into_iter().next().unwrap_or_default()
}

/// At spaces, by the columns that letters take on a terminal: close to their width in most type faces. A word longer
/// than a line is cut and marked.
fn wrapped(words: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let word = cut(word, columns);
        match lines.last_mut().filter(|line| line.width() + 1 + word.width() <= columns) {
            Some(line) => {
                line.push(' ');
                line.push_str(&word);
            }
            None => lines.push(word),
        }
    }
    lines
}

fn cut(word: &str, columns: usize) -> String {
    if word.width() <= columns {
        return word.to_owned();
    }
    let mut kept = String::new();
    for letter in word.chars() {
        kept.push(letter);
        if kept.width() >= columns {
            kept.pop();
            break;
        }
    }
    kept + "…"
}

/// As text of an XML document, which holds no control characters.
fn clean(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    fn card() -> Card<'static> {
        Card {
            title: "Buying leads: first in 8 of 10",
            question: "How should we take card payments?",
            first: Some("First in"),
            rows: vec![
                CardRow {
                    name: "Buy",
                    detail: "A payments platform that takes more words than fit beside a bar",
                    mark: Some("buy"),
                    is_chosen: true,
                    range: Some((60.0, 72.5)),
                    mid: Some(66.0),
                    band: Some((60.0, 72.5)),
                    figures: [Some("60"), Some("66"), Some("73")],
                    first: "85%",
                    told: "66 (60 to 73)",
                },
                CardRow { name: "Avoid <it> & go on", mark: Some("avoid"), first: "out", ..CardRow::default() },
            ],
            caption: "The bar holds nine of ten futures.",
            source: "Decision 1",
        }
    }

    #[test]
    fn options_stand_on_one_scale() {
        assert_snapshot!(card().svg());
    }

    #[test]
    fn a_narrow_range_shows_beside_its_tick_and_nothing_leaves_the_scale() {
        let row = CardRow { range: Some((50.0, 50.1)), mid: Some(50.0), ..CardRow::default() };
        let svg = Card { rows: vec![row], ..Card::default() }.svg();
        assert!(svg.contains(r#"<rect class="range" x="477" y="95" width="10" height="18"/>"#), "{svg}");
        assert_eq!((across(-4.0), across(f64::NAN), across(400.0)), (272.0, 272.0, 692.0));
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(clean("a<b>&\u{1b}[2J"), "a&lt;b&gt;&amp; [2J");
        assert_eq!(wrapped("one two  three", 8), ["one two", "three"]);
        assert_eq!(wrapped("Donaudampfschifffahrt", 8), ["Donauda…"]);
        assert_eq!(wrapped("", 8), Vec::<String>::new());
    }
}
