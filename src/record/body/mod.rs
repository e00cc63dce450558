//! The body: markdown as an outline, as sanitized HTML with slots for links, and the options that it lists.

pub(crate) mod body_events;
pub(crate) mod dense;
pub(crate) mod emphasis;
pub(crate) mod inline;
pub(crate) mod markdown;
pub(crate) mod options;
pub(crate) mod outline;
pub(crate) mod raw_html;
pub(crate) mod sanitize;
pub(crate) mod svg;
pub(crate) mod tags;
#[cfg(test)]
mod words_tests;
