//! Record folders that nobody named: told by what they are called and by what lies in them, over
//! the whole tree. What a folder is called is never enough; its files must be built like records.

use super::discover::Found;
use super::error::Error;
use super::place::{Entry, Handle, Kind, Place};
use super::sniff::{HEAD, Likeness, likeness};
use super::walk::{self, Depth, walk};
use std::collections::VecDeque;

/// Entries that are looked at in one tree.
const BUDGET: usize = 20_000;

/// How deep record folders are looked for.
const MAX_LEVEL: usize = 9;

/// Files of one folder that are opened.
const SAMPLE: usize = 5;

/// What the last part of a record folder is called.
const FAMILY: [&str; 16] = [
    "adr",
    "adrs",
    "madr",
    "madrs",
    "decision",
    "decisions",
    "decision-record",
    "decision-records",
    "decision-log",
    "architecture-decision",
    "architecture-decisions",
    "architecture-decision-record",
    "architecture-decision-records",
    "architectural-decisions",
    "architectural-decision-records",
    "design-decisions",
];

/// What a folder of proposals is called.
const PROPOSALS: [&str; 13] = [
    "rfc",
    "rfcs",
    "rfd",
    "rfds",
    "proposal",
    "proposals",
    "enhancements",
    "enhancement-proposals",
    "keps",
    "teps",
    "geps",
    "design-docs",
    "design-proposals",
];

/// Folders of other people's work, and of what machines make.
const NOT_ENTERED: [&str; 12] = [
    "node_modules",
    "target",
    "vendor",
    "third_party",
    "third-party",
    "dist",
    "build",
    "venv",
    "site-packages",
    "__pycache__",
    "bower_components",
    "pods",
];

/// Folders whose records are made up: taken only where a tree holds no others.
const MADE_UP: [&str; 13] = [
    "test",
    "tests",
    "__tests__",
    "fixture",
    "fixtures",
    "__fixtures__",
    "testdata",
    "test-data",
    "test_data",
    "example",
    "examples",
    "sample",
    "samples",
];

/// Why a folder is taken.
const NAMED: &str = "called like a folder of records, and holds some";
const NUMBERED: &str = "its files are numbered and built like records";
const BUILT: &str = "its files are built like records";
const KIN: &str = "holds records, as the folders around it do";

