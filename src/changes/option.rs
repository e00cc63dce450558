//! The options of one record in two texts, and which of them is meant.

use crate::analysis::find_option;
use crate::model::{Record, slug};

/// Options that are the same in both, in the order of the later record: by what they are called elsewhere, else by title.
pub(super) fn paired(before: &Record, after: &Record) -> Vec<(usize, usize)> {
    let name = |record: &Record, idx: usize| slug(record.option_name(idx));
    let title = |record: &Record, idx: usize| slug(&record.options[idx].title);
    let mut gone: Vec<usize> = (0..before.options.len()).collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for of in [&title as &dyn Fn(&Record, usize) -> String, &name] {
        for new in 0..after.options.len() {
            if found.iter().any(|(_, taken)| *taken == new) {
                continue;
            }
            let same = |old: &usize| {
                before.options[*old].sourcing == after.options[new].sourcing && of(before, *old) == of(after, new)
            };
            if let Some(at) = gone.iter().position(same) {
                found.push((gone.remove(at), new));
            }
        }
    }
    found.sort_by_key(|(_, new)| *new);
    found
}

/// The option that is decided, else recommended.
pub(super) fn choice(record: &Record) -> Option<usize> {
    let decided = record.decision.as_ref().and_then(|decision| decision.option.as_deref());
    let named = decided.or_else(|| record.recommend.as_ref().map(|(name, _)| name.as_str()))?;
    find_option(&record.options, named).ok()
}
