//! The language of an author's text, where it is known to differ from that of the page around it.

use crate::model::{Book, Record};

/// What our own words are in.
const OURS: &str = "en";

/// Letters of a text that are looked at.
const LETTERS: usize = 500;

/// Scripts that tell the language well enough for a voice to read it, and those of their letters.
const SCRIPTS: [(&str, &[(char, char)]); 12] = [
    ("ja", &[('\u{3040}', '\u{30ff}')]),
    ("ko", &[('\u{1100}', '\u{11ff}'), ('\u{ac00}', '\u{d7af}')]),
    ("zh", &[('\u{3400}', '\u{9fff}'), ('\u{20000}', '\u{2fa1f}')]),
    ("ru", &[('\u{0400}', '\u{04ff}')]),
    ("el", &[('\u{0370}', '\u{03ff}')]),
    ("he", &[('\u{0590}', '\u{05ff}')]),
    ("ar", &[('\u{0600}', '\u{06ff}')]),
    ("hi", &[('\u{0900}', '\u{097f}')]),
    ("bn", &[('\u{0980}', '\u{09ff}')]),
    ("ta", &[('\u{0b80}', '\u{0bff}')]),
    ("th", &[('\u{0e00}', '\u{0e7f}')]),
    ("ka", &[('\u{10a0}', '\u{10ff}')]),
];

/// The language of a record's text: as it says, as the book says, else as its script tells. `None` where that is the
/// page's own, or nobody knows.
pub(super) fn language(record: &Record, book: &Book) -> Option<String> {
    let stated = record.lang.clone().or_else(|| book.language.clone());
    let of = stated.or_else(|| script(&record.title.text, &record.text).map(str::to_owned))?;
    (of != OURS).then_some(of)
}

/// The first script that at least three in ten letters are of. Japanese stands before Chinese, whose signs it uses: one
/// sign of its own in ten tells it.
fn script(title: &str, text: &str) -> Option<&'static str> {
    // Most texts are Latin, and their bytes tell.
    let start = &text.as_bytes()[..text.len().min(2 * LETTERS)];
    let is_latin = start.iter().filter(|byte| !byte.is_ascii()).count() * 10 < start.len();
    if is_latin {
        return None;
    }
    let letters: Vec<char> = title.chars().chain(text.chars()).filter(|c| c.is_alphabetic()).take(LETTERS).collect();
    let of = |ranges: &[(char, char)]| {
        letters.iter().filter(|c| ranges.iter().any(|(from, to)| (from..=to).contains(c))).count()
    };
    let share = |name: &str| if name == "ja" { 10 } else { 30 };
    SCRIPTS
        .iter()
        .find(|(name, ranges)| !letters.is_empty() && of(ranges) * 100 >= letters.len() * share(name))
        .map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_the_book_and_the_script_are_asked_in_this_order() {
        let record = |lang: Option<&str>, text: &str| Record {
            lang: lang.map(str::to_owned),
            text: text.into(),
            ..Record::default()
        };
        let book = |language: Option<&str>| Book { language: language.map(str::to_owned), ..Book::default() };
        let of = |lang, book_lang, text| language(&record(lang, text), &book(book_lang));
        assert_eq!(of(Some("fr"), Some("de"), "決定").as_deref(), Some("fr"));
        assert_eq!(of(None, Some("de"), "Wir kaufen").as_deref(), Some("de"));
        assert_eq!(of(None, None, "# 采用微服务\n\nStatus: accepted 背景 我们需要").as_deref(), Some("zh"));
        assert_eq!(of(None, None, "キューを Postgres に置く 決定").as_deref(), Some("ja"));
        assert_eq!(of(None, None, "Мы покупаем").as_deref(), Some("ru"));
        assert_eq!(of(None, None, "We buy"), None);
        assert_eq!(of(Some("en"), Some("de"), "We buy"), None);
    }
}
