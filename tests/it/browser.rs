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

fn open(site: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/site.mjs");
    let chromium = std::env::var_os("ADR_CHROMIUM").unwrap_or_else(|| "chromium".into());
    let output =
        Command::new("node").arg(script).arg(site).env("ADR_CHROMIUM", chromium).output().expect("node can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
