//! Front matter as authors spell it, and its lowering into the model.
//!
//! Each file holds the blocks of one part of docs/reference/record.md and what becomes of them. A field that
//! needs reading by our own rules is a node; a block is a struct of its own.

mod ai;
mod criteria;
mod inputs;
mod json;
mod money;
mod option;
mod option_keys;
mod outcome;
mod supply;
mod top;
mod unread;

#[cfg(test)]
mod tests;

pub(crate) use criteria::criteria;
pub(crate) use inputs::{AppetiteSchema, a_month, appetite, currency, drivers, horizon, names, prices, timing};
pub(crate) use top::{LISTED, OURS, fill, fill_listed, json_schema};
