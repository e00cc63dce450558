//! Links between records as people state them: in the status, in metadata, in a notice, in a line
//! that begins with the verb. What is told in running prose is not taken for a statement.

use crate::model::{FieldSource, LinkKind, StatedLink};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;
use crate::record::stated::status_words::{self, Reading};
use crate::source::Span;
use std::ops::Range;

/// Verbs, the longer before the shorter that begins alike; folded to lower case.
const VERBS: &[(&str, LinkKind)] = &[
    ("partially superseded by", LinkKind::AmendedBy),
    ("partly superseded by", LinkKind::AmendedBy),
    ("partially replaced by", LinkKind::AmendedBy),
    ("superseded by", LinkKind::SupersededBy),
    ("superceded by", LinkKind::SupersededBy),
    ("superceeded by", LinkKind::SupersededBy),
    ("superseeded by", LinkKind::SupersededBy),
    ("superseded in favor of", LinkKind::SupersededBy),
    ("superseded in favour of", LinkKind::SupersededBy),
    ("superseded with", LinkKind::SupersededBy),
    ("replaced by", LinkKind::SupersededBy),
    ("replaced with", LinkKind::SupersededBy),
    ("obsoleted by", LinkKind::SupersededBy),
    ("deprecated by", LinkKind::SupersededBy),
    ("deprecated in favor of", LinkKind::SupersededBy),
    ("deprecated in favour of", LinkKind::SupersededBy),
    ("rejected in favor of", LinkKind::SupersededBy),
    ("rejected in favour of", LinkKind::SupersededBy),
    ("abandoned in favor of", LinkKind::SupersededBy),
    ("abandoned in favour of", LinkKind::SupersededBy),
    ("in favor of", LinkKind::SupersededBy),
    ("in favour of", LinkKind::SupersededBy),
    ("ersetzt durch", LinkKind::SupersededBy),
    ("abgelöst durch", LinkKind::SupersededBy),
    ("remplacé par", LinkKind::SupersededBy),
    ("remplacée par", LinkKind::SupersededBy),
    ("reemplazada por", LinkKind::SupersededBy),
    ("reemplazado por", LinkKind::SupersededBy),
    ("sustituida por", LinkKind::SupersededBy),
    ("superseded", LinkKind::SupersededBy),
    ("superceded", LinkKind::SupersededBy),
    ("partially supersedes", LinkKind::Amends),
    ("supersedes", LinkKind::Supersedes),
    ("supercedes", LinkKind::Supersedes),
    ("superceeds", LinkKind::Supersedes),
    ("replaces", LinkKind::Supersedes),
    ("obsoletes", LinkKind::Supersedes),
    ("ersetzt", LinkKind::Supersedes),
    ("remplace", LinkKind::Supersedes),
    ("amended by", LinkKind::AmendedBy),
    ("extended by", LinkKind::AmendedBy),
    ("updated by", LinkKind::AmendedBy),
    ("complemented by", LinkKind::AmendedBy),
    ("clarified by", LinkKind::AmendedBy),
    ("refined by", LinkKind::AmendedBy),
    ("modified by", LinkKind::AmendedBy),
    ("overridden by", LinkKind::AmendedBy),
    ("amends", LinkKind::Amends),
    ("extends", LinkKind::Amends),
    ("updates", LinkKind::Amends),
    ("complements", LinkKind::Amends),
    ("clarifies", LinkKind::Amends),
    ("refines", LinkKind::Amends),
    ("modifies", LinkKind::Amends),
    ("depends on", LinkKind::DependsOn),
    ("relates to", LinkKind::Related),
    ("related to", LinkKind::Related),
    ("see also", LinkKind::Related),
];

/// Words that make a supersession one of parts.
const PARTS: [&str; 7] = ["part", "parts", "partly", "partially", "some", "sections", "aspects"];

/// Links that are kept of one file.
const LINK_LIMIT: usize = 500;

/// Sections that are looked at for links in one file: finding the place of each takes time.
const SECTION_LIMIT: usize = 40;

/// How far behind a verb its first target may stand, in bytes.
const REACH: usize = 90;

/// Whether a text says that the whole record was superseded.
pub(crate) fn says_superseded(text: &str) -> bool {
    let lower = text.to_lowercase();
    verbs(&lower).iter().any(|(at, _, kind)| {
        *kind == LinkKind::SupersededBy && {
            let verb = &lower[*at..];
            (verb.contains(" by") || verb.contains("in fav"))
                && !verb.starts_with("rejected")
                && !verb.starts_with("deprecated in")
                && !verb.starts_with("in fav")
                && !verb.starts_with("abandoned")
                && !verb.starts_with("replaced with")
                && has_target(&lower[*at..])
        }
    })
}

