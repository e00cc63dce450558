//! Another number: in a record's name and where it carries it itself, and in every link that leads to it.

use super::page::{Page, Refusal};
use super::text::replaced;
use crate::model::{Record, StatedLink};
use crate::record::{FieldKind, Shape};
use crate::source::{decoded, joined};
use std::ops::Range;

/// A record that gets another number.
#[derive(Clone, Copy, Debug)]
pub struct Renumbering<'a> {
    /// Its number.
    pub from: u64,
    /// The one that it gets.
    pub to: u64,
    /// Its path before.
    pub path: &'a str,
    /// What carries the number in that: its file's name without the ending, or the name of a folder of its own.
    pub stem: &'a str,
}

/// A file or folder name with another number, as wide as it was; `None` where it carries no such number.
pub fn renumbered_name(name: &str, from: u64, to: u64) -> Option<String> {
    let dated = ["0000-00-00", "00000000"].into_iter().find(|shape| has_shape(name, shape)).map_or(0, str::len);
    let run = runs(name, dated..name.len()).find(|run| is_number(&name[run.clone()], from))?;
    Some(replaced(name, run.clone(), &like(&name[run], to)))
}

fn has_shape(name: &str, shape: &str) -> bool {
    let fits = |(sign, c): (char, char)| if sign == '0' { c.is_ascii_digit() } else { matches!(c, '-' | '_') };
    name.len() > shape.len()
        && shape.chars().zip(name.chars()).all(fits)
        && !name[shape.len()..].starts_with(|c: char| c.is_ascii_digit())
}

/// The text of the record itself, for its new path, which `page` has.
pub fn renumber_record(page: &Page<'_>, text: &str, renumbering: &Renumbering<'_>) -> Result<String, Refusal> {
    let &Renumbering { from, to, .. } = renumbering;
    let before = page.read_whole(text)?;
    let layout = page.layout(text, &before);
    let mut runs_to_change: Vec<Range<usize>> = Vec::new();
    let title = layout.title.as_ref().map(|title| title.words.clone());
    let front = layout.front_matter.iter().flat_map(|front| &front.entries);
    let ids = front.filter(|entry| {
        matches!(entry.key.as_str(), "id" | "number" | "adr" | "adrid" | "adrnumber") && entry.shape == Shape::Scalar
    });
    let front_title = layout.front_matter.iter().filter_map(|front| front.entry("title"));
    let fields = layout.fields.iter().filter(|field| field.kind == FieldKind::Number);
    let places = title.into_iter().chain(front_title.map(|entry| entry.value_at.clone()));
    for place in places.chain(ids.map(|entry| entry.value_at.clone())).chain(fields.map(|field| field.value.clone())) {
        runs_to_change.extend(leading_number(text, place, from));
    }
    let changed = with_number(text, runs_to_change, to);
    let holds = |after: &Record| {
        after.number == Some(to) && after.title.text == before.title.text && after.status() == before.status()
    };
    match page.read(&changed) {
        Some(after) if holds(&after) => Ok(changed),
        _ => {
            let message = format!("with the number {to} this record would not read as before");
            Err(page.refusal(before.title.span, message, "write the number into heading and name by hand"))
        }
    }
}

/// The text of another file with its links to the record, those that it states and those in its text; `leads` says which
/// stated links do.
pub fn renumber_links(
    page: &Page<'_>,
    text: &str,
    renumbering: &Renumbering<'_>,
    leads: &dyn Fn(&StatedLink) -> bool,
) -> String {
    let mut places = Vec::new();
    if let Some(record) = page.read(text) {
        for link in record.links.iter().filter(|link| leads(link)) {
            places.extend(in_stated(text, link, renumbering.from));
        }
    }
    places.extend(in_paths(page.path, text, renumbering));
    with_number(text, places, renumbering.to)
}

/// The number of a stated link, where its target stands.
fn in_stated(text: &str, link: &StatedLink, from: u64) -> Option<Range<usize>> {
    let span = link.span?;
    let (start, end) = (span.start as usize, span.end as usize);
    // A link of a section may be known by where it begins alone.
    let end = if end > start { end } else { start + text[start..].find('\n').unwrap_or(text.len() - start) };
    let inside = &text[start..end];
    let at = inside.match_indices(link.target.as_str()).map(|(at, _)| at).find(|at| {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_edge(inside[..*at].chars().next_back()) && is_edge(inside[at + link.target.len()..].chars().next())
    })?;
    let target = start + at..start + at + link.target.len();
    runs(text, target).find(|run| is_number(&text[run.clone()], from))
}

