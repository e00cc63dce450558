//! What earlier texts of records tell: what changed after acceptance, who estimated what, how fast we decide.

use crate::sandbox::Sandbox;

fn record(status: &str, cost: &str, context: &str) -> String {
    format!(
        "---\nstatus: {status}\ndate: 2026-01-05\narea: data\nowner: CTO\noptions:\n  - buy: A scale\n    cost: {{ once: \
         {cost}, yearly: 2k to 3k }}\n    ready: 2 to 4\n  - avoid: Count by hand\n    cost: {{ once: 0, yearly: 5k to 9k \
         }}\n    ready: 0\n---\n# How do we weigh milk?\n\n## Context\n\n{context}\n"
    )
}

const FILE: &str = "decisions/0001-milk.md";

/// Proposed by Ada, estimated anew by Bo, accepted by Cy, and changed by Di.
fn changed_log() -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write(FILE, record("proposed", "10k to 20k", "By hand."));
    sandbox.commit_as("Ada", "5 January");
    sandbox.write(FILE, record("proposed", "12k to 20k", "By hand."));
    sandbox.commit_as("Bo", "6 January");
    sandbox.write(FILE, record("accepted", "12k to 20k", "By hand."));
    sandbox.commit_as("Cy", "7 January");
    sandbox.write(FILE, record("accepted", "15k to 40k", "By hand."));
    sandbox.commit_as("Di", "8 January");
    sandbox
}

