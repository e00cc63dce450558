//! Report and findings → machine formats.

mod csv;
mod github;
mod json;
mod schema;

pub use csv::{comparison as comparison_csv, comparisons as comparisons_csv, list as list_csv};
pub use github::findings as findings_github;
pub use json::{agenda, comparison, comparisons, explanation, findings, list, pretty, trace};
pub use schema::DocumentSchema;
