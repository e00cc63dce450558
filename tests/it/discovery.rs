//! Which files are records: of folders, of names that could mean anything, of repositories full of
//! other papers. `strangers` holds a whole repository of those.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// A record with title, status and sections.
fn record(title: &str, status: &str) -> String {
    format!("# {title}\n\n## Status\n\n{status}\n\n## Context\n\nIt is cold.\n\n## Decision\n\nWe heat.\n")
}

/// A proposal as it stands in a folder of its own.
fn proposal(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: provisional\ncreation-date: 2026-03-04\n---\n# {title}\n\n## Summary\n\nOne \
         line.\n\n## Motivation\n\nFruit rots.\n\n## Design\n\nA shed.\n"
    )
}

/// What `adr list` shows, with further arguments: path, number, title.
fn listed(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let run = sandbox.adr(&[args, &["list", "--format", "json"]].concat());
    let whole: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    whole["records"].as_array().expect("records").clone()
}

fn paths(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    listed(sandbox, args).iter().map(|record| record["path"].as_str().expect("a path").to_owned()).collect()
}

#[test]
fn a_folder_built_like_a_record_is_one() {
    for folders in [
        ["proposals/cool-room/README.md", "proposals/late-harvest/README.md", "proposals/new-press/readme.md"],
        ["decisions/cool-room/index.md", "decisions/late-harvest/index.md", "decisions/new-press/index.md"],
        ["decisions/0001-cool-room/index.md", "decisions/0002-late-harvest/index.md", "decisions/0003-press/index.md"],
        ["rfcs/barn/cool-room/README.md", "rfcs/barn/late-harvest/README.md", "rfcs/field/0003-press/README.md"],
        [
            "proposals/barn/cool-room/README.md",
            "proposals/field/late-harvest/README.md",
            "proposals/shop/new-press/index.md",
        ],
        ["docs/adr/RFC-0001/README.md", "docs/adr/RFC-0002/README.md", "docs/adr/RFC-0003/README.md"],
    ] {
        let sandbox = Sandbox::folder();
        for path in folders {
            sandbox.write(path, proposal("A place for fruit"));
        }
        let top = folders[0].split('/').next().expect("a folder");
        let nested = if top == "docs" { "docs/adr" } else { top };
        // What lies in the folder of a record belongs to it; an index and a template are none.
        sandbox.write(&folders[0].replace("README", "notes").replace("index", "notes"), "# Notes\n\nStatus: done\n");
        sandbox.write(&format!("{nested}/README.md"), "# All of them\n\n- [Cool](cool-room/README.md)\n");
        sandbox.write(&format!("{nested}/RFC-0000/README.md"), proposal("Title"));
        sandbox.write(&format!("{nested}/NNNN/README.md"), proposal("Title"));
        let mut expected = folders.map(str::to_owned).to_vec();
        expected.sort();
        let sorted = |mut paths: Vec<String>| {
            paths.sort();
            paths
        };
        assert_eq!(sorted(paths(&sandbox, &[])), expected, "found by itself");
        assert_eq!(sorted(paths(&sandbox, &["--records", nested])), expected, "named");
    }
}

#[test]
fn a_page_of_a_folder_is_none_where_it_is_built_otherwise() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-heating.md", record("Heat with wood", "Accepted"));
    sandbox.write("decisions/0002-cooling.md", record("Cool with ice", "Accepted"));
    sandbox.write("decisions/pictures-of-ours/README.md", "# Pictures\n\nTaken in May.\n");
    sandbox.write("decisions/barn/README.md", "# The barn\n\n- [Heating](../0001-heating.md)\n");
    sandbox.write("decisions/field/index.md", "# The field\n\n## Summary\n\nWet.\n");
    for args in [&[][..], &["--records", "decisions"]] {
        assert_eq!(paths(&sandbox, args), ["decisions/0001-heating.md", "decisions/0002-cooling.md"]);
    }
}

#[test]
fn a_word_in_the_name_drops_no_record_that_says_what_it_is() {
    let sandbox = Sandbox::folder();
    let names = [
        "0002-adr-template.md",
        "0003-use-own-template.md",
        "0004-use-nn-for-search.md",
        "0005-xxxx-year-names.md",
        "0006-invoice-template.md",
        "0007-vorlage.md",
        "20260131-report-template.md",
    ];
    for name in names {
        sandbox.write(&format!("docs/adr/{name}"), record("How we write it", "Accepted"));
    }
    // A template all the same: nothing states a status, or what to write is still to be filled in.
    sandbox.write("docs/adr/0008-adr-template.md", "# ADR\n\n## Status\n\n## Context\n");
    sandbox.write("docs/adr/0009-rfc-template.md", record("{short words for the question}", "Proposed"));
    sandbox.write("docs/adr/0010-new-template.md", record("Template", "Proposed\n\nDate: YYYY-MM-DD"));
    sandbox.write("docs/adr/0000-template.md", record("Use it so", "Accepted"));
    sandbox.write("docs/adr/template.md", record("Use it so", "Accepted"));
    assert_eq!(paths(&sandbox, &[]), names.map(|name| format!("docs/adr/{name}")));
}

