//! What changed, as a page of the site: `moved` holds figures that moved, from old to new on one scale, `lines` the rest in
//! blocks of sentences, `compose` is the page as a whole, `board` what of it stands on other pages.

mod board;
mod compose;
mod lines;
mod moved;

pub use board::SinceBlock;
pub(in crate::report) use board::since;
pub use compose::{ChangesSitePage, changes_page};
pub use lines::{ChangeBlock, ChangeLine};
pub use moved::{Arrow, MovedBlock, MovedGroup, MovedRow, Reason};
