//! What people write for a status, and what it means: a table that `book.toml` extends.
//!
//! Words first, exactly; then slips of the pen within two edits; emoji last. A list of choices
//! that a template left behind is no status.

use crate::finding::{self, are_near};
use crate::model::Status;
use crate::record::body::inline;

/// Words and what they mean, folded: lower case, one space between words.
const WORDS: &[(&str, Status)] = &[
    ("draft", Status::Draft),
    ("work in progress", Status::Draft),
    ("in progress", Status::Draft),
    ("wip", Status::Draft),
    ("being written", Status::Draft),
    ("early draft", Status::Draft),
    ("incomplete", Status::Draft),
    ("drafting", Status::Draft),
    ("idea", Status::Draft),
    ("sketch", Status::Draft),
    ("entwurf", Status::Draft),
    ("in arbeit", Status::Draft),
    ("brouillon", Status::Draft),
    ("borrador", Status::Draft),
    ("rascunho", Status::Draft),
    ("taslak", Status::Draft),
    ("草稿", Status::Draft),
    ("草案", Status::Draft),
    ("proposed", Status::Proposed),
    ("proposal", Status::Proposed),
    ("propose", Status::Proposed),
    ("in review", Status::Proposed),
    ("under review", Status::Proposed),
    ("in discussion", Status::Proposed),
    ("under discussion", Status::Proposed),
    ("discussion", Status::Proposed),
    ("ready for review", Status::Proposed),
    ("review", Status::Proposed),
    ("pending", Status::Proposed),
    ("provisional", Status::Proposed),
    ("experimental", Status::Proposed),
    ("experiment", Status::Proposed),
    ("request for comments", Status::Proposed),
    ("rfc", Status::Proposed),
    ("open", Status::Proposed),
    ("submitted", Status::Proposed),
    ("speculative", Status::Proposed),
    ("tentative", Status::Proposed),
    ("new", Status::Proposed),
    ("requested", Status::Proposed),
    ("candidate", Status::Proposed),
    ("awaiting decision", Status::Proposed),
    ("awaiting approval", Status::Proposed),
    ("to be decided", Status::Proposed),
    ("vorgeschlagen", Status::Proposed),
    ("vorschlag", Status::Proposed),
    ("in prüfung", Status::Proposed),
    ("proposé", Status::Proposed),
    ("proposée", Status::Proposed),
    ("propuesta", Status::Proposed),
    ("propuesto", Status::Proposed),
    ("proposto", Status::Proposed),
    ("proposta", Status::Proposed),
    ("önerildi", Status::Proposed),
    ("öneri", Status::Proposed),
    ("提议", Status::Proposed),
    ("提案", Status::Proposed),
    ("提出", Status::Proposed),
    ("accepted", Status::Accepted),
    ("accept", Status::Accepted),
    ("acceptance", Status::Accepted),
    ("approved", Status::Accepted),
    ("approve", Status::Accepted),
    ("adopted", Status::Accepted),
    ("adopt", Status::Accepted),
    ("implemented", Status::Accepted),
    ("implementable", Status::Accepted),
    ("implementing", Status::Accepted),
    ("implementation", Status::Accepted),
    ("ready for implementation", Status::Accepted),
    ("partially implemented", Status::Accepted),
    ("being implemented", Status::Accepted),
    ("active", Status::Accepted),
    ("final", Status::Accepted),
    ("finalized", Status::Accepted),
    ("finalised", Status::Accepted),
    ("decided", Status::Accepted),
    ("decision made", Status::Accepted),
    ("done", Status::Accepted),
    ("complete", Status::Accepted),
    ("completed", Status::Accepted),
    ("agreed", Status::Accepted),
    ("agreement", Status::Accepted),
    ("ratified", Status::Accepted),
    ("confirmed", Status::Accepted),
    ("production", Status::Accepted),
    ("in production", Status::Accepted),
    ("released", Status::Accepted),
    ("merged", Status::Accepted),
    ("in force", Status::Accepted),
    ("in use", Status::Accepted),
    ("current", Status::Accepted),
    ("stable", Status::Accepted),
    ("resolved", Status::Accepted),
    ("published", Status::Accepted),
    ("committed", Status::Accepted),
    ("standard", Status::Accepted),
    ("endorsed", Status::Accepted),
    ("akzeptiert", Status::Accepted),
    ("angenommen", Status::Accepted),
    ("beschlossen", Status::Accepted),
    ("entschieden", Status::Accepted),
    ("genehmigt", Status::Accepted),
    ("umgesetzt", Status::Accepted),
    ("accepté", Status::Accepted),
    ("acceptée", Status::Accepted),
    ("approuvé", Status::Accepted),
    ("adopté", Status::Accepted),
    ("validé", Status::Accepted),
    ("aceptada", Status::Accepted),
    ("aceptado", Status::Accepted),
    ("aprobada", Status::Accepted),
    ("aprobado", Status::Accepted),
    ("aceito", Status::Accepted),
    ("aceita", Status::Accepted),
    ("aprovado", Status::Accepted),
    ("karar verildi", Status::Accepted),
    ("kabul edildi", Status::Accepted),
    ("onaylandı", Status::Accepted),
    ("已接受", Status::Accepted),
    ("接受", Status::Accepted),
    ("采纳", Status::Accepted),
    ("通过", Status::Accepted),
    ("完成", Status::Accepted),
    ("承認", Status::Accepted),
    ("承認済み", Status::Accepted),
    ("採用", Status::Accepted),
    ("rejected", Status::Rejected),
    ("reject", Status::Rejected),
    ("not accepted", Status::Rejected),
    ("not approved", Status::Rejected),
    ("declined", Status::Rejected),
    ("withdrawn", Status::Rejected),
    ("abandoned", Status::Rejected),
    ("denied", Status::Rejected),
    ("dropped", Status::Rejected),
    ("cancelled", Status::Rejected),
    ("canceled", Status::Rejected),
    ("refused", Status::Rejected),
    ("reverted", Status::Rejected),
    ("will not do", Status::Rejected),
    ("abgelehnt", Status::Rejected),
    ("verworfen", Status::Rejected),
    ("zurückgezogen", Status::Rejected),
    ("rejeté", Status::Rejected),
    ("rejetée", Status::Rejected),
    ("refusé", Status::Rejected),
    ("rechazada", Status::Rejected),
    ("rechazado", Status::Rejected),
    ("rejeitado", Status::Rejected),
    ("reddedildi", Status::Rejected),
    ("拒绝", Status::Rejected),
    ("已拒绝", Status::Rejected),
    ("却下", Status::Rejected),
    ("deprecated", Status::Deprecated),
    ("deprecate", Status::Deprecated),
    ("retired", Status::Deprecated),
    ("obsolete", Status::Deprecated),
    ("obsoleted", Status::Deprecated),
    ("defunct", Status::Deprecated),
    ("outdated", Status::Deprecated),
    ("archived", Status::Deprecated),
    ("inactive", Status::Deprecated),
    ("no longer relevant", Status::Deprecated),
    ("no longer valid", Status::Deprecated),
    ("no longer applicable", Status::Deprecated),
    ("no longer in use", Status::Deprecated),
    ("revoked", Status::Deprecated),
    ("removed", Status::Deprecated),
    ("historic", Status::Deprecated),
    ("expired", Status::Deprecated),
    ("veraltet", Status::Deprecated),
    ("überholt", Status::Deprecated),
    ("obsolète", Status::Deprecated),
    ("déprécié", Status::Deprecated),
    ("dépréciée", Status::Deprecated),
    ("obsoleta", Status::Deprecated),
    ("obsoleto", Status::Deprecated),
    ("kullanımdan kaldırıldı", Status::Deprecated),
    ("弃用", Status::Deprecated),
    ("已弃用", Status::Deprecated),
    ("废弃", Status::Deprecated),
    ("廃止", Status::Deprecated),
    ("非推奨", Status::Deprecated),
    ("superseded", Status::Superseded),
    ("superceded", Status::Superseded),
    ("superceeded", Status::Superseded),
    ("supersedes by", Status::Superseded),
    ("replaced", Status::Superseded),
    ("obsoleted by", Status::Superseded),
    ("ersetzt", Status::Superseded),
    ("abgelöst", Status::Superseded),
    ("remplacé", Status::Superseded),
    ("remplacée", Status::Superseded),
    ("reemplazada", Status::Superseded),
    ("reemplazado", Status::Superseded),
    ("sustituida", Status::Superseded),
    ("substituído", Status::Superseded),
    ("yerine geçildi", Status::Superseded),
    ("取代", Status::Superseded),
    ("被取代", Status::Superseded),
    ("已取代", Status::Superseded),
    ("置き換え", Status::Superseded),
    ("on hold", Status::Other),
    ("stalled", Status::Other),
    ("deferred", Status::Other),
    ("demonstrated", Status::Other),
    ("postponed", Status::Other),
    ("paused", Status::Other),
    ("parked", Status::Other),
    ("suspended", Status::Other),
    ("blocked", Status::Other),
    ("unknown", Status::Other),
    ("informational", Status::Other),
    ("ausgesetzt", Status::Other),
    ("zurückgestellt", Status::Other),
    ("reporté", Status::Other),
    ("aplazada", Status::Other),
    ("ertelendi", Status::Other),
];

/// What a lone emoji means, where no word stands beside it.
const EMOJI: &[(&str, Status)] = &[
    ("✅", Status::Accepted),
    ("✔", Status::Accepted),
    ("👍", Status::Accepted),
    ("🟢", Status::Accepted),
    ("❌", Status::Rejected),
    ("👎", Status::Rejected),
    ("🔴", Status::Rejected),
    ("🤔", Status::Proposed),
    ("💡", Status::Proposed),
    ("🟡", Status::Proposed),
    ("🚧", Status::Draft),
    ("📝", Status::Draft),
    ("⌛", Status::Superseded),
    ("♻", Status::Superseded),
    ("🗑", Status::Deprecated),
];

/// The most words that an entry of the table has.
const LONGEST: usize = 4;

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
