//! Links between records as people state them: in the status, in metadata, in a notice, in a line
//! that begins with the verb. What is told in running prose is not taken for a statement.

use crate::model::{FieldSource, LinkKind, StatedLink};
use crate::record::body::inline::{self, InlineLink};
use crate::record::body::outline::Outline;
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::targets::{is_nothing, means_something_in, names_a_part, starts_with_id, targets};
use crate::record::stated::verbs::{begins_with_verb_and_target, verbs};
use crate::source::Span;
use std::borrow::Cow;
use std::ops::Range;

/// Links that are kept of one file.
const LINK_LIMIT: usize = 500;

/// Sections that are looked at for links in one file: finding the place of each takes time.
const SECTION_LIMIT: usize = 40;

/// All links that a record states, in the order of the file, each once.
pub(crate) fn settle(
    statements: &[Statement],
    outline: &Outline<'_>,
    head: Range<usize>,
    title_line: Option<usize>,
) -> Vec<StatedLink> {
    let mut links = Vec::new();
    for statement in statements {
        match statement.key {
            Key::Link(kind) => value_links(&statement.text, kind, statement, &mut links),
            Key::Status | Key::State if statement.source != FieldSource::Section && !is_choices(&statement.text) => {
                let text = with_next_line(statement, outline);
                text_links(text, statement.span, statement.source, outline, &mut links);
            }
            _ => {}
        }
    }
    status_sections(outline, &mut links);
    for idx in head.clone().filter(|idx| Some(*idx) != title_line) {
        let line = outline.line(idx);
        if fields::line_fields(line).is_empty() {
            line_links(outline, idx, FieldSource::Notice, &mut links);
        }
    }
    for idx in head.end..outline.lines.len() {
        let line = outline.line(idx);
        if links.len() < LINK_LIMIT && line.len() < 400 && begins_with_verb_and_target(line) {
            line_links(outline, idx, FieldSource::Text, &mut links);
        }
    }
    let mut unique: Vec<StatedLink> = Vec::with_capacity(links.len());
    for link in links {
        if !unique.iter().any(|known| known.kind == link.kind && known.target == link.target) {
            unique.push(link);
        }
    }
    unique
}

/// The text of a status; where it ends in a verb, with the line behind it.
fn with_next_line<'a>(statement: &'a Statement, outline: &'a Outline<'_>) -> &'a str {
    let text = statement.text.as_str();
    let lower = text.to_lowercase();
    let ends_in_verb =
        verbs(&lower).last().is_some_and(|(_, end, _)| lower[*end..].trim_matches([' ', ':', '*']).is_empty());
    let start = statement.span.start as usize;
    if statement.source != FieldSource::Line
        || !ends_in_verb
        || !outline.masked.get(start..).is_some_and(|rest| rest.starts_with(text))
    {
        return text;
    }
    let end =
        outline.lines.iter().find(|line| line.start > start + text.len()).map_or(start + text.len(), |line| line.end);
    &outline.masked[start..end]
}

/// Status sections: the whole text, since the verb may end one line and the target begin the next.
fn status_sections(outline: &Outline<'_>, links: &mut Vec<StatedLink>) {
    let mut section_count = 0;
    for (idx, heading) in outline.headings.iter().enumerate() {
        if links.len() > LINK_LIMIT || section_count == SECTION_LIMIT {
            break;
        }
        let folded = fields::fold_key(heading.text.trim_end_matches([':', '.', ' ']));
        let is_links = matches!(folded.as_str(), "links" | "relateddecisions" | "relatedadrs" | "relationships");
        let is_status = fields::meaning(&folded) == Some(Key::Status) || folded.starts_with("status");
        if !is_status && !is_links {
            continue;
        }
        section_count += 1;
        let end = outline.section_end(idx).min(heading.end_line + 40);
        let range = heading.words.start..outline.offset(end);
        let text = &outline.masked[range.start..inline::floor(&outline.masked, range.end.min(range.start + 4_000))];
        let text = &without_choices(text);
        let span = Span::locate(outline.text, range.start, range.start);
        let source = FieldSource::Section;
        text_links_at(text, range.start, span, source, outline, links);
    }
}

