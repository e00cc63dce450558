//! A published site in a real browser: axe, width, console, requests, paper. Runs where
//! `ADR_BROWSER` is set; `ADR_CHROMIUM` names the browser.

use crate::sandbox::Sandbox;
use std::path::Path;
use std::process::Command;

/// Whether a browser is there, as the whole test command says; a narrow run goes without.
fn is_asked_for() -> bool {
    std::env::var_os("ADR_BROWSER").is_some()
}

#[test]
fn the_demo_is_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25"]).expect(0);
    open(&sandbox.path().join("demo/site"));
}

#[test]
fn our_own_log_is_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let sandbox = Sandbox::folder();
    let out = sandbox.path().join("out");
    let out_name = out.to_str().expect("a path in UTF-8");
    sandbox.adr(&["-C", env!("CARGO_MANIFEST_DIR"), "publish", "--on", "2026-11-25", "--out", out_name]).expect(0);
    open(&out);
}

#[test]
fn a_plain_log_is_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let sandbox = Sandbox::folder();
    let body = "## Context\n\nText with `code`, a [link](0002-b.md) and a table.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
                - [ ] open\n- [x] done\n\n```\nfn main() { println!(\"a line that is much wider than any telephone\"); }\n```\n\n\
                ![A plan](plan.png)\n\n#### A heading that skips a level\n\nMore[^1].\n\n[^1]: A note.\n";
    sandbox.write("docs/adr/0001-a.md", format!("# 1. A\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n{body}"));
    sandbox.write("docs/adr/0002-b.md", "# 2. B\n\nDate: 2025-01-02\n\n## Status\n\nSupersedes [A](0001-a.md)\n");
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    open(&sandbox.path().join("out"));
}

#[test]
fn logs_without_a_record_and_with_one_are_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    for records in [&[][..], &["# 1. Use plain text\n\nDate: 2026-05-06\n\n## Status\n\nAccepted\n"]] {
        let sandbox = Sandbox::folder();
        std::fs::create_dir(sandbox.path().join("decisions")).expect("a folder");
        for record in records {
            sandbox.write("decisions/0001-a.md", record);
        }
        sandbox.adr(&["publish", "--records", "decisions", "--out", "out"]).expect(0);
        open(&sandbox.path().join("out"));
    }
}

/// Lists are long, hubs have hundreds of neighbors, and the board's papers speak of a whole that is large.
#[test]
fn a_log_of_a_thousand_is_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    for number in 101..1_085 {
        let status = match number % 8 {
            0 => "Superseded by [101](0101-plain.md)",
            1 | 2 => "Proposed",
            3 => "Rejected",
            _ => "Accepted",
        };
        let record = format!(
            "# {number}. Where do we keep what the {number}th service writes?\n\nDate: {}-0{}-1{}\n\n## Status\n\n\
             {status}\n\n## Context\n\nSee [another](0{}-plain.md).\n",
            2015 + number % 11,
            1 + number % 9,
            number % 10,
            (number * 7) % 899 + 101,
        );
        sandbox.write(&format!("demo/decisions/{number:04}-plain.md"), record);
    }
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25"]).expect(0);
    open(&sandbox.path().join("demo/site"));
}

/// Sixty letters without a place to break, different ones for each use.
fn long(lead: &str) -> String {
    format!("{lead}{}", "abcdefghij".repeat(6)).chars().take(60).collect()
}

#[test]
fn a_log_of_long_words_is_sound_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let sandbox = Sandbox::folder();
    let sign_in = include_str!("../examples/sign-in.md").split_once("---\n").expect("front matter").1;
    let (front, body) = sign_in.split_once("\n---\n").expect("its end");
    let with = |status: &str, extra: &str| {
        let kept: Vec<&str> = front
            .lines()
            .filter(|line| !["status:", "area:", "owner:", "ask:", "why-now:"].iter().any(|key| line.starts_with(key)))
            .collect();
        format!(
            "---\nstatus: {status}\narea: {}\nowner: {}\nask: {}\nwhy-now: {}\n{extra}{}\n---\n",
            long("Area"),
            long("Owner"),
            long("Ask"),
            long("Why"),
            kept.join("\n")
        )
    };
    let parts = format!(
        "\n# {}\n\n## {}\n\n### <!-- nothing -->\n\n{} `{}`\n\n| {} | b |\n|---|---|\n| {} | c |\n\n- {}\n\n> {}\n",
        long("Title"),
        long("Heading"),
        long("Word"),
        long("code_"),
        long("Head"),
        long("Cell"),
        long("Item"),
        long("Quote")
    );
    sandbox.write(
        "decisions/0001-a.md",
        with("proposed", "")
            + &parts
            + body.split_once("\n# ").map_or("", |(_, rest)| rest.split_once('\n').map_or("", |(_, rest)| rest)),
    );
    let renamed = |text: String| text.replace("AuthCo", &long("Supplier")).replace("Keep", &long("Keep"));
    sandbox.write(
        "decisions/0002-b.md",
        renamed(with("accepted", "review-by: 2026-01-01\nresponse: { what: Something }\n") + &parts),
    );
    sandbox.write("decisions/0003-c.md", with("proposed", "decide-by: 2026-12-01\n") + &parts);
    sandbox.write("decisions/0004-d.md", format!("# 4. {}\n\nStatus: {}\n", long("Plain"), long("Status")));
    sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "out"]).expect(0);
    let page = sandbox.read("out/log/0001-a.html");
    assert!(!page.contains("></h3>") && !page.contains("> </h3>"), "an empty heading: {page}");
    open(&sandbox.path().join("out"));
}

fn open(site: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/site.mjs");
    let chromium = std::env::var_os("ADR_CHROMIUM").unwrap_or_else(|| "chromium".into());
    let output =
        Command::new("node").arg(script).arg(site).env("ADR_CHROMIUM", chromium).output().expect("node can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
