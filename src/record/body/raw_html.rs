//! The raw HTML of one body, tag by tag: which tags have their other half, and which are an author's words after all.

use crate::record::body::tags::{Kind, Mark, Tag, mark_at};
use pulldown_cmark::{CowStr, Event};
use std::collections::BTreeMap;

/// A tag of the author, and the event that carries it.
#[derive(Debug)]
struct RawTag {
    tag: Tag,
    event_idx: usize,
    /// Where its `<` stands in what markdown read.
    at: usize,
    /// It stands in a block of HTML, in which nothing is markdown.
    is_in_block: bool,
    /// Which paragraph, heading, cell or block of HTML it stands in.
    part: usize,
    is_kept: bool,
}

/// A block of HTML while it is read: markdown gives it line by line, and a tag may take several.
#[derive(Debug, Default)]
pub(crate) struct Block {
    text: String,
    /// Where each line begins, here and in what markdown read.
    lines: Vec<(usize, usize)>,
}

impl Block {
    /// Adds a line that begins at `start`.
    pub(crate) fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
    }

    fn source_of(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(here, _)| *here <= at);
        line.checked_sub(1).map_or(at, |idx| self.lines[idx].1 + at - self.lines[idx].0)
    }
}

/// All raw tags of a body, in order.
#[derive(Debug, Default)]
pub(crate) struct RawTags(Vec<RawTag>);

impl RawTags {
    /// Adds a block of HTML: its tags and the texts between them as events of their own, without its comments.
    pub(crate) fn add_block(&mut self, block: &Block, part: usize, events: &mut Vec<Event<'_>>) {
        let text = block.text.as_str();
        let mut from = 0;
        while let Some(at) = text[from..].find('<').map(|offset| from + offset) {
            push_html(&text[from..at], events);
            from = at
                + match mark_at(text, at) {
                    Mark::Comment(len) => len,
                    Mark::Tag(tag) => {
                        self.add(tag, &text[at..at + tag.len], block.source_of(at), true, part, events);
                        tag.len
                    }
                    Mark::Text | Mark::Sign => {
                        push_html("&lt;", events);
                        1
                    }
                };
        }
        push_html(&text[from..], events);
    }

    /// Adds raw HTML within a paragraph: one tag or one comment.
    pub(crate) fn add_inline(&mut self, html: &str, start: usize, part: usize, events: &mut Vec<Event<'_>>) {
        match mark_at(html, 0) {
            Mark::Tag(tag) if tag.len == html.len() => self.add(tag, html, start, false, part, events),
            Mark::Comment(len) if len == html.len() => {}
            _ => events.push(Event::Text(CowStr::from(html.to_owned()))),
        }
    }

    fn add(&mut self, tag: Tag, html: &str, at: usize, is_in_block: bool, part: usize, events: &mut Vec<Event<'_>>) {
        self.0.push(RawTag { tag, event_idx: events.len(), at, is_in_block, part, is_kept: false });
        events.push(Event::Html(CowStr::from(html.to_owned())));
    }

    /// The deepest nesting, counted without regard to what closes what.
    pub(crate) fn depth(&self) -> usize {
        let mut depth = 0_usize;
        let mut deepest = 0;
        for raw in &self.0 {
            match raw.tag.kind {
                Kind::Opens => depth += 1,
                Kind::Closes => depth = depth.saturating_sub(1),
                Kind::Stands | Kind::OpensAndCloses => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    /// Finds the tags that can stand, and says where those stand in blocks that cannot: read as text, they end no
    /// markdown.
    pub(crate) fn settle(&mut self) -> Vec<usize> {
        self.pair();
        self.drop_orphans();
        self.0.iter().filter(|raw| !raw.is_kept && raw.is_in_block).map(|raw| raw.at).collect()
    }

    /// Keeps tags that have their other half: of words in the same paragraph, of blocks anywhere behind.
    fn pair(&mut self) {
        let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for idx in 0..self.0.len() {
            let raw = &self.0[idx];
            match raw.tag.kind {
                Kind::Stands | Kind::OpensAndCloses => self.0[idx].is_kept = true,
                Kind::Opens => open.entry(raw.tag.name).or_default().push(idx),
                Kind::Closes => {
                    let part = (!raw.tag.is_block).then_some(raw.part);
                    let opened = open.get_mut(raw.tag.name).and_then(Vec::pop);
                    if let Some(opened) = opened.filter(|opened| part.is_none_or(|part| self.0[*opened].part == part)) {
                        self.0[opened].is_kept = true;
                        self.0[idx].is_kept = true;
                    }
                }
            }
        }
    }

    /// Rows, items and the like stand only within what holds them; there, and at the start of a block, they and
    /// paragraphs need no end.
    fn drop_orphans(&mut self) {
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for raw in &mut self.0 {
            let parents = raw.tag.parents();
            if !parents.is_empty() {
                raw.is_kept = parents.iter().any(|parent| open.get(parent).is_some_and(|count| *count > 0));
            } else if raw.tag.name == "p" && raw.tag.kind == Kind::Opens {
                raw.is_kept |= raw.is_in_block;
            }
            match raw.tag.kind {
                Kind::Opens if raw.is_kept => *open.entry(raw.tag.name).or_default() += 1,
                Kind::Closes if raw.is_kept => {
                    open.entry(raw.tag.name).and_modify(|count| *count = count.saturating_sub(1));
                }
                _ => {}
            }
        }
    }

    /// Turns tags into text: all of them, or those that cannot stand. What closes itself is written in full.
    pub(crate) fn write(&self, all_as_text: bool, events: &mut [Event<'_>]) {
        for raw in &self.0 {
            let Some(event) = events.get_mut(raw.event_idx) else { continue };
            let Event::Html(html) = event else { continue };
            let html = std::mem::replace(html, CowStr::Borrowed(""));
            *event = if all_as_text || !raw.is_kept {
                Event::Text(html)
            } else if raw.tag.kind == Kind::OpensAndCloses {
                let open = html.trim_end_matches('>').trim_end_matches('/');
                Event::Html(CowStr::from(format!("{open}></{}>", raw.tag.name)))
            } else {
                Event::Html(html)
            };
        }
    }
}

fn push_html(html: &str, events: &mut Vec<Event<'_>>) {
    if !html.is_empty() {
        events.push(Event::Html(CowStr::from(html.to_owned())));
    }
}

/// Letters and digits of a page in order, without tags and character references.
pub(crate) fn letters(html: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            let len = match c {
                '<' => tag_len(rest),
                '&' => reference_len(rest),
                _ => c.len_utf8(),
            };
            rest = &rest[len..];
            if c.is_alphanumeric() {
                return Some(c);
            }
        }
    })
}

/// `&amp;`, or the `&` alone.
fn reference_len(html: &str) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = html.bytes().skip(1).take(32).take_while(is_name).count();
    if name > 0 && html.as_bytes().get(name + 1) == Some(&b';') { name + 2 } else { 1 }
}

/// Bytes from `<` to the `>` that ends the tag, quotes respected.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (idx, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return idx + 1,
            _ => {}
        }
    }
    html.len()
}
