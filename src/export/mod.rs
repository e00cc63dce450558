//! Report and findings → machine formats.

mod csv;
mod github;
mod json;
mod schema;

pub use csv::{comparison as comparison_csv, comparisons as comparisons_csv, list as list_csv};
pub use github::findings as findings_github;
pub use json::{agenda, comparison, comparisons, explanation, findings, list, trace};
pub use schema::DocumentSchema;

/// Text without what moves a terminal's cursor: lines and tabs stay, other control characters go.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}
