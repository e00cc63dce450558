//! The nouns of the field: plain data whose constructors refuse nonsense.
//!
//! Nothing here reads, computes or prints. Money is an `f64` in the record's currency, percents
//! and chances are fractions (12% is 0.12), months and years say so in their names.

mod ai;
mod book;
mod contract;
mod criterion;
mod estimate;
mod estimate_key;
mod id;
mod money;
mod option;
mod option_estimates;
mod option_key;
mod record;
mod status;
mod summary;
mod value;

pub use ai::{AiTest, AiUse, ApprovedBy, Incident, Question, StopSwitch};
pub use book::{Audience, Authority, Book, BookResponse, CloseCall, LintLevel, LintSetting, OtherSource, Theme};
pub use contract::{Contract, GivenNotice, Notice, Party, Renewal};
pub use criterion::{Better, CriteriaSpec, CriterionSpec, Drivers, Measure, Must, MustRelation, WeightSpec};
pub use estimate::{Basis, Distribution, Estimate, EstimateFault, Form, Quantity, Shape, Z_95};
pub use estimate_key::{EstimateKey, NoEstimateKey, RiskFigure};
pub use id::{PageId, page_id, slug};
pub use money::{Currency, Prices, Timing};
pub use option::{
    Argument, Benefit, ConsideredOption, Cost, CostFlows, Exit, ExitAt, Mitigation, OptimismBias, People,
    ReferenceClass, Risk, Scheduled, Sourcing, Supplier, Terms, Tested, Tier, Yearly,
};
pub use option_key::OptionKey;
pub use record::{
    Actual, AnalysisInputs, Appetite, BoardFor, BoardSlot, Body, BodyLink, Decision, Dialect, Dissent, Done,
    Exceedance, FieldSource, Forecast, Forecasted, KillCriterion, KillThreshold, LinkKind, NextStep, PathHash, Places,
    Points, Precision, Record, Response, Reversible, Roles, ScenarioKind, ScenarioSpec, Section, Stage, StatedDate,
    StatedLink, StatedStatus, StatedTitle, StatusChange, Study,
};
pub use status::Status;
pub use summary::Summary;
pub use value::{Anchors, ValueFunction, ValueFunctionFault};
