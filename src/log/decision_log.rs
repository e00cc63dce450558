//! The decision log: records with their links, both ways.

use crate::log::Resolution;
use crate::model::{LinkKind, PageId, Record, Status};
use crate::source::{Commit, Elsewhere, FileHistory, root_of};

/// All records of a repository at one commit, links resolved.
#[derive(Clone, Debug, Default)]
pub struct DecisionLog {
    /// Sorted by path.
    pub records: Vec<LoggedRecord>,
    /// The commit that was read.
    pub commit: Option<Commit>,
    /// Records, attachments or settings differ from that commit.
    pub has_uncommitted_changes: bool,
    /// History does not reach its beginning here, as in a shallow clone: when a record was first written is not known.
    pub is_history_cut: bool,
    /// Files of other branches whose numbers are taken here, where somebody asked for them.
    pub elsewhere: Vec<Elsewhere>,
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
    /// First and last commit; `None` outside git, where the file is not committed, and where nobody asked.
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

impl LoggedRecord {
    /// Its number as people say it: `12`, and of another source `payments/12`.
    pub fn said_number(&self) -> Option<String> {
        let number = self.record.number?;
        Some(match root_of(&self.record.path).trim_end_matches(':') {
            "" => number.to_string(),
            source => format!("{source}/{number}"),
        })
    }
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
        // `payments/12`: of another source.
        if let Some((name, rest)) = id.split_once('/') {
            let root = format!("{name}:");
            let number = rest.trim_start_matches('#').parse::<u64>().ok();
            let found = matching(&|LoggedRecord { record, .. }| {
                let is_named =
                    record.slug == rest || record.stem == rest || (number.is_some() && record.number == number);
                root_of(&record.path) == root && is_named
            });
            if !found.is_empty() {
                return found;
            }
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
