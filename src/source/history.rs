//! Who changed which file when.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// One change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Full hexadecimal id of the commit.
    pub commit: String,
    /// The author's name.
    pub author: String,
    /// The author's day, in the author's own time zone.
    pub date: Date,
    /// The first line of the message.
    pub subject: String,
}

/// The ends of one file's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHistory {
    /// The commit that brought the text in, under whatever name; `None` where history is cut before it.
    pub first: Option<Change>,
    /// The latest commit that changed it; `None` where history is cut before it.
    pub last: Option<Change>,
    /// How many commits changed it.
    pub commit_count: usize,
}

/// The history of every file that was read, by path.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// First and last commit by path.
    pub files: BTreeMap<String, FileHistory>,
    /// The walk could not reach the beginning (a shallow or partial clone), so that no first change is known.
    pub is_cut: bool,
}
