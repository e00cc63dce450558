//! A record's body, made fit for its page: links filled in, wide parts in regions that scroll,
//! headings below the page's own, ids that meet no other.
//!
//! What comes in is sanitized: tags are balanced, attributes stand in double quotes. Attribute
//! values may hold `<` and `>`, so tags are scanned with regard to quotes.

use crate::report::{SlotTarget, Target};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What opens and closes a slot; no body carries it otherwise.
const EDGE: char = '\u{f8ff}';

/// What stands before every id of a body, so that none meets an id of the page.
const PREFIX: &str = "t-";

/// The body as it stands on a page that lies one folder deep.
///
/// Links to records lead to their technical pages, those to files that came along to these; addresses of web and mail
/// stay, with `rel`; of all others the text stays. Pictures from elsewhere become their descriptions: a site loads
/// nothing from there.
pub(super) fn finish(body: &str, targets: &[SlotTarget]) -> String {
    let mut page = Finisher {
        out: String::with_capacity(body.len() + 64 * targets.len() + 64),
        targets,
        known: known_ids(body),
        ids: BTreeSet::new(),
        is_in_link: false,
        after_link: String::new(),
        tables: 0,
        region_count: 0,
        level: 2,
        levels: Vec::new(),
    };
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        page.text(&rest[..start]);
        rest = &rest[start..];
        let len = empty_heading_len(rest).unwrap_or_else(|| {
            let len = tag_len(rest);
            page.tag(&rest[..len]);
            len
        });
        rest = &rest[len..];
    }
    page.text(rest);
    page.out
}

/// The length of a heading without words or pictures, which would be a hole in the contents of a page.
fn empty_heading_len(html: &str) -> Option<usize> {
    let level = html.strip_prefix("<h")?.bytes().next().filter(|byte| (b'1'..=b'6').contains(byte))?;
    let close = format!("</h{}>", char::from(level));
    let start = tag_len(html);
    let end = start + html[start..].find(&close)?;
    let mut rest = &html[start..end];
    while let Some(open) = rest.find('<') {
        if !rest[..open].trim().is_empty() || rest[open..].starts_with("<img") {
            return None;
        }
        rest = &rest[open + tag_len(&rest[open..])..];
    }
    rest.trim().is_empty().then_some(end + close.len())
}

/// What stands before the ids that the reader of records made of headings and footnotes.
fn bare(id: &str) -> &str {
    id.strip_prefix("s-").unwrap_or(id)
}

fn known_ids(body: &str) -> BTreeSet<&str> {
    body.match_indices(" id=\"")
        .filter_map(|(at, start)| body[at + start.len()..].split('"').next())
        .map(bare)
        .collect()
}

/// Whether a byte is a control character, or may be the first of a longer sequence that is one, or our own sign.
fn may_begin_odd(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r')) | matches!(byte, 0x7F | 0xC2 | 0xEF)
}

/// The bytes from `<` to the `>` that ends the tag, quotes respected; the whole rest where none does.
fn tag_len(text: &str) -> usize {
    let mut is_quoted = false;
    for (idx, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return idx + 1,
            _ => {}
        }
    }
    text.len()
}

struct Finisher<'a> {
    out: String,
    targets: &'a [SlotTarget],
    /// Every id that the body states, without what the reader of records put before it.
    known: BTreeSet<&'a str>,
    ids: BTreeSet<String>,
    /// A link is open: another cannot stand in it.
    is_in_link: bool,
    /// What is told behind the link that is open.
    after_link: String,
    /// How many tables are open.
    tables: usize,
    region_count: usize,
    /// Level of the last heading.
    level: u8,
    /// Levels of headings that are open, as written out.
    levels: Vec<u8>,
}

