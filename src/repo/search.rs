//! Record folders that nobody named: told by what they are called and by what lies in them, over
//! the whole tree. What a folder is called is never enough; its files must be built like records.
//! Where a folder is called like a log and is one, folders that are called anything are part of it
//! or none.

use super::discover::Found;
use super::error::Error;
use super::names::{self, Called};
use super::place::{Entry, Handle, Kind, Place};
use super::sniff::{HEAD, Likeness, likeness};
use super::walk::{self, Depth, walk};
use std::collections::VecDeque;

/// Entries that are looked at in one tree.
const BUDGET: usize = 20_000;

/// How deep record folders are looked for.
const MAX_LEVEL: usize = 9;

/// How deep they are looked for in a folder that is called like something else.
const HIDDEN_LEVELS: usize = 3;

/// Files of one folder that are opened.
const SAMPLE: usize = 5;

/// Why a folder is taken.
const NAMED: &str = "called like a folder of records, and holds some";
const LIKELY: &str = "its name and its files say that it holds records";
const NUMBERED: &str = "its files are numbered and built like records";
const BUILT: &str = "its files are built like records";
const KIN: &str = "holds records, as the folders around it do";

/// What a look into a folder told.
#[derive(Clone, Copy)]
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
    is_sample: bool,
    verdict: Verdict,
}

/// Adds every record folder that is not yet found; what `is_ignored` names by its path is not looked into.
pub(super) fn search(place: &Place<'_>, found: &mut Found, is_ignored: &dyn Fn(&str) -> bool) -> Result<(), Error> {
    let seen = survey(place, found, is_ignored);
    take_all(place, found, &seen, false)?;
    if found.choices().next().is_none() {
        take_all(place, found, &seen, true)?;
    }
    Ok(())
}

