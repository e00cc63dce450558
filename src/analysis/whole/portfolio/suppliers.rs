//! On whom the log rests before and after each decision.

use super::{Column, OfCurrency, around, is_asked};
use crate::analysis::problem::folded;
use crate::analysis::result::{DecisionAnalysis, ParentSpend, SupplierSpend};
use crate::analysis::whole::concentration::{Concentration, ConcentrationChange, Owners};
use crate::analysis::worlds::stats;
use crate::log::DecisionLog;
use crate::model::Summary;
use std::collections::{BTreeMap, BTreeSet};
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

pub(super) fn concentration(spends: &[Spend], owners: &Owners, counts: &dyn Fn(usize) -> bool) -> Concentration {
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

/// Parents, folded, that options of more than one living record name.
pub(super) fn shared_parents(log: &DecisionLog, owners: &Owners) -> BTreeSet<String> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for (idx, logged) in log.records.iter().enumerate().filter(|(idx, _)| log.is_in_force(*idx) || is_asked(log, *idx))
    {
        for supplier in logged.record.options.iter().filter_map(|option| option.supplier.as_ref()) {
            let parent = folded(owners.top(&supplier.name));
            match named.get(&parent) {
                Some(first) if *first != idx => {
                    shared.insert(parent);
                }
                Some(_) => {}
                None => {
                    named.insert(parent, idx);
                }
            }
        }
    }
    shared
}

/// What each parent gets, added up while decisions arrive.
#[derive(Clone, Debug, Default)]
pub(super) struct Parents {
    pub(super) spends: Vec<SupplierSpend>,
    /// By folded name: its place in `sums`.
    places: BTreeMap<String, usize>,
    sums: Vec<ParentSums>,
}

#[derive(Clone, Debug, Default)]
struct ParentSums {
    parent: String,
    in_force: Paid,
    asked: Paid,
}

/// Draws of one record alone are let go; those of several are added first.
#[derive(Clone, Debug, Default)]
enum Paid {
    #[default]
    Nothing,
    Alone(Summary),
    Together(Column),
}

impl Paid {
    fn add(&mut self, draws: &[f64], is_shared: bool) {
        if !is_shared {
            *self = Self::Alone(stats::summary(&[draws]));
            return;
        }
        let mut column = match std::mem::take(self) {
            Self::Together(column) => column,
            Self::Nothing | Self::Alone(_) => Column::default(),
        };
        column.add(draws);
        *self = Self::Together(column);
    }

    fn summary(&self) -> Option<Summary> {
        match self {
            Self::Nothing => None,
            Self::Alone(summary) => Some(*summary),
            Self::Together(column) => column.summary(),
        }
    }
}

impl Parents {
    /// Adds what a record in force or an open ask pays.
    pub(super) fn add(
        &mut self,
        spend: &Spend,
        parent: &str,
        draws: &[f64],
        is_asked: bool,
        shared: &BTreeSet<String>,
    ) {
        if draws.is_empty() {
            return;
        }
        let yearly = stats::summary(&[draws]);
        let (record, supplier) = (spend.record, spend.supplier.clone());
        self.spends.push(SupplierSpend { record, supplier, parent: parent.to_owned(), yearly, is_asked });
        let name = folded(parent);
        let is_shared = shared.contains(&name);
        let place = *self.places.entry(name).or_insert(self.sums.len());
        if place == self.sums.len() {
            self.sums.push(ParentSums { parent: parent.to_owned(), ..ParentSums::default() });
        }
        let sums = &mut self.sums[place];
        let paid = if is_asked { &mut sums.asked } else { &mut sums.in_force };
        paid.add(draws, is_shared);
    }

    pub(super) fn summed(&self) -> Vec<ParentSpend> {
        let one = |sums: &ParentSums| ParentSpend {
            parent: sums.parent.clone(),
            in_force: sums.in_force.summary(),
            asked: sums.asked.summary(),
        };
        self.sums.iter().map(one).collect()
    }
}
