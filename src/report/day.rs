//! Days as people and machines write them.

use crate::number;
use jiff::civil::Date;
use serde::Serialize;

/// A day, for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Day {
    /// `2026-11-24`, or as exact as it is known.
    pub iso: String,
    /// "24 November 2026".
    pub text: String,
}

impl Day {
    /// A whole day.
    pub fn of(date: Date) -> Self {
        Self { iso: number::date_iso(date), text: number::date(date) }
    }
}
