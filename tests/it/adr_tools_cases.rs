//! The suite of adr-tools, case by case: a test for each of its 22, named after it, with what its manual promises, in
//! words of ours. One does not hold: `autocomplete` lists that tool's own commands, and ours are more.

use crate::sandbox::{Run, Sandbox};
use std::fs;

/// As that suite sets it; `ADR_FORMAT` is what tells ours that a log of that tool begins.
const ENVIRONMENT: [(&str, &str); 2] = [("ADR_FORMAT", "nygard"), ("ADR_DATE", "1992-01-12")];

/// Runs a command that ends well and says nothing beside its result, as that tool does.
#[track_caller]
fn adr(sandbox: &Sandbox, args: &[&str]) -> String {
    let Run { stdout, stderr, .. } = sandbox.adr_with(args, &ENVIRONMENT).expect(0);
    assert_eq!(stderr, "", "{args:?}");
    stdout
}

/// A log with records of these titles, numbered from 1.
fn log(titles: &[&str]) -> Sandbox {
    let sandbox = Sandbox::folder();
    for title in titles {
        let words: Vec<&str> = ["new"].into_iter().chain(title.split(' ')).collect();
        adr(&sandbox, &words);
    }
    sandbox
}

fn names(sandbox: &Sandbox, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(sandbox.path().join(folder)).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn head(sandbox: &Sandbox, path: &str, count: usize) -> String {
    sandbox.read(path).lines().take(count).map(|line| format!("{line}\n")).collect()
}

/// A record of that form down to its status.
fn started(number: u64, title: &str, status: &str) -> String {
    format!("# {number}. {title}\n\nDate: 1992-01-12\n\n## Status\n\n{status}\n\n## Context\n")
}

/// The headings of a record.
fn headings(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with('#')).collect()
}

/// `alternative-adr-directory`
#[test]
fn a_folder_of_another_name() {
    let sandbox = Sandbox::folder();
    assert_eq!(adr(&sandbox, &["init", "choices"]), "choices/0001-record-architecture-decisions.md\n");
    assert_eq!(adr(&sandbox, &["new", "Use", "queues"]), "choices/0002-use-queues.md\n");
    assert_eq!(names(&sandbox, "."), [".adr-dir", "choices"]);
    assert_eq!(names(&sandbox, "choices"), ["0001-record-architecture-decisions.md", "0002-use-queues.md"]);
    assert_eq!(adr(&sandbox, &["list"]), "choices/0001-record-architecture-decisions.md\nchoices/0002-use-queues.md\n");
}

/// `autocomplete`: the one that does not hold, since we have more commands. All of that tool's are there.
#[test]
fn every_command_of_that_tool_is_offered() {
    let sandbox = Sandbox::folder();
    let help = adr(&sandbox, &["help"]);
    for command in ["config", "generate", "help", "init", "link", "list", "new", "upgrade-repository"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))), "{command}: {help}");
    }
    let variables = [("ADR_COMPLETE", "bash"), ("_CLAP_COMPLETE_INDEX", "2"), ("_CLAP_IFS", "\n")];
    let offered = sandbox.adr_with(&["--", "adr", "generate", "to"], &variables).expect(0).stdout;
    assert_eq!(offered.trim(), "toc");
}

