//! Which status a record states, and where: front matter, then lines and tables in its head, then
//! the status section, then a notice at the top, then the change log and tags.

use crate::finding::{Finding, nearest};
use crate::model::{FieldSource, StatedStatus, Status};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::dates::{self, DayOrder};
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::verbs;
use crate::source::Span;
use std::ops::Range;

/// Status sections that are looked at in one file.
const SECTION_LIMIT: usize = 20;

type OwnWords = [(String, Status)];

/// Settles the status from what the front matter and the head state, then from the sections.
pub(crate) fn settle(
    statements: &[Statement],
    outline: &Outline<'_>,
    head: Range<usize>,
    own: &OwnWords,
    path: &str,
) -> (Option<StatedStatus>, Vec<Finding>) {
    let stated = statements.iter().filter(|statement| statement.key == Key::Status).cloned();
    let mut unknown: Option<Statement> = None;
    let mut choices: Option<Statement> = None;
    for statement in stated.chain(sections(outline, own)) {
        match read(&statement.text, own) {
            Reading::Exact(status) => return (Some(status_of(status, &statement)), Vec::new()),
            Reading::Misspelled(status) => {
                let finding = Finding::warning(
                    "misspelled-status",
                    path,
                    statement.span,
                    format!("`{}` is read as `{status}`", inline::shorten(statement.text.trim(), 60)),
                );
                return (Some(status_of(status, &statement)), vec![finding.with_help(format!("write `{status}`"))]);
            }
            Reading::Choices => choices = choices.or(Some(statement)),
            Reading::Unknown if is_empty(&statement.text) => {}
            Reading::Unknown => unknown = unknown.or(Some(statement)),
        }
    }
    if let Some(statement) = unknown {
        return (Some(status_of(Status::Other, &statement)), vec![unknown_status(&statement, path)]);
    }
    let notice = notice(outline, head, own).or_else(|| in_change_log(outline, own));
    let untouched = choices.filter(|_| notice.is_none()).map(|statement| {
        Finding::warning("untouched-status", path, statement.span, "the status is still the template's list of choices")
            .with_help("keep one of them: `Status: proposed`")
    });
    (notice, untouched.into_iter().collect())
}

/// The status that the last entry of a change log to name one names.
fn in_change_log(outline: &Outline<'_>, own: &OwnWords) -> Option<StatedStatus> {
    let (from, end) = crate::record::stated::date::change_log(outline)?;
    (from..end).rev().find_map(|idx| {
        let line = outline.line(idx);
        let found = dates::find(line, DayOrder::Unknown)?;
        let words =
            inline::plain(line[found.range.end..].trim_start_matches([' ', ':', '-', '–', '—', '|', '*', '_', ')']));
        let words = words.trim_matches([' ', '.', '|', '*', '_']);
        if !status_words::is_status_alone(words, own) {
            return None;
        }
        let Reading::Exact(status) = read(words, own) else { return None };
        let start = outline.lines[idx].start;
        let span = Span::locate(outline.text, start + found.range.start, start + line.trim_end().len());
        Some(StatedStatus { status, raw: words.to_owned(), source: FieldSource::Changelog, span: Some(span) })
    })
}

/// A tag that is a status and nothing else: the last resort.
pub(crate) fn in_tags(tags: &[String], place: Option<Span>, own: &OwnWords) -> Option<StatedStatus> {
    tags.iter().filter(|tag| status_words::is_status_alone(tag, own)).find_map(|tag| match read(tag, own) {
        Reading::Exact(status) => {
            Some(StatedStatus { status, raw: tag.clone(), source: FieldSource::Tags, span: place })
        }
        _ => None,
    })
}

fn status_of(status: Status, statement: &Statement) -> StatedStatus {
    let plain = inline::plain_value(&statement.text);
    let raw = if plain.is_empty() { statement.text.trim().to_owned() } else { plain };
    StatedStatus { status, raw, source: statement.source, span: Some(statement.span) }
}

fn unknown_status(statement: &Statement, path: &str) -> Finding {
    let word = inline::shorten(&inline::plain_value(&statement.text), 60);
    let known = Status::ALL.iter().map(|status| status.as_str());
    let help = match nearest(&word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to `status-words` in book.toml, or write draft, proposed, accepted, rejected, deprecated or superseded".to_owned(),
    };
    Finding::warning("unknown-status", path, statement.span, format!("no status is called `{word}`")).with_help(help)
}

/// Reads a text, where "superseded by" anywhere wins, unless only parts are.
pub(crate) fn read(text: &str, own: &OwnWords) -> Reading {
    let reading = status_words::read(text, own);
    let is_decided = matches!(reading, Reading::Exact(_) | Reading::Misspelled(_) | Reading::Unknown);
    if is_decided && text.len() < 600 && verbs::says_superseded(text) {
        Reading::Exact(Status::Superseded)
    } else {
        reading
    }
}

/// "-", "n/a", "none", "tbd": nothing is stated.
fn is_empty(text: &str) -> bool {
    let plain = inline::plain(text);
    let folded = crate::model::slug(&plain);
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "n-a" | "na" | "none" | "tbd" | "tba" | "null" | "status" | "todo" | "unset" | "choose"
        )
        || plain.starts_with("http")
        || plain.starts_with('{')
        || plain.starts_with('<')
}

