//! `adr status`, `adr link` and `adr renumber`: the lines that they mean, and every other byte.

use crate::sandbox::Sandbox;
use std::fs;

const NYGARD: &str =
    "# 1. A\r\n\r\nDate: 2026-01-05\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nA.  \r\n";
const MADR: &str = "---\nstatus: proposed # soon\ndate: '2026-01-05'\ndecision-makers: [Ada]\n---\n\n# Use B\n\n## Considered Options\n\n* B\n\n## Decision Outcome\n\nB";
const BULLETS: &str = "# Use C\n\n* Status: accepted\n* Deciders: Ada\n* Date: 2026-01-05\n\n## Considered Options\n\n* C\n\n## Decision Outcome\n\nC.\n";

fn sandbox(records: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::folder();
    for (name, text) in records {
        sandbox.write(&format!("doc/adr/{name}"), text);
    }
    sandbox
}

/// What the only record says after a status.
fn with_status(text: &str, arguments: &[&str]) -> String {
    let sandbox = sandbox(&[("0001-a.md", text)]);
    let mut whole = vec!["status", "1"];
    whole.extend(arguments);
    whole.extend(["--on", "2026-11-30"]);
    sandbox.adr(&whole).expect(0);
    sandbox.read("doc/adr/0001-a.md")
}

#[test]
fn a_status_changes_in_every_form() {
    assert_eq!(with_status(NYGARD, &["deprecated"]), NYGARD.replace("Accepted", "Deprecated"));
    let moved = MADR.replace("proposed", "accepted").replace("2026-01-05", "2026-11-30");
    assert_eq!(with_status(MADR, &["accepted"]), moved);
    let moved = BULLETS.replace("accepted", "rejected").replace("2026-01-05", "2026-11-30");
    assert_eq!(with_status(BULLETS, &["rejected"]), moved);
    let marked = format!("\u{feff}{NYGARD}");
    assert_eq!(with_status(&marked, &["proposed"]), marked.replace("Accepted", "Proposed"));
}

#[test]
fn the_status_that_it_has_changes_nothing() {
    let sandbox = sandbox(&[("0001-a.md", NYGARD)]);
    let run = sandbox.adr(&["status", "1", "accepted"]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0001-a.md: accepted already\n");
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), NYGARD);
}

#[test]
fn a_status_is_put_where_the_form_has_it() {
    let nygard = "# 1. A\n\nDate: 2026-01-05\n\n## Context\n\nA.\n\n## Decision\n\nB.\n";
    assert_eq!(
        with_status(nygard, &["accepted"]),
        "# 1. A\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n"
    );
    let bullets = "# A\n\n* Deciders: Ada\n\n## Considered Options\n\n* C\n";
    assert_eq!(with_status(bullets, &["accepted"]), bullets.replace("* Dec", "* Status: accepted\n* Dec"));
    let empty = "---\nstatus:   # draft, proposed\ndate: 2026-01-05\n---\n# A\n";
    assert_eq!(with_status(empty, &["draft"]), "---\nstatus: draft   # draft, proposed\ndate: 2026-11-30\n---\n# A\n");
    assert_eq!(with_status("# A\n\nB.", &["accepted"]), "---\nstatus: accepted\n---\n# A\n\nB.");
    assert_eq!(
        with_status("+++\ntitle = \"A\"\n+++\n# A\n", &["accepted"]),
        "+++\nstatus = \"accepted\"\ntitle = \"A\"\n+++\n# A\n"
    );
}

#[test]
fn the_former_status_goes_into_the_history() {
    let text = "---\nstatus: proposed\ndate: 2026-01-05\nhistory:\n  - { on: 2026-01-01, status: draft }\n---\n# A\n";
    assert_eq!(
        with_status(text, &["accepted"]),
        "---\nstatus: accepted\ndate: 2026-11-30\nhistory:\n  - { on: 2026-01-01, status: draft }\n  - { on: 2026-01-05, status: proposed }\n---\n# A\n"
    );
}

#[test]
fn both_places_that_say_it_say_the_new_one() {
    let text = "---\nstatus: Accepted\n---\n# 1. A\n\n## Status\n\nAccepted\n\n## Context\n";
    assert_eq!(with_status(text, &["deprecated"]), text.replace("Accepted", "Deprecated"));
}

#[test]
fn a_tick_moves() {
    let text = "# A\n\n## Status\n\n- [ ] Draft\n- [x] Proposed\n- [ ] Accepted\n\n## Context\n";
    let moved = "# A\n\n## Status\n\n- [ ] Draft\n- [ ] Proposed\n- [x] Accepted\n\n## Context\n";
    assert_eq!(with_status(text, &["accepted"]), moved);
}