/// Something follows that can be meant, not the `XXX` of a template.
fn has_target(rest: &str) -> bool {
    !rest.contains("[xxx]") && !rest.contains("xxxx")
}

/// Whether a line is a link such as "Amends 4", which is no status.
pub(crate) fn begins_with_verb_other_than_superseded(line: &str) -> bool {
    let rest = line[fields::lead_length(line)..].to_lowercase();
    VERBS.iter().any(|(verb, kind)| *kind != LinkKind::SupersededBy && rest.starts_with(verb))
}

/// Every verb in a lower-case text: first byte, its end, its kind.
fn verbs(lower: &str) -> Vec<(usize, usize, LinkKind)> {
    let mut found: Vec<(usize, usize, LinkKind)> = Vec::new();
    let bytes = lower.as_bytes();
    let mut position = 0;
    while position < lower.len() {
        let begins_word =
            position == 0 || !(bytes[position - 1].is_ascii_alphanumeric() || bytes[position - 1] >= 0x80);
        let hit = (begins_word && begins_verb(bytes[position])).then(|| verb_at(&bytes[position..])).flatten();
        match hit {
            Some((verb, kind)) => {
                let from = inline::floor(lower, position.saturating_sub(60));
                let before = lower[from..position].rsplit(['.', ';', '\n']).next().unwrap_or_default();
                let of_parts = before.split(|c: char| !c.is_alphabetic()).any(|word| PARTS.contains(&word));
                let after = &lower[position + verb.len()..];
                let some_of_it = ["some", "part", "aspects"].iter().any(|word| after.trim_start().starts_with(word));
                let kind = match kind {
                    LinkKind::SupersededBy if of_parts => LinkKind::AmendedBy,
                    LinkKind::Supersedes if of_parts || some_of_it => LinkKind::Amends,
                    kind => *kind,
                };
                found.push((position, position + verb.len(), kind));
                position += verb.len();
            }
            None => position += 1,
        }
    }
    found
}

/// Whether some verb begins with this letter, either case.
fn begins_verb(letter: u8) -> bool {
    matches!(letter.to_ascii_lowercase(), b'a' | b'c' | b'd' | b'e' | b'i' | b'm' | b'o' | b'p' | b'r' | b's' | b'u')
}

/// The verb that a lower-case text begins with.
fn verb_at(lower: &[u8]) -> Option<&'static (&'static str, LinkKind)> {
    let start = lower.first_chunk::<2>()?;
    VERBS.iter().find(|(verb, _)| verb.as_bytes().first_chunk() == Some(start) && lower.starts_with(verb.as_bytes()))
}

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
            Key::Status if statement.source != FieldSource::Section && !is_choices(&statement.text) => {
                text_links(&statement.text, statement.span, statement.source, outline, &mut links);
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

fn begins_with_verb_and_target(line: &str) -> bool {
    // Most lines begin with another word.
    if line.bytes().next().is_none_or(|first| first.is_ascii_alphabetic() && !begins_verb(first)) {
        return false;
    }
    let rest = &line[fields::lead_length(line)..];
    let begins = rest.as_bytes().first_chunk::<2>().map(|start| start.map(|byte| byte.to_ascii_lowercase()));
    let is_verb = |start: [u8; 2]| VERBS.iter().any(|(verb, _)| verb.as_bytes().first_chunk() == Some(&start));
    if !begins.is_some_and(|start| begins_verb(start[0]) && is_verb(start)) {
        return false;
    }
    // Of those that do not, most name nothing that could be a target.
    if !line.bytes().any(|byte| matches!(byte, b'[' | b'#' | b'0'..=b'9')) {
        return false;
    }
    let Some(head) = rest.get(..rest.len().min(40).min(inline::floor(rest, 40))) else { return false };
    let lower = head.to_lowercase();
    VERBS.iter().any(|(verb, kind)| {
        !matches!(kind, LinkKind::Related | LinkKind::DependsOn)
            && lower.strip_prefix(verb).is_some_and(|after| {
                let after = after.trim_start_matches([':', ' ', '*', '_']);
                after.starts_with('[') || starts_with_id(after)
            })
    })
}

/// `ADR-0005`, `adr 5`, `#5`.
fn starts_with_id(text: &str) -> bool {
    id_at(text).is_some_and(|length| text[..length].starts_with(|c: char| c.is_alphabetic() || c == '#'))
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
    let lower = text.to_lowercase();
    // Lower case may change lengths in a few scripts; positions would then be wrong.
    if lower.len() != text.len() {
        return;
    }
    let verbs = verbs(&lower);
    for (nth, (_, end, kind)) in verbs.iter().enumerate() {
        let until = verbs.get(nth + 1).map_or(text.len(), |next| next.0);
        for (range, target, words) in targets(text, *end..until) {
            let place = if span.start == 0 && span.line == 0 {
                span
            } else {
                Span::locate(outline.text, base + range.start, base + range.end)
            };
            links.push(StatedLink { kind: *kind, target, text: words, source, span: Some(place) });
        }
    }
}

/// Targets of a value whose key is the verb: links, IDs, numbers, file names, separated by commas.
fn value_links(text: &str, kind: LinkKind, statement: &Statement, links: &mut Vec<StatedLink>) {
    let mut push = |target: String, words: Option<String>| {
        links.push(StatedLink { kind, target, text: words, source: statement.source, span: Some(statement.span) });
    };
    if text.contains('[') && text.contains("](") {
        for (_, target, words) in targets(text, 0..text.len()) {
            push(target, words);
        }
        return;
    }
    for part in text.split([',', ';']) {
        let part = part.trim().trim_matches(['"', '\'', '[', ']', '`', '*', '_', '.', ' ']);
        if !is_nothing(part) && part.len() < 300 {
            push(part.to_owned(), None);
        }
    }
}

/// `-`, `n/a`, `none`: no target.
fn is_nothing(text: &str) -> bool {
    let folded = crate::model::slug(text);
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "n-a" | "na" | "none" | "null" | "no" | "tbd" | "nothing" | "not-applicable" | "keine" | "aucun" | "xxx"
        )
        || (folded.starts_with("adr-xxx"))
        || text.starts_with('{')
        || text.starts_with('<')
}

