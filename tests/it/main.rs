//! End to end: the binary and the whole middle, on throw-away repositories. The list is the contents page.
mod worked_examples;

mod floor_plan;
