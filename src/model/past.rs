//! What git knows of the earlier texts of a record: when it was decided, what changed since, who stated which estimate.

use crate::source::{Change, Span};
use std::collections::BTreeMap;

/// What git knows of the earlier texts of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The commit that first proposed it; `None` where it never stood as proposed, and where history is cut.
    pub proposed: Option<Change>,
    /// The commit since which it is decided as it is: accepted (or accepted once, and replaced or withdrawn since), or
    /// rejected. `None` where it is not decided, not in a commit, and where history is cut.
    pub decided: Option<Change>,
    /// It was accepted before, and was open again in between.
    pub was_reopened: bool,
    /// Since which of its parts stand otherwise than they were accepted, in the order of the text.
    pub changed: Vec<ChangedPart>,
    /// By place, as in `options[0].cost.once`: who stated the figure that stands there. What is not in a commit yet is
    /// not among them, nor what history is cut before.
    pub estimates: BTreeMap<String, Change>,
}

/// A part of a record that stands otherwise than it was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPart {
    /// The key, or the heading: `options.buy.cost`, `Context`.
    pub name: String,
    /// Where it stands; `None` where it was taken out.
    pub span: Option<Span>,
    /// The last commit that changed it; `None` where that is not in a commit yet.
    pub by: Option<Change>,
}
