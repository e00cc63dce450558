//! What changed between two points, in words: `page` is what is told, `compose` groups it in the order in which a board
//! needs it, `site` is the page of the site; `standing`, `figures`, `kept` and `rest` hold the sentences.

mod compose;
mod figures;
mod kept;
mod naming;
mod page;
mod rest;
mod site;
mod standing;

pub use compose::{changes, unread_changes};
pub use page::{ChangeGroup, ChangeItem, ChangePoint, ChangedRecord, ChangesPage, Unread};
pub(super) use site::since;
pub use site::{
    Arrow, ChangeBlock, ChangeLine, ChangesSitePage, MovedBlock, MovedGroup, MovedRow, Reason, SinceBlock, changes_page,
};
