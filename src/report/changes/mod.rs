//! What changed between two points, in words: `page` is what is told, `compose` groups it in the order in which a board
//! needs it, `standing`, `figures` and `rest` hold the sentences.

mod compose;
mod figures;
mod naming;
mod page;
mod rest;
mod standing;

pub use compose::changes;
pub use page::{ChangeGroup, ChangeItem, ChangePoint, ChangedRecord, ChangesPage};
