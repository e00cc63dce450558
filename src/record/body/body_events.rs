//! Markdown's events on their way to HTML: links become slots, headings move down and get ids, nesting ends somewhere.

use crate::model::{Body, BodyLink, slug};
use crate::record::body::inline;
use crate::record::body::raw_html::{Block, RawTags};
use crate::record::body::sanitize::{ID_PREFIX, RAW_ADDRESS, SLOT};
use crate::record::body::tags::LESS;
use crate::source::Span;
use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// Deeper lists, quotes and the like are flattened: no person nests so far, and browsers and
/// sanitizers take more than linear time for it.
const DEPTH_LIMIT: usize = 40;

/// Turns events into events: raw HTML of the author leaves as `Html`, ours as `InlineHtml`.
pub(crate) struct Writer<'a> {
    source: &'a str,
    locator: Locator<'a>,
    body_start: usize,
    pub(crate) events: Vec<Event<'a>>,
    pub(crate) links: Vec<BodyLink>,
    /// What the author wrote in HTML.
    pub(crate) raw: RawTags,
    /// The block of HTML that is open.
    block: Option<Block>,
    /// How many paragraphs, headings, cells and blocks began.
    parts: usize,
    depth: usize,
    /// Slot number and words of the image that is being read.
    image: Option<(usize, String)>,
    image_depth: usize,
    link_depth: usize,
    is_in_code: bool,
    /// How often each id was taken.
    ids: BTreeMap<String, usize>,
    /// Where headings begin that lost a sign, in order.
    pub(crate) tight: Vec<usize>,
    /// The level of the heading that is open.
    heading_level: usize,
    /// Where the row that is open ends, and its last cell.
    row_end: usize,
    cell_end: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(source: &'a str, text: &'a str, body_start: usize) -> Self {
        Self {
            source,
            locator: Locator::new(text),
            body_start,
            events: Vec::with_capacity(source.len() / 16),
            links: Vec::new(),
            raw: RawTags::default(),
            block: None,
            parts: 0,
            depth: 0,
            image: None,
            image_depth: 0,
            link_depth: 0,
            is_in_code: false,
            ids: BTreeMap::new(),
            tight: Vec::new(),
            heading_level: 1,
            row_end: 0,
            cell_end: 0,
        }
    }

    pub(crate) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.image.is_some() {
            self.in_image(&event);
            return;
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.parts += usize::from(!is_within_words(&tag));
                if self.depth <= DEPTH_LIMIT {
                    self.start(tag, range);
                }
            }
            Event::End(tag) => {
                if self.depth <= DEPTH_LIMIT {
                    self.end(tag);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Html(html) => match &mut self.block {
                Some(block) => block.push(&html, range.start),
                None => self.events.push(Event::Text(html)),
            },
            Event::InlineHtml(html) => self.raw.add_inline(&html, range.start, self.parts, &mut self.events),
            Event::Text(text) if !self.is_in_code && self.link_depth == 0 && text.contains("://") => {
                self.text_with_addresses(&text, range.start);
            }
            Event::TaskListMarker(is_done) => self.own(if is_done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => self.events.push(Event::FootnoteReference(footnote_id(&name))),
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                let id = self.unique_id(&self.heading_words(&range));
                self.heading_level = shifted(level);
                if self.tight.binary_search(&range.start).is_ok() {
                    self.heading_level = (self.heading_level + 1).min(6);
                }
                self.own(format!("<h{} id=\"{id}\">", self.heading_level));
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.link_depth += 1;
                let href =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                self.open_link(href, range);
            }
            Tag::Image { dest_url, .. } => {
                let slot = self.slot(dest_url.to_string(), true, range);
                self.image = Some((slot, String::new()));
                self.image_depth = 1;
            }
            // Alignment would be inline style, which the site's own policy forbids.
            Tag::Table(alignments) => {
                self.events.push(Event::Start(Tag::Table(vec![Alignment::None; alignments.len()])));
            }
            Tag::FootnoteDefinition(name) => {
                self.events.push(Event::Start(Tag::FootnoteDefinition(footnote_id(&name))));
            }
            Tag::CodeBlock(kind) => {
                self.is_in_code = true;
                self.events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Tag::HtmlBlock => self.block = Some(Block::default()),
            Tag::BlockQuote(kind) => {
                self.events.push(Event::Start(Tag::BlockQuote(kind)));
                if let Some(kind) = kind {
                    self.own(format!("<p><strong>{}</strong></p>\n", alert_word(kind)));
                }
            }
            Tag::TableRow => {
                (self.row_end, self.cell_end) = (range.end, range.end);
                self.events.push(Event::Start(Tag::TableRow));
            }
            Tag::TableCell => {
                self.cell_end = range.end;
                self.events.push(Event::Start(Tag::TableCell));
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.own(format!("</h{}>\n", self.heading_level)),
            TagEnd::Link => {
                self.link_depth = self.link_depth.saturating_sub(1);
                self.own("</a>");
            }
            TagEnd::CodeBlock => {
                self.is_in_code = false;
                self.events.push(Event::End(TagEnd::CodeBlock));
            }
            TagEnd::TableRow => {
                self.cells_beyond();
                self.events.push(Event::End(TagEnd::TableRow));
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    self.raw.add_block(&block, self.parts, &mut self.events);
                }
            }
            other => self.events.push(Event::End(other)),
        }
    }

    /// Cells of a row beyond those of the table's head, which markdown drops, stand in the last one.
    fn cells_beyond(&mut self) {
        let rest = self.source.get(self.cell_end..self.row_end).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !rest.is_empty() && matches!(self.events.last(), Some(Event::End(TagEnd::TableCell))) {
            self.events.pop();
            self.events.push(Event::Text(CowStr::from(format!(" | {rest}"))));
            self.events.push(Event::End(TagEnd::TableCell));
        }
    }

    /// Gathers the words of an image until it ends.
    fn in_image(&mut self, event: &Event<'a>) {
        match event {
            Event::Start(_) => {
                self.depth += 1;
                self.image_depth += 1;
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.image_depth -= 1;
                if self.image_depth == 0
                    && let Some((slot, words)) = self.image.take()
                {
                    let slot = Body::slot(slot);
                    self.own(format!("<img src=\"{slot}\" alt=\"{}\" loading=\"lazy\">", escaped(words.trim())));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut self.image {
                    words.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, words)) = &mut self.image {
                    words.push(' ');
                }
            }
            _ => {}
        }
    }

    /// Bare addresses in a text become links, as people expect from every forge.
    fn text_with_addresses(&mut self, text: &str, start: usize) {
        let mut rest = text;
        while let Some(at) = rest.find("://") {
            let scheme = ["https", "http"].into_iter().find(|scheme| rest[..at].ends_with(scheme));
            let Some(scheme) = scheme else {
                self.events.push(Event::Text(CowStr::from(rest[..at + 3].to_owned())));
                rest = &rest[at + 3..];
                continue;
            };
            let from = at - scheme.len();
            let length = rest[from..]
                .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | LESS))
                .unwrap_or(rest.len() - from);
            let mut address =
                rest[from..from + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
            if address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
                address = address.trim_end_matches(')');
            }
            self.events.push(Event::Text(CowStr::from(rest[..from].to_owned())));
            let offset = start + (text.len() - rest.len()) + from;
            self.open_link(address.to_owned(), offset..offset + address.len());
            self.events.push(Event::Text(CowStr::from(address.to_owned())));
            self.own("</a>");
            rest = &rest[from + address.len()..];
        }
        self.events.push(Event::Text(CowStr::from(rest.to_owned())));
    }

    fn open_link(&mut self, href: String, range: Range<usize>) {
        let slot = Body::slot(self.slot(href, false, range));
        self.own(format!("<a href=\"{slot}\">"));
    }

    fn slot(&mut self, href: String, is_image: bool, range: Range<usize>) -> usize {
        let span = self.locator.span(self.body_start + range.start, self.body_start + range.end);
        let href = if href.contains(LESS) { href.replace(LESS, "<") } else { href };
        self.links.push(BodyLink { href, is_image, span });
        self.links.len() - 1
    }

    fn own(&mut self, html: impl Into<CowStr<'a>>) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    fn heading_words(&self, range: &Range<usize>) -> String {
        let text = &self.source[range.start..inline::floor(self.source, range.end.min(range.start + 400))];
        inline::plain(text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']))
    }

    /// An id that is safe in an attribute and taken once.
    fn unique_id(&mut self, words: &str) -> String {
        let folded = slug(&words[..inline::floor(words, 200)]);
        let folded = if folded.is_empty() { "section".to_owned() } else { folded };
        let count = self.ids.entry(folded.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("{ID_PREFIX}{folded}") } else { format!("{ID_PREFIX}{folded}--{count}") }
    }
}

fn footnote_id(name: &str) -> CowStr<'static> {
    CowStr::from(format!("{ID_PREFIX}fn-{}", slug(&name[..inline::floor(name, 100)])))
}

/// Emphasis and the like begin no part of their own.
fn is_within_words(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// What stands above an alert on every forge.
fn alert_word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

fn shifted(level: HeadingLevel) -> usize {
    (level as usize + 1).min(6)
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            SLOT | RAW_ADDRESS => {}
            c => html.push(c),
        }
    }
    html
}

/// Finds places that come in rising order without counting from the beginning each time.
struct Locator<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Locator<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    fn span(&mut self, start: usize, end: usize) -> Span {
        let start = inline::floor(self.text, start);
        let end = inline::floor(self.text, end).max(start);
        if start < self.at {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.at..start];
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u32;
                self.column = 1 + passed[last + 1..].chars().count() as u32;
            }
            None => self.column += passed.chars().count() as u32,
        }
        self.at = start;
        Span { line: self.line, column: self.column, start: start as u32, end: end as u32 }
    }
}
