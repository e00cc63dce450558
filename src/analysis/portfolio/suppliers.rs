//! On whom the log rests before and after each decision.

use super::{OfCurrency, around};
use crate::analysis::DecisionAnalysis;
use crate::analysis::concentration::{Concentration, ConcentrationChange, Owners};
use crate::log::DecisionLog;
use crate::model::Supplier;

/// Adds the concentration before and after to each decision that is open or in force; gives that of
/// the log, `None` without suppliers.
pub(super) fn add(of: &OfCurrency<'_>, decisions: &mut [Option<DecisionAnalysis>]) -> Option<Concentration> {
    let spends: Vec<Spend<'_>> =
        of.decisions(decisions).filter_map(|(idx, decision)| spend(of.log, idx, decision)).collect();
    if spends.is_empty() {
        return None;
    }
    let mut owners = Owners::default();
    for spend in &spends {
        if let Some(parent) = &spend.supplier.parent {
            owners.add(&spend.supplier.name, parent);
        }
    }
    let in_force: Vec<bool> = (0..decisions.len()).map(|idx| of.log.is_in_force(idx)).collect();
    let of_records = |counts: &dyn Fn(usize) -> bool| -> Concentration {
        let counted = spends.iter().filter(|spend| counts(spend.record));
        Concentration::of(counted.map(|spend| (spend.supplier.name.as_str(), spend.yearly)), &owners)
    };
    let mut changes = Vec::new();
    for (idx, _) in of.decisions(decisions).filter(|(idx, _)| of.is_living(*idx)) {
        let counts = around(of.log, idx, |record| in_force[record]);
        let before = of_records(&|record| counts(record).0);
        let after = of_records(&|record| counts(record).1);
        if !(before.shares.is_empty() && after.shares.is_empty()) {
            changes.push((idx, ConcentrationChange { before, after }));
        }
    }
    let whole = of_records(&|record| in_force[record]);
    for (idx, change) in changes {
        if let Some(decision) = &mut decisions[idx] {
            decision.concentration = Some(change);
        }
    }
    (!whole.shares.is_empty()).then_some(whole)
}

/// What a record's chosen option pays its supplier a year.
pub(crate) struct Spend<'a> {
    /// Its index in the log.
    pub(crate) record: usize,
    /// Who is paid.
    pub(crate) supplier: &'a Supplier,
    /// Mean running cash of the option's first full year.
    pub(crate) yearly: f64,
}

/// What a decision's chosen option pays its supplier; `None` without either.
pub(crate) fn spend<'a>(log: &'a DecisionLog, idx: usize, decision: &DecisionAnalysis) -> Option<Spend<'a>> {
    let chosen = decision.chosen?;
    let supplier = log.records[idx].record.options.get(chosen)?.supplier.as_ref()?;
    Some(Spend { record: idx, supplier, yearly: decision.options[chosen].yearly_spend? })
}