/// `avoid-octal-numbers`
#[test]
fn the_number_behind_0007_is_8_and_so_on() {
    let titles: Vec<String> = (1..=10).map(|number| format!("Choice {number}")).collect();
    let sandbox = log(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    let expected: Vec<String> = (1..=10).map(|number| format!("{number:04}-choice-{number}.md")).collect();
    assert_eq!(names(&sandbox, "doc/adr"), expected);
    assert_eq!(head(&sandbox, "doc/adr/0009-choice-9.md", 9), started(9, "Choice 9", "Accepted"));
}

/// `create-first-record`
#[test]
fn the_first_record_needs_no_init() {
    let sandbox = Sandbox::folder();
    assert_eq!(adr(&sandbox, &["new", "Our", "First", "Choice"]), "doc/adr/0001-our-first-choice.md\n");
    let text = sandbox.read("doc/adr/0001-our-first-choice.md");
    assert!(text.starts_with(&started(1, "Our First Choice", "Accepted")), "{text}");
    assert_eq!(headings(&text), ["# 1. Our First Choice", "## Status", "## Context", "## Decision", "## Consequences"]);
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    assert!(sections.iter().all(|section| section.split_once('\n').is_some_and(|(_, body)| body.trim().len() > 5)));
}

/// `create-mutiple-records`
#[test]
fn records_follow_each_other() {
    let sandbox = log(&["Choice A", "Choice B", "Choice C"]);
    assert_eq!(names(&sandbox, "doc/adr"), ["0001-choice-a.md", "0002-choice-b.md", "0003-choice-c.md"]);
    for (number, path, title) in [(2, "0002-choice-b.md", "Choice B"), (3, "0003-choice-c.md", "Choice C")] {
        assert_eq!(head(&sandbox, &format!("doc/adr/{path}"), 9), started(number, title, "Accepted"));
    }
}

/// `edit-adr-on-creation`: the editor's own words come first, then the path; nobody has to sit at a terminal.
#[cfg(unix)]
#[test]
fn visual_is_asked_before_editor() {
    let sandbox = Sandbox::folder();
    let edited = |variables: &[(&str, &str)], title: &str| {
        let environment: Vec<(&str, &str)> = ENVIRONMENT.iter().chain(variables).copied().collect();
        sandbox.adr_with(&["new", title], &environment).expect(0).stdout
    };
    let said = edited(&[("EDITOR", "echo E"), ("VISUAL", "")], "One");
    assert_eq!(said, "E doc/adr/0001-one.md\ndoc/adr/0001-one.md\n");
    let said = edited(&[("EDITOR", ""), ("VISUAL", "echo V")], "Two");
    assert_eq!(said, "V doc/adr/0002-two.md\ndoc/adr/0002-two.md\n");
    let said = edited(&[("EDITOR", "echo E"), ("VISUAL", "echo V")], "Three");
    assert_eq!(said, "V doc/adr/0003-three.md\ndoc/adr/0003-three.md\n");
    assert_eq!(edited(&[], "Four"), "doc/adr/0004-four.md\n");
}

/// `funny-characters`
#[test]
fn names_of_files_are_tame() {
    let sandbox = Sandbox::folder();
    assert_eq!(adr(&sandbox, &["new", "Move", "to", "Vue.JS"]), "doc/adr/0001-move-to-vue-js.md\n");
    assert_eq!(adr(&sandbox, &["new", "And/Or/Not/"]), "doc/adr/0002-and-or-not.md\n");
    assert_eq!(adr(&sandbox, &["new", "--", "-Dash-"]), "doc/adr/0003-dash.md\n");
    assert_eq!(names(&sandbox, "doc/adr"), ["0001-move-to-vue-js.md", "0002-and-or-not.md", "0003-dash.md"]);
}

/// `generate-contents`
#[test]
fn contents_are_a_list_of_links() {
    let sandbox = log(&["Choice A", "Choice B"]);
    assert_eq!(
        adr(&sandbox, &["generate", "toc"]),
        "# Architecture Decision Records\n\n* [1. Choice A](0001-choice-a.md)\n* [2. Choice B](0002-choice-b.md)\n"
    );
}

/// `generate-contents-with-header-and-footer`
#[test]
fn contents_stand_between_two_texts() {
    let sandbox = log(&["Choice A", "Choice B"]);
    sandbox.write("above.md", "Above.\n\nIn two paragraphs.\n");
    sandbox.write("below.md", "Below.\n");
    assert_eq!(
        adr(&sandbox, &["generate", "toc", "-i", "above.md", "-o", "below.md"]),
        "# Architecture Decision Records\n\nAbove.\n\nIn two paragraphs.\n\n* [1. Choice A](0001-choice-a.md)\n\
         * [2. Choice B](0002-choice-b.md)\n\nBelow.\n"
    );
}

/// `generate-contents-with-prefix`
#[test]
fn links_of_contents_have_a_prefix() {
    let sandbox = log(&["Choice A"]);
    assert_eq!(
        adr(&sandbox, &["generate", "toc", "-p", "up/doc/adr/"]),
        "# Architecture Decision Records\n\n* [1. Choice A](up/doc/adr/0001-choice-a.md)\n"
    );
}

/// `generate-graph`
#[test]
fn a_graph_has_what_follows_and_what_replaces() {
    let sandbox = Sandbox::folder();
    adr(&sandbox, &["init"]);
    adr(&sandbox, &["new", "Try", "this"]);
    adr(&sandbox, &["new", "-s", "2", "Rather", "that"]);
    let graph = |before: &str, ending: &str| {
        format!(
            "digraph {{\n  node [shape=plaintext];\n  subgraph {{\n    \
             _1 [label=\"1. Record architecture decisions\"; URL=\"{before}0001-record-architecture-decisions{ending}\"];\n    \
             _2 [label=\"2. Try this\"; URL=\"{before}0002-try-this{ending}\"];\n    \
             _1 -> _2 [style=\"dotted\", weight=1];\n    \
             _3 [label=\"3. Rather that\"; URL=\"{before}0003-rather-that{ending}\"];\n    \
             _2 -> _3 [style=\"dotted\", weight=1];\n  }}\n  _3 -> _2 [label=\"Supercedes\", weight=0]\n}}\n"
        )
    };
    assert_eq!(adr(&sandbox, &["generate", "graph"]), graph("", ".html"));
    let addressed = ["generate", "graph", "-p", "https://a.example/", "-e", ".pdf"];
    assert_eq!(adr(&sandbox, &addressed), graph("https://a.example/", ".pdf"));
}

/// `init-adr-repository`
#[test]
fn a_log_begins_with_the_record_that_it_is_kept() {
    let sandbox = Sandbox::folder();
    assert_eq!(adr(&sandbox, &["init"]), "doc/adr/0001-record-architecture-decisions.md\n");
    assert_eq!(names(&sandbox, "doc/adr"), ["0001-record-architecture-decisions.md"]);
    let text = sandbox.read("doc/adr/0001-record-architecture-decisions.md");
    assert!(text.starts_with(&started(1, "Record architecture decisions", "Accepted")), "{text}");
    assert_eq!(headings(&text)[1..], ["## Status", "## Context", "## Decision", "## Consequences"]);
}

/// `linking-new-records`
#[test]
fn a_new_record_is_linked_in_any_words() {
    let sandbox = log(&["Choice A", "Choice B"]);
    let path =
        adr(&sandbox, &["new", "-l", "1:Amends:Amended by", "-l", "2:Narrows down:Narrowed down by", "Choice", "C"]);
    assert_eq!(path, "doc/adr/0003-choice-c.md\n");
    assert_eq!(
        head(&sandbox, "doc/adr/0001-choice-a.md", 11),
        started(1, "Choice A", "Accepted\n\nAmended by [3. Choice C](0003-choice-c.md)")
    );
    assert_eq!(
        head(&sandbox, "doc/adr/0002-choice-b.md", 11),
        started(2, "Choice B", "Accepted\n\nNarrowed down by [3. Choice C](0003-choice-c.md)")
    );
    let status = "Accepted\n\nAmends [1. Choice A](0001-choice-a.md)\n\nNarrows down [2. Choice B](0002-choice-b.md)";
    assert_eq!(head(&sandbox, "doc/adr/0003-choice-c.md", 13), started(3, "Choice C", status));
}

/// `linking`
#[test]
fn records_are_linked_in_any_words() {
    let sandbox = log(&["Choice A", "Choice B", "Choice C"]);
    for _ in 0..2 {
        assert_eq!(adr(&sandbox, &["link", "3", "Amends", "1", "Amended by"]), "");
        assert_eq!(adr(&sandbox, &["link", "choice-c", "Narrows down", "2", "Narrowed down by"]), "");
        assert_eq!(
            head(&sandbox, "doc/adr/0001-choice-a.md", 11),
            started(1, "Choice A", "Accepted\n\nAmended by [3. Choice C](0003-choice-c.md)")
        );
        assert_eq!(
            head(&sandbox, "doc/adr/0002-choice-b.md", 11),
            started(2, "Choice B", "Accepted\n\nNarrowed down by [3. Choice C](0003-choice-c.md)")
        );
        let status =
            "Accepted\n\nAmends [1. Choice A](0001-choice-a.md)\n\nNarrows down [2. Choice B](0002-choice-b.md)";
        assert_eq!(head(&sandbox, "doc/adr/0003-choice-c.md", 13), started(3, "Choice C", status));
    }
    let run = sandbox.adr_with(&["link", "3", "Widens", "1"], &ENVIRONMENT).expect(2);
    assert!(run.stderr.contains("`Widens` needs what the other record says"), "{}", run.stderr);
}

/// `list-records`
#[test]
fn a_list_is_paths_and_none_without_a_folder() {
    let sandbox = Sandbox::folder();
    let run = sandbox.adr_with(&["list"], &ENVIRONMENT).expect(1);
    assert_eq!(run.stdout, "The doc/adr directory does not exist\n");
    let mut expected = String::new();
    for (number, title) in ["one", "two", "three"].iter().enumerate() {
        adr(&sandbox, &["new", title]);
        expected += &format!("doc/adr/{:04}-{title}.md\n", number + 1);
        assert_eq!(adr(&sandbox, &["list"]), expected);
    }
}

/// `migrate-date-format`
#[test]
fn old_dates_are_written_anew() {
    let sandbox = Sandbox::folder();
    adr(&sandbox, &["init"]);
    let old = [("ADR_FORMAT", "nygard"), ("ADR_DATE", "12/01/1992")];
    sandbox.adr_with(&["new", "Dated", "as", "before"], &old).expect(0);
    adr(&sandbox, &["new", "Dated", "as", "now"]);
    let dates = || -> Vec<String> {
        let date = |name: &String| {
            let text = sandbox.read(&format!("doc/adr/{name}"));
            text.lines().find(|line| line.starts_with("Date:")).expect("a date").to_owned()
        };
        names(&sandbox, "doc/adr").iter().map(date).collect()
    };
    assert_eq!(dates(), ["Date: 1992-01-12", "Date: 12/01/1992", "Date: 1992-01-12"]);
    assert_eq!(adr(&sandbox, &["upgrade-repository"]), "");
    assert_eq!(dates(), ["Date: 1992-01-12"; 3]);
}

/// `must-provide-a-title-when-creating-new-adr`
#[test]
fn a_record_without_a_title_is_none() {
    let sandbox = Sandbox::folder();
    let run = sandbox.adr_with(&["new"], &ENVIRONMENT).expect(1);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("ERROR: no title given\n", ""));
    assert!(names(&sandbox, ".").is_empty());
}

