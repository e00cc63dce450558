//! Links between records as people and tools state them: what leads where, and what is only a text.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// Kind and number of the record that each link of record 9 leads to; a target that leads to none as written.
fn links(record: &str) -> Vec<String> {
    let sandbox = Sandbox::folder();
    for number in 1..=8 {
        let text = format!(
            "---\nid: INV-{number}\n---\n# {number}. Question {number}\n\nDate: 2026-01-0{number}\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n"
        );
        sandbox.write(&format!("docs/adr/000{number}-q{number}.md"), text);
    }
    sandbox.write("docs/adr/design.md", "Not a record.\n");
    sandbox.write("docs/papers/0003-plan.md", "A paper.\n");
    sandbox.write("docs/adr/0009-nine.md", record);
    let run = sandbox.adr(&["list", "--format", "json"]).expect(0);
    let whole: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let record =
        whole["records"].as_array().expect("records").iter().find(|record| record["number"] == 9).expect("nine");
    let of = |link: &Value| {
        let path =
            link["path"].as_str().and_then(|path| path.strip_prefix("docs/adr/000")).map(|path| path[..1].to_owned());
        format!(
            "{} {}",
            link["kind"].as_str().unwrap_or_default(),
            path.unwrap_or_else(|| format!("`{}`", link["target"].as_str().unwrap_or_default()))
        )
    };
    record["links"].as_array().expect("links").iter().map(of).collect()
}

fn nygard(status: &str, rest: &str) -> String {
    format!("# 9. Nine\n\nDate: 2026-02-01\n\n## Status\n\n{status}\n\n## Context\n\nIt is so.\n\n{rest}\n")
}

fn with(front_matter: &str) -> String {
    format!("---\nstatus: accepted\ndate: 2026-02-01\n{front_matter}\n---\n# Nine\n\nText.\n")
}

#[track_caller]
fn assert_links(record: &str, expected: &[&str]) {
    assert_eq!(links(record), expected, "{record}");
}

#[test]
fn a_verb_within_the_words_of_a_link_is_none() {
    assert_links(&nygard("Superseded by [2. Updates that amend 4](0002-q2.md)", ""), &["superseded-by 2"]);
    assert_links(&nygard("Accepted\n\nSupersedes [3. One library replaces two](0003-q3.md)", ""), &["supersedes 3"]);
    assert_links(&nygard("Superseded by [4. Extends the queue](0004-q4.md)", ""), &["superseded-by 4"]);
    assert_links(&nygard("[Superseded by ADR-5](0005-q5.md)", ""), &["superseded-by 5"]);
}

#[test]
fn numbers_in_sentences_are_no_targets() {
    for text in [
        "Replaces 2 rented servers by one.",
        "Supersedes every earlier sentence about 3 tills.",
        "Amends D5 of the draft.",
        "Replaces 290 spreadsheets.",
        "Replaces the fix for Issue #7.",
        "Supersedes our use of HTTP 2.",
        "Extends 4 of the 5 contracts.",
    ] {
        assert_links(&nygard(&format!("Accepted\n\n{text}"), ""), &[]);
    }
    for (text, expected) in [
        ("Supersedes 2", &["supersedes 2"][..]),
        ("Supersedes 2 and 3", &["supersedes 2", "supersedes 3"]),
        ("Amends #4.", &["amends 4"]),
        ("Replaces ADR 5 in the shop", &["supersedes 5"]),
        ("Superseded by 0006, since prices rose", &["superseded-by 6"]),
        ("Superseded by 7 on 2026-03-01", &["superseded-by 7"]),
    ] {
        assert_links(&nygard(&format!("Accepted\n\n{text}"), ""), expected);
    }
}

#[test]
fn what_is_said_of_another_record_is_not_said_of_this_one() {
    for text in ["[ADR-5](0005-q5.md) (superseded by ADR-6)", "* [Queue](0005-q5.md) (replaced by [2](0002-q2.md))"] {
        let found = links(&nygard("Accepted", &format!("## Links\n\n{text}")));
        assert!(!found.iter().any(|link| link.starts_with("superseded-by")), "{text}: {found:?}");
    }
}

#[test]
fn fields_hold_none_one_or_two() {
    for none in ["none", "-", "n/a", "—", "N/A"] {
        assert_links(
            &format!("# Nine\n\n- Status: accepted\n- Date: 2026-02-01\n- Supersedes: {none}\n\n## Context\n\nA.\n"),
            &[],
        );
    }
    let field = |value: &str| {
        format!("# Nine\n\n- Status: accepted\n- Date: 2026-02-01\n- Supersedes: {value}\n\n## Context\n\nA.\n")
    };
    assert_links(&field("ADR-1 and ADR-2"), &["supersedes 1", "supersedes 2"]);
    assert_links(&field("1, 2"), &["supersedes 1", "supersedes 2"]);
    assert_links(&field("[1](0001-q1.md), [2](0002-q2.md)"), &["supersedes 1", "supersedes 2"]);
    let related =
        "# Nine\n\n- Status: accepted\n- Related: ADR-3, the notes of the March meeting\n\n## Context\n\nA.\n";
    assert_links(related, &["related 3"]);
}

#[test]
fn a_line_that_ends_in_the_verb_goes_on() {
    assert_links(&nygard("Superseded by\n[2. Question 2](0002-q2.md)", ""), &["superseded-by 2"]);
    assert_links(&nygard("Accepted, amends\nADR-3", ""), &["amends 3"]);
    assert_links("# Nine\n\nStatus: superseded by\n[4](0004-q4.md)\n\n## Context\n\nA.\n", &["superseded-by 4"]);
}

