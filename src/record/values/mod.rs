//! Values as authors write them: numbers with units, estimates, and single words, days and texts.

pub(crate) mod estimates;
pub(crate) mod scalars;
pub(crate) mod written;
