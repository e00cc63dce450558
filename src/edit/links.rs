//! A link on one of its sides: in `links`, in the status section, among the lines of a head or in a section of links.

use super::absent::like_field;
use super::entries::{self, with_front_matter, with_item};
use super::link_text::{Target, verb};
use super::page::{NewStatus, Page, Refusal, keeps_but_links};
use super::status::set_status;
use super::text::{line_end, lines_in, next_line, with_lines};
use crate::model::{Dialect, FieldSource, LinkKind, Record, Status};
use crate::record::{FieldKind, Layout, SectionPlace};
use jiff::civil::Date;

/// The text with a link to another record. With a day it also takes that record's place from then on: of
/// [`LinkKind::SupersededBy`], the status is superseded.
pub fn add_link(
    page: &Page<'_>,
    text: &str,
    kind: LinkKind,
    target: &Target<'_>,
    retired_on: Option<Date>,
) -> Result<Option<String>, Refusal> {
    let record = page.read_whole(text)?;
    let retired_on =
        retired_on.filter(|_| kind == LinkKind::SupersededBy && record.status() != Some(Status::Superseded));
    let base = match retired_on {
        None => text.to_owned(),
        Some(day) => match retired(page, text, &record, target, day) {
            Some(changed) if states(page, &changed, kind, target) => return Ok(Some(changed)),
            _ => {
                let new = NewStatus { status: Status::Superseded, word: "superseded", tail: "", day };
                set_status(page, text, &new)?.unwrap_or_else(|| text.to_owned())
            }
        },
    };
    if states(page, &base, kind, target) {
        return Ok((base != text).then_some(base));
    }
    let record = page.read_whole(&base)?;
    let layout = page.layout(&base, &record);
    let holds = |changed: &String| {
        states(page, changed, kind, target)
            && page.read(changed).is_some_and(|after| {
                after.status() == record.status() && keeps_but_links(&record, &after) && keeps_links(&record, &after)
            })
    };
    candidates(&base, &record, &layout, kind, target).into_iter().find(holds).map(Some).ok_or_else(|| {
        let message = format!("no place for `{}` was found that would be read as a link", verb(kind));
        let help = format!("add `links: [{{ {}: {} }}]` to its front matter by hand", kind.as_str(), target.key());
        page.refusal(record.status.as_ref().and_then(|status| status.span), message, help)
    })
}

/// The text with a link in words of its author's own, as a paragraph of the status section.
pub fn add_words(page: &Page<'_>, text: &str, words: &str, target: &Target<'_>) -> Result<Option<String>, Refusal> {
    let record = page.read_whole(text)?;
    let layout = page.layout(text, &record);
    let line = format!("{} {}", super::text::one_line(words), target.with_title());
    if text.lines().any(|known| known.trim_end() == line) {
        return Ok(None);
    }
    let keeps = |changed: &String| {
        page.read(changed).is_some_and(|after| {
            let sections = (record.body.sections.len(), after.body.sections.len());
            after.status() == record.status()
                && sections.0 == sections.1
                && keeps_but_links(&record, &after)
                && record.links.iter().all(|link| after.links.iter().any(|kept| kept.target == link.target))
        })
    };
    let section = layout.sections.iter().find(|section| section.is_status);
    section.map(|section| below(text, section, &line)).filter(keeps).map(Some).ok_or_else(|| {
        let message = format!("`{words}` is no relation that we know, and there is no section \"Status\" to say it in");
        let help = "take one of supersedes, superseded-by, amends, amended-by, depends-on, enables, related";
        page.refusal(record.title.span, message, help)
    })
}

/// Whether a text says so.
fn states(page: &Page<'_>, text: &str, kind: LinkKind, target: &Target<'_>) -> bool {
    let Some(record) = page.read(text) else { return false };
    let names = [Some(target.key()), target.id(), Some(target.relative.to_owned()), Some(target.address())];
    let is_it = |stated: &str| {
        let stated = stated.trim_start_matches("./");
        names.iter().flatten().any(|name| name.eq_ignore_ascii_case(stated))
    };
    record.links.iter().any(|link| link.kind == kind && is_it(&link.target))
}

/// Whether every link of before is still there.
fn keeps_links(before: &Record, after: &Record) -> bool {
    let has = |record: &Record, kind, target: &str| {
        record.links.iter().any(|link| link.kind == kind && link.target == target)
    };
    before.links.iter().all(|link| has(after, link.kind, &link.target)) && after.links.len() <= before.links.len() + 1
}

