//! Losses against what we are ready to bear, and on whom the log rests.

use crate::analysis::concentration::{Concentration, ConcentrationChange, SupplierShare};
use crate::analysis::exceedance::{AgainstAppetite, LossCurve};
use schemars::JsonSchema;
use serde::Serialize;

/// How likely a year loses more than a sum.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LossFigures {
    /// Loss, and the chance that a year loses more; losses rise.
    pub points: Vec<(f64, f64)>,
    /// Against each point of the appetite.
    pub against: Vec<AppetiteFigures>,
}

/// The curve at one point of the appetite.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct AppetiteFigures {
    /// Money.
    pub loss: f64,
    /// The chance a year that we are ready to bear.
    pub accepted: f64,
    /// The chance a year found.
    pub chance: f64,
    /// The chance found is above what we are ready to bear.
    pub breached: bool,
}

/// Yearly spend by parent company, before this decision and after it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConcentrationFigures {
    /// Chosen options of accepted records in force, without this decision.
    pub before: ShareFigures,
    /// With the chosen option of this decision.
    pub after: ShareFigures,
}

/// Yearly spend by parent company.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShareFigures {
    /// Sum of squared percentage shares, 0 to 10,000.
    pub hhi: f64,
    /// Largest share first.
    pub suppliers: Vec<SupplierFigures>,
}

/// What one parent company gets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupplierFigures {
    /// The parent, else the supplier itself.
    pub parent: String,
    /// Mean running cash of a full year.
    pub yearly: f64,
    /// Of all spend on suppliers, 0 to 1.
    pub share: f64,
}

impl From<&LossCurve> for LossFigures {
    fn from(curve: &LossCurve) -> Self {
        let LossCurve { points, against } = curve;
        let against = against.iter().map(|point| {
            let AgainstAppetite { loss, accepted, chance } = *point;
            AppetiteFigures { loss, accepted, chance, breached: point.is_breached() }
        });
        Self { points: points.clone(), against: against.collect() }
    }
}

impl From<&Concentration> for ShareFigures {
    fn from(concentration: &Concentration) -> Self {
        let Concentration { hhi, shares } = concentration;
        let supplier = |SupplierShare { parent, yearly, share, record: _ }: &SupplierShare| SupplierFigures {
            parent: parent.clone(),
            yearly: *yearly,
            share: *share,
        };
        Self { hhi: *hhi, suppliers: shares.iter().map(supplier).collect() }
    }
}

impl From<&ConcentrationChange> for ConcentrationFigures {
    fn from(change: &ConcentrationChange) -> Self {
        let ConcentrationChange { before, after } = change;
        Self { before: before.into(), after: after.into() }
    }
}
