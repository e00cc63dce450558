//! What could hurt us, and whether that is within what we said we would bear.
//!
//! `appetite` holds every loss against what is accepted, `table` lists the risks, `curve` draws how bad a year may be.

mod appetite;
mod compose;
mod curve;
mod exposed;
mod page;
mod table;

pub use appetite::{AppetiteBlock, AppetiteGroup, AppetiteRow, Statement};
pub use compose::risks;
pub use curve::{CurveBlock, CurveLine, Zone};
pub use page::{CurrencyRisk, RiskPage};
pub use table::{HazardGroup, HazardRow, HazardsBlock};
