//! End to end: the binary and the whole middle, on throw-away repositories. The list is the contents page.
#![expect(clippy::disallowed_methods, reason = "tests are told by the environment where large samples lie")]

mod audience;
mod bad_numbers;
mod briefs;
mod browser;
mod check_rules;
mod citations;
mod commands;
mod config;
mod corpus;
mod docs;
mod encodings;
mod explain;
mod figures;
mod floor_plan;
mod hostile;
mod html;
mod init;
mod keys;
mod manual;
mod middle;
mod new;
mod own_log;
mod pages;
mod repo;
mod same_bytes;
mod sandbox;
mod schemas;
mod site;
mod style;
mod terminal;
mod wild;
mod words;
mod words_and_tables;
mod words_of_turning;
mod worked_examples;