#[test]
fn what_new_writes_list_shows() {
    for title in
        ["Invoice template", "ADR template", "Which template?", "NN or XX?", "0000 template", "Index", "Decision log"]
    {
        let sandbox = Sandbox::folder();
        sandbox.write("decisions/0001-first.md", record("First", "Accepted"));
        sandbox.adr(&["new", title]).expect(0);
        assert_eq!(listed(&sandbox, &[]).len(), 2, "{title}");
    }
}

#[test]
fn what_is_passed_over_is_told() {
    let sandbox = Sandbox::folder();
    sandbox.write("docs/adr/0001-heating.md", record("Heat with wood", "Accepted"));
    sandbox.write("docs/adr/0002-adr-template.md", "# Something\n");
    sandbox.write("docs/adr/barn/thoughts.md", "# Thoughts\n");
    sandbox.write("docs/adr/README.md", "# Ours\n");
    let run = sandbox.adr(&["list"]).expect(0);
    assert!(run.stderr.contains("note: 2 files are passed over"), "{run:?}");
    assert!(sandbox.adr(&["-q", "list"]).stderr.is_empty());
    let run = sandbox.adr(&["config", "-v"]).expect(0);
    for (path, why) in [
        ("docs/adr/0002-adr-template.md", "called like a template"),
        ("docs/adr/barn/thoughts.md", "without a number or a status"),
        ("docs/adr/README.md", "an index of its folder"),
    ] {
        let line = run.stdout.lines().find(|line| line.contains(path)).unwrap_or_else(|| panic!("{path}: {run:?}"));
        assert!(line.contains(why), "{line}");
    }
}

#[test]
fn a_folder_of_which_nothing_is_taken_says_so() {
    for (files, told) in [
        (&["README.md", "0000-template.md"][..], "among 2 markdown files in `docs/adr`"),
        (&["template.md"], "among 1 markdown file in `docs/adr`"),
        (&["0001-adr-template.md", "index.md", "AGENTS.md"], "among 3 markdown files in `docs/adr`"),
    ] {
        let sandbox = Sandbox::folder();
        for file in files {
            sandbox.write(&format!("docs/adr/{file}"), "# Something\n");
        }
        for args in [&["list"][..], &["list", "--records", "docs/adr"], &["compare", "--all"]] {
            let run = sandbox.adr(args).expect(0);
            assert!(run.stdout.contains(told), "{args:?}: {run:?}");
            assert!(!run.stdout.contains("No decision records here yet"), "{run:?}");
        }
    }
}

#[test]
fn open_proposals_are_records_and_an_index_is_none() {
    let sandbox = Sandbox::folder();
    let proposed = |title: &str| format!("# {title}\n\n* Status: proposed\n\n## Context\n\nTwo faxes came.\n");
    let records = [
        "docs/adr/0001-keep-mail.md",
        "docs/adr/ADR-NNNN-more-light.md",
        "docs/adr/XXXX-give-up-the-fax.md",
        "docs/adr/drafts/DRAFT-a-longer-table.md",
        "docs/adr/drafts/fewer-doors.md",
        "docs/adr/plain-words.md",
    ];
    for path in records {
        sandbox.write(path, proposed("Give up the fax"));
    }
    let list = "- [Mail](0001-keep-mail.md)\n- [Words](plain-words.md)\n- [Table](drafts/DRAFT-a-longer-table.md)\n";
    for name in ["decisions", "decision-log", "adr-index", "what-we-chose", "by-topic"] {
        sandbox.write(&format!("docs/adr/{name}.md"), format!("# Ours\n\nEach with its page:\n\n{list}"));
    }
    sandbox.write(
        "docs/adr/table-of-all.md",
        "| No | What |\n|---|---|\n| 1 | [Mail](0001-keep-mail.md) |\n| 2 | [W](plain-words.md) |\n",
    );
    let states =
        "| ADR | Status |\n|---|---|\n| [Mail](0001-keep-mail.md) | Accepted |\n| [W](plain-words.md) | Proposed |\n";
    sandbox.write("docs/adr/log.md", format!("# Log\n\n{states}"));
    sandbox.write("docs/adr/XXXX-template.md", proposed("Title"));
    let with_drafts = paths(&sandbox, &["--records", "docs/adr"]);
    assert_eq!(with_drafts, records);
    assert_eq!(paths(&sandbox, &[]), records);
    let open = &listed(&sandbox, &[])[1];
    assert_eq!((&open["number"], open["title"].as_str()), (&Value::Null, Some("Give up the fax")));
}

