//! `adr init`: a new log, and the demo portfolio.

use crate::sandbox::Sandbox;
use adr::repo::{self, Request};

#[test]
fn a_new_log_has_a_folder_settings_and_a_first_record() {
    let sandbox = Sandbox::repository();
    let run = sandbox.adr(&["init", "--on", "2026-11-05"]).expect(0);
    assert_eq!(run.stdout, "decisions/0001-record-technology-decisions.md\nbook.toml\n");
    assert!(sandbox.read("book.toml").contains("records = \"decisions\""));
    assert!(sandbox.read("decisions/0001-record-technology-decisions.md").contains("date: 2026-11-05"));
    let again = sandbox.adr(&["init"]).expect(2);
    assert!(again.stderr.contains("holds records already"), "{}", again.stderr);
}

#[test]
fn a_log_stands_where_it_is_told() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "documents/why"]).expect(0);
    assert!(sandbox.read("book.toml").contains("records = \"documents/why\""));

    let adr_tools = Sandbox::folder();
    adr_tools.write(".adr-dir", "doc/adr\n");
    assert!(adr_tools.adr(&["init"]).expect(0).stdout.starts_with("doc/adr/0001-"));
    Sandbox::folder().adr(&["init", "../outside"]).expect(2);
}

#[test]
fn settings_that_are_there_stay() {
    let sandbox = Sandbox::folder();
    sandbox.write("book.toml", "[book]\ntitle = \"Manual\"\n");
    let run = sandbox.adr(&["init"]).expect(0);
    assert_eq!(sandbox.read("book.toml"), "[book]\ntitle = \"Manual\"\n");
    assert!(run.stderr.contains("[output.board]"), "{}", run.stderr);
}

#[test]
fn the_demo_is_the_same_repository_for_the_same_day() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "one", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["init", "--demo", "two", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["init", "--demo", "three", "--on", "2026-11-26"]).expect(0);
    let read = |folder: &str| {
        let request =
            Request { dir: sandbox.path().join(folder), with_history: true, with_changes: true, ..Request::default() };
        repo::read(&request).expect("it reads")
    };
    let (one, two, three) = (read("one"), read("two"), read("three"));
    assert_eq!(one.snapshot.commit, two.snapshot.commit);
    assert_ne!(one.snapshot.commit, three.snapshot.commit);
    let day = one.snapshot.commit.as_ref().map(|commit| commit.date.to_string());
    assert_eq!(day.as_deref(), Some("2026-11-25"), "so that publish stands on the same day");
    assert!(!one.snapshot.has_uncommitted_changes);
    assert!(one.snapshot.files.len() >= 8, "a portfolio");
    let paths = one.snapshot.files.iter().map(|file| file.path.clone()).collect();
    let history = repo::history(one.tip.as_ref().expect("a commit"), paths).expect("a history");
    let firsts: Vec<_> = history.files.values().filter_map(|file| file.first.clone()).collect();
    assert_eq!(firsts.len(), one.snapshot.files.len());
    let days: std::collections::BTreeSet<_> = firsts.iter().map(|first| first.date).collect();
    assert!(days.len() >= 5, "records appear over time: {days:?}");
    assert!(firsts.iter().all(|first| first.author == "adr demo"));
    assert!(one.snapshot.files.iter().all(|file| !file.text.contains("{{")), "every placeholder is filled");
    let again = sandbox.adr(&["init", "--demo", "one"]).expect(2);
    assert!(again.stderr.contains("not empty"), "{}", again.stderr);
}
