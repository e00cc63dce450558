//! Make, weigh and remember technology decisions.
//!
//! The source is arranged as the journey of a text from a git commit to a page:
//!
//! ```text
//! git commit → snapshot → records → decision log → analysis → report → pages, terminal
//! ```
//!
//! The two ends touch the world; everything between is a pure function from values to values.
//! The rooms, in reading order:

pub mod analysis;
pub mod changes;
pub mod chart;
pub mod check;
pub mod cli;
pub mod edit;
pub mod export;
pub mod finding;
pub mod import;
pub mod log;
pub mod model;
pub mod number;
pub mod record;
pub mod repo;
pub mod report;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod term;
pub mod theme;
