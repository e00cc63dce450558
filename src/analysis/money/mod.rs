//! What an option pays and when: years and the calendar, discounting, and the cash of each draw.

pub(crate) mod calendar;
pub(crate) mod cashflow;
pub(crate) mod discount;
pub mod finance;
pub(crate) mod price;
pub(crate) mod rise;
