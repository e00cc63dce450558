//! Which status a record states, and where: front matter, then lines and tables in its head, then
//! the status section, then a notice at the top, then the change log and tags.

use crate::finding::{Finding, nearest};
use crate::model::{FieldSource, LinkKind, StatedStatus, Status};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::dates::{self, DayOrder};
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;
use crate::record::stated::status_lists::{self, Held};
use crate::record::stated::status_text::{read, says_superseded};
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::{stages, status_marks, verbs};
use crate::source::Span;
use std::ops::Range;

/// Status sections that are looked at in one file.
const SECTION_LIMIT: usize = 20;

/// More words than a status has.
const SENTENCE: usize = 8;

type OwnWords = [(String, Status)];

/// Settles the status from what the front matter and the head state, then from the sections.
pub(crate) fn settle(
    statements: &[Statement],
    outline: &Outline<'_>,
    head: Range<usize>,
    own: &OwnWords,
    path: &str,
) -> (Option<StatedStatus>, Vec<Finding>) {
    let of = |key| statements.iter().filter(move |statement| statement.key == key);
    let stated = of(Key::Status).map(|statement| below_label(statement, outline, own));
    let in_head = stages::read(outline, 0..head.end, own);
    let in_sections = sections(outline, head.start, own);
    let mut unknown: Option<Statement> = None;
    let mut choices: Option<Statement> = None;
    for statement in stated.chain(in_head).chain(in_sections).chain(of(Key::State).cloned()) {
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
        // A sentence says something, and states no status.
        let is_sentence = inline::plain(&statement.text).split_whitespace().count() > SENTENCE;
        let status = (!is_sentence).then(|| status_of(Status::Other, &statement));
        let status = status.or_else(|| notice(outline, head, own));
        return (status, vec![unknown_status(&statement, path)]);
    }
    let notice = notice(outline, head, own).or_else(|| in_change_log(outline, own));
    let untouched = choices.filter(|_| notice.is_none()).map(|statement| {
        Finding::warning("untouched-status", path, statement.span, "the status is still the template's list of choices")
            .with_help("keep one of them: `Status: proposed`")
    });
    (notice, untouched.into_iter().collect())
}

/// The status that the latest entry of a change log to name one names.
fn in_change_log(outline: &Outline<'_>, own: &OwnWords) -> Option<StatedStatus> {
    let (from, end) = crate::record::stated::date::change_log(outline)?;
    let entries = (from..end).filter_map(|idx| {
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
        let source = FieldSource::Changelog;
        Some((found.date, StatedStatus { status, raw: words.to_owned(), source, span: Some(span) }))
    });
    entries.max_by_key(|(date, _)| *date).map(|(_, status)| status)
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

/// A label with nothing behind it takes the list below it.
fn below_label(statement: &Statement, outline: &Outline<'_>, own: &OwnWords) -> Statement {
    let text = statement.text.trim();
    let label = outline.lines.partition_point(|line| line.end < statement.span.start as usize);
    let is_below = || outline.lines.get(label).is_some() && fields::line_fields(outline.line(label)).is_empty();
    let is_list = text.is_empty() || (status_marks::boxes(text).len() == 1 && is_below());
    if statement.source == FieldSource::FrontMatter || !is_list {
        return statement.clone();
    }
    let from = if text.is_empty() { label + 1 } else { label };
    let is_item = |idx: &usize| {
        let line = outline.line(*idx).trim_start();
        line.is_empty() || line.starts_with(['-', '*', '+', '☐', '☑', '✅', '⬜']) || line.starts_with('[')
    };
    let end =
        (from..outline.lines.len()).take(20).find(|idx| !is_item(idx)).unwrap_or(outline.lines.len().min(from + 20));
    let is_boxed = (from..end).any(|idx| !status_marks::boxes(outline.line(idx)).is_empty());
    let below = is_boxed.then(|| listed(outline, from..end, statement.source, own)).flatten();
    below.unwrap_or_else(|| statement.clone())
}

/// What the sections called "Status" say, one statement each. One inside of another section is that section's.
fn sections(outline: &Outline<'_>, body_from: usize, own: &OwnWords) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (idx, heading) in outline.headings.iter().enumerate() {
        if statements.len() >= SECTION_LIMIT {
            break;
        }
        let text = heading.text.trim_start_matches(|c: char| !c.is_alphabetic());
        let folded = fields::fold_key(text.trim_end_matches([':', '.', '：', ' ']));
        let is_status = fields::meaning(&folded) == Some(Key::Status);
        let value = if is_status { None } else { heading_value(text) };
        if !(is_status || value.is_some()) || is_inside(outline, idx, body_from) {
            continue;
        }
        match value {
            None => statements.extend(section(outline, idx, own)),
            Some(rest) => {
                let span = Span::locate(outline.text, heading.words.start, heading.words.end);
                let text = rest.to_owned();
                statements.push(Statement { key: Key::Status, text, span, source: FieldSource::Section });
            }
        }
    }
    statements
}

