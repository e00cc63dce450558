//! What lies in a record folder: markdown files that may be records, and everything else that a
//! record may link to.

use super::error::Error;
use super::names::{self, is_one_of};
use super::place::{Handle, Kind, Place};

/// How far down records are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// In the folder and the folders in it, as for a folder that was found by itself.
    Nested,
    /// In the folder, in one for each stage, and as the README of a folder in it, as for a folder that was named.
    Named,
}

/// A file of a record folder.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Path with `/`, relative to the root.
    pub(super) path: String,
    /// Its bytes.
    pub(super) handle: Handle,
}

/// The files of a record folder.
#[derive(Default)]
pub(super) struct Walked {
    /// Markdown that may be a record.
    pub(super) records: Vec<Listed>,
    /// Everything else.
    pub(super) others: Vec<Listed>,
    /// Paths of markdown that cannot be read: links that lead away or nowhere, pipes.
    pub(super) refused: Vec<String>,
}

/// How far below a named folder a folder may be a record: in groups of groups.
const FOLDER_LEVELS: usize = 3;

/// Nobody nests records deeper; a loop of mounts would.
const MAX_DEPTH: usize = 12;

/// Folders that hold no records, but perhaps pictures.
const NO_RECORDS: [&str; 10] =
    ["template", "templates", "asset", "assets", "image", "images", "img", "_template", "_templates", "static"];

/// Folders that are nobody's text.
const NOT_ENTERED: [&str; 3] = ["node_modules", "target", "__pycache__"];

/// Walks the folder at a clean path; `None` where there is none.
pub(super) fn walk(place: &Place<'_>, folder: &str, depth: Depth) -> Result<Option<Walked>, Error> {
    let Some((Kind::Folder, handle)) = place.find(folder)? else { return Ok(None) };
    let mut walked = Walked::default();
    enter(place, folder, &handle, Step { depth, level: 0, may_hold_records: true, is_stage: false }, &mut walked)?;
    Ok(Some(walked))
}

#[derive(Clone, Copy)]
struct Step {
    depth: Depth,
    level: usize,
    may_hold_records: bool,
    /// It holds the records of one stage.
    is_stage: bool,
}

fn enter(place: &Place<'_>, folder: &str, handle: &Handle, step: Step, walked: &mut Walked) -> Result<(), Error> {
    for entry in place.list(handle)? {
        let path = if folder.is_empty() { entry.name.clone() } else { format!("{folder}/{}", entry.name) };
        match entry.kind {
            Kind::Folder if step.level < MAX_DEPTH && is_entered(&entry.name) => {
                let is_other = is_no_record_folder(&entry.name) || names::is_of_other_papers(&entry.name);
                let may_hold_records = step.may_hold_records && !is_other;
                let is_stage = step.level == 0 && names::is_stage(&entry.name);
                let below = Step { level: step.level + 1, may_hold_records, is_stage, ..step };
                enter(place, &path, &entry.handle, below, walked)?;
            }
            Kind::File => sort_in(step, &entry.name, Listed { path, handle: entry.handle }, walked),
            Kind::Link => match place.follow(&path, &entry.handle)? {
                Some(handle) => sort_in(step, &entry.name, Listed { path, handle }, walked),
                None if is_markdown(&entry.name) => walked.refused.push(path),
                None => {}
            },
            Kind::Other if is_markdown(&entry.name) => walked.refused.push(path),
            Kind::Folder | Kind::Other => {}
        }
    }
    Ok(())
}

fn sort_in(step: Step, name: &str, file: Listed, walked: &mut Walked) {
    let is_in_reach = match (step.depth, step.level) {
        (Depth::Nested, _) | (Depth::Named, 0) => true,
        (Depth::Named, level) => step.is_stage || (level <= FOLDER_LEVELS && is_index(name)),
    };
    if is_in_reach && step.may_hold_records && is_markdown(name) && !name.starts_with('.') {
        walked.records.push(file);
    } else {
        walked.others.push(file);
    }
}

fn is_entered(name: &str) -> bool {
    !name.starts_with('.') && !is_one_of(name, &NOT_ENTERED)
}

/// Whether a folder is called like one that holds anything but records.
pub(super) fn is_no_record_folder(name: &str) -> bool {
    is_one_of(name, &NO_RECORDS)
}

/// The part of a file name before its markdown ending.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")).then_some(stem)
}

/// Whether a file name ends like markdown.
pub(super) fn is_markdown(name: &str) -> bool {
    stem(name).is_some()
}

/// Whether a file stands for its folder.
pub(super) fn is_index(name: &str) -> bool {
    stem(name).is_some_and(|stem| is_one_of(stem, &["readme", "_readme", "index", "_index"]))
}

/// Whether a file is plainly no record, whatever its folder.
pub(super) fn is_house_paper(name: &str) -> bool {
    const PAPERS: [&str; 11] = [
        "agents",
        "changelog",
        "claude",
        "code_of_conduct",
        "contributing",
        "license",
        "security",
        "support",
        "summary",
        "template",
        "adr-template",
    ];
    is_index(name) || stem(name).is_some_and(|stem| is_one_of(stem, &PAPERS))
}

/// Whether a file is named like a record: by a number of its own, perhaps after a prefix.
pub(super) fn is_numbered(name: &str) -> bool {
    stem(name).is_some_and(is_numbered_stem)
}

/// Whether a folder is named like a record that is a README in it.
pub(super) fn is_numbered_folder(name: &str) -> bool {
    is_numbered_stem(name) && name.contains(['-', '_', ' '])
}

fn is_numbered_stem(stem: &str) -> bool {
    let digits_at = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let lower = stem.to_ascii_lowercase();
    let unprefixed = ["adr-", "adr_", "adr", "madr-", "rfc-", "rfc", "dr-", "dr"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix).filter(|rest| digits_at(rest) >= 2))
        .unwrap_or(&lower);
    let digits = digits_at(unprefixed);
    let next = unprefixed.as_bytes().get(digits);
    (2..=8).contains(&digits) && next.is_none_or(|byte| matches!(byte, b'-' | b'_' | b' ' | b'.'))
}

/// Whether a file is named like one of a series: by a number, after any word. Says less than
/// [`is_numbered`]: chapters and releases are named so as well.
pub(super) fn is_series_member(name: &str) -> bool {
    let Some(stem) = stem(name) else { return false };
    let number = stem.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ' ' | '#' | '['));
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_near = stem.len() - number.len() <= 16;
    is_near && after.len() < number.len() && !after.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_records_from_papers() {
        for name in ["0001-a.md", "ADR-012-b.MD", "20200131-c.markdown", "adr001.md", "0007_x.md"] {
            assert!(is_numbered(name), "{name}");
        }
        for name in ["2fa.md", "notes.md", "0001-a.txt", "README.md", "adr-template.md"] {
            assert!(!is_numbered(name), "{name}");
        }
        assert!(is_house_paper("ReadMe.MD") && is_house_paper("CONTRIBUTING.md") && !is_house_paper("0001-a.md"));
    }
}
