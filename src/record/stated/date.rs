//! Which date a record states: by role, then by place; the file name last. The date of a commit
//! is a field of its own and never taken for the record's.

use crate::finding::Finding;
use crate::model::{FieldSource, Precision, StatedDate, StatedStatus};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::placeholder::names_nothing;
use crate::record::stated::dates::{self, DayOrder, Found};
use crate::record::stated::decided;
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
            match decided::day(&inline::plain(&statement.text), order) {
                Some(found) => {
                    findings.extend(doubtful(&found, &statement.text, Some(statement.span), path));
                    return (Some(stated(found, &statement.text, statement.source, statement.span)), findings);
                }
                None => findings.extend(unreadable(statement, role, path)),
            }
        }
        if role == DateRole::Date
            && let Some((date, found)) =
                bare_line(outline, head.clone(), order).or_else(|| in_status(outline, status, order))
        {
            findings.extend(doubtful(&found, &date.raw, date.span, path));
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
    if last.is_some() {
        return (last, findings);
    }
    let (labelled, found) = labelled(outline, head, order, path);
    findings.extend(found);
    (labelled, findings)
}

/// `Kick-off: 2026-02-03`, a line that is nothing but a label of its author's and a day. Of several days none is taken.
fn labelled(
    outline: &Outline<'_>,
    head: Range<usize>,
    order: DayOrder,
    path: &str,
) -> (Option<StatedDate>, Option<Finding>) {
    // Where nothing stands under the title, the first section is asked.
    let is_empty = head.clone().all(|idx| outline.line(idx).trim().is_empty());
    let first = outline.headings.iter().position(|heading| heading.line_idx == head.end).filter(|_| is_empty);
    let lines = first.map_or(head, |idx| {
        let from = outline.headings[idx].end_line;
        from..outline.next_heading_line(idx).min(from + 40)
    });
    let mut days = lines.filter_map(|idx| {
        let line = outline.line(idx);
        let (label, found) = label_and_day(line, order)?;
        let span = Span::locate(outline.text, outline.lines[idx].start, outline.lines[idx].end);
        Some((label, found, span))
    });
    let Some((label, found, span)) = days.next() else { return (None, None) };
    if let Some((other, ..)) = days.find(|(_, next, _)| next.date != found.date) {
        let message = format!("`{label}` and `{other}` each state a day, and nothing says which is the record's");
        let finding = Finding::warning("ambiguous-date", path, span, message);
        return (None, Some(finding.with_help(format!("write the one that is: `Date: {}`", found.date))));
    }
    let finding = doubtful(&found, &found.date.to_string(), Some(span), path);
    let raw = found.date.to_string();
    (Some(stated(found, &raw, FieldSource::Line, span)), finding)
}

fn label_and_day(line: &str, order: DayOrder) -> Option<(String, Found)> {
    if line.len() > 100 || !line.contains([':', '：']) {
        return None;
    }
    let plain = inline::plain(&line[fields::lead_length(line).min(line.len())..]);
    let (label, value) = plain.split_once([':', '：'])?;
    let is_label = (1..=4).contains(&label.split_whitespace().count())
        && label.starts_with(char::is_alphabetic)
        && !label.bytes().any(|byte| byte.is_ascii_digit())
        && fields::meaning(&fields::fold_key(label)).is_none();
    let found = is_label.then(|| decided::day(&plain, order)).flatten()?;
    let value_start = plain.len() - value.len();
    let is_alone = found.range.start >= value_start
        && plain[value_start..found.range.start].chars().all(|c| !c.is_alphanumeric())
        && plain[found.range.end..].chars().all(|c| !c.is_alphanumeric());
    is_alone.then(|| (label.trim().to_owned(), found))
}

fn stated(found: Found, text: &str, source: FieldSource, span: Span) -> StatedDate {
    StatedDate { date: found.date, precision: found.precision, raw: text.trim().to_owned(), source, span: Some(span) }
}

/// A day that could be another, or that stands where the month belongs.
fn doubtful(found: &Found, text: &str, span: Option<Span>, path: &str) -> Option<Finding> {
    if !found.is_swapped {
        return ambiguous(found, text, span, path);
    }
    let message = format!("`{}` is no date; read as {}", inline::shorten(text.trim(), 40), found.date);
    Some(Finding::warning("unreadable-date", path, span, message).with_help(format!("write `{}`", found.date)))
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
    // A day that means something else is one all the same.
    let is_other = dates::find(text, DayOrder::Unknown).is_some();
    ((has_digit || is_word) && !is_other && !text.contains("://")).then(|| {
        Finding::warning("unreadable-date", path, statement.span, format!("`{}` is no date", inline::shorten(text, 40)))
            .with_help("write it as year-month-day: `2026-11-25`")
    })
}

fn is_left_open(text: &str) -> bool {
    names_nothing(text) || text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().starts_with("yyyy")
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
        if let Some(found) = decided::day(&plain, order)
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
    if let Some(found) = decided::day(&status.raw, order) {
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
        let is_other = fields::line_fields(line).iter().any(|(key, _)| matches!(key, Key::Other | Key::Link(_)));
        let is_asked = line.len() < 160 && !line.contains("](") && !is_other;
        let found = is_asked.then(|| decided::day(line, order)).flatten()?;
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
        let found = decided::day(line, order)?;
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
