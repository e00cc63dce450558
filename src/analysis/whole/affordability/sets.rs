//! Sets of open asks, each on top of what is in force, against budget and people.
//!
//! What a set takes the place of goes on being counted: the old way is paid until the new one runs.

use super::years::{YearSums, add};
use super::{Affordability, AgainstBudget, AskSet, Deferral, PutOff};
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::worlds::stats;
use crate::model::{Book, Summary};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many asks every set is looked at.
const ALL_SETS_UP_TO: usize = 6;

/// Holds the open asks against the book's budget and capacity; `None` where there is nothing to hold.
pub(crate) fn afford(committed: &YearSums, asks: &[(usize, &DecisionAnalysis)], book: &Book) -> Option<Affordability> {
    let years: BTreeSet<i16> = book.budget.keys().chain(book.capacity.keys()).copied().collect();
    if asks.is_empty() || years.is_empty() {
        return None;
    }
    let known: Vec<YearSums> = asks
        .iter()
        .map(|(_, decision)| {
            let mut sums = YearSums::default();
            sums.add(decision);
            sums
        })
        .collect();
    let sets = sets(asks.len());
    let sets = sets
        .into_par_iter()
        .map(|set| AskSet {
            records: set.iter().map(|place| asks[*place].0).collect(),
            years: years.iter().map(|year| against_budget(committed, &known, &set, *year, book)).collect(),
        })
        .collect();
    let deferrals = asks.iter().filter_map(|(record, decision)| {
        let put_off = decision.put_off?;
        let PutOff { months, extra_cost, late_chance } = put_off;
        Some(Deferral { record: *record, months, extra_cost, late_chance })
    });
    Some(Affordability { sets, deferrals: deferrals.collect() })
}

/// Places of asks: every set, the largest first, or the whole and each alone.
fn sets(count: usize) -> Vec<Vec<usize>> {
    if count > ALL_SETS_UP_TO {
        let alone = (0..count).map(|place| vec![place]);
        return std::iter::once((0..count).collect()).chain(alone).collect();
    }
    let of_mask = |mask: u32| (0..count).filter(|place| mask & (1 << place) != 0).collect();
    let mut sets: Vec<Vec<usize>> = (1..1u32 << count).map(of_mask).collect();
    sets.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    sets
}

fn against_budget(committed: &YearSums, asks: &[YearSums], set: &[usize], year: i16, book: &Book) -> AgainstBudget {
    let summed = |pick: &dyn Fn(&YearSums) -> &BTreeMap<i16, Vec<f64>>| -> Summary {
        let mut sum = pick(committed).get(&year).cloned().unwrap_or_default();
        for draws in set.iter().filter_map(|place| pick(&asks[*place]).get(&year)) {
            add(&mut sum, draws);
        }
        stats::summary(&[&sum])
    };
    AgainstBudget {
        year,
        cash: summed(&|sums| &sums.cash),
        budget: book.budget.get(&year).copied(),
        person_months: summed(&|sums| &sums.person_months).p50,
        capacity: book.capacity.get(&year).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_six_asks_make_every_set() {
        assert_eq!(sets(2), [vec![0, 1], vec![0], vec![1]]);
        assert_eq!(sets(3)[..4], [vec![0, 1, 2], vec![0, 1], vec![0, 2], vec![1, 2]]);
        assert_eq!(sets(6).len(), 63);
        assert_eq!(sets(7).len(), 8);
        assert_eq!(sets(7)[0].len(), 7);
    }
}