/// What `check` says of the rule.
fn said(sandbox: &Sandbox) -> String {
    let run = sandbox.adr(&["check", "--format", "json", "--on", "2026-02-01"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let ours = found["findings"].as_array().expect("findings").iter();
    let ours = ours.filter(|finding| finding["rule"] == "changed-after-acceptance");
    let line = |finding: &serde_json::Value| {
        let part = |key: &str| finding[key].as_str().unwrap_or_default().replace('\u{a0}', " ");
        let line = finding["line"].as_u64().or_else(|| finding["span"]["line"].as_u64());
        format!("{}: {}; {}", line.unwrap_or_default(), part("message"), part("help"))
    };
    ours.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_changed_after_acceptance_is_told_with_when_and_by_whom() {
    let mut sandbox = changed_log();
    let found = said(&sandbox);
    assert!(
        found.contains("`options.buy.cost` was changed after acceptance on 8 January 2026 by Di (commit "),
        "{found}"
    );
    assert!(found.contains("it was accepted on 7 January 2026 by Cy (commit ") && found.starts_with("8: "), "{found}");
    // What may change is not told, nor where the file lies, nor how it is laid out.
    std::fs::rename(sandbox.path().join(FILE), sandbox.path().join("decisions/0007-scale.md")).expect("renamed");
    let moved = record("superseded", "15k to 40k", "By hand.").replace("owner: CTO", "owner: 'COO' # new");
    sandbox.write("decisions/0007-scale.md", moved.replace("---\n# How", "review-by: 2027-01-05\n---\n# How"));
    sandbox.commit_as("Ed", "9 January");
    assert_eq!(said(&sandbox).lines().count(), 1, "{}", said(&sandbox));
    // What is not committed is told as well, apart.
    sandbox.write("decisions/0007-scale.md", moved.replace("By hand.", "By hand, and late."));
    let found = said(&sandbox);
    assert!(found.contains("`Context` was changed after acceptance, and that is not committed"), "{found}");
    assert_eq!(found.lines().count(), 2, "{found}");
    // And nothing of what was taken back.
    sandbox.write("decisions/0007-scale.md", record("superseded", "12k to 20k", "By hand."));
    assert_eq!(said(&sandbox), "");
}

#[test]
fn what_may_change_is_for_the_book_to_say() {
    let sandbox = changed_log();
    for (setting, is_told) in [
        ("may-change = [\"status\"]", true),
        ("may-change = [\"status\", \"options.buy.cost\"]", false),
        ("may-change = [\"options\"]", false),
        ("may-change = [\"options.buy.cost.once\"]", false),
        ("lint = { changed-after-acceptance = \"off\" }", false),
    ] {
        sandbox.write("book.toml", format!("[output.board]\n{setting}\n"));
        assert_eq!(!said(&sandbox).is_empty(), is_told, "{setting}: {}", said(&sandbox));
    }
    let config = sandbox.adr(&["config"]).expect(0).stdout;
    assert!(config.contains("may-change"), "{config}");
    let page = sandbox.adr(&["explain", "changed-after-acceptance"]).expect(0).stdout;
    assert!(page.contains("may-change"), "{page}");
}

#[test]
fn without_history_nothing_is_told_but_that() {
    let sandbox = changed_log();
    let copy = Sandbox::folder();
    copy.write(FILE, sandbox.read(FILE));
    assert_eq!(said(&copy), "");
    let source = format!("file://{}", sandbox.path().display());
    let clone = std::process::Command::new("git")
        .args(["clone", "--quiet", "--depth", "1", &source, "copy"])
        .current_dir(copy.path())
        .status();
    assert!(clone.expect("git runs").success());
    let run = copy.adr(&["-C", "copy", "check"]).expect(0).stdout;
    assert!(run.contains("whether an accepted record changed since is not known here"), "{run}");
    assert!(run.contains("git fetch --unshallow"), "{run}");
}

#[test]
fn each_estimate_says_who_stated_it_and_when() {
    let sandbox = changed_log();
    let plain = |text: String| text.replace('\u{a0}', " ");
    let told = plain(sandbox.adr(&["compare", "1", "--explain", "estimates"]).expect(0).stdout);
    let row = |words: &str| told.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {told}"));
    assert!(row("15k to 40k").contains("Di, 8 January 2026, commit "), "{told}");
    assert!(row("2k to 3k").contains("Ada, 5 January 2026, commit "), "{told}");
    sandbox.adr(&["publish", "--quiet", "--out", "site"]).expect(0);
    let page = plain(sandbox.read("site/compare/0001-milk.html"));
    assert!(page.contains("Who estimated what, and when?") && page.contains("8 January 2026"), "{page}");
    assert!(page.contains("Ada stated "), "{page}");
    // Outside git there is nobody to name.
    let copy = Sandbox::folder();
    copy.write(FILE, sandbox.read(FILE));
    let told = copy.adr(&["compare", "1", "--explain"]).expect(0).stdout;
    assert!(!told.contains("Who estimated"), "{told}");
}

#[test]
fn how_fast_we_decide_is_told_from_commits_where_records_do_not_say() {
    let mut sandbox = changed_log();
    let plain = |text: String| text.replace('\u{a0}', " ");
    let told = plain(sandbox.adr(&["compare", "--all"]).expect(0).stdout).replace('\n', " ");
    // Proposed on 5 January by its commit; it says itself that it was accepted on the same day.
    assert!(told.contains("The one decision with both dates took 0 days from proposed to decided."), "{told}");
    let other = record("accepted", "15k to 40k", "By hand.").replace("date: 2026-01-05\n", "");
    sandbox.write("decisions/0002-hay.md", other.replace("status: accepted", "status: proposed"));
    sandbox.commit("9 January");
    sandbox.write("decisions/0002-hay.md", &other);
    sandbox.write(
        FILE,
        sandbox.read(FILE).replace("accepted", "superseded").replace("owner", "links: [{ superseded-by: 2 }]\nowner"),
    );
    sandbox.commit("10 January");
    sandbox.adr(&["publish", "--quiet", "--out", "site"]).expect(0);
    let page = plain(sandbox.read("site/history.html"));
    assert!(page.contains("How fast do we decide?") && page.contains("Data and infrastructure"), "{page}");
    assert!(page.contains("1 of 2") && page.contains("1 day"), "{page}");
}