/// The choices of a template name a target that nobody meant.
fn is_choices(text: &str) -> bool {
    status_words::read(text, &[]) == Reading::Choices
}

/// A text with its lists of choices blank, places unchanged.
fn without_choices(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.contains(['|', '/', ',']) && is_choices(line) {
            kept.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(line);
        }
    }
    kept
}

fn line_links(outline: &Outline<'_>, idx: usize, source: FieldSource, links: &mut Vec<StatedLink>) {
    let line = outline.line(idx);
    if verbs(&line.to_lowercase()).is_empty() {
        return;
    }
    let start = outline.lines[idx].start;
    let span = Span::locate(outline.text, start, start);
    // A target may stand on the next line.
    let end = outline.lines.get(idx + 1).map_or(start + line.len(), |next| next.end.min(start + 1_000));
    let text = &outline.masked[start..inline::floor(&outline.masked, end.max(start + line.len()))];
    text_links_at(text, start, span, source, outline, links);
}

fn text_links(text: &str, span: Span, source: FieldSource, outline: &Outline<'_>, links: &mut Vec<StatedLink>) {
    text_links_at(text, span.start as usize, span, source, outline, links);
}

/// Verbs in a text that starts at byte `base`, each with the targets behind it.
fn text_links_at(
    text: &str,
    base: usize,
    span: Span,
    source: FieldSource,
    outline: &Outline<'_>,
    links: &mut Vec<StatedLink>,
) {
    let (masked, stated) = without_words_of_links(text);
    for (at, link, kind) in stated {
        let place = Span::locate(outline.text, base + at, base + at + link.end - link.start);
        let words = Some(inline::plain(link.text));
        links.push(StatedLink { kind, target: link.target.to_owned(), text: words, source, span: Some(place) });
    }
    let lower = masked.to_lowercase();
    // Lower case may change lengths in a few scripts; positions would then be wrong.
    if lower.len() != text.len() {
        return;
    }
    let verbs = verbs(&lower);
    for (nth, (start, end, kind)) in verbs.iter().enumerate() {
        let line_start = lower[..*start].rfind('\n').map_or(0, |at| at + 1);
        let is_first = nth == 0 || verbs[nth - 1].0 < line_start;
        // `[ADR-5](x.md) (superseded by ADR-6)` speaks of 5, not of this record.
        if is_first
            && text.get(..*start).is_some_and(|before| before.ends_with('('))
            && !targets(text, line_start..*start).is_empty()
        {
            continue;
        }
        let until = verbs.get(nth + 1).map_or(text.len(), |next| next.0);
        for (range, target, words) in targets(text, *end..until) {
            let place = if span.start == 0 && span.line == 0 {
                span
            } else {
                Span::locate(outline.text, base + range.start, base + range.end)
            };
            let kind = of_part(*kind, &text[*end..range.start], &text[range.end..]);
            links.push(StatedLink { kind, target, text: words, source, span: Some(place) });
        }
    }
}

/// A text with its links blank where their words hold no statement, places unchanged: a verb in the title of another
/// record is none. Beside it the links that state what they lead to: `[Superseded by ADR-5](0005-x.md)`.
fn without_words_of_links(text: &str) -> (Cow<'_, str>, Vec<(usize, InlineLink<'_>, LinkKind)>) {
    let mut stated = Vec::new();
    if !text.contains("](") {
        return (Cow::Borrowed(text), stated);
    }
    let mut kept = String::with_capacity(text.len());
    let mut position = 0;
    while let Some(at) = text[position..].find('[').map(|offset| position + offset) {
        kept.push_str(&text[position..at]);
        position = at + 1;
        match inline::link_at(text, at) {
            Some(link) => {
                kept.extend(std::iter::repeat_n(' ', link.end - at));
                position = link.end;
                if let Some(kind) = states_itself(link.text).filter(|_| !link.target.is_empty()) {
                    stated.push((at, link, kind));
                }
            }
            None => kept.push('['),
        }
    }
    kept.push_str(&text[position..]);
    (Cow::Owned(kept), stated)
}

