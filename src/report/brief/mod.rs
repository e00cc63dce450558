//! The decision brief: should we approve, and what follows if we do or do not?
//!
//! Every question of the board is a block that answers or says its gap. `page` holds the types,
//! `compose` puts the blocks together and keeps them within their budget of words; the others
//! write one or two blocks each.

mod ai;
mod ask;
mod bind;
mod compose;
mod context;
mod contract;
mod doubt;
mod facts;
mod height;
mod left_out;
mod losses;
mod minutes;
mod money;
mod outcome;
mod page;
mod paper;
mod payback;
mod people;
mod risk;
mod stakes;
mod standing;
mod years;

pub(super) use ai::question;
pub(super) use ask::{rate_words, turning_back};
pub use compose::{WORD_BUDGET, brief};
pub(super) use doubt::incomplete;
pub(super) use money::{period, ready_cell};
pub use page::{
    Answer, Ask, Banner, BriefPage, CostRow, CostTable, ExitRow, ExitTable, FlipItem, LeftOut, Minutes, OtherLine,
    Pair, ReadyRow, ReadyTable, Related, RiskRow, RiskTable, StepRow,
};
pub(super) use standing::since;
