//! Which files are looked at as records, and what the files of one folder say together.

use crate::model::Book;
use crate::record::kind::{Kind, Why, kind};
use crate::record::stated::dates::DayOrder;
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
    /// Why it is none unless its text says so.
    pub(super) doubt: Option<Why>,
}

impl<'a> Candidate<'a> {
    /// The file as a candidate, unless its name, its emptiness or the book say that it is none.
    pub(super) fn of(file: &'a SourceFile, folder: &'a str, prefixes: &[String], book: &Book) -> Result<Self, Why> {
        let (stem, doubt) = match kind(below(&file.path, folder).unwrap_or(&file.path), prefixes) {
            Kind::Record(stem) => (stem, None),
            Kind::Doubtful(stem, why) => (stem, Some(why)),
            Kind::No(why) => return Err(why),
        };
        if is_ignored(&file.path, &book.ignore) {
            return Err(Why::Told);
        }
        if file.text.trim_start().is_empty() {
            return Err(Why::Empty);
        }
        Ok(Self { file, folder, stem, doubt })
    }
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

/// The letters before the numbers, by record folder, where most files of one are named so. What a
/// folder defines holds in the record folders below it as well.
pub(super) fn prefixes<'a>(files: &'a [SourceFile], folders: &'a [String]) -> BTreeMap<&'a str, Vec<String>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in files {
        let Some(folder) = folder_of(&file.path, folders) else { continue };
        let relative = below(&file.path, folder).unwrap_or(&file.path);
        if !relative.contains('/') {
            names.entry(folder).or_default().push(relative);
        }
    }
    let own: BTreeMap<&str, Vec<String>> =
        names.into_iter().map(|(folder, names)| (folder, prefixes_of(&names))).collect();
    let with_above = |folder: &'a String| {
        let holds = |above: &str| below(folder, above).is_some() || folder == above;
        let known = own.iter().filter(|(above, _)| holds(above)).flat_map(|(_, prefixes)| prefixes.clone());
        (folder.as_str(), known.collect())
    };
    folders.iter().map(with_above).collect()
}

fn prefixes_of(names: &[&str]) -> Vec<String> {
    if names.iter().filter(|name| identity::letters_before_number(name).is_some()).count() < 3 {
        return Vec::new();
    }
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    let records = names.iter().filter(|name| !matches!(kind(name, &[]), Kind::No(_))).collect::<Vec<_>>();
    for prefix in records.iter().filter_map(|name| identity::letters_before_number(name)) {
        *votes.entry(prefix.to_lowercase()).or_default() += 1;
    }
    let lettered: usize = votes.values().sum();
    let is_custom = lettered >= 3 && lettered * 2 > records.len();
    if is_custom { votes.into_keys().collect() } else { Vec::new() }
}
