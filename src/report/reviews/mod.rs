//! The agenda as a page: what did we promise to look at again? Made of the agenda that the terminal prints.
//!
//! `lanes` are its days on a line of time, `list` its items in groups, `compose` is the page as a whole.

mod compose;
mod lanes;
mod list;

pub use compose::{ReviewsPage, reviews};
pub use lanes::{Lane, LaneRow, LanesBlock};
pub use list::{ReviewGroup, ReviewRow};
