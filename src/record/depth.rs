//! How deep a record is read.

/// How much of a record is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What a list shows: identity, status, date, links, and the front matter.
    Listed,
    /// Every field, options and sections of the body among them. No HTML, which takes most of the time.
    Fields,
    /// Everything.
    Whole,
}
