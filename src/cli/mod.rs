//! **I/O.** Arguments → one command; environment, clock, disk, exit code.

pub(crate) mod context;
pub(crate) mod outcome;
