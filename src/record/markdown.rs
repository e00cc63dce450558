//! The body as HTML that is safe to show: links become slots, headings make room for the page's
//! own, raw HTML is sanitized.
//!
//! pulldown-cmark escapes all text, and every address is ours (a slot), so that a body without
//! raw HTML is safe as it is. Only bodies with raw HTML go through ammonia, which takes about
//! thirty times as long as everything else here.

use crate::finding::Finding;
use crate::model::{Body, BodyLink, Section, slug};
use crate::record::fields;
use crate::record::inline;
use crate::record::outline::{Heading, Outline};
use crate::record::parse::Depth;
use crate::source::Span;
use ammonia::Builder;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Lines longer than this, in bytes, are told to whoever wrote them.
const LINE_LIMIT: usize = 20_000;

/// Deeper lists, quotes and the like are flattened: no person nests so far, and browsers and
/// sanitizers take more than linear time for it.
const DEPTH_LIMIT: usize = 40;
/// Raw HTML with more open tags than this at once is shown as text.
const TAG_DEPTH_LIMIT: usize = 100;
/// Stands around an address that the sanitizer found in raw HTML.
const RAW_ADDRESS: char = '\u{f8fe}';
/// Stands around slots, see [`Body::slot`].
const SLOT: char = '\u{f8ff}';
/// Before every id, so that no heading takes the id of a part of the page.
const ID_PREFIX: &str = "s-";

/// Sections and, where everything is wanted, the summary: what needs no HTML.
pub(super) fn sections(outline: &Outline<'_>, title_idx: Option<usize>, depth: Depth) -> Body {
    let sections = outline
        .headings
        .iter()
        .enumerate()
        .filter(|(idx, _)| Some(*idx) != title_idx)
        .map(|(idx, heading)| Section {
            level: heading.level,
            heading: heading.text.clone(),
            start: outline.offset(heading.end_line),
            end: outline.offset(outline.section_end(idx)),
        })
        .collect();
    let summary = (depth == Depth::Whole).then(|| summary(outline, title_idx)).flatten();
    Body { sections, summary, ..Body::default() }
}

/// The first paragraph of prose: no field, no heading, no list, nothing of a section that states
/// a field (its status, say); at least five words, or as many signs of a script without spaces.
fn summary(outline: &Outline<'_>, title_idx: Option<usize>) -> Option<String> {
    let from = title_idx.map_or(0, |idx| outline.headings[idx].end_line);
    let mut headings = outline.headings.iter().skip(title_idx.map_or(0, |idx| idx + 1)).peekable();
    let mut is_field_section = false;
    let mut paragraph = String::new();
    let mut idx = from;
    while idx < outline.lines.len() && paragraph.len() < 1_500 {
        if let Some(heading) = headings.next_if(|heading| heading.line_idx <= idx) {
            if is_prose(&paragraph) {
                break;
            }
            paragraph.clear();
            is_field_section = fields::meaning(&fields::fold_key(heading.text.trim_end_matches(':'))).is_some();
            idx = heading.end_line.max(idx);
            continue;
        }
        let line = outline.line(idx).trim();
        let is_text = !line.is_empty()
            && !is_field_section
            && !line.starts_with(['|', '<', '!', '-', '*', '+', '#', '=', '>', '{', '['])
            && fields::line_fields(line).is_empty();
        if is_text {
            paragraph.push_str(&line[..inline::floor(line, 1_000)]);
            paragraph.push(' ');
        } else if is_prose(&paragraph) {
            break;
        } else {
            paragraph.clear();
        }
        idx += 1;
    }
    let plain = inline::plain(&paragraph);
    is_prose(&plain).then(|| inline::shorten(&plain, 300))
}

fn is_prose(text: &str) -> bool {
    text.split_whitespace().take(5).count() == 5 || text.chars().filter(|c| *c >= '\u{3000}').take(8).count() == 8
}

/// The first line that is longer than anybody reads.
fn long_line(text: &str, path: &str) -> Option<Finding> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > LINE_LIMIT {
            let message = format!("this line is {} characters long", line.trim_end().chars().count());
            let help = "break it at its sentences; what a machine wrote belongs in a file beside the record";
            return Some(Finding::note("long-line", path, Span::locate(text, at, at + 1), message).with_help(help));
        }
        at += line.len();
    }
    None
}