#[test]
fn numbers_stand_in_names_of_many_sorts() {
    let sandbox = Sandbox::folder();
    for (name, number) in [
        ("ADR0004V01R02-one-door", Some(4)),
        ("ADR0005V02R01-two-doors", Some(5)),
        ("202602031145-three-doors", None),
        ("20260203114501_four-doors", None),
        ("RFC0006V1-no-doors", Some(6)),
    ] {
        sandbox.write(&format!("adr/{name}.md"), record("Doors", "Accepted"));
        let shown = listed(&sandbox, &[]);
        let of_name = shown.iter().find(|record| record["path"] == format!("adr/{name}.md")).expect(name);
        assert_eq!(of_name["number"].as_u64(), number, "{name}");
        let day = name.starts_with("2026").then_some("2026-02-03");
        assert_eq!(of_name["date"].as_str(), day, "{name}");
    }
}

#[test]
fn a_prefix_that_a_folder_defines_holds_below_it() {
    let sandbox = Sandbox::folder();
    for idx in 1..5 {
        sandbox.write(&format!("decision-records/Farm-{idx:02}-a.md"), record("A", "Accepted"));
    }
    for path in ["packing/Farm-Packing-01-b.md", "press/farm-02-c.md", "packing/boxes/FARM-ADR-Boxes-0001-d.md"] {
        sandbox.write(&format!("decision-records/{path}"), "# B\n\nWe pack.\n");
    }
    let of = |args: &[&str]| listed(&sandbox, args).iter().filter(|record| record["number"].is_u64()).count();
    assert_eq!(of(&[]), 7);
    assert_eq!(of(&["--records", "decision-records", "--records", "decision-records/packing"]), 5);
}

#[test]
fn folders_that_begin_with_a_dot_are_looked_into_where_their_names_say_log() {
    for folder in [".decisions", ".github/adr", ".archgate/adrs", ".docs/decision-records", ".docs/rfcs"] {
        let sandbox = Sandbox::folder();
        sandbox.write(&format!("{folder}/001-heating.md"), record("Heat with wood", "Accepted"));
        sandbox.write(&format!("{folder}/002-cooling.md"), record("Cool with ice", "Accepted"));
        sandbox.write(".cache/adr/001-old.md", record("Old", "Accepted"));
        sandbox.write(".notes/001-more.md", record("More", "Accepted"));
        assert_eq!(paths(&sandbox, &[]).len(), 2, "{folder}");
    }
}

#[test]
fn a_package_with_a_log_of_its_own_is_read_alone() {
    for folder in [
        "packages/a/architecture/adr",
        "packages/a/why/texts",
        "packages/a/lib/rfcs",
        "packages/a/docs/design-decisions",
    ] {
        let mut sandbox = Sandbox::repository();
        for path in ["docs/adr/0001-all.md", "docs/adr/0002-all.md", "packages/b/notes/adr/0001-b.md"] {
            sandbox.write(path, record("Of all", "Accepted"));
        }
        for name in ["0001-ours.md", "0002-ours.md", "0003-ours.md"] {
            sandbox.write(&format!("{folder}/{name}"), record("Ours", "Accepted"));
        }
        sandbox.write("packages/c/main.rs", "");
        sandbox.commit("all");
        let shown = paths(&sandbox, &["-C", "packages/a"]);
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert!(shown.iter().all(|path| path.contains("-ours.md") && !path.starts_with("packages")), "{shown:?}");
        let above = paths(&sandbox, &["-C", "packages/c"]);
        assert!(above.contains(&"docs/adr/0001-all.md".to_owned()), "{above:?}");
    }
}

#[test]
fn a_heading_that_names_a_section_is_no_title() {
    let sandbox = Sandbox::folder();
    for (idx, heading) in [
        "# 📋 Context",
        "## 🧭 Kontext und Problemstellung",
        "# 背景",
        "## Контекст",
        "# Gevolgen",
        "# Contesto",
        "## 🎯 Décision",
        "# Context & Problem",
    ]
    .iter()
    .enumerate()
    {
        let path = format!("decisions/{:04}-warm-the-barn.md", idx + 1);
        sandbox.write(&path, format!("{heading}\n\nIt is cold.\n\n## Status\n\nAccepted\n"));
        let shown = listed(&sandbox, &[]);
        assert_eq!(shown[idx]["title"], "Warm the barn", "{heading}");
    }
}

