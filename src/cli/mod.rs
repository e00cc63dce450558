//! **I/O.** Arguments → one command; environment, clock, disk, exit code.

pub(crate) mod context;
pub(crate) mod init;
pub(crate) mod lock;
pub(crate) mod new;
pub(crate) mod outcome;
pub(crate) mod print;
pub(crate) mod templates;
pub(crate) mod write;