/// Fills in HTML and links.
pub(super) fn fill(
    body: &mut Body,
    outline: &Outline<'_>,
    body_start: usize,
    title: Option<&Heading>,
    path: &str,
) -> Vec<Finding> {
    let source = prepared(outline, body_start, title);
    let mut writer = Writer::new(&source, Locator::new(outline.text), body_start);
    writer.tight = tight_headings(outline).into_iter().map(|(start, _)| start - body_start).collect();
    for (event, range) in Parser::new_ext(&source, options()).into_offset_iter() {
        writer.event(event, range);
    }
    let Writer { mut events, mut links, has_raw_html, .. } = writer;
    let mut findings: Vec<Finding> = long_line(outline.text, path).into_iter().collect();
    let is_too_deep = has_raw_html && raw_depth(&events) > TAG_DEPTH_LIMIT;
    if is_too_deep {
        findings.push(
            Finding::warning(
                "deep-html",
                path,
                None,
                format!("raw HTML is nested more than {TAG_DEPTH_LIMIT} tags deep and shown as text"),
            )
            .with_help("close the tags, or write it as markdown"),
        );
        for event in &mut events {
            if let Event::Html(html) = event {
                *event = Event::Text(std::mem::replace(html, CowStr::Borrowed("")));
            }
        }
    }
    let mut text = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut text, events.into_iter());
    if has_raw_html && !is_too_deep {
        text = SANITIZER.clean(&text).to_string();
        text = take_raw_addresses(&text, body_start, outline.text, &mut links);
    }
    body.html = only_own_slots(text, links.len());
    body.links = links;
    findings
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// The body with the title blank, no-break spaces of headings plain, and our own signs gone; of
/// the same length, so that places stay right.
fn prepared<'a>(outline: &Outline<'a>, body_start: usize, title: Option<&Heading>) -> Cow<'a, str> {
    let body = &outline.text[body_start..];
    let has_signs = body.contains([SLOT, RAW_ADDRESS, '\0']);
    let is_odd = |heading: &&Heading| outline.text[outline.lines[heading.line_idx].clone()].contains('\u{a0}');
    let odd: Vec<&Heading> = outline.headings.iter().filter(is_odd).collect();
    let tight = tight_headings(outline);
    if title.is_none() && odd.is_empty() && tight.is_empty() && !has_signs {
        return Cow::Borrowed(body);
    }
    let mut text = body.to_owned();
    for heading in odd {
        let line = &outline.lines[heading.line_idx];
        let plain = outline.text[line.clone()].replace('\u{a0}', "  ");
        text.replace_range(line.start - body_start..line.end - body_start, &plain);
    }
    for (start, level) in tight {
        // The last sign makes room; the writer gives the level back.
        let last = start - body_start + usize::from(level) - 1;
        text.replace_range(last..=last, " ");
    }
    if let Some(title) = title {
        for line in &outline.lines[title.line_idx..title.end_line] {
            text.replace_range(line.start - body_start..line.end - body_start, &" ".repeat(line.len()));
        }
    }
    Cow::Owned(if has_signs { text.replace([SLOT, RAW_ADDRESS], "   ").replace('\0', " ") } else { text })
}

/// Headings below the first level without a space behind their signs: first byte and level.
fn tight_headings(outline: &Outline<'_>) -> Vec<(usize, u8)> {
    let is_tight = |heading: &&Heading| {
        let before = &outline.masked[outline.lines[heading.line_idx].start..heading.words.start];
        heading.level > 1 && heading.end_line == heading.line_idx + 1 && before.ends_with('#')
    };
    outline
        .headings
        .iter()
        .filter(is_tight)
        .map(|heading| (heading.words.start - usize::from(heading.level), heading.level))
        .collect()
}