#[test]
fn a_document_is_one_and_a_number_counts_only_in_the_folder_that_is_named() {
    assert_links(&with("links: [{ related: design.md }]"), &["related `design.md`"]);
    assert_links(&with("links: [{ related: ../papers/0003-plan.md }]"), &["related `../papers/0003-plan.md`"]);
    assert_links(&with("links: [{ related: ../elsewhere/0004-x.md }]"), &["related `../elsewhere/0004-x.md`"]);
    assert_links(&with("links: [{ related: ./0004-old-name.md }]"), &["related 4"]);
    let sandbox = Sandbox::folder();
    sandbox.write("docs/adr/0001-a.md", with("links: [{ related: ../papers/0003-plan.md }]"));
    sandbox.write("docs/papers/0003-plan.md", "A paper.\n");
    let run = sandbox.adr(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("dangling-link"), "{}", run.stdout);
}

#[test]
fn every_shape_of_links_is_read() {
    for (shape, expected) in [
        ("links: [\"superseded-by: 0002-q2.md\"]", &["superseded-by 2"][..]),
        ("links:\n  - type: supersedes\n    target: 3", &["supersedes 3"]),
        ("links: [{ rel: amends, to: 4 }]", &["amends 4"]),
        ("links: [{ id: 5, reason: The same till }]", &["related 5"]),
        ("links: [{ supersedes: [1, 2] }]", &["supersedes 1", "supersedes 2"]),
        ("links: { supersedes: [1, 2] }", &["supersedes 1", "supersedes 2"]),
        ("supersedes: [1, 2]", &["supersedes 1", "supersedes 2"]),
        ("links: [{ depends-on: INV-7 }]", &["depends-on 7"]),
        ("links: [{ related: 0008-q8 }]", &["related 8"]),
        ("links: [{ kind: supersededby, target: 6 }]", &["superseded-by 6"]),
    ] {
        assert_links(&with(shape), expected);
    }
}

#[test]
fn only_what_was_accepted_retires_another() {
    let log = |status: &str| {
        let sandbox = Sandbox::folder();
        sandbox.write(
            "docs/adr/0001-a.md",
            "# 1. A\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n",
        );
        sandbox.write("docs/adr/0002-b.md", format!("# 2. B\n\nDate: 2026-01-02\n\n## Status\n\n{status}\n\nSupersedes [1. A](0001-a.md)\n\n## Decision\n\nYes.\n"));
        sandbox.adr(&["check", "--format", "json"]).stdout
    };
    for status in ["Proposed", "Draft", "Rejected"] {
        assert!(!log(status).contains("status-not-superseded"), "{status}");
    }
    assert!(log("Accepted").contains("status-not-superseded"));
}

#[test]
fn repeated_numbers_are_told_within_a_series() {
    let log = |first: &str, second: &str| {
        let sandbox = Sandbox::folder();
        for (name, number) in [(first, 1), (second, 2)] {
            sandbox.write(
                &format!("docs/adr/{name}.md"),
                format!(
                    "# How we pay {}\n\nStatus: accepted\n\nDate: 2026-01-01\n",
                    ["in shops", "at home"][number - 1]
                ),
            );
        }
        sandbox.adr(&["check", "--format", "json"]).stdout
    };
    assert!(log("0001-a", "0001-b").contains("\"repeated-number\""));
    assert!(!log("ARCH-001-a", "GEN-001-b").contains("\"repeated-number\""));
}

#[test]
fn a_link_of_markdown_as_a_value_is_read_and_told() {
    assert_links(&with("supersedes: [Older barn](0002-q2.md)"), &["supersedes 2"]);
    assert_links(&with("amended-by: [Later](0003-q3.md), [Latest](0004-q4.md)"), &["amended-by 3", "amended-by 4"]);
    let sandbox = Sandbox::folder();
    sandbox.write("docs/adr/0002-barn.md", nygard("Superseded by 3", ""));
    sandbox.write("docs/adr/0003-new.md", with("supersedes: [Older barn](0002-barn.md)"));
    let found = sandbox.adr(&["check", "--format", "json"]).stdout;
    assert!(found.contains("a link of markdown needs quotes"), "{found}");
    assert!(found.contains("write `supersedes: \\\"[Older barn](0002-barn.md)\\\"`"), "{found}");
}

#[test]
fn no_key_that_is_read_is_called_none_of_ours() {
    for key in ["amended-by: 3", "supersedes: 2", "owners: [Ada]", "informs: [Bo]", "review: yearly", "relates-to: 4"] {
        let sandbox = Sandbox::folder();
        sandbox.write("docs/adr/0009-nine.md", with(key));
        let found = sandbox.adr(&["check", "--format", "json"]).stdout;
        assert!(!found.contains("unknown-key"), "{key}: {found}");
    }
}

#[test]
fn verbs_are_known_in_more_languages() {
    for (status, expected) in [
        ("Sostituito da [2](0002-q2.md)", "superseded-by 2"),
        ("Vervangen door [3](0003-q3.md)", "superseded-by 3"),
        ("Zastąpione przez ADR-4", "superseded-by 4"),
        ("Substituído por [5](0005-q5.md)", "superseded-by 5"),
        ("Заменено на [6](0006-q6.md)", "superseded-by 6"),
        ("Remplacée par [7](0007-q7.md)", "superseded-by 7"),
    ] {
        assert_links(&nygard(status, ""), &[expected]);
    }
}
