//! Records → decision log: links resolved with their reverses, supersession walked, what is due.

mod due;
mod graph;
mod join;
mod resolve;

pub use due::{Due, DueKind, due};
pub use graph::{Chain, chains};
pub use join::{DecisionLog, Link, LoggedRecord, join};
pub use resolve::{Resolution, resolve};

#[cfg(test)]
mod tests;