impl Finisher<'_> {
    fn text(&mut self, text: &str) {
        // Escape sequences have no place on a page, nor have slots where no link is.
        let is_odd = |c: char| c == EDGE || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'));
        let may_be_odd = text.bytes().fold(0, |odd, byte| odd | u8::from(may_begin_odd(byte)));
        if may_be_odd != 0 && text.contains(is_odd) {
            self.out.extend(text.chars().filter(|c| !is_odd(*c)));
        } else {
            self.out.push_str(text);
        }
    }

    fn tag(&mut self, tag: &str) {
        let name_end = tag[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '/').map_or(tag.len(), |end| end + 1);
        match &tag[1..name_end] {
            "a" => {
                self.is_in_link = true;
                self.link(tag);
            }
            "/a" => {
                self.is_in_link = false;
                self.other(tag);
                self.out.push_str(&std::mem::take(&mut self.after_link));
            }
            "img" => self.picture(tag),
            "table" => {
                if self.tables == 0 {
                    self.region("Table", "div");
                }
                self.tables += 1;
                self.other(tag);
            }
            "/table" => {
                self.other(tag);
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.out.push_str("</div>");
                }
            }
            "pre" => self.region("Code", "pre"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag),
            "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" => {
                let level = self.levels.pop().unwrap_or(2);
                let _ = write!(self.out, "</h{level}>");
            }
            _ => self.other(tag),
        }
    }

    /// A part that scrolls sideways by itself can be reached by keyboard and has a name.
    fn region(&mut self, what: &str, element: &str) {
        self.region_count += 1;
        let count = self.region_count;
        let _ = write!(
            self.out,
            "<{element} class=\"scroll\" role=\"region\" aria-label=\"{what} {count}\" tabindex=\"0\">"
        );
    }

    fn heading(&mut self, tag: &str) {
        // The page's own headings are levels 1 and 2; none is skipped on the way down.
        let written = tag.as_bytes().get(2).map_or(2, |digit| digit.saturating_sub(b'0'));
        self.level = written.clamp(2, 6).max(3).min(self.level + 1);
        self.levels.push(self.level);
        let _ = write!(self.out, "<h{}", self.level);
        self.id(tag);
        self.out.push('>');
    }

    fn id(&mut self, tag: &str) {
        if let Some(id) = attribute(tag, "id") {
            let id: String = bare(id).chars().filter(|c| !c.is_whitespace() && *c != EDGE).collect();
            if !id.is_empty() && self.ids.insert(id.clone()) {
                let _ = write!(self.out, " id=\"{PREFIX}{id}\"");
            }
        }
    }

    /// A tag of no special kind; only its id, if it has one, is changed.
    fn other(&mut self, tag: &str) {
        match attribute(tag, "id") {
            None => self.text(tag),
            Some(id) => {
                let at = id.as_ptr() as usize - tag.as_ptr() as usize;
                self.text(tag[..at - " id=\"".len()].trim_end());
                self.id(tag);
                self.text(&tag[at + id.len() + 1..]);
            }
        }
    }

    fn slot(&self, tag: &str, name: &str) -> Option<&Target> {
        let value = attribute(tag, name)?.strip_prefix(EDGE)?.strip_suffix(EDGE)?;
        let idx: usize = value.parse().ok()?;
        self.targets.get(idx).map(|slot| &slot.target)
    }

    fn link(&mut self, tag: &str) {
        let address = match self.slot(tag, "href") {
            Some(Target::Page(page)) => format!(" href=\"../{page}\""),
            Some(Target::Here(names)) => self.here(names),
            Some(Target::Away(address)) => {
                format!(" href=\"{}\" rel=\"noopener noreferrer external\"", escape(address))
            }
            Some(Target::File { site_path, name, .. }) => {
                format!(" href=\"../{}\" download=\"{}\"", escape(site_path), escape(name))
            }
            Some(Target::LeftOut { why, .. }) => {
                self.after_link = format!(" <span class=\"w\">(not on this site: {})</span>", escape(why));
                String::new()
            }
            Some(Target::Nowhere) => String::new(),
            // Footnotes and the way back from them.
            None => match attribute(tag, "href").and_then(|href| href.strip_prefix('#')) {
                Some(anchor) => self.here(&[anchor.to_owned()]),
                None => String::new(),
            },
        };
        self.out.push_str("<a");
        self.id(tag);
        self.out.push_str(&address);
        self.out.push('>');
    }

    /// A place on the same page, by the first of these names that is there; empty where none is.
    fn here(&self, names: &[String]) -> String {
        let found = names.iter().flat_map(|name| [name, bare(name)]).find(|name| self.known.contains(name));
        found.map_or_else(String::new, |id| format!(" href=\"#{PREFIX}{}\"", escape(id)))
    }

    /// A picture that came along is shown. Any other becomes its description: linked to where it lies if that is on the
    /// web, else with the reason.
    fn picture(&mut self, tag: &str) {
        let alt: String = attribute(tag, "alt").unwrap_or_default().chars().filter(|c| *c != EDGE).collect();
        let alt = alt.trim().replace('<', "&lt;").replace('>', "&gt;");
        let words = if alt.is_empty() { "Picture".to_owned() } else { format!("Picture: {alt}") };
        let picture = match self.slot(tag, "src") {
            Some(Target::Away(address)) if !self.is_in_link && !address.starts_with("mailto:") => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer external\">{words}</a>", escape(address))
            }
            Some(Target::File { site_path, name, is_picture: true }) => {
                let alt = if alt.is_empty() { escape(name) } else { alt };
                format!("<img src=\"../{}\" alt=\"{alt}\" loading=\"lazy\">", escape(site_path))
            }
            Some(Target::File { name, .. }) => {
                format!("<span class=\"w\">{words} ({})</span>", escape(name))
            }
            Some(Target::LeftOut { name, why }) => {
                format!("<span class=\"w\">{words} ({}, not on this site: {})</span>", escape(name), escape(why))
            }
            _ => format!("<span class=\"w\">{words}</span>"),
        };
        self.out.push_str(&picture);
    }
}

