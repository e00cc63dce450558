//! Which files are looked at as records, and what the files of one folder say together.

use crate::model::Book;
use crate::record::body::inline;
use crate::record::kind::{self, Kind};
use crate::record::stated::dates::{self, DayOrder};
use crate::record::stated::identity;
use crate::source::SourceFile;
use std::collections::BTreeMap;

/// What the files of one folder say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderContext {
    /// Which of day and month comes first in its dates.
    pub day_order: DayOrder,
    /// The letters before the numbers, where most of its files are named so.
    pub id_prefixes: Vec<String>,
}

/// The innermost record folder that holds a path.
pub(super) fn folder_of<'a>(path: &str, folders: &'a [String]) -> Option<&'a str> {
    folders.iter().map(String::as_str).filter(|folder| below(path, folder).is_some()).max_by_key(|folder| folder.len())
}

/// The path below a folder.
pub(super) fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() || folder == "." { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// A file that is looked at as a record.
pub(super) struct Candidate<'a> {
    pub(super) file: &'a SourceFile,
    /// The record folder that it belongs to.
    pub(super) folder: &'a str,
    /// Its file name without the ending; of a folder with a README, the folder's name.
    pub(super) stem: String,
}

impl<'a> Candidate<'a> {
    /// The file as a candidate, if its name, its text and the book say that it may be a record.
    pub(super) fn of(file: &'a SourceFile, folder: &'a str, book: &Book) -> Option<Self> {
        let relative = below(&file.path, folder).unwrap_or(&file.path);
        let stem = match kind::kind(relative) {
            Kind::Folder(name) => name,
            Kind::File => stem_of(relative),
            Kind::No => return None,
        };
        let is_record = !file.text.trim_start().is_empty() && !is_ignored(&file.path, &book.ignore);
        is_record.then_some(Self { file, folder, stem })
    }
}

fn stem_of(relative: &str) -> String {
    let name = relative.rsplit('/').next().unwrap_or(relative);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// Whether `book.toml` says that a path is no record: a path, a folder, or a pattern with `*`.
fn is_ignored(path: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| {
        let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
        below(path, pattern).is_some_and(|_| !pattern.is_empty())
            || path == pattern
            || fits(path.as_bytes(), pattern.as_bytes())
            || path.rsplit('/').next().is_some_and(|name| fits(name.as_bytes(), pattern.as_bytes()))
    })
}

/// Whether a text fits a pattern, in which `*` stands for anything.
fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let (mut at, mut in_pattern) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        if pattern.get(in_pattern) == Some(&b'*') {
            star = Some((in_pattern, at));
            in_pattern += 1;
        } else if pattern.get(in_pattern) == Some(&text[at]) {
            at += 1;
            in_pattern += 1;
        } else if let Some((star_at, from)) = star {
            star = Some((star_at, from + 1));
            at = from + 1;
            in_pattern = star_at + 1;
        } else {
            return false;
        }
    }
    pattern[in_pattern..].iter().all(|byte| *byte == b'*')
}

/// Looks over the heads of all files, so that doubtful dates and names follow the majority.
pub(super) fn contexts<'a>(candidates: &[Candidate<'a>]) -> BTreeMap<&'a str, FolderContext> {
    #[derive(Default)]
    struct Votes {
        day_first: usize,
        month_first: usize,
        prefixes: BTreeMap<String, usize>,
        files: usize,
    }
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    for Candidate { file, folder, .. } in candidates {
        let vote = votes.entry(folder).or_default();
        vote.files += 1;
        let head = &file.text[..inline::floor(&file.text, 1_500)];
        let dated = if head.contains('/') { head } else { "" };
        for line in dated.lines().filter(|line| line.len() < 200 && line.contains('/')) {
            match dates::order(line) {
                DayOrder::DayFirst => vote.day_first += 1,
                DayOrder::MonthFirst => vote.month_first += 1,
                DayOrder::Unknown => {}
            }
        }
        let stem = file.path.rsplit('/').next().unwrap_or(&file.path);
        if let Some(prefix) = identity::letters_before_number(stem) {
            *vote.prefixes.entry(prefix.to_lowercase()).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .map(|(folder, vote)| {
            let day_order = match vote.day_first.cmp(&vote.month_first) {
                std::cmp::Ordering::Greater => DayOrder::DayFirst,
                std::cmp::Ordering::Less => DayOrder::MonthFirst,
                std::cmp::Ordering::Equal => DayOrder::Unknown,
            };
            let lettered: usize = vote.prefixes.values().sum();
            let is_custom = lettered >= 3 && lettered * 2 > vote.files;
            let id_prefixes = if is_custom { vote.prefixes.into_keys().collect() } else { Vec::new() };
            (folder, FolderContext { day_order, id_prefixes })
        })
        .collect()
}
