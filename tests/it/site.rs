//! A site, rendered in memory: frame, lists, technical log.

use adr::analysis::Analysis;
use adr::log::DecisionLog;
use adr::model::{
    Audience, Body, Book, Dialect, FieldSource, Precision, Record, StatedDate, StatedStatus, StatedTitle, Status,
};
use adr::report::Input;
use adr::site;
use adr::source::{Attachments, History, Snapshot};
use adr::theme::{Theme, builtin};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A plain record, as if it had been read.
pub(crate) fn plain(number: u64, title: &str, html: &str) -> Record {
    let stem = format!("{number:04}-{}", adr::model::slug(title));
    Record {
        path: format!("docs/adr/{stem}.md"),
        folder: "docs/adr".to_owned(),
        slug: adr::model::slug(title),
        stem,
        number: Some(number),
        title: StatedTitle { text: title.to_owned(), source: FieldSource::Heading, span: None },
        status: Some(StatedStatus {
            status: Status::Accepted,
            raw: "Accepted".to_owned(),
            source: FieldSource::Section,
            span: None,
        }),
        date: Some(StatedDate {
            date: date(2026, 3, 1),
            precision: Precision::Day,
            raw: "2026-03-01".to_owned(),
            source: FieldSource::Line,
            span: None,
        }),
        dialect: Dialect::Nygard,
        body: Body { html: html.to_owned(), ..Body::default() },
        ..Record::default()
    }
}

/// The files of the site that these records make.
pub(crate) fn render(records: Vec<Record>, book: &Book, theme: &Theme) -> BTreeMap<String, String> {
    let (log, findings) = adr::log::join(records, &Snapshot::default(), History::default());
    let analysis = Analysis { decisions: log.records.iter().map(|_| None).collect(), ..Analysis::default() };
    render_log(&log, &analysis, book, &findings, theme, date(2026, 11, 25))
}

pub(crate) fn render_log(
    log: &DecisionLog,
    analysis: &Analysis,
    book: &Book,
    findings: &[adr::finding::Finding],
    theme: &Theme,
    as_of: Date,
) -> BTreeMap<String, String> {
    let chosen: Vec<Option<usize>> =
        analysis.decisions.iter().map(|found| found.as_ref().and_then(|found| found.chosen)).collect();
    let due = adr::log::due(log, book, as_of, &chosen);
    let input = Input {
        log,
        analysis,
        book,
        attachments: Attachments::EMPTY,
        findings,
        due: &due,
        as_of,
        audience: Audience::All,
        left_out_count: 0,
        draw_count: 1_000,
        seed: 1,
        changes: None,
    };
    let files = Mutex::new(BTreeMap::new());
    let sink = |path: &str, bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
        files.lock().expect("no other thread panics").insert(path.to_owned(), text);
        Ok(())
    };
    site::render(&input, theme, &sink).expect("our own templates fit our own reports");
    files.into_inner().expect("no other thread panics")
}

#[test]
fn a_plain_log_is_a_list_and_its_records() {
    let records =
        vec![plain(1, "Record decisions", "<p>We write them down.</p>"), plain(2, "Use Rust", "<p>It is quick.</p>")];
    let files = render(records, &Book::default(), &Theme::default());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "accessibility.html",
            "assets/adr.css",
            "assets/lists.js",
            "assets/search.js",
            "data.html",
            "index.html",
            "log/0001-record-decisions.html",
            "log/0002-use-rust.html",
            "log/index.html",
            "method.html",
            "search.html",
            "search/index-0.js",
            "search/records-0.js",
            "search/words-0.js",
        ]
    );
    assert!(files["index.html"].contains("<h1>2 decisions, 2 in force</h1>"));
    assert!(files["log/0002-use-rust.html"].contains("<p>It is quick.</p>"));
    if let Some(folder) = std::env::var_os("ADR_SITE_OUT") {
        write(std::path::Path::new(&folder), &files);
    }
}

#[test]
fn copies_of_all_templates_give_the_same_site() {
    let records = || vec![plain(1, "Record decisions", "<p>We write them down.</p>")];
    let copies = builtin().iter().map(|file| (file.name.to_owned(), file.text.to_owned())).collect();
    let ours = render(records(), &Book::default(), &Theme::default());
    let theirs = render(records(), &Book::default(), &Theme::new(copies));
    assert_eq!(ours, theirs);
}

#[test]
fn one_block_can_be_replaced() {
    let child = "{% extends \"builtin/site/record.html\" %}{% block record_body %}<p>Ours: {{ page.title }}</p>{% endblock record_body %}";
    let theme = Theme::new(vec![("site/record.html".to_owned(), child.to_owned())]);
    let files = render(vec![plain(1, "A & b", "<p>x</p>")], &Book::default(), &theme);
    assert!(files["log/0001-a-b.html"].contains("<p>Ours: A &amp; b</p>"));
}

#[test]
fn an_undefined_field_names_template_and_line() {
    let text = "{# Receives nothing that it needs. #}\n<p>{{ page.titel }}</p>".to_owned();
    let theme = Theme::new(vec![("site/record.html".to_owned(), text)]);
    let templates = theme.templates(&[]).expect_err("`range_bar` is not there").to_string();
    assert!(templates.contains("range_bar"), "{templates}");
    let (log, _) = adr::log::join(vec![plain(1, "A", "")], &Snapshot::default(), History::default());
    let analysis = Analysis { decisions: vec![None], ..Analysis::default() };
    let book = Book::default();
    let input = Input {
        log: &log,
        analysis: &analysis,
        book: &book,
        attachments: Attachments::EMPTY,
        findings: &[],
        due: &[],
        as_of: date(2026, 11, 25),
        audience: Audience::All,
        left_out_count: 0,
        draw_count: 0,
        seed: 1,
        changes: None,
    };
    let error = site::render(&input, &theme, &|_, _| Ok(())).expect_err("the field is not there").to_string();
    assert!(error.contains("site/record.html:2:"), "{error}");
    assert!(error.contains("titel"), "{error}");
}

fn write(folder: &std::path::Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
}
