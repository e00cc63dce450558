//! Raw HTML in an author's text: what is a tag, what is a comment, and what only looks like one.
//!
//! Markdown takes `Vec<style>` for the beginning of a style sheet, and a browser drops what it does not know. So that no
//! word is lost that way, a tag is one only if it is whole, if pages may carry its element, and if its attributes have
//! values: `a<b and c>d` is a comparison. Everything else is text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Stands in for the `<` of what is text: one byte like it, so that places stay right.
pub(crate) const LESS: char = '\u{1}';

/// Elements that pages carry: of words, of which both tags stand in one paragraph;
const WORDS: &str = "a abbr acronym b bdi bdo cite code data del dfn em i ins kbd mark q rp rt rtc ruby s samp small span \
                     strike strong sub sup time tt u var";
/// of whole paragraphs;
const BLOCKS: &str = "article aside blockquote caption colgroup dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 \
                      header hgroup li nav ol p pre section table tbody td tfoot th thead tr ul";
/// and without an end.
const VOID: &str = "br col hr img wbr";

/// Elements of which the tags go and the words stay: folds are lost on paper, the rest is looks of long ago.
const LAID_OPEN: [(&str, Sort); 3] = [
    ("big font label nobr", Sort::Words),
    ("address center details fieldset legend main picture summary", Sort::Block),
    ("source", Sort::Void),
];

/// What an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Words,
    Block,
    Void,
}

/// Every element that an author may use.
static ELEMENTS: LazyLock<BTreeMap<&str, Sort>> = LazyLock::new(|| {
    let carried = [(WORDS, Sort::Words), (BLOCKS, Sort::Block), (VOID, Sort::Void)];
    let of = |(names, sort): (&'static str, Sort)| names.split_whitespace().map(move |name| (name, sort));
    carried.into_iter().chain(LAID_OPEN).flat_map(of).collect()
});

/// Elements that pages carry.
pub(crate) fn carried() -> impl Iterator<Item = &'static str> {
    [WORDS, BLOCKS, VOID].into_iter().flat_map(str::split_whitespace)
}

/// Attributes that say something without a value. Without one, all others are an author's words.
const SWITCHES: [&str; 7] = ["open", "hidden", "reversed", "compact", "ismap", "nowrap", "markdown"];

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `<b>`
    Opens,
    /// `</b>`
    Closes,
    /// `<br>`
    Stands,
    /// `<a id="x"/>`, which browsers would take for an opening tag.
    OpensAndCloses,
}

/// A whole tag of an element that pages carry, or lay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its element, in small letters.
    pub name: &'static str,
    /// What it does.
    pub kind: Kind,
    /// Whether its element may hold paragraphs.
    pub is_block: bool,
    /// Bytes from `<` to `>`.
    pub len: usize,
}

impl Tag {
    /// The elements of which one must be open around it, if it cannot stand elsewhere.
    pub(crate) fn parents(&self) -> &'static [&'static str] {
        match self.name {
            "li" => &["ul", "ol"],
            "dt" | "dd" => &["dl"],
            "rp" | "rt" | "rtc" => &["ruby"],
            "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => &["table"],
            _ => &[],
        }
    }
}

/// What stands at a `<`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A tag.
    Tag(Tag),
    /// A comment of so many bytes, which nobody is meant to read.
    Comment(usize),
    /// What markdown or a browser could take for a tag, a comment or a declaration, and is none.
    Text,
    /// A sign like any other.
    Sign,
}

/// What stands at byte `at`, where there is a `<`.
pub(crate) fn mark_at(text: &str, at: usize) -> Mark {
    let bytes = &text.as_bytes()[at..];
    match bytes.get(1) {
        Some(b'!') if bytes.starts_with(b"<!--") => comment_len(bytes).map_or(Mark::Text, Mark::Comment),
        Some(b'!' | b'?') => Mark::Text,
        Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => closing(bytes),
        Some(byte) if byte.is_ascii_alphabetic() => opening(bytes),
        _ => Mark::Sign,
    }
}

/// The length of a comment. One in which another begins was never closed, and hides nothing.
pub(crate) fn comment_len(bytes: &[u8]) -> Option<usize> {
    for short in ["<!-->", "<!--->"] {
        if bytes.starts_with(short.as_bytes()) {
            return Some(short.len());
        }
    }
    let mut at = 4;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'-')?;
        if bytes[at..].starts_with(b"-->") {
            return Some(at + 3);
        }
        if at >= 6 && bytes[at - 2..].starts_with(b"<!--") {
            return None;
        }
        at += 1;
    }
}

fn closing(bytes: &[u8]) -> Mark {
    let end = name_end(bytes, 2);
    let past = past_space(bytes, end);
    match bytes.get(past) {
        Some(b'>') => named(&bytes[2..end], Kind::Closes, past + 1),
        _ => unfinished(bytes, end),
    }
}

fn opening(bytes: &[u8]) -> Mark {
    let end = name_end(bytes, 1);
    let name = &bytes[1..end];
    let mut at = end;
    loop {
        let next = past_space(bytes, at);
        match bytes.get(next) {
            Some(b'>') => return named(name, Kind::Opens, next + 1),
            Some(b'/') if bytes.get(next + 1) == Some(&b'>') => return named(name, Kind::OpensAndCloses, next + 2),
            Some(byte) if next > at && (byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':')) => {
                match attribute_end(bytes, next) {
                    Some(after) => at = after,
                    None => return unfinished(bytes, end),
                }
            }
            _ => return unfinished(bytes, end),
        }
    }
}

