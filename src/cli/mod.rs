//! **I/O.** Arguments → one command; environment, clock, disk, exit code.

pub(crate) mod context;
pub(crate) mod lock;
pub(crate) mod outcome;
pub(crate) mod write;
