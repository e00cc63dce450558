//! `adr new`: number, form, people and path.

use crate::sandbox::Sandbox;
use std::process::Stdio;

fn log() -> Sandbox {
    let sandbox = Sandbox::repository();
    sandbox.write(".gitconfig", "[user]\n\tname = Ada Byron\n\temail = ada@example.org\n");
    sandbox.write("book.toml", "[output.board]\nrecords = \"decisions\"\n");
    sandbox
}

#[test]
fn the_first_record_is_the_short_form_with_day_and_person() {
    let sandbox = log();
    let run = sandbox.adr(&["new", "--on", "2026-11-05", "How should we", "take card payments?"]).expect(0);
    assert_eq!(run.stdout, "decisions/0001-how-should-we-take-card-payments.md\n");
    let text = sandbox.read("decisions/0001-how-should-we-take-card-payments.md");
    assert!(text.contains("date: 2026-11-05\ndecision-makers: [Ada Byron]\n"), "{text}");
    assert!(text.contains("# How should we take card payments?\n") && text.contains("\n  - buy: "), "{text}");
    assert!(sandbox.adr(&["list"]).expect(0).stdout.contains("draft"));
}

#[test]
fn a_nygard_log_stays_one() {
    let sandbox = Sandbox::folder();
    sandbox.write("doc/adr/0009-a.md", "# 9. A\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nA.\n");
    let run = sandbox.adr(&["new", "Use B", "--on", "2026-11-05", "--format", "json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        (&json["schema"], &json["number"], &json["path"]),
        (&"adr-new/1".into(), &10.into(), &"doc/adr/0010-use-b.md".into())
    );
    let text = sandbox.read("doc/adr/0010-use-b.md");
    assert!(text.starts_with("# 10. Use B\n\nDate: 2026-11-05\n\n## Status\n\nAccepted\n"), "{text}");
}

#[test]
fn numbers_are_taken_once_by_many_at_once() {
    let sandbox = log();
    sandbox.adr(&["new", "First"]).expect(0);
    let start = |n: usize| {
        let title = format!("Question {n}");
        let mut command = sandbox.command(&["new", &title], &[]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("adr starts")
    };
    let runs: Vec<_> = (0..8).map(start).collect();
    for run in runs {
        let output = run.wait_with_output().expect("adr ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let entries = std::fs::read_dir(sandbox.path().join("decisions")).expect("the folder");
    let mut numbers: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy()[..4].to_owned()).collect();
    numbers.sort();
    assert_eq!(numbers, ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"]);
}

#[test]
fn titles_are_only_text() {
    let sandbox = log();
    let run = sandbox.adr(&["new", "../../{{day}} <script>\n---\nstatus: accepted", "--template", "madr"]).expect(0);
    let path = run.stdout.trim_end();
    assert_eq!(path, "decisions/0001-day-script-status-accepted.md");
    assert!(sandbox.read(path).contains("# ../../{{day}} \\<script> --- status: accepted\n"));
    sandbox.adr(&["new", "???"]).expect(2);
    sandbox.adr(&["new", "--at", "HEAD", "X"]).expect(2);
}

#[test]
fn a_folder_is_named_where_there_are_several() {
    let sandbox = Sandbox::folder();
    sandbox.write("web/0001-a.md", "# A\n");
    sandbox.write("till/0001-b.md", "# B\n");
    sandbox.write("book.toml", "[output.board]\nrecords = [\"web\", \"till\"]\n");
    let run = sandbox.adr(&["new", "C"]).expect(2);
    assert!(run.stderr.contains("--records till"), "{}", run.stderr);
    let there = sandbox.path().join("web");
    let run = sandbox.adr(&["-C", there.to_str().expect("a plain path"), "new", "C"]).expect(0);
    assert_eq!(run.stdout, "0002-c.md\n");
}

#[test]
fn titles_come_back_as_typed() {
    for template in ["sourcing", "madr", "nygard"] {
        let sandbox = log();
        let titles = [
            "Should we ban <script> tags?",
            "Use Vec<u8>",
            "*args",
            "*args and *more*",
            "1.0",
            "{{ x }}",
            "Trailing #",
            "{#id}",
            "3. Third",
            "A &amp; B",
            "Use `adr` and snake_case_names",
            "ADR-7: [a link](b.md)",
            "# 12 ways",
            "2026-11-05: the day",
            "Title",
            "\\n and {{day}}",
            "12 monkeys",
        ];
        for title in titles {
            sandbox.adr(&["new", "--template", template, "--", title]).expect(0);
        }
        let list: serde_json::Value =
            serde_json::from_str(&sandbox.adr(&["list", "--format", "json"]).expect(0).stdout).expect("JSON");
        let listed: Vec<&str> =
            list["records"].as_array().expect("records").iter().filter_map(|record| record["title"].as_str()).collect();
        assert_eq!(listed, titles, "{template}");
        let numbers: Vec<u64> = list["records"]
            .as_array()
            .expect("records")
            .iter()
            .filter_map(|record| record["number"].as_u64())
            .collect();
        assert_eq!(numbers, (1..=titles.len() as u64).collect::<Vec<_>>(), "{template}");
    }
}

#[test]
fn a_title_of_the_front_matter_is_plain_text() {
    let sandbox = log();
    let titles = ["Use Vec<u8> *now*", "A &amp; B", "3. Third", "snake_case_ and `code`"];
    for (number, title) in titles.iter().enumerate() {
        sandbox.write(
            &format!("decisions/000{}-x.md", number + 1),
            format!("---\ntitle: \"{title}\"\nstatus: accepted\n---\n\n## Context\n\nA.\n"),
        );
    }
    let list: serde_json::Value =
        serde_json::from_str(&sandbox.adr(&["list", "--format", "json"]).expect(0).stdout).expect("JSON");
    for (record, title) in list["records"].as_array().expect("records").iter().zip(titles) {
        assert_eq!(record["title"], if title == "3. Third" { "Third" } else { title });
    }
}

/// A record of which nobody has filled in a figure decides nothing, and says so wherever it is shown.
#[test]
fn an_untouched_template_reads_like_no_estimate() {
    let sandbox = log();
    sandbox.adr(&["new", "--on", "2026-11-05", "Should we buy drones?"]).expect(0);
    let path = "decisions/0001-should-we-buy-drones.md";
    let draft = sandbox.adr(&["check", "--on", "2026-11-05"]).expect(0);
    assert!(draft.stdout.contains("note[template-figures]: these are the template's figures"), "{}", draft.stdout);
    sandbox.write(path, sandbox.read(path).replace("status: draft", "status: proposed"));
    let mut said = sandbox.adr(&["check", "--on", "2026-11-05"]).expect(1).stdout;
    assert!(said.contains("error[template-figures]"), "{said}");
    let compared = sandbox.adr(&["compare", "1", "--on", "2026-11-05"]).expect(0).stdout;
    assert!(compared.contains("These are the template’s figures"), "{compared}");
    said += &compared;
    said += &sandbox.adr(&["compare", "--all", "--on", "2026-11-05"]).expect(0).stdout;
    said += &sandbox.adr(&["show", "1", "--on", "2026-11-05"]).expect(0).stdout;
    sandbox.adr(&["publish", "--on", "2026-11-05", "--out", "out"]).expect(0);
    for page in ["index", "brief/0001-should-we-buy-drones", "compare/0001-should-we-buy-drones"] {
        let page = sandbox.read(&format!("out/{page}.html"));
        assert!(page.contains("drones"), "{page}");
        if !page.contains("Board view, ") {
            assert!(page.contains("These are the template’s figures"), "{page}");
        }
        let body = page.split("<main").nth(1).unwrap_or(&page).to_owned();
        said += &body;
    }
    let money = |word: &str| {
        let digits = word.trim_end_matches(['k', 'm']);
        digits.len() < word.len() && digits.parse::<f64>().is_ok()
    };
    let figures: Vec<&str> =
        said.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| money(word)).collect();
    assert!(figures.is_empty() && !said.contains('%'), "{figures:?} in\n{said}");
    // One that is filled in counts, and the others are still told.
    sandbox.write(path, sandbox.read(path).replacen("risk: ???", "risk: 30", 1));
    let left = sandbox.adr(&["check", "--on", "2026-11-05"]).expect(1).stdout;
    assert!(left.contains("18 figures are still"), "{left}");
}

#[test]
fn a_new_record_takes_the_place_of_an_old_one_and_both_say_so() {
    let old = "# 1. A\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n\nA.\n";
    let sandbox = Sandbox::folder();
    sandbox.write("doc/adr/0001-a.md", old);
    sandbox.write("doc/adr/0002-b.md", old.replace("1. A", "2. B"));
    let run = sandbox.adr(&["new", "-s", "1", "-l", "b.md:Amends:Amended by", "Use C"]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0003-use-c.md\n");
    let new = sandbox.read("doc/adr/0003-use-c.md");
    assert!(
        new.contains(
            "\n## Status\n\nAccepted\n\nSupercedes [1. A](0001-a.md)\n\nAmends [2. B](0002-b.md)\n\n## Context"
        ),
        "{new}"
    );
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), old.replace("Accepted", "Superceded by [3. Use C](0003-use-c.md)"));
    let amended =
        old.replace("1. A", "2. B").replace("Accepted\n", "Accepted\n\nAmended by [3. Use C](0003-use-c.md)\n");
    assert_eq!(sandbox.read("doc/adr/0002-b.md"), amended);
    sandbox.adr(&["new", "-s", "9", "Use D"]).expect(2);
    sandbox.adr(&["new", "-l", "1", "Use D"]).expect(2);
    assert!(!sandbox.path().join("doc/adr/0004-use-d.md").exists());
}

#[test]
fn what_is_only_proposed_takes_nobodys_place() {
    let sandbox = log();
    sandbox.adr(&["new", "First", "--on", "2026-11-05"]).expect(0);
    sandbox.adr(&["status", "1", "accepted"]).expect(0);
    sandbox.adr(&["new", "-s", "1", "Second"]).expect(0);
    let (first, second) = (sandbox.read("decisions/0001-first.md"), sandbox.read("decisions/0002-second.md"));
    assert!(first.contains("status: accepted\n") && first.contains("links:\n  - superseded-by: 2\n"), "{first}");
    assert!(second.contains("links:\n  - supersedes: 1\n"), "{second}");
    sandbox.adr(&["status", "2", "accepted"]).expect(0);
    assert!(sandbox.read("decisions/0001-first.md").contains("status: superseded\n"));
}
