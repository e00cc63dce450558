//! The definitions, two groups a file.

pub(super) mod answer;
pub(super) mod money;
pub(super) mod risk;
