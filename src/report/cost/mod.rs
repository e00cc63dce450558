//! Money: what is committed and asked for, when it is due, how sure that is.
//!
//! `years` holds it against budgets, `over_time` shows when the largest ask comes back, `drivers` what makes the sum
//! uncertain, `parts` what is paid once and what runs, `renewals` what goes on by itself, `uncounted` what has no figure.

mod asks;
mod compose;
mod drivers;
mod over_time;
mod page;
mod parts;
mod renewals;
mod uncounted;
mod years;

pub use compose::cost;
pub use drivers::{DriverBlock, DriverRow};
pub use over_time::{BandLine, BandShape, OverTimeBlock};
pub use page::{CostPage, CurrencyMoney};
pub use parts::{PartCell, PartsBlock, PartsRow};
pub use renewals::{Renewal, RenewalBlock};
pub use uncounted::{Uncounted, UncountedBlock};
pub use years::{MoneyYear, YearBlock};

pub(super) use over_time::band_block;
pub(super) use renewals::{Terms, distance, terms};