/// `project-specific-template`
#[test]
fn a_template_of_the_folder_is_filled() {
    let sandbox = Sandbox::folder();
    adr(&sandbox, &["init", "choices"]);
    let template = "# TITLE\n\nAs we have it.\n\n# Status\n\nSTATUS\n\n# About\n\nNo NUMBER\n\nOn DATE\n\n";
    sandbox.write("choices/templates/template.md", template);
    for (number, title) in [(2, "Aa"), (3, "Bb")] {
        let name = format!("choices/{number:04}-{}.md", title.to_lowercase());
        assert_eq!(adr(&sandbox, &["new", title]), format!("{name}\n"));
        assert_eq!(
            sandbox.read(&name),
            format!(
                "# {title}\n\nAs we have it.\n\n# Status\n\nAccepted\n\n# About\n\nNo {number}\n\nOn 1992-01-12\n\n"
            )
        );
    }
}

/// What is typed and told in a folder below that of the log.
fn from_below(sandbox: &Sandbox, folder: &str, first: &str) {
    fs::create_dir_all(sandbox.path().join("below/deep")).expect("folders");
    let there = sandbox.path().join("below/deep");
    let there = there.to_str().expect("a plain path");
    let second = adr(sandbox, &["-C", there, "new", "Choice", "B"]);
    let name = second.trim_end().strip_prefix(&format!("../../{folder}/")).expect("the way there").to_owned();
    assert_eq!(adr(sandbox, &["-C", there, "list"]), format!("../../{folder}/{first}\n../../{folder}/{name}\n"));
    assert_eq!(adr(sandbox, &["list"]), format!("{folder}/{first}\n{folder}/{name}\n"));
}

