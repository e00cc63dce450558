//! A status as it stands in a value, and the ways to write another in its place that keep its dress.

use super::text::{iso_day, replaced};
use crate::model::Status;
use crate::record::{status_phrases, status_sign};
use jiff::civil::Date;
use std::ops::Range;

/// What is written in the place of a status.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    /// The word.
    pub(super) word: &'a str,
    /// What belongs to it and is written as it is: ` by [ADR-5](0005-x.md)`.
    pub(super) tail: &'a str,
    /// Since when.
    pub(super) day: Date,
}

/// A word in the letters of another: `ACCEPTED`, `Accepted`, `accepted`.
pub(super) fn dressed(word: &str, like: &str) -> String {
    let mut letters = like.chars().filter(|c| c.is_alphabetic());
    let is_upper = |c: char| c.is_uppercase();
    match letters.next() {
        Some(first) if is_upper(first) && letters.clone().next().is_some() && letters.all(is_upper) => {
            word.to_uppercase()
        }
        Some(first) if is_upper(first) => capital(word),
        // Scripts without case begin nothing large.
        _ => word.to_owned(),
    }
}

/// A word with a large first letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Texts with the new status in the value, what keeps most of it first.
pub(super) fn rewritten(text: &str, value: Range<usize>, words: Words<'_>, own: &[(String, Status)]) -> Vec<String> {
    let mut phrases = status_phrases(&text[value.clone()], own);
    phrases.truncate(6);
    let first = phrases.first().map(|(range, _)| text[value.clone()][range.clone()].to_owned());
    let whole = whole(text, value.clone(), words, first.as_deref().unwrap_or_default());
    let kept = phrases.into_iter().map(|(phrase, status)| {
        let phrase = with_glued(&text[value.clone()], phrase);
        in_phrase(text, value.clone(), phrase, status, words)
    });
    if words.tail.is_empty() {
        kept.chain([whole]).collect()
    } else {
        // A remark on the old status would stand behind the name of the new record.
        [whole].into_iter().chain(kept).collect()
    }
}

/// The tick moved to the box of another status, where every choice of a list has a box.
pub(super) fn ticked(
    text: &str,
    around: Range<usize>,
    value: &Range<usize>,
    new: Status,
    own: &[(String, Status)],
) -> Option<String> {
    let boxes: Vec<(usize, bool, Status)> = text[around.clone()]
        .match_indices('[')
        .filter_map(|(at, _)| {
            let at = around.start + at;
            let sign = text.get(at..at + 3).filter(|sign| sign.ends_with(']'))?;
            let is_ticked = matches!(sign, "[x]" | "[X]");
            let line_end = at + text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
            let words = &text[at + 3..line_end.min(around.end)];
            let words = &words[..words.find('[').unwrap_or(words.len())];
            let (_, status) = status_phrases(words, own).into_iter().next()?;
            (is_ticked || sign == "[ ]").then_some((at, is_ticked, status))
        })
        .collect();
    let line = value.start.saturating_sub(8)..value.end;
    let (from, ..) = boxes.iter().find(|(at, is_ticked, _)| *is_ticked && line.contains(at))?;
    let (to, ..) = boxes.iter().find(|(_, is_ticked, status)| !is_ticked && *status == new)?;
    let sign = &text[*from..from + 3];
    let moved = replaced(text, *from..from + 3, "[ ]");
    Some(replaced(&moved, *to..to + 3, sign))
}

/// The words that name the status alone, and what hangs on them: a sign, an address, a day.
fn in_phrase(text: &str, value: Range<usize>, phrase: Range<usize>, status: Status, words: Words<'_>) -> String {
    let written = &text[value.clone()];
    let old = &written[phrase.clone()];
    let new = dressed(words.word, old);
    let start = status_sign(written, phrase.start).map_or(phrase.start, |sign| sign.start);
    let tail = &written[phrase.end..];
    let dated = with_day_behind(&with_address(tail, old, words.word), words.day);
    let tail = if status == Status::Superseded && begins_successor(tail) {
        closing_marks(tail).to_owned()
    } else if dated == tail && words.tail.is_empty() && goes_on(tail) {
        let rest = tail.trim_end();
        format!(" (formerly {old}{rest}){}", &tail[rest.len()..])
    } else {
        dated
    };
    let head = with_day_before(&written[..start], words.day);
    let line = format!("{head}{new}{}{tail}", words.tail);
    replaced(text, value.clone(), &padded(&line, text, value))
}

