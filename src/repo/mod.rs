//! **I/O.** Repository or plain folder → snapshot and history; the only room that knows git2.
