//! The walk over both logs.

use crate::analysis::{self, Analysis, DecisionAnalysis, Settings};
use crate::changes::result::{Change, Changes, RecordChange, Side};
use crate::changes::{day, kept, option, pairs, step, weight};
use crate::log::DecisionLog;
use crate::model::{Book, Currency, Record};
use std::collections::BTreeSet;

/// What changed between two logs, each with its own settings. `before_settings` and `after_settings` should name the same
/// day, so that a figure moves for what was written and not for the calendar.
pub fn compare(before: Side<'_>, after: Side<'_>, before_settings: &Settings, after_settings: &Settings) -> Changes {
    let pairs = pairs::same_records(&records(before.log), &records(after.log));
    let has_other_settings = !weighs_alike(before.book, after.book);
    let (old, new) =
        (Weighed { side: before, settings: before_settings }, Weighed { side: after, settings: after_settings });
    let (old, new) = figures(&pairs, has_other_settings, &old, &new);
    let mut records: Vec<RecordChange> = Vec::new();
    let mut known: BTreeSet<usize> = BTreeSet::new();
    let mut told = pairs.iter().peekable();
    for (idx, found) in new.iter().enumerate() {
        match told.next_if(|(_, after)| *after == idx) {
            Some((from, _)) => {
                known.insert(*from);
                records.extend(changed(before, after, (*from, idx), (&old[*from], found)));
            }
            None => records.push(RecordChange {
                before: None,
                after: Some(idx),
                changes: vec![Change::Status(step::first_step(step::standing(after.log, idx)))],
            }),
        }
    }
    let gone = (0..before.log.records.len()).filter(|idx| !known.contains(idx));
    records.extend(gone.map(|idx| RecordChange { before: Some(idx), after: None, changes: vec![Change::Removed] }));
    Changes {
        records,
        before: Analysis { decisions: old, ..Analysis::default() },
        after: Analysis { decisions: new, ..Analysis::default() },
        has_other_settings,
    }
}

/// Whether two settings weigh alike: days of meetings, the look and the place of a site move no figure.
fn weighs_alike(before: &Book, after: &Book) -> bool {
    let moved = Book {
        last_meeting: after.last_meeting,
        next_meeting: after.next_meeting,
        theme: after.theme.clone(),
        site: after.site.clone(),
        site_url: after.site_url.clone(),
        ..before.clone()
    };
    moved == *after
}

fn records(log: &DecisionLog) -> Vec<&Record> {
    log.records.iter().map(|logged| &logged.record).collect()
}

/// A log and how it is weighed.
struct Weighed<'a> {
    side: Side<'a>,
    settings: &'a Settings,
}

impl Weighed<'_> {
    fn bases(&self, records: &[usize]) -> Vec<Option<(String, Option<Currency>)>> {
        analysis::bases(self.side.log, self.side.book, self.settings, records)
    }

    /// By index in the log; those alone that are asked for.
    fn ranked(&self, records: &[usize]) -> Vec<Option<DecisionAnalysis>> {
        let found = analysis::ranked(self.side.log, self.side.book, self.settings, records);
        let mut all = vec![None; self.side.log.records.len()];
        for (idx, decision) in records.iter().zip(found) {
            all[*idx] = decision;
        }
        all
    }
}

/// The figures of records that are made of something else than before.
fn figures(
    pairs: &[(usize, usize)],
    has_other_settings: bool,
    before: &Weighed<'_>,
    after: &Weighed<'_>,
) -> (Vec<Option<DecisionAnalysis>>, Vec<Option<DecisionAnalysis>>) {
    let text = |side: Side<'_>, idx: usize| side.log.records[idx].record.text.clone();
    // Where file and settings are the same to the byte, nothing is even looked at.
    let touched = pairs.iter().copied();
    let touched = touched.filter(|(old, new)| has_other_settings || text(before.side, *old) != text(after.side, *new));
    let (old, new): (Vec<usize>, Vec<usize>) = touched.unzip();
    let bases = before.bases(&old).into_iter().zip(after.bases(&new));
    let is_moved: Vec<bool> = bases.map(|(old, new)| old != new).collect();
    let moved = |records: Vec<usize>| -> Vec<usize> {
        records.into_iter().zip(&is_moved).filter(|(_, is_moved)| **is_moved).map(|(idx, _)| idx).collect()
    };
    (before.ranked(&moved(old)), after.ranked(&moved(new)))
}

type Found<'a> = (&'a Option<DecisionAnalysis>, &'a Option<DecisionAnalysis>);

/// What changed in one record that is in both logs; `None` where its text is the same and it stands as it stood.
fn changed(before: Side<'_>, after: Side<'_>, (from, to): (usize, usize), found: Found<'_>) -> Option<RecordChange> {
    let (old, new) = (&before.log.records[from].record, &after.log.records[to].record);
    let step = step::step(step::standing(before.log, from), step::standing(after.log, to));
    let mut changes: Vec<Change> = step.map(Change::Status).into_iter().collect();
    let options = option::paired(old, new);
    add_options(&mut changes, old, new, &options);
    add_figures(&mut changes, &options, found);
    changes.extend(day::moved(old, new, &options));
    let owner = |record: &Record| record.roles.owner.as_deref().map(str::trim).map(str::to_owned);
    if owner(old) != owner(new) {
        changes.push(Change::Owner(owner(old), owner(new)));
    }
    changes.extend(kept::moved(old, new, &options));
    if old.number != new.number {
        changes.push(Change::Number(old.number, new.number));
    }
    if old.title.text.trim() != new.title.text.trim() {
        changes.push(Change::Title);
    }
    let is_same = changes.is_empty() && old.text == new.text;
    (!is_same).then_some(RecordChange { before: Some(from), after: Some(to), changes })
}

/// Options that came and went, and which of them is meant.
fn add_options(changes: &mut Vec<Change>, old: &Record, new: &Record, options: &[(usize, usize)]) {
    if let (Some(was), Some(is)) = (option::choice(old), option::choice(new))
        && !options.contains(&(was, is))
    {
        changes.push(Change::Choice(was, is));
    }
    // What only the body names is an option in passing.
    let is_stated = |record: &Record, idx: &usize| record.options[*idx].front_matter_idx.is_some();
    let came = (0..new.options.len()).filter(|idx| !options.iter().any(|(_, known)| known == idx));
    changes.extend(came.filter(|idx| is_stated(new, idx)).map(Change::OptionAdded));
    let went = (0..old.options.len()).filter(|idx| !options.iter().any(|(known, _)| known == idx));
    changes.extend(went.filter(|idx| is_stated(old, idx)).map(Change::OptionRemoved));
}

/// Who leads, what each option comes to, and what criteria count.
fn add_figures(changes: &mut Vec<Change>, options: &[(usize, usize)], found: Found<'_>) {
    if found.0.is_none() && found.1.is_none() {
        return;
    }
    let leader = |found: &Option<DecisionAnalysis>| found.as_ref().and_then(|found| found.leader);
    let (was, is) = (leader(found.0), leader(found.1));
    let is_same = match (was, is) {
        (Some(was), Some(is)) => options.contains(&(was, is)),
        (was, is) => was == is,
    };
    if !is_same {
        changes.push(Change::Leader(was, is));
    }
    changes.extend(options.iter().map(|(old, new)| Change::Figures(*old, *new)));
    if let (Some(old), Some(new)) = found {
        let moved = weight::moved(old, new);
        if !moved.is_empty() {
            changes.push(Change::Weights(moved));
        }
    }
}