/// What the words of a link state, where they are a verb alone, or a verb and an ID.
fn states_itself(words: &str) -> Option<LinkKind> {
    let lower = words.to_lowercase();
    let (at, end, kind) = verbs(&lower).first().copied()?;
    let rest = lower[end..].trim_matches(|c: char| !c.is_alphanumeric());
    let is_id = rest.is_empty() || rest.parse::<u32>().is_ok() || (starts_with_id(rest) && !rest.contains(": "));
    (at == 0 && is_id).then_some(kind)
}

/// Targets of a value whose key is the verb: links, IDs, numbers, file names, separated by commas.
fn value_links(text: &str, kind: LinkKind, statement: &Statement, links: &mut Vec<StatedLink>) {
    // `none (extends ADR-87)`: what stands behind is said with verbs of its own, if at all.
    let first = text.split(['(', ',', ';', '.']).next().unwrap_or_default();
    if first.len() < text.len() && !first.trim().is_empty() && is_nothing(first) {
        return;
    }
    let mut push = |kind: LinkKind, target: String, words: Option<String>| {
        links.push(StatedLink { kind, target, text: words, source: statement.source, span: Some(statement.span) });
    };
    if text.contains('[') && text.contains("](") {
        for (range, target, words) in targets(text, 0..text.len()) {
            push(of_part(kind, &text[..range.start], &text[range.end..]), target, words);
        }
        return;
    }
    for part in text.split([',', ';']).flat_map(parts) {
        let part = part.trim().trim_matches(['"', '\'', '[', ']', '`', '*', '_', ' ']).trim_end_matches('.');
        // `Superseded (2026-05-20) : 0002`, in a table of stages.
        let tail = part.rsplit_once(": ").map(|(_, tail)| tail.trim()).filter(|tail| is_id_alone(tail));
        let part = tail.unwrap_or(part);
        if is_nothing(part) || part.len() >= 300 {
            continue;
        }
        let first = targets(part, 0..part.len()).into_iter().next();
        match first.filter(|_| part.contains(' ')) {
            // `**ADR-2:** Where the hay goes`, `ADR 5 §7`.
            Some((range, target, words)) if !is_id_alone(part) || names_a_part(&part[range.end..]) => {
                push(of_part(kind, &part[..range.start], &part[range.end..]), target, words);
            }
            // What carries no link and no ID is a text: in a list of related records, and where it is no title.
            None if part.contains(' ') && (kind == LinkKind::Related || is_prose(part)) => {}
            _ => push(kind, part.to_owned(), None),
        }
    }
}

/// Who replaces a part amends; `before` and `after` stand around the target.
fn of_part(kind: LinkKind, before: &str, after: &str) -> LinkKind {
    let is_part = || names_a_part(after) || means_something_in(before);
    match kind {
        LinkKind::Supersedes if is_part() => LinkKind::Amends,
        LinkKind::SupersededBy if names_a_part(after) => LinkKind::AmendedBy,
        kind => kind,
    }
}

/// More than a title: code, brackets or many words.
fn is_prose(text: &str) -> bool {
    text.contains(['`', '(']) || text.split_whitespace().count() > 8
}

/// `ADR-1 and ADR-2` is two, `Search and find` is one.
fn parts(text: &str) -> Vec<&str> {
    for word in [" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og "] {
        if let Some((first, second)) = text.split_once(word)
            && [first, second].iter().all(|part| is_id_alone(part))
        {
            return vec![first, second];
        }
    }
    vec![text]
}

