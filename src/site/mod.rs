//! Report → the files of a site, one at a time, into a sink that the caller gives.

mod alone;
mod body;
mod chapter;
mod drawings;
mod error;
mod find;
mod long_words;
mod pack;
mod render;

pub use alone::picture_alone;
pub use error::Error;
pub use pack::pack;
pub use render::{Sink, SiteSummary, render, render_file, templates};
