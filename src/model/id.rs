//! How a record is called: slug and page id.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A record's name on the site: its pages are `brief/<id>.html`, `log/<id>.html`, …
pub type PageId = String;

/// The longest page id, in bytes, so that file systems take it.
const PAGE_ID_BYTES: usize = 100;

/// File names that Windows keeps for itself, and that of the list of all records.
const RESERVED: [&str; 23] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "index",
];

/// Folds a text like a slug: lower case, NFC, every run of other characters than letters and
/// digits (of any script) one hyphen, none at the ends.
pub fn slug(text: &str) -> String {
    // Most texts are ASCII, which normalization leaves alone.
    if text.is_ascii() {
        let mut folded = String::with_capacity(text.len());
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                folded.push(char::from(byte.to_ascii_lowercase()));
            } else if !folded.is_empty() && !folded.ends_with('-') {
                folded.push('-');
            }
        }
        folded.truncate(folded.trim_end_matches('-').len());
        return folded;
    }
    folded(text.nfc().flat_map(char::to_lowercase).nfc(), text.len())
}

fn folded(lower: impl Iterator<Item = char>, capacity: usize) -> String {
    let mut folded = String::with_capacity(capacity);
    for c in lower {
        if c.is_alphanumeric() || (is_mark(c) && !folded.is_empty() && !folded.ends_with('-')) {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with('-') {
            folded.push('-');
        }
    }
    folded.truncate(folded.trim_end_matches('-').len());
    folded
}

/// Combining marks belong to the letter before them (Devanagari vowels, decomposed accents).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The page id of a record with this stem: folded, cut at 100 bytes, no reserved name.
///
/// Where the id is in `taken`, the folder's name stands before it, then a number after it.
pub fn page_id(stem: &str, folder: &str, taken: &BTreeSet<PageId>) -> PageId {
    let plain = fit(&slug(stem));
    let plain = if plain.is_empty() { "record".to_owned() } else { plain };
    if !taken.contains(&plain) {
        return plain;
    }
    let with_folder = fit(&slug(&format!("{folder} {stem}")));
    let mut candidate = with_folder.clone();
    let mut count = 2;
    while taken.contains(&candidate) || candidate.is_empty() {
        let suffix = format!("-{count}");
        candidate = format!("{}{suffix}", cut(&with_folder, PAGE_ID_BYTES - suffix.len()));
        count += 1;
    }
    candidate
}

fn fit(folded: &str) -> String {
    let id = cut(folded, PAGE_ID_BYTES).trim_end_matches('-').to_owned();
    if RESERVED.contains(&id.as_str()) { format!("{id}-") } else { id }
}

fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("How should we take Card Payments?"), "how-should-we-take-card-payments");
        assert_eq!(slug("使用 Rust!"), "使用-rust");
        assert_eq!(slug("Cafe\u{301} - Größe"), "café-größe");
        assert_eq!(slug("../../etc"), "etc");
    }

    #[test]
    fn page_ids_are_short_free_and_taken_once() {
        let mut taken = BTreeSet::new();
        assert_eq!(page_id("CON", "", &taken), "con-");
        assert!(page_id(&"x".repeat(300), "", &taken).len() <= 100);
        taken.insert("0001-a".to_owned());
        assert_eq!(page_id("0001-a", "web/adr", &taken), "web-adr-0001-a");
        taken.insert("web-adr-0001-a".to_owned());
        assert_eq!(page_id("0001-a", "web/adr", &taken), "web-adr-0001-a-2");
    }
}
