//! The list of decisions and what is made of it: lists of what decisions have in common, what replaced what, who answers,
//! areas, the technical log's list, and the index of the page "Find".

use crate::site::{plain, render};
use adr::model::{Book, FieldSource, LinkKind, Record, Roles, StatedLink, StatedStatus, Status};
use adr::theme::Theme;
use std::collections::BTreeMap;

const ATTACK: &str = "<script>alert(1)</script>\"'> & </script>";

fn status(mut record: Record, status: Status) -> Record {
    let raw = status.as_str().to_owned();
    record.status = Some(StatedStatus { status, raw, source: FieldSource::FrontMatter, span: None });
    record
}

fn supersedes(mut record: Record, old: &[u64]) -> Record {
    let link = |number: &u64| StatedLink {
        kind: LinkKind::Supersedes,
        target: number.to_string(),
        text: None,
        source: FieldSource::FrontMatter,
        span: None,
    };
    record.links = old.iter().map(link).collect();
    record
}

fn owned(mut record: Record, owner: &str) -> Record {
    record.roles = Roles { owner: Some(owner.to_owned()), ..Roles::default() };
    record
}

fn published(records: Vec<Record>) -> BTreeMap<String, String> {
    render(records, &Book::default(), &Theme::default())
}

/// The text of a page's lines that hold a mark, without tags.
fn told(page: &str, mark: &str) -> Vec<String> {
    let plain = |line: &str| {
        let mut text = String::new();
        let mut is_tag = false;
        for c in line.chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                c if !is_tag => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.lines().filter(|line| line.contains(mark)).map(plain).collect()
}

#[test]
fn open_ones_come_first_and_years_are_counted() {
    let mut old = plain(3, "Old", "");
    old.date.as_mut().expect("a date").date = jiff::civil::date(2024, 5, 6);
    let records = vec![
        status(plain(1, "Which queue?", ""), Status::Proposed),
        plain(2, "Use Rust", ""),
        status(old, Status::Rejected),
        status(plain(4, "Tried", ""), Status::Deprecated),
    ];
    let files = published(records);
    let page = &files["index.html"];
    assert_eq!(
        told(page, "<h2>"),
        [
            "One is openThe newest first",
            "2026 has the most: 3How many a year?",
            "2026: two, one of them in force",
            "2024: one"
        ]
    );
    let rows = told(page, "<th scope=\"row\"><a href=\"log");
    assert_eq!(
        rows,
        [
            "1Which queue?Proposed1 Mar 2026",
            "4TriedDeprecatedwritten 1 Mar",
            "2Use RustIn force1 Mar",
            "3OldTurned down6 May"
        ]
    );
    assert_eq!(page.matches("class=\"less\"").count(), 2, "both years have some that ended");
}

#[test]
fn what_decisions_have_in_common_is_a_list_and_what_all_have_is_none() {
    let owners = ["CTO", "Head of Sales", "CTO", "cto"];
    let records = (1..).zip(owners).map(|(number, owner)| owned(plain(number, &format!("Title {number}"), ""), owner));
    let files = published(records.collect());
    let lists: Vec<&str> = files.keys().map(String::as_str).filter(|path| path.starts_with("decisions/")).collect();
    assert_eq!(lists, ["decisions/owner-cto.html", "decisions/owner-head-of-sales.html"], "all are in force");
    let page = &files["decisions/owner-cto.html"];
    assert!(page.contains("<h1>The CTO answers for three decisions</h1>"), "{page}");
    assert!(page.contains("href=\"../log/0001-title-1.html\"") && !page.contains("0002-title-2"), "{page}");
    assert!(files["index.html"].contains("href=\"decisions/owner-cto.html\">CTO</a> 3"));
    assert!(files["accountability.html"].contains("href=\"decisions/owner-cto.html\">CTO</a>"));
    let answers = told(&files["accountability.html"], "<h1>");
    assert_eq!(answers, ["Two roles answer for four decisions, and none is without one"]);
}

#[test]
fn chains_run_from_old_to_new_and_what_branches_is_drawn() {
    let records = vec![
        status(plain(1, "Paper", ""), Status::Superseded),
        status(supersedes(plain(2, "Sheets", ""), &[1]), Status::Superseded),
        supersedes(plain(3, "Database", ""), &[2]),
        status(plain(4, "Post", ""), Status::Superseded),
        status(plain(5, "Fax", ""), Status::Superseded),
        supersedes(plain(6, ATTACK, ""), &[4, 5]),
        status(plain(7, "Lost", ""), Status::Superseded),
    ];
    let files = published(records);
    let page = &files["history.html"];
    let chain: Vec<String> =
        told(page, "<small><span class=\"sta").iter().map(|line| line.replace("1 March 2026", "·")).collect();
    let attack = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt; &amp; &lt;/script&gt;";
    assert_eq!(
        chain,
        [
            "Post Replaced ·",
            "Fax Replaced ·",
            &format!("{attack} in the place of Post and Fax In force ·"),
            "Paper Replaced ·",
            "Sheets Replaced ·",
            "Database In force ·"
        ]
    );
    assert!(page.contains("<strong><a href=\"log/0003-database.html\">Database</a></strong>"), "{page}");
    assert_eq!(page.matches("<svg class=\"tree\"").count(), 1, "only what merges is drawn");
    assert!(page.contains("One decision is said to be replaced, and nobody says by what"), "{page}");
    let plain_log = published(vec![plain(1, "A", "")]);
    assert!(!plain_log.contains_key("history.html") && !plain_log["index.html"].contains("history.html"));
    for page in ["areas.html", "accountability.html"] {
        assert!(!plain_log.contains_key(page) && !plain_log["index.html"].contains(page), "{page} has nothing to say");
    }
}

#[test]
fn no_author_writes_into_the_index_or_a_list() {
    let records = (1..=3).map(|number| {
        let mut record = owned(plain(number, &format!("{ATTACK} {number}"), "<p>zebra &lt;i&gt;</p>"), ATTACK);
        record.short = Some(format!("{ATTACK} {number}"));
        record.area = Some(if number == 1 { "../../x".to_owned() } else { "javascript:alert(1)".to_owned() });
        status(record, if number == 1 { Status::Proposed } else { Status::Accepted })
    });
    let files = published(records.collect());
    assert!(files.keys().all(|path| !path.contains("..") && !path.contains(':')), "{:?}", files.keys());
    for (path, text) in &files {
        assert!(!text.contains("<script>"), "{path}");
        if path.starts_with("search/") {
            assert!(text.starts_with("adrFound(\"") && text.ends_with(");\n") && !text.contains('<'), "{path}: {text}");
        }
    }
    let words = &files["search/words-0.js"];
    assert!(words.contains("\"zebra\":") && words.contains("\"alert\":"), "{words}");
    assert!(!words.contains("\"lt\":"), "the name of a sign is no word: {words}");
}

#[test]
fn long_logs_stand_on_pages_of_two_hundred_and_fifty() {
    let records = (1..=900).map(|number| {
        let status_of = if number % 3 == 0 { Status::Rejected } else { Status::Accepted };
        owned(
            status(plain(number, &format!("Use thing {number}"), "<p>common</p>"), status_of),
            &format!("Role {}", number % 299),
        )
    });
    let files = published(records.collect());
    for page in [
        "index.html",
        "decisions-2026-part-4-of-4.html",
        "decisions/status-in-force--3.html",
        "log/index.4.html",
        "accountability-2.html",
    ] {
        assert!(files.contains_key(page), "{page} is missing");
    }
    let longest = files.iter().filter(|(path, _)| path.ends_with(".html")).max_by_key(|(_, text)| text.len());
    let (path, text) = longest.expect("some page");
    assert!(text.len() < 200_000, "{path} has {} bytes", text.len());
    let list = &files["index.html"];
    assert!(list.contains("href=\"search.html#owner\">291 more</a>"), "{list}");
    let words: String =
        files.iter().filter(|(path, _)| path.starts_with("search/words")).map(|(_, text)| text.as_str()).collect();
    assert!(
        words.contains("\"thing\":") && !words.contains("\"common\":"),
        "what is everywhere is left out of long logs"
    );
}
