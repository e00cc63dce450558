//! What every command promises: flags arrive, JSON has its shape, exit codes tell what happened, a closed pipe is
//! quiet, and one bad record never stops the others.

use crate::sandbox::{Run, Sandbox};
use serde_json::Value;
use std::io::Read;
use std::process::Stdio;

/// The short record of the manual.
pub(crate) const SHORT: &str = "---
status: proposed
date: 2026-11-05
decision-makers: [Board]
options:
  - buy: A payments platform
    cost: { once: 120k to 250k, yearly: 210k to 320k }
    risk: 30
    flexibility: 50 to 65
    dependency: 55 to 70
  - build: In-house service
    cost: { once: 900k to 1.9m, yearly: 180k to 260k }
    risk: 40 to 65
    flexibility: 85
    dependency: 5
  - avoid: Keep today's gateway
    cost: { yearly: 240k to 330k, growth: 6% }
    risk: 80
    flexibility: 20
    dependency: 40
---
# How should we take card payments in the EU from 2027?
";

const NYGARD: &str = "# 2. Write it down\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\nSupersedes [9](0009-none.md)\n\n## Context\n\nA.\n\n## Decision\n\nB.\n";

/// A log with one record that carries figures, a plain one, and two that are broken.
fn log() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-card-payments.md", SHORT);
    sandbox.write("decisions/0002-write-it-down.md", NYGARD);
    sandbox.write("decisions/0003-broken.md", "---\nstatus: [proposed\noptions: {{{\n---\n# Broken\n\nText.\n");
    sandbox.write("decisions/0004-bytes.md", b"---\nstatus: accepted\n---\n# Bytes \xff\xfe\x00\n\nText.\n");
    sandbox
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
}

#[test]
fn list_tells_of_every_record_what_programs_need() {
    let sandbox = log();
    let run = sandbox.adr(&["list", "--format", "json"]).expect(0);
    let list = json(&run);
    assert_eq!(list["schema"], "adr-list/1");
    let records = list["records"].as_array().expect("a list");
    assert_eq!(records.len(), 4, "a bad record never stops the others");
    let keys: Vec<&str> = records[0].as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = ["number", "id", "slug", "path", "title", "status", "status_raw", "date", "date_source", "links"];
    assert_eq!(keys, expected);
    assert_eq!(
        (&records[0]["status"], &records[0]["date"], &records[0]["date_source"]),
        (&"proposed".into(), &"2026-11-05".into(), &"front-matter".into())
    );
    let link = &records[1]["links"][0];
    assert_eq!(
        (&link["kind"], &link["target"], &link["path"]),
        (&"supersedes".into(), &"0009-none.md".into(), &Value::Null)
    );
    assert_eq!(records[2]["title"], "Broken");
    assert_eq!(records[3]["number"], 4);

    let some = sandbox.adr(&["list", "--status", "accepted"]).expect(0);
    assert!(some.stdout.contains("Write it down") && !some.stdout.contains("card payments"), "{}", some.stdout);
    let csv = sandbox.adr(&["list", "--format", "csv"]).expect(0);
    assert_eq!(csv.stdout.lines().count(), 5, "{}", csv.stdout);
}

#[test]
fn check_says_what_it_was_asked_to_mind() {
    let sandbox = log();
    let findings = json(&sandbox.adr(&["check", "--format", "json"]).expect(1));
    assert_eq!(findings["schema"], "adr-findings/1");
    let findings = findings["findings"].as_array().expect("a list");
    for path in ["decisions/0001-card-payments.md", "decisions/0002-write-it-down.md", "decisions/0003-broken.md"] {
        assert!(findings.iter().any(|finding| finding["path"] == path), "nothing on {path}");
    }
    for finding in findings {
        let is_placed =
            finding["line"].is_null() || finding["line"].as_u64() >= Some(1) && finding["column"].as_u64() >= Some(1);
        assert!(is_placed, "{finding}");
        let message = finding["message"].as_str().expect("a message");
        assert!(!message.ends_with('.') && !message.contains('\u{1b}'), "{message}");
    }

    let only_warnings = Sandbox::folder();
    only_warnings.write("decisions/0001-card-payments.md", SHORT);
    only_warnings.adr(&["check"]).expect(0);
    let run = only_warnings.adr(&["check", "--deny", "warning"]).expect(1);
    assert!(run.stdout.contains("--> decisions/0001-card-payments.md:5:1"), "{}", run.stdout);
    let run = only_warnings.adr(&["check", "--format", "github"]).expect(0);
    assert!(run.stdout.starts_with("::warning file=decisions/0001-card-payments.md,line=5,col=1,"), "{}", run.stdout);

    let clean = Sandbox::folder();
    clean.write("doc/adr/0001-a.md", NYGARD.replace("# 2.", "# 1.").replace("Supersedes [9](0009-none.md)", ""));
    let run = clean.adr(&["check", "--deny", "note"]).expect(0);
    assert_eq!(run.stdout, "nothing to mend in 1 record\n");
}

