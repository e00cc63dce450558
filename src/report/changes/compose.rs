//! Changes, grouped in the order in which a board needs them.

use crate::changes::{Change, Changes, RecordChange, Step};
use crate::number::{self, count, count_word, listed};
use crate::report::Input;
use crate::report::changes::naming::{Changed, is_weighed};
use crate::report::changes::page::{ChangeGroup, ChangeItem, ChangePoint, ChangedRecord, ChangesPage, Unread};
use crate::report::changes::{figures, kept, rest, standing};

/// Kind, title, and what the headline counts: one, several.
const GROUPS: [(&str, &str, [&str; 2]); 15] = [
    ("decided", "Decided", ["decision was made", "decisions were made"]),
    ("proposed", "Proposed", ["was proposed", "were proposed"]),
    ("reopened", "Reopened, or taken back", ["was reopened or taken back", "were reopened or taken back"]),
    ("status", "Otherwise", ["stands otherwise", "stand otherwise"]),
    ("leader", "Another answer", ["has another answer", "have another answer"]),
    ("appetite", "Across what we accept", ["crossed what we accept", "crossed what we accept"]),
    ("figures", "Figures that moved", ["has other figures", "have other figures"]),
    ("weights", "Weights that moved after the scores were in", ["has other weights", "have other weights"]),
    ("dates", "Dates that moved", ["has another date", "have other dates"]),
    ("suppliers", "On whom we rest", ["rests on somebody else", "rest on somebody else"]),
    ("owners", "Who answers", ["has another owner", "have other owners"]),
    ("outcomes", "What came, and what was done", ["has an outcome", "have outcomes"]),
    ("added", "New, not yet proposed", ["is new", "are new"]),
    ("removed", "No longer in the log", ["is gone", "are gone"]),
    ("names", "Numbers and names", ["has another number or name", "have other numbers or names"]),
];

/// How many groups the headline counts: those that a board must know first.
const COUNTED: usize = 5;

/// What changed between two points, each with its own log and settings; the analyses of both inputs are those of
/// `changes`.
pub fn changes(
    before: &Input<'_>,
    after: &Input<'_>,
    changes: &Changes,
    (since, until): (ChangePoint, ChangePoint),
) -> ChangesPage {
    let mut groups: Vec<ChangeGroup> = GROUPS
        .iter()
        .map(|(kind, title, _)| ChangeGroup { kind, title, items: Vec::new(), told: Vec::new() })
        .collect();
    for record in &changes.records {
        add(&mut groups, &Changed::new(before, after, record), record);
    }
    groups.retain(|group| !group.items.is_empty());
    let reworded = changes.records.iter().filter(|record| record.changes.is_empty()).count();
    let has_figures = groups.iter().any(|group| ["figures", "leader"].contains(&group.kind));
    let mut notes = Vec::new();
    if reworded > 0 {
        notes.push(format!(
            "{} in text alone.",
            number::capitalized(&count(reworded, "record changed", "records changed"))
        ));
    }
    if changes.has_other_settings && has_figures {
        notes.push("The settings of the whole log changed as well, and figures may have moved for that.".to_owned());
    }
    ChangesPage {
        headline: headline(&groups, &since, &until),
        read: read(&since, &until, after, is_weighed(changes)),
        as_of: number::date_iso(after.as_of),
        settings_changed: changes.has_other_settings,
        since,
        until,
        groups,
        reworded,
        notes,
        unread: None,
    }
}

/// The same where the log could not be read as it stood on a day, which is called `named` after "since".
pub fn unread_changes(input: &Input<'_>, named: &str, unread: Unread, until: ChangePoint) -> ChangesPage {
    let records = count(input.log.records.len(), "record", "records");
    let headline = match unread {
        Unread::Begun(day) => format!("The log was begun on {}: everything is new, {records}.", number::date(day)),
        Unread::Cut(day) => format!(
            "What changed since {named} cannot be told: this copy of the history begins on {}.",
            number::date(day)
        ),
    };
    let since = ChangePoint { named: named.to_owned(), ..ChangePoint::default() };
    ChangesPage {
        headline,
        read: String::new(),
        as_of: number::date_iso(input.as_of),
        settings_changed: false,
        since,
        until,
        groups: Vec::new(),
        reworded: 0,
        notes: Vec::new(),
        unread: Some(unread),
    }
}

