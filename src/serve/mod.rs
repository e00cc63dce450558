//! **I/O.** A site in memory → a preview on this machine alone, that loads itself again when the site changed.
//!
//! Nothing on disk is served: whoever starts a preview says what stands at a path. This room knows neither decisions nor
//! templates.

mod answer;
mod dress;
mod news;
mod request;
mod server;
mod watch;

pub use news::News;
pub use server::{Found, Look, address, listen, serve};
pub use watch::{Folder, Watch, WatchError};
