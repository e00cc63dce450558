//! Another status: in the place of the old one, in its dress; or where the record's form puts one.

use super::day;
use super::history;
use super::page::{NewStatus, Page, Refusal, keeps_the_rest};
use super::text::{lines_in, next_line, replaced, trimmed};
use super::value::{self, Words};
use super::{absent, entries};
use crate::model::{FieldSource, LinkKind, Record};
use crate::record::{FieldKind, Layout, status_phrases};
use crate::source::Span;
use std::ops::Range;

/// The text with another status, the day of it, and the former one in its `history`; `None` where it has that status.
pub fn set_status(page: &Page<'_>, text: &str, new: &NewStatus<'_>) -> Result<Option<String>, Refusal> {
    let record = page.read_whole(text)?;
    if record.status() == Some(new.status) && new.tail.is_empty() {
        return Ok(None);
    }
    let layout = page.layout(text, &record);
    let tried = candidates(page, text, &record, &layout, new);
    let Some(changed) = tried.into_iter().find(|changed| holds(page, &record, changed, new)) else {
        return Err(refusal(page, &record, new));
    };
    if record.status() == Some(new.status) {
        return Ok(Some(changed));
    }
    let changed = alike(page, &record, changed, new);
    let changed = day::moved(page, &record, changed, new.day);
    Ok(Some(history::with_former(page, &record, changed)))
}

/// Whether a text reads as it is meant.
fn holds(page: &Page<'_>, before: &Record, text: &str, new: &NewStatus<'_>) -> bool {
    page.read(text).is_some_and(|after| after.status() == Some(new.status) && keeps_the_rest(before, &after))
}

fn candidates(page: &Page<'_>, text: &str, record: &Record, layout: &Layout, new: &NewStatus<'_>) -> Vec<String> {
    let own = &page.book.status_words;
    let words = Words { word: new.word, tail: new.tail, day: new.day };
    let Some((source, place)) = record.status.as_ref().and_then(|stated| Some((stated.source, bytes(stated.span?))))
    else {
        return absent::candidates(page, text, record, layout, new);
    };
    let mut tried = Vec::new();
    match source {
        FieldSource::FrontMatter if is_flag(layout, &place) => tried.extend(without_flag(text, layout, &place, new)),
        // What a notice, a change log or a tag says would stand against the new status.
        FieldSource::Notice | FieldSource::Tags => {}
        FieldSource::Changelog => tried.extend(absent::candidates(page, text, record, layout, new)),
        _ => {
            let place = within_line(text, place);
            tried.extend(super::value::ticked(text, section_around(layout, &place), &place, new.status, own));
            if let Some(rest) = without_successors(text, record, layout, &place) {
                tried.extend(value::rewritten(&rest.0, rest.1, words, own));
            }
            tried.extend(value::rewritten(text, place, words, own));
        }
    }
    tried
}

fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// A value without white space around it, and no further than its line.
fn within_line(text: &str, place: Range<usize>) -> Range<usize> {
    let end = place.end.min(place.start + text[place.clone()].find(['\n', '\r']).unwrap_or(place.len()));
    // A cell keeps the room around its words, so that a table keeps its columns.
    if text[end..].starts_with('|') { place.start..end } else { trimmed(text, place.start..end) }
}

/// The section whose content holds a place, or the place itself.
fn section_around(layout: &Layout, place: &Range<usize>) -> Range<usize> {
    let holds = |range: &&Range<usize>| range.start <= place.start && place.end <= range.end;
    let sections = layout.sections.iter().filter(|section| section.is_status).map(|section| &section.content);
    sections.clone().find(holds).unwrap_or(place).clone()
}

/// `draft: true` says a status by its key alone.
fn is_flag(layout: &Layout, place: &Range<usize>) -> bool {
    let entries = layout.front_matter.iter().flat_map(|front| &front.entries);
    let flags = ["draft", "wip", "deprecated", "archived"];
    entries.filter(|entry| entry.value_at.start == place.start).any(|entry| flags.contains(&entry.key.as_str()))
}

/// The flag taken back, and the status said in a word.
fn without_flag(text: &str, layout: &Layout, place: &Range<usize>, new: &NewStatus<'_>) -> Option<String> {
    let front = layout.front_matter.as_ref()?;
    let no = match &text[place.clone()] {
        "yes" => "no",
        "on" => "off",
        _ => "false",
    };
    let changed = replaced(text, place.clone(), no);
    Some(entries::with_key(&changed, front, Some(front.content.start), &format!("status: {}", new.word)))
}

