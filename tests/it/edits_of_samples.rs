//! Edits of records that people wrote: the same status changes no byte, another one only the lines that say it.
//!
//! Runs where `ADR_CORPUS` names the folder.

use crate::corpus;
use adr::edit::{self, NewStatus, Page};
use adr::model::{Book, LinkKind, Record, Status};
use adr::record::{self, Depth};
use adr::repo;
use jiff::civil::date;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Of records with a known status, so many in a thousand may refuse another.
const REFUSED: usize = 2;

fn repositories() -> Vec<PathBuf> {
    let Some(corpus) = corpus::folder() else {
        crate::sandbox::tell("SKIPPED: edits of samples: ADR_CORPUS names no folder");
        return Vec::new();
    };
    let entries = fs::read_dir(corpus).expect("the corpus").filter_map(|entry| Some(entry.ok()?.path()));
    entries.filter(|path| path.is_dir() && !path.ends_with("licenses")).collect()
}

/// Lines that one text has and the other has not, whichever way.
fn other_lines<'a>(old: &'a str, new: &'a str) -> Vec<&'a str> {
    let (of_old, of_new): (BTreeSet<&str>, BTreeSet<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    of_old.symmetric_difference(&of_new).copied().collect()
}

#[test]
fn another_status_changes_the_lines_that_say_it() {
    let (mut known, mut refused, mut faults) = (0_usize, Vec::new(), Vec::new());
    for repository in repositories() {
        let request = repo::Request { dir: repository.clone(), ..repo::Request::default() };
        let reading = repo::read(&request).expect("a repository of the corpus");
        let book = Book::default();
        let parsed = record::parse_log(&reading.snapshot, &book, Depth::Listed);
        for old in &parsed.records {
            let (folder, context) = record::context_of(&old.path, &reading.snapshot).expect("its folder");
            let page = Page { path: &old.path, folder, context: &context, book: &book };
            let name = format!("{}/{}", repository.display(), old.path);
            for status in [Status::Accepted, Status::Rejected, Status::Deprecated] {
                let new = NewStatus { status, word: status.as_str(), tail: "", day: date(2026, 11, 30) };
                let is_known = old.status().is_some_and(|known| known != Status::Other);
                known += usize::from(is_known);
                match edit::set_status(&page, &old.text, &new) {
                    Ok(None) if old.status() == Some(status) => {}
                    Ok(Some(text)) if old.status() != Some(status) => {
                        faults.extend(fault(&name, old, &page, &text, status));
                    }
                    Ok(_) => faults.push(format!("{name}: {status} is no change, or is one")),
                    Err(refusal) => refused.push(format!("{status} {refusal}")),
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    crate::sandbox::tell(&format!("edits of samples: {known} changes of known statuses, {} refused", refused.len()));
    assert!(refused.len() * 1_000 <= known * REFUSED, "{} of {known}: {refused:#?}", refused.len());
}

fn fault(name: &str, old: &Record, page: &Page<'_>, text: &str, status: Status) -> Option<String> {
    let file = adr::source::SourceFile { path: old.path.clone(), text: text.into(), decoding: None };
    let read = record::reread(&file, page.folder, page.context, page.book);
    let Some((new, _)) = read else { return Some(format!("{name}: is no record any more")) };
    if new.status() != Some(status) || new.title.text != old.title.text || new.number != old.number {
        return Some(format!("{name}: reads as {:?}, {:?}, {:?}", new.status(), new.title.text, new.number));
    }
    // A line of the old text that is gone said the status, its day, or who took the place; one that is new says them now.
    let raw = old.status.as_ref().map(|stated| stated.raw.to_lowercase()).unwrap_or_default();
    let meant = |line: &&str| {
        let lower = line.to_lowercase();
        let words = record::status_phrases(line, &page.book.status_words);
        let is_short = line.trim().is_empty() || line.trim() == "---" || line.trim() == "...";
        let is_day = ["date", "datum"].iter().any(|word| lower.contains(word));
        let is_successor =
            old.links.iter().any(|link| link.kind == LinkKind::SupersededBy && line.contains(&link.target));
        let is_status = !words.is_empty() || lower.contains("status") || (!raw.is_empty() && lower.contains(&raw));
        is_status || is_short || is_day || is_successor
    };
    let strange: Vec<&str> = other_lines(&old.text, text).into_iter().filter(|line| !meant(line)).collect();
    let is_known = old.status().is_some_and(|known| known != Status::Other);
    (is_known && !strange.is_empty()).then(|| format!("{name}: {strange:?}"))
}
