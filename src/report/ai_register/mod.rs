//! The AI register: where does AI act for us, who answers, can we stop it?
//!
//! `uses` sorts what the log says by how far it is, `duties` holds each use against the five duties, `block` tells one
//! use in full, `compose` is the page as a whole.

mod block;
mod compose;
mod duties;
mod uses;

pub use block::{IdeaRow, UseBlock, UseFact, UsePair};
pub use compose::{AiPage, ai_register};
pub use duties::{DutiesBlock, DutyCell, DutyRow};
