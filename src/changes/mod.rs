//! Two logs → what changed in meaning between them: who decided what, who leads now, which figures, dates and owners moved.
//!
//! `pairs` finds each record again, through renames and renumbering; `step`, `day`, `option`, `weight` and `kept` look at
//! one pair; `compare` walks over all of them and weighs those alone whose figures are made of something else than before.
//! What a figure looks like in print is none of this room's business.

mod compare;
mod day;
mod kept;
mod option;
mod pairs;
mod result;
mod step;
#[cfg(test)]
mod tests;
mod weight;

pub use compare::compare;
pub use pairs::same_records;
pub use result::{Change, Changes, DayKind, RecordChange, Side, Step, WeightMove};