/// `search-for-adr-dir`
#[test]
fn the_folder_is_looked_for_upwards() {
    from_below(&log(&["Choice A"]), "doc/adr", "0001-choice-a.md");
    // Neither another repository on the way nor a form that nobody asked for ends it.
    let sandbox = log(&["Choice A"]);
    git2::Repository::init(sandbox.path().join("below")).expect("a repository");
    from_below(&sandbox, "doc/adr", "0001-choice-a.md");
    let below = sandbox.path().join("below");
    let run = sandbox.adr(&["-C", below.to_str().expect("a plain path"), "new", "Choice C"]).expect(0);
    assert_eq!(run.stdout, "../doc/adr/0003-choice-c.md\n");
}

/// `search-for-custom-adr-dir`
#[test]
fn a_folder_of_another_name_is_looked_for_upwards() {
    let sandbox = Sandbox::folder();
    adr(&sandbox, &["init", "choices"]);
    git2::Repository::init(sandbox.path().join("below")).expect("a repository");
    from_below(&sandbox, "choices", "0001-record-architecture-decisions.md");
}

/// `supercede-existing-adr`
#[test]
fn a_record_takes_the_place_of_one() {
    let sandbox = log(&["Choice A"]);
    assert_eq!(adr(&sandbox, &["new", "-s", "1", "Choice", "B"]), "doc/adr/0002-choice-b.md\n");
    assert_eq!(
        head(&sandbox, "doc/adr/0001-choice-a.md", 9),
        started(1, "Choice A", "Superceded by [2. Choice B](0002-choice-b.md)")
    );
    assert_eq!(
        head(&sandbox, "doc/adr/0002-choice-b.md", 11),
        started(2, "Choice B", "Accepted\n\nSupercedes [1. Choice A](0001-choice-a.md)")
    );
}