/// The numbers in paths that lead to the record, and in the words of the links that they stand in.
fn in_paths(path: &str, text: &str, renumbering: &Renumbering<'_>) -> Vec<Range<usize>> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut places = Vec::new();
    for (at, _) in text.match_indices(renumbering.stem) {
        let end = at + renumbering.stem.len();
        let is_in_path = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~' | '%');
        let start = text[..at]
            .rfind(|c| !is_in_path(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let length = text[end..].find(|c| !is_in_path(c)).unwrap_or(text.len() - end);
        let token = text[start..end + length].trim_end_matches('.');
        let is_begun = at == start || text[..at].ends_with('/');
        if text[..start].ends_with("://") || !is_begun || !leads_to(folder, token, renumbering) {
            continue;
        }
        let Some(run) = runs(text, at..end).find(|run| is_number(&text[run.clone()], renumbering.from)) else {
            continue;
        };
        places.push(run);
        if let Some(words) = words_before(text, start) {
            places.extend(leading_number(text, words, renumbering.from));
        }
    }
    places
}

fn leads_to(folder: &str, token: &str, renumbering: &Renumbering<'_>) -> bool {
    let token = decoded(token);
    let (base, relative) = match token.strip_prefix('/') {
        Some(rest) => ("", rest.to_owned()),
        None => (folder, token),
    };
    let Some(whole) = joined(base, &relative) else { return false };
    let bare = |path: &str| -> String {
        let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".md")).unwrap_or(path);
        path.trim_end_matches('/').to_owned()
    };
    let target = bare(renumbering.path);
    let whole = bare(&whole);
    whole == target
        || target.rsplit_once('/').is_some_and(|(above, _)| whole == above && above.ends_with(renumbering.stem))
}

/// The words of `[words](`, of which the address starts at a byte.
fn words_before(text: &str, address: usize) -> Option<Range<usize>> {
    let close = text[..address].strip_suffix("](").or_else(|| text[..address].strip_suffix("](<"))?.len();
    let line = text[..close].rfind('\n').map_or(0, |newline| newline + 1);
    let open = text[line..close].rfind('[')? + line + 1;
    Some(open..close)
}

/// The number that a title, an ID or the words of a link begin with: `12. A`, `ADR-0012`, `"12"`.
fn leading_number(text: &str, place: Range<usize>, from: u64) -> Option<Range<usize>> {
    let run = runs(text, place.clone()).next()?;
    let before = &text[place.start..run.start];
    let is_lead = before.len() <= 40 && before.chars().all(|c| c.is_alphabetic() || " -_#.[(\"'`*:".contains(c));
    (is_lead && is_number(&text[run.clone()], from)).then_some(run)
}

/// Every run of digits in a part of a text.
fn runs(text: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let is_digit = move |at: &usize| bytes[*at].is_ascii_digit();
    let starts = place.clone().filter(move |at| is_digit(at) && (*at == place.start || !is_digit(&(at - 1))));
    let end = text.len();
    starts.map(move |start| start..(start..end).find(|at| !is_digit(at)).unwrap_or(end))
}

fn is_number(digits: &str, number: u64) -> bool {
    digits.parse() == Ok(number)
}

/// A number with as many digits as another was written with.
fn like(digits: &str, number: u64) -> String {
    let width = digits.len();
    if digits.starts_with('0') { format!("{number:0width$}") } else { number.to_string() }
}

fn with_number(text: &str, mut places: Vec<Range<usize>>, number: u64) -> String {
    places.sort_by_key(|place| place.start);
    places.dedup();
    let mut changed = text.to_owned();
    for place in places.into_iter().rev() {
        let digits = like(&text[place.clone()], number);
        changed.replace_range(place, &digits);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_width() {
        let name = |name: &str, from, to| renumbered_name(name, from, to).unwrap_or_default();
        assert_eq!(name("0012-a.md", 12, 7), "0007-a.md");
        assert_eq!(name("adr-099-a.md", 99, 100), "adr-100-a.md");
        assert_eq!(name("ADR7-use-7.md", 7, 10), "ADR10-use-7.md");
        assert_eq!(name("2022-04-13_004-f.md", 4, 5), "2022-04-13_005-f.md");
        assert_eq!(name("use-it.md", 4, 5), "");
    }

    #[test]
    fn links_in_every_dress_lead_to_the_new_number() {
        let renumbering = Renumbering { from: 12, to: 13, path: "d/0012-a.md", stem: "0012-a" };
        let told = |text: &str| {
            let context = crate::record::FolderContext::default();
            let book = crate::model::Book::default();
            let page = Page { path: "d/0001-b.md", folder: "d", context: &context, book: &book };
            renumber_links(&page, text, &renumbering, &|link| link.target.contains("12"))
        };
        assert_eq!(
            told("# B\n\nSee [ADR-0012: A](0012-a.md#x), ./0012-a.md.\n"),
            "# B\n\nSee [ADR-0013: A](0013-a.md#x), ./0013-a.md.\n"
        );
        assert_eq!(
            told("# B\n\n[12. A](../d/0012-a.md) and [12](../e/0012-a.md)\n"),
            "# B\n\n[13. A](../d/0013-a.md) and [12](../e/0012-a.md)\n"
        );
        assert_eq!(
            told("---\nlinks:\n  - amends: 12\n  - related: 120\n---\n# B\n"),
            "---\nlinks:\n  - amends: 13\n  - related: 120\n---\n# B\n"
        );
        assert_eq!(
            told("# B\n\n## Status\n\nAccepted\n\nAmends ADR-0012\n"),
            "# B\n\n## Status\n\nAccepted\n\nAmends ADR-0013\n"
        );
        assert_eq!(
            told("# B\n\nhttps://x.example/0012-a.md x0012-a\n"),
            "# B\n\nhttps://x.example/0012-a.md x0012-a\n"
        );
    }
}