#[test]
fn a_hostile_status_goes_nowhere() {
    let sandbox = sandbox(&[("0001-a.md", NYGARD)]);
    for status in ["accepted\n# X", "\"}", "../x", "accepted: yes", "<b>accepted</b>", "\u{1b}[31m", "acepted", ""] {
        let run = sandbox.adr(&["status", "1", status]).expect(2);
        assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    }
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), NYGARD);
    let run = sandbox.adr(&["status", "1", "acepted"]).expect(2);
    assert!(run.stderr.contains("did you mean `accepted`?"), "{}", run.stderr);
    sandbox.adr(&["status", "1", "approved"]).expect(0);
}

#[test]
fn a_notice_is_a_refusal_with_its_place() {
    let text = "# A\n\n> This decision was superseded by [B](0002-b.md).\n\nWords.\n";
    let sandbox = sandbox(&[("0001-a.md", text)]);
    let run = sandbox.adr(&["status", "1", "accepted"]).expect(4);
    assert!(run.stderr.contains("doc/adr/0001-a.md:3: ") && run.stderr.contains("by hand"), "{}", run.stderr);
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), text);
}

#[test]
fn what_is_chosen_is_kept_with_its_forecast() {
    let text = "---\nstatus: proposed\ndate: 2026-01-05\ncurrency: EUR\nrecommend: buy\noptions:\n  - buy: B\n    cost: { once: 100k, yearly: 10k to 20k }\n    risk: 30\n  - avoid: C\n    cost: { yearly: 50k }\n    risk: 60\n---\n# Which?\n";
    let sandbox = sandbox(&[("0001-a.md", text)]);
    let run = sandbox.adr(&["status", "1", "accepted", "--option", "sell"]).expect(2);
    assert!(run.stderr.contains("`sell`"), "{}", run.stderr);
    sandbox.adr(&["status", "1", "accepted", "--option", "buy", "--on", "2026-11-30"]).expect(0);
    let changed = sandbox.read("doc/adr/0001-a.md");
    let lines: Vec<&str> = changed.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
    assert_eq!(lines[..2], ["status: accepted", "date: 2026-11-30"], "{changed}");
    assert_eq!(lines[2..5], ["decision:", "  option: buy", "  on: 2026-11-30"], "{changed}");
    assert!(lines[5].starts_with("  forecast: { inputs: \"") && lines[5].contains("cash: { p5: "), "{changed}");
    assert_eq!(lines.len(), 6, "{changed}");
    let run = sandbox.adr(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("no-choice") && !run.stdout.contains("wrong-shape"), "{}", run.stdout);
    let again = sandbox.adr(&["status", "1", "accepted"]).expect(0);
    assert!(again.stdout.contains("already"), "{}", again.stdout);
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), changed);
}

#[test]
fn both_sides_of_a_link_are_written_and_again_changes_nothing() {
    let second = NYGARD.replace("1. A", "2. B");
    let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", &second)]);
    sandbox.adr(&["link", "2", "supersedes", "1"]).expect(0);
    let (one, two) = (sandbox.read("doc/adr/0001-a.md"), sandbox.read("doc/adr/0002-b.md"));
    assert_eq!(one, NYGARD.replace("Accepted", "Superseded by [2. B](0002-b.md)"));
    assert_eq!(two, second.replace("Accepted\r\n", "Accepted\r\n\r\nSupersedes [1. A](0001-a.md)\r\n"));
    sandbox.adr(&["link", "2", "supersedes", "1"]).expect(0);
    assert_eq!((one, two.clone()), (sandbox.read("doc/adr/0001-a.md"), sandbox.read("doc/adr/0002-b.md")));
    // As after a kill between the two.
    sandbox.write("doc/adr/0001-a.md", NYGARD);
    sandbox.adr(&["link", "1", "superseded-by", "2"]).expect(0);
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), NYGARD.replace("Accepted", "Superseded by [2. B](0002-b.md)"));
    assert_eq!(sandbox.read("doc/adr/0002-b.md"), two);
    assert_eq!(sandbox.adr(&["check", "--deny", "warning"]).code, 0);
}

