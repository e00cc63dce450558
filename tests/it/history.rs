//! When records were written: out of git, marked as such, and not claimed where git does not know.

use crate::sandbox::Sandbox;
use adr::repo::{self, Request};
use adr::source::History;
use std::path::Path;
use std::process::Command;

/// Enough text of its own that a move with a small change is seen as one.
fn text(title: &str) -> String {
    format!(
        "# {title}\n\n## Context and Problem Statement\n\nThe {title} of our dairy is counted by hand every evening.\n\n\
         ## Considered Options\n\n* A scale under the {title}\n* A camera above the {title}\n\n## Decision Outcome\n\n\
         A scale, since nobody wants to be filmed near the {title}.\n"
    )
}

fn history(dir: &Path) -> History {
    let reading = repo::read(&Request { dir: dir.to_owned(), ..Request::default() }).expect("it reads");
    let paths = reading.snapshot.files.iter().map(|file| file.path.clone()).collect();
    repo::history(&reading.tip.expect("a commit"), paths).expect("a history")
}

/// First day, last day and how many commits.
fn ends(history: &History, path: &str) -> (String, String, usize) {
    let file = &history.files[path];
    let day = |change: &Option<adr::source::Change>| {
        change.as_ref().map_or_else(|| "not known".to_owned(), |change| change.date.to_string())
    };
    (day(&file.first), day(&file.last), file.commit_count)
}

fn git(dir: &Path, arguments: &[&str]) {
    let status = Command::new("git").arg("-C").arg(dir).args(arguments).status().expect("git runs");
    assert!(status.success(), "git {}", arguments.join(" "));
}

fn moved(sandbox: &Sandbox, from: &str, to: &str) {
    let text = sandbox.read(from);
    std::fs::remove_file(sandbox.path().join(from)).expect("it was there");
    sandbox.write(to, text);
}

#[test]
fn the_day_of_a_move_is_not_the_day_of_writing() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("wiki/milk.md", text("milk"));
    sandbox.write("docs/decisions/0001-churn.md", text("churn"));
    sandbox.write("docs/decisions/0002-whey.md", text("whey"));
    sandbox.commit("5 January");
    moved(&sandbox, "docs/decisions/0001-churn.md", "docs/adr/0001-churn.md");
    moved(&sandbox, "docs/decisions/0002-whey.md", "docs/adr/0002-whey.md");
    sandbox.commit("6 January: the folder is moved");
    moved(&sandbox, "wiki/milk.md", "docs/adr/0003-milk.md");
    sandbox.write("docs/adr/0003-milk.md", sandbox.read("docs/adr/0003-milk.md").replace("every evening", "at night"));
    sandbox.commit("7 January: another is moved and changed");
    moved(&sandbox, "docs/adr/0002-whey.md", "docs/adr/0004-whey-and-curd.md");
    sandbox.commit("8 January: another number and name");
    let history = history(sandbox.path());
    let days = |first: &str, last: &str, count| (first.to_owned(), last.to_owned(), count);
    assert_eq!(ends(&history, "docs/adr/0001-churn.md"), days("2026-01-05", "2026-01-05", 1), "no letter was changed");
    assert_eq!(ends(&history, "docs/adr/0003-milk.md"), days("2026-01-05", "2026-01-07", 2));
    assert_eq!(ends(&history, "docs/adr/0004-whey-and-curd.md"), days("2026-01-05", "2026-01-05", 1), "moved twice");
}

#[test]
fn what_takes_a_place_is_no_move() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("docs/adr/0001-milk.md", text("milk"));
    sandbox.write(
        "docs/adr/0002-hay.md",
        "# Hay\n\n## Status\n\nAccepted\n\n## Context\n\nThe barn is full of last year's.\n",
    );
    sandbox.commit("5 January");
    std::fs::remove_file(sandbox.path().join("docs/adr/0002-hay.md")).expect("it was there");
    let other =
        "# Rain\n\n## Status\n\nAccepted\n\n## Context\n\nTwo tanks overflow in March and none is left by June.\n";
    sandbox.write("docs/adr/0003-rain.md", other);
    sandbox.write("docs/adr/0004-copy.md", text("milk"));
    sandbox.commit("6 January: one goes, one comes, one is copied");
    let history = history(sandbox.path());
    assert_eq!(ends(&history, "docs/adr/0003-rain.md").0, "2026-01-06");
    assert_eq!(ends(&history, "docs/adr/0004-copy.md").0, "2026-01-06", "what it was copied from is still there");
}

