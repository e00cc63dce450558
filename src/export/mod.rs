//! Report and findings → machine formats.

mod csv;
mod github;
mod json;

pub use csv::{comparison as comparison_csv, list as list_csv};
pub use github::findings as findings_github;
pub use json::{agenda, comparison, findings, list};
