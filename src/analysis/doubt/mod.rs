//! What would change the answer, and what it is worth to find out: levers, switch points, swings, all weightings,
//! deciders, other methods, scenarios, and the value of information.

pub mod decider;
pub(crate) mod effect;
pub(crate) mod flip;
pub mod information;
pub(crate) mod lever;
mod lines;
pub mod opinion;
pub mod scenario;
pub mod sensitivity;
pub(crate) mod shared;
pub mod smaa;
pub mod tornado;
pub(crate) mod weightings;
