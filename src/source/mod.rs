//! The text of every record at one commit, places in such texts, and who changed them when.
//!
//! Plain data: `repo` fills it, everything below reads it. This room knows neither git nor disk.

mod address;
mod attachment;
mod elsewhere;
mod history;
mod home;
mod likeness;
mod snapshot;
mod span;

pub use address::{decoded, joined, linked, root_of};
pub use attachment::{Attachment, Attachments};
pub use elsewhere::Elsewhere;
pub use history::{Change, FileHistory, History};
pub use home::Home;
pub use likeness::{LIKENESS, Words};
pub use snapshot::{Commit, Decoding, Snapshot, SourceFile};
pub use span::Span;
