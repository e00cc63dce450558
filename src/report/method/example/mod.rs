//! Worked examples, figure by figure, in the order of the definitions.

pub(super) mod answer;
pub(super) mod money;
pub(super) mod risk;
