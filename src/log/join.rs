//! Joins records: page ids, resolved links and their reverses.

use crate::finding::Finding;
use crate::log::{Resolution, graph, resolve};
use crate::model::{LinkKind, PageId, Record, StatedLink, Status, page_id};
use crate::source::{Commit, FileHistory, History, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// All records of a repository at one commit, links resolved.
#[derive(Clone, Debug, Default)]
pub struct DecisionLog {
    /// Sorted by path.
    pub records: Vec<LoggedRecord>,
    /// The commit that was read.
    pub commit: Option<Commit>,
    /// Records, attachments or settings differ from that commit.
    pub has_uncommitted_changes: bool,
    /// History could not be walked to its beginning.
    pub is_history_shallow: bool,
}

/// A record in its log.
#[derive(Clone, Debug)]
pub struct LoggedRecord {
    /// The record.
    pub record: Record,
    /// Its name on the site, unique in the log.
    pub page_id: PageId,
    /// What its random streams are keyed by: the slug, or the page id where slugs repeat.
    pub stream_name: String,
    /// Links to other records of the log: as stated, then reverses that it does not state itself.
    pub links: Vec<Link>,
    /// By index of the stated link: where it leads.
    pub resolutions: Vec<Resolution>,
    /// First and last commit; `None` outside git or where the file is not committed.
    pub history: Option<FileHistory>,
}

/// A link between two records of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// How they hang together.
    pub kind: LinkKind,
    /// The other record's index.
    pub to: usize,
    /// The record states it itself; else only the other one does.
    pub is_stated: bool,
}

impl DecisionLog {
    /// The records that take this one's place.
    pub fn successors(&self, idx: usize) -> impl Iterator<Item = usize> + '_ {
        self.linked(idx, LinkKind::SupersededBy)
    }

    /// The records whose place this one takes.
    pub fn predecessors(&self, idx: usize) -> impl Iterator<Item = usize> + '_ {
        self.linked(idx, LinkKind::Supersedes)
    }

    /// The records linked in one way.
    pub fn linked(&self, idx: usize, kind: LinkKind) -> impl Iterator<Item = usize> + '_ {
        self.records[idx].links.iter().filter(move |link| link.kind == kind).map(|link| link.to)
    }

    /// Whether a record is accepted and nothing in the log takes its place. What is only proposed to
    /// take it, or was rejected, does not.
    pub fn is_in_force(&self, idx: usize) -> bool {
        let takes_its_place = |successor: usize| {
            let successor = &self.records[successor].record;
            !successor.is_open() && successor.status() != Some(Status::Rejected)
        };
        self.records[idx].record.is_in_force() && !self.successors(idx).any(takes_its_place)
    }

    /// Records that an ID as typed by a person fits: a number, a page id, a slug or a path.
    pub fn find(&self, id: &str) -> Vec<usize> {
        let id = id.trim();
        let matching = |test: &dyn Fn(&LoggedRecord) -> bool| -> Vec<usize> {
            (0..self.records.len()).filter(|idx| test(&self.records[*idx])).collect()
        };
        let exact = matching(&|logged| logged.page_id == id || logged.record.path == id);
        if !exact.is_empty() {
            return exact;
        }
        if let Ok(number) = id.trim_start_matches('#').parse::<u64>() {
            return matching(&|logged| logged.record.number == Some(number));
        }
        let printed = matching(&|logged| {
            logged.record.printed_id.as_deref().is_some_and(|printed| printed.eq_ignore_ascii_case(id))
        });
        if !printed.is_empty() {
            return printed;
        }
        matching(&|logged| logged.record.slug == id || logged.record.stem == id)
    }
}

/// Joins records into a log.
///
/// Page ids are settled in the order of paths. Every dangling or ambiguous link, self-link,
/// repeated number and supersession cycle is a finding.
pub fn join(mut records: Vec<Record>, snapshot: &Snapshot, mut history: History) -> (DecisionLog, Vec<Finding>) {
    records.sort_by(|a, b| a.path.cmp(&b.path));
    let index = resolve::Index::new(&records);
    let mut findings = repeated_numbers(&records);
    let mut resolved: Vec<Vec<Resolution>> = Vec::with_capacity(records.len());
    for (idx, record) in records.iter().enumerate() {
        let target = |link: &StatedLink| resolve::resolve(&link.target, link.text.as_deref(), record, &index, snapshot);
        let resolutions: Vec<Resolution> = record.links.iter().map(target).collect();
        findings.extend(resolve::findings(idx, record, &resolutions, &records));
        resolved.push(resolutions);
    }
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
    let log = DecisionLog {
        records: logged,
        commit: snapshot.commit.clone(),
        has_uncommitted_changes: snapshot.has_uncommitted_changes,
        is_history_shallow: history.is_shallow,
    };
    findings.extend(graph::findings(&log));
    (log, findings)
}

/// By record: its name on the site.
fn page_ids(records: &[Record]) -> Vec<PageId> {
    let mut taken = BTreeSet::new();
    let mut ids = Vec::with_capacity(records.len());
    for record in records {
        let id = page_id(&record.stem, &record.folder, &taken);
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// By record: its slug, or its page id where slugs repeat.
fn stream_names(records: &[Record], page_ids: &[PageId]) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for record in records {
        *counts.entry(&record.slug).or_default() += 1;
    }
    let name = |(record, id): (&Record, &PageId)| {
        if counts[record.slug.as_str()] == 1 { record.slug.clone() } else { id.clone() }
    };
    records.iter().zip(page_ids).map(name).collect()
}

/// Numbers that two records of one folder share: such an ID typed by a person fits both.
fn repeated_numbers(records: &[Record]) -> Vec<Finding> {
    let mut first = BTreeMap::<(&str, u64), &Record>::new();
    let mut findings = Vec::new();
    for record in records {
        let Some(number) = record.number else { continue };
        match first.get(&(record.folder.as_str(), number)) {
            None => {
                first.insert((&record.folder, number), record);
            }
            Some(other) => findings.push(
                Finding::note(
                    "repeated-number",
                    &record.path,
                    record.title.span,
                    format!("the number {number} is taken by `{}`", other.path),
                )
                .with_help("give one of both the next free number; until then name them by their paths"),
            ),
        }
    }
    findings
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
        let kind = link.kind.reverse();
        if known.insert((link.to, kind, from)) {
            logged[link.to].links.push(Link { kind, to: from, is_stated: false });
        }
    }
}
