//! Which date a record states: by role, then by place; the file name last. The date of a commit
//! is a field of its own and never taken for the record's.

use crate::finding::Finding;
use crate::model::{FieldSource, Precision, StatedDate, StatedStatus};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::dates::{self, DayOrder, Found};
use crate::record::stated::fields::{self, DateRole, Key};
use crate::record::stated::statement::Statement;
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;

/// Settles the date.
pub(crate) fn settle(
    statements: &[Statement],
    outline: &Outline<'_>,
    head: Range<usize>,
    status: Option<&StatedStatus>,
    in_name: Option<Date>,
    order: DayOrder,
    path: &str,
) -> (Option<StatedDate>, Vec<Finding>) {
    let mut findings = Vec::new();
    for role in [DateRole::Date, DateRole::Decided, DateRole::Created, DateRole::Updated] {
        for statement in statements.iter().filter(|statement| statement.key == Key::Date(role)) {
            match dates::find(&inline::plain(&statement.text), order) {
                Some(found) => {
                    findings.extend(ambiguous(&found, &statement.text, Some(statement.span), path));
                    return (Some(stated(found, &statement.text, statement.source, statement.span)), findings);
                }
                None => findings.extend(unreadable(statement, role, path)),
            }
        }
        if role == DateRole::Date
            && let Some((date, found)) =
                bare_line(outline, head.clone(), order).or_else(|| in_status(outline, status, order))
        {
            findings.extend(ambiguous(&found, &date.raw, date.span, path));
            return (Some(date), findings);
        }
    }
    let last = changelog(outline, order).or_else(|| {
        in_name.map(|date| StatedDate {
            date,
            precision: Precision::Day,
            raw: date.to_string(),
            source: FieldSource::FileName,
            span: None,
        })
    });
    (last, findings)
}

fn stated(found: Found, text: &str, source: FieldSource, span: Span) -> StatedDate {
    StatedDate { date: found.date, precision: found.precision, raw: text.trim().to_owned(), source, span: Some(span) }
}

fn ambiguous(found: &Found, text: &str, span: Option<Span>, path: &str) -> Option<Finding> {
    found.is_ambiguous.then(|| {
        Finding::warning(
            "ambiguous-date",
            path,
            span,
            format!("`{}` may be day/month or month/day; read as {}", inline::shorten(text.trim(), 40), found.date),
        )
        .with_help(format!("write `{}`", found.date))
    })
}

/// A date that is none. Where a template left a hint, or a line says that there is no date yet, nothing was meant.
fn unreadable(statement: &Statement, role: DateRole, path: &str) -> Option<Finding> {
    let text = statement.text.trim();
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    let is_word = role == DateRole::Date && statement.source == FieldSource::FrontMatter && !is_left_open(text);
    ((has_digit || is_word) && !text.contains("://")).then(|| {
        Finding::warning("unreadable-date", path, statement.span, format!("`{}` is no date", inline::shorten(text, 40)))
            .with_help("write it as year-month-day: `2026-11-25`")
    })
}

fn is_left_open(text: &str) -> bool {
    let folded = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.starts_with(['{', '<', '['])
        || folded.starts_with("yyyy")
        || matches!(folded.as_str(), "" | "tbd" | "tba" | "n/a" | "na" | "none" | "null" | "todo")
}

/// A line under the title that is a date and nothing else.
fn bare_line(outline: &Outline<'_>, head: Range<usize>, order: DayOrder) -> Option<(StatedDate, Found)> {
    let lines = head.filter(|idx| !outline.line(*idx).trim().is_empty()).take(6);
    for idx in lines {
        let line = outline.line(idx);
        if line.len() > 80 {
            continue;
        }
        let plain = inline::plain(&line[fields::lead_length(line).min(line.len())..]);
        let plain = if plain.is_empty() { inline::plain(line) } else { plain };
        if let Some(found) = dates::find(&plain, order)
            && alone(&plain, &found.range)
        {
            let span = Span::locate(outline.text, outline.lines[idx].start, outline.lines[idx].end);
            return Some((stated(found.clone(), &plain, FieldSource::Line, span), found));
        }
    }
    None
}

/// Nothing but marks stands around it, or a key such as `Date` without a colon before it.
fn alone(text: &str, range: &Range<usize>) -> bool {
    let key = fields::meaning(&fields::fold_key(text[..range.start].trim()));
    if matches!(key, Some(Key::Date(_))) {
        return true;
    }
    let around = text[..range.start].chars().chain(text[range.end..].chars());
    around.filter(|c| c.is_alphanumeric()).count() == 0
}

/// `Accepted (2020-01-31)`, or a date of its own in the status section.
fn in_status(outline: &Outline<'_>, status: Option<&StatedStatus>, order: DayOrder) -> Option<(StatedDate, Found)> {
    let status = status?;
    let span = status.span?;
    // Of a link the words count, not the file name with its date.
    if let Some(found) = dates::find(&status.raw, order) {
        return Some((stated(found.clone(), &status.raw, status.source, span), found));
    }
    if status.source != FieldSource::Section {
        return None;
    }
    let from = outline.lines.partition_point(|line| line.end < span.start as usize);
    let until = outline
        .headings
        .iter()
        .map(|heading| heading.line_idx)
        .find(|line| *line > from)
        .unwrap_or(outline.lines.len());
    (from..until.min(from + 12)).find_map(|idx| {
        let line = outline.line(idx);
        let found = (line.len() < 160 && !line.contains("](")).then(|| dates::find(line, order)).flatten()?;
        let start = outline.lines[idx].start;
        let span = Span::locate(outline.text, start + found.range.start, start + found.range.end);
        Some((stated(found.clone(), &line[found.range.clone()], FieldSource::Section, span), found))
    })
}

/// The first entry of a change log.
fn changelog(outline: &Outline<'_>, order: DayOrder) -> Option<StatedDate> {
    let (from, end) = change_log(outline)?;
    (from..end).find_map(|idx| {
        let line = outline.line(idx);
        let found = dates::find(line, order)?;
        let start = outline.lines[idx].start;
        let span = Span::locate(outline.text, start + found.range.start, start + found.range.end);
        Some(stated(found.clone(), &line[found.range], FieldSource::Changelog, span))
    })
}

/// The first lines of the section that holds the record's own changes.
pub(crate) fn change_log(outline: &Outline<'_>) -> Option<(usize, usize)> {
    let heading_idx = outline.headings.iter().position(|heading| {
        matches!(
            fields::fold_key(heading.text.trim_end_matches(':')).as_str(),
            "changelog"
                | "revisionhistory"
                | "versionhistory"
                | "documenthistory"
                | "history"
                | "revisions"
                | "changehistory"
                | "changes"
        )
    })?;
    let heading = &outline.headings[heading_idx];
    Some((heading.end_line, outline.section_end(heading_idx).min(heading.end_line + 60)))
}
