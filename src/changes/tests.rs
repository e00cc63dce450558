//! Made-up logs: which record is which, and what is told of it.

use crate::analysis::Settings;
use crate::changes::{Change, Changes, DayKind, Side, Step, compare};
use crate::log::{DecisionLog, join};
use crate::model::{Book, FieldSource, LinkKind, Record, StatedLink, StatedStatus, Status, slug};
use crate::source::{History, Snapshot};
use jiff::civil::date;

fn record(path: &str, status: Status, text: &str) -> Record {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let digits = stem.split('-').next().unwrap_or_default();
    let raw = status.as_str().to_owned();
    let mut record = Record {
        path: path.to_owned(),
        stem: stem.to_owned(),
        slug: slug(stem.trim_start_matches(digits)),
        number: digits.parse().ok(),
        status: Some(StatedStatus { status, raw, source: FieldSource::FrontMatter, span: None }),
        text: text.into(),
        ..Record::default()
    };
    record.title.text = "A title".to_owned();
    record
}

fn log(records: Vec<Record>) -> DecisionLog {
    join(records, &Snapshot::default(), History::default()).0
}

fn compared(before: Vec<Record>, after: Vec<Record>) -> Changes {
    let (before, after, book) = (log(before), log(after), Book::default());
    let settings =
        Settings { draw_count: 1_000, seed: 1, as_of: date(2026, 11, 30), points: Vec::new(), scenario: None };
    compare(Side { log: &before, book: &book }, Side { log: &after, book: &book }, &settings, &settings)
}

/// What changed, by what the paths were and are.
fn told(before: Vec<Record>, after: Vec<Record>) -> Vec<(Option<usize>, Option<usize>, Vec<Change>)> {
    compared(before, after).records.into_iter().map(|found| (found.before, found.after, found.changes)).collect()
}

const HAY: &str = "The barn holds what two summers bring, and its roof leaks at the north end.";
const RAIN: &str = "Two tanks overflow in March while none is left by June, so we buy water.";

#[test]
fn a_record_is_found_again_under_another_number_folder_and_name() {
    use Status::Accepted;
    let before = || vec![record("a/0001-hay.md", Accepted, HAY), record("a/0002-rain.md", Accepted, RAIN)];
    assert_eq!(told(before(), before()), []);
    let renumbered = vec![record("a/0001-hay.md", Accepted, HAY), record("a/0007-rain.md", Accepted, RAIN)];
    assert_eq!(told(before(), renumbered), [(Some(1), Some(1), vec![Change::Number(Some(2), Some(7))])]);
    let renamed = vec![
        record("b/0001-straw.md", Accepted, &format!("{HAY} Still.")),
        record("b/0002-water.md", Accepted, &format!("{RAIN} Again.")),
    ];
    let found = told(before(), renamed);
    assert_eq!(found, [(Some(0), Some(0), vec![]), (Some(1), Some(1), vec![])], "reworded, and nothing else");
}

#[test]
fn what_takes_a_place_is_another_record() {
    let before = vec![record("a/0001-hay.md", Status::Accepted, HAY)];
    let mut other = record("a/0002-rain.md", Status::Proposed, RAIN);
    other.title.text = "Another".to_owned();
    let found = told(before, vec![other]);
    let new = vec![Change::Status(Step::Proposed)];
    assert_eq!(found, [(None, Some(0), new), (Some(0), None, vec![Change::Removed])]);
}

#[test]
fn an_accepted_record_is_superseded_by_what_takes_its_place() {
    let before = vec![record("a/0001-hay.md", Status::Accepted, HAY)];
    let mut next = record("a/0002-straw.md", Status::Accepted, RAIN);
    let target = "1".to_owned();
    let link =
        StatedLink { kind: LinkKind::Supersedes, target, text: None, source: FieldSource::FrontMatter, span: None };
    next.links = vec![link];
    let after = vec![record("a/0001-hay.md", Status::Accepted, HAY), next];
    let steps: Vec<Change> = told(before, after).into_iter().flat_map(|(_, _, changes)| changes).collect();
    assert_eq!(steps, [Change::Status(Step::Superseded), Change::Status(Step::Accepted)]);
}

#[test]
fn a_day_that_is_set_has_not_slipped_and_one_that_is_met_is_gone() {
    use Status::{Accepted, Proposed};
    let with = |status, decide_by, review_by| {
        let mut record = record("a/0001-hay.md", status, HAY);
        (record.decide_by, record.review_by) = (decide_by, review_by);
        vec![record]
    };
    let (first, second) = (Some(date(2026, 12, 1)), Some(date(2027, 1, 31)));
    let days = |before, after| -> Vec<Change> {
        let changes = told(before, after).into_iter().flat_map(|(_, _, changes)| changes);
        changes.filter(|change| matches!(change, Change::Day(..))).collect()
    };
    assert_eq!(days(with(Proposed, None, None), with(Proposed, first, None)), []);
    let slipped = Change::Day(DayKind::DecideBy, date(2026, 12, 1), second);
    assert_eq!(days(with(Proposed, first, None), with(Proposed, second, None)), [slipped]);
    assert_eq!(days(with(Proposed, first, None), with(Accepted, None, None)), [], "it was decided");
    let dropped = Change::Day(DayKind::ReviewBy, date(2026, 12, 1), None);
    assert_eq!(days(with(Accepted, None, first), with(Accepted, None, None)), [dropped]);
}

#[test]
fn who_answers_is_a_change() {
    let owned = |owner: Option<&str>| {
        let mut record = record("a/0001-hay.md", Status::Accepted, HAY);
        record.roles.owner = owner.map(str::to_owned);
        vec![record]
    };
    let changes = |before, after| told(owned(before), owned(after)).into_iter().flat_map(|(_, _, found)| found);
    let moved = Change::Owner(Some("CFO".to_owned()), Some("COO".to_owned()));
    assert_eq!(changes(Some("CFO"), Some("COO")).collect::<Vec<_>>(), [moved]);
    assert_eq!(changes(Some("CFO"), Some(" CFO ")).count(), 0);
}
