//! The walls between the rooms: the list in ARCHITECTURE.md against every `crate::` path under `src/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Per room, the rooms it may import; `None` is all of them.
type Plan = BTreeMap<String, Option<BTreeSet<String>>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the indented list under "The floor plan". Two spaces or more part the columns; the last one is what is imported.
fn plan(architecture: &str) -> Plan {
    let section = architecture.split("## The floor plan").nth(1).expect("ARCHITECTURE.md has a floor plan");
    let mut plan = Plan::new();
    for line in section.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("    ")) {
        let columns: Vec<&str> = line.trim().split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        let (imports, rooms) = columns.split_last().expect("a line that is not empty");
        assert!(!rooms.is_empty(), "`{line}` names no room");
        let imports = match *imports {
            "nothing of ours" => Some(BTreeSet::new()),
            "all of them" => None,
            names => Some(names.split(' ').map(str::to_owned).collect()),
        };
        for room in rooms {
            assert!(plan.insert((*room).to_owned(), imports.clone()).is_none(), "`{room}` stands in the list twice");
        }
    }
    plan
}

/// All Rust files below a folder, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder that can be read").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The source with comments blanked, so that only code counts; lines keep their numbers.
fn without_comments(source: &str) -> String {
    let code = |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    source.lines().map(code).collect::<Vec<_>>().join("\n")
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first segment of every path of a group `{a::B, c::{D, E}}`, the text standing after its brace, with offsets.
fn group_names(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut expects_name = true;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => expects_name = true,
            _ if depth == 0 && expects_name && (c.is_alphabetic() || c == '_') => {
                names.push((at, first_name(&text[at..])));
                expects_name = false;
            }
            _ => {}
        }
    }
    names
}

/// Every room that a source names after `crate::`, with its line.
fn imports(source: &str) -> Vec<(usize, String)> {
    let code = without_comments(source);
    let line_of = |at: usize| code[..at].matches('\n').count() + 1;
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let start = at + path.len();
        match code[start..].strip_prefix('{') {
            Some(group) => {
                found.extend(group_names(group).into_iter().map(|(offset, name)| (line_of(start + 1 + offset), name)));
            }
            None => found.push((line_of(at), first_name(&code[start..]))),
        }
    }
    found
}

/// What one file does that the plan does not allow.
fn trespasses(plan: &Plan, room: &str, path: &str, source: &str) -> Vec<String> {
    let Some(allowed) = plan.get(room) else {
        return vec![format!("{path}: the room `{room}` stands in no line of the floor plan")];
    };
    let mut found = Vec::new();
    for (line, name) in imports(source) {
        let is_allowed = name == room || allowed.as_ref().is_none_or(|names| names.contains(&name));
        if !is_allowed {
            found.push(format!("{path}:{line}: `{room}` may not import `{name}`"));
        }
    }
    for (at, line) in without_comments(source).lines().enumerate() {
        if line.contains("super::super::") {
            found.push(format!("{path}:{}: write `crate::` instead of `super::super::`", at + 1));
        }
    }
    found
}

#[test]
fn rooms_keep_to_the_floor_plan() {
    let plan = plan(&fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read"));
    let src = root().join("src");
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for file in rust_files(&src) {
        let inside: Vec<String> = file
            .strip_prefix(&src)
            .expect("a file below src")
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        if inside == ["lib.rs"] || inside == ["main.rs"] {
            continue;
        }
        let room = inside[0].trim_end_matches(".rs").to_owned();
        let source = fs::read_to_string(&file).expect("a source that can be read");
        found.extend(trespasses(&plan, &room, &format!("src/{}", inside.join("/")), &source));
        seen.insert(room);
    }
    for room in plan.keys().filter(|room| !seen.contains(*room)) {
        found.push(format!("ARCHITECTURE.md: there is no room `{room}` under src/"));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_room_imports_only_what_stands_above_it() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    let plan = plan(&text);
    for (room, imports) in &plan {
        for name in imports.iter().flatten() {
            assert!(plan.contains_key(name), "`{room}` imports `{name}`, which has no line of its own");
            let back = plan.get(name).and_then(Option::as_ref);
            assert!(back.is_some_and(|names| !names.contains(room)), "`{room}` and `{name}` import each other");
            assert!(name != "cli", "`{room}` imports `cli`");
        }
    }
}

#[test]
fn every_test_file_is_on_the_contents_page() {
    let folder = root().join("tests").join("it");
    let contents = fs::read_to_string(folder.join("main.rs")).expect("main.rs can be read");
    for file in rust_files(&folder) {
        let name = file.file_stem().expect("a file name").to_string_lossy().into_owned();
        let is_top = file.parent() == Some(folder.as_path());
        if is_top && name != "main" {
            assert!(
                contents.lines().any(|line| line == format!("mod {name};")),
                "tests/it/main.rs lacks `mod {name};`"
            );
        }
    }
}

// The walls are only as good as the test that sees through them.
#[test]
fn a_trespass_is_named_with_its_line() {
    let plan = plan(
        "## The floor plan\n\n    model    chart    nothing of ours\n    log              model\n    cli              all of them\n",
    );
    let source = "//! crate::cli is only spoken of.\nuse crate::{\n    model::{Record, Status},\n    chart::Scale,\n};\nfn f() { crate::cli::run(); crate::log::join(); }\nuse super::super::x;\n";
    assert_eq!(
        trespasses(&plan, "log", "src/log/join.rs", source),
        [
            "src/log/join.rs:4: `log` may not import `chart`",
            "src/log/join.rs:6: `log` may not import `cli`",
            "src/log/join.rs:7: write `crate::` instead of `super::super::`",
        ]
    );
    assert_eq!(trespasses(&plan, "cli", "src/cli/mod.rs", "use crate::chart::Scale;"), Vec::<String>::new());
    assert_eq!(trespasses(&plan, "chart", "src/chart/mod.rs", "use crate::model::Record;").len(), 1);
}
