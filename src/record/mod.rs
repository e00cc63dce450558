//! Text → record: front matter by the schema, body by its dialect, HTML sanitized with slots for links.
//!
//! The only room that knows YAML, pulldown-cmark and ammonia. It reads tolerantly: what is wrong
//! becomes a finding with its place, and reading goes on.

mod parse;

// Front matter, and the book.
pub mod book;
mod estimates;
mod fence;
pub(crate) mod front_matter;
#[cfg(test)]
mod front_matter_tests;
mod locate;
mod rescue;
mod schema;
#[cfg(test)]
pub(crate) mod testing;
mod tolerant;
mod tree;
mod values;
mod written;

// Body.
mod body_events;
mod candidates;
mod date;
mod dates;
mod fields;
#[cfg(test)]
mod growth_tests;
mod identity;
mod inline;
mod kind;
mod links;
mod markdown;
mod options;
mod outline;
mod roles;
mod sanitize;
mod section_names;
mod statement;
mod status;
mod status_words;
mod title;

pub use candidates::FolderContext;
pub use dates::DayOrder;
pub use parse::{Depth, parse, parse_all};

/// A percent as written, `6%` or `0`, as a fraction; `None` for anything else.
pub fn percent(text: &str) -> Option<f64> {
    let number = written::number(text).ok()?;
    (number.is_percent || number.value == 0.0).then_some(number.value)
}
