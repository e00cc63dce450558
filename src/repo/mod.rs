//! **I/O.** Repository or plain folder → snapshot and history; the only room that knows git2.
//!
//! A repository is only read: its hooks never run and no filter of its configuration is applied.

mod belongs;
mod branches;
mod changes;
mod commits;
mod create;
mod deadline;
mod decode;
mod discover;
mod error;
mod files;
mod git;
mod history;
mod loose;
mod moment;
mod moves;
mod names;
mod place;
mod read;
mod search;
mod sniff;
mod walk;

pub use belongs::Refusal;
pub use branches::{names_elsewhere, numbers_elsewhere};
pub use create::{Step, create};
pub use decode::text_of;
pub use discover::FolderChoice;
pub use error::Error;
pub use files::Files;
pub use git::{Person, is_gits_own, moving_parts, person};
pub use history::{Tip, history};
pub use loose::{Damaged, Fault};
pub use moment::{Known, Moment, commit_before, commit_of, newest_tag, revisions};
pub use read::{Reading, Request, read};