/// The text without the lines of a status section that name who took the record's place, and where its status is then.
fn without_successors(
    text: &str,
    record: &Record,
    layout: &Layout,
    place: &Range<usize>,
) -> Option<(String, Range<usize>)> {
    let section = section_around(layout, place);
    let is_apart = |at: usize| section.contains(&at) && !(place.start..next_line(text, place.start)).contains(&at);
    let successors = record.links.iter().filter(|link| link.kind == LinkKind::SupersededBy);
    let places: Vec<usize> = successors.filter_map(|link| Some(link.span?.start as usize)).collect();
    let says = |line: &str| {
        let lower = line.to_lowercase();
        ["supersed", "superced", "replaced by"].iter().any(|word| lower.contains(word)) && lower.contains(" by")
    };
    let lines: Vec<Range<usize>> = lines_in(text, section.clone())
        .filter(|(line, words)| is_apart(line.start) && (says(words) || places.iter().any(|at| line.contains(at))))
        .map(|(line, _)| line.start..next_line(text, line.start))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let mut rest = text.to_owned();
    let mut place = place.clone();
    for line in lines.iter().rev() {
        // The blank line that parted them goes as well.
        let above = &rest[..line.start];
        let blank =
            ["\r\n\r\n", "\n\n"].iter().find(|blank| above.ends_with(**blank)).map_or(0, |blank| blank.len() / 2);
        let start = line.start - blank;
        rest.replace_range(start..line.end, "");
        if line.end <= place.start {
            place = place.start - (line.end - start)..place.end - (line.end - start);
        }
    }
    Some((rest, place))
}

/// Other places that stated the former status alone say the new one as well.
fn alike(page: &Page<'_>, before: &Record, changed: String, new: &NewStatus<'_>) -> String {
    let own = &page.book.status_words;
    let Some(former) = before.status() else { return changed };
    let mut text = changed;
    for _ in 0..4 {
        let Some(record) = page.read(&text) else { break };
        let layout = page.layout(&text, &record);
        let stated = record.status.as_ref().and_then(|stated| stated.span).map(bytes);
        let says_former = |place: &Range<usize>| {
            let words = &text[place.clone()];
            let is_other = stated.as_ref().is_none_or(|stated| place.end <= stated.start || stated.end <= place.start);
            let plain = words.trim_matches(|c: char| !c.is_alphanumeric());
            is_other
                && matches!(status_phrases(words, own).as_slice(), [(range, status)]
                    if *status == former && words[range.clone()] == *plain)
        };
        let Some(place) = places(&text, &layout).into_iter().find(says_former) else { break };
        let words = Words { word: new.word, tail: "", day: new.day };
        let next = value::rewritten(&text, place, words, own).into_iter().find(|next| holds(page, before, next, new));
        match next {
            Some(next) if next != text => text = next,
            _ => break,
        }
    }
    text
}

/// Wherever a record can say its status.
fn places(text: &str, layout: &Layout) -> Vec<Range<usize>> {
    let front = layout.front_matter.iter().filter_map(|front| front.entry("status"));
    let fields = layout.fields.iter().filter(|field| field.kind == FieldKind::Status);
    let first_line = |content: &Range<usize>| {
        lines_in(text, content.clone()).find(|(_, line)| !line.trim().is_empty()).map(|(line, _)| trimmed(text, line))
    };
    let sections = layout.sections.iter().filter(|section| section.is_status);
    front
        .map(|entry| entry.value_at.clone())
        .chain(fields.map(|field| field.value.clone()))
        .chain(sections.filter_map(|section| first_line(&section.content)))
        .collect()
}

fn refusal(page: &Page<'_>, record: &Record, new: &NewStatus<'_>) -> Refusal {
    let Some(stated) = &record.status else {
        let help = format!("write `status: {}` where this record should say it, by hand", new.word);
        return page.refusal(record.title.span, "no place for a status was found that would be read as one", help);
    };
    let raw = super::text::one_line(&stated.raw);
    let raw: String = raw.chars().take(60).collect();
    let (message, help) = match stated.source {
        FieldSource::Notice => (
            format!("the status is told by a notice: `{raw}`"),
            "take the notice out by hand, then run this again".to_owned(),
        ),
        FieldSource::Tags => (
            format!("the status is told by the tag `{raw}`"),
            "take the tag out by hand, then run this again".to_owned(),
        ),
        _ => (
            format!("the status `{raw}` stands in a form that cannot be changed without harm"),
            format!("write `{}` there by hand", new.word),
        ),
    };
    page.refusal(stated.span, message, help)
}