#[test]
fn papers_in_a_log_are_no_records() {
    let sandbox = Sandbox::folder();
    let record = record("Heat with wood", "Accepted");
    for path in ["0001-heating.md", "2026/0002-cooling.md", "archive/0003-ice.md"] {
        sandbox.write(&format!("docs/adr/{path}"), &record);
    }
    for path in [
        "P0_FIXES.md",
        "PHASE3_PLAN.md",
        "ROADMAP.md",
        "tasks/HEN-001-mend.md",
        "minutes/2026-01-31-monday.md",
        "session-reports/0004-today.md",
        "prompts/0005-write.md",
    ] {
        sandbox.write(&format!("docs/adr/{path}"), &record);
    }
    assert_eq!(
        paths(&sandbox, &[]),
        ["docs/adr/0001-heating.md", "docs/adr/2026/0002-cooling.md", "docs/adr/archive/0003-ice.md"]
    );
}

#[test]
fn pages_among_numbered_records_are_none() {
    for folder in ["docs", "why/we", "thoughts"] {
        let sandbox = Sandbox::folder();
        for idx in 1..5 {
            sandbox.write(&format!("{folder}/adr-{idx:03}-heating.md"), record("Heat with wood", "Accepted"));
        }
        sandbox.write(&format!("{folder}/guide.md"), "# Guide\n\n## Install\n\nSo.\n");
        sandbox.write(&format!("{folder}/hens.md"), "# Hens\n\nThey lay.\n");
        sandbox
            .write(&format!("{folder}/cooling.md"), "# Cool with ice\n\n## Context\n\nWarm.\n\n## Decision\n\nIce.\n");
        let shown = paths(&sandbox, &[]);
        assert_eq!(shown.len(), 5, "{shown:?}");
        assert!(shown.contains(&format!("{folder}/cooling.md")));
        assert!(sandbox.adr(&["list"]).stderr.contains("2 files are passed over"));
    }
}

#[test]
fn a_log_among_other_papers_is_found_by_its_name() {
    for folder in ["book/src/adr", "blog/decisions", "reports/2026/design-decisions"] {
        let sandbox = Sandbox::folder();
        for name in ["0001-heating.md", "0002-cooling.md"] {
            sandbox.write(&format!("{folder}/{name}"), record("Heat with wood", "Accepted"));
        }
        assert_eq!(paths(&sandbox, &[]).len(), 2, "{folder}");
    }
}

#[test]
fn what_git_ignores_is_not_searched() {
    for ignored in ["out/adr", "generated/decisions", "work/copies/rfcs"] {
        let mut sandbox = Sandbox::repository();
        sandbox.write(".gitignore", format!("{}/\n", ignored.split('/').next().expect("a folder")));
        sandbox.write("notes/adr/0001-a.md", record("A", "Accepted"));
        sandbox.commit("all");
        for name in ["0001-x.md", "0002-y.md", "0003-z.md"] {
            sandbox.write(&format!("{ignored}/{name}"), record("X", "Accepted"));
        }
        let run = sandbox.adr(&["config"]).expect(0);
        assert!(run.stdout.contains("notes/adr") && !run.stdout.contains(ignored), "{run:?}");
        assert_eq!(paths(&sandbox, &[]), ["notes/adr/0001-a.md"]);
    }
}

/// Today's log must not look as if nothing had ever been decided: a site would be replaced by an empty one.
#[test]
fn a_folder_that_is_named_and_missing_stops_who_reads() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# A\n");
    sandbox.write("book.toml", "[output.board]\nrecords = [\"decisions\"]\n");
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = sandbox.read("site/index.html");
    for records in ["\"decisons\"", "[\"decisions\", \"gone\"]"] {
        sandbox.write("book.toml", format!("[output.board]\nrecords = {records}\n"));
        for command in [&["publish", "--out", "site"][..], &["check"], &["agenda"], &["list"], &["show", "1"]] {
            let run = sandbox.adr(command).expect(3);
            assert!(run.stderr.contains("there is no folder") && run.stderr.contains("book.toml"), "{}", run.stderr);
        }
        sandbox.adr(&["config"]).expect(0);
    }
    assert_eq!(sandbox.read("site/index.html"), page, "the site stays");
    sandbox.adr(&["--records", "nope", "check"]).expect(3);
    // Who writes the first record makes the folder.
    sandbox.write("book.toml", "[output.board]\nrecords = \"why\"\n");
    sandbox.adr(&["new", "What now?"]).expect(0);
    assert!(sandbox.adr(&["list"]).expect(0).stdout.contains("What now?"));
}
