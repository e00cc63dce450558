//! The decision brief: should we approve, and what follows if we do or do not?
//!
//! Every question of the board is a block that answers or says its gap. `page` holds the types,
//! `compose` puts the blocks together and keeps them within their budget of words; the others
//! write one or two blocks each.

mod ask;
mod bind;
mod compose;
mod doubt;
mod money;
mod page;
mod people;
mod risk;
mod standing;

pub(super) use ask::rate_words;
pub use compose::{WORD_BUDGET, brief};
pub(super) use doubt::incomplete;
pub(super) use money::{period, ready_cell};
pub use page::{
    Answer, Ask, Banner, BriefPage, CostRow, CostTable, ExitRow, ExitTable, FlipItem, OtherLine, Pair, ReadyRow,
    ReadyTable, Related, RiskRow, RiskTable, StepRow,
};
pub(super) use standing::since;
