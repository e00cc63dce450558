//! A decision as a workbook (.xlsx) with live formulas: change a weight, a level or a price, and totals and order follow.
//!
//! `sheet` writes cells, `weights`, `means` and `money` are the three sheets that reckon, `book` is what they share, `compose`
//! puts them into a file. What authors wrote is written as text and is never a formula.

mod book;
mod compose;
mod means;
mod money;
mod sheet;
mod weights;

pub use compose::WorkbookError;
pub(super) use compose::workbook;