#[test]
fn a_commit_graph_says_what_the_commits_say_and_a_damaged_one_nothing() {
    let mut sandbox = Sandbox::repository();
    for at in 0..6 {
        sandbox.write(&format!("docs/adr/000{at}-milk.md"), text(&format!("milk {at}")));
        sandbox.write("docs/adr/0000-milk.md", text(&format!("milk on day {at}")));
        sandbox.commit("a day");
    }
    let plain = history(sandbox.path());
    assert_eq!(ends(&plain, "docs/adr/0000-milk.md"), ("2026-01-05".to_owned(), "2026-01-10".to_owned(), 6));
    git(sandbox.path(), &["commit-graph", "write", "--reachable"]);
    let graph = sandbox.path().join(".git/objects/info/commit-graph");
    assert!(graph.is_file());
    assert_eq!(history(sandbox.path()).files, plain.files);
    // A later commit is not in it.
    sandbox.write("docs/adr/0009-late.md", text("late"));
    sandbox.commit("11 January");
    assert_eq!(ends(&history(sandbox.path()), "docs/adr/0009-late.md").0, "2026-01-11");
    let mut bytes = std::fs::read(&graph).expect("a graph");
    let at = bytes.len() - 200;
    bytes[at..].iter_mut().for_each(|byte| *byte ^= 0x55);
    std::fs::remove_file(&graph).expect("git writes it read-only");
    std::fs::write(&graph, bytes).expect("written");
    let damaged = history(sandbox.path());
    assert_eq!(damaged.files["docs/adr/0000-milk.md"], plain.files["docs/adr/0000-milk.md"]);
}

fn shallow_clone(sandbox: &Sandbox) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", sandbox.path().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", &source, "copy"]);
    folder
}

#[test]
fn a_shallow_clone_claims_no_day_and_says_why() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("docs/adr/0001-milk.md", text("milk"));
    sandbox.write("docs/adr/0002-hay.md", text("hay"));
    sandbox.commit("5 January");
    sandbox
        .write("docs/adr/0003-dated.md", format!("---\nstatus: accepted\ndate: 2025-11-12\n---\n\n{}", text("dated")));
    sandbox.commit("6 January");
    let copy = shallow_clone(&sandbox);
    let copy = copy.path().join("copy");
    let at = copy.to_str().expect("a plain path");
    sandbox.adr(&["-C", at, "publish", "--quiet"]).expect(0);
    let page = |name: &str| std::fs::read_to_string(copy.join("site").join(name)).expect("a page");
    let list = page("index.html");
    assert!(list.contains("git fetch --unshallow") && !list.contains("first written"), "{list}");
    assert!(list.contains("12\u{a0}Nov<") && list.contains(">2025: one"), "a stated day stays");
    let mut pages = 0;
    for file in std::fs::read_dir(copy.join("site/log")).expect("a folder of records").flatten() {
        if file.file_name() == "index.html" {
            continue;
        }
        let name = format!("log/{}", file.file_name().to_string_lossy());
        let text = page(&name);
        pages += 1;
        assert!(text.contains("not known") && text.contains("git fetch --unshallow"), "{name}");
        assert!(!text.contains("January\u{a0}2026, Ada"), "{name}");
    }
    assert_eq!(pages, 3);
    let check = sandbox.adr(&["-C", at, "check"]);
    let said = format!("{}{}", check.stdout, check.stderr);
    assert!(said.contains("history-cut") && said.contains("git fetch --unshallow"), "{said}");
    assert!(said.contains("2 records state no date"), "{said}");
    let show = sandbox.adr(&["-C", at, "show", "1"]).expect(0).stdout;
    assert!(show.contains("First written: not known"), "{show}");
    // Where every record states its day there is nothing to say.
    sandbox.write("docs/adr/0001-milk.md", format!("---\ndate: 2025-11-10\n---\n\n{}", text("milk")));
    sandbox.write("docs/adr/0002-hay.md", format!("---\ndate: 2025-11-11\n---\n\n{}", text("hay")));
    sandbox.commit("7 January");
    let dated = shallow_clone(&sandbox);
    let check = sandbox.adr(&["-C", dated.path().join("copy").to_str().expect("a plain path"), "check"]);
    assert!(!format!("{}{}", check.stdout, check.stderr).contains("history-cut"));
}

#[test]
fn days_out_of_git_stand_apart_from_stated_ones() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("docs/adr/0001-milk.md", text("milk"));
    sandbox.write("docs/adr/0002-hay.md", format!("---\ndate: 2024-02-03\n---\n\n{}", text("hay")));
    sandbox.commit("5 January");
    sandbox.adr(&["publish", "--quiet"]).expect(0);
    let list = sandbox.read("site/index.html");
    let row =
        |title: &str| list.lines().find(|line| line.contains(&format!(">{title}</a>"))).expect("a row").to_owned();
    let hay = row("hay");
    assert!(hay.contains("datetime=\"2024-02-03\">3\u{a0}Feb<"), "{hay}");
    let milk = row("milk");
    assert!(milk.contains("datetime=\"2026-01-05\"") && list.contains(">First written</th>"), "{milk}");
    let years: Vec<_> =
        list.match_indices("<h2>").map(|(at, _)| list[at + 4..].split('<').next().unwrap_or("")).collect();
    assert_eq!(years, ["2024: one", "No date is written down: one"], "git's days make no year");
    let json = sandbox.adr(&["list", "--format", "json"]).expect(0).stdout;
    assert!(json.contains("\"date\": null") && !json.contains("2026-01-05"), "{json}");
}

