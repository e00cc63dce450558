//! How the figures of a comparison come about: formula, inputs, file and line.
//!
//! Every result is taken from the analysis; what stands beside it is what it was made of. `page`
//! holds the types, `decision` puts the parts together, `option` and `money` trace one option,
//! `change` what would change the answer.

mod change;
mod decision;
mod money;
mod option;
mod page;

pub use decision::trace;
pub use page::{Trace, TracePart, TraceRow};
