//! Fills the slots that a record's body keeps for its links.

use crate::report::{SlotTarget, Target};

/// What opens and closes a slot; no body carries it otherwise.
const EDGE: char = '\u{f8ff}';

/// A record's body with its links filled in, on a page that lies one folder deep.
///
/// Links to records lead to their technical pages; addresses of web and mail stay, with `rel`;
/// of all others the text stays. Pictures become links or words: a site loads nothing from
/// elsewhere.
pub(super) fn fill(body: &str, targets: &[SlotTarget]) -> String {
    let mut filled = String::with_capacity(body.len() + targets.len() * 48);
    let mut rest = body;
    while let Some(edge) = rest.find(EDGE) {
        let after = &rest[edge + EDGE.len_utf8()..];
        let Some(close) = after.find(EDGE) else { break };
        let target = after[..close].parse().ok().and_then(|idx: usize| targets.get(idx));
        let before = &rest[..edge];
        let past = &after[close + EDGE.len_utf8()..];
        // A slot stands inside a tag: from the last `<` to the next `>`.
        let Some((open, end)) = before.rfind('<').zip(past.find('>')) else {
            filled.push_str(before);
            rest = past;
            continue;
        };
        filled.push_str(&before[..open]);
        let tag = Tag { start: &before[open..], end: &past[..end], target };
        filled.push_str(&tag.filled());
        rest = &past[end + 1..];
    }
    filled.extend(rest.chars().filter(|c| *c != EDGE));
    filled
}

/// A tag around a slot.
struct Tag<'a> {
    start: &'a str,
    end: &'a str,
    target: Option<&'a SlotTarget>,
}

impl Tag<'_> {
    fn filled(&self) -> String {
        if self.start.starts_with("<img") { self.picture() } else { self.link() }
    }

    fn link(&self) -> String {
        match self.target.map(|slot| &slot.target) {
            Some(Target::Page(page)) => format!("<a href=\"../{page}\">"),
            Some(Target::Here(anchor)) => format!("<a href=\"#{anchor}\">"),
            Some(Target::Away(address)) => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer external\">", escape(address))
            }
            Some(Target::Nowhere) | None => "<a>".to_owned(),
        }
    }

    /// A picture becomes its description, linked to where it lies if that is on the web.
    fn picture(&self) -> String {
        let alt = attribute(self.start, "alt").or_else(|| attribute(self.end, "alt")).unwrap_or_default();
        let words = if alt.trim().is_empty() { "Picture".to_owned() } else { format!("Picture: {alt}") };
        match self.target.map(|slot| &slot.target) {
            Some(Target::Away(address)) if !address.starts_with("mailto:") => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer external\">{words}</a>", escape(address))
            }
            _ => format!("<span class=\"w\">{words}</span>"),
        }
    }
}

/// The value of an attribute as it stands, escaped already.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
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

    fn slot(target: Target) -> SlotTarget {
        SlotTarget { target, is_image: false }
    }

    #[test]
    fn links_are_filled_by_where_they_lead() {
        let body = "<p><a href=\"\u{f8ff}0\u{f8ff}\">a</a> <a href=\"\u{f8ff}1\u{f8ff}\" rel=\"x\">b</a> <a href=\"\u{f8ff}2\u{f8ff}\">c</a></p>";
        let targets = [
            slot(Target::Page("log/0002-b.html".to_owned())),
            slot(Target::Away("https://example.org/?a=1&b='\"><script>".to_owned())),
            slot(Target::Nowhere),
        ];
        insta::assert_snapshot!(fill(body, &targets), @r#"<p><a href="../log/0002-b.html">a</a> <a href="https://example.org/?a=1&amp;b=&#39;&quot;&gt;&lt;script&gt;" rel="noopener noreferrer external">b</a> <a>c</a></p>"#);
    }

    #[test]
    fn pictures_load_nothing() {
        let body = "<img alt=\"The plan\" src=\"\u{f8ff}0\u{f8ff}\"><img src=\"\u{f8ff}1\u{f8ff}\">";
        let targets = [slot(Target::Away("https://example.org/a.png".to_owned())), slot(Target::Nowhere)];
        insta::assert_snapshot!(fill(body, &targets), @r#"<a href="https://example.org/a.png" rel="noopener noreferrer external">Picture: The plan</a><span class="w">Picture</span>"#);
    }

    #[test]
    fn a_stray_edge_is_dropped() {
        assert_eq!(fill("a \u{f8ff} b \u{f8ff}9\u{f8ff} <b>c</b>", &[]), "a  b 9 <b>c</b>");
    }
}