/// Turns events into events: raw HTML of the author leaves as `Html`, ours as `InlineHtml`.
struct Writer<'a> {
    source: &'a str,
    locator: Locator<'a>,
    body_start: usize,
    events: Vec<Event<'a>>,
    links: Vec<BodyLink>,
    has_raw_html: bool,
    depth: usize,
    /// Slot number and words of the image that is being read.
    image: Option<(usize, String)>,
    image_depth: usize,
    link_depth: usize,
    is_in_code: bool,
    /// How often each id was taken.
    ids: BTreeMap<String, usize>,
    /// Where headings begin that lost a sign, in order.
    tight: Vec<usize>,
    /// The level of the heading that is open.
    heading_level: usize,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, locator: Locator<'a>, body_start: usize) -> Self {
        Self {
            source,
            locator,
            body_start,
            events: Vec::with_capacity(source.len() / 16),
            links: Vec::new(),
            has_raw_html: false,
            depth: 0,
            image: None,
            image_depth: 0,
            link_depth: 0,
            is_in_code: false,
            ids: BTreeMap::new(),
            tight: Vec::new(),
            heading_level: 1,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.image.is_some() {
            self.in_image(&event);
            return;
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
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
            Event::Html(html) | Event::InlineHtml(html) => {
                // Comments are no raw HTML worth a sanitizer; they are dropped by it anyway.
                if !is_comment(&html) {
                    self.has_raw_html = true;
                    self.events.push(Event::Html(html));
                }
            }
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
            Tag::Heading { level, id, .. } => {
                let words = id.map_or_else(|| self.heading_words(&range), |id| id.to_string());
                let id = self.unique_id(&words);
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
            Tag::HtmlBlock => {}
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
            TagEnd::HtmlBlock => {}
            other => self.events.push(Event::End(other)),
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
                .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|'))
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

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.is_empty() || (html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len()))
}

fn shifted(level: HeadingLevel) -> usize {
    (level as usize + 1).min(6)
}

/// The deepest nesting of tags in raw HTML, counted without regard to what closes what.
fn raw_depth(events: &[Event<'_>]) -> usize {
    const VOID: [&str; 12] =
        ["br", "hr", "img", "input", "meta", "link", "wbr", "source", "area", "col", "embed", "track"];
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    for event in events {
        let Event::Html(html) = event else { continue };
        for (at, _) in html.match_indices('<') {
            let rest = &html[at + 1..];
            let name = rest.trim_start_matches('/');
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            if rest.starts_with('/') {
                depth = depth.saturating_sub(1);
            } else if !name.is_empty() && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
    }
    deepest
}

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["figure", "figcaption", "section"])
        // What folds away is lost on paper, and a fold without its line, or the line without its fold, is no HTML.
        .rm_tags(["map", "area", "center", "details", "summary"])
        .add_tag_attributes("img", ["loading", "width", "height"])
        .add_generic_attributes(["id"])
        .rm_tag_attributes("table", ["char", "charoff", "align", "summary"])
        .rm_tag_attributes("img", ["align"])
        .add_allowed_classes(
            "blockquote",
            [
                "markdown-alert-note",
                "markdown-alert-tip",
                "markdown-alert-important",
                "markdown-alert-warning",
                "markdown-alert-caution",
            ],
        )
        .add_allowed_classes("sup", ["footnote-reference", "footnote-definition-label"])
        .add_allowed_classes("div", ["footnote-definition"])
        .add_tag_attributes("code", ["class"])
        .id_prefix(Some(ID_PREFIX))
        .link_rel(None)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("a", "href") | ("img", "src") if !value.starts_with(SLOT) && !value.starts_with("#s-fn-") => {
                Some(Cow::Owned(format!("{RAW_ADDRESS}{}{RAW_ADDRESS}", value.replace([SLOT, RAW_ADDRESS], ""))))
            }
            ("blockquote" | "q" | "del" | "ins", "cite") => None,
            ("code", "class") if !value.starts_with("language-") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

/// Addresses that stood in raw HTML become links of the body too.
fn take_raw_addresses(html: &str, body_start: usize, text: &str, links: &mut Vec<BodyLink>) -> String {
    let mut parts = html.split(RAW_ADDRESS);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    while let Some(address) = parts.next() {
        let is_image = whole.ends_with("src=\"");
        let start = inline::floor(text, body_start);
        let href = unescaped(address);
        let at = text[start..].find(&href).map_or(start, |offset| start + offset);
        whole.push_str(&Body::slot(links.len()));
        links.push(BodyLink { span: Span::locate(text, at, at + href.len()), href, is_image });
        whole.push_str(parts.next().unwrap_or_default());
    }
    whole
}

/// Takes our sign out wherever it is no slot of ours: an author can spell it `&#xf8ff;`.
fn only_own_slots(html: String, link_count: usize) -> String {
    if html.matches(SLOT).count() == 2 * link_count {
        return html;
    }
    let mut clean = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find(SLOT) {
        clean.push_str(&rest[..at]);
        let after = &rest[at + SLOT.len_utf8()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_slot = clean.ends_with("=\"")
            && after[digits..].starts_with(SLOT)
            && after[..digits].parse::<usize>().is_ok_and(|idx| idx < link_count);
        if is_slot {
            clean.push(SLOT);
            clean.push_str(&after[..digits]);
            clean.push(SLOT);
            rest = &after[digits + SLOT.len_utf8()..];
        } else {
            rest = after;
        }
    }
    clean.push_str(rest);
    clean
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

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
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
        for c in self.text[self.at..start].chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = start;
        Span { line: self.line, column: self.column, start: start as u32, end: end as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, Vec<String>) {
        let outline = Outline::read(text, 0);
        let title = outline.headings.first().filter(|heading| heading.level == 1).map(|_| 0);
        let mut body = sections(&outline, title, Depth::Whole);
        fill(&mut body, &outline, 0, title.map(|idx| &outline.headings[idx]), "a.md");
        (body.html.replace(SLOT, "%"), body.links.into_iter().map(|link| link.href).collect())
    }

    #[test]
    fn the_title_goes_headings_shift_and_links_are_slots() {
        let (html, links) =
            html("# Title\n\n## Why {#x}\n\nSee [a](b.md \"t\") and https://e.example/x.\n\n![i *j*](p.png)\n");
        insta::assert_snapshot!(html, @r##"
        <h3 id="s-x">Why</h3>
        <p>See <a href="%0%">a</a> and <a href="%1%">https://e.example/x</a>.</p>
        <p><img src="%2%" alt="i j" loading="lazy"></p>
        "##);
        assert_eq!(links, ["b.md", "https://e.example/x", "p.png"]);
    }

    #[test]
    fn raw_html_is_harmless_and_its_links_are_slots() {
        let (html, links) = html(
            "<section><p>S</p>\n\n<a href=\"x.md?a=1&b\" onclick=\"x()\">y</a><script>bad()</script>\n\n</section>\n",
        );
        insta::assert_snapshot!(html, @r#"
        <section><p>S</p>
        <p><a href="%0%">y</a></p>
        </section>
        "#);
        assert_eq!(links, ["x.md?a=1&b"]);
    }

    #[test]
    fn nobody_forges_a_slot() {
        let (html, _) = html("&#xf8ff;0&#xf8ff; `\u{f8ff}` [a](b) <b title=\"&#xf8ff;7&#xf8ff;\">x</b>\n");
        assert_eq!(html, "<p>0 <code>   </code> <a href=\"%0%\">a</a> <b title=\"7\">x</b></p>\n");
    }

    #[test]
    fn script_addresses_leave_with_the_link() {
        let (html, links) = html("[a](javascript:alert(1)) <img src=\"data:text/html,x\" onerror=x>\n");
        assert!(!html.contains("javascript") && !html.contains("onerror") && !html.contains("data:"), "{html}");
        // The address is kept as written for `site::links`, which decides what a page may link to.
        assert_eq!(links, ["javascript:alert(1)"]);
    }

    /// How long they take is measured by `benches/hostile.rs`.
    #[test]
    fn hostile_bodies_grow_no_faster_than_they_are_written() {
        for text in HOSTILE {
            let size = |length: usize| html(&text.repeat(length / text.len())).0.len();
            let (short, long) = (size(5_000).max(1), size(50_000));
            assert!(long <= short * 11 + 1_000, "{text:?}: {short} bytes, then {long}");
        }
    }

    const HOSTILE: [&str; 14] =
        ["[", "![", "> ", "*a_", "`", "<b>", "<div>", "\\[", "- ", "[a](", "|", "&#xf8ff;", "a: b\n", "## Date\nx\n"];

    #[test]
    fn a_line_that_nobody_reads_is_told() {
        let text = format!("# A\n\n{}\n", "x".repeat(200_000));
        let finding = long_line(&text, "a.md").expect("a finding");
        assert_eq!((finding.message.as_str(), finding.line()), ("this line is 200000 characters long", 3));
        assert_eq!(long_line("# A\n\nA line.\n", "a.md"), None);
    }
}
