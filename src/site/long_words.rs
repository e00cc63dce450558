//! Words that are longer than a column of a page is wide: marked, so that the style sheet lets these alone break anywhere.
//! Were every word allowed to, tables would break short ones too.

use std::borrow::Cow;
use std::ops::Range;

/// Longer words are marked, in bytes.
const LONGEST: usize = 24;

/// Elements whose texts are no running words, or have a width of their own.
const LEFT_ALONE: [&str; 8] = ["head", "svg", "pre", "code", "script", "style", "option", "textarea"];

/// The page with its long words marked; a record's own text, which scrolls where it is wide, stays as it is.
pub(super) fn mark(page: &str) -> Cow<'_, str> {
    let mut marked = String::new();
    let mut written = 0;
    let mut at = 0;
    while let Some(open) = next(page, at, b'<') {
        for word in long_words(&page[at..open]) {
            let (start, end) = (at + word.start, at + word.end);
            marked.push_str(&page[written..start]);
            marked.push_str("<span class=\"lw\">");
            marked.push_str(&page[start..end]);
            marked.push_str("</span>");
            written = end;
        }
        at = past(page, open);
    }
    if written == 0 {
        return page.into();
    }
    marked.push_str(&page[written..]);
    marked.into()
}

/// Where a sign stands next: it is never far.
fn next(page: &str, from: usize, sign: u8) -> Option<usize> {
    page.as_bytes()[from..].iter().position(|byte| *byte == sign).map(|offset| from + offset)
}

/// Past the tag that opens here, and past its whole element where that is left alone.
fn past(page: &str, open: usize) -> usize {
    let tag_end = next(page, open, b'>').map_or(page.len(), |end| end + 1);
    let tag = &page[open + 1..tag_end];
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    if LEFT_ALONE.contains(&name) {
        let close = format!("</{name}>");
        return page[tag_end..].find(&close).map_or(tag_end, |length| tag_end + length + close.len());
    }
    if name == "div" && tag.contains("class=\"prose\"") {
        return past_block(page, tag_end);
    }
    tag_end
}

/// Past the end of the block whose tag ends here.
fn past_block(page: &str, start: usize) -> usize {
    let mut depth = 1;
    let mut at = start;
    while depth > 0 {
        let Some(next) = page[at..].find("div").map(|offset| at + offset) else { return page.len() };
        if page[..next].ends_with("</") {
            depth -= 1;
        } else if page[..next].ends_with('<') {
            depth += 1;
        }
        at = next + "div".len();
    }
    page[at..].find('>').map_or(page.len(), |length| at + length + 1)
}

/// Words without a place to break: scripts that break between any two signs, and hyphens, give one.
fn long_words(text: &str) -> Vec<Range<usize>> {
    if text.len() <= LONGEST {
        return Vec::new();
    }
    let breaks = |c: char| c.is_whitespace() || c == '-' || c >= '\u{2e80}' || ('\u{2000}'..='\u{200b}').contains(&c);
    let mut words = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(breaks) {
        let word = part.trim_end_matches(breaks);
        if word.len() > LONGEST {
            words.push(start..start + word.len());
        }
        start += part.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Donaudampfschifffahrtsgesellschaft";

    #[test]
    fn only_long_words_are_marked() {
        let page = format!("<head><title>{LONG}</title></head><td title=\"{LONG}\">a {LONG} b</td><code>{LONG}</code>");
        let span = format!("<span class=\"lw\">{LONG}</span>");
        assert_eq!(mark(&page), page.replace(&format!("a {LONG} b"), &format!("a {span} b")));
        let short =
            "<p>Words of every day, customer-relationship-management-systems and 決定決定決定決定決定決定決定</p>"
                .to_owned();
        assert_eq!(mark(&short), short);
    }

    #[test]
    fn the_text_of_a_record_stays_as_it_is() {
        let inside = format!("<div class=\"prose\"><p>{LONG}</p><div class=\"scroll\">{LONG}</div>{LONG}</div>");
        assert_eq!(mark(&inside), inside);
        let behind = format!("{inside}<p>{LONG}</p>");
        let behind = mark(&behind);
        assert_eq!(behind.matches("lw").count(), 1, "{behind}");
    }

    #[test]
    fn what_is_no_page_ends() {
        for odd in ["<", "<div class=\"prose\">", "<pre", "a < b", ""] {
            assert_eq!(mark(odd), odd);
        }
    }
}