fn take_all(place: &Place<'_>, found: &mut Found, seen: &[Seen], is_sample: bool) -> Result<(), Error> {
    let seen: Vec<&Seen> = seen.iter().filter(|folder| folder.is_sample == is_sample).collect();
    for folder in &seen {
        if let Verdict::Log(reason @ NAMED) = folder.verdict {
            take(place, found, &folder.path, reason)?;
        }
    }
    let has_named = found.choices().next().is_some();
    for folder in &seen {
        if let Verdict::Log(reason) = folder.verdict
            && (reason == LIKELY || !has_named || found.covers(&folder.path))
        {
            take(place, found, &folder.path, reason)?;
        }
    }
    for folder in &seen {
        let parent = above(&folder.path);
        let is_above = |other: &str| !other.is_empty() && parent == other;
        let is_beside = |other: &str| !has_named && !other.is_empty() && parent == above(other);
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

/// A folder that is still to be looked into.
struct Next {
    path: String,
    handle: Handle,
    level: usize,
    is_sample: bool,
    /// Levels below a folder of other papers, or one whose name begins with a dot, where only a name that says so
    /// makes a log.
    hidden: Option<usize>,
    /// A folder above it is called like a log.
    is_below_named: bool,
}

/// Looks into every folder, the nearest to the top first.
fn survey(place: &Place<'_>, found: &mut Found, is_ignored: &dyn Fn(&str) -> bool) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut budget = BUDGET;
    let top = Next {
        path: String::new(),
        handle: place.top(),
        level: 0,
        is_sample: false,
        hidden: None,
        is_below_named: false,
    };
    let mut queue = VecDeque::from([top]);
    while let Some(next) = queue.pop_front() {
        // A folder that we may not enter is none of ours, and another repository has its own log.
        let Ok(entries) = place.list(&next.handle) else { continue };
        if next.level > 0 && entries.iter().any(|entry| entry.name == ".git") {
            continue;
        }
        if entries.len() > budget {
            found.notes.push(format!(
                "looked for records in the first {BUDGET} files and folders only; name the folders in `book.toml`"
            ));
            break;
        }
        budget -= entries.len();
        let name = next.path.rsplit('/').next().unwrap_or_default();
        let verdict = match next.hidden {
            None => judge(place, name, next.is_below_named, &entries),
            Some(_) => Verdict::None,
        };
        let is_log = matches!(verdict, Verdict::Log(_));
        if !matches!(verdict, Verdict::None) {
            seen.push(Seen { path: next.path.clone(), is_sample: next.is_sample, verdict });
        }
        if next.level == MAX_LEVEL {
            continue;
        }
        let is_below_named = next.is_below_named || names::called(name) >= Called::Likely;
        for entry in entries.into_iter().filter(|entry| entry.kind == Kind::Folder && is_entered(&entry.name)) {
            let path = if next.path.is_empty() { entry.name.clone() } else { format!("{}/{}", next.path, entry.name) };
            let is_record = is_log && walk::is_numbered_folder(&entry.name);
            let Some(hidden) = hidden(&entry.name, next.hidden) else { continue };
            if !is_record && !found.is_read_whole(&path) && !is_ignored(&path) {
                let is_sample = next.is_sample || names::is_sample(&entry.name);
                let level = next.level + 1;
                queue.push_back(Next { path, handle: entry.handle, level, is_sample, hidden, is_below_named });
            }
        }
    }
    seen
}

fn is_entered(name: &str) -> bool {
    names::is_entered(name) && !walk::is_no_record_folder(name)
}

/// How far a folder lies below one that is called like something else; `None`: too far to be looked into.
#[expect(clippy::option_option, reason = "too far, not hidden at all, or how far")]
fn hidden(name: &str, above: Option<usize>) -> Option<Option<usize>> {
    match above {
        None if !name.starts_with('.') && !names::is_of_other_papers(name) => Some(None),
        _ if names::called(name) >= Called::Likely => Some(None),
        None => Some(Some(1)),
        Some(level) => (level < HIDDEN_LEVELS).then_some(Some(level + 1)),
    }
}

/// The folder above.
fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

/// What a folder is, by its name, the names in it and the beginnings of some of its files.
fn judge(place: &Place<'_>, name: &str, is_below_named: bool, entries: &[Entry]) -> Verdict {
    let called = names::called(name);
    let has_name = called != Called::Anything;
    let by_name = if called == Called::Perhaps { LIKELY } else { NAMED };
    if has_name && holds_folders(place, entries) {
        return Verdict::Log(by_name);
    }
    let numbered: Vec<Handle> = entries.iter().filter_map(|entry| numbered(place, entry)).collect();
    let texts: Vec<Handle> = entries.iter().filter(|entry| is_text(entry)).map(|entry| entry.handle.clone()).collect();
    if numbered.is_empty() && texts.is_empty() {
        return Verdict::None;
    }
    let enough = match called {
        Called::Log => 1,
        Called::Likely | Called::Perhaps => 2,
        Called::Anything if is_below_named => 1,
        Called::Anything => 3,
    };
    if !numbered.is_empty() {
        // In a folder of this name, the names of the files say enough.
        if (called == Called::Log && entries.iter().any(is_named_like_record))
            || is_majority(place, &numbered, Likeness::Fair)
        {
            let is_certain = || is_majority(place, &numbered, Likeness::Certain);
            return match (numbered.len() >= enough, has_name) {
                (true, true) => Verdict::Log(by_name),
                (true, false) if is_below_named => Verdict::Log(NAMED),
                // Work to do and what was done has a number and a status too.
                (true, false) if is_certain() => Verdict::Log(NUMBERED),
                (true, false) => Verdict::Half,
                _ => Verdict::Few,
            };
        }
    }
    // Without numbers, the files have to say more.
    let asked = if called >= Called::Likely { Likeness::Fair } else { Likeness::Strong };
    if !is_majority(place, &texts, asked) {
        let is_series = numbered.len() >= 3 && numbered.len() * 2 > texts.len();
        return if is_series { Verdict::Half } else { Verdict::None };
    }
    match texts.len() {
        _ if called == Called::Log => Verdict::Log(NAMED),
        2.. if has_name => Verdict::Log(by_name),
        3.. if is_majority(place, &texts, Likeness::Certain) => Verdict::Log(BUILT),
        _ => Verdict::Half,
    }
}

/// Whether the folders in a folder, or in its groups, are records each: most have a page that is built like one.
fn holds_folders(place: &Place<'_>, entries: &[Entry]) -> bool {
    let mut pages = Vec::new();
    let is_folder = |entry: &&Entry| {
        entry.kind == Kind::Folder && is_entered(&entry.name) && !names::is_of_other_papers(&entry.name)
    };
    for folder in entries.iter().filter(is_folder).filter(|folder| !walk::is_numbered_folder(&folder.name)) {
        let Ok(inner) = place.list(&folder.handle) else { continue };
        let grouped: Vec<Handle> = inner.iter().filter(is_folder).filter_map(|entry| page_of(place, entry)).collect();
        if grouped.is_empty() {
            pages.extend(page_among(inner));
        } else {
            pages.extend(grouped);
        }
    }
    pages.len() >= 2 && is_majority(place, &pages, Likeness::Strong)
}

/// The text of an entry that is named like a record: a file, or the README of a folder.
fn numbered(place: &Place<'_>, entry: &Entry) -> Option<Handle> {
    match entry.kind {
        Kind::File if walk::is_series_member(&entry.name) => Some(entry.handle.clone()),
        Kind::Folder if walk::is_numbered_folder(&entry.name) => page_of(place, entry),
        _ => None,
    }
}

/// The file that stands for a folder.
fn page_of(place: &Place<'_>, folder: &Entry) -> Option<Handle> {
    place.list(&folder.handle).ok().and_then(page_among)
}

fn page_among(entries: Vec<Entry>) -> Option<Handle> {
    entries.into_iter().find(|file| file.kind == Kind::File && walk::is_index(&file.name)).map(|file| file.handle)
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