#[test]
fn links_of_every_kind_are_read_back_in_every_form() {
    let forms = [
        NYGARD.to_owned(),
        MADR.to_owned(),
        BULLETS.to_owned(),
        "---\nstatus: accepted\nlinks: []\n---\n# A\n".to_owned(),
        "---\nstatus: accepted\nlinks:\n- target: 3\n  kind: related\n---\n# A\n".to_owned(),
        "# A\n\n- **Status:** Accepted\n- **Date:** 2026-01-05\n\nWords.\n".to_owned(),
        "# A\n\n| Status | Accepted |\n|---|---|\n| Owner | Ada |\n\nWords.\n".to_owned(),
        "# A\n\nWords without a status.\n".to_owned(),
    ];
    for form in &forms {
        for kind in ["supersedes", "superseded-by", "amends", "amended-by", "depends-on", "enables", "related"] {
            let sandbox = sandbox(&[("0001-a.md", form), ("0002-b.md", MADR), ("0003-c.md", BULLETS)]);
            sandbox.adr(&["link", "1", kind, "2"]).expect(0);
            let listed = sandbox.adr(&["list", "--format", "json"]).expect(0).stdout;
            let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
            let links = listed["records"][0]["links"].as_array().expect("links");
            assert!(
                links.iter().any(|link| link["kind"] == kind && link.to_string().contains("0002-b.md")),
                "{kind} in {form}: {links:?}\n{}",
                sandbox.read("doc/adr/0001-a.md")
            );
        }
    }
}

#[test]
fn what_is_accepted_takes_the_place_of_what_it_supersedes() {
    let new = "---\nstatus: proposed\nlinks:\n  - supersedes: 1\n---\n# B\n";
    let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", new)]);
    sandbox.adr(&["status", "2", "accepted"]).expect(0);
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), NYGARD.replace("Accepted", "Superseded by [2. B](0002-b.md)"));
    assert_eq!(sandbox.adr(&["check", "--deny", "warning"]).code, 0);
}

#[test]
fn a_number_changes_wherever_it_stands() {
    let second = "---\nid: ADR-0002\nstatus: accepted\nlinks:\n  - amends: 1\n---\n# ADR-0002: B\n\nSee [ADR-0001: A](0001-a.md).\n";
    let index = "# Records\n\n* [1. A](0001-a.md)\n* [2. B](0002-b.md)\n";
    let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", second), ("README.md", index)]);
    let plan = sandbox.adr(&["renumber", "1", "7", "--dry-run"]).expect(0).stdout;
    assert!(plan.contains("  - amends: 7") && plan.ends_with("doc/adr/0001-a.md → doc/adr/0007-a.md\n"), "{plan}");
    assert_eq!(sandbox.read("doc/adr/0002-b.md"), second);
    sandbox.adr(&["renumber", "1", "7"]).expect(0);
    assert_eq!(sandbox.read("doc/adr/0007-a.md"), NYGARD.replace("# 1. A", "# 7. A"));
    assert!(!sandbox.path().join("doc/adr/0001-a.md").exists());
    let expected =
        second.replace("amends: 1", "amends: 7").replace("ADR-0001: A](0001-a.md)", "ADR-0007: A](0007-a.md)");
    assert_eq!(sandbox.read("doc/adr/0002-b.md"), expected);
    assert_eq!(sandbox.read("doc/adr/README.md"), index.replace("1. A](0001", "7. A](0007"));
    sandbox.adr(&["renumber", "2", "7"]).expect(2);
    sandbox.adr(&["renumber", "2", "3"]).expect(0);
    assert!(sandbox.read("doc/adr/0003-b.md").starts_with("---\nid: ADR-0003\n"));
}

#[cfg(unix)]
#[test]
fn modes_stay_links_are_not_followed_and_nothing_is_left_behind() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = sandbox(&[("0001-a.md", NYGARD)]);
    let file = sandbox.path().join("doc/adr/0001-a.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
    sandbox.adr(&["status", "1", "rejected"]).expect(0);
    assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o640);
    let names: Vec<_> = fs::read_dir(sandbox.path().join("doc/adr")).expect("the folder").collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let outside = tempfile::tempdir().expect("a folder");
    let target = outside.path().join("0002-b.md");
    fs::write(&target, NYGARD).expect("a file");
    symlink(&target, sandbox.path().join("doc/adr/0002-b.md")).expect("a link");
    let run = sandbox.adr(&["status", "doc/adr/0002-b.md", "rejected"]);
    assert_ne!(run.code, 0, "{}", run.stdout);
    assert_eq!(fs::read_to_string(&target).expect("the file"), NYGARD);
}