/// `Draft-Accepted`: what hangs on the words by a hyphen is a part of them.
fn with_glued(written: &str, phrase: Range<usize>) -> Range<usize> {
    let is_glue = |c: char| c.is_alphanumeric() || c == '-';
    let before = &written[..phrase.start];
    let behind = &written[phrase.end..];
    let start = if before.ends_with('-') { before.trim_end_matches(is_glue).len() } else { phrase.start };
    let length = if behind.starts_with('-') { behind.find(|c| !is_glue(c)).unwrap_or(behind.len()) } else { 0 };
    let is_word = behind[1.min(length)..].starts_with(char::is_alphabetic);
    start..phrase.end + if is_word { length } else { 0 }
}

/// ` in #4`, ` because …`: what goes on from the old word would be said of the new one.
fn goes_on(tail: &str) -> bool {
    let word: String = tail.strip_prefix(' ').unwrap_or("|").chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(
        word.to_lowercase().as_str(),
        "in" | "by"
            | "via"
            | "with"
            | "to"
            | "from"
            | "for"
            | "because"
            | "since"
            | "due"
            | "as"
            | "at"
            | "under"
            | "until"
            | "on"
    )
}

/// All words of a value; marks around them stay.
fn whole(text: &str, value: Range<usize>, words: Words<'_>, like: &str) -> String {
    let written = &text[value.clone()];
    let core = written.trim();
    let lead = core.len() - core.trim_start_matches(['*', '_', '`', '"', '\'', '>', ' ', '[', '{']).len();
    let (lead, trail) = match (&core[..lead], closing_marks(&core[lead..])) {
        // A half of a pair was no mark around the whole.
        (lead, trail) if is_paired(lead, trail) => (lead, trail),
        (lead, trail) if lead.trim_matches(['>', ' ']).is_empty() => {
            (lead, if is_loose(trail, written) { trail } else { "" })
        }
        _ => ("", ""),
    };
    let like = if like.is_empty() { core } else { like };
    let before = &written[..written.len() - written.trim_start().len()];
    let after = &written[written.trim_end().len()..];
    let line = format!("{before}{lead}{}{}{trail}{after}", dressed(words.word, like), words.tail);
    replaced(text, value.clone(), &padded(&line, text, value))
}

/// Marks and a full stop that a text ends in.
fn closing_marks(text: &str) -> &str {
    let text = text.trim_end();
    &text[text.trim_end_matches(['*', '_', '`', '"', '\'', ']', '}', '.', '\\', ' ']).len()..]
}

fn is_paired(lead: &str, trail: &str) -> bool {
    let opened = lead.trim_start_matches(['>', ' ']).chars().rev().map(|c| match c {
        '[' => ']',
        '{' => '}',
        c => c,
    });
    !lead.is_empty() && opened.filter(|c| *c != ' ').eq(trail.chars().filter(|c| !matches!(c, '.' | ' ' | '\\')))
}

/// `**Status: Accepted**`: the value holds the second half alone.
fn is_loose(trail: &str, written: &str) -> bool {
    !trail.is_empty() && !written.contains('[') && trail.chars().all(|c| matches!(c, '*' | '_' | '.'))
}