/// Adds what changed in one record to the groups.
fn add(groups: &mut [ChangeGroup], of: &Changed<'_>, record: &RecordChange) {
    let mut items: Vec<(&str, ChangeItem)> = Vec::new();
    for change in &record.changes {
        match change {
            Change::Status(step) => items.push((group_of(*step), standing::step(of, *step))),
            Change::Removed => items.push(("removed", standing::removed(of))),
            Change::Choice(was, is) => items.push(("leader", standing::choice(of, *was, *is))),
            Change::Leader(was, is) => items.push(("leader", standing::leader(of, *was, *is))),
            Change::Figures(was, is) => {
                items.extend(figures::of_option(of, *was, *is).into_iter().map(|item| ("figures", item)));
            }
            Change::Weights(moved) => {
                items.extend(figures::weights(of, moved).into_iter().map(|item| ("weights", item)));
            }
            Change::Day(kind, from, to) => items.push(("dates", rest::day(of, *kind, *from, *to))),
            Change::Owner(from, to) => items.push(("owners", rest::owner(of, from.as_ref(), to.as_ref()))),
            Change::Limit(from, to) => items.push(("figures", kept::limit(of, *from, *to))),
            Change::Supplier(was, is) => items.push(("suppliers", kept::supplier(of, *was, *is))),
            Change::Outcome(idx) => items.push(("outcomes", kept::outcome(of, *idx))),
            Change::StepTaken(idx) => items.push(("outcomes", kept::step(of, *idx))),
            Change::Number(from, to) => items.push(("names", rest::number(of, *from, *to))),
            Change::Title => items.push(("names", rest::title(of))),
            // Together, below.
            Change::OptionAdded(_) | Change::OptionRemoved(_) => {}
        }
    }
    items.extend(kept::appetite(of).map(|item| ("appetite", item)));
    let came: Vec<usize> = record.changes.iter().filter_map(|change| option(change, true)).collect();
    let went: Vec<usize> = record.changes.iter().filter_map(|change| option(change, false)).collect();
    items.extend(standing::options(of, &came, &went).into_iter().map(|item| ("leader", item)));
    for group in groups {
        let own: Vec<ChangeItem> =
            items.iter().filter(|(kind, _)| *kind == group.kind).map(|(_, item)| item.clone()).collect();
        group.told.extend(told(of, group.kind, &own));
        group.items.extend(own);
    }
}

fn option(change: &Change, came: bool) -> Option<usize> {
    match change {
        Change::OptionAdded(idx) if came => Some(*idx),
        Change::OptionRemoved(idx) if !came => Some(*idx),
        _ => None,
    }
}

fn group_of(step: Step) -> &'static str {
    match step {
        Step::Accepted | Step::Rejected | Step::Superseded | Step::Deprecated => "decided",
        Step::Proposed => "proposed",
        Step::Reopened(_) | Step::TakenBack => "reopened",
        Step::Drafted => "added",
        Step::Otherwise => "status",
    }
}

/// The sentences on one record within a group.
fn told(of: &Changed<'_>, kind: &str, items: &[ChangeItem]) -> Option<ChangedRecord> {
    let first = items.first()?;
    let mut sentences: Vec<String> =
        items.iter().filter(|item| !item.is_minor).map(|item| item.sentence.clone()).collect();
    if kind == "figures" {
        let items: Vec<&ChangeItem> = items.iter().collect();
        sentences.extend(of.after.as_ref().and_then(|after| figures::minor_sentence(&items, after)));
    }
    Some(ChangedRecord { record_idx: first.record_idx, number: first.number, name: of.name(), sentences })
}

/// One sentence that counts.
fn headline(groups: &[ChangeGroup], since: &ChangePoint, until: &ChangePoint) -> String {
    let span = match until.asked {
        Some(_) => format!("Between {} and {}", since.named, until.named),
        None => format!("Since {}", since.named),
    };
    if groups.is_empty() {
        return format!("{span}, nothing changed that a board decides by.");
    }
    let counted = groups.iter().take(COUNTED).map(|group| {
        let words = GROUPS.iter().find(|(kind, _, _)| *kind == group.kind).map_or(["", ""], |(_, _, words)| *words);
        let records = group.told.len();
        format!("{} {}", count_word(records), words[usize::from(records != 1)])
    });
    let mut counted: Vec<String> = counted.collect();
    if groups.len() > COUNTED {
        counted.push("more stands below".to_owned());
    }
    format!("{span}: {}.", listed(&counted))
}

/// "three decisions were made", "one matter has another answer".
pub(super) fn finding(kind: &str, records: usize) -> String {
    let words = GROUPS.iter().find(|(known, _, _)| *known == kind).map_or(["", ""], |(_, _, words)| *words);
    let words = words[usize::from(records != 1)];
    match kind {
        "decided" => format!("{} {words}", count_word(records)),
        _ => format!("{} {words}", count(records, "matter", "matters")),
    }
}

/// What was read, and how figures were weighed.
fn read(since: &ChangePoint, until: &ChangePoint, after: &Input<'_>, is_weighed: bool) -> String {
    let commit = |point: &ChangePoint| {
        let id = point.commit.as_ref().map(|id| id.get(..7).unwrap_or(id).to_owned())?;
        let of = point.date.as_deref().and_then(|date| date.parse().ok()).map(number::date)?;
        Some(format!("commit {id} of {of}"))
    };
    let before = commit(since).unwrap_or_else(|| "an empty log".to_owned());
    let now = match (commit(until), until.asked.is_some() || !until.uncommitted) {
        (Some(commit), true) => commit,
        (Some(commit), false) => format!("{commit} with changes that are not committed"),
        (None, _) => "files that are not committed".to_owned(),
    };
    let mut read = format!("Read at {before}, and at {now}.");
    if is_weighed {
        let (day, draws) = (number::date(after.as_of), number::whole(after.draw_count as f64));
        read.push_str(&format!(" Figures of both stand on {day}, from {draws} draws."));
    }
    read
}
