//! **I/O.** Arguments → one command; environment, clock, disk, exit code.
