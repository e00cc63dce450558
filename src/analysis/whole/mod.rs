//! What concerns the log: draws of its decisions added up, what is affordable together, on whom it rests, what a year
//! may lose, and what came of its forecasts.

pub mod affordability;
pub(crate) mod chosen;
pub mod concentration;
pub mod exceedance;
pub(crate) mod over_time;
pub(crate) mod portfolio;
pub(crate) mod swings;
pub mod track_record;
