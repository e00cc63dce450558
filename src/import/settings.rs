//! What somebody who imports a register says of it.

use super::column::Mapping;
use crate::model::{Book, Currency};
use jiff::civil::Date;

/// How a register is read.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// What the file is called in findings.
    pub path: &'a str,
    /// What is said about its columns.
    pub mapping: Mapping,
    /// The currency of sums that name none.
    pub currency: Option<Currency>,
    /// Areas and currency of the log.
    pub book: &'a Book,
    /// The day of the drafts.
    pub day: Date,
}
