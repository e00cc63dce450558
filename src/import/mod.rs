//! A register of contracts or software → draft records, one a row, and what could not be read of it.
//!
//! Comes in: the text of a table and what its columns mean. Goes out: texts of records that this program reads back as
//! they were meant, and findings with row and column. Knows no disk and no numbers of files; what is known already is
//! told by records that are handed in.

mod body;
mod changed;
mod column;
mod day;
mod draft;
mod folded;
mod key;
mod money;
mod names;
mod quoted;
mod register;
mod row;
mod settings;
mod table;
mod terms;

pub use changed::{Known, known};
pub use column::{Mapping, MappingFault};
pub use draft::Draft;
pub use key::Key;
pub use register::{Register, read};
pub use settings::Settings;
