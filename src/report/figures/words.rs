//! Words that stand for kinds, as programs read them.

use crate::analysis::information::StudyVerdict;
use crate::analysis::opinion::OpinionMethod;
use crate::analysis::scenario::Shock;
use crate::analysis::{ChosenBy, Scale};
use crate::model::{Distribution, Measure, Prices, Timing, ValueFunction};
use schemars::JsonSchema;
use serde::Serialize;

/// Why an option counts as chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChosenWord {
    /// It was decided.
    Decision,
    /// The authors recommend it.
    Recommendation,
    /// It has the highest mean total.
    Numbers,
    /// Nothing is chosen.
    Nothing,
}

/// Whether prices carry inflation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PricesWord {
    /// Today's prices.
    Real,
    /// Prices of each year.
    Nominal,
}

/// When in a year money flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimingWord {
    /// At its end.
    End,
    /// In its middle.
    Mid,
}

/// What a number is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScaleWord {
    /// Money.
    Money,
    /// Money a year.
    MoneyPerYear,
    /// Money a month.
    MoneyPerMonth,
    /// Months.
    Months,
    /// A level out of 100 in the criterion's own direction.
    OutOf100,
    /// The criterion's own unit; of a driver, its own count; of past ratios, a factor.
    Natural,
    /// A fraction, for people a percent.
    Percent,
    /// A chance a year, 0 to 1.
    Chance,
    /// Times a year.
    TimesPerYear,
}

/// Where a criterion's levels come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureWord {
    /// Present value less benefits, plus the cost of being late.
    TotalCost,
    /// Expected annual loss from the option's risks.
    AnnualLoss,
    /// Months to leave.
    ExitMonths,
    /// Months until it is live.
    Ready,
    /// An estimate of the criterion's own.
    Own,
}

/// The line from levels to scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CurveWord {
    /// A straight line from worst to best.
    Linear,
    /// Straight lines through points.
    Piecewise,
    /// (1 - e^(-d/rho)) / (1 - e^(-D/rho)), d the way from worst, D the whole way.
    Exponential,
}

/// The shape of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShapeWord {
    /// One value.
    Certain,
    /// Normal.
    Normal,
    /// Normal, cut at the ends of its scale.
    TruncatedNormal,
    /// Normal in the logarithm.
    Lognormal,
    /// Every value equally likely.
    Uniform,
    /// Straight lines through three points.
    Triangular,
    /// Beta through three points, weight four on the likeliest.
    Pert,
}

/// Another method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MethodWord {
    /// TOPSIS: closeness to the ideal.
    Topsis,
    /// PROMETHEE II: net flows of preference.
    Promethee,
    /// VIKOR: the compromise set.
    Vikor,
}

/// Whether a study pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictWord {
    /// It tells more than it costs.
    Pays,
    /// It costs more than it tells.
    CostsMore,
    /// It costs more than knowing everything is worth.
    NoStudyCanPay,
    /// Nothing can be said in money.
    Unknown,
}

/// What happens in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShockWord {
    /// The record's own.
    Stated,
    /// The running price rises.
    PriceRise,
    /// The supplier stops.
    Discontinued,
    /// One-off cost doubles.
    OnceDoubles,
    /// It is ready later.
    Later,
}

impl From<ChosenBy> for ChosenWord {
    fn from(by: ChosenBy) -> Self {
        match by {
            ChosenBy::Decision => Self::Decision,
            ChosenBy::Recommendation => Self::Recommendation,
            ChosenBy::Numbers => Self::Numbers,
            ChosenBy::Nothing => Self::Nothing,
        }
    }
}

impl From<Prices> for PricesWord {
    fn from(prices: Prices) -> Self {
        match prices {
            Prices::Real => Self::Real,
            Prices::Nominal => Self::Nominal,
        }
    }
}

impl From<Timing> for TimingWord {
    fn from(timing: Timing) -> Self {
        match timing {
            Timing::End => Self::End,
            Timing::Mid => Self::Mid,
        }
    }
}

impl From<Scale> for ScaleWord {
    fn from(scale: Scale) -> Self {
        match scale {
            Scale::Money => Self::Money,
            Scale::MoneyPerYear => Self::MoneyPerYear,
            Scale::MoneyPerMonth => Self::MoneyPerMonth,
            Scale::Months => Self::Months,
            Scale::OutOf100 => Self::OutOf100,
            Scale::Natural => Self::Natural,
            Scale::Percent => Self::Percent,
            Scale::Chance => Self::Chance,
            Scale::TimesPerYear => Self::TimesPerYear,
        }
    }
}

impl From<Measure> for MeasureWord {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::TotalCost => Self::TotalCost,
            Measure::AnnualLoss => Self::AnnualLoss,
            Measure::ExitMonths => Self::ExitMonths,
            Measure::Ready => Self::Ready,
            Measure::Own => Self::Own,
        }
    }
}

impl From<&ValueFunction> for CurveWord {
    fn from(value: &ValueFunction) -> Self {
        match value {
            ValueFunction::Linear(_) => Self::Linear,
            ValueFunction::Piecewise(_) => Self::Piecewise,
            ValueFunction::Exponential { .. } => Self::Exponential,
        }
    }
}

impl From<&Distribution> for ShapeWord {
    fn from(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Certain(_) => Self::Certain,
            Distribution::Normal { .. } => Self::Normal,
            Distribution::TruncatedNormal { .. } => Self::TruncatedNormal,
            Distribution::Lognormal { .. } => Self::Lognormal,
            Distribution::Uniform { .. } => Self::Uniform,
            Distribution::Triangular { .. } => Self::Triangular,
            Distribution::Pert { .. } => Self::Pert,
        }
    }
}

impl From<OpinionMethod> for MethodWord {
    fn from(method: OpinionMethod) -> Self {
        match method {
            OpinionMethod::Topsis => Self::Topsis,
            OpinionMethod::Promethee => Self::Promethee,
            OpinionMethod::Vikor => Self::Vikor,
        }
    }
}

impl From<StudyVerdict> for VerdictWord {
    fn from(verdict: StudyVerdict) -> Self {
        match verdict {
            StudyVerdict::Pays => Self::Pays,
            StudyVerdict::CostsMore => Self::CostsMore,
            StudyVerdict::NoStudyCanPay => Self::NoStudyCanPay,
            StudyVerdict::Unknown => Self::Unknown,
        }
    }
}

impl From<&Shock> for ShockWord {
    fn from(shock: &Shock) -> Self {
        match shock {
            Shock::Stated(_) => Self::Stated,
            Shock::PriceRise { .. } => Self::PriceRise,
            Shock::Discontinued { .. } => Self::Discontinued,
            Shock::OnceDoubles => Self::OnceDoubles,
            Shock::Later { .. } => Self::Later,
        }
    }
}
