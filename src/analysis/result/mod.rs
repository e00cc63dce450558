//! What an analysis finds, as plain numbers: nothing here is computed, rounded or put into words.
//!
//! Imports no other room of the analysis, so that all of them may fill it.

mod decision;
mod doubt;
mod estimate;
mod money;
mod option;
mod track_record;
mod whole;

pub(crate) use decision::money_per_point;
pub use decision::{Analysis, ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, Verdict};
pub use doubt::{
    Acceptability, DeciderResult, EstimateWorth, Flip, Opinion, OpinionMethod, ScenarioResult, Shock, StudyVerdict,
    StudyWorth, TornadoBar, WeightRange, WeightShift,
};
pub use estimate::{EstimateId, EstimateResult, Scale};
pub use money::{Band, BreakEven, CashSwing, OverTime, ParentSpend, SumDriver, SupplierSpend, YearParts};
pub use option::{OptionResult, RiskResult, Savings, YearCash};
pub use track_record::{Brier, Coverage, Expected, Outcome, Ratios, Subject, TrackRecord};
pub use whole::{
    Affordability, AgainstAppetite, AgainstBudget, AskSet, Concentration, ConcentrationChange, Deferral, LogLoss,
    LossCurve, Portfolio, PortfolioYear, PutOff, SupplierShare,
};
