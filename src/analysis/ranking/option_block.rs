//! One option in one block of draws: its columns, one value a draw, and sums over them.

use crate::analysis::money::cashflow::FlowBlock;
use std::mem::take;

/// One option in one block; beyond the kept ones, without its columns.
#[derive(Debug, Default)]
pub(crate) struct OptionBlock {
    pub(crate) flows: Option<FlowBlock>,
    /// Expected annual loss; empty where unknown.
    pub(crate) loss: Vec<f64>,
    /// Total, 0 to 100; empty for an incomplete option.
    pub(crate) total: Vec<f64>,
    /// By criterion.
    pub(crate) scores: Vec<ScoreSums>,
}

/// Moments of a score from 0 to 1, and counts, summed over draws.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ScoreSums {
    pub(crate) score: f64,
    pub(crate) score_squared: f64,
    pub(crate) clamped: f64,
    pub(crate) must_failed: f64,
    /// How many draws there were; 0 where the level is unknown.
    pub(crate) draws: f64,
}

/// What is drawn of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Cash,
    PresentValue,
    TotalCost,
    Benefits,
    UntilReady,
    Exit,
    AnnualLoss,
    Total,
}

impl Column {
    pub(crate) const ALL: [Self; 8] = [
        Self::Cash,
        Self::PresentValue,
        Self::TotalCost,
        Self::Benefits,
        Self::UntilReady,
        Self::Exit,
        Self::AnnualLoss,
        Self::Total,
    ];

    /// Of an option in a block; empty where it is not known.
    pub(crate) fn of(self, option: &OptionBlock) -> &[f64] {
        let flow = |pick: fn(&FlowBlock) -> &Vec<f64>| option.flows.as_ref().map_or(&[][..], |flows| pick(flows));
        match self {
            Self::Cash => flow(|flows| &flows.cash),
            Self::PresentValue => flow(|flows| &flows.present_value),
            Self::TotalCost => flow(|flows| &flows.total_cost),
            Self::Benefits => flow(|flows| &flows.benefits),
            Self::UntilReady => flow(|flows| &flows.until_ready),
            Self::Exit => flow(|flows| &flows.exit),
            Self::AnnualLoss => &option.loss,
            Self::Total => &option.total,
        }
    }
}

impl OptionBlock {
    /// Keeps its sums alone.
    pub(crate) fn forget_columns(&mut self) {
        (self.loss, self.total) = Default::default();
        if let Some(flows) = &mut self.flows {
            *flows = FlowBlock { by_year: take(&mut flows.by_year), late: flows.late, ..FlowBlock::default() };
        }
    }
}
