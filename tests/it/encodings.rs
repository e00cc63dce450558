//! Files as they come: other encodings, other line ends, unclosed marks, giant lines. Each is
//! read through the whole reader, and listed by the binary.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// What `adr list` says of one file with these bytes.
fn listed(bytes: impl AsRef<[u8]>) -> Value {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", bytes);
    let run = sandbox.adr(&["list", "--format", "json"]).expect(0);
    let whole: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    whole["records"][0].clone()
}

fn assert_read(bytes: impl AsRef<[u8]>, title: &str, status: &str, date: Option<&str>) {
    let record = listed(bytes);
    assert_eq!(record["title"], title, "{record}");
    assert_eq!(record["status"], status, "{record}");
    assert_eq!(record["date"].as_str(), date, "{record}");
}

const PLAIN: &str = "# 1. Café\n\nDate: 2026-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nWords.\n";

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

#[test]
fn encodings_and_line_ends_change_nothing() {
    let day = Some("2026-02-03");
    assert_read(PLAIN, "Café", "accepted", day);
    assert_read(format!("\u{feff}{PLAIN}"), "Café", "accepted", day);
    assert_read(PLAIN.replace('\n', "\r\n"), "Café", "accepted", day);
    assert_read(utf16(PLAIN, u16::to_le_bytes), "Café", "accepted", day);
    assert_read(utf16(&PLAIN.replace('\n', "\r\n"), u16::to_be_bytes), "Café", "accepted", day);
    let latin: Vec<u8> = PLAIN.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    assert_read(latin, "Café", "accepted", day);
    let front = "\u{feff}---\r\nstatus: Rejected\r\ndate: 2026-02-03\r\n---\r\n# Café\r\n";
    assert_read(front, "Café", "rejected", day);
}

#[test]
fn headings_without_plain_spaces_are_headings() {
    assert_read("#\u{a0}1.\u{a0}Cache\n\n##\u{a0}Status\n\nAccepted\n", "Cache", "accepted", None);
    assert_read("#Cache\n\n##Status\n\nRejected\n\n##Context\n\nWords.\n", "Cache", "rejected", None);
    assert_read("Cache\n=====\n\nStatus\n------\n\nAccepted\n", "Cache", "accepted", None);
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "#Cache\n\n##Context\n\nWords.\n\n###Cost ##\n\nMore.\n");
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = pages(&sandbox);
    for heading in [">Context</h", ">Cost</h"] {
        assert!(page.contains(heading), "{heading}");
    }
    assert!(!page.contains("##Context</p>"), "a heading is no paragraph");
}

/// Every page of the site, one after another.
fn pages(sandbox: &Sandbox) -> String {
    fn gather(folder: &std::path::Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                gather(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                all.push_str(&std::fs::read_to_string(path).expect("a page"));
            }
        }
    }
    let mut all = String::new();
    gather(&sandbox.path().join("site"), &mut all);
    all
}

#[test]
fn what_is_never_closed_hides_nothing() {
    assert_read("# A\n\n```\ncode\n\n## Status\n\nAccepted\n", "A", "accepted", None);
    assert_read("# A\n\n<!-- a remark\n\n## Status\n\nAccepted\n", "A", "accepted", None);
    assert_read("---\nstatus: accepted\n\n# A\n\nWords.\n", "A", "accepted", None);
}

#[test]
fn a_line_of_200_000_characters_is_read_past() {
    let giant = format!("![p](data:image/png;base64,{})", "QUJD".repeat(50_000));
    assert_read(format!("# A\n\n{giant}\n\n## Status\n\nAccepted\n"), "A", "accepted", None);
    assert_read(format!("# A\n\n## Status\n\nAccepted\n\n{}\n", "# ".repeat(100_000)), "A", "accepted", None);
    assert_read(format!("# {}\n\n## Status\n\nAccepted\n", "x".repeat(200_000)), "A", "accepted", None);
}

#[test]
fn the_last_resorts_of_a_status() {
    let log = "# A\n\n## Changelog\n\n- 2026-01-02: Proposed\n- 2026-02-03: Accepted\n- 2026-02-04: a link mended\n";
    assert_read(log, "A", "accepted", Some("2026-01-02"));
    assert_read("---\ntags: [cloud, deprecated]\n---\n# A\n\nWords.\n", "A", "deprecated", None);
    assert_read(
        "# A\n\n## Changelog\n\n- 2026-01-02: Initial draft of the proposed way\n",
        "A",
        "none",
        Some("2026-01-02"),
    );
}

#[test]
fn how_a_record_was_read_can_be_asked() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0002-b.md", "# B\n");
    sandbox.write(
        "decisions/0001-a.md",
        "# ADR-0001: Use A\n\nDate: 3 February 2026\n\n## Status\n\nApproved, superseded by [B](0002-b.md)\n",
    );
    let run = sandbox.adr(&["show", "1", "--explain"]).expect(0);
    insta::assert_snapshot!(run.stdout, @r"
    decisions/0001-a.md

      title: Use A
        1:3, the heading, without number, ID and markup: `ADR-0001: Use A`

      number: 1
        the name `0001-a`, which counts first

      status: superseded
        7:1, a section of its own; these words mean superseded: `Approved,
        superseded by [B](0002-b.md)`

      date: 2026-02-03
        3:7, a line of fields: `3 February 2026`

      superseded by: 0002-b.md
        7:25, a section of its own; leads to decisions/0002-b.md: `[B](0002-b.md)`

    Doubtful
      line 7: only this side of the link is written: the other record lacks
      `supersedes` (one-sided-link); `adr check --fix` writes the other side
    ");
    let run = sandbox.adr(&["show", "2", "--explain", "--format", "json"]).expect(0);
    let whole: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(whole["schema"], "adr-explanation/1");
    assert_eq!((&whole["fields"][0]["line"], &whole["fields"][0]["column"]), (&Value::from(1), &Value::from(3)));
}
