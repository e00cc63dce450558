//! The same record in two logs: by its path, else by what it says of itself, else by how much of its text is the same.

use crate::model::Record;
use crate::source::{LIKENESS, Words};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many records that went are held against those that came.
const COMPARED: usize = 1_000;

/// Records that are the same, in the order of the later ones, by their places in both; what is on one side alone is in
/// none of them.
pub fn same_records(before: &[&Record], after: &[&Record]) -> Vec<(usize, usize)> {
    let mut pairing = Pairing::new(before, after);
    pairing.by(|record| Some(record.path.clone()));
    pairing.by(|record| Some(record.text.to_string()).filter(|text| !text.trim().is_empty()));
    pairing.by(|record| record.stated_id.clone());
    // A record that was renumbered or lies in another folder keeps the rest of its name.
    pairing.by(|record| Some(record.slug.clone()).filter(|slug| !slug.is_empty()));
    pairing.by_likeness();
    pairing.by(|record| Some(record.title.text.to_lowercase()).filter(|title| !title.is_empty()));
    pairing.found.into_iter().map(|(after, before)| (before, after)).collect()
}

struct Pairing<'a> {
    before: &'a [&'a Record],
    after: &'a [&'a Record],
    gone: BTreeSet<usize>,
    came: BTreeSet<usize>,
    /// By the later log's index, the earlier one's.
    found: BTreeMap<usize, usize>,
}

impl<'a> Pairing<'a> {
    fn new(before: &'a [&'a Record], after: &'a [&'a Record]) -> Self {
        let (gone, came) = ((0..before.len()).collect(), (0..after.len()).collect());
        Self { before, after, gone, came, found: BTreeMap::new() }
    }

    fn pair(&mut self, before: usize, after: usize) {
        self.gone.remove(&before);
        self.came.remove(&after);
        self.found.insert(after, before);
    }

    /// Pairs what has the same key, where one record alone has it on either side.
    fn by<K: Ord>(&mut self, key: impl Fn(&Record) -> Option<K>) {
        let gone = sole(self.before, &self.gone, &key);
        let came = sole(self.after, &self.came, &key);
        for (key, after) in came {
            if let (Some(after), Some(Some(before))) = (after, gone.get(&key)) {
                self.pair(*before, after);
            }
        }
    }

    /// Pairs the likest first.
    fn by_likeness(&mut self) {
        let words = |all: &[&Record], records: &BTreeSet<usize>| -> Vec<(usize, Words)> {
            records.iter().take(COMPARED).map(|idx| (*idx, Words::of(&all[*idx].text))).collect()
        };
        if self.gone.is_empty() || self.came.is_empty() {
            return;
        }
        let (gone, came) = (words(self.before, &self.gone), words(self.after, &self.came));
        let mut alike: Vec<(f64, usize, usize)> = came
            .par_iter()
            .flat_map_iter(|(after, new)| gone.iter().map(move |(before, old)| (old.likeness(new), *before, *after)))
            .filter(|(likeness, _, _)| *likeness >= LIKENESS)
            .collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, before, after) in alike {
            if self.gone.contains(&before) && self.came.contains(&after) {
                self.pair(before, after);
            }
        }
    }
}

/// By key, the one record that has it; `None` where several do.
fn sole<K: Ord>(
    all: &[&Record],
    records: &BTreeSet<usize>,
    key: &impl Fn(&Record) -> Option<K>,
) -> BTreeMap<K, Option<usize>> {
    let mut found = BTreeMap::new();
    for idx in records {
        if let Some(key) = key(all[*idx]) {
            found.entry(key).and_modify(|sole| *sole = None).or_insert(Some(*idx));
        }
    }
    found
}
