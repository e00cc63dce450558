//! One record as its engineers know it: as written, with findings, links and history.

use crate::finding::{Finding, Severity};
use crate::log::{LoggedRecord, Resolution};
use crate::model::{FieldSource, LinkKind, Record};
use crate::number;
use crate::report::controls::one_line as clean;
use crate::report::day::replaced;
use crate::report::decisions::status_word;
use crate::report::language::language;
use crate::report::link::{Paths, Target};
use crate::report::{Head, Input, Part, label, link};
use crate::source::{Change, Cut};
use serde::Serialize;

/// The technical page of one record.
#[derive(Clone, Debug, Serialize)]
pub struct RecordPage {
    /// Of itself.
    pub head: Head,
    /// Its title.
    pub title: String,
    /// The language of its title and text, where it is not the page's.
    pub lang: Option<String>,
    /// "Decision 12".
    pub label: Option<String>,
    /// A word, or the author's own.
    pub status: String,
    /// Where its brief stands, if it has one.
    pub brief: Option<String>,
    /// Where its comparison stands, if it has one.
    pub comparison: Option<String>,
    /// Where each field was found and how it was read.
    pub facts: Vec<Fact>,
    /// How many links there are, as a finding.
    pub links_title: String,
    /// Links to other records, both ways.
    pub links: Vec<RecordLink>,
    /// How much is to be mended, as a finding.
    pub mend_title: String,
    /// What is to be mended in its file.
    pub findings: Vec<FindingLine>,
    /// Its front matter, line by line as in the file.
    pub front_matter: Vec<SourceLine>,
    /// Its body as a page carries it: filled in by `site` out of the record's, so that a large one stands in memory once.
    pub body: String,
    /// Where each slot leads.
    #[serde(skip)]
    pub targets: Vec<SlotTarget>,
}

/// Where a slot leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotTarget {
    /// The place.
    pub target: Target,
    /// It is a picture's address.
    pub is_image: bool,
}

/// A term and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// "Status".
    pub term: &'static str,
    /// What is known.
    pub text: String,
    /// Where it comes from.
    pub note: Option<String>,
}

/// A link to another record, or one that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordLink {
    /// "Supersedes".
    pub kind: String,
    /// From the site's first folder; `None` where it leads to no record.
    pub href: Option<String>,
    /// The other's label and title, or the target as written.
    pub text: String,
    /// Which side states it.
    pub note: Option<&'static str>,
}

/// A finding, for a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingLine {
    /// `docs/adr/0012.md:8:3`.
    pub place: String,
    /// "error".
    pub severity: &'static str,
    /// `good`, `near` or `out`: the sign that stands before it.
    pub sign: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// The rule's name.
    pub rule: &'static str,
}

impl FindingLine {
    /// Of a finding.
    pub fn of(finding: &Finding) -> Self {
        let place = match finding.span {
            Some(span) if span.line > 0 => format!("{}:{}:{}", clean(&finding.path), span.line, span.column),
            _ => clean(&finding.path),
        };
        let sign = if finding.severity == Severity::Error { "out" } else { "near" };
        Self {
            place,
            severity: finding.severity.as_str(),
            sign,
            message: number::capitalized(&clean(&finding.message)),
            help: finding.help.as_deref().map(|help| number::capitalized(&clean(help))),
            rule: finding.rule,
        }
    }
}

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// In the whole file, from 1.
    pub number: usize,
    /// As written.
    pub text: String,
}

/// Composes the technical page of a record.
pub fn record(input: &Input, paths: &Paths, record_idx: usize) -> RecordPage {
    let logged = &input.log.records[record_idx];
    let record = &logged.record;
    let name = label(logged);
    let has_brief = record.has_brief();
    let head_title = match &name {
        Some(label) => format!("{label}, record: {}", clean(&record.title.text)),
        None => format!("Record: {}", clean(&record.title.text)),
    };
    let path = link::record(logged);
    let description =
        format!("{} as written in {}, with its links and history.", clean(&record.title.text), clean(&record.path));
    let findings: Vec<FindingLine> = findings_of(input.findings, &record.path).iter().map(FindingLine::of).collect();
    let links = links(input, record_idx);
    RecordPage {
        head: Head::new(input, "record", Part::Decisions, path, &head_title, description),
        title: clean(&record.title.text),
        lang: language(record, input.book),
        label: name,
        status: status_word(logged),
        brief: has_brief.then(|| link::brief(logged)),
        comparison: has_brief.then(|| link::comparison(logged)),
        facts: facts(input, logged, record_idx),
        links_title: number::capitalized(&number::count(
            links.len(),
            "record or place is named",
            "records or places are named",
        )),
        links,
        mend_title: mend_title(findings.len()),
        findings,
        front_matter: front_matter(logged),
        body: String::new(),
        targets: record
            .body
            .links
            .iter()
            .map(|link| SlotTarget { target: paths.target(logged, link), is_image: link.is_image })
            .collect(),
    }
}

/// How much there is to be mended, as a finding.
pub(super) fn mend_title(count: usize) -> String {
    let verb = number::plural(count, "needs", "need");
    format!("{} {verb} mending", number::capitalized(&number::count(count, "thing", "things")))
}

/// The findings of one file; they are sorted by path.
fn findings_of<'a>(findings: &'a [Finding], path: &str) -> &'a [Finding] {
    let start = findings.partition_point(|finding| finding.path.as_str() < path);
    let end = start + findings[start..].partition_point(|finding| finding.path == path);
    &findings[start..end]
}

