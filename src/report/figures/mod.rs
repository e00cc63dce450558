//! One decision's figures as they are, for programs: nothing is rounded, unknown is null.
//!
//! `decision` is the whole, `criterion` and `option` its parts, `change` what would change the
//! answer, `log` what it does to the whole log, `whole` what the log comes to, `words` the words that stand for kinds. The doc
//! comments here are the descriptions in the published JSON Schema.

mod change;
mod criterion;
mod decision;
mod log;
mod money;
mod option;
mod outcome;
mod whole;
mod words;

pub use change::{
    DeciderFigures, FlipFigures, InputWorthFigures, OpinionFigures, ScenarioFigures, ShiftFigures, StudyFigures,
    TornadoFigures,
};
pub use criterion::{CriterionFigures, CurveFigures};
pub use decision::{Figures, InputFigures, PutOffFigures, figures};
pub use log::{AppetiteFigures, ConcentrationFigures, LossFigures, ShareFigures, SupplierFigures};
pub use money::{DriverFigures, OverTimeFigures, ParentFigures, SpendFigures, YearPartsFigures};
pub use option::{CalendarYearFigures, OptionFigures, RiskFigures, SummaryFigures, YearFigures};
pub use outcome::{OutcomeFigures, outcome_figures};
pub use whole::{
    AskSetFigures, DeferralFigures, PlanYearFigures, PortfolioFigures, SetYearFigures, TrackRecordFigures,
    WholeFigures, whole_figures,
};
pub use words::{
    ChosenWord, CurveWord, MeasureWord, MethodWord, PricesWord, ScaleWord, ShapeWord, ShockWord, TimingWord,
    VerdictWord,
};

use crate::analysis::EstimateId;
use crate::model::Record;

/// An input as a record names it: `users`, `buy.cost.yearly`, `until-ready`.
pub(super) fn input_path(input: &EstimateId, record: &Record) -> String {
    match input {
        EstimateId::OfOption(idx, key) => format!("{}.{key}", record.option_name(*idx)),
        EstimateId::Driver(_) | EstimateId::UntilReady => input.path().into_owned(),
    }
}
