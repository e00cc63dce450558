//! How one record was read: each field, where it was found, what stands there, how it was taken.

use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord, Resolution};
use crate::model::{FieldSource, Record, StatedDate};
use crate::report::controls::one_line as clean;
use crate::source::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// The longest raw text that is shown.
const RAW_LIMIT: usize = 100;

/// How a record was read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// Its file.
    pub path: String,
    /// Its fields; a link is one each.
    pub fields: Vec<ExplainedField>,
    /// What is doubtful in it, as `check` says it.
    pub doubts: Vec<Doubt>,
}

/// One field.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedField {
    /// title, number, status, date, a kind of link, or a role.
    pub field: &'static str,
    /// As it was taken; `None` where it is not stated.
    pub value: Option<String>,
    /// From 1.
    pub line: Option<u32>,
    /// In characters, from 1.
    pub column: Option<u32>,
    /// What stands there.
    pub raw: Option<String>,
    /// In words.
    pub how: String,
}

/// A finding of the record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Doubt {
    /// 0 where it concerns the whole file.
    pub line: u32,
    /// The rule's name.
    pub rule: String,
    /// What is doubtful.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Explains one record.
pub fn explain(log: &DecisionLog, findings: &[Finding], record_idx: usize) -> Explanation {
    let logged = &log.records[record_idx];
    let record = &logged.record;
    let mut fields = vec![title(record), number(record), status(record), date(record)];
    fields.extend(links(logged, log));
    fields.extend(roles(record));
    let doubts = findings
        .iter()
        .filter(|finding| finding.path == record.path)
        .map(|finding| Doubt {
            line: finding.line(),
            rule: finding.rule.to_string(),
            message: clean(&finding.message),
            help: finding.help.as_deref().map(clean),
        })
        .collect();
    Explanation { path: clean(&record.path), fields, doubts }
}

fn title(record: &Record) -> ExplainedField {
    let title = &record.title;
    let how = match title.source {
        FieldSource::FileName => "no title is stated; the file's name gives it".to_owned(),
        source => format!("{}, without number, ID and markup", place(source)),
    };
    field(record, "title", Some(title.text.clone()), title.span, None, how)
}

fn number(record: &Record) -> ExplainedField {
    let how = match record.number_source {
        None => "no name, heading or field gives a number; a date is none".to_owned(),
        Some(FieldSource::FileName) => format!("the name `{}`, which counts first", clean(&record.stem)),
        Some(source) => format!("{}, since the file's name has none", place(source)),
    };
    let span = match record.number_source {
        Some(FieldSource::Heading) => record.title.span,
        Some(FieldSource::FrontMatter) => ["number", "id", "adr"].iter().find_map(|key| record.places.get(key)),
        _ => None,
    };
    field(record, "number", record.number.map(|number| number.to_string()), span, None, how)
}

fn status(record: &Record) -> ExplainedField {
    let Some(stated) = &record.status else {
        let how = "no front matter, line, table, section, notice, change log or tag states one".to_owned();
        return field(record, "status", None, None, None, how);
    };
    let word = stated.status.as_str();
    let raw = clean(&stated.raw);
    let how = if raw.trim_end_matches('.').eq_ignore_ascii_case(word) {
        place(stated.source).to_owned()
    } else {
        format!("{}; these words mean {word}", place(stated.source))
    };
    field(record, "status", Some(word.to_owned()), stated.span, Some(raw), how)
}

fn date(record: &Record) -> ExplainedField {
    let Some(stated) = &record.date else {
        let how = "no field, status, change log or file name states one; that of a commit is never taken".to_owned();
        return field(record, "date", None, None, None, how);
    };
    let how = match stated.source {
        FieldSource::FileName => "the file's name, since the text states none",
        FieldSource::Changelog => "the first entry of the change log, since nothing else states one",
        source => place(source),
    };
    field(record, "date", Some(StatedDate::iso(stated)), stated.span, Some(clean(&stated.raw)), how.to_owned())
}

fn links(logged: &LoggedRecord, log: &DecisionLog) -> Vec<ExplainedField> {
    let record = &logged.record;
    let of_link = |(link, resolution): (&crate::model::StatedLink, &Resolution)| {
        let leads = match resolution {
            Resolution::Record(to) => format!("leads to {}", clean(&log.records[*to].record.path)),
            Resolution::File(path) => format!("leads to the file {}", clean(path)),
            _ => "leads to no record of this log".to_owned(),
        };
        let how = format!("{}; {leads}", place(link.source));
        field(record, link.kind.as_str(), Some(link.target.clone()), link.span, None, how)
    };
    record.links.iter().zip(&logged.resolutions).map(of_link).collect()
}

fn roles(record: &Record) -> Vec<ExplainedField> {
    let roles = &record.roles;
    let owner: Vec<String> = roles.owner.iter().cloned().collect();
    let all = [
        ("decision-makers", &roles.decision_makers),
        ("consulted", &roles.consulted),
        ("informed", &roles.informed),
        ("owner", &owner),
        ("authors", &roles.authors),
    ];
    all.into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| {
            let (source, span) = match roles.stated.get(key) {
                Some((source, span)) => (*source, Some(*span)),
                None => {
                    // Decision makers have older names, too.
                    let others: &[&str] = if key == "decision-makers" { &["deciders", "decision-maker"] } else { &[] };
                    let place = std::iter::once(&key).chain(others).find_map(|name| record.places.get(name));
                    (FieldSource::FrontMatter, place)
                }
            };
            field(record, key, Some(names.join(", ")), span, None, place(source).to_owned())
        })
        .collect()
}

fn field(
    record: &Record,
    field: &'static str,
    value: Option<String>,
    span: Option<Span>,
    raw: Option<String>,
    how: String,
) -> ExplainedField {
    let span = span.filter(|span| span.line > 0);
    let in_file = span.and_then(|span| record.text.get(span.start as usize..span.end as usize));
    let raw = in_file.map(clean).filter(|text| !text.is_empty()).or(raw).map(|text| shorten(&text));
    ExplainedField {
        field,
        value: value.as_deref().map(clean),
        line: span.map(|span| span.line),
        column: span.map(|span| span.column),
        raw,
        how,
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(RAW_LIMIT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Where a field stands, in words.
fn place(source: FieldSource) -> &'static str {
    match source {
        FieldSource::FrontMatter => "the front matter",
        FieldSource::Heading => "the heading",
        FieldSource::Section => "a section of its own",
        FieldSource::Line => "a line of fields",
        FieldSource::Table => "a row of a table",
        FieldSource::Notice => "a notice under the title",
        FieldSource::Changelog => "the change log, since nothing else states it",
        FieldSource::Tags => "a tag, since nothing else states it",
        FieldSource::FileName => "the file's name",
        FieldSource::Text => "a line that begins with it",
    }
}
