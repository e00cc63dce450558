//! Report and findings → the terminal.
