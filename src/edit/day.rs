//! The day of a status moves with it, where the record keeps that day: in front matter, and in MADR's lines.

use super::page::{Page, keeps_the_rest};
use super::text::{iso_day, replaced};
use crate::model::{Dialect, FieldSource, Record};
use crate::record::FieldKind;
use jiff::civil::Date;
use std::ops::Range;

/// The text with the day of the new status; as it is where it keeps none, or keeps it in another form.
pub(super) fn moved(page: &Page<'_>, before: &Record, text: String, day: Date) -> String {
    let Some(place) = place(page, before, &text) else { return text };
    let written = &text[place.clone()];
    let start = written.len() - written.trim_start_matches(['"', '\'', ' ', '*', '_', '[', '{']).len();
    let rest = written[start..].trim_end_matches(['"', '\'', ' ', '*', '_', ']', '}']);
    // With an hour, or with words behind it, it says more than a day.
    if rest.len() != 10 || iso_day(rest).is_none() {
        return text;
    }
    let at = place.start + start;
    let changed = replaced(&text, at..at + 10, &day.to_string());
    let reads = |record: &Record| record.date.as_ref().is_some_and(|date| date.date == day);
    match (page.read(&text), page.read(&changed)) {
        (Some(former), Some(after)) if reads(&after) && keeps_the_rest(&former, &after) => changed,
        _ => text,
    }
}

fn place(page: &Page<'_>, before: &Record, text: &str) -> Option<Range<usize>> {
    let layout = page.layout(text, before);
    let status = page.read(text)?.status?.source;
    if status == FieldSource::FrontMatter
        && let Some(entry) = layout.front_matter.as_ref().and_then(|front| front.entry("date"))
    {
        return Some(entry.value_at.clone());
    }
    // A line above a section "Status", as Nygard has it, says when the record was written.
    let field = layout.fields.iter().find(|field| field.kind == FieldKind::Date)?;
    let is_beside = matches!(status, FieldSource::Line | FieldSource::Table) && before.dialect != Dialect::Nygard;
    is_beside.then(|| field.value.clone())
}
