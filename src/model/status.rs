//! Where a decision stands.

use std::fmt;

/// The status of a decision record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// On the table.
    Proposed,
    /// Decided, and in force.
    Accepted,
    /// Decided against.
    Rejected,
    /// No longer in force, nothing took its place.
    Deprecated,
    /// No longer in force, another record took its place.
    Superseded,
    /// Stated in words that stand for none of these ("on hold").
    Other,
}

impl Status {
    /// All, in the order in which a decision lives.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Proposed, Self::Accepted, Self::Rejected, Self::Deprecated, Self::Superseded, Self::Other];

    /// The word in files, terminal and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
            Self::Other => "other",
        }
    }

    /// Reads one of our own words, exactly; synonyms are the `record` room's business.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| *status != Self::Other && status.as_str() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
