//! What a record says beside its options' figures, and what became of it: the sum, on whom it rests, what came, what was
//! done.

use crate::changes::result::Change;
use crate::model::{Record, slug};

/// What moved; `options` are the record's options in both.
pub(super) fn moved(before: &Record, after: &Record, options: &[(usize, usize)]) -> Vec<Change> {
    let mut moved = Vec::new();
    if before.limit != after.limit {
        moved.push(Change::Limit(before.limit, after.limit));
    }
    let supplier = |record: &Record, idx: usize| {
        let supplier = record.options[idx].supplier.as_ref()?;
        Some((slug(&supplier.name), supplier.parent.as_deref().map(slug)))
    };
    let others = options.iter().filter(|(old, new)| supplier(before, *old) != supplier(after, *new));
    moved.extend(others.map(|(old, new)| Change::Supplier(*old, *new)));
    let came = after.actuals.iter().enumerate().filter(|(_, actual)| {
        let known = before.actuals.iter().find(|known| known.what == actual.what);
        known.is_none_or(|known| known.written != actual.written)
    });
    moved.extend(came.map(|(idx, _)| Change::Outcome(idx)));
    let taken = after.next.iter().enumerate().filter(|(_, step)| {
        let known = before.next.iter().find(|known| known.what == step.what);
        step.done.is_some() && known.is_some_and(|known| known.done.is_none())
    });
    moved.extend(taken.map(|(idx, _)| Change::StepTaken(idx)));
    moved
}
