//! The body as HTML that is safe to show: links become slots, headings make room for the page's
//! own, raw HTML is sanitized.
//!
//! pulldown-cmark escapes all text, and every address is ours (a slot), so that a body without
//! raw HTML is safe as it is. Only bodies with raw HTML go through ammonia, which takes about
//! thirty times as long as everything else here.

use crate::finding::Finding;
use crate::model::{Body, Section};
use crate::record::body::body_events::Writer;
use crate::record::body::inline;
use crate::record::body::outline::{Heading, Outline};
use crate::record::body::raw_html::{RawTags, letters};
use crate::record::body::sanitize::{RAW_ADDRESS, SANITIZER, SLOT, only_own_slots, take_raw_addresses};
use crate::record::body::tags::{LESS, Mark, mark_at};
use crate::record::depth::Depth;
use crate::record::stated::fields;
use crate::source::Span;
use pulldown_cmark::{Event, Options, Parser, html};

/// Lines longer than this, in bytes, are told to whoever wrote them.
const LINE_LIMIT: usize = 20_000;

/// Raw HTML with more open tags than this at once is shown as text.
const TAG_DEPTH_LIMIT: usize = 100;

/// How often a body is read whose blocks of HTML turn out to be none; what is loose then is text, block or not.
const ROUNDS: usize = 4;

/// Sections and, where everything is wanted, the summary: what needs no HTML.
pub(crate) fn sections(outline: &Outline<'_>, title_idx: Option<usize>, depth: Depth) -> Body {
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
pub(crate) fn fill(
    body: &mut Body,
    outline: &Outline<'_>,
    body_start: usize,
    title: Option<&Heading>,
    path: &str,
) -> Vec<Finding> {
    let mut source = prepared(outline, body_start, title);
    let mut rounds = 0;
    let (mut events, mut links, raw) = loop {
        let mut writer = Writer::new(&source, outline.text, body_start);
        writer.tight = tight_headings(outline).into_iter().map(|(start, _)| start - body_start).collect();
        for (event, range) in Parser::new_ext(&source, options()).into_offset_iter() {
            writer.event(event, range);
        }
        let loose = writer.raw.settle();
        rounds += 1;
        if loose.is_empty() || rounds == ROUNDS {
            break (writer.events, writer.links, writer.raw);
        }
        source = with_less(source, &loose);
    };
    let mut findings: Vec<Finding> = long_line(outline.text, path).into_iter().collect();
    let is_too_deep = raw.depth() > TAG_DEPTH_LIMIT;
    if is_too_deep {
        let message = format!("raw HTML is nested more than {TAG_DEPTH_LIMIT} tags deep and shown as text");
        let finding = Finding::warning("deep-html", path, None, message);
        findings.push(finding.with_help("close the tags, or write it as markdown"));
    }
    raw.write(is_too_deep, &mut events);
    let has_html = events.iter().any(|event| matches!(event, Event::Html(_)));
    let text = if has_html {
        let clean = harmless(raw, events, source.len());
        take_raw_addresses(&clean, body_start, outline.text, &mut links)
    } else {
        written(events.into_iter(), source.len())
    };
    body.html = only_own_slots(text, links.len());
    body.links = links;
    findings
}

/// The words that markdown finds in a text.
pub(crate) fn words_of(text: &str) -> String {
    let word = |event: Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => text.to_string(),
        _ => String::new(),
    };
    Parser::new_ext(text, options()).map(word).collect()
}

/// Events with raw HTML as a page may carry them. A browser moves words out of a table that is none; then its tags are
/// shown instead.
fn harmless(raw: RawTags, mut events: Vec<Event<'_>>, length: usize) -> String {
    let text = written(events.iter().cloned(), length);
    let clean = SANITIZER.clean(&text).to_string();
    if letters(&clean).eq(letters(&text)) {
        return clean;
    }
    raw.write(true, &mut events);
    SANITIZER.clean(&written(events.into_iter(), length)).to_string()
}

/// Events as HTML.
fn written<'a>(events: impl Iterator<Item = Event<'a>>, length: usize) -> String {
    let mut text = String::with_capacity(length + length / 16 + 64);
    html::push_html(&mut text, events);
    if text.contains(LESS) { text.replace(LESS, "&lt;") } else { text }
}

/// The source with these `<` as text.
fn with_less(source: String, places: &[usize]) -> String {
    let mut bytes = source.into_bytes();
    for place in places {
        if let Some(byte) = bytes.get_mut(*place).filter(|byte| **byte == b'<') {
            *byte = LESS as u8;
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where a `<` is text, whatever stands around it. Behind a backslash it is anyway, and the address of a link may stand
/// in `<>`.
fn less_places(source: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = source[from..].find('<').map(|offset| from + offset) {
        let before = source[..at].trim_end_matches([' ', '\t']);
        let is_plain = source[..at].ends_with('\\') || before.ends_with("](") || before.ends_with("]:");
        from = at + 1;
        match mark_at(source, at) {
            _ if is_plain => {}
            Mark::Tag(tag) => from = at + tag.len,
            Mark::Comment(len) => from = at + len,
            Mark::Text => places.push(at),
            Mark::Sign => {}
        }
    }
    places
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// The body with the title blank, no-break spaces of headings plain, our own signs gone, and what only looks like HTML
/// marked as text; of the same length, so that places stay right.
fn prepared(outline: &Outline<'_>, body_start: usize, title: Option<&Heading>) -> String {
    let body = &outline.text[body_start..];
    let has_signs = body.contains([SLOT, RAW_ADDRESS, '\0', LESS]);
    let is_odd = |heading: &&Heading| outline.text[outline.lines[heading.line_idx].clone()].contains('\u{a0}');
    let odd: Vec<&Heading> = outline.headings.iter().filter(is_odd).collect();
    let tight = tight_headings(outline);
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
    if has_signs {
        text = text.replace([SLOT, RAW_ADDRESS], "   ").replace(['\0', LESS], " ");
    }
    let places = less_places(&text);
    if places.is_empty() { text } else { with_less(text, &places) }
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
        <h3 id="s-why">Why {#x}</h3>
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
        <p><a href="%0%">y</a>&lt;script&gt;bad()&lt;/script&gt;</p>
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