/// A number, an ID or a file name, and nothing else.
fn is_id_alone(text: &str) -> bool {
    let text = text.trim();
    !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit()) || starts_with_id(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(LinkKind, String)> {
        let outline = Outline::read(text, 0);
        let links = settle(&[], &outline, 0..0, None);
        links.into_iter().map(|link| (link.kind, link.target)).collect()
    }

    #[test]
    fn verbs_and_targets_of_a_status_section() {
        use LinkKind::{AmendedBy, Amends, SupersededBy, Supersedes};
        for (text, kind, target) in [
            ("Superseded by [ADR 5](0005-a.md)", SupersededBy, "0005-a.md"),
            ("Superceded by ADR-0005.", SupersededBy, "ADR-0005"),
            ("Superseded by\n\n[5. A](0005-a.md)", SupersededBy, "0005-a.md"),
            ("Superseded [0019](0019-a.md)", SupersededBy, "0019-a.md"),
            ("Accepted\n\nSupersedes [2. B](0002-b.md)", Supersedes, "0002-b.md"),
            ("Parts of this ADR were superseded by ADR-020", AmendedBy, "ADR-020"),
            ("Accepted\n\nAmends #12", Amends, "#12"),
            ("Ersetzt durch ADR 7", SupersededBy, "ADR 7"),
        ] {
            assert_eq!(
                read(&format!("# A\n\n## Status\n\n{text}\n\n## Context\n")),
                [(kind, target.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn who_replaces_a_part_amends() {
        use LinkKind::{AmendedBy, Amends, Supersedes};
        for (text, kind, target) in [
            ("Accepted\n\nSupersedes ADR-53 §7 \"Detection\"", Amends, "ADR-53"),
            ("Accepted\n\nReplaces [ADR-4](0004-a.md), section 2", Amends, "0004-a.md"),
            ("Superseded by ADR-9 (Abschnitt 3)", AmendedBy, "ADR-9"),
            ("Accepted\n\nSupersedes ADR-53: Sectioned tanks", Supersedes, "ADR-53"),
        ] {
            assert_eq!(read(&format!("# A\n\n## Status\n\n{text}\n")), [(kind, target.to_owned())], "{text}");
        }
    }

    fn of_value(kind: LinkKind, text: &str) -> Vec<(LinkKind, String)> {
        let key = Key::Link(kind);
        let statement = Statement { key, text: String::new(), span: Span::default(), source: FieldSource::Line };
        let mut links = Vec::new();
        value_links(text, kind, &statement, &mut links);
        links.into_iter().map(|link| (link.kind, link.target)).collect()
    }

    #[test]
    fn a_value_leads_to_what_it_names() {
        use LinkKind::{Amends, Related, Supersedes};
        let one = |kind, target: &str| vec![(kind, target.to_owned())];
        assert_eq!(of_value(Related, "- **ADR-0002:** Where the hay goes (see there)"), one(Related, "ADR-0002"));
        assert_eq!(of_value(Supersedes, "portion of `notes/barn.md` (from hand to scale)"), []);
        assert_eq!(of_value(Supersedes, "the way in which every farm counted its churns until last year"), []);
        assert_eq!(of_value(Supersedes, "Count churns by hand"), one(Supersedes, "Count churns by hand"));
        assert_eq!(of_value(Supersedes, "None (extends ADR-0087)"), []);
        assert_eq!(of_value(Supersedes, "the invitation in [23](0023-a.md)"), one(Amends, "0023-a.md"));
        assert_eq!(
            of_value(Supersedes, "[3](0003-a.md) and is a part of [4](0004-b.md)"),
            one(Supersedes, "0003-a.md")
        );
        assert_eq!(of_value(Supersedes, "[3](0003-a.md) and [4](0004-b.md)").len(), 2);
        assert_eq!(of_value(Supersedes, "ADR 0053 §7"), one(Amends, "ADR 0053"));
        assert_eq!(of_value(Supersedes, "0002, ADR-3: Old barn").len(), 2);
    }

    #[test]
    fn no_more_sections_are_read_than_anybody_writes() {
        let sections: String = (0..200).map(|nth| format!("## Status\n\nAccepted, amends ADR-{nth}\n\n")).collect();
        assert_eq!(read(&format!("# A\n\n## Context\n\n{sections}")).len(), SECTION_LIMIT);
    }

    #[test]
    fn prose_states_no_links() {
        assert_eq!(read("# A\n\n## Context\n\nThis replaces 5 servers and supersedes nothing.\n"), []);
    }
}
