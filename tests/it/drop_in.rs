//! A day of somebody who came from adr-tools: what its manual and its tests promise, case by case.

use crate::sandbox::Sandbox;

const DAY: (&str, &str) = ("ADR_DATE", "2026-11-05");
const NYGARD: (&str, &str) = ("ADR_FORMAT", "nygard");

fn started() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.adr_with(&["init"], &[NYGARD, DAY]).expect(0);
    sandbox
}

#[test]
fn a_folder_is_made_and_its_first_record_is_told() {
    let sandbox = Sandbox::folder();
    let run = sandbox.adr_with(&["init"], &[NYGARD, DAY]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0001-record-architecture-decisions.md\n");
    let text = sandbox.read("doc/adr/0001-record-architecture-decisions.md");
    assert!(
        text.starts_with("# 1. Record architecture decisions\n\nDate: 2026-11-05\n\n## Status\n\nAccepted\n"),
        "{text}"
    );
    assert!(!sandbox.path().join("book.toml").exists() && !sandbox.path().join(".adr-dir").exists());
}

#[test]
fn another_folder_is_remembered_and_found_from_below() {
    let sandbox = Sandbox::folder();
    sandbox.adr_with(&["init", "notes/choices"], &[NYGARD]).expect(0);
    assert_eq!(sandbox.read(".adr-dir"), "notes/choices\n");
    assert_eq!(sandbox.adr(&["new", "Use", "a", "queue"]).expect(0).stdout, "notes/choices/0002-use-a-queue.md\n");
    std::fs::create_dir_all(sandbox.path().join("src/deep")).expect("folders");
    let below = sandbox.path().join("notes");
    let run = sandbox.adr(&["-C", below.to_str().expect("a plain path"), "new", "Use B"]).expect(0);
    assert_eq!(run.stdout, "choices/0003-use-b.md\n");
}

#[test]
fn new_makes_the_folder_and_takes_all_words_for_the_title() {
    let sandbox = Sandbox::folder();
    let run = sandbox.adr_with(&["new", "The", "First", "Decision"], &[NYGARD, DAY]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0001-the-first-decision.md\n");
    let text = sandbox.read("doc/adr/0001-the-first-decision.md");
    assert!(
        text.starts_with("# 1. The First Decision\n\nDate: 2026-11-05\n\n## Status\n\nAccepted\n\n## Context\n"),
        "{text}"
    );
    let run = sandbox.adr(&["new", "Say | & \\1 once"]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0002-say-1-once.md\n");
    assert!(sandbox.read("doc/adr/0002-say-1-once.md").starts_with("# 2. Say | & "));
    assert_eq!(sandbox.adr(&["new"]).expect(1).stdout, "ERROR: no title given\n");
}

#[test]
fn a_template_of_the_folder_or_of_the_environment_is_filled() {
    let sandbox = started();
    sandbox.write("doc/adr/templates/template.md", "NUMBER: TITLE\n=====\n\nOn DATE it is STATUS.\n");
    sandbox.adr_with(&["new", "Mind the DATE"], &[DAY]).expect(0);
    assert_eq!(
        sandbox.read("doc/adr/0002-mind-the-date.md"),
        "2: Mind the DATE\n=====\n\nOn 2026-11-05 it is Accepted.\n"
    );
    sandbox.write("mine.md", "# NUMBER. TITLE\n\n## Status\n\nSTATUS\n");
    sandbox.adr_with(&["new", "Mine"], &[("ADR_TEMPLATE", "mine.md")]).expect(0);
    assert_eq!(sandbox.read("doc/adr/0003-mine.md"), "# 3. Mine\n\n## Status\n\nAccepted\n");
}

#[test]
fn several_are_superseded_and_linked_at_birth() {
    let sandbox = started();
    for title in ["An idea", "A better idea"] {
        sandbox.adr(&["new", title]).expect(0);
    }
    sandbox.adr(&["new", "-s", "2", "-s", "3", "-l", "1:Clarifies:Clarified by", "The best idea"]).expect(0);
    let best = sandbox.read("doc/adr/0004-the-best-idea.md");
    assert!(
        best.contains("\nAccepted\n\nSupercedes [2. An idea](0002-an-idea.md)\n\nSupercedes [3. A better idea](0003-a-better-idea.md)\n\nClarifies [1. Record architecture decisions](0001-record-architecture-decisions.md)\n"),
        "{best}"
    );
    let said = "\n## Status\n\nSuperceded by [4. The best idea](0004-the-best-idea.md)\n\n## Context\n";
    assert!(sandbox.read("doc/adr/0002-an-idea.md").contains(said));
    assert!(sandbox.read("doc/adr/0003-a-better-idea.md").contains(said));
    let first = sandbox.read("doc/adr/0001-record-architecture-decisions.md");
    assert!(first.contains("Accepted\n\nClarified by [4. The best idea](0004-the-best-idea.md)\n"), "{first}");
}

#[test]
fn records_are_listed_as_paths_for_a_program() {
    let sandbox = started();
    sandbox.adr(&["new", "Second"]).expect(0);
    let run = sandbox.adr(&["list"]).expect(0);
    assert_eq!(run.stdout, "doc/adr/0001-record-architecture-decisions.md\ndoc/adr/0002-second.md\n");
    assert!(sandbox.adr(&["list", "--format", "table"]).expect(0).stdout.contains("accepted"));
}

#[test]
fn contents_have_an_intro_an_outro_and_a_prefix() {
    let sandbox = started();
    sandbox.adr(&["new", "Second"]).expect(0);
    sandbox.write("intro.md", "Before.\n\nMore.\n");
    sandbox.write("outro.md", "Behind.\n");
    let run = sandbox.adr(&["generate", "toc"]).expect(0);
    assert_eq!(
        run.stdout,
        "# Architecture Decision Records\n\n* [1. Record architecture decisions](0001-record-architecture-decisions.md)\n* [2. Second](0002-second.md)\n"
    );
    let run = sandbox.adr(&["generate", "toc", "-i", "intro.md", "-o", "outro.md", "-p", "adr/"]).expect(0);
    assert_eq!(
        run.stdout,
        "# Architecture Decision Records\n\nBefore.\n\nMore.\n\n* [1. Record architecture decisions](adr/0001-record-architecture-decisions.md)\n* [2. Second](adr/0002-second.md)\n\nBehind.\n"
    );
    sandbox.adr(&["generate", "toc", "-i", "none.md"]).expect(3);
}

#[test]
fn a_graph_has_an_arrow_for_each_link() {
    let sandbox = started();
    sandbox.adr(&["new", "An \"idea\""]).expect(0);
    sandbox.adr(&["new", "-s", "2", "A better one"]).expect(0);
    let run = sandbox.adr(&["generate", "graph", "-p", "adr/", "-e", ".md"]).expect(0);
    assert_eq!(
        run.stdout,
        "digraph {\n  node [shape=plaintext];\n  subgraph {\n    _1 [label=\"1. Record architecture decisions\"; URL=\"adr/0001-record-architecture-decisions.md\"];\n    _2 [label=\"2. An \\\"idea\\\"\"; URL=\"adr/0002-an-idea.md\"];\n    _1 -> _2 [style=\"dotted\", weight=1];\n    _3 [label=\"3. A better one\"; URL=\"adr/0003-a-better-one.md\"];\n    _2 -> _3 [style=\"dotted\", weight=1];\n  }\n  _3 -> _2 [label=\"Supercedes\", weight=0]\n}\n"
    );
}

#[test]
fn old_dates_are_upgraded_once() {
    let sandbox = Sandbox::folder();
    let old =
        "# 1. A\r\n\r\nDate: 31/01/2016\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\n## Decision\r\n";
    sandbox.write("doc/adr/0001-a.md", old);
    assert_eq!(sandbox.adr(&["upgrade-repository", "-v"]).expect(0).stderr.lines().last(), Some("doc/adr/0001-a.md"));
    assert_eq!(sandbox.read("doc/adr/0001-a.md"), old.replace("31/01/2016", "2016-01-31"));
    assert_eq!(sandbox.adr(&["upgrade-repository"]).expect(0).stdout, "");
}

#[test]
fn records_are_linked_in_that_tools_words() {
    let sandbox = started();
    sandbox.adr(&["new", "Second"]).expect(0);
    sandbox.adr(&["link", "2", "Amends", "1", "Amended by"]).expect(0);
    assert!(
        sandbox.read("doc/adr/0002-second.md").contains("\nAccepted\n\nAmends [1. Record architecture decisions](")
    );
    let first = sandbox.read("doc/adr/0001-record-architecture-decisions.md");
    assert!(first.contains("\nAccepted\n\nAmended by [2. Second](0002-second.md)\n"), "{first}");
}
