//! A status where none is stated: where the record's form leaves room for it, else where the form puts it.

use super::entries::{with_front_matter, with_key, with_value};
use super::page::{NewStatus, Page};
use super::text::{line_end, line_start, lines_in, replaced, trimmed, with_lines};
use super::value::capital;
use crate::model::{Dialect, FieldSource, Record};
use crate::record::{FieldKind, FieldPlace, Layout, SectionPlace, Shape};
use std::ops::Range;

/// Texts with the status, the most fitting first.
pub(super) fn candidates(
    _page: &Page<'_>,
    text: &str,
    record: &Record,
    layout: &Layout,
    new: &NewStatus<'_>,
) -> Vec<String> {
    let said = format!("{}{}", new.word, new.tail);
    let mut tried = Vec::new();
    tried.extend(in_front_matter(text, layout, &said));
    for field in layout.fields.iter().filter(|field| field.kind == FieldKind::Status) {
        tried.push(in_field(text, field, &said));
    }
    for section in layout.sections.iter().filter(|section| section.is_status) {
        tried.extend(in_section(text, section, &capital(&said)));
    }
    let beside = beside_field(text, layout, "Status", &said);
    let section = before_sections(text, layout, &said);
    match record.dialect {
        _ if has_nygards_sections(record, layout) => tried.extend(section.into_iter().chain(beside)),
        _ => tried.extend(beside),
    }
    if layout.front_matter.is_none() {
        tried.push(with_front_matter(text, &[&format!("status: {said}")]));
    }
    tried
}

/// Nygard's form, or the rest of it where the section is missing that makes it known.
fn has_nygards_sections(record: &Record, layout: &Layout) -> bool {
    let has = |name: &str| layout.sections.iter().any(|section| section.name == name);
    let is_rest = record.dialect == Dialect::Plain && has("context") && has("decision");
    record.dialect == Dialect::Nygard || (is_rest && layout.front_matter.is_none())
}

/// The key `status`: filled where it stands empty or holds a template's choices, else a line of its own.
fn in_front_matter(text: &str, layout: &Layout, said: &str) -> Vec<String> {
    let Some(front) = &layout.front_matter else { return Vec::new() };
    if front.is_toml {
        return vec![with_key(text, front, Some(front.content.start), &format!("status = \"{said}\""))];
    }
    if let Some(entry) = front.entry("status") {
        let is_plain = !matches!(entry.shape, Shape::Nothing) || entry.value_at.is_empty();
        return with_value(text, entry, said).filter(|_| is_plain || !entry.value_at.is_empty()).into_iter().collect();
    }
    // MADR has the status first, and its day behind it.
    let at = front.entry("date").map_or(front.content.start, |date| line_start(text, date.key_at.start));
    vec![with_key(text, front, Some(at), &format!("status: {said}"))]
}

/// A label with nothing behind it, or with a template's choices.
fn in_field(text: &str, field: &FieldPlace, said: &str) -> String {
    let inside = trimmed(text, field.value.clone());
    let is_glued = text[..inside.start].ends_with([':', '*', '|']);
    let said = if is_glued { format!(" {said}") } else { said.to_owned() };
    let is_cell = inside.is_empty() && text[inside.end..].starts_with('|') && !said.ends_with(' ');
    replaced(text, inside, &if is_cell { format!("{said} ") } else { said })
}

/// A section with nothing in it, or with a template's choices, or with words that are no status.
fn in_section(text: &str, section: &SectionPlace, said: &str) -> Vec<String> {
    let end = line_end(text);
    let lines: Vec<Range<usize>> = lines_in(text, section.content.clone())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(line, _)| line)
        .collect();
    let opened = if text[..section.content.start].ends_with('\n') { "" } else { end };
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        let is_last = section.content.end == text.len();
        let behind = if is_last { "" } else { end };
        return vec![replaced(text, section.content.clone(), &format!("{opened}{end}{said}{end}{behind}"))];
    };
    let above = format!("{said}{end}{end}");
    vec![replaced(text, first.start..last.end, said), replaced(text, first.start..first.start, &above)]
}

/// A field beside the first one of the head, in its dress: `- **Deciders:** A` makes `- **Status:** accepted`.
pub(super) fn beside_field(text: &str, layout: &Layout, label: &str, said: &str) -> Option<String> {
    let first_section = layout.sections.first().map_or(text.len(), |section| section.heading.start);
    let of_head = |field: &&FieldPlace| {
        field.value.end <= first_section && !field.value.is_empty() && field.line.end >= field.value.end
    };
    let is_title =
        |field: &&FieldPlace| layout.title.as_ref().is_some_and(|title| title.heading.contains(&field.line.start));
    let field = layout.fields.iter().filter(of_head).find(|field| !is_title(field))?;
    let line = like_field(text, field, label, said)?;
    Some(with_lines(text, field.line.start, &[&line]))
}

/// A line in the dress of a field's line, with another key and value.
pub(super) fn like_field(text: &str, field: &FieldPlace, label: &str, said: &str) -> Option<String> {
    let head = &text[field.line.start..field.value.start];
    let start = head.find(char::is_alphabetic)?;
    let last = head.char_indices().rfind(|(_, c)| c.is_alphanumeric() || *c == ')')?;
    let key = &head[start..last.0 + last.1.len_utf8()];
    let lead = &head[..start];
    // A sign of its own belongs to the other key.
    if !lead.is_ascii() || (field.source == FieldSource::Line && key.contains('|')) {
        return None;
    }
    let label = if key.starts_with(char::is_lowercase) { label.to_lowercase() } else { label.to_owned() };
    let between = &head[last.0 + last.1.len_utf8()..];
    let between = if between.ends_with([' ', '\t']) { between.to_owned() } else { format!("{between} ") };
    let behind = match field.source {
        FieldSource::Table => {
            let room = text[field.value.end..field.line.end].find('|').map(|_| " |");
            room.unwrap_or_default()
        }
        // Two spaces or a backslash break the line.
        _ if text[field.line.clone()].ends_with('\\') => "\\",
        _ if text[field.line.clone()].ends_with("  ") => "  ",
        _ => "",
    };
    Some(format!("{lead}{label}{between}{said}{behind}"))
}

/// A section "Status" before the first one, as Nygard has it.
fn before_sections(text: &str, layout: &Layout, said: &str) -> Option<String> {
    let title_end = layout.title.as_ref().map_or(layout.body_start, |title| title.heading.end);
    let first = layout.sections.iter().find(|section| section.heading.start >= title_end)?;
    let marks = "#".repeat(usize::from(first.level.max(2)));
    let said = capital(said);
    Some(with_lines(text, first.heading.start, &[&format!("{marks} Status"), "", &said, ""]))
}