/// Whether a heading stands below another one that is neither the title nor names what is known of the record.
fn is_inside(outline: &Outline<'_>, idx: usize, body_from: usize) -> bool {
    let mut level = outline.headings[idx].level;
    for above in outline.headings[..idx].iter().rev() {
        if above.level >= level {
            continue;
        }
        level = above.level;
        let is_title = above.line_idx < body_from || level == 1;
        if !is_title && !fields::is_metadata(&fields::fold_key(above.text.trim_end_matches([':', ' ']))) {
            return true;
        }
    }
    false
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
    if let Some(stage) = stages::read(outline, heading.end_line..end, own) {
        return Some(Statement { source: FieldSource::Section, ..stage });
    }
    let stated = fields::read(outline, heading.end_line, end).into_iter().find(|field| field.key == Key::Status);
    if let Some(field) = stated {
        let text = outline.masked[field.value.clone()].to_owned();
        if matches!(read(&text, own), Reading::Exact(_) | Reading::Misspelled(_)) {
            let span = Span::locate(outline.text, field.value.start, field.value.end);
            return Some(Statement { key: Key::Status, text, span, source: FieldSource::Section });
        }
    }
    listed(outline, heading.end_line..end, FieldSource::Section, own)
}

/// What some lines state together.
fn listed(outline: &Outline<'_>, range: Range<usize>, source: FieldSource, own: &OwnWords) -> Option<Statement> {
    let lines: Vec<usize> = range.filter(|idx| !outline.line(*idx).trim().is_empty()).collect();
    let texts: Vec<&str> = lines.iter().map(|idx| outline.line(*idx)).collect();
    let held = status_lists::held(&texts, own);
    let line_idx = match held {
        Held::Line(nth) => lines[nth],
        Held::Choices => *lines.first()?,
        Held::Nothing => return None,
    };
    let line = outline.line(line_idx);
    let lead = fields::lead_length(line).min(line.trim_end().len());
    let start = outline.lines[line_idx].start;
    let span = Span::locate(outline.text, start + lead, start + line.trim_end().len());
    let text = match held {
        Held::Choices => CHOICES.to_owned(),
        _ => with_successor(line[lead..].trim(), &status_lists::speaking(&texts, own)),
    };
    Some(Statement { key: Key::Status, text, span, source })
}

/// How a list of choices is passed on.
const CHOICES: &str = "[ ]";

/// "Superseded by" may stand in a line of its own, below a status that held before.
fn with_successor(text: &str, lines: &[&str]) -> String {
    let whole = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let is_short = lines.len() <= 10 && whole.len() < 600;
    if is_short && says_superseded(&whole) && !says_superseded(text) { whole } else { text.to_owned() }
}

