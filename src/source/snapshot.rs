//! What stands in a repository, or a folder, at one moment.

use super::home::Home;
use jiff::civil::Date;
use std::sync::Arc;

/// One file, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path with `/`, relative to the root.
    pub path: String,
    /// The text, decoded; a byte order mark is gone, line ends are as written.
    pub text: Arc<str>,
    /// What decoding had to do, if anything.
    pub decoding: Option<Decoding>,
}

/// What decoding a file had to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoding {
    /// In words for a finding ("this file is UTF-16", "3 bytes are not UTF-8").
    pub how: Option<String>,
    /// The file is larger than is read: its end is missing.
    pub is_cut: bool,
}

/// The commit that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Full hexadecimal id.
    pub id: String,
    /// The committer's day, in the committer's own time zone.
    pub date: Date,
}

/// Every candidate file of the record folders at one moment, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Markdown files under the record folders, sorted by path.
    pub files: Vec<SourceFile>,
    /// The record folders, relative to the root, sorted; `""` is the root itself.
    pub folders: Vec<String>,
    /// `book.toml` at the root, where there is one.
    pub book: Option<SourceFile>,
    /// The commit that was read, or on which the working tree stands; `None` outside git.
    pub commit: Option<Commit>,
    /// Files that were read differ from that commit.
    pub has_uncommitted_changes: bool,
    /// Every path under the root that a link may point to (attachments, images), sorted.
    pub other_paths: Vec<String>,
    /// What the repository is called elsewhere.
    pub home: Home,
}

impl Snapshot {
    /// The first seven digits of the commit, as people quote it.
    pub fn short_commit(&self) -> Option<&str> {
        self.commit.as_ref().map(|commit| &commit.id[..commit.id.len().min(7)])
    }
}
