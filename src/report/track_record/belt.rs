//! Outcomes in the ranges that were expected: every range is drawn at one length.

use super::noted::Noted;
use crate::analysis::track_record::{Coverage, Expected, Outcome, Weight};
use crate::number;
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::frame::count_of;
use crate::report::{Day, Input};
use serde::Serialize;

/// Where both ends of every range stand, in percent of the cell.
const ENDS: (f64, f64) = (24.0, 63.0);
/// Where a mark stands that lies further out than can be drawn.
const EDGES: (f64, f64) = (3.0, 97.0);
/// How far from its mark a word begins, and how wide a letter is, in percent of a narrow cell.
const BESIDE: f64 = 3.0;
const LETTER: f64 = 2.2;
/// How many rows a group has.
const ROWS: usize = 100;

/// Outcomes in their ranges.
#[derive(Clone, Debug, Serialize)]
pub struct BeltBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// Both ends.
    pub ticks: Vec<Tick>,
    /// Outside, then inside.
    pub groups: Vec<BeltGroup>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct BeltGroup {
    /// "Outside: 6, the furthest first".
    pub title: String,
    /// From the high end down.
    pub rows: Vec<BeltRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// One outcome.
#[derive(Clone, Debug, Serialize)]
pub struct BeltRow {
    /// What was forecast.
    pub what: String,
    /// By which decision.
    pub decision: DecisionLink,
    /// The range as it was said.
    pub said: String,
    /// Where the outcome lies, for who does not see it.
    pub place: &'static str,
    /// The outcome in its range.
    pub mark: BeltMark,
    /// Since when it is known.
    pub on: Option<Day>,
}

/// An outcome in its range; everything in percent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BeltMark {
    /// The low end of all ranges.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The outcome.
    pub at: f64,
    /// The outcome in words.
    pub words: String,
    /// It lies within.
    pub is_inside: bool,
    /// The words stand before the mark.
    pub is_before: bool,
}

/// An outcome with its place: 0 is the low end of its range, 1 the high end.
struct Placed<'a> {
    outcome: &'a Outcome,
    place: f64,
    is_inside: bool,
}

impl Placed<'_> {
    /// How far outside, in lengths of the range.
    fn distance(&self) -> f64 {
        (self.place - 1.0).max(-self.place)
    }
}

/// Composes the block; `None` where no range has met an outcome.
pub(super) fn block(input: &Input, noted: &Noted) -> Option<BeltBlock> {
    let record = &input.analysis.track_record;
    let coverage = record.coverage.filter(|coverage| coverage.count > 0)?;
    let placed = |outcome| place(outcome).map(|(place, is_inside)| Placed { outcome, place, is_inside });
    let (mut inside, mut outside): (Vec<Placed>, Vec<Placed>) =
        record.outcomes.iter().filter_map(placed).partition(|one| one.is_inside);
    inside.sort_by(|a, b| b.place.total_cmp(&a.place));
    outside.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
    let above = outside.iter().filter(|one| one.place > 1.0).count();
    let is_cut = outside.iter().any(|one| drawn(one.place) != position(one.place));
    let finding = Heading {
        title: finding(coverage.count, outside.len(), above),
        question: "What did we say, and what came?",
        lead: Vec::new(),
    };
    let group = |title: String, placed: Vec<Placed>| {
        let rows: Vec<BeltRow> = placed.iter().take(ROWS).map(|one| row(input, noted, one)).collect();
        let more = (placed.len() > ROWS).then(|| format!("{} more", count_of(placed.len() - ROWS)));
        (!rows.is_empty()).then_some(BeltGroup { title, rows, more })
    };
    let of = |count: usize, order: &str| match count {
        0 | 1 => count_of(count),
        count => format!("{}, {order}", count_of(count)),
    };
    let outside_title = format!("Outside: {}", of(outside.len(), "the furthest first"));
    let inside_title = format!("Inside: {}", of(inside.len(), "from the high end down"));
    Some(BeltBlock {
        finding,
        caption: caption(coverage, !outside.is_empty(), is_cut),
        ticks: vec![
            Tick { at: ENDS.0, label: "low\u{a0}end".to_owned() },
            Tick { at: ENDS.1, label: "high\u{a0}end".to_owned() },
        ],
        groups: group(outside_title, outside).into_iter().chain(group(inside_title, inside)).collect(),
    })
}

/// Where an outcome lies in its range, and whether that held; `None` for a chance or a single number.
fn place(outcome: &Outcome) -> Option<(f64, bool)> {
    let is_inside = outcome.is_inside()?;
    let Expected::Range { low, high, .. } = outcome.expected else { return None };
    let place = (outcome.actual - low) / (high - low);
    place.is_finite().then_some((place, is_inside))
}

