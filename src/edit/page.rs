//! The record that is edited: how its text is read back, and how an edit says no.

use crate::finding::Finding;
use crate::model::{Book, LinkKind, Record, Status};
use crate::record::{self, FolderContext, Layout};
use crate::source::{SourceFile, Span};
use jiff::civil::Date;

/// Why an edit is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}; {help}")]
pub struct Refusal {
    /// The file.
    pub path: String,
    /// The line where somebody has to look.
    pub line: u32,
    /// What is in the way.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What is known of a file besides its text.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its path with `/`, relative to the root.
    pub path: &'a str,
    /// The record folder that it belongs to.
    pub folder: &'a str,
    /// What the files of that folder say together.
    pub context: &'a FolderContext,
    /// The settings.
    pub book: &'a Book,
}

/// The status that a record is to get.
#[derive(Clone, Copy, Debug)]
pub struct NewStatus<'a> {
    /// What it means.
    pub status: Status,
    /// The word to write, in lower case: the status's own, or one that means the same.
    pub word: &'a str,
    /// What is written behind it as it is, such as ` by ADR-0005`.
    pub tail: &'a str,
    /// Since when.
    pub day: Date,
}

impl Page<'_> {
    /// The record that a text of this file is.
    pub(super) fn read(&self, text: &str) -> Option<Record> {
        self.read_with_findings(text).map(|(record, _)| record)
    }

    /// The same, and what is wrong with it.
    pub(super) fn read_with_findings(&self, text: &str) -> Option<(Record, Vec<Finding>)> {
        let file = SourceFile { path: self.path.to_owned(), text: text.into(), decoding: None };
        record::reread(&file, self.folder, self.context, self.book)
    }

    /// The same, of a text that must be one.
    pub(super) fn read_whole(&self, text: &str) -> Result<Record, Refusal> {
        let help = "`adr list --verbose` says which files are records";
        self.read(text).ok_or_else(|| self.refusal(None, "this file is no record any more", help))
    }

    /// Where its parts stand.
    pub(super) fn layout(&self, text: &str, record: &Record) -> Layout {
        record::layout(self.path, text, record.number)
    }

    /// A refusal at a place of the file.
    pub(super) fn refusal(&self, span: Option<Span>, message: impl Into<String>, help: impl Into<String>) -> Refusal {
        let line = span.map_or(1, |span| span.line.max(1));
        Refusal { path: self.path.to_owned(), line, message: message.into(), help: help.into() }
    }
}

/// Whether a record says the same as before of everything but its status, the day of that, and who took its place.
pub(super) fn keeps_the_rest(before: &Record, after: &Record) -> bool {
    let links = |record: &Record| -> Vec<(LinkKind, String)> {
        let kept = record.links.iter().filter(|link| link.kind != LinkKind::SupersededBy);
        kept.map(|link| (link.kind, link.target.clone())).collect()
    };
    keeps_but_links(before, after) && links(before) == links(after)
}

/// The same, links left aside.
pub(super) fn keeps_but_links(before: &Record, after: &Record) -> bool {
    let keys = |record: &Record| -> Vec<String> { record.unknown_keys.iter().map(|(key, _)| key.clone()).collect() };
    before.title.text == after.title.text
        && before.title.source == after.title.source
        && before.number == after.number
        && before.printed_id == after.printed_id
        && before.stated_id == after.stated_id
        && before.tags == after.tags
        && names(before) == names(after)
        && before.audience == after.audience
        && before.options.len() == after.options.len()
        && keys(before) == keys(after)
        && before.body.sections.len().abs_diff(after.body.sections.len()) <= 1
}

/// Who is named where.
fn names(record: &Record) -> [&[String]; 4] {
    let roles = &record.roles;
    [&roles.decision_makers, &roles.consulted, &roles.informed, &roles.authors]
}