/// The value of a tag's attribute as it stands, without its quotes, still escaped.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = &tag[tag.find(' ')?..];
    loop {
        rest = rest.trim_start();
        let equals = rest.find("=\"")?;
        let value = &rest[equals + 2..];
        let end = value.find('"')?;
        // Attributes without a value may stand before the name.
        if rest[..equals].rsplit(' ').next() == Some(name) {
            return Some(&value[..end]);
        }
        rest = &value[end + 1..];
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    fn slots(targets: Vec<Target>) -> Vec<SlotTarget> {
        targets.into_iter().map(|target| SlotTarget { target, is_image: false }).collect()
    }

    #[test]
    fn links_are_filled_by_where_they_lead() {
        let body = "<p><a href=\"\u{f8ff}0\u{f8ff}\">a</a> <a rel=\"x\" href=\"\u{f8ff}1\u{f8ff}\">b</a> <a href=\"\u{f8ff}2\u{f8ff}\">c</a></p>";
        let targets = slots(vec![
            Target::Page("log/0002-b.html".to_owned()),
            Target::Away("https://example.org/?a=1&b='\"><script>".to_owned()),
            Target::Nowhere,
        ]);
        assert_snapshot!(finish(body, &targets), @r#"<p><a href="../log/0002-b.html">a</a> <a href="https://example.org/?a=1&amp;b=&#39;&quot;&gt;&lt;script&gt;" rel="noopener noreferrer external">b</a> <a>c</a></p>"#);
    }

    #[test]
    fn pictures_load_nothing() {
        let body = "<img alt=\"The plan\" src=\"\u{f8ff}0\u{f8ff}\"><img src=\"\u{f8ff}1\u{f8ff}\">";
        let targets = slots(vec![Target::Away("https://example.org/a.png".to_owned()), Target::Nowhere]);
        assert_snapshot!(finish(body, &targets), @r#"<a href="https://example.org/a.png" rel="noopener noreferrer external">Picture: The plan</a><span class="w">Picture</span>"#);
    }

    #[test]
    fn angle_brackets_in_attributes_open_no_tag() {
        let body = "<a title=\"<img> <table><script>\" href=\"\u{f8ff}0\u{f8ff}\">x</a><img src=\"\u{f8ff}0\u{f8ff}\" alt=\"<script>\">\
                    <td title=\"<pre> id=\">y</td>";
        assert_snapshot!(finish(body, &slots(vec![Target::Nowhere])), @r#"<a>x</a><span class="w">Picture: &lt;script&gt;</span><td title="<pre> id=">y</td>"#);
    }

    #[test]
    fn wide_parts_scroll_in_regions_of_their_own() {
        let body = "<table><tbody><tr><td><table></table></td></tr></tbody></table><pre><code>x</code></pre>";
        assert_snapshot!(finish(body, &[]), @r#"<div class="scroll" role="region" aria-label="Table 1" tabindex="0"><table><tbody><tr><td><table></table></td></tr></tbody></table></div><pre class="scroll" role="region" aria-label="Code 2" tabindex="0"><code>x</code></pre>"#);
    }

    #[test]
    fn headings_step_down_and_ids_meet_no_other() {
        let body = "<h1 id=\"main\">a</h1><h4>b</h4><h6>c</h6><h2 id=\"main\">d</h2><p class=\"x\" id=\"buy\">e</p>";
        assert_snapshot!(finish(body, &[]), @r#"<h3 id="t-main">a</h3><h4>b</h4><h5>c</h5><h3>d</h3><p class="x" id="t-buy">e</p>"#);
    }

    #[test]
    fn places_on_the_same_page_are_found_or_led_to_by_nothing() {
        let body = "<h3 id=\"s-why\">W</h3><h3 id=\"s-why--2\">W</h3><a href=\"\u{f8ff}0\u{f8ff}\">a</a><a href=\"\u{f8ff}1\u{f8ff}\">b</a>\
                    <a href=\"\u{f8ff}2\u{f8ff}\">c</a><a href=\"#s-why\">d</a>";
        let here = |names: &[&str]| Target::Here(names.iter().map(|name| (*name).to_owned()).collect());
        let html = finish(body, &slots(vec![here(&["Why", "why"]), here(&["why-1", "why--2"]), here(&["where"])]));
        assert_snapshot!(html, @r##"<h3 id="t-why">W</h3><h3 id="t-why--2">W</h3><a href="#t-why">a</a><a href="#t-why--2">b</a><a>c</a><a href="#t-why">d</a>"##);
    }

    #[test]
    fn an_empty_heading_is_none() {
        let body = "<h2 id=\"a\"></h2><p>x</p><h3> <b></b> </h3><h3>y</h3><h4><img src=\"\u{f8ff}0\u{f8ff}\" alt=\"z\"></h4><h2>";
        let html = finish(body, &slots(vec![Target::Nowhere]));
        assert_eq!(html, "<p>x</p><h3>y</h3><h4><span class=\"w\">Picture: z</span></h4><h3>");
    }

    #[test]
    fn a_stray_edge_is_dropped() {
        assert_eq!(finish("a \u{f8ff} b \u{f8ff}9\u{f8ff} <b>c</b> <", &[]), "a  b 9 <b>c</b> <");
    }
}
