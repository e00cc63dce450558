//! Report and findings → machine formats.
