//! Report and findings → machine formats.

mod atom;
mod csv;
mod dataset;
mod github;
mod icalendar;
mod json;
mod key;
mod sarif;
mod schema;
mod site;
mod tables;
mod workbook;

pub use atom::atom;
pub use csv::{comparison as comparison_csv, comparisons as comparisons_csv, list as list_csv};
pub use dataset::{TableError, TableFormat, dataset_file};
pub use github::findings as findings_github;
pub use icalendar::icalendar;
pub use json::{agenda, changes, comparison, comparisons, explanation, findings, found, imported, list, pretty, trace};
pub use sarif::findings as findings_sarif;
pub use schema::DocumentSchema;
pub use site::{site_file, site_workbook};
pub use workbook::WorkbookError;
