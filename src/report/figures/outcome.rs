//! Forecasts against what came, as numbers.

use crate::analysis::track_record::{Expected, TrackRecord};

/// One forecast and what came of it; money, months or a level, in the unit of its record.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeFigures {
    /// Record index.
    pub record: usize,
    /// What was forecast, as written; `cash` and `ready` where the tool froze it.
    pub what: String,
    /// 5% lie below, half, 95%; `None` for a chance.
    pub range: Option<(f64, f64, f64)>,
    /// That it happens, 0 to 1; `None` for a range.
    pub chance: Option<f64>,
    /// What came; 1 and 0 for yes and no.
    pub actual: f64,
    /// When that was known, ISO.
    pub on: Option<String>,
    /// Whether the range held; `None` for a single number or a chance.
    pub held: Option<bool>,
}

/// Every outcome, in the order of the log.
pub fn outcome_figures(record: &TrackRecord) -> Vec<OutcomeFigures> {
    let figures = |outcome: &crate::analysis::track_record::Outcome| {
        let (range, chance) = match outcome.expected {
            Expected::Range { low, middle, high } => (Some((low, middle, high)), None),
            Expected::Chance(chance) => (None, Some(chance)),
        };
        OutcomeFigures {
            record: outcome.record,
            what: outcome.what.clone(),
            range,
            chance,
            actual: outcome.actual,
            on: outcome.on.map(|on| on.to_string()),
            held: outcome.is_inside(),
        }
    };
    record.outcomes.iter().map(figures).collect()
}
