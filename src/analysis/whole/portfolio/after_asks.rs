//! What the log risks, and on whom it rests, once every open ask with a choice is approved
//! (docs/method/risk.md, "After the asks").

use super::{Column, OfCurrency, suppliers};
use crate::analysis::result::{ChosenDraws, Concentration, LogLoss};
use crate::analysis::whole::exceedance::{YearLosses, curves};
use crate::analysis::worlds::stats;
use std::collections::BTreeSet;

/// What a record in force loses whose place an open ask would take.
#[derive(Clone, Debug, Default)]
pub(super) struct Replaced {
    annual_loss: Vec<f64>,
    year_loss: Vec<f64>,
}

impl Replaced {
    pub(super) fn of(draws: &ChosenDraws) -> Self {
        Self { annual_loss: draws.annual_loss.clone(), year_loss: draws.year_loss.clone() }
    }
}

/// The loss now and then; `None` where no ask has a choice, or no risk is known.
pub(super) fn loss(of: &OfCurrency<'_>) -> Option<LogLoss> {
    let sums = of.sums;
    if sums.chosen_asks.is_empty() || sums.annual_loss.count + sums.asked_annual_loss.count == 0 {
        return None;
    }
    let (before, after) =
        around(of, &sums.annual_loss, &sums.asked_annual_loss, |replaced| replaced.annual_loss.as_slice());
    let (year_before, year_after) =
        around(of, &sums.year_loss, &sums.asked_year_loss, |replaced| replaced.year_loss.as_slice());
    let (year_before, year_after) = (YearLosses::new(&year_before), YearLosses::new(&year_after));
    let [curve_before, curve_after] = curves([&year_before, &year_after], of.appetite());
    Some(LogLoss { before: stats::summary(&[&before]), after: stats::summary(&[&after]), curve_before, curve_after })
}

/// Before: all in force. After: the asks too, without those whose place they take.
fn around(
    of: &OfCurrency<'_>,
    whole: &Column,
    asked: &Column,
    pick: impl Fn(&Replaced) -> &[f64],
) -> (Vec<f64>, Vec<f64>) {
    let mut before = whole.clone();
    if before.sum.is_empty() {
        before.sum = vec![0.0; asked.sum.len()];
    }
    let mut after = before.clone();
    after.add(&asked.sum);
    for replaced in replaced(of).iter().filter_map(|record| of.sums.replaced.get(record)) {
        after.subtract(pick(replaced));
    }
    (before.sum, after.sum)
}

/// Records whose place the asks with a choice would take.
fn replaced(of: &OfCurrency<'_>) -> BTreeSet<usize> {
    of.sums.chosen_asks.iter().flat_map(|ask| of.replaced(*ask)).collect()
}

/// The shares of suppliers then; `None` where no ask has a choice, or nobody is paid.
pub(super) fn concentration(of: &OfCurrency<'_>) -> Option<Concentration> {
    if of.sums.chosen_asks.is_empty() {
        return None;
    }
    let replaced = replaced(of);
    let counts = |record: usize| {
        of.sums.chosen_asks.contains(&record) || (of.log.is_in_force(record) && !replaced.contains(&record))
    };
    let found = suppliers::concentration(&of.sums.spends, of.owners, &counts);
    (!found.shares.is_empty()).then_some(found)
}
