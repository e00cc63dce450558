//! Report → the files of a site, one at a time, into a sink that the caller gives.

mod drawings;
mod body;
mod render;

pub use render::{Error, Sink, SiteSummary, render};
