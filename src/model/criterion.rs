//! What options are judged by, as written; weights and scales are the `analysis` room's business.

use crate::model::{Estimate, ValueFunction};
use crate::source::Span;

/// Which end of a criterion without anchors is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better (cost, risk, dependency).
    Less,
    /// More is better.
    More,
}

/// Where the levels of a criterion come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Present value less benefits, plus the cost of being late.
    TotalCost,
    /// Expected annual loss from the option's risks.
    AnnualLoss,
    /// Months to leave.
    ExitMonths,
    /// Months until it is live.
    Ready,
    /// A key of the criterion's name on each option.
    Own,
}

/// How a must compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MustRelation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A bound that an option must keep: `"<= 12"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Must {
    /// How it compares.
    pub relation: MustRelation,
    /// With what, in the criterion's unit.
    pub bound: f64,
}

impl Must {
    /// Whether this level keeps the bound.
    pub fn holds(self, level: f64) -> bool {
        match self.relation {
            MustRelation::Less => level < self.bound,
            MustRelation::AtMost => level <= self.bound,
            MustRelation::More => level > self.bound,
            MustRelation::AtLeast => level >= self.bound,
        }
    }
}

/// One criterion as written.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionSpec {
    /// Its name, a slug: `cost`, `risk`, `time-to-market`.
    pub id: String,
    /// Its name as the author spelled it.
    pub name: String,
    /// Swing points; `None` under rank order or pairwise comparison.
    pub points: Option<f64>,
    /// From worst and best, or from points; `None` without anchors.
    pub value: Option<ValueFunction>,
    /// Stated direction, where there are no anchors.
    pub better: Option<Better>,
    /// Unit, printed with every level.
    pub unit: Option<String>,
    /// Stated measure.
    pub measure: Option<Measure>,
    /// A bound that options must keep.
    pub must: Option<Must>,
    /// Where it stands.
    pub span: Span,
}

/// How the weights are stated.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightSpec {
    /// Points on each criterion.
    Points,
    /// Criteria from the most to the least important: their order in [`CriteriaSpec::criteria`].
    Rank,
    /// Saaty comparisons: (row, column, how much more the row counts), by criterion index.
    Pairwise(Vec<(usize, usize, f64)>),
}

/// A whole set of criteria, as a record or the book states it.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaSpec {
    /// In declared order.
    pub criteria: Vec<CriterionSpec>,
    /// How their weights are stated.
    pub weights: WeightSpec,
}

impl CriteriaSpec {
    /// The four criteria that hold where nobody states any: 35, 30, 20 and 15 points.
    pub fn standard() -> Self {
        let criteria = [("cost", 35.0), ("risk", 30.0), ("flexibility", 20.0), ("dependency", 15.0)];
        Self {
            criteria: criteria
                .into_iter()
                .map(|(id, points)| CriterionSpec {
                    id: id.to_owned(),
                    name: id.to_owned(),
                    points: Some(points),
                    value: None,
                    better: None,
                    unit: None,
                    measure: None,
                    must: None,
                    span: Span::default(),
                })
                .collect(),
            weights: WeightSpec::Points,
        }
    }
}

/// Shared quantities by name, in declared order.
pub type Drivers = Vec<(String, Estimate)>;
