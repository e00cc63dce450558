//! What stands on other branches.

/// A file of a record folder on another branch, and not here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Elsewhere {
    /// Its path with `/`, relative to the root.
    pub path: String,
    /// The branch, as `git branch --all` prints it: `feature`, `origin/main`.
    pub branch: String,
}