#[test]
fn what_states_its_day_needs_no_history() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("src/code.rs", "// nothing\n");
    let first = sandbox.commit("5 January");
    sandbox.write("docs/adr/0001-milk.md", format!("---\nstatus: accepted\ndate: 2025-11-12\n---\n\n{}", text("milk")));
    sandbox.write("docs/adr/0002-hay.md", text("hay"));
    sandbox.commit("6 January");
    // Whoever walks to the beginning stumbles over what is not there.
    std::fs::remove_file(sandbox.path().join(format!(".git/objects/{}/{}", &first[..2], &first[2..]))).expect("loose");
    for command in [&["show", "1"][..], &["list"], &["agenda"]] {
        let run = sandbox.adr(command);
        assert!(run.code <= 1 && !run.stderr.contains("history"), "{command:?}: {}", run.stderr);
    }
    // What accepted records said before, nobody can tell; everything else is checked all the same.
    let run = sandbox.adr(&["check"]);
    assert!(
        run.code <= 1 && run.stderr.contains("what accepted records said before is not looked at"),
        "{}",
        run.stderr
    );
    sandbox.write("book.toml", "[output.board]\nlint = { changed-after-acceptance = \"off\" }\n");
    assert_eq!(sandbox.adr(&["check"]).stderr, "");
    std::fs::remove_file(sandbox.path().join("book.toml")).expect("it was there");
    let run = sandbox.adr(&["show", "2"]);
    assert!(run.code > 1 && run.stderr.contains("history"), "it has no other day: {}", run.stderr);
}

#[test]
fn what_was_replaced_shows_when_it_was_written_and_when_replaced() {
    let nygard = |number: usize, title: &str, date: &str, status: &str| {
        format!(
            "# {number}. {title}\n\n{date}## Status\n\n{status}\n\n## Context\n\nThe {title} is full.\n\n## Decision\n\nWe act.\n"
        )
    };
    let mut sandbox = Sandbox::repository();
    let by = |number: usize, name: &str| format!("Superseded by [{number}. New](000{number}-{name}.md)");
    sandbox.write("doc/adr/0001-silo.md", nygard(1, "Silo", "Date: 2012-03-01\n\n", &by(3, "barn")));
    sandbox.write("doc/adr/0002-shed.md", nygard(2, "Shed", "Date: 2012-04-01\n\n", &by(4, "hall")));
    sandbox.write("doc/adr/0003-barn.md", nygard(3, "Barn", "Date: 2015-05-04\n\n", "Accepted"));
    sandbox.write("doc/adr/0004-hall.md", nygard(4, "Hall", "", "Accepted"));
    sandbox.write("doc/adr/0005-mill.md", nygard(5, "Mill", "Date: 2013-06-07\n\n", "Deprecated"));
    sandbox.write("doc/adr/0006-pond.md", nygard(6, "Pond", "Date: 2013-06-08\n\n", &by(7, "lake")));
    sandbox.write("doc/adr/0007-lake.md", nygard(7, "Lake", "Date: 2016-06-08\n\n", "Proposed"));
    sandbox.commit("5 January");
    sandbox.adr(&["publish", "--quiet"]).expect(0);
    let list = sandbox.read("site/index.html");
    let row =
        |title: &str| list.lines().find(|line| line.contains(&format!(">{title}</a>"))).expect("a row").to_owned();
    let silo = row("Silo");
    assert!(silo.contains("written <time") && silo.contains("1\u{a0}Mar<"), "{silo}");
    assert!(silo.contains("on 4\u{a0}May\u{a0}2015"), "{silo}");
    assert!(row("Shed").contains("by what was first written on 5\u{a0}Jan\u{a0}2026"), "{}", row("Shed"));
    assert!(row("Mill").contains("written <time") && !row("Mill").contains(" on "), "{}", row("Mill"));
    assert!(!row("Barn").contains("written"), "{}", row("Barn"));
    assert!(!row("Pond").contains("2016"), "a proposal replaces nothing: {}", row("Pond"));
    let page = sandbox.read("site/log/0001-silo.html");
    assert!(page.contains("<dt>Written</dt>") && page.contains("<dt>Replaced</dt>"), "{page}");
    let table = sandbox.adr(&["list", "--format", "table"]).expect(0).stdout;
    assert!(table.contains("2012-03-01, written") && !table.contains("2015-05-04, written"), "{table}");
}
