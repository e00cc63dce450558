//! `adr check --fix`: what can be mended without asking, in records alone, and nothing else in them.

use crate::sandbox::Sandbox;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const FIRST: &str = "---\r\nstatus: accepted\r\ndate: 2026-01-01   # as agreed\r\ndecision: {option: buy, true: 2026-01-20,  by: [Board]}\r\nactuals:\r\n- {what: Cost, value: 1.3m, true: 2029-02-10}\r\noptions: [{ buy: A }, { avoid: B }]\r\n---\r\n# 1. Card payments  \r\n\r\nText with trailing space.   \r\n";
const SECOND: &str = "---\nstatus: accepted\ndate: 2026-01-02\nlinks: [{ supersedes: 1 }, { amends: 3 }, { depends-on: 4 }]\n---\n# 2. New payments\n";
const THIRD: &str = "---\nstatus: accepted\ndate: 2026-01-02\n---\n# 3. Queues\n\n* not a list of ours";
const FOURTH: &str = "# 4. Nygard\n\nDate: 2026-01-03\n\n## Status\n\nAcepted\n\n## Context\n\nWe wait.\n";

fn log() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-card-payments.md", FIRST);
    sandbox.write("decisions/0002-new-payments.md", SECOND);
    sandbox.write("decisions/0003-queues.md", THIRD);
    sandbox.write("decisions/0004-nygard.md", FOURTH);
    sandbox.write("notes/0009-not-a-record.md", "---\nlinks: [{ supersedes: 1 }]\ntrue: x\n---\n# No\n");
    sandbox
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            all.extend(files(&entry));
        } else {
            all.insert(entry.display().to_string(), fs::read(&entry).expect("a file"));
        }
    }
    all
}

#[test]
fn what_is_mechanical_is_mended_and_every_other_byte_stays() {
    let sandbox = log();
    let before = sandbox.adr(&["check", "--on", "2026-11-25", "--deny", "note"]).expect(1);
    for rule in ["on-became-true", "misspelled-status", "one-sided-link", "status-not-superseded"] {
        assert!(before.stdout.contains(rule), "{rule}: {}", before.stdout);
    }
    let note = sandbox.read("notes/0009-not-a-record.md");
    let run = sandbox.adr(&["check", "--on", "2026-11-25", "--fix"]).expect(0);
    insta::assert_snapshot!(run.stderr, @r"
    mended: decisions/0001-card-payments.md:4: `true` became `on`
    mended: decisions/0001-card-payments.md:6: `true` became `on`
    mended: decisions/0004-nygard.md:7: `Acepted` became `Accepted`
    mended: decisions/0001-card-payments.md: superseded by decisions/0002-new-payments.md
    mended: decisions/0003-queues.md: amended-by decisions/0002-new-payments.md
    ");
    for rule in ["on-became-true", "misspelled-status", "one-sided-link", "status-not-superseded"] {
        assert!(!run.stdout.contains(rule), "{rule}: {}", run.stdout);
    }
    let retired = FIRST
        .replace("true:", "on:")
        .replace("status: accepted\r\ndate: 2026-01-01 ", "status: superseded\r\ndate: 2026-11-25 ")
        .replace("agreed\r\n", "agreed\r\nlinks:\r\n  - superseded-by: 2\r\n");
    assert_eq!(sandbox.read("decisions/0001-card-payments.md"), retired);
    assert_eq!(sandbox.read("decisions/0002-new-payments.md"), SECOND);
    assert_eq!(
        sandbox.read("decisions/0003-queues.md"),
        THIRD.replace("2026-01-02\n", "2026-01-02\nlinks:\n  - amended-by: 2\n")
    );
    assert_eq!(sandbox.read("decisions/0004-nygard.md"), FOURTH.replace("Acepted", "Accepted"));
    assert_eq!(sandbox.read("notes/0009-not-a-record.md"), note);

    let mended = files(sandbox.path());
    let again = sandbox.adr(&["check", "--on", "2026-11-25", "--fix"]).expect(0);
    assert_eq!(again.stderr, "");
    assert_eq!(files(sandbox.path()), mended, "there was nothing left to mend");
}

#[test]
fn what_the_book_silences_is_left_and_what_goes_to_programs_stays_json() {
    let sandbox = log();
    sandbox.write(
        "book.toml",
        "[output.board.lint]\none-sided-link = \"off\"\nstatus-not-superseded = \"off\"\non-became-true = \"off\"\n",
    );
    let run = sandbox.adr(&["check", "--on", "2026-11-25", "--fix", "--format", "json"]).expect(0);
    serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert_eq!(sandbox.read("decisions/0001-card-payments.md"), FIRST);
    assert_eq!(sandbox.read("decisions/0003-queues.md"), THIRD);
    assert_ne!(sandbox.read("decisions/0004-nygard.md"), FOURTH);
}

#[test]
fn a_commit_is_not_mended() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0004-nygard.md", FOURTH);
    sandbox.commit("one");
    let run = sandbox.adr(&["check", "--fix", "--at", "HEAD"]).expect(2);
    assert!(run.stderr.contains("leave out `--at`"), "{}", run.stderr);
    assert_eq!(sandbox.read("decisions/0004-nygard.md"), FOURTH);
}

/// A record that is a link to a file elsewhere is none of ours to write.
#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_log() {
    let sandbox = Sandbox::folder();
    let outside = tempfile::tempdir().expect("a temporary folder");
    let file = outside.path().join("0001-a.md");
    fs::write(&file, FOURTH).expect("a file");
    sandbox.write("decisions/0002-b.md", THIRD.replace("# 3.", "# 2."));
    std::os::unix::fs::symlink(&file, sandbox.path().join("decisions/0001-a.md")).expect("a link");
    sandbox.adr(&["check", "--fix"]);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), FOURTH);
}
