//! A criterion's figures.

use super::words::{CurveWord, MeasureWord, ScaleWord};
use crate::analysis::{CriterionResult, WeightRange};
use crate::model::ValueFunction;
use schemars::JsonSchema;
use serde::Serialize;

/// What options are judged by, as it was used.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriterionFigures {
    /// Its slug, the key of everything that is by criterion.
    pub id: String,
    /// Its name as written.
    pub name: String,
    /// Points of 100.
    pub points: f64,
    /// Points as typed; null under a rank order, comparisons in pairs, or several deciders.
    pub stated_points: Option<f64>,
    /// Its share; all weights sum to one.
    pub weight: f64,
    /// Unit of its levels, where it has one of its own.
    pub unit: Option<String>,
    /// What its levels are in.
    pub scale: ScaleWord,
    /// Where its levels come from.
    pub measure: MeasureWord,
    /// The level that scores 0.
    pub worst: f64,
    /// The level that scores 100.
    pub best: f64,
    /// The line between both.
    pub curve: CurveFigures,
    /// Whether the author gave both; otherwise they come from the options' own draws.
    pub anchored: bool,
    /// Share of the draws of all options in which a level lay outside both.
    pub clamped_share: f64,
    /// What one unit of it is worth in money by the weights; null without anchors on it and on cost.
    pub money_per_unit: Option<f64>,
    /// Lowest weight at which the leader stays first.
    pub leader_stays_from: Option<f64>,
    /// Highest weight at which the leader stays first.
    pub leader_stays_to: Option<f64>,
    /// Who is first below the lowest.
    pub first_below: Option<String>,
    /// Who is first above the highest.
    pub first_above: Option<String>,
}

/// The line from levels to scores.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CurveFigures {
    /// Its kind.
    pub kind: CurveWord,
    /// Of straight lines through points: level and score, 0 to 1.
    pub points: Vec<(f64, f64)>,
    /// Of an exponential: its curvature, in the criterion's unit.
    pub rho: Option<f64>,
}

pub(super) fn criterion_figures(
    criterion: &CriterionResult,
    range: Option<WeightRange>,
    name: &dyn Fn(usize) -> String,
) -> CriterionFigures {
    let anchors = criterion.value.anchors();
    CriterionFigures {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        points: criterion.points,
        stated_points: criterion.stated_points,
        weight: criterion.weight,
        unit: criterion.unit.clone(),
        scale: criterion.scale.into(),
        measure: criterion.measure.into(),
        worst: anchors.worst,
        best: anchors.best,
        curve: curve(&criterion.value),
        anchored: criterion.has_anchors,
        clamped_share: criterion.clamped_share,
        money_per_unit: criterion.money_per_unit,
        leader_stays_from: range.map(|range| range.low),
        leader_stays_to: range.map(|range| range.high),
        first_below: range.and_then(|range| range.rival_low).map(name),
        first_above: range.and_then(|range| range.rival_high).map(name),
    }
}

fn curve(value: &ValueFunction) -> CurveFigures {
    let (points, rho) = match value {
        ValueFunction::Linear(_) => (Vec::new(), None),
        ValueFunction::Piecewise(points) => (points.clone(), None),
        ValueFunction::Exponential { rho, .. } => (Vec::new(), Some(*rho)),
    };
    CurveFigures { kind: value.into(), points, rho }
}