/// Past an attribute with its value, or one that needs none.
fn attribute_end(bytes: &[u8], start: usize) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-');
    let end = start + bytes[start..].iter().position(|byte| !is_name(byte))?;
    let equals = past_space(bytes, end);
    if bytes.get(equals) != Some(&b'=') {
        return SWITCHES.iter().any(|switch| bytes[start..end].eq_ignore_ascii_case(switch.as_bytes())).then_some(end);
    }
    let value = past_space(bytes, equals + 1);
    match *bytes.get(value)? {
        quote @ (b'"' | b'\'') => {
            let length = bytes[value + 1..].iter().position(|byte| *byte == quote)?;
            let is_torn = has_blank_line(&bytes[value..value + 1 + length]);
            (!is_torn).then_some(value + 1 + length + 1)
        }
        _ => {
            let ends =
                |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'<' | b'"' | b'\'' | b'=' | b'`');
            let length = bytes[value..].iter().position(ends)?;
            (length > 0).then_some(value + length)
        }
    }
}

/// A paragraph ends at a blank line, and every tag with it.
fn has_blank_line(bytes: &[u8]) -> bool {
    let mut breaks = 0;
    bytes.iter().any(|byte| {
        breaks = match byte {
            b'\n' => breaks + 1,
            b' ' | b'\t' | b'\r' => breaks,
            _ => 0,
        };
        breaks > 1
    })
}

fn name_end(bytes: &[u8], start: usize) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    start + bytes[start..].iter().position(|byte| !is_name(byte)).unwrap_or(bytes.len() - start)
}

/// Past white space, of at most one line break.
fn past_space(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len() - start);
    if has_blank_line(&bytes[start..start + length]) { start } else { start + length }
}

fn named(name: &[u8], kind: Kind, len: usize) -> Mark {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let Some((name, sort)) = ELEMENTS.get_key_value(name.as_str()) else { return Mark::Text };
    let kind = match (sort, kind) {
        (Sort::Void, Kind::Closes) => return Mark::Text,
        (Sort::Void, _) => Kind::Stands,
        _ => kind,
    };
    Mark::Tag(Tag { name, kind, is_block: *sort == Sort::Block, len })
}

/// A name that nothing ends as a tag is text; before `:`, `@` and the like it may begin an address.
fn unfinished(bytes: &[u8], name_end: usize) -> Mark {
    match bytes.get(name_end) {
        None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>') => Mark::Text,
        _ => Mark::Sign,
    }
}

/// Whether a tag that stands alone in a short text is one: it needs no other, or the other is there.
pub(crate) fn is_paired(text: &str, at: usize, tag: &Tag) -> bool {
    let has = |part: &str, lead: &str| {
        part.match_indices(lead).any(|(start, _)| {
            let rest = &part.as_bytes()[start + lead.len()..];
            rest.get(..tag.name.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
                && rest.get(tag.name.len()).is_some_and(|next| !next.is_ascii_alphanumeric())
        })
    };
    match tag.kind {
        Kind::Stands | Kind::OpensAndCloses => true,
        Kind::Opens => has(&text[at + tag.len..], "</"),
        Kind::Closes => has(&text[..at], "<"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tag(text: &str) -> bool {
        matches!(mark_at(text, 0), Mark::Tag(tag) if tag.len == text.len())
    }

    #[test]
    fn whole_tags_of_known_elements_are_tags() {
        for text in [
            "<b>",
            "</b >",
            "<BR/>",
            "<a href='x' >",
            "<a id=x/y>",
            "<td nowrap>",
            "<a\nhref = \"a\n>b\">",
            "<details open>",
        ] {
            assert!(is_tag(text), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_text() {
        for text in [
            "<script>",
            "</style>",
            "<T>",
            "<b and c>",
            "<b ",
            "<b",
            "<div loads",
            "<my-tag>",
            "</br>",
            "<?php ?>",
            "<!DOCTYPE html>",
            "<![CDATA[x]]>",
            "<a href=\"x\n\ny\">",
            "<b\n\n>",
            "<!-- a <!-- b -->",
            "<!-- a",
            "<b=c>",
        ] {
            let mark = mark_at(text, 0);
            assert!(mark == Mark::Text || (text == "<b=c>" && mark == Mark::Sign), "{text}: {mark:?}");
        }
        for text in ["<https://example.org>", "<a@example.org>", "< b>", "<3", "<", "<>"] {
            assert_eq!(mark_at(text, 0), Mark::Sign, "{text}");
        }
    }

    #[test]
    fn comments_end_where_they_are_closed() {
        for (text, len) in [("<!-- a -- b --> c", 15), ("<!-->", 5), ("<!--->", 6), ("<!--a---->", 10)] {
            assert_eq!(mark_at(text, 0), Mark::Comment(len), "{text}");
        }
    }

    #[test]
    fn a_void_element_is_known_before_its_end() {
        assert!(matches!(mark_at("<br> x", 0), Mark::Tag(Tag { kind: Kind::Stands, len: 4, .. })));
        assert!(matches!(mark_at("<a id=\"x\"/>", 0), Mark::Tag(Tag { kind: Kind::OpensAndCloses, .. })));
    }
}
