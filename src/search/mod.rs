//! Texts → which word stands where, in parts small enough to be loaded one by one.
//!
//! This room knows neither records nor pages: documents are numbered, and a field is a text with its weight. The script of
//! the site (`templates/assets/search.js`) folds what a reader types exactly as `words` folds texts.

mod index;
mod rank;
mod words;

pub use index::{Document, Index, Part};
pub use rank::{Hit, asked, rank};
pub use words::words;
