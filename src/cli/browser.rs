//! **I/O.** The browser that is installed: where it is, and a page printed by it.
//!
//! Chrome, Chromium and Edge print alike. It is started with its arguments one by one, never through a shell, without a
//! window, a network or scripts, and with a profile of its own that is thrown away.

mod find;
mod print;

pub(crate) use find::find;
pub(crate) use print::{Job, print};
