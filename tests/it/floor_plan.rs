//! The walls between the rooms: the list in ARCHITECTURE.md against every `crate::` path under `src/`.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Per room, the rooms it may import; `None` is all of them.
type Plan = BTreeMap<String, Option<BTreeSet<String>>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One line of a list: rooms, and what they import.
struct Line {
    rooms: Vec<String>,
    imports: Option<BTreeSet<String>>,
}

/// Reads the indented list under a heading. Two spaces or more part the columns; the last one is what is imported.
fn lines_under(architecture: &str, heading: &str) -> Vec<Line> {
    let section = architecture.split(heading).nth(1).expect("ARCHITECTURE.md has this heading");
    let mut lines = Vec::new();
    for line in section.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("    ")) {
        let columns: Vec<&str> = line.trim().split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        let (imports, rooms) = columns.split_last().expect("a line that is not empty");
        assert!(!rooms.is_empty(), "`{line}` names no room");
        let imports = match *imports {
            "nothing of ours" => Some(BTreeSet::new()),
            "all of them" => None,
            names => Some(names.split(' ').map(str::to_owned).collect()),
        };
        lines.push(Line { rooms: rooms.iter().map(|room| (*room).to_owned()).collect(), imports });
    }
    lines
}

/// The plan of all rooms.
fn plan(architecture: &str) -> Plan {
    let mut plan = Plan::new();
    for line in lines_under(architecture, "## The floor plan") {
        for room in line.rooms {
            assert!(!plan.contains_key(&room), "`{room}` stands in the list twice");
            plan.insert(room, line.imports.clone());
        }
    }
    plan
}

/// The plan inside one room, in its order: folders, and single files of a folder that stand elsewhere than it.
fn inner_plan(architecture: &str, room: &str) -> Vec<Line> {
    let lines = lines_under(architecture, &format!("## Inside `{room}`"));
    let mut above: BTreeSet<&str> = BTreeSet::new();
    for line in &lines {
        for name in line.imports.iter().flatten() {
            assert!(
                above.contains(name.as_str()),
                "inside `{room}`, `{name}` does not stand above `{}`",
                line.rooms[0]
            );
        }
        for name in &line.rooms {
            assert!(above.insert(name), "inside `{room}`, `{name}` stands in the list twice");
        }
    }
    lines
}

/// What files of a room import that its inner plan does not allow.
fn inner_trespasses(plan: &[Line], room: &str, imports: &imports::Imports) -> Vec<String> {
    let inside = |file: &str| {
        let file = file.strip_prefix(room)?.strip_prefix('/')?.trim_end_matches(".rs");
        (file != "mod").then(|| file.trim_end_matches("/mod").to_owned())
    };
    let covers =
        |name: &str, file: &str| file == name || file.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    let mut found = Vec::new();
    for (path, taken) in imports {
        let Some(file) = inside(path) else { continue };
        // The line that names the file most exactly speaks of it.
        let names = plan.iter().flat_map(|line| line.rooms.iter().map(move |name| (name, line)));
        let owner = names.filter(|(name, _)| covers(name, &file)).max_by_key(|(name, _)| name.len());
        let Some((owner, line)) = owner else {
            found.push(format!("src/{path}: stands in no line of the plan inside `{room}`"));
            continue;
        };
        for other in taken.iter().filter_map(|other| inside(other)) {
            let is_allowed = covers(owner, &other)
                || line.imports.as_ref().is_none_or(|names| names.iter().any(|name| covers(name, &other)));
            if !is_allowed {
                found.push(format!("src/{path}: inside `{room}`, `{owner}` may not import `{other}`"));
            }
        }
    }
    found
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
fn big_rooms_keep_to_their_inner_plans() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    let imports = imports::imports(&root().join("src"));
    let found: Vec<String> = ["analysis", "record"]
        .into_iter()
        .flat_map(|room| inner_trespasses(&inner_plan(&text, room), room, &imports))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = imports::imports(&root().join("src"));
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > imports.len(), "hardly an import was seen");
    let told = |knot: &Vec<&str>| -> String {
        let arrows = knot.iter().flat_map(|file| imports[*file].iter().map(move |taken| (file, taken.as_str())));
        arrows
            .filter(|(_, taken)| knot.contains(taken))
            .map(|(file, taken)| format!("\n    {file} → {taken}"))
            .collect()
    };
    let knots: Vec<String> = imports::knots(&imports).iter().map(told).collect();
    assert!(knots.is_empty(), "files under src/ import each other in a circle:\n{}", knots.join("\n"));
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

#[test]
fn a_trespass_inside_a_room_is_named() {
    let plan = inner_plan(
        "## Inside `log`\n\n    text    nothing of ours\n    sums/day    text\n    sums    sums/day text\n    walk    all of them\n",
        "log",
    );
    let file = |path: &str, taken: &[&str]| (path.to_owned(), taken.iter().map(|taken| (*taken).to_owned()).collect());
    let imports = imports::Imports::from([
        file("log/mod.rs", &["log/walk.rs"]),
        file("log/sums/day.rs", &["log/text.rs", "log/sums/year.rs"]),
        file("log/sums/year.rs", &["log/sums/day.rs", "log/walk.rs", "model/id.rs"]),
        file("log/walk.rs", &["log/sums/year.rs"]),
        file("log/elsewhere.rs", &[]),
    ]);
    assert_eq!(
        inner_trespasses(&plan, "log", &imports),
        [
            "src/log/elsewhere.rs: stands in no line of the plan inside `log`",
            "src/log/sums/day.rs: inside `log`, `sums/day` may not import `sums/year`",
            "src/log/sums/year.rs: inside `log`, `sums` may not import `walk`",
        ]
    );
}

// A door passes names on, and is no reason for a circle; what stands behind it is.
#[test]
fn a_circle_is_seen_through_doors_and_groups() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("lib.rs", "pub mod a;\npub mod b;\n");
    write("a/mod.rs", "mod one;\nmod two;\npub use one::One;\npub(crate) use two::{self as second, Two};\n");
    write("a/one.rs", "use crate::b::{self, B};\npub struct One(B);\nfn f() { b::g(); }\n");
    write("a/two.rs", "// use crate::a::One;\npub struct Two;\n#[cfg(test)]\nmod tests {\n    use crate::a::One;\n}\n");
    write("b.rs", "use crate::a::Two;\npub struct B(Two);\npub fn g() {}\n");
    let found = imports::imports(folder.path());
    let of = |file: &str| found[file].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!((of("a/one.rs"), of("a/two.rs"), of("b.rs")), (vec!["b.rs"], vec![], vec!["a/two.rs"]));
    assert!(imports::knots(&found).is_empty());
    write("a/two.rs", "pub struct Two;\nfn f() -> super::One { todo() }\n");
    let found = imports::imports(folder.path());
    assert_eq!(imports::knots(&found), [["a/one.rs", "a/two.rs", "b.rs"]]);
}
