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
use crate::record::body::sanitize::{RAW_ADDRESS, SANITIZER, SLOT, only_own_slots, raw_depth, take_raw_addresses};
use crate::record::depth::Depth;
use crate::record::stated::fields;
use crate::source::Span;
use pulldown_cmark::{CowStr, Event, Options, Parser, html};
use std::borrow::Cow;

/// Lines longer than this, in bytes, are told to whoever wrote them.
const LINE_LIMIT: usize = 20_000;

/// Raw HTML with more open tags than this at once is shown as text.
const TAG_DEPTH_LIMIT: usize = 100;

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
    let source = prepared(outline, body_start, title);
    let mut writer = Writer::new(&source, outline.text, body_start);
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
    let mut text = String::with_capacity(source.len() + source.len() / 16 + 64);
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
