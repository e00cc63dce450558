//! One file → one record: identity, status, dates, links, options, and the body's HTML.

use crate::finding::Finding;
use crate::model::{Book, Dialect, FieldSource, Record, StatedTitle};
use crate::record::dates::{self, DayOrder};
use crate::record::fields::{self, Field, Key};
use crate::record::front_matter;
use crate::record::identity::{self, Kind};
use crate::record::inline;
use crate::record::outline::Outline;
use crate::record::statement::Statement;
use crate::record::{date, links, markdown, options, roles, status};
use crate::source::{Snapshot, SourceFile, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Statements that are looked at in one file.
const STATEMENT_LIMIT: usize = 200;

/// How much of a record is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What a list shows: identity, status, date, links, and the front matter.
    Listed,
    /// Every field, options and sections of the body among them. No HTML, which takes most of the time.
    Fields,
    /// Everything.
    Whole,
}

/// What the files of one folder say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderContext {
    /// Which of day and month comes first in its dates.
    pub day_order: DayOrder,
    /// The letters before the numbers, where most of its files are named so.
    pub id_prefixes: Vec<String>,
}

/// Parses every record of a snapshot as deep as wanted, in the order of paths.
pub fn parse_all(snapshot: &Snapshot, book: &Book, depth: Depth) -> (Vec<Record>, Vec<Finding>) {
    let candidates: Vec<(&SourceFile, &str)> = snapshot
        .files
        .iter()
        .filter_map(|file| Some((file, folder_of(&file.path, &snapshot.folders)?)))
        .filter(|(file, folder)| is_candidate(file, folder, book))
        .collect();
    let contexts = contexts(&candidates);
    let fallback = FolderContext::default();
    let parsed: Vec<(Option<Record>, Vec<Finding>)> = candidates
        .par_iter()
        .map(|(file, folder)| parse_at(depth, file, folder, contexts.get(folder).unwrap_or(&fallback), book))
        .collect();
    let mut records = Vec::with_capacity(parsed.len());
    let mut findings = Vec::new();
    for (record, found) in parsed {
        records.extend(record);
        findings.extend(found);
    }
    (records, findings)
}

/// The innermost record folder that holds a path.
fn folder_of<'a>(path: &str, folders: &'a [String]) -> Option<&'a str> {
    folders.iter().map(String::as_str).filter(|folder| below(path, folder).is_some()).max_by_key(|folder| folder.len())
}

/// The path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() || folder == "." { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

fn is_candidate(file: &SourceFile, folder: &str, book: &Book) -> bool {
    let relative = below(&file.path, folder).unwrap_or(&file.path);
    identity::kind(relative) != Kind::No && !file.text.trim().is_empty() && !is_ignored(&file.path, &book.ignore)
}

/// Whether `book.toml` says that a path is no record: a path, a folder, or a pattern with `*`.
fn is_ignored(path: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| {
        let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
        below(path, pattern).is_some_and(|_| !pattern.is_empty())
            || path == pattern
            || fits(path.as_bytes(), pattern.as_bytes())
            || path.rsplit('/').next().is_some_and(|name| fits(name.as_bytes(), pattern.as_bytes()))
    })
}

/// Whether a text fits a pattern, in which `*` stands for anything.
fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let (mut at, mut in_pattern) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        if pattern.get(in_pattern) == Some(&b'*') {
            star = Some((in_pattern, at));
            in_pattern += 1;
        } else if pattern.get(in_pattern) == Some(&text[at]) {
            at += 1;
            in_pattern += 1;
        } else if let Some((star_at, from)) = star {
            star = Some((star_at, from + 1));
            at = from + 1;
            in_pattern = star_at + 1;
        } else {
            return false;
        }
    }
    pattern[in_pattern..].iter().all(|byte| *byte == b'*')
}

