//! Where a front matter starts and ends.

use crate::record::yaml::rescue::key_of;
use std::ops::Range;

/// In what a front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
}

/// A front matter between its fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fenced {
    pub(crate) language: Language,
    /// Bytes between the fences.
    pub(crate) content: Range<usize>,
    /// The first byte after the closing fence.
    pub(crate) body_start: usize,
}

/// What a text starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A body, and no front matter before it.
    None,
    /// A fence, and keys, and no second fence. Holds the fence's line.
    Unclosed(Range<usize>),
    /// A front matter.
    Fenced(Fenced),
}

/// Looks for a front matter. A byte order mark and blank lines may stand before it.
pub(crate) fn find(text: &str) -> Found {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - unmarked.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let start = text[..start].rfind('\n').map_or(text.len() - unmarked.len(), |newline| newline + 1);
    let Some(first) = text[start..].split_inclusive('\n').next() else { return Found::None };
    let (fence, language) = match first.trim_end() {
        "---" => ("---", Language::Yaml),
        "+++" => ("+++", Language::Toml),
        _ => return Found::None,
    };
    let content_start = start + first.len();
    let mut at = content_start;
    for line in text[content_start..].split_inclusive('\n') {
        if line.as_bytes().first() == fence.as_bytes().first() && line.trim_end() == fence {
            // Two rules around prose are no front matter.
            let content = content_start..at;
            let is_meant =
                language == Language::Toml || is_blank(&text[content.clone()]) || has_key(&text[content.clone()]);
            let fenced = Fenced { language, content, body_start: at + line.len() };
            return if is_meant { Found::Fenced(fenced) } else { Found::None };
        }
        at += line.len();
    }
    let opens = text[content_start..].lines().take(2).any(|line| !line.starts_with('#') && key_of(line).is_some());
    if opens && language == Language::Yaml {
        Found::Unclosed(start..start + first.trim_end().len())
    } else {
        Found::None
    }
}

fn is_blank(content: &str) -> bool {
    content.lines().all(|line| line.trim().is_empty())
}

/// Whether this looks like keys rather than prose between two rules.
fn has_key(content: &str) -> bool {
    let mut lines = content.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(50);
    let Some(first) = lines.next() else { return true };
    let first_word = first.split_whitespace().next().unwrap_or_default();
    key_of(first).is_some()
        || first_word.ends_with(':')
        || first.trim_start().starts_with(['{', '[', '%', '"', '\'', '&', '<'])
        || lines.any(|line| key_of(line).is_some_and(|(key, _)| !key.contains(' ')))
}
