//! One file → one record: identity, status, dates, links, options, and the body's HTML.

use crate::finding::Finding;
use crate::model::{Book, Dialect, FieldSource, Record, StatedTitle};
use crate::record::body::outline::{Heading, Outline};
use crate::record::body::{dense, markdown, options};
use crate::record::candidates::{self, Candidate, FolderContext, folder_of};
use crate::record::depth::Depth;
use crate::record::doubt::{self, Said};
use crate::record::kind::Why;
use crate::record::link_entries::{link_entry, link_text};
use crate::record::slips;
use crate::record::stated::dates::DayOrder;
use crate::record::stated::day_order::DayOrders;
use crate::record::stated::fields::{self, Field, Key};
use crate::record::stated::identity;
use crate::record::stated::section_names::{is_placeholder, is_section_name};
use crate::record::stated::statement::Statement;
use crate::record::stated::{date, links, roles, status, title};
use crate::record::yaml::front_matter;
use crate::source::{Snapshot, SourceFile, Span};
use rayon::prelude::*;
use std::ops::Range;

/// Statements that are looked at in one file.
const STATEMENT_LIMIT: usize = 200;

/// What the files of a snapshot are.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The records, in the order of paths.
    pub records: Vec<Record>,
    /// What is odd about them.
    pub findings: Vec<Finding>,
    /// Files of record folders that are no records, in the order of paths, and why.
    pub passed_over: Vec<(String, Why)>,
}

/// Parses every record of a snapshot as deep as wanted, in the order of paths.
pub fn parse_all(snapshot: &Snapshot, book: &Book, depth: Depth) -> (Vec<Record>, Vec<Finding>) {
    let Parsed { records, findings, .. } = parse_log(snapshot, book, depth);
    (records, findings)
}

/// Parses every record of a snapshot as deep as wanted, and tells what is none.
pub fn parse_log(snapshot: &Snapshot, book: &Book, depth: Depth) -> Parsed {
    parse_each(snapshot, book, |candidate, prefixes, order| parse_at(depth, candidate, prefixes, order, book))
}

/// What one file says: a record, if it is one, what is odd about it, and whether it is one.
pub(super) type ParsedFile = (Record, Vec<Finding>, Said);