/// Looks over the heads of all files, so that doubtful dates and names follow the majority.
fn contexts<'a>(candidates: &[(&SourceFile, &'a str)]) -> BTreeMap<&'a str, FolderContext> {
    #[derive(Default)]
    struct Votes {
        day_first: usize,
        month_first: usize,
        prefixes: BTreeMap<String, usize>,
        files: usize,
    }
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    for (file, folder) in candidates {
        let vote = votes.entry(folder).or_default();
        vote.files += 1;
        let head = &file.text[..inline::floor(&file.text, 1_500)];
        for line in head.lines().filter(|line| line.len() < 200 && line.contains('/')) {
            match dates::order(line) {
                DayOrder::DayFirst => vote.day_first += 1,
                DayOrder::MonthFirst => vote.month_first += 1,
                DayOrder::Unknown => {}
            }
        }
        let stem = file.path.rsplit('/').next().unwrap_or(&file.path);
        if let Some(prefix) = identity::letters_before_number(stem) {
            *vote.prefixes.entry(prefix.to_lowercase()).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .map(|(folder, vote)| {
            let day_order = match vote.day_first.cmp(&vote.month_first) {
                std::cmp::Ordering::Greater => DayOrder::DayFirst,
                std::cmp::Ordering::Less => DayOrder::MonthFirst,
                std::cmp::Ordering::Equal => DayOrder::Unknown,
            };
            let lettered: usize = vote.prefixes.values().sum();
            let is_custom = lettered >= 3 && lettered * 2 > vote.files;
            let id_prefixes = if is_custom { vote.prefixes.into_keys().collect() } else { Vec::new() };
            (folder, FolderContext { day_order, id_prefixes })
        })
        .collect()
}

/// Parses one file of a record folder; `None` where it is no record.
pub fn parse(file: &SourceFile, folder: &str, context: &FolderContext, book: &Book) -> (Option<Record>, Vec<Finding>) {
    if !is_candidate(file, folder, book) {
        return (None, Vec::new());
    }
    parse_at(Depth::Whole, file, folder, context, book)
}

fn parse_at(
    depth: Depth,
    file: &SourceFile,
    folder: &str,
    context: &FolderContext,
    book: &Book,
) -> (Option<Record>, Vec<Finding>) {
    let relative = below(&file.path, folder).unwrap_or(&file.path);
    let stem = match identity::kind(relative) {
        Kind::Folder(name) => name,
        Kind::File => stem_of(relative),
        Kind::No => return (None, Vec::new()),
    };
    let name = identity::read_name(&stem, &context.id_prefixes);
    let mut record = blank(file, folder, stem, name.slug.clone());
    let reading = front_matter::read(&file.path, &file.text, book, &mut record);
    let mut findings = reading.findings;
    findings.extend(decoding(file));

    let outline = Outline::read(&file.text, reading.body_start.min(file.text.len()));
    let mut statements = from_front_matter(&reading.stated);
    let title_idx = title_heading(&outline);
    let head = head(&outline, title_idx);
    statements.extend(from_body(&outline, &head));

    settle_identity(&mut record, &name, &statements, title_idx, &outline, &mut findings);
    let (status, found) = status::settle(&statements, &outline, head.clone(), &book.status_words, &file.path);
    record.status = status.or_else(|| status::in_tags(&record.tags, record.place("tags"), &book.status_words));
    findings.extend(found);
    let (date, found) = date::settle(
        &statements,
        &outline,
        head.clone(),
        record.status.as_ref(),
        name.date,
        context.day_order,
        &file.path,
    );
    record.date = date;
    findings.extend(found);
    let title_line = title_idx.map(|idx| outline.headings[idx].line_idx);
    record.links = links::settle(&statements, &outline, head.clone(), title_line);
    if depth == Depth::Listed {
        return (Some(record), findings);
    }
    roles::settle(&mut record.roles, &statements);
    options::attach(&mut record, &outline);
    record.dialect = dialect(&record, &outline, &statements, &head);
    record.body = markdown::sections(&outline, title_idx, depth);
    if depth == Depth::Whole {
        let title_span = title_idx.map(|idx| &outline.headings[idx]);
        findings.extend(markdown::fill(&mut record.body, &outline, reading.body_start, title_span, &file.path));
    }
    (Some(record), findings)
}

fn stem_of(relative: &str) -> String {
    let name = relative.rsplit('/').next().unwrap_or(relative);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn decoding(file: &SourceFile) -> Option<Finding> {
    let how = file.decoding.as_ref()?;
    Some(Finding::note("encoding", &file.path, None, format!("the file {how}")).with_help("save the file as UTF-8"))
}

/// A record of which nothing is known but its file.
fn blank(file: &SourceFile, folder: &str, stem: String, slug: String) -> Record {
    Record {
        path: file.path.clone(),
        folder: folder.to_owned(),
        title: StatedTitle { text: String::new(), source: FieldSource::FileName, span: None },
        stem,
        slug,
        text: file.text.clone(),
        ..Record::default()
    }
}

fn from_front_matter(stated: &[front_matter::Stated]) -> Vec<Statement> {
    stated
        .iter()
        .filter_map(|entry| {
            let key = match entry.key.strip_prefix("links.") {
                Some(inner) => link_entry(inner, entry, stated)?,
                None => fields::meaning(&entry.key)?,
            };
            Some(Statement { key, text: entry.value.clone(), span: entry.span, source: FieldSource::FrontMatter })
        })
        .collect()
}

/// An entry of `links`: `{ supersedes: 17 }`, or the target of `{ target: 17, kind: supersedes }`.
fn link_entry(inner: &str, entry: &front_matter::Stated, stated: &[front_matter::Stated]) -> Option<Key> {
    let kind = match inner {
        "kind" => return None,
        "target" => {
            let is_its_kind =
                |other: &&front_matter::Stated| other.key == "links.kind" && other.list_idx == entry.list_idx;
            stated.iter().find(is_its_kind).map_or_else(|| "related".to_owned(), |kind| fields::fold_key(&kind.value))
        }
        kind => kind.to_owned(),
    };
    fields::meaning(&kind).filter(|key| matches!(key, Key::Link(_)))
}

/// The first heading of level 1 that is a title, else the first heading that names no section.
fn title_heading(outline: &Outline<'_>) -> Option<usize> {
    let is_title = |text: &str| !text.is_empty() && !identity::is_section_name(text) && !identity::is_placeholder(text);
    let first = outline.headings.first()?;
    let top = outline.headings.iter().position(|heading| heading.level == 1);
    match top {
        // A section name as the first heading of the first level: the title stands elsewhere.
        Some(idx) if is_title(&outline.headings[idx].text) => Some(idx),
        Some(_) => None,
        None if is_title(&first.text) => Some(0),
        None => None,
    }
}

/// The lines in which a record states its fields: from its beginning to the first section that
/// is no field.
fn head(outline: &Outline<'_>, title_idx: Option<usize>) -> Range<usize> {
    let mut first_section = title_idx.map_or(0, |idx| idx + 1);
    let mut start = title_idx.map_or(0, |idx| outline.headings[idx].end_line);
    // Headings on top that name no section: a placeholder instead of a title, a title said twice.
    while let Some(heading) = outline.headings.get(first_section)
        && !identity::is_section_name(&heading.text)
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
        let is_metadata = matches!(
            folded.as_str(),
            "metadata"
                | "meta"
                | "info"
                | "information"
                | "documentinformation"
                | "header"
                | "details"
                | "adrmetadata"
                | "documentmetadata"
                | "adrinfo"
                | "overview"
                | "recordmetadata"
                | "frontmatter"
                | "tracking"
                | "status"
        );
        if is_metadata {
            found.extend(fields::read(
                outline,
                heading.end_line,
                outline.next_heading_line(idx).min(heading.end_line + 40),
            ));
        }
        if let Some(key) = fields::meaning(&folded).filter(|key| !matches!(key, Key::Status | Key::Other | Key::Number))
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

fn settle_identity(
    record: &mut Record,
    name: &identity::Name,
    statements: &[Statement],
    title_idx: Option<usize>,
    outline: &Outline<'_>,
    findings: &mut Vec<Finding>,
) {
    let heading = title_idx.map(|idx| &outline.headings[idx]);
    let read = heading.map(|heading| identity::read_heading(&heading.text, name.number));
    let in_front_matter =
        |statement: &&Statement| statement.key == Key::Number && statement.source == FieldSource::FrontMatter;
    let stated_number = statements.iter().find(in_front_matter).and_then(|statement| {
        let plain = inline::plain(&statement.text);
        let digits: String =
            plain.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        (digits.len() <= 6 && plain.len() < 40).then(|| digits.parse::<u64>().ok()).flatten()
    });
    let heading_number = read.as_ref().and_then(|read| read.number);
    let in_title = statements
        .iter()
        .find(|statement| statement.key == Key::Title)
        .and_then(|statement| identity::read_heading(&inline::plain(&statement.text), name.number).number);
    let numbers = [
        (name.number, FieldSource::FileName),
        (heading_number, FieldSource::Heading),
        (in_title, FieldSource::Line),
        (stated_number, FieldSource::FrontMatter),
    ];
    let number = numbers.into_iter().find_map(|(number, source)| Some((number?, source)));
    record.number = number.map(|(number, _)| number);
    record.number_source = number.map(|(_, source)| source);
    record.printed_id = read.as_ref().and_then(|read| read.printed_id.clone()).or_else(|| name.printed_id.clone());
    if let (Some(file), Some(heading_number), Some(heading)) = (name.number, heading_number, heading)
        && file != heading_number
    {
        let span = Span::locate(outline.text, heading.words.start, heading.words.end);
        findings.push(
            Finding::warning(
                "number-conflict",
                &record.path,
                span,
                format!("the heading says {heading_number}, the file name {file}"),
            )
            .with_help(format!("write {file} in the heading, or rename the file; the file name counts")),
        );
    }
    record.title = settle_title(&record.stem, name, statements, read, heading, outline);
    if record.title.source == FieldSource::FileName {
        findings.push(
            Finding::note(
                "no-title",
                &record.path,
                None,
                format!("no title is stated; the file name gives `{}`", record.title.text),
            )
            .with_help("begin the text with a heading: `# How should we …?`"),
        );
    }
}

fn settle_title(
    stem: &str,
    name: &identity::Name,
    statements: &[Statement],
    read: Option<identity::Heading>,
    heading: Option<&crate::record::outline::Heading>,
    outline: &Outline<'_>,
) -> StatedTitle {
    let of_heading = heading.zip(read).map(|(heading, read)| StatedTitle {
        text: read.title,
        source: FieldSource::Heading,
        span: Some(Span::locate(outline.text, heading.words.start, heading.words.end)),
    });
    if let Some(title) = of_heading.as_ref().filter(|_| heading.is_some_and(|heading| heading.level == 1)) {
        return title.clone();
    }
    let field = statements.iter().filter(|statement| statement.key == Key::Title).find_map(|statement| {
        let plain = inline::plain(&statement.text);
        let text = identity::read_heading(&plain, name.number).title;
        let is_usable = !text.is_empty() && !identity::is_placeholder(&text);
        is_usable.then_some(StatedTitle { text, source: statement.source, span: Some(statement.span) })
    });
    field.or(of_heading).unwrap_or_else(|| {
        let words = name.rest.replace(['-', '_'], " ");
        let words = inline::collapse(&words);
        let text = if words.is_empty() { stem.to_owned() } else { capitalized(&words) };
        StatedTitle { text, source: FieldSource::FileName, span: None }
    })
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The sections that Nygard's records have, in the languages people write them in.
const NYGARD: [&[&str]; 3] = [
    &["Status", "Statut", "Estado", "Stato", "Durum", "状态", "ステータス"],
    &["Context", "Kontext", "Contexte", "Contexto", "Contesto", "Bağlam", "背景", "上下文", "コンテキスト"],
    &["Decision", "Entscheidung", "Décision", "Decisión", "Decisão", "Decisione", "Karar", "决策", "决定", "決定"],
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
