//! The text of a draft: what a register says in words, as text and nothing else.

use super::row::Entry;
use crate::record::{heading_words, words_of};

/// Signs that markdown may take for markup anywhere.
const SIGNS: &str = "\\`*_[]<>&~|$^{}#!";

/// The body in two forms: as prose, and, for texts that somebody might take for more than words, in fences.
pub(super) fn forms(entry: &Entry, title: &str, file: &str) -> [String; 2] {
    let head = format!(
        "{}\n\n## Context\n\nThis draft comes from a row of the register {}. What its contract says stands above.\nWhether we \
         renew it is not decided yet.\n",
        heading(title),
        escaped(file, " ")
    );
    [format!("{head}{}", prose(entry)), format!("{head}{}", fenced(entry))]
}

/// The heading. `Plan 3: Mobile` would lose its first words in the third record, and the number of a draft is not
/// known yet.
pub(super) fn heading(title: &str) -> String {
    let words = heading_words(title, "", None);
    let mut heading = "# ".to_owned();
    for c in words.chars() {
        if heading.ends_with(|before: char| before.is_ascii_digit()) && matches!(c, ':' | ')' | ',' | ']' | '|') {
            heading.push('\\');
        }
        heading.push(c);
    }
    heading
}

/// Whether every text of a row stands in the words of a body.
pub(super) fn holds(text: &str, entry: &Entry) -> bool {
    let words = bare(&words_of(body_of(text)));
    let kept = entry.kept.iter().flat_map(|(head, text)| [head, text]);
    entry.notes.iter().chain(kept).all(|text| words.contains(&bare(text)))
}

/// A record without its front matter.
fn body_of(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn prose(entry: &Entry) -> String {
    let mut text = String::new();
    for note in &entry.notes {
        for paragraph in paragraphs(note) {
            text.push_str(&format!("\n{}\n", escaped(&paragraph, "\\\n")));
        }
    }
    if !entry.kept.is_empty() {
        text.push_str("\n## What else the register says\n\n");
    }
    for (head, kept) in &entry.kept {
        let kept = paragraphs(kept).join("\n");
        text.push_str(&format!("- {}: {}\n", escaped(head, " "), escaped(&kept, "\\\n  ")));
    }
    text
}

/// Lines that belong together.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        match found.last_mut().filter(|_| goes_on && !line.is_empty()) {
            Some(last) => last.push_str(&format!("\n{line}")),
            None if !line.is_empty() => found.push(line.to_owned()),
            None => {}
        }
        goes_on = !line.is_empty();
    }
    found
}

/// With a backslash before every sign that may be markup where it stands; `between` parts lines.
fn escaped(text: &str, between: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped_line).collect();
    lines.join(between)
}

fn escaped_line(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut words = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let begins_block =
            (at == 0 && matches!(c, '-' | '+' | '=' | ':')) || (at == digits && digits > 0 && matches!(c, '.' | ')'));
        if begins_block || SIGNS.contains(c) {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

fn fenced(entry: &Entry) -> String {
    let notes = entry.notes.iter().cloned();
    let kept = entry.kept.iter().map(|(head, text)| format!("{head}: {text}"));
    let text = notes.chain(kept).collect::<Vec<_>>().join("\n\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("\nThe register says:\n\n{fence}text\n{text}\n{fence}\n")
}
