//! Text → record: front matter by the schema, body by its dialect, HTML sanitized with slots for links.
//!
//! The only room that knows YAML, pulldown-cmark and ammonia. It reads tolerantly: what is wrong
//! becomes a finding with its place, and reading goes on.

mod body;
pub mod book;
mod candidates;
mod depth;
mod doubt;
#[cfg(test)]
mod growth_tests;
mod heading;
mod kind;
mod layout;
mod link_entries;
mod memory;
mod parse;
mod parts;
mod past;
mod placeholder;
mod reread;
mod schema;
mod slips;
mod stated;
#[cfg(test)]
mod stated_tests;
#[cfg(test)]
pub(crate) mod testing;
mod values;
mod yaml;

pub(crate) use body::markdown::words_of;
pub use body::svg::harmless_svg;
pub use candidates::FolderContext;
pub use depth::Depth;
pub use heading::heading_words;
pub use kind::Why;
pub use layout::{Entry, FieldKind, FieldPlace, FrontMatter, Layout, SectionPlace, Shape, layout};
pub use memory::Memory;
pub use parse::{Parsed, parse, parse_all, parse_log};
pub use past::past;
pub(crate) use placeholder::names_nothing;
pub use reread::{context_of, reread};
pub use stated::dates::{DayOrder, alone as day_alone, order as day_order};
pub use stated::status_phrases::{status_phrases, status_sign};
pub(crate) use stated::unaccented::unaccented;

/// The keys of a front matter as JSON Schema, for editors.
pub fn json_schema() -> schemars::Schema {
    schema::json_schema()
}

/// A percent as written, `6%` or `0`, as a fraction; `None` for anything else.
pub fn percent(text: &str) -> Option<f64> {
    let number = values::written::number(text).ok()?;
    (number.is_percent || number.value == 0.0).then_some(number.value)
}
