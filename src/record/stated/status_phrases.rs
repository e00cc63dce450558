//! Where in a text the words stand that name a status, and the sign before them.

use crate::model::Status;
use crate::record::stated::status_table::{EMOJI, LONGEST};
use crate::record::stated::status_words::{self, Reading};
use std::ops::Range;

/// Texts are looked at so far, in words.
const WORDS: usize = 80;

/// Every word, or few words together, that name a status, in the order of the text.
pub fn status_phrases(text: &str, own: &[(String, Status)]) -> Vec<(Range<usize>, Status)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let most = LONGEST.min(words.len() - first);
        let phrase = (1..=most).rev().find_map(|count| {
            let range = words[first].start..words[first + count - 1].end;
            Some((named(text, range.clone(), own)?, range, count))
        });
        match phrase {
            Some((status, range, count)) => {
                found.push((range, status));
                first += count;
            }
            None => first += 1,
        }
    }
    found
}

/// The sign of a status, an emoji, that ends right before a byte, with what stands between.
pub fn status_sign(text: &str, end: usize) -> Option<Range<usize>> {
    let before = text[..end].trim_end_matches([' ', '\u{fe0f}', '\u{fe0e}']);
    let (sign, _) = EMOJI.iter().find(|(sign, _)| before.ends_with(sign))?;
    Some(before.len() - sign.len()..end)
}

fn named(text: &str, range: Range<usize>, own: &[(String, Status)]) -> Option<Status> {
    let words = &text[range];
    let is_one = !words.contains(['.', ',', ';', ':', '|', '/', '\n', '(', ')', '[', ']', '>', '→', '~']);
    if !is_one || !status_words::is_status_alone(words, own) {
        return None;
    }
    match status_words::read(words, own) {
        Reading::Exact(status) => Some(status),
        _ => None,
    }
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        if let Some(last) = words.last_mut().filter(|last| last.end == at) {
            last.end = end;
        } else if words.len() < WORDS {
            words.push(at..end);
        } else {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Status)> {
        status_phrases(text, &[]).into_iter().map(|(range, status)| (&text[range], status)).collect()
    }

    #[test]
    fn words_are_found_in_every_dress() {
        use Status::{Accepted, Draft, Proposed};
        assert_eq!(found("**Accepted** (lazy consensus)"), [("Accepted", Accepted)]);
        assert_eq!(found("✅ In Review"), [("In Review", Proposed)]);
        assert_eq!(found("[PROPOSED](/README.md#proposed)")[0], ("PROPOSED", Proposed));
        assert_eq!(found("~~Draft~~ → accepted"), [("Draft", Draft), ("accepted", Accepted)]);
        assert_eq!(found("2017-11-24 完成"), [("完成", Accepted)]);
        assert_eq!(found("pork and beans"), []);
    }

    #[test]
    fn a_sign_before_the_words_is_theirs() {
        assert_eq!(status_sign("✅ Accepted", "✅ ".len()), Some(0.."✅ ".len()));
        assert_eq!(status_sign("a ⌛\u{fe0f} b", "a ⌛\u{fe0f} ".len()), Some(2.."a ⌛\u{fe0f} ".len()));
        assert_eq!(status_sign("Accepted", 0), None);
    }
}