/// A notice under the title: a line or a heading that says that the record is out of force.
fn notice(outline: &Outline<'_>, head: Range<usize>, own: &OwnWords) -> Option<StatedStatus> {
    // Headings right below the title belong to it.
    let headings = outline.headings.iter().skip(1).map(|heading| heading.line_idx);
    let headings = headings.filter(|idx| *idx < head.start);
    let below = outline.headings.iter().map(|heading| heading.line_idx).find(|idx| *idx == head.end);
    headings.chain(head.clone()).chain(below).find_map(|idx| {
        let line = outline.line(idx);
        let is_heading = !head.contains(&idx);
        if !is_notice(line, is_heading) {
            return None;
        }
        let Reading::Exact(status) = read(line, own) else { return None };
        if !matches!(status, Status::Superseded | Status::Deprecated | Status::Rejected) {
            return None;
        }
        let start = outline.lines[idx].start + fields::lead_length(line);
        let span = Span::locate(outline.text, start, outline.lines[idx].end);
        Some(StatedStatus { status, raw: inline::plain(line), source: FieldSource::Notice, span: Some(span) })
    })
}

/// Whether a line stands out, or speaks of the record and names another.
fn is_notice(line: &str, is_heading: bool) -> bool {
    let trimmed = line.trim();
    let plain = inline::plain(trimmed.trim_start_matches(['#', '>', ' ']));
    if says_of_others(&plain) {
        return false;
    }
    if trimmed.starts_with(['>', '⚠', '!', ':']) {
        return true;
    }
    // A bold label begins a text of its own: "**Rejected:** two queues".
    let label = plain.split_once([':', '：']).filter(|(label, _)| label.split_whitespace().count() <= 3);
    let names_other = trimmed.contains("](") || trimmed.bytes().any(|byte| byte.is_ascii_digit());
    if let Some((label, text)) = label {
        if names_other && says_superseded(label) {
            return true;
        }
        let lower = text.trim_start().to_lowercase();
        let speaks = ["by ", "see ", "use ", "this ", "in fav", "durch ", "siehe ", "par ", "voir ", "por ", "ver "];
        return !trimmed.starts_with("* ") && speaks.iter().any(|word| lower.starts_with(word));
    }
    let is_bold = trimmed.starts_with(['*', '_']) && !trimmed.starts_with("* ");
    let is_said = if says_superseded(&plain) {
        names_other && !is_item(trimmed) && speaks_of_itself(&plain)
    } else {
        trimmed.to_lowercase().starts_with("this ")
    };
    is_said || (if is_heading { says_superseded(&plain) } else { is_bold })
}

/// "Rejected options are listed below": the status of something that is named behind the word.
fn says_of_others(plain: &str) -> bool {
    let mut words = plain.split(' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let goes_on = [
        "since",
        "by",
        "in",
        "as",
        "on",
        "because",
        "from",
        "see",
        "for",
        "and",
        "with",
        "due",
        "after",
        "at",
        "until",
        "ab",
        "am",
        "seit",
        "weil",
        "durch",
        "wegen",
        "zugunsten",
        "depuis",
        "par",
        "car",
        "le",
        "desde",
        "por",
        "da",
        "dal",
        "el",
        "door",
        "sinds",
        "przez",
        "od",
        "с",
    ];
    let second = second.to_lowercase();
    first.ends_with(char::is_alphabetic)
        && status_words::is_status_alone(first, &[])
        && second.starts_with(char::is_alphabetic)
        && !goes_on.contains(&second.as_str())
        && !says_superseded(plain)
}

/// Whether nothing else that was superseded is named before the verb: "the fax that was superseded by mail".
fn speaks_of_itself(plain: &str) -> bool {
    let lower = plain.to_lowercase();
    let superseded = verbs::verbs(&lower).into_iter().next().filter(|(_, _, kind)| *kind == LinkKind::SupersededBy);
    let Some((at, ..)) = superseded else { return true };
    let mut before = lower[..at].split_whitespace();
    !before.any(|word| matches!(word, "that" | "which" | "who" | "whose" | "die" | "welche" | "qui" | "que" | "che"))
}

fn is_item(line: &str) -> bool {
    line.starts_with(['-', '+', '|']) || line.starts_with("* ")
}
