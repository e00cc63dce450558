//! A title as the words of a heading that read back as they were typed.

use crate::model::Book;
use crate::record::body::markdown;
use crate::record::candidates::FolderContext;
use crate::record::parse::parse;
use crate::source::SourceFile;

/// Signs that markdown may take for markup.
const SIGNS: &str = "\\`*_[]<&~";

/// Signs behind a number, an ID or a kind of text, where a reader may take what stands before them off.
const MARKS: &str = ":.)]-|,_/";

/// The words of a heading, after `lead` (`12. `, say), that everybody reads as this title: as typed where that is so, with
/// as few escapes as it takes where it is not. `number` is that of the file: the same number in a title may be taken for it.
pub fn heading_words(title: &str, lead: &str, number: Option<u64>) -> String {
    let escaped = escaped(title);
    let plain = [title.to_owned(), escaped.clone()];
    let forms = plain
        .iter()
        .cloned()
        .chain(plain.iter().map(|text| marked(text)))
        .chain(plain.iter().map(|text| marked_behind_digits(text)))
        .chain(plain.iter().map(|text| spelled(text)));
    forms.clone().find(|words| reads_as(&format!("{lead}{words}"), lead, title, number)).unwrap_or(escaped)
}

/// Whether we and markdown both find the title in these words.
fn reads_as(words: &str, lead: &str, title: &str, number: Option<u64>) -> bool {
    let text = format!("# {words}\n");
    if markdown::words_of(&text).trim() != format!("{lead}{title}").trim() {
        return false;
    }
    let path = format!("decisions/{:04}-x.md", number.unwrap_or_default());
    let file = SourceFile { path, text: text.into(), decoding: None };
    let record = parse(&file, "decisions", &FolderContext::default(), &Book::default()).0;
    record.is_some_and(|record| record.title.text == title)
}

/// With a backslash before every sign that may be markup.
fn escaped(title: &str) -> String {
    let tail = title.trim_end_matches('#').len();
    let mut words = String::with_capacity(title.len() + 8);
    for (at, c) in title.char_indices() {
        let is_placeholder = c == '{' && (at == 0 || title[at..].starts_with("{#"));
        if SIGNS.contains(c) || is_placeholder || (c == '#' && at >= tail) {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

/// With a backslash before the first mark, so that nothing before it is a number, an ID or a kind of text.
fn marked(words: &str) -> String {
    match words.find(|c| MARKS.contains(c)) {
        Some(at) => format!("{}\\{}", &words[..at], &words[at..]),
        None => words.to_owned(),
    }
}

/// With a backslash before every mark that stands right behind a digit.
fn marked_behind_digits(words: &str) -> String {
    let mut marked = String::with_capacity(words.len() + 4);
    for c in words.chars() {
        if MARKS.contains(c) && marked.ends_with(|before: char| before.is_ascii_digit()) {
            marked.push('\\');
        }
        marked.push(c);
    }
    marked
}

/// With the first sign as a character reference.
fn spelled(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| format!("&#{};{}", u32::from(first), signs.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_are_written_with_as_few_escapes_as_it_takes() {
        for (title, words) in [
            ("How should customers sign in?", "How should customers sign in?"),
            ("Should we ban <script> tags?", "Should we ban \\<script> tags?"),
            ("Use Vec<u8>", "Use Vec\\<u8>"),
            ("*args", "*args"),
            ("*args and kwargs*", "\\*args and kwargs\\*"),
            ("1.0", "1.0"),
            ("{{ x }}", "\\{{ x }}"),
            ("Trailing #", "Trailing \\#"),
            ("{#id}", "\\{#id}"),
            ("3. Third", "3\\. Third"),
            ("A &amp; B", "A \\&amp; B"),
            ("A & B", "A & B"),
            ("snake_case names", "snake_case names"),
            ("[WIP] Search", "[WIP] Search"),
            ("ADR-5: Search", "ADR\\-5: Search"),
            ("Proposal: buy", "Proposal\\: buy"),
            ("0012 and on", "&#48;012 and on"),
            ("ADR template", "&#65;DR template"),
            ("2026-01-31: the day", "2026\\-01-31: the day"),
            ("C:\\adr\\new", "C:\\adr\\new"),
        ] {
            assert_eq!(heading_words(title, "", None), words);
        }
        assert_eq!(heading_words("3. Third", "7. ", Some(7)), "3. Third");
        for title in ["Title: the first", "Title:*", "Proposal: buy"] {
            assert_eq!(heading_words(title, "ADR-0007: ", Some(7)), title.replacen(':', "\\:", 1));
        }
        assert_eq!(heading_words("Do we renew 1: b?", "", Some(1)), "Do we renew 1\\: b?");
        assert_eq!(heading_words("Do we renew 1: b?", "", Some(2)), "Do we renew 1: b?");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]
        #[test]
        fn every_title_reads_back(
            parts in proptest::collection::vec(prop::sample::select(vec![
                "a", "Use", "3", "12.", "ADR-5", ":", " ", " ", "*", "**", "_", "`", "<b>", "</b>", "<script>", "&amp;", "&", "{#x}", "{{ x }}",
                "Proposal", "Context", "[a](b)", "![", "]", "#", "\\", "~~", "~", "!", "-", "https://a.example/b", "<!--", "-->", "|", "ü", "検索", "Title", "{", "}",
                "2026-01-31", "7", "7:", "renew", "0007", "(", ")", "'", "\"", "$", "0012",
            ]), 1..8),
            lead in prop::sample::select(vec!["", "7. ", "ADR-0007: "]),
        ) {
            let title = parts.concat().split_whitespace().collect::<Vec<_>>().join(" ");
            // A title without a letter has no name for a file, and is refused.
            let title = if title.chars().any(char::is_alphanumeric) { title } else { format!("{title}a") };
            for number in [None, Some(7)] {
                let words = heading_words(&title, lead, number);
                prop_assert!(reads_as(&format!("{lead}{words}"), lead, &title, number), "{title}: {words}");
            }
        }
    }
}