/// What a look into a folder told.
enum Verdict {
    Log(&'static str),
    /// Numbered and built like records, but too few to be a log by themselves.
    Few,
    /// Numbered or built like records, not both: part of the log that they lie in, if any.
    Half,
    None,
}

/// A folder that holds records, or a few files like them.
struct Seen {
    path: String,
    is_made_up: bool,
    verdict: Verdict,
}

/// Adds every record folder that is not yet found.
pub(super) fn search(place: &Place<'_>, found: &mut Found) -> Result<(), Error> {
    let seen = survey(place, found);
    take_all(place, found, &seen, false)?;
    if found.choices().next().is_none() {
        take_all(place, found, &seen, true)?;
    }
    Ok(())
}

fn take_all(place: &Place<'_>, found: &mut Found, seen: &[Seen], made_up: bool) -> Result<(), Error> {
    for folder in seen.iter().filter(|folder| folder.is_made_up == made_up) {
        if let Verdict::Log(reason) = folder.verdict {
            take(place, found, &folder.path, reason)?;
        }
    }
    for folder in seen.iter().filter(|folder| folder.is_made_up == made_up) {
        let parent = above(&folder.path);
        let is_above = |other: &str| !other.is_empty() && parent == other;
        let is_beside = |other: &str| !other.is_empty() && parent == above(other);
        let is_kin = match folder.verdict {
            _ if folder.path.is_empty() => false,
            Verdict::Few => found.choices().any(|other| is_above(other) || is_beside(other)),
            Verdict::Half => found.choices().any(is_above),
            Verdict::Log(_) | Verdict::None => false,
        };
        if is_kin {
            take(place, found, &folder.path, KIN)?;
        }
    }
    Ok(())
}

fn take(place: &Place<'_>, found: &mut Found, path: &str, reason: &'static str) -> Result<(), Error> {
    if let Some(walked) = walk(place, path, Depth::Named)? {
        found.take(path.to_owned(), reason, Depth::Named, walked);
    }
    Ok(())
}

/// Looks into every folder, the nearest to the top first.
fn survey(place: &Place<'_>, found: &mut Found) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut budget = BUDGET;
    let mut queue = VecDeque::from([(String::new(), place.top(), 0, false)]);
    while let Some((path, handle, level, is_made_up)) = queue.pop_front() {
        // A folder that we may not enter is none of ours, and another repository has its own log.
        let Ok(entries) = place.list(&handle) else { continue };
        if level > 0 && entries.iter().any(|entry| entry.name == ".git") {
            continue;
        }
        if entries.len() > budget {
            found.notes.push(format!(
                "looked for records in the first {BUDGET} files and folders only; name the folders in `book.toml`"
            ));
            break;
        }
        budget -= entries.len();
        let verdict = judge(place, path.rsplit('/').next().unwrap_or_default(), &entries);
        let is_log = matches!(verdict, Verdict::Log(_));
        if !matches!(verdict, Verdict::None) {
            seen.push(Seen { path: path.clone(), is_made_up, verdict });
        }
        if level == MAX_LEVEL {
            continue;
        }
        for entry in entries.into_iter().filter(|entry| entry.kind == Kind::Folder && is_entered(&entry.name)) {
            let below = if path.is_empty() { entry.name.clone() } else { format!("{path}/{}", entry.name) };
            let is_record = is_log && walk::is_numbered_folder(&entry.name);
            if !is_record && !found.is_read_whole(&below) {
                let is_made_up = is_made_up || walk::is_one_of(&entry.name, &MADE_UP);
                queue.push_back((below, entry.handle, level + 1, is_made_up));
            }
        }
    }
    seen
}

fn is_entered(name: &str) -> bool {
    !name.starts_with('.') && !walk::is_one_of(name, &NOT_ENTERED) && !walk::is_no_record_folder(name)
}

/// The folder above.
fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

/// What a folder is, by its name, the names in it and the beginnings of some of its files.
fn judge(place: &Place<'_>, name: &str, entries: &[Entry]) -> Verdict {
    let numbered: Vec<Handle> = entries.iter().filter_map(|entry| numbered(place, entry)).collect();
    let texts: Vec<Handle> = entries.iter().filter(|entry| is_text(entry)).map(|entry| entry.handle.clone()).collect();
    if numbered.is_empty() && texts.is_empty() {
        return Verdict::None;
    }
    let is_family = is_called(name, &FAMILY);
    let has_name = is_family || is_called(name, &PROPOSALS);
    if !numbered.is_empty() {
        let enough = match (is_family, has_name) {
            (true, _) => 1,
            (_, true) => 2,
            _ => 3,
        };
        // In a folder of this name, the names of the files say enough.
        if (is_family && entries.iter().any(is_named_like_record)) || is_majority(place, &numbered, Likeness::Fair) {
            return match (numbered.len() >= enough, has_name) {
                (true, true) => Verdict::Log(NAMED),
                (true, false) => Verdict::Log(NUMBERED),
                _ => Verdict::Few,
            };
        }
    }
    // Without numbers, the files have to say more.
    let asked = if has_name { Likeness::Fair } else { Likeness::Strong };
    if !is_majority(place, &texts, asked) {
        let is_series = numbered.len() >= 3 && numbered.len() * 2 > texts.len();
        return if is_series { Verdict::Half } else { Verdict::None };
    }
    match texts.len() {
        _ if is_family => Verdict::Log(NAMED),
        2.. if has_name => Verdict::Log(NAMED),
        3.. => Verdict::Log(BUILT),
        _ => Verdict::Half,
    }
}

/// The text of an entry that is named like a record: a file, or the README of a folder.
fn numbered(place: &Place<'_>, entry: &Entry) -> Option<Handle> {
    match entry.kind {
        Kind::File if walk::is_series_member(&entry.name) => Some(entry.handle.clone()),
        Kind::Folder if walk::is_numbered_folder(&entry.name) => {
            let inner = place.list(&entry.handle).ok()?;
            inner.into_iter().find(|file| walk::is_index(&file.name)).map(|file| file.handle)
        }
        _ => None,
    }
}

fn is_named_like_record(entry: &Entry) -> bool {
    match entry.kind {
        Kind::File => walk::is_numbered(&entry.name),
        Kind::Folder => walk::is_numbered_folder(&entry.name),
        _ => false,
    }
}

/// Whether most texts of a folder that nobody named are built like records.
pub(super) fn holds_records(place: &Place<'_>) -> Result<bool, Error> {
    let entries = place.list(&place.top())?;
    let texts: Vec<Handle> = entries.iter().filter(|entry| is_text(entry)).map(|entry| entry.handle.clone()).collect();
    Ok(is_majority(place, &texts, Likeness::Fair))
}

fn is_text(entry: &Entry) -> bool {
    entry.kind == Kind::File && walk::is_markdown(&entry.name) && !walk::is_house_paper(&entry.name)
}

/// Whether most of some files are as much like records as asked.
fn is_majority(place: &Place<'_>, files: &[Handle], asked: Likeness) -> bool {
    let step = files.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&Handle> = files.iter().step_by(step).collect();
    let alike =
        sample.iter().filter(|file| place.head(file, HEAD).is_some_and(|text| likeness(&text) >= asked)).count();
    !sample.is_empty() && alike * 2 >= sample.len()
}

/// Whether a folder's name is one of some, or ends in one: `platform-adrs`, `network_adr`.
fn is_called(name: &str, known: &[&str]) -> bool {
    let folded = name.to_ascii_lowercase().replace(['_', ' '], "-");
    known
        .iter()
        .any(|known| folded.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_the_end_of_their_names() {
        for name in ["adr", "ADRs", "network_adr", "Architecture Decisions", "design-decisions"] {
            assert!(is_called(name, &FAMILY), "{name}");
        }
        for name in ["quadr", "indecision", "records", ""] {
            assert!(!is_called(name, &FAMILY), "{name}");
        }
    }
}
