//! Values as authors write them: numbers with units, estimates, and single words, days and texts.

pub(crate) mod estimates;
mod fits;
mod helps;
pub(crate) mod scalars;
pub(crate) mod spelled;
pub(crate) mod written;

#[cfg(test)]
mod tests;
