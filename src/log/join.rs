//! Joins records: page ids, resolved links and their reverses.

use crate::finding::Finding;
use crate::log::{DecisionLog, Link, LoggedRecord, Resolution, faults, graph, resolve};
use crate::model::{LinkKind, PageId, Record, StatedLink, Status, page_id};
use crate::source::{History, Snapshot, root_of};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Joins records into a log, and says what is wrong with their links.
///
/// Page ids are settled in the order of paths. Every dangling or ambiguous link, self-link,
/// repeated number and supersession cycle is a finding.
pub fn join(records: Vec<Record>, snapshot: &Snapshot, history: History) -> (DecisionLog, Vec<Finding>) {
    let log = join_unchecked(records, snapshot, history);
    let mut findings = faults::repeated_numbers(&log);
    findings.extend((0..log.records.len()).flat_map(|idx| faults::of_links(&log, idx)));
    findings.extend(graph::findings(&log));
    findings.extend(faults::cut_history(&log));
    (log, findings)
}

/// Joins records into a log for whoever shows no findings.
pub fn join_unchecked(mut records: Vec<Record>, snapshot: &Snapshot, mut history: History) -> DecisionLog {
    records.sort_by(|a, b| a.path.cmp(&b.path));
    let index = LazyCell::new(|| resolve::Index::new(&records));
    let resolve = |record: &Record| -> Vec<Resolution> {
        let target = |link: &StatedLink| resolve::resolve(&link.target, link.text.as_deref(), record, &index, snapshot);
        record.links.iter().map(target).collect()
    };
    let resolved: Vec<Vec<Resolution>> = records.iter().map(resolve).collect();
    let page_ids = page_ids(&records);
    let stream_names = stream_names(&records, &page_ids);
    let mut logged: Vec<LoggedRecord> = Vec::with_capacity(records.len());
    for (((record, resolutions), page_id), stream_name) in
        records.into_iter().zip(resolved).zip(page_ids).zip(stream_names)
    {
        let links = stated_links(logged.len(), &record, &resolutions);
        let history = history.files.remove(&record.path);
        logged.push(LoggedRecord { record, page_id, stream_name, links, resolutions, history });
    }
    add_reverses(&mut logged);
    DecisionLog {
        records: logged,
        commit: snapshot.commit.clone(),
        has_uncommitted_changes: snapshot.has_uncommitted_changes,
        is_history_cut: history.is_cut,
        elsewhere: Vec::new(),
    }
}

/// By record: its name on the site.
fn page_ids(records: &[Record]) -> Vec<PageId> {
    let mut taken = BTreeSet::new();
    let mut ids = vec![PageId::new(); records.len()];
    // Those of this log first: no other source moves an address of ours.
    for is_own in [true, false] {
        for (record, place) in records.iter().zip(&mut ids) {
            let source = root_of(&record.path).trim_end_matches(':');
            if source.is_empty() != is_own {
                continue;
            }
            let stem = if is_own { record.stem.clone() } else { format!("{source} {}", record.stem) };
            let id = page_id(&stem, &record.folder, &taken);
            taken.insert(id.clone());
            *place = id;
        }
    }
    ids
}

/// By record: its source and slug, or its page id where these repeat.
fn stream_names(records: &[Record], page_ids: &[PageId]) -> Vec<String> {
    let mut counts = BTreeMap::<(&str, &str), usize>::new();
    for record in records {
        *counts.entry((root_of(&record.path), &record.slug)).or_default() += 1;
    }
    let name = |(record, id): (&Record, &PageId)| {
        let root = root_of(&record.path);
        if counts[&(root, record.slug.as_str())] == 1 { format!("{root}{}", record.slug) } else { id.clone() }
    };
    records.iter().zip(page_ids).map(name).collect()
}

/// The stated links that lead to another record, each once.
fn stated_links(idx: usize, record: &Record, resolutions: &[Resolution]) -> Vec<Link> {
    let mut known = BTreeSet::new();
    let mut links = Vec::new();
    for (stated, resolution) in record.links.iter().zip(resolutions) {
        if let Resolution::Record(to) = *resolution
            && to != idx
            && known.insert((stated.kind, to))
        {
            links.push(Link { kind: stated.kind, to, is_stated: true });
        }
    }
    links
}

/// What a record says of another, the other knows too.
fn add_reverses(logged: &mut [LoggedRecord]) {
    let stated: Vec<(usize, Link)> =
        logged.iter().enumerate().flat_map(|(idx, logged)| logged.links.iter().map(move |link| (idx, *link))).collect();
    let mut known: BTreeSet<(usize, LinkKind, usize)> =
        stated.iter().map(|(from, link)| (*from, link.kind, link.to)).collect();
    for (from, link) in stated {
        // Only what was accepted retires another.
        let has_retired = !logged[from].record.is_open() && logged[from].record.status() != Some(Status::Rejected);
        if link.kind == LinkKind::Supersedes && !has_retired {
            continue;
        }
        let kind = link.kind.reverse();
        if known.insert((link.to, kind, from)) {
            logged[link.to].links.push(Link { kind, to: from, is_stated: false });
        }
    }
}