/// The status that names who took the place, as Nygard and MADR write it.
fn retired(page: &Page<'_>, text: &str, record: &Record, target: &Target<'_>, day: Date) -> Option<String> {
    let source = record.status.as_ref().map(|status| status.source);
    let tail = match source {
        Some(FieldSource::FrontMatter) if record.dialect == Dialect::Madr => format!(" by {}", target.id()?),
        Some(FieldSource::Section) => format!(" by {}", target.with_title()),
        Some(FieldSource::Line | FieldSource::Table) => format!(" by {}", target.with_id()),
        _ => return None,
    };
    let said = target.verb(LinkKind::SupersededBy).to_lowercase();
    let word = said.strip_suffix(" by").unwrap_or("superseded");
    let new = NewStatus { status: Status::Superseded, word, tail: &tail, day };
    set_status(page, text, &new).ok().flatten()
}

fn candidates(text: &str, record: &Record, layout: &Layout, kind: LinkKind, target: &Target<'_>) -> Vec<String> {
    let source = record.status.as_ref().map(|status| status.source);
    let is_front = source == Some(FieldSource::FrontMatter)
        || record.dialect == Dialect::Sourcing
        || layout.front_matter.as_ref().is_some_and(|front| front.entry("links").is_some());
    let mut tried = Vec::new();
    if is_front {
        tried.extend(in_front_matter(text, layout, kind, target));
    }
    let stated = format!("{} {}", target.verb(kind), target.with_title());
    if source == Some(FieldSource::Section) || (source.is_none() && record.dialect == Dialect::Nygard) {
        tried.extend(
            layout.sections.iter().find(|section| section.is_status).map(|section| below(text, section, &stated)),
        );
    }
    let listed = format!("{} {}", target.verb(kind), target.with_id());
    tried.extend(
        layout.sections.iter().filter(|section| section.is_links).map(|section| listed_in(text, section, &listed)),
    );
    if matches!(record.dialect, Dialect::Madr | Dialect::Log4brains | Dialect::Nygard) && source.is_some() && !is_front
    {
        tried.push(at_end(text, &listed));
    }
    let status = layout.fields.iter().find(|field| field.kind == FieldKind::Status);
    tried.extend(status.and_then(|field| {
        let line = like_field(text, field, &target.verb(kind), &target.with_id())?;
        Some(with_lines(text, next_line(text, field.line.start), &[&line]))
    }));
    tried.extend(in_front_matter(text, layout, kind, target));
    tried
}

/// One more entry of `links`.
fn in_front_matter(text: &str, layout: &Layout, kind: LinkKind, target: &Target<'_>) -> Vec<String> {
    let entry = format!("{}: {}", kind.as_str(), target.key());
    let Some(front) = &layout.front_matter else {
        return vec![with_front_matter(text, &["links:", &format!("  - {entry}")])];
    };
    if front.is_toml {
        return Vec::new();
    }
    let lines = ["links:", &format!("  - {entry}")].join(line_end(text));
    let Some(links) = front.entry("links") else {
        let beside =
            ["status", "date", "title"].iter().filter_map(|key| front.entry(key)).map(|key| entries::after(text, key));
        return vec![
            entries::with_key(text, front, beside.max(), &lines),
            entries::with_key(text, front, None, &lines),
        ];
    };
    let written = &text[links.value_at.clone()];
    let is_flow = written.starts_with('[');
    let named = format!("{{ target: {}, kind: {} }}", target.key(), kind.as_str());
    let item = match (written.contains("target:"), is_flow) {
        (true, _) => named,
        (false, true) => format!("{{ {entry} }}"),
        (false, false) => entry,
    };
    with_item(text, links, &item).into_iter().collect()
}

/// A paragraph at the end of a section.
fn below(text: &str, section: &SectionPlace, line: &str) -> String {
    let last = lines_in(text, section.content.clone()).filter(|(_, line)| !line.trim().is_empty()).last();
    match last {
        Some((last, _)) => with_lines(text, next_line(text, last.start), &["", line]),
        None => with_lines(text, section.content.start, &["", line]),
    }
}

/// An item of a list of links, or the first of one.
fn listed_in(text: &str, section: &SectionPlace, line: &str) -> String {
    let filled = lines_in(text, section.content.clone()).filter(|(_, line)| !line.trim().is_empty()).last();
    match filled {
        Some((last, words)) => {
            let mark = words.trim_start().chars().next().filter(|c| matches!(c, '*' | '-' | '+'));
            let indent = &words[..words.len() - words.trim_start().len()];
            let at = next_line(text, last.start);
            match mark {
                Some(mark) => with_lines(text, at, &[&format!("{indent}{mark} {line}")]),
                None => with_lines(text, at, &["", line]),
            }
        }
        None => with_lines(text, section.content.start, &["", &format!("* {line}")]),
    }
}

/// MADR 2's section of links, at the end.
fn at_end(text: &str, line: &str) -> String {
    let item = format!("* {line}");
    let blank = if text.ends_with("\n\n") || text.ends_with("\n\r\n") { &[][..] } else { &[""][..] };
    let lines: Vec<&str> = blank.iter().copied().chain(["## Links", "", item.as_str()]).collect();
    with_lines(text, text.len(), &lines)
}
