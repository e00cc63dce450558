//! Whether two logs come to the same figures, told without drawing.

use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Body, Record};
use rayon::prelude::*;
use std::sync::Arc;

/// Whether one log comes to the same figures as the other, with the same book and the same settings: no figure rests on
/// the texts of records, so that only these may differ.
pub fn is_alike(one: &DecisionLog, other: &DecisionLog) -> bool {
    one.records.len() == other.records.len()
        && one.records.par_iter().zip(&other.records).all(|(one, other)| is_alike_in_log(one, other))
}

/// The same of one record.
pub(super) fn is_alike_in_log(one: &LoggedRecord, other: &LoggedRecord) -> bool {
    one.page_id == other.page_id
        && one.stream_name == other.stream_name
        && one.links == other.links
        && (one.record == other.record || without_text(&one.record) == without_text(&other.record))
}

/// What the analysis looks at: everything but what is only read by people.
pub(super) fn without_text(record: &Record) -> Record {
    Record { body: Body::default(), text: Arc::default(), ..record.clone() }
}
