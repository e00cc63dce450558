//! A page's content as a chapter of another page: its headings a level lower, its ids its own, its links to where things
//! stand there.
//!
//! Texts are escaped by then, so that whatever begins with `<` is a tag, and no value of an attribute holds a quote.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Attributes whose values name ids.
const NAMING: [&str; 6] = ["id", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"];

/// The content as a chapter whose ids begin with `prefix`.
pub(super) fn chapter(content: &str, prefix: &str) -> String {
    let mut ids = BTreeSet::new();
    each_tag(content, |tag| {
        ids.extend(value(tag, "id").map(|at| &tag[at]));
        None
    });
    each_tag(content, |tag| {
        let mut changed = lowered(tag);
        // Many chapters have a part of one name, and no two landmarks of a page may; its heading still says what it is.
        if let Some(at) = value(tag, "aria-labelledby").filter(|_| tag.starts_with("<section ")) {
            changed.to_mut().replace_range(at.start - " aria-labelledby=\"".len()..=at.end, "");
        }
        for name in NAMING {
            let Some(at) = value(&changed, name) else { continue };
            let own = |id: &str| if ids.contains(id) { format!("{prefix}-{id}") } else { id.to_owned() };
            let named: Vec<String> = changed[at.clone()].split(' ').map(own).collect();
            changed.to_mut().replace_range(at, &named.join(" "));
        }
        if let Some(at) = value(&changed, "href")
            && changed[at.clone()].strip_prefix('#').is_some_and(|id| ids.contains(id))
        {
            changed.to_mut().insert_str(at.start + 1, &format!("{prefix}-"));
        }
        Some(changed.into_owned())
    })
}

/// Every id of a page.
pub(super) fn ids(page: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    each_tag(page, |tag| {
        ids.extend(value(tag, "id").map(|at| tag[at].to_owned()));
        None
    });
    ids
}

/// Gives each link the address that `lead` says; where it says none, the words stay and the link goes.
pub(super) fn lead_links(page: &str, mut lead: impl FnMut(&str) -> Option<String>) -> String {
    each_tag(page, |tag| {
        let at = value(tag, "href").filter(|_| tag.starts_with("<a "))?;
        let mut changed = tag.to_owned();
        match lead(&tag[at.clone()]) {
            Some(href) => changed.replace_range(at, &href),
            None => changed.replace_range(at.start - " href=\"".len()..=at.end, ""),
        }
        Some(changed)
    })
}

/// The text with each tag as `change` wants it; `None` leaves it.
fn each_tag<'a>(text: &'a str, mut change: impl FnMut(&'a str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let end = rest[open..].find('>').map_or(rest.len(), |length| open + length + 1);
        changed.push_str(&rest[..open]);
        let tag = &rest[open..end];
        changed.push_str(&change(tag).map_or(Cow::Borrowed(tag), Cow::Owned));
        rest = &rest[end..];
    }
    changed.push_str(rest);
    changed
}

/// A heading's tag a level lower.
fn lowered(tag: &str) -> Cow<'_, str> {
    let start = if tag.starts_with("</h") { 3 } else { 2 };
    let is_heading = (tag.starts_with("</h") || tag.starts_with("<h"))
        && tag.as_bytes().get(start + 1).is_some_and(|next| matches!(next, b' ' | b'>'));
    match tag.as_bytes().get(start) {
        Some(level @ b'1'..=b'5') if is_heading => {
            format!("{}{}{}", &tag[..start], level - b'0' + 1, &tag[start + 1..]).into()
        }
        _ => tag.into(),
    }
}

/// Where an attribute's value stands in a tag.
fn value(tag: &str, name: &str) -> Option<Range<usize>> {
    let lead = format!(" {name}=\"");
    let start = tag.find(&lead)? + lead.len();
    Some(start..start + tag[start..].find('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_a_level_lower_and_ids_are_its_own() {
        let page = "<header><h1>A &lt;h1&gt;</h1></header><section class=\"x\" aria-labelledby=\"ask\"><figure aria-labelledby=\"ask other\"><h2 id=\"ask\" lang=\"de\">B</h2>\
                    <a href=\"#ask\">C</a> <a href=\"#main\">D</a><svg><use href=\"#buy\"/></svg></section><hr><h6>E</h6>";
        assert_eq!(
            chapter(page, "matter-1"),
            "<header><h2>A &lt;h1&gt;</h2></header><section class=\"x\"><figure aria-labelledby=\"matter-1-ask other\"><h3 id=\"matter-1-ask\" \
             lang=\"de\">B</h3><a href=\"#matter-1-ask\">C</a> <a href=\"#main\">D</a><svg><use href=\"#buy\"/></svg></section>\
             <hr><h6>E</h6>"
        );
        assert_eq!(ids(page).into_iter().collect::<Vec<_>>(), ["ask"]);
    }

    #[test]
    fn links_lead_where_they_are_told() {
        let page = "<a class=\"n\" href=\"method.html#cash\">1</a><a href=\"x.html\">2</a><use href=\"#buy\"/>";
        let led = lead_links(page, |href| href.strip_prefix("method.html#").map(|term| format!("#word-{term}")));
        assert_eq!(led, "<a class=\"n\" href=\"#word-cash\">1</a><a>2</a><use href=\"#buy\"/>");
    }

    #[test]
    fn what_is_no_page_ends() {
        for odd in ["<", "<h", "<h1", "a < b", "<a href=\"", ""] {
            assert_eq!(chapter(odd, "x"), odd);
            assert_eq!(lead_links(odd, |_| None), odd);
        }
    }
}
