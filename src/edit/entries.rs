//! Entries of a front matter: one more key, one more item of a list, another value.

use super::text::{line_end, line_start, next_line, replaced, with_lines};
use crate::record::{Entry, FrontMatter, Shape};
use std::ops::Range;

/// A text as a scalar of YAML, within braces too: plain where that is safe, else quoted.
pub(super) fn yaml_text(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '/');
    let starts_plain = text.chars().next().is_some_and(char::is_alphabetic);
    let keywords = ["yes", "no", "true", "false", "null", "on", "off", "y", "n", "nan", "inf"];
    let is_keyword = keywords.contains(&text.to_lowercase().as_str());
    if starts_plain && !is_keyword && !text.ends_with(' ') && text.chars().all(is_word) {
        return text.to_owned();
    }
    let text = super::text::one_line(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One more key at the end of the front matter, or right behind the line that starts at `at`.
pub(super) fn with_key(text: &str, front: &FrontMatter, at: Option<usize>, line: &str) -> String {
    with_lines(text, at.unwrap_or(front.content.end), &[line])
}

/// A value behind a key that has none.
pub(super) fn with_value(text: &str, entry: &Entry, value: &str) -> Option<String> {
    if !entry.value_at.is_empty() {
        return Some(replaced(text, entry.value_at.clone(), value));
    }
    let line = entry.key_at.end..next_line(text, entry.key_at.end);
    let colon = text[line.clone()].find(':')? + line.start + 1;
    Some(replaced(text, colon..colon, &format!(" {value}")))
}

/// The first byte of the line after an entry.
pub(super) fn after(text: &str, entry: &Entry) -> usize {
    after_range(text, entry.key_at.start..entry.value_at.end.max(entry.key_at.end))
}

fn after_range(text: &str, range: Range<usize>) -> usize {
    let end = range.start + text[range.clone()].trim_end().len();
    next_line(text, end.saturating_sub(1).max(range.start))
}

/// One more item of a list; `None` where the value is no list.
pub(super) fn with_item(text: &str, entry: &Entry, item: &str) -> Option<String> {
    match &entry.shape {
        Shape::Nothing if entry.value_at.is_empty() => {
            let at = next_line(text, entry.key_at.end);
            let indent = &text[line_start(text, entry.key_at.start)..entry.key_at.start];
            Some(with_lines(text, at, &[&format!("{indent}  - {item}")]))
        }
        Shape::Nothing => Some(replaced(text, entry.value_at.clone(), &format!("[{item}]"))),
        Shape::List(items) if text[entry.value_at.start..].starts_with('[') => {
            let close = entry.value_at.start + text[entry.value_at.clone()].rfind(']')?;
            Some(in_braces(text, entry.value_at.start + 1..close, items.is_empty(), item))
        }
        Shape::List(items) => {
            let last = items.last()?.clone();
            let start = line_start(text, items.first()?.start);
            let line = &text[start..];
            let indent = &line[..line.find('-')?];
            if !indent.trim().is_empty() {
                return None;
            }
            let at = after_range(text, last);
            Some(with_lines(text, at, &[&format!("{indent}- {item}")]))
        }
        Shape::Scalar | Shape::Block(_) => None,
    }
}

/// A key of a block set to a value, whichever way the block is written; `None` where the value is no block.
pub(super) fn with_inner(text: &str, entry: &Entry, key: &str, value: &str) -> Option<String> {
    let Shape::Block(entries) = &entry.shape else { return None };
    let folded = key.replace('-', "");
    if let Some(inner) = entries.iter().find(|inner| inner.key == folded) {
        return with_value(text, inner, value);
    }
    let pair = format!("{key}: {value}");
    if text[entry.value_at.start..].starts_with('{') {
        let close = entry.value_at.start + text[entry.value_at.clone()].rfind('}')?;
        return Some(in_braces(text, entry.value_at.start + 1..close, entries.is_empty(), &pair));
    }
    let first = entries.first()?;
    let indent = &text[line_start(text, first.key_at.start)..first.key_at.start];
    if !indent.trim().is_empty() {
        return None;
    }
    Some(with_lines(text, after(text, entries.last()?), &[&format!("{indent}{pair}")]))
}

/// One more piece before a closing bracket or brace.
fn in_braces(text: &str, inside: Range<usize>, is_empty: bool, piece: &str) -> String {
    let end = inside.start + text[inside.clone()].trim_end().len();
    if is_empty {
        let is_spaced = text[..inside.start].ends_with('{');
        let piece = if is_spaced { format!(" {piece} ") } else { piece.to_owned() };
        return replaced(text, inside, &piece);
    }
    let joint = if text[..end].ends_with(',') { " " } else { ", " };
    replaced(text, end..end, &format!("{joint}{piece}"))
}

/// A front matter of one line before a text that has none.
pub(super) fn with_front_matter(text: &str, lines: &[&str]) -> String {
    let end = line_end(text);
    format!("---{end}{}{end}---{end}{text}", lines.join(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::layout;
    use proptest::prelude::*;

    fn front(text: &str) -> FrontMatter {
        layout("d/0001-a.md", text, Some(1)).front_matter.expect("a front matter")
    }

    fn item(text: &str) -> String {
        let front = front(text);
        with_item(text, front.entry("links").expect("links"), "amends: 4").expect("a list")
    }

    #[test]
    fn items_are_added_as_the_list_is_written() {
        assert_eq!(item("---\nlinks:\n---\n"), "---\nlinks:\n  - amends: 4\n---\n");
        assert_eq!(item("---\nlinks: []\n---\n"), "---\nlinks: [amends: 4]\n---\n");
        assert_eq!(item("---\nlinks: [{ amends: 3 }]\n---\n"), "---\nlinks: [{ amends: 3 }, amends: 4]\n---\n");
        assert_eq!(
            item("---\nlinks:\n- amends: 3 # why\n\n# more\nb: 1\n---\n"),
            "---\nlinks:\n- amends: 3 # why\n- amends: 4\n\n# more\nb: 1\n---\n"
        );
        assert_eq!(
            item("---\r\nlinks:\r\n    - target: 3\r\n      kind: amends\r\n---\r\n"),
            "---\r\nlinks:\r\n    - target: 3\r\n      kind: amends\r\n    - amends: 4\r\n---\r\n"
        );
    }

    #[test]
    fn keys_of_a_block_are_set_or_added() {
        let set = |text: &str, key: &str| {
            let front = front(text);
            with_inner(text, front.entry("decision").expect("a decision"), key, "2026-11-30").expect("a block")
        };
        assert_eq!(
            set("---\ndecision: { option: buy }\n---\n", "on"),
            "---\ndecision: { option: buy, on: 2026-11-30 }\n---\n"
        );
        assert_eq!(set("---\ndecision:\n  on: x # y\n---\n", "on"), "---\ndecision:\n  on: 2026-11-30 # y\n---\n");
        assert_eq!(
            set("---\ndecision:\n  because: |\n    a\n    b\nz: 1\n---\n", "on"),
            "---\ndecision:\n  because: |\n    a\n    b\n  on: 2026-11-30\nz: 1\n---\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_one_scalar(text in "\\PC{0,40}") {
            let front_matter = format!("---\na: {{ b: {} }}\n---\n", yaml_text(&text));
            let front = front(&front_matter);
            let Shape::Block(inner) = &front.entries[0].shape else { panic!("{front_matter}") };
            prop_assert_eq!(inner.len(), 1);
            prop_assert!(matches!(inner[0].shape, Shape::Scalar), "{}", front_matter);
        }
    }
}
