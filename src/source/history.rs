//! Who changed which file when.

use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Full hexadecimal id of the commit.
    pub commit: String,
    /// The author's name.
    pub author: String,
    /// The author's day, in the author's own time zone.
    pub date: Date,
}

impl Change {
    /// The beginning of the commit's id, as people write it.
    pub fn short(&self) -> &str {
        self.commit.get(..12).unwrap_or(&self.commit)
    }
}

/// A file's text as one commit left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The commit; `None` where history is cut, so that nobody knows which it was.
    pub change: Option<Change>,
    /// The text.
    pub text: Arc<str>,
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
    /// Why the walk could not reach the beginning, so that no first change is known.
    pub cut: Option<Cut>,
}

/// Why the history of a copy does not reach its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A shallow clone: commits were left out.
    Shallow,
    /// A partial clone: folders were left out.
    Partial,
}

impl Cut {
    /// What to type for the rest.
    pub fn command(self) -> &'static str {
        match self {
            Self::Shallow => "git fetch --unshallow",
            Self::Partial => "git fetch --refetch --no-filter",
        }
    }

    /// What the copy holds.
    pub fn words(self) -> &'static str {
        match self {
            Self::Shallow => "this copy holds only the newest part of the history",
            Self::Partial => "this copy is a partial clone, which lacks the folders of older commits",
        }
    }
}
