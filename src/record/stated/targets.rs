//! What a statement may lead to: links, IDs, numbers, file names and addresses in a text.

use crate::record::body::inline;
use crate::record::stated::unaccented::unaccented;
use std::ops::Range;

/// How far behind a verb its first target may stand, in bytes.
const REACH: usize = 90;

/// Targets in `range` of a text: the first within reach, the others each close behind the one before.
pub(crate) fn targets(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String, Option<String>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut position = range.start;
    let mut reach = position + REACH;
    while position < range.end.min(reach) {
        if !text.is_char_boundary(position) {
            position += 1;
            continue;
        }
        if bytes[position] == b'['
            && let Some(link) = inline::link_at(text, position)
        {
            let target = link.target.trim_matches(['<', '>']).replace('\\', "");
            let words = inline::plain(link.text);
            let target = if target.is_empty() { words.clone() } else { target };
            if found.last().is_some_and(|(last, ..): &(Range<usize>, _, _)| !goes_on(&text[last.end..position])) {
                break;
            }
            if !target.is_empty() && !is_nothing(&target) {
                found.push((link.start..link.end, target, Some(words)));
            }
            position = link.end;
            reach = position + 40;
            continue;
        }
        let begins = position == 0
            || !(bytes[position - 1].is_ascii_alphanumeric()
                || matches!(bytes[position - 1], b'/' | b'-' | b'.' | b'_')
                || text[..position].trim_end_matches([' ', '\u{a0}']).ends_with('§'));
        let last_end = found.last().map_or(range.start, |(last, ..): &(Range<usize>, _, _)| last.end);
        if begins
            && let Some(length) = id_at(&text[position..])
            && is_meant(&text[last_end..position], &text[position..position + length], &text[position + length..])
        {
            found.push((position..position + length, text[position..position + length].to_owned(), None));
            position += length;
            reach = position + 25;
            continue;
        }
        let ends = bytes[position] == b'\n' && (!found.is_empty() || bytes.get(position + 1) == Some(&b'#'));
        let is_stop = bytes[position] == b'.' && bytes.get(position + 1).is_none_or(u8::is_ascii_whitespace);
        if ends || (is_stop && (!found.is_empty() || position > range.start + 2)) {
            break;
        }
        position += 1;
    }
    found
}

/// Whether words only join what stands around them.
fn is_no_more_than_joined(words: &str) -> bool {
    let joins = "and also as well und sowie et y e en og no nr number adr adrs by the";
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| joins.split(' ').any(|join| join == word))
}

/// Whether a second target belongs to the same verb: `[A](a.md), the old one, and [B](b.md)`, and not
/// `[A](a.md) and is a part of [B](b.md)`.
fn goes_on(between: &str) -> bool {
    between.contains([',', ';', '\n', '(']) || is_no_more_than_joined(between)
}

/// Whether an ID is one where it stands. A bare number is one only right behind its verb, or behind another target, and at
/// the end of the clause: `Replaces 2 rented servers` counts servers, and `Issue #197` is another list. So is one letter
/// with a number: `amends D5 of the draft`.
fn is_meant(before: &str, id: &str, after: &str) -> bool {
    let letters = id.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 1 || id.contains(['.', '/']) || id.trim_start_matches('#').contains(['-', '_']) {
        return true;
    }
    let stands_behind = is_no_more_than_joined(before);
    let after = after.trim_start_matches(['*', '_', '`', ')', ']', '"', '\'']);
    let next = after.trim_start_matches([' ', '\t']);
    let word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let ends = next.is_empty()
        || next.starts_with(|c: char| !c.is_alphanumeric() && c != '%')
        || matches!(word.as_str(), "and" | "und" | "et" | "on" | "because" | "since" | "which");
    stands_behind && ends && !after.starts_with(['%', '.'])
        || (stands_behind && after.starts_with('.') && !after[1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// What a part of a record is called, in the languages people write in; their plurals begin alike.
const PARTS: [&str; 16] = [
    "section",
    "chapter",
    "clause",
    "paragraph",
    "abschnitt",
    "kapitel",
    "absatz",
    "seccion",
    "secao",
    "sezione",
    "capitolo",
    "capitulo",
    "chapitre",
    "rozdzial",
    "hoofdstuk",
    "раздел",
];

/// Whether the text behind a target says which part of it is meant: `ADR-53 §7`, `ADR 4, section 2`.
pub(crate) fn names_a_part(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', '*', '_', '`', ',', '(', ':', '#']);
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let names = after[end..].trim_start().starts_with(|c: char| c.is_ascii_digit() || "\"“„«`".contains(c));
    after.starts_with('§')
        || (names && end <= 24 && PARTS.iter().any(|part| unaccented(&after[..end]).starts_with(part)))
}

/// Whether the text before a target says that something in it is meant: `the invitation in [23](0023-a.md)`.
pub(crate) fn means_something_in(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '\n', '.']).next().unwrap_or_default();
    let clause = clause.rsplit_once(" and ").map_or(clause, |(_, last)| last);
    let words: Vec<&str> = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ends = ["in", "of", "from", "within", "aus", "von", "dans", "de", "en", "di", "da", "em", "van", "uit"];
    words.len() > 1 && ends.contains(&words[words.len() - 1].to_lowercase().as_str())
}

/// The length of `ADR-0005`, `ADR 36`, `MADR 099`, `DR008`, `#12`, `0012`, `0012-title.md`, `https://…`.
fn id_at(text: &str) -> Option<usize> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ',' | ']')).unwrap_or(text.len());
        return Some(text[..end].trim_end_matches('.').len());
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 8
        || (letters > 0
            && !text[..letters].bytes().all(|byte| byte.is_ascii_uppercase())
            && !is_id_word(&text[..letters]))
    {
        return None;
    }
    let is_word = letters > 0 && is_id_word(&text[..letters]);
    let mark = text[letters..].bytes().take_while(|byte| matches!(byte, b'-' | b' ' | b'#' | b'_')).count();
    // `HTTP 2` is a thing, `ADR 2` a record.
    if !is_word && text[letters..letters + mark].contains(' ') {
        return None;
    }
    if mark > 2 || (letters == 0 && mark > 0 && !text.starts_with('#')) {
        return None;
    }
    let start = letters + mark;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 {
        return None;
    }
    let end = start + digits;
    let rest = &text[end..];
    // A date is no target.
    if digits == 4 && letters == 0 && rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if rest.starts_with(['-', '_']) && rest[1..].starts_with(|c: char| c.is_alphanumeric()) {
        let name = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(rest.len());
        return Some(end + rest[..name].trim_end_matches('.').len());
    }
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric()).then_some(end)
}

fn is_id_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "adr" | "adrs" | "madr" | "rfc" | "dr" | "ad" | "tep" | "kep" | "record" | "decision" | "proposal"
    )
}

/// `-`, `n/a`, `none`: no target.
pub(crate) fn is_nothing(text: &str) -> bool {
    let folded = crate::model::slug(text);
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "n-a" | "na" | "none" | "null" | "no" | "tbd" | "nothing" | "not-applicable" | "keine" | "aucun" | "xxx"
        )
        || (folded.starts_with("adr-xxx"))
        || text.starts_with('{')
        || text.starts_with('<')
}

/// `ADR-0005`, `adr 5`, `#5`.
pub(crate) fn starts_with_id(text: &str) -> bool {
    id_at(text).is_some_and(|length| text[..length].starts_with(|c: char| c.is_alphabetic() || c == '#'))
}
