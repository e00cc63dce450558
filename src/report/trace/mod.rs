//! How the figures of a comparison come about: formula, inputs, file and line.
//!
//! Every result is taken from the analysis; what stands beside it is what it was made of. `page`
//! holds the types, `decision` puts the parts together, `tracing` is what all of them hold; `weighing` traces weights, `option` one
//! option with its `money`, `spending` and `risk`; `change` and `worth` what would change the answer
//! and whether to find out first; `log` the decision among others.

mod change;
mod decision;
mod log;
mod money;
mod option;
mod page;
mod risk;
mod spending;
mod tracing;
mod weighing;
mod worth;

pub use decision::trace;
pub use page::{Trace, TracePart, TraceRow};
