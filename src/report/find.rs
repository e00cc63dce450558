//! The page on which one looks for a decision: every list there is, and what the script looks through.

use crate::model::Record;
use crate::report::decisions::{FacetLine, Facets, Listing, area_name};
use crate::report::frame::{Place, count_of};
use crate::report::{Day, Frame, Head, Input, Part};
use serde::Serialize;
use std::borrow::Cow;

/// How many lists of one kind are linked.
const LINKS: usize = 250;

/// How many bytes of a body are looked through.
const LONGEST: usize = 256 * 1024;

/// The page "Find".
#[derive(Clone, Debug, Serialize)]
pub struct FindPage {
    /// Of itself.
    pub head: Head,
    /// "16 decisions".
    pub count: String,
    /// The finding.
    pub title: String,
    /// Lists of what decisions have in common.
    pub facets: Vec<FacetLine>,
    /// Other pages.
    pub places: Vec<Place>,
}

/// Composes the page.
pub fn find(input: &Input, facets: &Facets, frame: &Frame) -> FindPage {
    let count = input.log.records.len();
    let places = frame.nav.iter().chain(&frame.more).filter(|place| place.part != Part::Find);
    FindPage {
        head: Head::new(
            input,
            "find",
            Part::Find,
            "search.html".to_owned(),
            "Find a decision",
            "Look for a decision by its words, or by status, area, role and supplier.".to_owned(),
        ),
        count: if count == 1 { "1 decision".to_owned() } else { format!("{} decisions", count_of(count)) },
        title: "Find a decision".to_owned(),
        facets: FacetLine::all(facets, LINKS),
        places: places.cloned().collect(),
    }
}

/// What is shown of a decision that was found: address, number, name, question, status, its class, day, who answers and
/// the language of name and question.
pub fn found(input: &Input, listing: &Listing, idx: usize) -> [String; 9] {
    let row = &listing.rows[idx];
    let stated = || input.log.records[idx].record.date.as_ref().map(Day::stated);
    let day = row.due.clone().map(|day| Day { text: format!("by {}", day.text), ..day }).or_else(stated);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        row.href.clone(),
        text(&row.number),
        row.name.clone(),
        text(&row.question),
        row.state.word.clone(),
        row.state.class.to_owned(),
        day.map(|day| day.text).unwrap_or_default(),
        text(&row.owner),
        text(&row.lang),
    ]
}

/// What is looked through: texts with their weight, 7 for a number and 1 for the body.
pub fn sought<'a>(input: &'a Input, listing: &'a Listing, idx: usize) -> Vec<(u8, Cow<'a, str>)> {
    let record = &input.log.records[idx].record;
    let row = &listing.rows[idx];
    let mut texts: Vec<(u8, Cow<'_, str>)> = vec![
        (6, row.name.as_str().into()),
        (5, record.title.text.as_str().into()),
        (3, row.state.word.as_str().into()),
        (1, plain(start(&record.body.html)).into()),
    ];
    texts.extend(row.number.as_deref().into_iter().chain(record.printed_id.as_deref()).map(|text| (7, text.into())));
    texts.extend(record.area.as_deref().map(|area| (3, area_name(input, area).into())));
    texts.extend(named(record).map(|text| (4, text.into())));
    texts.extend(record.ask.iter().chain(&record.why_now).map(|text| (2, text.as_str().into())));
    texts
}

/// Options, suppliers, people, words and systems.
pub(super) fn named(record: &Record) -> impl Iterator<Item = &str> {
    let options = record.options.iter().flat_map(|option| {
        std::iter::once(option.title.as_str()).chain(option.supplier.as_ref().map(|supplier| supplier.name.as_str()))
    });
    let people = record.roles.owner.iter().chain(&record.roles.decision_makers);
    options.chain(people.chain(&record.tags).chain(&record.systems).map(String::as_str))
}

/// As much of a body as anybody would look through.
fn start(html: &str) -> &str {
    let mut end = html.len().min(LONGEST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[..end]
}

/// The words of a page's HTML, without its tags; of a sign that is written as a name, the name is no word.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        text.push(' ');
        let close = if rest.as_bytes()[at] == b'<' { '>' } else { ';' };
        match rest[at..].find(close) {
            Some(end) if close == '>' || end < 12 => rest = &rest[at + end + 1..],
            _ => rest = &rest[at + 1..],
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_and_names_of_signs_are_no_words() {
        let html = "<p title=\"no\">We &amp; they</p><code>a &lt; b</code> 1 & 2";
        let words: Vec<_> = super::plain(html).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), "We they a b 1 2");
        assert_eq!(super::plain("plain 5 &").trim(), "plain 5");
    }
}
