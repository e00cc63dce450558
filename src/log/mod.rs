//! Records → decision log: links resolved with their reverses, supersession walked, what is due.

mod board;
mod decision_log;
mod due;
mod faults;
mod graph;
mod join;
mod pace;
mod resolve;

pub use board::{BoardList, BoardMatter, board_list, board_matter, board_matters, is_asked, meetings};
pub use decision_log::{DecisionLog, Link, LoggedRecord};
pub use due::{Due, DueKind, due};
pub use graph::{Chain, chains};
pub use join::{join, join_unchecked};
pub use pace::{Pace, pace};
pub use resolve::{Resolution, resolve};

#[cfg(test)]
mod tests;
