//! **I/O.** Repository or plain folder → snapshot and history; the only room that knows git2.
//!
//! A repository is only read: its hooks never run and no filter of its configuration is applied. What libgit2 cannot open
//! is read by the installed git, behind the same `store`.

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
mod library;
mod loose;
mod moment;
mod moves;
mod names;
mod objects;
mod open;
mod place;
mod program;
mod read;
mod search;
mod sniff;
mod store;
mod walk;

pub use belongs::Refusal;
pub use branches::{names_elsewhere, numbers_elsewhere};
pub use create::{Step, create};
pub use decode::text_of;
pub use discover::FolderChoice;
pub use error::Error;
pub use files::Files;
pub use git::{Person, is_gits_own, moving_parts, person};
pub use history::{Tip, history, versions};
pub use loose::{Damaged, Fault};
pub use moment::{Known, Moment, commit_of, revisions};
pub use read::{Reading, Request, read};
