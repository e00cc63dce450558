//! How deep a record is read.

/// How much of a record is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What a list shows: identity, status, date and links. Nothing else of the front matter, and no findings on it.
    Listed,
    /// Every field, options and sections of the body among them. No HTML, which takes most of the time.
    Fields,
    /// Every field, and the body as HTML with what is to be mended in it.
    Whole,
}
