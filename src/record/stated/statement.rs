//! One statement of a record about itself, wherever it stands.

use crate::model::FieldSource;
use crate::record::stated::fields::Key;
use crate::source::Span;

/// A key that we know with its value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// What it is about.
    pub key: Key,
    /// As written, comments blanked.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// Where it stands.
    pub source: FieldSource,
}
