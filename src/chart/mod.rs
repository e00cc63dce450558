//! Numbers → SVG text; knows nothing about decisions.
//!
//! Bars stand in table cells (`templates/assets/adr.css`, "Bars"): positions in percent of the
//! cell, no words inside, drawn lines because strokes print and backgrounds do not.

mod bar;

pub use bar::{ContributionBar, RangeBar, Strip};