/// What the sections called "Status" say, one statement each.
fn sections(outline: &Outline<'_>, own: &OwnWords) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (idx, heading) in outline.headings.iter().enumerate() {
        if statements.len() >= SECTION_LIMIT {
            break;
        }
        let text = heading.text.trim_start_matches(|c: char| !c.is_alphabetic());
        let folded = fields::fold_key(text.trim_end_matches([':', '.', '：', ' ']));
        if fields::meaning(&folded) == Some(Key::Status) {
            statements.extend(section(outline, idx, own));
        } else if let Some(rest) = heading_value(text) {
            let span = Span::locate(outline.text, heading.words.start, heading.words.end);
            statements.push(Statement { key: Key::Status, text: rest.to_owned(), span, source: FieldSource::Section });
        }
    }
    statements
}

/// `Status: Deprecated`, `Status Rejected`, `Status - Accepted`.
fn heading_value(text: &str) -> Option<&str> {
    let head = text.get(..6)?;
    let rest = &text[6..];
    let value = rest.trim_start_matches([' ', ':', '-', '–', '—', '(', '[']);
    let is_value =
        head.eq_ignore_ascii_case("status") && value.len() < rest.len() && value.split_whitespace().count() <= 4;
    (is_value && matches!(status_words::read(value, &[]), Reading::Exact(_) | Reading::Misspelled(_))).then_some(value)
}

fn section(outline: &Outline<'_>, heading_idx: usize, own: &OwnWords) -> Option<Statement> {
    let heading = &outline.headings[heading_idx];
    let end = outline.section_end(heading_idx).min(heading.end_line + 60);
    let stated = fields::read(outline, heading.end_line, end).into_iter().find(|field| field.key == Key::Status);
    if let Some(field) = stated {
        let text = outline.masked[field.value.clone()].to_owned();
        if matches!(read(&text, own), Reading::Exact(_) | Reading::Misspelled(_)) {
            let span = Span::locate(outline.text, field.value.start, field.value.end);
            return Some(Statement { key: Key::Status, text, span, source: FieldSource::Section });
        }
    }
    let lines: Vec<(usize, &str)> = (heading.end_line..end)
        .map(|idx| (idx, outline.line(idx)))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let pick = pick(&lines, own)?;
    let (line_idx, line) = lines[pick];
    let whole: String = lines.iter().map(|(_, line)| line.trim()).collect::<Vec<_>>().join(" ");
    let is_short = lines.len() <= 10 && whole.len() < 600;
    let lead = fields::lead_length(line).min(line.trim_end().len());
    let start = outline.lines[line_idx].start + lead;
    let span = Span::locate(outline.text, start, outline.lines[line_idx].start + line.trim_end().len());
    let mut text = line[lead..].trim().to_owned();
    if is_short && verbs::says_superseded(&whole) && !verbs::says_superseded(&text) {
        text = whole;
    }
    Some(Statement { key: Key::Status, text, span, source: FieldSource::Section })
}

/// The line that states the status: the last of a dated list, else the first that names one, else
/// the first.
fn pick(lines: &[(usize, &str)], own: &OwnWords) -> Option<usize> {
    let dated = |line: &str| {
        dates::find(line, DayOrder::Unknown).is_some_and(|found| found.range.start <= fields::lead_length(line) + 2)
    };
    let entries = lines.iter().filter(|(_, line)| status_words::read(line, own) != Reading::Choices);
    if entries.clone().count() >= 2 && entries.clone().all(|(_, line)| dated(line)) {
        return lines.iter().rposition(|(_, line)| dated(line));
    }
    let says = |line: &str| {
        let words = line.split_whitespace().count();
        match read(line, own) {
            Reading::Exact(_) | Reading::Misspelled(_) => {
                words <= 40 && !verbs::begins_with_verb_other_than_superseded(line)
            }
            _ => false,
        }
    };
    let first = lines.iter().take(12).position(|(_, line)| says(line));
    first.or_else(|| lines.iter().position(|(_, line)| !line.trim_start().starts_with(['#', '|', '<', '!'])))
}

/// A notice under the title: a quote or an emphasized line that says the record is out of force.
fn notice(outline: &Outline<'_>, head: Range<usize>, own: &OwnWords) -> Option<StatedStatus> {
    for idx in head {
        let line = outline.line(idx);
        let trimmed = line.trim();
        let stands_out =
            trimmed.starts_with(['>', '*', '_', '⚠', '!', ':']) || trimmed.to_lowercase().starts_with("this ");
        if !stands_out || trimmed.starts_with("* ") {
            continue;
        }
        let out_of_force = [Status::Superseded, Status::Deprecated, Status::Rejected];
        if let Reading::Exact(status) = read(line, own)
            && out_of_force.contains(&status)
        {
            let start = outline.lines[idx].start + fields::lead_length(line);
            let span = Span::locate(outline.text, start, outline.lines[idx].end);
            return Some(StatedStatus {
                status,
                raw: inline::plain(line),
                source: FieldSource::Notice,
                span: Some(span),
            });
        }
    }
    None
}