/// ` by …`, ` durch …`: the record that took the place is named.
fn begins_successor(tail: &str) -> bool {
    let tail = tail.trim_start().to_lowercase();
    ["by", "with", "in fav", "durch", "par", "por", "da", "door", "przez", "на"]
        .iter()
        .any(|word| tail.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', 'o'])))
}

/// `](/README.md#proposed)` and `](…/adr-accepted-green)` lead where the new word is told.
fn with_address(tail: &str, old: &str, new: &str) -> String {
    let Some(inside) = tail.strip_prefix("](") else { return tail.to_owned() };
    let Some(end) = inside.find(')') else { return tail.to_owned() };
    let address = &inside[..end];
    let old = old.to_lowercase().replace(' ', "-");
    match address.to_lowercase().rfind(&old) {
        // Lower case may change lengths in a few scripts.
        Some(at) if address.is_ascii() => {
            let new = dressed(&new.replace(' ', "-"), &address[at..at + old.len()]);
            format!("]({}{new}{}){}", &address[..at], &address[at + old.len()..], &inside[end + 1..])
        }
        _ => tail.to_owned(),
    }
}

/// A day right behind the word is the day of the status.
fn with_day_behind(tail: &str, day: Date) -> String {
    let start = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
    let between = tail[..start].trim_matches([' ', '(', '[', ',', ':', '-', '–', '—', '*', '_', ']']);
    if iso_day(&tail[start..]).is_some() && matches!(between, "" | "on" | "since" | "as of" | "am" | "le") {
        replaced(tail, start..start + 10, &day.to_string())
    } else {
        tail.to_owned()
    }
}

/// A day right before it is, too.
fn with_day_before(head: &str, day: Date) -> String {
    let end = head.trim_end_matches([' ', ':', '-', '–', '—', '*', '_']).len();
    let start = end.saturating_sub(10);
    if head.is_char_boundary(start) && iso_day(&head[start..end]).is_some() && head[..start].trim().is_empty() {
        replaced(head, start..end, &day.to_string())
    } else {
        head.to_owned()
    }
}

/// A cell of a table as wide as it was, where its words leave room.
fn padded(new: &str, text: &str, value: Range<usize>) -> String {
    let old = &text[value.clone()];
    let room = |cell: &str| cell.len() - cell.trim_end_matches(' ').len();
    if !text[value.end..].starts_with('|') || room(old) < 2 {
        return new.to_owned();
    }
    let width = old.chars().count();
    format!("{:<width$}", format!("{} ", new.trim_end_matches(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn first(value: &str, word: &str) -> String {
        let words = Words { word, tail: "", day: date(2026, 11, 30) };
        rewritten(value, 0..value.len(), words, &[]).swap_remove(0)
    }

    fn last(value: &str, word: &str) -> String {
        let words = Words { word, tail: "", day: date(2026, 11, 30) };
        rewritten(value, 0..value.len(), words, &[]).pop().expect("there is always one")
    }

    #[test]
    fn the_dress_stays() {
        for (value, expected) in [
            ("Accepted", "Rejected"),
            ("ACCEPTED.", "REJECTED."),
            ("accepted", "rejected"),
            ("**Accepted**", "**Rejected**"),
            ("✅ Accepted", "Rejected"),
            ("[PROPOSED](/README.md#proposed)", "[REJECTED](/README.md#rejected)"),
            (
                "![Accepted](https://img.example/adr-accepted-green)",
                "![Rejected](https://img.example/adr-rejected-green)",
            ),
            ("Accepted (2020-01-02)", "Rejected (2026-11-30)"),
            ("2017-11-24 完成", "2026-11-30 rejected"),
            ("Accepted (lazy consensus)", "Rejected (lazy consensus)"),
            ("Superseded by [ADR-5](0005-x.md).", "Rejected."),
            ("Draft-Accepted", "Rejected"),
            ("Implemented in #4", "Rejected (formerly Implemented in #4)"),
        ] {
            assert_eq!(first(value, "rejected"), expected, "{value}");
        }
    }

    #[test]
    fn all_of_a_value_goes_where_nothing_of_it_may_stay() {
        for (value, expected) in [
            ("Not yet clear", "Rejected"),
            ("**Under the rug**", "**Rejected**"),
            ("{In the drawer}", "{Rejected}"),
            ("> put off", "> rejected"),
            ("Somewhere**", "Rejected**"),
            ("'odd one'", "'rejected'"),
        ] {
            assert_eq!(last(value, "rejected"), expected, "{value}");
        }
    }

    #[test]
    fn a_table_keeps_its_width() {
        let text = "| Status | Accepted       |";
        let words = Words { word: "rejected", tail: "", day: date(2026, 11, 30) };
        assert_eq!(rewritten(text, 10..26, words, &[])[0], "| Status | Rejected       |");
        let words = Words { word: "deprecated", ..words };
        assert_eq!(rewritten(text, 10..26, words, &[])[0], "| Status | Deprecated     |");
    }
}