#[test]
fn publish_ends_well_with_findings_unless_they_are_denied() {
    let sandbox = log();
    let denied = sandbox.adr(&["publish", "--out", "site", "--deny", "error"]).expect(1);
    assert!(denied.stderr.contains("not published"), "{}", denied.stderr);
    assert!(!sandbox.path().join("site").exists(), "nothing was written");
    let run = sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let last = run.stderr.lines().last().unwrap_or_default().to_owned();
    assert!(last.contains(" pages, ") && last.contains(" findings, ") && last.ends_with("index.html"), "{last}");
    for page in ["brief/0001-card-payments.html", "log/0003-broken.html", "log/0004-bytes.html", "findings.html"] {
        assert!(sandbox.path().join("site").join(page).is_file(), "{page}");
    }
    let quiet = sandbox.adr(&["publish", "--out", "site", "--quiet"]).expect(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn show_and_agenda_print_for_people_and_for_programs() {
    let sandbox = log();
    let brief = sandbox.adr(&["show", "1"]).expect(0).stdout;
    assert!(brief.contains("(Proposed on\n5"), "{brief}");
    let plain = sandbox.adr(&["show", "decisions/0002-write-it-down.md"]).expect(0).stdout;
    assert!(plain.starts_with("Write it down\n") && plain.contains("Accepted"), "{plain}");
    let one = json(&sandbox.adr(&["show", "card-payments", "--format", "json"]).expect(0));
    assert_eq!((one["records"].as_array().map(Vec::len), &one["records"][0]["number"]), (Some(1), &1.into()));

    let agenda = sandbox.adr(&["agenda", "--on", "2026-12-01"]).expect(0).stdout;
    assert!(agenda.contains("card payments"), "{agenda}");
    let agenda = json(&sandbox.adr(&["agenda", "--format", "json", "--on", "2026-12-01"]).expect(0));
    assert_eq!(agenda["schema"], "adr-agenda/1");
    assert!(agenda["agenda"].is_object(), "{agenda}");
}

#[test]
fn wrong_arguments_end_with_two_and_say_what_to_type() {
    let sandbox = log();
    sandbox.write("more/0001-other.md", "# Other\n\nText.\n");
    sandbox.write("book.toml", "[output.board]\nrecords = [\"decisions\", \"more\"]\n");
    let unknown = sandbox.adr(&["show", "77"]).expect(2);
    assert!(unknown.stderr.contains("`77`") && unknown.stderr.contains("adr list"), "{}", unknown.stderr);
    let several = sandbox.adr(&["compare", "1"]).expect(2);
    for path in ["decisions/0001-card-payments.md", "more/0001-other.md"] {
        assert!(several.stderr.contains(path), "{}", several.stderr);
    }
    let slip = sandbox.adr(&["compare", "card-payments", "--weights", "cots=50"]).expect(2);
    assert!(slip.stderr.contains("did you mean `cost`?"), "{}", slip.stderr);
    let stranger = sandbox.adr(&["compare", "card-payments", "--weights", "weather=50"]).expect(2);
    assert!(stranger.stderr.contains("cost, risk, flexibility, dependency"), "{}", stranger.stderr);
    for args in [
        ["compare", "card-payments", "--draws", "0"],
        ["list", "--status", "agreed", "-q"],
        ["list", "--records", "../outside", "-q"],
        ["agenda", "--on", "2026-13-01", "-q"],
        ["publish", "--audience", "friends", "-q"],
        ["compare", "write-it-down", "--format", "json"],
    ] {
        sandbox.adr(&args).expect(2);
    }
}

#[test]
fn what_cannot_be_read_or_written_is_told_apart() {
    let sandbox = log();
    let empty = Sandbox::folder();
    let run = empty.adr(&["list"]).expect(3);
    assert!(run.stderr.contains("adr init"), "{}", run.stderr);
    empty.adr(&["-C", "not-there", "list"]).expect(3);
    let run = sandbox.adr(&["publish", "--out", "decisions"]).expect(4);
    assert!(run.stderr.contains("will not replace"), "{}", run.stderr);
    sandbox.write("file", "");
    sandbox.adr(&["publish", "--out", "file/site"]).expect(4);
    assert_eq!(sandbox.read("decisions/0001-card-payments.md"), SHORT);
    let mut git = Sandbox::repository();
    git.write("decisions/0001-a.md", "# A\n");
    git.commit("a");
    let run = git.adr(&["list", "--at", "v9"]).expect(2);
    assert!(run.stderr.contains("`v9`") && !run.stderr.contains("class="), "{}", run.stderr);
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let sandbox = log();
    let many: String = (0..4000).map(|n| format!("- [{n}](https://example.org/{n})\n")).collect();
    for number in 10..40 {
        sandbox.write(&format!("decisions/00{number}-x.md"), format!("# {}\n\n{many}", "Long title ".repeat(400)));
    }
    for args in [["list", "--format", "json"], ["list", "--format", "csv"]] {
        let mut command = sandbox.command(&args, &[]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("adr starts");
        let mut first = [0_u8; 1];
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut first).expect("something is printed");
        drop(stdout);
        let output = child.wait_with_output().expect("adr ends");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!stderr.contains("error") && !stderr.contains("panic"), "{stderr}");
        assert!(matches!(output.status.code(), Some(0)), "{args:?}: {:?}", output.status);
    }
}

#[test]
fn compare_takes_weights_draws_seed_and_every_format() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-card-payments.md", SHORT);
    let of = |args: &[&str]| {
        let all: Vec<&str> = ["compare", "1", "--format", "json"].iter().chain(args).copied().collect();
        json(&sandbox.adr(&all).expect(0))["decision"].clone()
    };
    let plain = of(&[]);
    assert_eq!((&plain["draws"], &plain["seed"]), (&10_000.into(), &1.into()));
    let weighed = of(&["--weights", "cost=50,risk=20", "--draws", "100000", "--seed", "3"]);
    assert_eq!((&weighed["draws"], &weighed["seed"]), (&100_000.into(), &3.into()));
    for (criterion, points) in weighed["criteria"].as_array().expect("criteria").iter().zip([50.0, 20.0, 20.0, 15.0]) {
        let weight = criterion["weight"].as_f64().expect("a weight");
        assert!((weight - points / 105.0).abs() < 1e-12, "{criterion}");
    }
    assert_ne!(plain["options"][0]["total"], weighed["options"][0]["total"]);

    let csv = sandbox.adr(&["compare", "1", "--format", "csv"]).expect(0).stdout;
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 4);
    let commas = rows[0].matches(',').count();
    assert!(rows.iter().all(|row| row.matches(',').count() == commas), "{csv}");
    let markdown = sandbox.adr(&["compare", "1", "--format", "md"]).expect(0).stdout;
    assert!(markdown.contains("\n| --- |") && markdown.contains("Buy"), "{markdown}");
    let narrow = sandbox.adr_with(&["compare", "1"], &[("COLUMNS", "80")]).expect(0).stdout;
    for line in narrow.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}

#[test]
fn the_deciding_picture_is_a_file_of_its_own() {
    let sandbox = log();
    let title = "# Which <script>alert(1)</script> & which payments?\n";
    sandbox.write(
        "decisions/0005-hostile.md",
        SHORT.replace("# How should we take card payments in the EU from 2027?\n", title),
    );
    let svg = sandbox.adr(&["compare", "1", "--format", "svg"]).expect(0).stdout;
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"), "{svg}");
    for word in ["How should we take card payments in the EU from 2027?", "A payments platform", "In-house service"] {
        assert!(svg.contains(word), "{word} is missing in {svg}");
    }
    let hostile = sandbox.adr(&["compare", "5", "--format", "svg"]).expect(0).stdout;
    assert!(!hostile.contains("<script") && hostile.contains("&amp; which payments?"), "{hostile}");
    let run = sandbox.adr(&["compare", "2", "--format", "svg"]).expect(2);
    assert!(run.stderr.contains("has no figures to compare"), "{}", run.stderr);
    let run = sandbox.adr(&["compare", "--all", "--format", "svg"]).expect(2);
    assert!(run.stderr.contains("table, json, csv or md"), "{}", run.stderr);
}
