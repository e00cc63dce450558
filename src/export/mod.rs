//! Report and findings → machine formats.

mod json;

pub use json::{comparison, findings, list};
