//! Characters that turn the direction of the text around them, and others that nobody sees. Who reads
//! closely, on technical pages and at a terminal, is shown that they are there; everybody else is
//! shown the text without them.

use std::borrow::Cow;

/// What a bidirectional control is called; `None` for every other character.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        _ => return None,
    })
}

/// Whether a character turns the direction of text.
pub fn is_direction(c: char) -> bool {
    name(c).is_some()
}

/// Whether a text holds a character that turns its direction, or another control character.
fn is_plain(text: &str) -> bool {
    // Those characters begin with one of these bytes, few pieces of a page hold one, and of a piece this is asked at once.
    let may_begin =
        |byte: u8| (byte < b' ') & !matches!(byte, b'\n' | b'\r' | b'\t') | matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2);
    let is_odd = |at: usize| text[at..].chars().next().is_some_and(|c| is_direction(c) || is_unseen(c));
    text.as_bytes().chunks(64).enumerate().all(|(idx, piece)| {
        let asked = piece.iter().fold(0, |asked, byte| asked | u8::from(may_begin(*byte)));
        asked == 0 || !piece.iter().enumerate().any(|(at, byte)| may_begin(*byte) && is_odd(idx * 64 + at))
    })
}

fn is_space(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

fn is_unseen(c: char) -> bool {
    c.is_control() && !is_space(c)
}

/// The text with the name of each bidirectional control in its place, and without other control characters.
pub fn named(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 64);
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        match name(c) {
            Some(name) => shown.push_str(&format!("[U+{:04X} {name}]", c as u32)),
            None => shown.push(c),
        }
    }
    shown.into()
}

/// The text without bidirectional and other control characters; lines and tabs stay.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return text.into();
    }
    text.chars().filter(|c| !is_unseen(*c) && !is_direction(*c)).collect::<String>().into()
}

/// One line of a technical page: [`named`], and runs of white space as one space.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    named(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_named_or_gone() {
        let text = "pay\u{202e}\u{2066} a\u{1b}\u{9b}\u{7f}\u{85}b\n\tc\u{61c}";
        assert_eq!(
            named(text),
            "pay[U+202E RIGHT-TO-LEFT OVERRIDE][U+2066 LEFT-TO-RIGHT ISOLATE] ab\n\tc[U+061C ARABIC LETTER MARK]"
        );
        assert_eq!(cleaned(text), "pay ab\n\tc");
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in ["", "café – “naïve”", "שלום עולם", "مرحبا", "a\u{200d}b", "\u{a0}"] {
            assert!(matches!(named(text), Cow::Borrowed(same) if same == text), "{text}");
            assert!(matches!(cleaned(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
