//! Decision → numbers: seeded, exact about order, never rounded.
//!
//! `problem` lowers a record and the book into quantities; `worlds` draws them, `money` pays them, `ranking` says what
//! each world comes to, `doubt` what would change the answer, `whole` what concerns the log. `result` holds every
//! figure that anybody may print; `analyze` walks through all of it. Formulas and their sources stand in docs/method.

mod alike;
mod analyze;
mod doubt;
mod examine;
mod memory;
mod money;
mod one_record;
mod problem;
mod ranking;
mod remarks;
mod result;
mod settings;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod whole;
mod worlds;

pub use crate::model::Summary;
pub use alike::is_alike;
pub use analyze::{analyze, analyze_one, analyze_record, analyze_whole, bases, chosen_options, examine, ranked};
pub use doubt::{decider, information, opinion, scenario, sensitivity, smaa, tornado};
pub use memory::Memory;
pub use money::finance;
pub use problem::{NameFault, find_option};
pub(crate) use problem::{Rounding, months_until_end_of, number as pasted};
pub use ranking::{dominance, pairwise, risk, score, weights};
pub use result::{
    Analysis, Band, BreakEven, CashSwing, ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, EstimateId,
    EstimateResult, Flip, LogLoss, OptionResult, OverTime, ParentSpend, Portfolio, RiskResult, Savings, Scale,
    SumDriver, SupplierSpend, Verdict, WeightRange, WeightShift, YearCash, YearParts,
};
pub use settings::Settings;
pub(crate) use whole::portfolio::{around, spend};
pub use whole::{affordability, concentration, exceedance, track_record};
pub use worlds::distribution;
