//! Raw HTML of an author, made harmless, and its addresses turned into slots like those of markdown.

use crate::model::{Body, BodyLink};
use crate::record::body::inline;
use crate::record::body::tags::carried;
use crate::source::Span;
use ammonia::Builder;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Stands around an address that the sanitizer found in raw HTML.
pub(crate) const RAW_ADDRESS: char = '\u{f8fe}';
/// Stands around slots, see [`Body::slot`].
pub(crate) const SLOT: char = '\u{f8ff}';
/// Before every id, so that no heading takes the id of a part of the page.
pub(crate) const ID_PREFIX: &str = "s-";

pub(crate) static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(carried().collect())
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
pub(crate) fn take_raw_addresses(html: &str, body_start: usize, text: &str, links: &mut Vec<BodyLink>) -> String {
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
pub(crate) fn only_own_slots(html: String, link_count: usize) -> String {
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

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
