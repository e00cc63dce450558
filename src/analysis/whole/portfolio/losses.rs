//! What the log risks before and after each decision: draws added, then one curve over the sums.

use super::{Column, OfCurrency};
use crate::analysis::result::{ChosenDraws, DecisionAnalysis, LogLoss};
use crate::analysis::whole::exceedance::{YearLosses, curves};
use crate::analysis::worlds::stats;
use rayon::prelude::*;
use std::ops::Range;

/// Adds the log's loss before and after to those of these decisions that are open or in force.
pub(super) fn add(of: &OfCurrency<'_>, decisions: &mut [Option<DecisionAnalysis>], whose: &Range<usize>) {
    let found: Vec<(usize, Option<LogLoss>)> = of
        .living(decisions, whose)
        .into_par_iter()
        .map(|(idx, decision)| {
            let change = Change { of, decisions, idx, decision };
            (idx, change.log_loss())
        })
        .collect();
    for (idx, log_loss) in found {
        if let Some(decision) = &mut decisions[idx] {
            decision.log_loss = log_loss;
        }
    }
}

struct Change<'a> {
    of: &'a OfCurrency<'a>,
    decisions: &'a [Option<DecisionAnalysis>],
    idx: usize,
    decision: &'a DecisionAnalysis,
}

impl Change<'_> {
    fn log_loss(&self) -> Option<LogLoss> {
        let (expected, year) = (&self.of.sums.annual_loss, &self.of.sums.year_loss);
        if self.decision.chosen_draws.annual_loss.is_empty() && expected.count == 0 {
            return None;
        }
        let (before, after) = self.around(expected, |draws| &draws.annual_loss);
        let (year_before, year_after) = self.around(year, |draws| &draws.year_loss);
        let (year_before, year_after) = (YearLosses::new(&year_before), YearLosses::new(&year_after));
        let [curve_before, curve_after] = curves([&year_before, &year_after], self.of.appetite());
        Some(LogLoss {
            before: stats::summary(&[&before]),
            after: stats::summary(&[&after]),
            curve_before,
            curve_after,
        })
    }

    /// Before: all others in force. After: this one too, without those whose place it takes.
    fn around(&self, whole: &Column, pick: impl Fn(&ChosenDraws) -> &Vec<f64>) -> (Vec<f64>, Vec<f64>) {
        let own = pick(&self.decision.chosen_draws);
        let mut before = whole.clone();
        if before.sum.is_empty() {
            before.sum = vec![0.0; own.len()];
        }
        if self.of.log.is_in_force(self.idx) {
            before.subtract(own);
        }
        let mut after = before.clone();
        after.add(own);
        let replaced = self.of.replaced(self.idx);
        for predecessor in replaced.filter_map(|predecessor| self.decisions[predecessor].as_ref()) {
            if predecessor.currency == self.decision.currency {
                after.subtract(pick(&predecessor.chosen_draws));
            }
        }
        (before.sum, after.sum)
    }
}
