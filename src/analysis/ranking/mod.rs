//! From draws to an order: weights, scores and totals, who dominates whom, ranks, and what is said of a decision.

pub(crate) mod columns;
pub(crate) mod decision;
pub mod dominance;
pub(crate) mod option_block;
pub mod pairwise;
pub(crate) mod rank;
pub mod risk;
pub mod score;
pub(crate) mod simulate;
pub mod weights;
