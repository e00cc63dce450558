//! What a record says of itself, in the words of its dialect: fields, status, days, links, people, title, number.

pub(crate) mod date;
pub(crate) mod dates;
pub(crate) mod day_order;
pub(crate) mod decided;
pub(crate) mod fields;
pub(crate) mod identity;
pub(crate) mod links;
pub(crate) mod roles;
mod section_languages;
pub(crate) mod section_names;
pub(crate) mod stages;
pub(crate) mod statement;
pub(crate) mod status;
pub(crate) mod status_lists;
pub(crate) mod status_marks;
pub(crate) mod status_phrases;
pub(crate) mod status_table;
pub(crate) mod status_text;
pub(crate) mod status_words;
pub(crate) mod targets;
pub(crate) mod title;
pub(crate) mod unaccented;
pub(crate) mod unspaced;
pub(crate) mod verbs;
pub(crate) mod words_before;
