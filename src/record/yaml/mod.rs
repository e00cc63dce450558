//! Front matter as text: where it stands, its tree with places, what can be rescued of it, and how it is read.

pub(crate) mod fence;
pub(crate) mod front_matter;
#[cfg(test)]
mod front_matter_tests;
pub(crate) mod glance;
#[cfg(test)]
mod glance_tests;
pub(crate) mod locate;
pub(crate) mod rescue;
pub(crate) mod tolerant;
pub(crate) mod tree;
