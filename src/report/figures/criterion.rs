//! A criterion's figures.

use super::words::{CurveWord, MeasureWord, ScaleWord};
use crate::analysis::{CriterionResult, WeightRange};
use crate::model::{Anchors, ValueFunction};
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
    let CriterionResult {
        id,
        name: written,
        points,
        stated_points,
        weight,
        unit,
        measure,
        scale,
        value,
        has_anchors,
        clamped_share,
        money_per_unit,
    } = criterion;
    let Anchors { worst, best } = value.anchors();
    let (leader_stays_from, leader_stays_to, rival_low, rival_high) = match range {
        None => (None, None, None, None),
        Some(WeightRange { low, high, rival_low, rival_high }) => (Some(low), Some(high), rival_low, rival_high),
    };
    CriterionFigures {
        id: id.clone(),
        name: written.clone(),
        points: *points,
        stated_points: *stated_points,
        weight: *weight,
        unit: unit.clone(),
        scale: (*scale).into(),
        measure: (*measure).into(),
        worst,
        best,
        curve: curve(value),
        anchored: *has_anchors,
        clamped_share: *clamped_share,
        money_per_unit: *money_per_unit,
        leader_stays_from,
        leader_stays_to,
        first_below: rival_low.map(name),
        first_above: rival_high.map(name),
    }
}

fn curve(value: &ValueFunction) -> CurveFigures {
    let (points, rho) = match value {
        ValueFunction::Linear(_) => (Vec::new(), None),
        ValueFunction::Piecewise(points) => (points.clone(), None),
        ValueFunction::Exponential { anchors: _, rho } => (Vec::new(), Some(*rho)),
    };
    CurveFigures { kind: value.into(), points, rho }
}
