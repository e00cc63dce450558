//! Outcomes by what they are about: money, time, and what a decision achieved.

use crate::analysis::track_record::{Expected, Outcome, Subject, Weight, ratios};
use crate::number;
use crate::report::Input;
use crate::report::exhibits::Heading;
use serde::Serialize;

/// A row of dots is no longer than this.
const DOTS: usize = 20;

/// Outcomes by what they are about.
#[derive(Clone, Debug, Serialize)]
pub struct KindsBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the dots mean.
    pub caption: String,
    /// Money, time, what was achieved.
    pub rows: Vec<KindRow>,
}

/// One kind.
#[derive(Clone, Debug, Serialize)]
pub struct KindRow {
    /// "Money".
    pub name: &'static str,
    /// A dot an outcome: whether it came inside. Empty where they are too many to be seen.
    pub dots: Vec<bool>,
    /// "4 of 7".
    pub inside: String,
    /// "7 of 7".
    pub above: String,
    /// "Typically a fifth more than we expected".
    pub so: String,
}

#[derive(Default)]
struct Counts {
    dots: Vec<bool>,
    above: usize,
    pairs: Vec<(f64, f64)>,
}

/// Composes the block; `None` where no range has met an outcome.
pub(super) fn block(input: &Input) -> Option<KindsBlock> {
    let mut counts: [Counts; 3] = Default::default();
    for outcome in &input.analysis.track_record.outcomes {
        add(&mut counts[kind(outcome.subject)], outcome);
    }
    let [money, time, _] = &counts;
    let finding = finding(money, time);
    let rows: Vec<KindRow> = ["Money", "Time until it was ready", "What it achieved"]
        .into_iter()
        .zip(&counts)
        .filter_map(|(name, counts)| row(name, counts))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let is_few = counts.iter().any(|counts| !counts.dots.is_empty() && !is_evidence(counts));
    let few = if is_few { " Under ten outcomes of a kind are too few to judge by." } else { "" };
    let dots =
        if rows.iter().any(|row| !row.dots.is_empty()) { "One dot an outcome; filled: inside its range." } else { "" };
    Some(KindsBlock {
        finding: Heading { title: finding, question: "Where do we go wrong?", lead: Vec::new() },
        caption: format!("{dots}{few}").trim().to_owned(),
        rows,
    })
}

/// How many sums came above the middle of what was expected, and of how many.
pub(super) fn costs_above(input: &Input) -> (usize, usize) {
    let mut counts = Counts::default();
    let outcomes = input.analysis.track_record.outcomes.iter();
    outcomes.filter(|outcome| outcome.subject == Subject::Cost).for_each(|outcome| add(&mut counts, outcome));
    (counts.above, counts.dots.len())
}

fn kind(subject: Subject) -> usize {
    match subject {
        Subject::Cost => 0,
        Subject::Time => 1,
        Subject::Other => 2,
    }
}

fn add(counts: &mut Counts, outcome: &Outcome) {
    let (Some(is_inside), Expected::Range { middle, .. }) = (outcome.is_inside(), outcome.expected) else { return };
    counts.dots.push(is_inside);
    counts.above += usize::from(outcome.actual > middle);
    counts.pairs.push((middle, outcome.actual));
}

fn is_evidence(counts: &Counts) -> bool {
    Weight::of(counts.dots.len()) == Weight::Evidence
}

fn row(name: &'static str, counts: &Counts) -> Option<KindRow> {
    let count = counts.dots.len();
    let inside = counts.dots.iter().filter(|is_inside| **is_inside).count();
    let mut dots = counts.dots.clone();
    dots.sort_by_key(|is_inside| !is_inside);
    (count > 0).then(|| KindRow {
        name,
        dots: if count > DOTS { Vec::new() } else { dots },
        inside: format!("{inside} of {count}"),
        above: format!("{} of {count}", counts.above),
        so: so(counts),
    })
}

fn so(counts: &Counts) -> String {
    if !is_evidence(counts) {
        return "Too few to judge by".to_owned();
    }
    let typical = ratios(counts.pairs.iter().copied()).and_then(|found| number::ratio_in_words(found.median, 1.0));
    match typical {
        Some(ratio) => format!("Typically {} than we expected", ratio.words()),
        None => "Typically about what we expected".to_owned(),
    }
}

/// "Every sum and every time came out above the middle of its range".
fn finding(money: &Counts, time: &Counts) -> String {
    let all = |counts: &Counts| counts.dots.len() > 1 && counts.above == counts.dots.len();
    let none = |counts: &Counts| counts.dots.len() > 1 && counts.above == 0;
    match (money.dots.len(), time.dots.len()) {
        _ if all(money) && all(time) => "Every sum and every time came out above the middle of its range".to_owned(),
        _ if all(money) => "Every sum came out above the middle of its range".to_owned(),
        _ if all(time) => "Everything took longer than the middle of its range".to_owned(),
        _ if none(money) => "Every sum came out below the middle of its range".to_owned(),
        (0, 0) => "What came is neither money nor time".to_owned(),
        (0, count) => format!(
            "{} of {} took longer than the middle of their ranges",
            number::capitalized(&number::count_word(time.above)),
            number::count_word(count)
        ),
        (count, _) => format!(
            "{} of {} came out above the middle of {}",
            number::capitalized(&number::count_word(money.above)),
            number::count(count, "sum", "sums"),
            number::plural(count, "its range", "their ranges")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(each: &[(bool, f64)]) -> Counts {
        let mut counts = Counts::default();
        for (is_inside, ratio) in each {
            counts.dots.push(*is_inside);
            counts.above += usize::from(*ratio > 1.0);
            counts.pairs.push((100.0, 100.0 * ratio));
        }
        counts
    }

    #[test]
    fn under_ten_are_counted_and_not_judged() {
        let nine = row("Money", &counts(&[(true, 1.2); 9])).expect("a row");
        assert_eq!((nine.inside.as_str(), nine.so.as_str()), ("9 of 9", "Too few to judge by"));
        let ten = row("Money", &counts(&[(false, 1.2); 10])).expect("a row");
        assert_eq!((ten.inside.as_str(), ten.so.as_str()), ("0 of 10", "Typically a fifth more than we expected"));
        assert!(row("Money", &Counts::default()).is_none());
    }

    #[test]
    fn a_lean_to_one_side_is_the_finding() {
        let up = counts(&[(true, 1.1), (false, 2.0)]);
        let mixed = counts(&[(true, 0.9), (true, 1.1), (true, 1.0)]);
        let nothing = Counts::default();
        assert_eq!(finding(&up, &up), "Every sum and every time came out above the middle of its range");
        assert_eq!(finding(&up, &mixed), "Every sum came out above the middle of its range");
        assert_eq!(finding(&mixed, &up), "Everything took longer than the middle of its range");
        assert_eq!(finding(&mixed, &nothing), "One of three sums came out above the middle of their ranges");
        assert_eq!(finding(&nothing, &mixed), "One of three took longer than the middle of their ranges");
        assert_eq!(finding(&nothing, &nothing), "What came is neither money nor time");
    }
}
