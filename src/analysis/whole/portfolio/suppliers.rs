//! On whom the log rests before and after each decision.

use super::{OfCurrency, around};
use crate::analysis::problem::folded;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::whole::concentration::{Concentration, ConcentrationChange, Owners};
use crate::log::DecisionLog;
use std::ops::Range;

/// Adds the concentration before and after to those of these decisions that are open or in force.
pub(super) fn add(of: &OfCurrency<'_>, decisions: &mut [Option<DecisionAnalysis>], whose: &Range<usize>) {
    let spends = &of.sums.spends;
    if spends.is_empty() {
        return;
    }
    let in_force: Vec<bool> = (0..decisions.len()).map(|idx| of.log.is_in_force(idx)).collect();
    let mut changes = Vec::new();
    for (idx, _) in of.living(decisions, whose) {
        let counts = around(of.log, idx, |record| in_force[record]);
        let before = concentration(spends, of.owners, &|record| counts(record).0);
        let after = concentration(spends, of.owners, &|record| counts(record).1);
        if !(before.shares.is_empty() && after.shares.is_empty()) {
            changes.push((idx, ConcentrationChange { before, after }));
        }
    }
    for (idx, change) in changes {
        if let Some(decision) = &mut decisions[idx] {
            decision.concentration = Some(change);
        }
    }
}

/// That of the log; `None` without suppliers.
pub(super) fn whole(of: &OfCurrency<'_>) -> Option<Concentration> {
    let spends = &of.sums.spends;
    let whole = concentration(spends, of.owners, &|record| of.log.is_in_force(record));
    (!whole.shares.is_empty()).then_some(whole)
}

fn concentration(spends: &[Spend], owners: &Owners, counts: &dyn Fn(usize) -> bool) -> Concentration {
    let counted = || spends.iter().filter(|spend| counts(spend.record));
    let mut found = Concentration::of(counted().map(|spend| (spend.supplier.as_str(), spend.yearly)), owners);
    for share in &mut found.shares {
        let there = counted().filter(|spend| folded(owners.top(&spend.supplier)) == folded(&share.parent));
        share.record = there.max_by(|a, b| a.yearly.total_cmp(&b.yearly)).map(|spend| spend.record);
    }
    found
}

/// What a record's chosen option pays its supplier a year.
#[derive(Clone, Debug)]
pub(crate) struct Spend {
    /// Its index in the log.
    pub(crate) record: usize,
    /// Who is paid.
    pub(crate) supplier: String,
    /// Who owns that.
    pub(crate) parent: Option<String>,
    /// Mean running cash of the option's first full year.
    pub(crate) yearly: f64,
}

/// What a decision's chosen option pays its supplier; `None` without either.
pub(crate) fn spend(log: &DecisionLog, idx: usize, decision: &DecisionAnalysis) -> Option<Spend> {
    let chosen = decision.chosen?;
    let supplier = log.records[idx].record.options.get(chosen)?.supplier.as_ref()?;
    let yearly = decision.options[chosen].yearly_spend?;
    Some(Spend { record: idx, supplier: supplier.name.clone(), parent: supplier.parent.clone(), yearly })
}
