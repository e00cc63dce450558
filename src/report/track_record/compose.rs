//! The page as a whole: headline, three figures, blocks.

use super::noted::Noted;
use super::{BeltBlock, ChanceBlock, DueBlock, KindsBlock, LessonBlock, ReplacedBlock};
use super::{belt, kinds, rest};
use crate::analysis::track_record::{Coverage, Weight};
use crate::log::DueKind;
use crate::number;
use crate::report::exhibits::DecisionLink;
use crate::report::narrate::Prose;
use crate::report::pages::has_track_record;
use crate::report::{Head, Input, Key, Part};
use serde::Serialize;
use std::collections::BTreeSet;

/// Above this chance so few ranges may hold by bad luck.
const LUCK: f64 = 0.05;

/// Were we right?
#[derive(Clone, Debug, Serialize)]
pub struct TrackRecordPage {
    /// Of itself.
    pub head: Head,
    /// "20 outcomes of six decisions".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// Ranges that held, sums above the middle, decisions replaced.
    pub keys: Vec<Key>,
    /// Outcomes in their ranges.
    pub ranges: Option<BeltBlock>,
    /// Where we go wrong.
    pub kinds: Option<KindsBlock>,
    /// Forecasts of yes or no.
    pub chances: Option<ChanceBlock>,
    /// What comes next.
    pub due: Option<DueBlock>,
    /// How fast we decide, and what was replaced.
    pub replaced: Option<ReplacedBlock>,
    /// What we have learned.
    pub lessons: Option<LessonBlock>,
}

/// Composes the page; `None` where nothing was forecast and nothing learned.
pub fn track_record(input: &Input) -> Option<TrackRecordPage> {
    if !has_track_record(input) {
        return None;
    }
    let noted = Noted::of(input);
    let (decided, gone) = rest::decided(input);
    let title = format!("Track record, {}", number::date(input.as_of));
    let description = "What we forecast, and what came of it.".to_owned();
    Some(TrackRecordPage {
        head: Head::new(input, "track-record", Part::Other, "track-record.html".to_owned(), &title, description),
        meta: meta(input),
        title: headline(input),
        keys: keys(input, decided, &gone),
        ranges: belt::block(input, &noted),
        kinds: kinds::block(input),
        chances: rest::chance_block(input, &noted),
        due: rest::due_block(input),
        replaced: rest::replaced_block(input, decided, &gone),
        lessons: rest::lesson_block(input),
    })
}

fn meta(input: &Input) -> Vec<String> {
    let outcomes = &input.analysis.track_record.outcomes;
    let decisions: BTreeSet<usize> = outcomes.iter().map(|outcome| outcome.record).collect();
    let mut meta = vec!["Track record".to_owned()];
    if !outcomes.is_empty() {
        meta.push(number::capitalized(&format!(
            "{} of {}",
            number::count(outcomes.len(), "outcome", "outcomes"),
            number::count(decisions.len(), "decision", "decisions")
        )));
    }
    meta
}

fn coverage(input: &Input) -> Option<Coverage> {
    input.analysis.track_record.coverage.filter(|coverage| coverage.count > 0)
}

fn headline(input: &Input) -> String {
    if let Some(coverage) = coverage(input) {
        return covered(coverage);
    }
    let (came, count, _) = rest::chances(input);
    if count > 0 {
        return rest::chance_finding(came, count);
    }
    let mut due = input.due.iter().filter(|due| due.kind == DueKind::Outcome);
    match due.next() {
        Some(first) if first.days_left < 0 => {
            format!("No outcome is recorded yet; the first was due on {}", number::date(first.on))
        }
        Some(first) => format!("No outcome is recorded yet; the first is due on {}", number::date(first.on)),
        None => "Nothing was forecast, but something was learned".to_owned(),
    }
}

/// "We have been too sure: ten of 16 outcomes came within our ranges, where 14 should have".
fn covered(coverage: Coverage) -> String {
    let of = format!("{} of {}", number::count_word(coverage.hits), number::count_word(coverage.count));
    let outcomes = number::plural(coverage.count, "outcome", "outcomes");
    let promised = number::count_word((coverage.count * 9 + 5) / 10);
    match Weight::of(coverage.count) {
        Weight::Evidence if coverage.chance_of_so_few < LUCK => {
            format!("We have been too sure: {of} {outcomes} came within our ranges, where {promised} should have")
        }
        Weight::Evidence => {
            number::capitalized(&format!("{of} {outcomes} came within our ranges, about as many as should"))
        }
        _ => number::capitalized(&format!("{of} {outcomes} came within our ranges; too few to judge by")),
    }
}

fn keys(input: &Input, decided: usize, gone: &[usize]) -> Vec<Key> {
    let key = |figure: String, term: &str, method, note: String| Key {
        figure,
        term: term.to_owned(),
        method,
        note: Prose::of(note),
    };
    let mut keys = Vec::new();
    if let Some(coverage) = coverage(input) {
        let note = match Weight::of(coverage.count) {
            Weight::Evidence => format!("{}; nine in ten should", number::percent(coverage.share)),
            _ => "too few for a share; nine in ten should".to_owned(),
        };
        let figure = format!("{} of {}", coverage.hits, coverage.count);
        keys.push(key(figure, "outcomes inside their range", Some("track-record"), note));
    }
    let (above, sums) = kinds::costs_above(input);
    if sums > 0 {
        let note = "of what we had expected to spend".to_owned();
        keys.push(key(format!("{above} of {sums}"), "sums above the middle of theirs", Some("track-record"), note));
    }
    if !keys.is_empty() && decided > 0 {
        let note = match gone {
            [] => "all that we decided still stands".to_owned(),
            [one] => DecisionLink::of(input, *one).name,
            [last, ..] => format!("the last of them {}", DecisionLink::of(input, *last).name),
        };
        keys.push(key(format!("{} of {decided}", gone.len()), "decisions replaced", None, note));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_judged_from_ten_outcomes_on() {
        let said = |count, hits, chance_of_so_few| {
            covered(Coverage { count, hits, share: hits as f64 / count as f64, chance_of_so_few })
        };
        assert_eq!(
            said(16, 10, 0.003),
            "We have been too sure: ten of 16 outcomes came within our ranges, where 14 should have"
        );
        assert_eq!(said(10, 9, 0.65), "Nine of ten outcomes came within our ranges, about as many as should");
        assert_eq!(said(8, 1, 1e-6), "One of eight outcomes came within our ranges; too few to judge by");
        assert_eq!(said(1, 1, 1.0), "One of one outcome came within our ranges; too few to judge by");
    }
}
