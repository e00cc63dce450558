//! What a record states and nobody could read is told, with what to type instead.

use crate::sandbox::Sandbox;

/// Rule, line and help of what is found in a record of this text.
fn told(text: &str) -> Vec<String> {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# A\n\nStatus: accepted\n\nDate: 2026-01-01\n");
    sandbox.write("decisions/0002-b.md", text);
    let run = sandbox.adr(&["check", "--format", "json"]);
    let whole: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = whole["findings"].as_array().expect("findings");
    let of = |finding: &serde_json::Value| {
        format!(
            "{}:{} {} | {}",
            finding["rule"].as_str().unwrap_or_default(),
            finding["line"],
            finding["message"].as_str().unwrap_or_default(),
            finding["help"].as_str().unwrap_or_default()
        )
    };
    findings.iter().filter(|finding| finding["path"] == "decisions/0002-b.md").map(of).collect()
}

fn with(front_matter: &str) -> Vec<String> {
    told(&format!("---\nstatus: accepted\ndate: 2026-01-01\n{front_matter}\n---\n# B\n\nText.\n"))
}

#[test]
fn misspelled_links() {
    for (front_matter, finding) in [
        (
            "links: [{ suprsedes: 1 }]",
            "unknown-link:4 no link is called `suprsedes`; this one is not read | did you mean `supersedes`?",
        ),
        (
            "links:\n  - Amended_bi: 1",
            "unknown-link:5 no link is called `Amended_bi`; this one is not read | did you mean `amended-by`?",
        ),
        (
            "links: [{ target: 1, kind: suprsedes }]",
            "unknown-link:4 no link is called `suprsedes`; this one is not read | did you mean `supersedes`?",
        ),
        (
            "links: [{ blocks: 1 }]",
            "unknown-link:4 no link is called `blocks`; this one is not read | write one of supersedes, superseded-by, amends, amended-by, depends-on, enables, related",
        ),
        (
            "links: 1",
            "unknown-link:4 `1` is linked, and nothing says how; it is not read | did you mean `links: [{ related: 1 }]`?",
        ),
        (
            "links: [0001-a.md]",
            "unknown-link:4 `0001-a.md` is linked, and nothing says how; it is not read | did you mean `links: [{ related: 0001-a.md }]`?",
        ),
        (
            "suprsedes: 1",
            "unknown-key:4 `suprsedes` is none of our keys, and is kept as it is | did you mean `supersedes`?",
        ),
    ] {
        assert_eq!(with(front_matter), [finding], "{front_matter}");
    }
    for fine in [
        "links: [{ supersedes: 1 }]",
        "links: [{ title: Docs, url: \"https://a.example\" }]",
        "links: https://a.example",
        "links: []",
    ] {
        assert_eq!(with(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn numbers_titles_and_dates() {
    for (front_matter, finding) in [
        (
            "number: two",
            "bad-record-number:4 `two` is no number of a record | write its digits, `number: 12`, or leave it out: the file name gives it",
        ),
        (
            "number: 2.5",
            "bad-record-number:4 `2.5` is no number of a record | write its digits, `number: 12`, or leave it out: the file name gives it",
        ),
        (
            "title: [A, B]",
            "wrong-shape:4 a title is one text, and this is a list | write it in one line, in quotes where it has a comma or a colon",
        ),
    ] {
        assert_eq!(with(front_matter), [finding], "{front_matter}");
    }
    for fine in ["number: 2", "number: ADR-0002", "number: \"0002\""] {
        assert_eq!(with(fine), Vec::<String>::new(), "{fine}");
    }
    let dated = |date: &str| told(&format!("---\nstatus: accepted\ndate: {date}\n---\n# B\n\nText.\n"));
    for date in ["soon", "next spring", "yes"] {
        let finding = format!("unreadable-date:3 `{date}` is no date | write it as year-month-day: `2026-11-25`");
        assert!(dated(date).contains(&finding), "{date}: {:?}", dated(date));
    }
    for open in ["TBD", "\"{YYYY-MM-DD}\"", "YYYY-MM-DD", "n/a", ""] {
        assert!(!dated(open).iter().any(|finding| finding.starts_with("unreadable-date")), "{open}");
    }
}

#[test]
fn files_that_are_not_what_they_seem() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    assert!(told(pointer).iter().any(|finding| finding.starts_with("lfs-pointer:1 ")), "{:?}", told(pointer));
    let giant = format!("# B\n\nStatus: accepted\n\nDate: 2026-01-01\n\n{}", "words of a line\n".repeat(540_000));
    let found = told(&giant);
    assert_eq!(
        found,
        [
            "too-large:524292 this file is larger than 8 MiB; what stands behind line 524292 is not read | keep what was decided, \
          and put what a machine wrote into a file beside the record"
        ]
    );
}

#[test]
fn options_of_another_form_are_told_once() {
    let foreign = "options:\n  - name: A\n    pros: [x]\n    cost: high\n  - name: B\n    cons: [y]\n    cost: low";
    assert_eq!(
        with(foreign),
        [
            "foreign-options:5 these options are written in another form; none is read | begin each with `build:`, `buy:`, \
          `partner:` or `avoid:` and its title, if they are to be weighed"
        ]
    );
    // A slip in one of ours is told as one.
    assert!(
        with("options:\n  - biuld: A\n    cost: 12k").iter().all(|finding| !finding.starts_with("foreign-options"))
    );
}

#[test]
fn what_is_wrong_with_many_records_is_told_once() {
    let sandbox = Sandbox::folder();
    for number in 1..=300 {
        let text = format!(
            "---\nstatus: accepted\ndate: 2026-01-01\noptions:\n  - name: A\n    pros: [x]\n  - name: B\n---\n# Question {number}\n"
        );
        sandbox.write(&format!("decisions/{number:04}-q.md"), text);
    }
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = sandbox.read("site/findings.html");
    assert!(page.contains("300 things need mending"), "{page}");
    assert!(page.contains("<code>decisions/0001-q.md:5:5 and 299 other places</code>"), "{page}");
    assert!(!sandbox.path().join("site/findings-2.html").exists() && page.len() < 10_000, "{}", page.len());
    let shown = sandbox.adr(&["check"]).stdout;
    assert!(
        shown.contains("= note: the same in 299 other places: decisions/0002-q.md:5, decisions/0003-q.md:5, "),
        "{shown}"
    );
    assert!(shown.ends_with("300 warnings in 300 records\n") && shown.lines().count() < 40, "{shown}");
}

#[test]
fn what_a_template_left_behind_is_nobody() {
    let sandbox = Sandbox::folder();
    let front_matter = "decision-makers: [\"{list everyone involved}\", tbd, Ada]\nconsulted: N/A\ninformed: [unknown, \"<names>\"]\nowner: TBD\ntags: [n/a, mail]";
    sandbox.write(
        "decisions/0001-a.md",
        format!("---\nstatus: accepted\ndate: 2026-01-01\n{front_matter}\n---\n# A\n\nText.\n"),
    );
    sandbox.write(
        "decisions/0002-b.md",
        "# B\n\n- Status: accepted\n- Date: 2026-01-02\n- Deciders: {list everyone involved}\n\n## Context\n\nText.\n",
    );
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = sandbox.read("site/log/0001-a.html");
    let facts =
        &page[page.find("Where it comes from").expect("facts")..page.find("front matter, as typed").expect("its text")];
    assert!(facts.contains("<dd>Ada</dd>") && facts.contains("<dd>mail</dd>"), "{facts}");
    for nobody in ["everyone", "tbd", "N/A", "unknown", "names", "TBD", "n/a"] {
        assert!(!facts.contains(nobody), "{nobody}: {facts}");
    }
    let page = sandbox.read("site/log/0002-b.html");
    let facts = &page[page.find("Where it comes from").expect("facts")..];
    assert!(!facts.contains("Decides"), "{facts}");
}
