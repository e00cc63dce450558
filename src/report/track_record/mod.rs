//! Were we right? Every forecast against what came of it, what comes next, what was replaced, and what it taught.
//!
//! `noted` finds what was said and what came, `belt` places outcomes in their ranges, `kinds` counts them by what they
//! are about, `rest` tells of chances, dates to come, decisions replaced and lessons; `compose` is the page as a whole.

mod belt;
mod compose;
mod kinds;
mod noted;
mod rest;

pub use belt::{BeltBlock, BeltGroup, BeltMark, BeltRow};
pub use compose::{TrackRecordPage, track_record};
pub use kinds::{KindRow, KindsBlock};
pub use rest::{ChanceBlock, ChanceRow, DueBlock, DueRow, Lesson, LessonBlock, ReplacedBlock, ReplacedRow};
