//! The former status goes into `history`, where the record keeps one.

use super::entries::with_item;
use super::page::{Page, keeps_the_rest};
use crate::model::{Precision, Record, Status};

/// The text with the former status of a record in its history.
pub(super) fn with_former(page: &Page<'_>, before: &Record, text: String) -> String {
    let Some(former) = before.status().filter(|status| *status != Status::Other) else { return text };
    let on = before.date.as_ref().filter(|date| date.precision == Precision::Day).map(|date| date.date);
    if before.history.last().is_some_and(|last| last.status == former && (last.on == on || on.is_none())) {
        return text;
    }
    let layout = page.layout(&text, before);
    let Some(entry) = layout.front_matter.as_ref().and_then(|front| front.entry("history")) else { return text };
    let item = match on {
        Some(on) => format!("{{ on: {on}, status: {former} }}"),
        None => format!("{{ status: {former} }}"),
    };
    let Some(changed) = with_item(&text, entry, &item) else { return text };
    match (page.read(&text), page.read(&changed)) {
        (Some(record), Some(after))
            if after.history.len() == record.history.len() + 1 && keeps_the_rest(&record, &after) =>
        {
            changed
        }
        _ => text,
    }
}