/// Targets in `range` of a text: the first within reach, the others each close behind the one before.
fn targets(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String, Option<String>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut position = range.start;
    let mut reach = position + REACH;
    while position < range.end.min(reach) {
        if !text.is_char_boundary(position) {
            position += 1;
            continue;
        }
        if bytes[position] == b'['
            && let Some(link) = inline::link_at(text, position)
        {
            let target = link.target.trim_matches(['<', '>']).replace('\\', "");
            let words = inline::plain(link.text);
            let target = if target.is_empty() { words.clone() } else { target };
            if !target.is_empty() && !is_nothing(&target) {
                found.push((link.start..link.end, target, Some(words)));
            }
            position = link.end;
            reach = position + 40;
            continue;
        }
        let begins = position == 0
            || !(bytes[position - 1].is_ascii_alphanumeric()
                || matches!(bytes[position - 1], b'/' | b'-' | b'.' | b'_'));
        if begins && let Some(length) = id_at(&text[position..]) {
            found.push((position..position + length, text[position..position + length].to_owned(), None));
            position += length;
            reach = position + 25;
            continue;
        }
        let ends = bytes[position] == b'\n' && (!found.is_empty() || bytes.get(position + 1) == Some(&b'#'));
        let is_stop = bytes[position] == b'.' && bytes.get(position + 1).is_none_or(u8::is_ascii_whitespace);
        if ends || (is_stop && (!found.is_empty() || position > range.start + 2)) {
            break;
        }
        position += 1;
    }
    found
}

/// The length of `ADR-0005`, `ADR 36`, `MADR 099`, `DR008`, `#12`, `0012`, `0012-title.md`, `https://…`.
fn id_at(text: &str) -> Option<usize> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ',' | ']')).unwrap_or(text.len());
        return Some(text[..end].trim_end_matches('.').len());
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 8
        || (letters > 0
            && !text[..letters].bytes().all(|byte| byte.is_ascii_uppercase())
            && !is_id_word(&text[..letters]))
    {
        return None;
    }
    let mark = text[letters..].bytes().take_while(|byte| matches!(byte, b'-' | b' ' | b'#' | b'_')).count();
    if mark > 2 || (letters == 0 && mark > 0 && !text.starts_with('#')) {
        return None;
    }
    let start = letters + mark;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 {
        return None;
    }
    let end = start + digits;
    let rest = &text[end..];
    // A date is no target.
    if digits == 4 && letters == 0 && rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if rest.starts_with(['-', '_']) && rest[1..].starts_with(|c: char| c.is_alphanumeric()) {
        let name = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(rest.len());
        return Some(end + rest[..name].trim_end_matches('.').len());
    }
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric()).then_some(end)
}

fn is_id_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "adr" | "adrs" | "madr" | "rfc" | "dr" | "ad" | "tep" | "kep" | "record" | "decision" | "proposal"
    )
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
    fn every_verb_begins_with_a_letter_that_is_looked_for() {
        for (verb, kind) in VERBS.iter().filter(|(_, kind)| !matches!(kind, LinkKind::Related | LinkKind::DependsOn)) {
            assert!(begins_with_verb_and_target(&format!("- {verb} [A](0002-a.md)")), "{verb} ({kind:?})");
        }
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
