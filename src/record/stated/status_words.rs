//! Which status a text names, by the table of words that `book.toml` extends.
//!
//! Words first, exactly; then slips of the pen within two edits; emoji last. A list of choices
//! that a template left behind is no status.

use crate::finding::{self, are_near};
use crate::model::Status;
use crate::record::body::inline;
use crate::record::stated::status_table::{EMOJI, LONGEST, WORDS};

/// What a text says about a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A word of the table.
    Exact(Status),
    /// A slip of the pen, read as this.
    Misspelled(Status),
    /// A template's list of choices.
    Choices,
    /// No word that we know.
    Unknown,
}

/// Reads the first word of a text that the table knows; the book's own words come first.
pub(crate) fn read(text: &str, own: &[(String, Status)]) -> Reading {
    let plain = fold(text);
    let words: Vec<&str> = plain.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).take(60).collect();
    if is_choice_list(text, &words, own) {
        return Reading::Choices;
    }
    for position in 0..words.len() {
        if let Some((status, length)) = longest(&words[position..], own) {
            return if words[position + length..].first() == Some(&"by") && words[position] == "deprecated" {
                Reading::Exact(Status::Superseded)
            } else {
                Reading::Exact(status)
            };
        }
        if position < 2
            && let Some(status) = misspelled(words[position])
        {
            return Reading::Misspelled(status);
        }
    }
    match EMOJI.iter().filter_map(|(sign, status)| Some((text.find(sign)?, *status))).min_by_key(|(at, _)| *at) {
        Some((_, status)) => Reading::Exact(status),
        None => Reading::Unknown,
    }
}

/// Whether a text is one word of the table, alone.
pub(crate) fn is_status_alone(text: &str, own: &[(String, Status)]) -> bool {
    let plain = fold(text);
    let words: Vec<&str> = plain.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).take(6).collect();
    !words.is_empty() && longest(&words, own).is_some_and(|(_, length)| length == words.len())
}

fn fold(text: &str) -> String {
    inline::plain(&text[..inline::floor(text, 2_000)]).to_lowercase()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{307}'
}

/// The entry that the words begin with, the longest first, and how many words it has.
fn longest(words: &[&str], own: &[(String, Status)]) -> Option<(Status, usize)> {
    for length in (1..=LONGEST.min(words.len())).rev() {
        if let Some(status) = meaning(&words[..length], own) {
            return Some((status, length));
        }
    }
    // Chinese and Japanese put no space between words.
    let word = words.first()?;
    if word.chars().next().is_none_or(|c| c < '\u{3000}') {
        return None;
    }
    let entry = WORDS.iter().filter(|(entry, _)| word.contains(entry)).max_by_key(|(entry, _)| entry.len());
    entry.map(|(_, status)| (*status, 1))
}

/// What exactly these words mean.
fn meaning(words: &[&str], own: &[(String, Status)]) -> Option<Status> {
    let length = words.iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    let is_it = |entry: &str| {
        entry.len() == length && {
            let mut rest = entry;
            words.iter().enumerate().all(|(nth, word)| {
                let rest_of_it = if nth == 0 { Some(rest) } else { rest.strip_prefix(' ') };
                rest_of_it.and_then(|tail| tail.strip_prefix(word)).map(|tail| rest = tail).is_some()
            })
        }
    };
    let in_book = own.iter().find(|(entry, _)| is_it(entry)).map(|(_, status)| *status);
    in_book.or_else(|| WORDS.iter().find(|(entry, _)| is_it(entry)).map(|(_, status)| *status))
}

fn misspelled(word: &str) -> Option<Status> {
    let length = word.chars().count();
    if !(6..=14).contains(&length) {
        return None;
    }
    let limit = if length >= 8 { 2 } else { 1 };
    let letters = finding::letters(word);
    WORDS
        .iter()
        .filter(|(entry, _)| entry.len() >= 6 && !entry.contains(' '))
        .filter(|(entry, _)| are_near(finding::letters(entry), letters, limit))
        .map(|(entry, status)| (strsim::damerau_levenshtein(word, entry), *status))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, status)| status)
}

/// Whether a text lists choices instead of making one: several different statuses with nothing
/// between them but separators. `Proposed [Proposed, Accepted]` makes its choice first.
fn is_choice_list(text: &str, words: &[&str], own: &[(String, Status)]) -> bool {
    let mut known = 0_usize;
    let mut foreign = 0_usize;
    let mut position = 0;
    while position < words.len() {
        match longest(&words[position..], own) {
            Some((_, length)) => {
                known += 1;
                position += length;
            }
            None => {
                foreign += usize::from(!matches!(words[position], "or" | "oder" | "ou" | "o" | "and" | "by" | "etc"));
                position += 1;
            }
        }
    }
    let text = text.trim();
    let opens = text.starts_with(['[', '{', '<', '(']) && !text.contains("](");
    let is_list = text.contains('|') || text.contains('/') || text.contains(',') || text.contains('、');
    let says_or = words.iter().any(|word| matches!(*word, "or" | "oder" | "ou"));
    if known < 2 {
        return false;
    }
    let lower = text.to_lowercase();
    let says_list =
        ["statuses are", "may be", "can be", "one of", "列表", "options:"].iter().any(|phrase| lower.contains(phrase));
    if known >= 3 && says_list {
        return true;
    }
    let has_choice_first = text.find(['[', '{', '(']).is_some_and(|at| at > 2) && {
        let before = &text[..text.find(['[', '{', '(']).unwrap_or(0)];
        is_status_alone(before, own)
    };
    if has_choice_first {
        return false;
    }
    (known >= 3 && foreign <= known && (is_list || opens)) || (known == 2 && foreign == 0 && (says_or || opens))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Reading {
        read(text, &[])
    }

    #[test]
    fn words_in_every_dress() {
        for text in ["Accepted", "**APPROVED**.", "`accepted`", "✅ Accepted", "[ACCEPTED](/README.md#accepted)", "✅"]
        {
            assert_eq!(said(text), Reading::Exact(Status::Accepted), "{text}");
        }
        assert_eq!(said("![Accepted](https://img.example/x-green.svg)"), Reading::Exact(Status::Accepted));
        assert_eq!(said("Superceeded by 4"), Reading::Exact(Status::Superseded));
        assert_eq!(said("Depreciated."), Reading::Misspelled(Status::Deprecated));
        assert_eq!(said("APPRROVED."), Reading::Misspelled(Status::Accepted));
        assert_eq!(said("Aceptada – Agosto 2025"), Reading::Exact(Status::Accepted));
        assert_eq!(said("2017-11-24 完成"), Reading::Exact(Status::Accepted));
        assert_eq!(said("On hold until spring"), Reading::Exact(Status::Other));
    }

    #[test]
    fn choices_are_no_status() {
        for text in [
            "[ accepted | deprecated | superseded by [xxx](x.md)]",
            "{Draft, In Review, Accepted}",
            "provisional|implementable|implemented|deferred",
            "Accepted or Rejected",
            "Valid statuses are: draft, proposed, accepted",
        ] {
            assert_eq!(said(text), Reading::Choices, "{text}");
        }
        assert_eq!(said("Proposed [Proposed, Accepted, Rejected]"), Reading::Exact(Status::Proposed));
    }

    #[test]
    fn the_book_adds_words() {
        let own = [("ratifiziert".to_owned(), Status::Accepted)];
        assert_eq!(read("Ratifiziert", &own), Reading::Exact(Status::Accepted));
    }
}