fn facts(input: &Input, logged: &LoggedRecord, record_idx: usize) -> Vec<Fact> {
    let record = &logged.record;
    let mut facts = Vec::new();
    let mut add = |term: &'static str, text: String, note: Option<String>| {
        if !text.is_empty() {
            facts.push(Fact { term, text, note });
        }
    };
    add("File", clean(&record.path), Some(format!("read as {}", dialect(record.dialect.as_str()))));
    if let Some((heading, note)) = longer_heading(record) {
        add("Heading", heading, Some(note));
    }
    match &record.status {
        Some(stated) => add("Status", clean(&stated.raw), Some(found(stated.source.as_str(), stated.span))),
        None => add("Status", "not stated".to_owned(), None),
    }
    match &record.date {
        Some(stated) => {
            let term = if record.is_date_of_writing() { "Written" } else { "Date" };
            add(term, clean(&stated.raw), Some(found(stated.source.as_str(), stated.span)));
        }
        None => add("Date", "not stated".to_owned(), None),
    }
    if let Some(replaced) = input.log.successors(record_idx).find_map(|successor| replaced(input.log, successor)) {
        add("Replaced", replaced, None);
    }
    add("Decides", names(&record.roles.decision_makers), None);
    add("Asked", names(&record.roles.consulted), None);
    add("Told", names(&record.roles.informed), None);
    add("Wrote it", names(&record.roles.authors), None);
    add("Answers", record.roles.owner.as_deref().map(clean).unwrap_or_default(), None);
    add("Tags", names(&record.tags), None);
    if let Some(history) = &logged.history {
        match &history.first {
            Some(first) => add("First written", change(first), Some(commit(first))),
            None => {
                let cut = input.log.history_cut.unwrap_or(Cut::Shallow);
                let why = format!("{}; `{}` brings the rest", cut.words(), cut.command());
                add("First written", "not known".to_owned(), Some(why));
            }
        }
        if let Some(last) = history.last.as_ref().filter(|last| Some(*last) != history.first.as_ref()) {
            let note = match &history.first {
                Some(_) => format!("{}; {} commits in all", commit(last), history.commit_count),
                None => commit(last),
            };
            add("Last changed", change(last), Some(note));
        }
    }
    if input.analysis.decisions.get(record_idx).is_some_and(Option::is_some) {
        let text = format!("{} simulated futures", super::frame::count_of(input.draw_count));
        add("Figures from", text, Some(format!("seed {}, stream {}", input.seed, logged.stream_name)));
    }
    facts
}

/// The heading that gave the title, where it says more: an ID, or what sort of text this is.
fn longer_heading(record: &Record) -> Option<(String, String)> {
    let span = record.title.span.filter(|_| record.title.source == FieldSource::Heading)?;
    let heading = clean(record.text.get(span.start as usize..span.end as usize)?);
    (heading != clean(&record.title.text)).then(|| (heading, format!("line {}", span.line)))
}

fn names(names: &[String]) -> String {
    names.iter().map(|name| clean(name)).collect::<Vec<_>>().join(", ")
}

/// A line as it stands, without what pages must not carry.
fn visible(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

fn dialect(name: &str) -> String {
    match name {
        "sourcing" => "a record with options and figures".to_owned(),
        "nygard" => "Nygard's sections".to_owned(),
        "madr" => "MADR".to_owned(),
        "log4brains" => "log4brains".to_owned(),
        _ => "plain text".to_owned(),
    }
}

fn found(source: &str, span: Option<crate::source::Span>) -> String {
    let source = source.replace('-', " ");
    match span {
        Some(span) if span.line > 0 => format!("{source}, line {}", span.line),
        _ => source,
    }
}

fn change(change: &Change) -> String {
    format!("{}, {}", number::date(change.date), clean(&change.author))
}

fn commit(change: &Change) -> String {
    format!("commit {}", &change.commit[..change.commit.len().min(12)])
}

/// What a link is called on pages.
fn link_word(kind: LinkKind) -> String {
    number::capitalized(&kind.as_str().replace('-', " "))
}

fn links(input: &Input, record_idx: usize) -> Vec<RecordLink> {
    let logged = &input.log.records[record_idx];
    let mut links: Vec<RecordLink> = logged
        .links
        .iter()
        .map(|link| {
            let to = &input.log.records[link.to];
            let text = match label(to) {
                Some(label) => format!("{label}: {}", clean(&to.record.title.text)),
                None => clean(&to.record.title.text),
            };
            let note = (!link.is_stated).then_some("stated there, not here");
            RecordLink { kind: link_word(link.kind), href: Some(link::record(to)), text, note }
        })
        .collect();
    for (stated, resolution) in logged.record.links.iter().zip(&logged.resolutions) {
        let note = match resolution {
            Resolution::Record(_) => continue,
            Resolution::File(_) => "a file beside the records",
            Resolution::Elsewhere => "outside this log",
            Resolution::Ambiguous(_) => "fits several records",
            Resolution::Dangling => "leads to no record",
        };
        links.push(RecordLink {
            kind: link_word(stated.kind),
            href: None,
            text: clean(&stated.target),
            note: Some(note),
        });
    }
    links
}

/// The lines between the fences, which open the file.
fn front_matter(logged: &LoggedRecord) -> Vec<SourceLine> {
    let record = &logged.record;
    let text = record.front_matter.clone().and_then(|range| record.text.get(range)).unwrap_or_default();
    text.lines().enumerate().map(|(idx, line)| SourceLine { number: idx + 2, text: visible(line) }).collect()
}
