//! Inline markup as plain words: for titles, statuses and other short texts. Linear, and bounded
//! by the length of what it is given.

use crate::record::body::emphasis;
use crate::record::body::tags::{Mark, is_paired, mark_at};

/// Longest text of a link that is looked for, in bytes.
const BRACKET_LIMIT: usize = 500;
/// Longest address.
const ADDRESS_LIMIT: usize = 2_000;

/// A link or image in a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InlineLink<'a> {
    /// Its words.
    pub text: &'a str,
    /// Its address; empty for a reference such as `[words][1]`.
    pub target: &'a str,
    /// An image.
    pub is_image: bool,
    /// First byte, of the `[` or `!`.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The nearest character boundary at or before a position.
pub(crate) fn floor(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

/// The link that starts at byte `start`, where `[` or `![` stands.
pub(crate) fn link_at(text: &str, start: usize) -> Option<InlineLink<'_>> {
    let bytes = text.as_bytes();
    let is_image = bytes[start] == b'!';
    let open = start + usize::from(is_image);
    if bytes.get(open) != Some(&b'[') {
        return None;
    }
    let close = closing(bytes, open, b'[', b']', BRACKET_LIMIT)?;
    let words = &text[open + 1..close];
    match bytes.get(close + 1) {
        Some(b'(') => {
            let end = closing(bytes, close + 1, b'(', b')', ADDRESS_LIMIT)?;
            let inside = text[close + 2..end].trim();
            let target = inside.split_once(" \"").map_or(inside, |(target, _)| target.trim());
            Some(InlineLink { text: words, target, is_image, start, end: end + 1 })
        }
        Some(b'[') => {
            let end = closing(bytes, close + 1, b'[', b']', BRACKET_LIMIT)?;
            Some(InlineLink { text: words, target: "", is_image, start, end: end + 1 })
        }
        _ => None,
    }
}

fn closing(bytes: &[u8], open: usize, opener: u8, closer: u8, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let end = bytes.len().min(open + limit);
    let mut position = open;
    while position < end {
        let byte = bytes[position];
        if byte == b'\\' {
            position += 1;
        } else if byte == opener {
            depth += 1;
        } else if byte == closer {
            depth -= 1;
            if depth == 0 {
                return Some(position);
            }
        }
        position += 1;
    }
    None
}

/// Words without markup: links and badges give their text, tags, escapes and `{#id}` go.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim();
    let id = text.strip_suffix('}').and_then(|rest| rest.rfind("{#")).filter(|at| !text[..*at].ends_with('\\'));
    let text = &text[..id.unwrap_or(text.len())];
    let mut words = String::with_capacity(text.len());
    // Each `[` that opens nothing costs one bounded look ahead; a text of brackets alone gets few.
    let mut looks = 200;
    push_plain(text, &mut words, 0, &mut looks);
    collapse(&words)
}

/// A value cut out of its line: marks of which the other half stayed outside go too.
pub(crate) fn plain_value(text: &str) -> String {
    plain(text).trim_matches(['*', '_', ' ']).to_owned()
}

fn push_plain(text: &str, words: &mut String, depth: usize, looks: &mut usize) {
    let bytes = text.as_bytes();
    let has_marks = text.contains(['*', '_', '~']);
    let marks = if has_marks { emphasis::marks(text) } else { Vec::new() };
    let mut position = 0;
    while position < text.len() {
        let byte = bytes[position];
        let next = bytes.get(position + 1).copied();
        match byte {
            b'\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                words.push(next.map_or(' ', char::from));
                position += 2;
            }
            b'!' | b'[' if (byte == b'[' || next == Some(b'[')) && depth < 3 && *looks > 0 => {
                *looks -= 1;
                if let Some(link) = link_at(text, position) {
                    push_plain(link.text, words, depth + 1, looks);
                    position = link.end;
                } else {
                    words.push(char::from(byte));
                    position += 1;
                }
            }
            b'`' => position = push_code(text, position, words),
            b'&' => position = push_entity(text, position, words),
            b'*' | b'_' | b'~' if marks.binary_search(&position).is_ok() => position += 1,
            b'<' => position = push_angle(text, position, words),
            _ => {
                // Whatever stands before the next sign, which is ASCII, so that no character is cut.
                let is_sign = |byte: &u8| matches!(byte, b'\\' | b'!' | b'[' | b'`' | b'&' | b'*' | b'~' | b'_' | b'<');
                let rest = &bytes[position + 1..];
                let end = position + 1 + rest.iter().position(is_sign).unwrap_or(rest.len());
                words.push_str(&text[position..end]);
                position = end;
            }
        }
    }
}

/// Tags go, in short texts too only where their other half stands; of an address in `<>`, that of the web stays.
fn push_angle(text: &str, start: usize, words: &mut String) -> usize {
    match mark_at(text, start) {
        Mark::Tag(tag) if is_paired(text, start, &tag) => return start + tag.len,
        Mark::Comment(len) => return start + len,
        Mark::Tag(_) | Mark::Text | Mark::Sign => {}
    }
    let window = &text[start + 1..floor(text, start + BRACKET_LIMIT)];
    let inside = window.find(['>', ' ', '<']).filter(|end| window[*end..].starts_with('>')).map(|end| &window[..end]);
    if let Some(address) = inside.filter(|inside| inside.contains("://") || inside.contains('@')) {
        if address.contains("://") {
            words.push_str(address);
        }
        return start + address.len() + 2;
    }
    words.push('<');
    start + 1
}

/// Code as it stands, where the run of back-ticks closes soon; else the back-ticks go.
fn push_code(text: &str, start: usize, words: &mut String) -> usize {
    let fence = text[start..].bytes().take_while(|byte| *byte == b'`').count();
    let from = start + fence;
    let window = &text[from..floor(text, from + BRACKET_LIMIT)];
    match window.find(&text[start..from]) {
        Some(length) => {
            words.push_str(&window[..length]);
            from + length + fence
        }
        None => from,
    }
}

/// `&amp;`, `&#x31;` and the like.
fn push_entity(text: &str, start: usize, words: &mut String) -> usize {
    let window = &text[start + 1..floor(text, start + 12)];
    let name = window.split_once(';').map_or("", |(name, _)| name);
    let numeric = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        _ => None,
    };
    match named.or_else(|| numeric.and_then(char::from_u32)).filter(|c| !c.is_control()) {
        Some(c) => {
            words.push(c);
            start + name.len() + 2
        }
        None => {
            words.push('&');
            start + 1
        }
    }
}

/// One space for every run of white space.
pub(crate) fn collapse(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// At most `limit` characters, cut between words, with an ellipsis.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit - 1).collect();
    let end = cut.rfind(' ').filter(|end| *end > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ';', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(plain("**Use** `snake_case` _now_ {#adr_1}"), "Use snake_case now");
        assert_eq!(plain("[ADR \\[1\\]](x.md) ![Accepted](https://a/b.svg)"), "ADR [1] Accepted");
        assert_eq!(plain("`Lease<T>` &amp; &#x31;/2 &c"), "Lease<T> & 1/2 &c");
        assert_eq!(plain("a * b <br/> 2 < 3"), "a * b 2 < 3");
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shorten("one two three", 9), "one two…");
    }
}
