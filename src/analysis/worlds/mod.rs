//! What is not known, drawn: an estimate's distribution, a stream of draws for each, worlds made of them, and what
//! many draws come to.

pub mod distribution;
pub(crate) mod draws;
pub(crate) mod estimate;
pub(crate) mod stats;
pub(crate) mod world;
