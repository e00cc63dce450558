//! A repository of 400 markdown files that holds a log of twelve records: they are found, and
//! nothing else is, wherever the log lies.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::fmt::Write as _;

/// Path and text of the n-th paper of a kind.
type Paper = fn(usize) -> (String, String);

/// Kinds of papers that are no records.
const PAPERS: [(&str, Paper); 13] = [
    ("tasks", |n| (format!("tasks/HEN-{n:03}-mend-the-fence.md"), task(n))),
    ("flat tasks", |n| (format!("planning/work/EGG-{n:03}-count-them.md"), task(n))),
    ("minutes", |n| {
        let text = "# Minutes\n\nDate: 2026-03-0{}\n\n## Agenda\n\n- Hay\n\n## Decisions\n\n- We buy hay.\n\n## Action items\n\n- Call.\n";
        (format!("docs/minutes/2026-03-{n:02}-monday.md"), text.to_owned())
    }),
    ("post-mortems", |n| {
        let text = "# The gate stood open\n\nStatus: resolved\nDate: 2026-02-02\n\n## Summary\n\nAll out.\n\n## Impact\n\n## Root cause\n\n## Lessons\n";
        (format!("docs/operations/{n:04}-gate.md"), text.to_owned())
    }),
    ("skills", |n| (format!(".helper/skills/adr/{n:02}-write.md"), record("How to write one"))),
    ("prompts", |n| {
        let text = "# You are a farmer\n\n## Context\n\nHens.\n\n## Task\n\nCount.\n\n## Constraints\n\nQuietly.\n";
        (format!("prompts/{n:02}-count.md"), text.to_owned())
    }),
    ("sessions", |n| {
        let text = "# Session\n\n**Status:** complete\n**Date:** 2026-01-01\n\n## Summary\n\nDone.\n\n## Decisions\n\nKept it.\n\n## Next steps\n";
        (format!("notes/sessions/2026-01-{n:02}-session.md"), text.to_owned())
    }),
    ("posts", |n| {
        let text = "---\ntitle: Why we left the old barn\ndate: 2026-04-04\nstatus: published\n---\n## Background\n\nLong ago.\n\n## Why\n";
        (format!("site/posts/2026-04-{n:02}-barn.md"), text.to_owned())
    }),
    ("chapters", |n| {
        let text = "# Chapter\n\n## Summary\n\nEarly.\n\n## Background\n\nDew.\n\n## Options\n\nNone.\n";
        (format!("manual/src/{n:02}-morning.md"), text.to_owned())
    }),
    ("shouted", |n| {
        let text = "# Plan\n\nStatus: in progress\n\n## Context\n\n## Implementation\n\n## Risks\n";
        (format!("docs/PHASE{n}_PLAN.md"), text.to_owned())
    }),
    ("fixes", |n| (format!("docs/P{n}_FIXES.md"), task(n))),
    ("fixtures", |n| (format!("integration-tests/data/docs/adr/{n:04}-made-up.md"), record("Made up"))),
    ("pages", |n| {
        (format!("docs/guide/{n:02}-feeding.md"), "# Feeding\n\n## Requirements\n\n## Usage\n\n## Summary\n".to_owned())
    }),
];

fn task(n: usize) -> String {
    format!(
        "# Mend part {n}\n\n- Status: open\n- Date: 2026-05-05\n\n## Context\n\nRain.\n\n## Implementation\n\nWire.\n\n## Acceptance criteria\n"
    )
}

fn record(title: &str) -> String {
    format!("# {title}\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nRain.\n\n## Decision\n\nA roof.\n")
}

#[test]
fn twelve_records_are_found_among_four_hundred_papers() {
    for log in ["docs/adr", "architecture/decision-records", "farm/design/rfcs"] {
        let sandbox = Sandbox::folder();
        let mut written = 0;
        for idx in 1..=12 {
            sandbox.write(&format!("{log}/{idx:04}-a-roof.md"), record("A roof"));
            written += 1;
        }
        for idx in 0..388 {
            let (_, paper) = PAPERS[idx % PAPERS.len()];
            let (path, text) = paper(idx / PAPERS.len() + 1);
            sandbox.write(&path, text);
            written += 1;
        }
        assert_eq!(written, 400);
        assert_eq!(strangers(&sandbox, log), "", "{log}");
        assert_eq!(listed(&sandbox).len(), 12, "{log}");
    }
}

/// Without any log, papers of other kinds do not make one.
#[test]
fn papers_alone_are_no_log() {
    for (kind, paper) in PAPERS {
        let sandbox = Sandbox::folder();
        for n in 1..=8 {
            let (path, text) = paper(n);
            sandbox.write(&path, text);
        }
        let run = sandbox.adr(&["list"]);
        assert_eq!(run.code, 3, "{kind}: {run:?}");
    }
}

fn listed(sandbox: &Sandbox) -> Vec<String> {
    let run = sandbox.adr(&["list", "--format", "json"]).expect(0);
    let whole: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let records = whole["records"].as_array().expect("records");
    records.iter().map(|record| record["path"].as_str().expect("a path").to_owned()).collect()
}

fn strangers(sandbox: &Sandbox, log: &str) -> String {
    let mut strangers = String::new();
    for path in listed(sandbox).iter().filter(|path| !path.starts_with(log)) {
        let _ = writeln!(strangers, "{path}");
    }
    strangers
}
