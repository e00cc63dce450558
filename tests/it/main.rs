//! End to end: the binary and the whole middle, on throw-away repositories. The list is the contents page.

mod check_rules;
mod floor_plan;
mod manual;
mod middle;
mod repo;
mod sandbox;
mod site;
mod worked_examples;
