//! Report → the files of a site, one at a time, into a sink that the caller gives.

mod body;
mod drawings;
mod find;
mod long_words;
mod render;

pub use render::{Error, Sink, SiteSummary, render, render_file, templates};