/// Lets every file of a snapshot that may be a record be parsed by `parse`, and settles which are.
pub(super) fn parse_each(
    snapshot: &Snapshot,
    book: &Book,
    parse: impl Fn(&Candidate<'_>, &[String], DayOrder) -> ParsedFile + Sync,
) -> Parsed {
    let prefixes = candidates::prefixes(&snapshot.files, &snapshot.folders);
    let looked_at: Vec<Result<Candidate<'_>, (&str, Why)>> = snapshot
        .files
        .par_iter()
        .filter_map(|file| {
            let folder = folder_of(&file.path, &snapshot.folders)?;
            let prefixes = prefixes.get(folder).map_or(&[][..], Vec::as_slice);
            Some(Candidate::of(file, folder, prefixes, book).map_err(|why| (file.path.as_str(), why)))
        })
        .collect();
    let mut parsed = Parsed::default();
    let mut candidates = Vec::with_capacity(looked_at.len());
    for file in looked_at {
        match file {
            Ok(candidate) => candidates.push(candidate),
            Err((path, why)) => parsed.passed_over.push((path.to_owned(), why)),
        }
    }
    let orders = DayOrders::of(candidates.iter().map(|candidate| (&*candidate.file.path, &*candidate.file.text)));
    let (read, said): (Vec<_>, Vec<_>) = candidates
        .par_iter()
        .map(|candidate| {
            let prefixes = prefixes.get(candidate.folder).map_or(&[][..], Vec::as_slice);
            let order = orders.at(&candidate.file.path);
            let (record, findings, said) = parse(candidate, prefixes, order);
            ((record, findings), (candidate, said))
        })
        .unzip();
    for ((record, found), why) in read.into_iter().zip(doubt::settle(&said)) {
        if let Some(why) = why {
            parsed.passed_over.push((record.path, why));
        } else {
            parsed.findings.extend(found);
            parsed.records.push(record);
        }
    }
    parsed.passed_over.sort();
    parsed
}

/// Parses one file of a record folder; `None` where it is no record.
pub fn parse(file: &SourceFile, folder: &str, context: &FolderContext, book: &Book) -> (Option<Record>, Vec<Finding>) {
    let Ok(candidate) = Candidate::of(file, folder, &context.id_prefixes, book) else { return (None, Vec::new()) };
    let (record, findings, said) = parse_at(Depth::Whole, &candidate, &context.id_prefixes, context.day_order, book);
    match doubt::settle(&[(&candidate, said)]).as_slice() {
        [None] => (Some(record), findings),
        _ => (None, Vec::new()),
    }
}

pub(super) fn parse_at(
    depth: Depth,
    candidate: &Candidate<'_>,
    prefixes: &[String],
    order: DayOrder,
    book: &Book,
) -> ParsedFile {
    let file = candidate.file;
    let name = identity::read_name(&candidate.stem, prefixes);
    let mut record = blank(candidate, name.slug.clone());
    let reading = match depth {
        Depth::Listed => front_matter::read_listed(&file.path, &file.text, &mut record, is_listed),
        Depth::Fields | Depth::Whole => {
            front_matter::read(&file.path, &file.text, book, &mut record, |folded| fields::meaning(folded).is_some())
        }
    };
    let mut findings = reading.findings;
    findings.extend(slips::of_file(file));
    if depth != Depth::Listed {
        findings.extend(slips::of_stated(&reading.stated, file));
    }

    let outline = Outline::read(&file.text, reading.body_start.min(file.text.len()));
    let mut statements = from_front_matter(&reading.stated);
    record.stated_id = reading.stated.iter().find(|entry| entry.key == "id").map(|entry| entry.value.clone());
    let title_idx = title_heading(&outline, name.number);
    let head = head(&outline, title_idx);
    statements.extend(from_body(&outline, &head));

    title::settle(&mut record, &name, &statements, title_idx, &outline, &mut findings);
    let (status, found) = status::settle(&statements, &outline, head.clone(), &book.status_words, &file.path);
    record.status = status.or_else(|| status::in_tags(&record.tags, record.place("tags"), &book.status_words));
    findings.extend(found);
    let (date, found) =
        date::settle(&statements, &outline, head.clone(), record.status.as_ref(), name.date, order, &file.path);
    record.date = date;
    findings.extend(found);
    let title_line = title_idx.map(|idx| outline.headings[idx].line_idx);
    record.links = links::settle(&statements, &outline, head.clone(), title_line);
    record.dialect = dialect(&record, &outline, &statements, &head);
    let said = Said::of(candidate, &record, &outline);
    if depth == Depth::Listed {
        return (record, findings, said);
    }
    roles::settle(&mut record.roles, &statements);
    options::attach(&mut record, &outline);
    // A heading that did not become the title belongs to the text.
    let title_idx = title_idx.filter(|_| record.title.source == FieldSource::Heading);
    record.body = markdown::sections(&outline, title_idx, depth);
    if depth == Depth::Whole {
        let written = &file.text[reading.body_start.min(file.text.len())..];
        if dense::is_dense(written) {
            // Neither lines nor headings are asked for any more.
            drop(outline);
            let dense = dense::fill(&mut record.body, written, &file.path);
            // Of a file that is too large to be read whole, that is told.
            if findings.iter().all(|finding| finding.rule != "too-large") {
                findings.push(dense);
            }
            return (record, findings, said);
        }
        let title = title_idx.map(|idx| &outline.headings[idx]);
        findings.extend(markdown::fill(&mut record.body, &outline, reading.body_start, title, &file.path));
    }
    (record, findings, said)
}

/// A record of which nothing is known but its file.
fn blank(Candidate { file, folder, stem, .. }: &Candidate<'_>, slug: String) -> Record {
    Record {
        path: file.path.clone(),
        folder: (*folder).to_owned(),
        title: StatedTitle { text: String::new(), source: FieldSource::FileName, span: None },
        stem: stem.clone(),
        slug,
        text: file.text.clone(),
        ..Record::default()
    }
}

fn from_front_matter(stated: &[front_matter::Stated]) -> Vec<Statement> {
    stated
        .iter()
        .filter_map(|entry| {
            let (key, text) = match entry.key.strip_prefix("links.") {
                Some(inner) => (link_entry(inner, entry, stated)?, entry.value.as_str()),
                None if entry.key == "links" => link_text(&entry.value)?,
                None if is_flag(&entry.key) => return flag(entry),
                None => (fields::meaning(&entry.key)?, entry.value.as_str()),
            };
            Some(Statement { key, text: text.to_owned(), span: entry.span, source: FieldSource::FrontMatter })
        })
        .collect()
}

/// Whether a folded key is a flag that site generators set beside a status, or instead of one.
fn is_flag(folded: &str) -> bool {
    matches!(folded, "draft" | "wip" | "deprecated" | "archived")
}

/// `draft: true`: a status where no other is stated.
fn flag(entry: &front_matter::Stated) -> Option<Statement> {
    let is_set = matches!(entry.value.to_lowercase().as_str(), "true" | "yes" | "on");
    is_set.then(|| Statement {
        key: Key::State,
        text: entry.key.clone(),
        span: entry.span,
        source: FieldSource::FrontMatter,
    })
}

/// Whether a list of records may show what stands at this key of a front matter.
fn is_listed(folded: &str) -> bool {
    let is_shown =
        |key| matches!(key, Key::Status | Key::State | Key::Date(_) | Key::Title | Key::Number | Key::Link(_));
    matches!(folded, "links" | "id")
        || is_flag(folded)
        || front_matter::is_nest(folded)
        || fields::meaning(folded).is_some_and(is_shown)
}

/// The first heading of level 1 that is a title, else the first heading that names no section.
pub(super) fn title_heading(outline: &Outline<'_>, number: Option<u64>) -> Option<usize> {
    let number_of = |heading: &Heading| identity::read_heading(&heading.text, None).number;
    // `7. Context` in the seventh record is what that is called, where it is not one of numbered sections.
    let is_own = |heading: &Heading| {
        number.is_some()
            && number_of(heading) == number
            && outline.headings.iter().filter(|heading| number_of(heading).is_some()).count() == 1
    };
    let is_title = |heading: &Heading| {
        let text = heading.text.as_str();
        let names_section = is_section_name(text) && !is_own(heading);
        !text.is_empty()
            && (heading.is_verbatim || heading.is_verbatim_behind_number || (!names_section && !is_placeholder(text)))
    };
    let first = outline.headings.first()?;
    let top = outline.headings.iter().position(|heading| heading.level == 1);
    match top {
        // A section name as the first heading of the first level: the title stands elsewhere.
        Some(idx) if is_title(&outline.headings[idx]) => Some(idx),
        Some(_) => None,
        None if is_title(first) => Some(0),
        None => None,
    }
}

/// The lines in which a record states its fields: from its beginning to the first section that
/// is no field.
pub(super) fn head(outline: &Outline<'_>, title_idx: Option<usize>) -> Range<usize> {
    let mut first_section = title_idx.map_or(0, |idx| idx + 1);
    let mut start = title_idx.map_or(0, |idx| outline.headings[idx].end_line);
    // Headings on top that name no section: a placeholder instead of a title, a title said twice.
    while let Some(heading) = outline.headings.get(first_section)
        && !is_section_name(&heading.text)
        && fields::meaning(&fields::fold_key(&heading.text)).is_none_or(|key| key == Key::Title)
        && (start..heading.line_idx).all(|line| outline.line(line).trim().is_empty())
    {
        start = heading.end_line;
        first_section += 1;
    }
    let end = outline.headings.get(first_section).map_or(outline.lines.len(), |heading| heading.line_idx);
    // Without any section, fields stand in the first lines.
    start..end.min(start + 120)
}

/// Fields before the title, in the head, in sections of metadata, and headings that are fields.
fn from_body(outline: &Outline<'_>, head: &Range<usize>) -> Vec<Statement> {
    let mut found: Vec<Field> = fields::read(outline, 0, head.start.saturating_sub(1).min(60));
    found.extend(fields::read(outline, head.start, head.end));
    let mut statements: Vec<Statement> = Vec::new();
    for (idx, heading) in outline.headings.iter().enumerate() {
        // Nobody states more; what follows is not worth the time that finding its place takes.
        if found.len() + statements.len() > STATEMENT_LIMIT {
            break;
        }
        let folded = fields::fold_key(heading.text.trim_end_matches([':', ' ']));
        if fields::is_metadata(&folded) {
            found.extend(fields::read(
                outline,
                heading.end_line,
                outline.next_heading_line(idx).min(heading.end_line + 40),
            ));
        }
        if let Some(key) =
            fields::meaning(&folded).filter(|key| !matches!(key, Key::Status | Key::State | Key::Other | Key::Number))
            && let Some(line) =
                (heading.end_line..outline.next_heading_line(idx)).find(|line| !outline.line(*line).trim().is_empty())
        {
            let text = outline.line(line).trim().to_owned();
            let start = outline.lines[line].start;
            let span = Span::locate(outline.text, start, start + outline.line(line).trim_end().len());
            statements.push(Statement { key, text, span, source: FieldSource::Section });
        }
    }
    let lines = found.into_iter().filter(|field| field.key != Key::Other).map(|field| {
        let span = Span::locate(outline.text, field.value.start, field.value.end);
        let text = outline.masked[field.value].trim().to_owned();
        Statement { key: field.key, text, span, source: field.source }
    });
    lines.chain(statements).collect()
}

/// The sections that Nygard's records have, in the languages people write them in.
const NYGARD: [&[&str]; 3] = [
    &["Status", "Statut", "Estado", "Stato", "Durum", "Stan", "Situação", "Статус", "상태", "状态", "ステータス"],
    &[
        "Context",
        "Kontext",
        "Contexte",
        "Contexto",
        "Contesto",
        "Bağlam",
        "Kontekst",
        "Контекст",
        "맥락",
        "背景",
        "上下文",
        "コンテキスト",
    ],
    &[
        "Decision",
        "Entscheidung",
        "Décision",
        "Decisión",
        "Decisão",
        "Decisione",
        "Karar",
        "Besluit",
        "Decyzja",
        "Решение",
        "결정",
        "决策",
        "决定",
        "決定",
    ],
];

fn dialect(record: &Record, outline: &Outline<'_>, statements: &[Statement], head: &Range<usize>) -> Dialect {
    let has = |names: &[&str]| {
        outline.headings.iter().any(|heading| names.iter().any(|name| heading.text.trim().eq_ignore_ascii_case(name)))
    };
    let in_head = statements.iter().any(|statement| {
        statement.key == Key::Status
            && statement.source == FieldSource::Line
            && statement.span.start as usize <= outline.offset(head.end)
    });
    if record.options.iter().any(|option| option.front_matter_idx.is_some()) {
        Dialect::Sourcing
    } else if has(&["Context and Problem Statement", "Considered Options", "Decision Outcome"]) {
        let starts_with_bullet = statements.iter().any(|statement| {
            statement.key == Key::Status
                && statement.source == FieldSource::Line
                && outline.text[..statement.span.start as usize]
                    .rsplit('\n')
                    .next()
                    .is_some_and(|lead| lead.trim_start().starts_with('-'))
        });
        if in_head && starts_with_bullet { Dialect::Log4brains } else { Dialect::Madr }
    } else if NYGARD.iter().all(|names| has(names)) {
        Dialect::Nygard
    } else {
        Dialect::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(path: &str, text: &str) -> Option<Record> {
        let file = SourceFile { path: path.to_owned(), text: text.into(), decoding: None };
        parse(&file, "adr", &FolderContext::default(), &Book::default()).0
    }

    #[test]
    fn the_book_names_what_is_no_record() {
        let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: "# A\n".into(), decoding: None };
        for (pattern, is_record) in [("adr/0001-a.md", false), ("adr", false), ("*-a.md", false), ("ad", true)] {
            let book = Book { ignore: vec![pattern.to_owned()], ..Book::default() };
            assert_eq!(parse(&file, "adr", &FolderContext::default(), &book).0.is_some(), is_record, "{pattern}");
        }
    }

    #[test]
    fn majority_settles_doubtful_dates() {
        let file = |name: &str, date: &str| SourceFile {
            path: format!("adr/{name}.md"),
            text: format!("# A\n\nDate: {date}\n").into(),
            decoding: None,
        };
        let snapshot = Snapshot {
            files: vec![file("0001-a", "2/13/2020"), file("0002-b", "3/4/2020")],
            folders: vec!["adr".to_owned()],
            ..Snapshot::default()
        };
        let (records, findings) = parse_all(&snapshot, &Book::default(), Depth::Fields);
        assert_eq!(records[1].date.as_ref().map(crate::model::StatedDate::iso), Some("2020-03-04".to_owned()));
        assert_eq!(findings, []);
    }

    #[test]
    fn links_of_the_front_matter_come_in_both_spellings() {
        let text = "---\nlinks:\n  - superseded-by: 9\n  - { kind: Depends-On, target: 0003-logs.md }\n  - { owner: CTO }\n---\n# Search\n";
        let file = SourceFile { path: "decisions/0001-search.md".to_owned(), text: text.into(), decoding: None };
        let (record, findings) = parse(&file, "decisions", &FolderContext::default(), &Book::default());
        let links = record.expect("a record").links;
        let links: Vec<_> = links.iter().map(|link| (link.kind.as_str(), link.target.as_str())).collect();
        assert_eq!(links, [("superseded-by", "9"), ("depends-on", "0003-logs.md")], "{findings:?}");
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "\\PC{0,300}", name in "\\PC{0,20}") {
            let _ = read(&format!("adr/{name}.md"), &text);
        }

        #[test]
        fn parsing_odd_records_never_panics(parts in proptest::collection::vec(prop::sample::select(vec![
            "# ", "## Status\n", "---\n", "\n", "Status: ", "superseded by ", "[a](b.md)", "![", "](", "|", "|--|--|\n", "**", "`", "```\n",
            "<!--", "-->", "<b>", "</div>", "&#xf8ff;", "ü", "é\u{301}", "İ", "2020-", "01/02/2020", "完成", "📌", "\u{a0}", "\r\n", ": ", "- ", "> ",
            "## Considered Options\n", "* ", "Chosen option: ", "Good, because ", "ADR-0001", "====\n", "https://", "[^1]", "{#x}", "\t", "\\",
        ]), 0..60)) {
            let _ = read("adr/0001-a.md", &parts.concat());
        }
    }
}