#[test]
fn encodings_stay() {
    let latin = b"# Caf\xE9\n\n## Status\n\nAccepted\n\n## Context\n";
    let sandbox = Sandbox::folder();
    sandbox.write("doc/adr/0001-a.md", latin);
    sandbox.adr(&["status", "1", "rejected"]).expect(0);
    let written = fs::read(sandbox.path().join("doc/adr/0001-a.md")).expect("the file");
    assert_eq!(written, b"# Caf\xE9\n\n## Status\n\nRejected\n\n## Context\n");
}

#[test]
fn fifty_at_once_get_fifty_numbers() {
    let sandbox = sandbox(&[("0001-a.md", NYGARD)]);
    let start = |n: usize| sandbox.command(&["new", &format!("Question {n}")], &[]).spawn().expect("adr starts");
    let runs: Vec<_> = (0..50).map(start).collect();
    for mut run in runs {
        assert!(run.wait().expect("adr ends").success());
    }
    let names = fs::read_dir(sandbox.path().join("doc/adr")).expect("the folder");
    let mut numbers: Vec<u32> =
        names.map(|name| name.expect("a name").file_name().to_string_lossy()[..4].parse().expect("a number")).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=51).collect::<Vec<u32>>());
}

#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() {
    let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", &NYGARD.replace("1. A", "2. B"))]);
    let (old, new) = (NYGARD.to_owned(), NYGARD.replace("Accepted", "Rejected"));
    for nth in 0..60_u64 {
        let status = if nth % 2 == 0 { "rejected" } else { "accepted" };
        let mut run = sandbox.command(&["-q", "status", "1", status], &[]).spawn().expect("adr starts");
        // A different moment each time.
        for _ in 0..nth * 150 {
            let _ = run.try_wait();
        }
        // It may have ended already.
        let _ = run.kill();
        run.wait().expect("it ends");
        let text = sandbox.read("doc/adr/0001-a.md");
        assert!(text == old || text == new, "{text}");
    }
    // Whatever a killed run left, the next one is not kept from its work and takes it away.
    sandbox.adr(&["status", "1", "deprecated"]).expect(0);
    let mut names: Vec<_> = fs::read_dir(sandbox.path().join("doc/adr"))
        .expect("the folder")
        .map(|name| name.expect("a name").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["0001-a.md", "0002-b.md"]);
}

/// A link is two files: a kill may fall between them. Each is the old one or the new one, `check` names the half link, and the
/// same command again completes it.
#[test]
fn a_killed_link_is_named_and_completed_by_the_same_command() {
    let second = NYGARD.replace("1. A", "2. B");
    let (one, two) = (
        NYGARD.replace("Accepted", "Superseded by [2. B](0002-b.md)"),
        second.replace("Accepted\r\n", "Accepted\r\n\r\nSupersedes [1. A](0001-a.md)\r\n"),
    );
    let link = ["-q", "link", "2", "supersedes", "1"];
    for nth in 0..40_u64 {
        let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", &second)]);
        let mut run = sandbox.command(&link, &[]).spawn().expect("adr starts");
        // A different moment each time.
        for _ in 0..nth * 200 {
            let _ = run.try_wait();
        }
        // It may have ended already.
        let _ = run.kill();
        run.wait().expect("it ends");
        let (first, other) = (sandbox.read("doc/adr/0001-a.md"), sandbox.read("doc/adr/0002-b.md"));
        assert!(first == NYGARD || first == one, "{first}");
        assert!(other == second || other == two, "{other}");
        sandbox.adr(&link).expect(0);
        assert_eq!((sandbox.read("doc/adr/0001-a.md"), sandbox.read("doc/adr/0002-b.md")), (one.clone(), two.clone()));
        let left = fs::read_dir(sandbox.path().join("doc/adr")).expect("the folder").count();
        assert_eq!(left, 2, "no lock and no half file stays");
    }
    // Made by hand, because no moment is sure to hit the half that a kill can leave: the first record is written first.
    let sandbox = sandbox(&[("0001-a.md", NYGARD), ("0002-b.md", &two)]);
    let told = sandbox.adr(&["check", "--deny", "warning"]).expect(1);
    assert!(told.stdout.contains("status-not-superseded") && told.stdout.contains("0001-a.md"), "{}", told.stdout);
    sandbox.adr(&link).expect(0);
    assert_eq!((sandbox.read("doc/adr/0001-a.md"), sandbox.read("doc/adr/0002-b.md")), (one, two));
    sandbox.adr(&["check", "--deny", "warning"]).expect(0);
}
