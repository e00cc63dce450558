//! What a text states, where "superseded by" anywhere wins over the status that held before.

use crate::model::{LinkKind, Status};
use crate::record::body::inline;
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::unaccented::unaccented;
use crate::record::stated::words_before::{self, Before};
use crate::record::stated::{status_marks, verbs};

/// Reads a text, where "superseded by" anywhere wins, unless only parts are.
pub(crate) fn read(text: &str, own: &[(String, Status)]) -> Reading {
    let reading = status_words::read(text, own);
    let is_decided = matches!(reading, Reading::Exact(_) | Reading::Misspelled(_) | Reading::Unknown);
    if is_decided && text.len() < 600 && says_superseded(text) { Reading::Exact(Status::Superseded) } else { reading }
}

/// Whether a text says that the whole record was superseded, and no words before the verb deny it.
pub(crate) fn says_superseded(text: &str) -> bool {
    let text = status_marks::unstruck(text);
    if !verbs::says_superseded(&text) {
        return false;
    }
    let lower = text.to_lowercase();
    verbs::verbs(&lower).iter().filter(|(_, _, kind)| *kind == LinkKind::SupersededBy).any(|(at, ..)| {
        let clause = lower[..*at].rsplit(['.', ',', ';', ':', '(', '|', '\n']).next().unwrap_or_default();
        let words = unaccented(&inline::plain(clause));
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        matches!(words_before::at_end(&words), None | Some(Before::Former))
    })
}
