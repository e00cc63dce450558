//! The board pack: a cover with contents, then what the board needs on paper, one chapter a subject.
//!
//! `subjects` says what there is and in which order, `page` is the cover and what stands around the chapters. A chapter is
//! the content of that subject's own page; who renders pages puts it in.

mod page;
mod subjects;

pub use page::{PackChapter, PackFact, PackLine, PackPage, PackPart, Paper, pack};
pub use subjects::{PackShows, PackSubject, pack_subjects};