/// `supercede-multiple-adrs`
#[test]
fn a_record_takes_the_place_of_two() {
    let sandbox = log(&["Choice A", "Choice B"]);
    adr(&sandbox, &["new", "-s", "1", "-s", "choice-b", "Choice", "C"]);
    for (number, title, path) in [(1, "Choice A", "0001-choice-a.md"), (2, "Choice B", "0002-choice-b.md")] {
        let expected = started(number, title, "Superceded by [3. Choice C](0003-choice-c.md)");
        assert_eq!(head(&sandbox, &format!("doc/adr/{path}"), 9), expected);
    }
    let status = "Accepted\n\nSupercedes [1. Choice A](0001-choice-a.md)\n\nSupercedes [2. Choice B](0002-choice-b.md)";
    assert_eq!(head(&sandbox, "doc/adr/0003-choice-c.md", 13), started(3, "Choice C", status));
}

/// Beside the suite: `help` goes through the pager that `ADR_PAGER` names.
#[cfg(unix)]
#[test]
fn help_goes_through_a_pager() {
    let sandbox = Sandbox::folder();
    let plain = sandbox.adr(&["help", "generate", "toc"]).expect(0).stdout;
    assert!(plain.contains("--intro <FILE>") && plain.contains("Usage: adr generate toc"), "{plain}");
    let paged = sandbox.adr_with(&["help", "generate", "toc"], &[("ADR_PAGER", "sed s/intro/INTRO/")]).expect(0).stdout;
    assert_eq!(paged, plain.replacen("intro", "INTRO", 1));
    assert_eq!(
        sandbox.adr_with(&["help", "list"], &[("PAGER", "false")]).expect(0).stderr,
        "",
        "no terminal, no pager"
    );
    let run = sandbox.adr(&["help", "lnik"]).expect(2);
    assert!(run.stderr.contains("did you mean `link`?"), "{}", run.stderr);
    let run = sandbox.adr_with(&["help"], &[("ADR_PAGER", "no-such-pager")]).expect(3);
    assert!(run.stderr.contains("set ADR_PAGER to another"), "{}", run.stderr);
}