fn position(place: f64) -> f64 {
    ENDS.0 + place * (ENDS.1 - ENDS.0)
}

fn drawn(place: f64) -> f64 {
    position(place).clamp(EDGES.0, EDGES.1)
}

fn row(input: &Input, noted: &Noted, one: &Placed) -> BeltRow {
    let at = (drawn(one.place) * 10.0).round() / 10.0;
    let words = noted.came(one.outcome);
    // Words stay in the cell, and do not cross the end of the range.
    let length = BESIDE + LETTER * words.chars().count() as f64;
    let crosses = (at < ENDS.1 && at + length > ENDS.1) || at + length > 100.0;
    let is_low = one.place < 0.0 && at > length;
    BeltRow {
        what: noted.what(one.outcome),
        decision: DecisionLink::of(input, one.outcome.record),
        said: noted.said(one.outcome),
        place: match (one.is_inside, one.place > 0.5) {
            (true, _) => "inside the range",
            (false, true) => "above the range",
            (false, false) => "below the range",
        },
        mark: BeltMark { low: ENDS.0, high: ENDS.1, at, words, is_inside: one.is_inside, is_before: crosses || is_low },
        on: one.outcome.on.map(Day::short),
    }
}

/// "Six of 16 outcomes fell outside what we had said; five of them above it".
fn finding(count: usize, outside: usize, above: usize) -> String {
    let outcomes = number::plural(count, "outcome", "outcomes");
    match (outside, count) {
        (0, 1) => return "The one outcome came within what we had said".to_owned(),
        (0, count) => return format!("All {} {outcomes} came within what we had said", number::count_word(count)),
        _ => {}
    }
    let below = outside - above;
    let side = match (above, below) {
        (1, 0) => ", above it".to_owned(),
        (0, 1) => ", below it".to_owned(),
        (_, 0) => ", all above it".to_owned(),
        (0, _) => ", all below it".to_owned(),
        (above, _) => format!("; {} of them above it", number::count_word(above)),
    };
    let all = match (outside == count, count) {
        (true, 1) => "The one outcome".to_owned(),
        (true, _) => format!("All {} {outcomes}", number::count_word(count)),
        _ => format!("{} of {} {outcomes}", number::count_word(outside), number::count_word(count)),
    };
    number::capitalized(&format!("{all} fell outside what we had said{side}"))
}

fn caption(coverage: Coverage, has_outside: bool, is_cut: bool) -> String {
    let mut parts = vec![
        "Each range is drawn at the same length; the mark shows where in it, or how far outside, the outcome fell. Dot: \
         inside."
            .to_owned(),
    ];
    if has_outside {
        parts.push("Triangle: outside.".to_owned());
    }
    if is_cut {
        parts.push("A triangle at the edge lies further out than can be drawn.".to_owned());
    }
    parts.push("Ranges should hold nine times in ten.".to_owned());
    if Weight::of(coverage.count) == Weight::Evidence && coverage.chance_of_so_few < 0.5 {
        parts.push(format!(
            "If ours did, {} or fewer of {} would hold with a chance of {}.",
            number::count_word(coverage.hits),
            number::count_word(coverage.count),
            number::chance_number(coverage.chance_of_so_few)
        ));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fell_outside_is_counted_with_its_side() {
        assert_eq!(finding(16, 6, 5), "Six of 16 outcomes fell outside what we had said; five of them above it");
        assert_eq!(finding(8, 3, 3), "Three of eight outcomes fell outside what we had said, all above it");
        assert_eq!(finding(2, 1, 0), "One of two outcomes fell outside what we had said, below it");
        assert_eq!(finding(2, 2, 0), "All two outcomes fell outside what we had said, all below it");
        assert_eq!(finding(1, 1, 1), "The one outcome fell outside what we had said, above it");
        assert_eq!(finding(3, 0, 0), "All three outcomes came within what we had said");
        assert_eq!(finding(1, 0, 0), "The one outcome came within what we had said");
    }

    #[test]
    fn what_lies_far_out_stands_at_the_edge() {
        assert_eq!((drawn(0.0), drawn(1.0)), ENDS);
        assert_eq!((drawn(-40.0), drawn(1e300)), EDGES);
    }

    #[test]
    fn a_share_of_ten_is_told_with_its_chance_and_fewer_are_not() {
        let coverage = |count, hits, chance_of_so_few| Coverage { count, hits, share: 0.5, chance_of_so_few };
        let chance = number::chance_number(0.0033);
        let told = format!("If ours did, ten or fewer of 16 would hold with a chance of {chance}.");
        assert!(caption(coverage(16, 10, 0.0033), true, false).ends_with(&told));
        assert!(caption(coverage(9, 1, 0.0033), true, true).ends_with("nine times in ten."));
    }
}
