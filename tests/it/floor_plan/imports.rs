//! Which file under `src/` takes names from which: every path in the code, followed through re-exports to the file that
//! defines the name. A re-export itself is a name at the door and no import.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// `["analysis", "money", "calendar"]`; the crate itself is empty.
type ModulePath = Vec<String>;

/// Files, and from which others each takes names; all by path below `src/`, test files left out.
pub(super) type Imports = BTreeMap<String, BTreeSet<String>>;

/// One module: its file, and what it passes on by which name.
#[derive(Default)]
struct Module {
    file: String,
    code: String,
    passed_on: Vec<(String, ModulePath)>,
}

/// A `use`: the name that it binds, the path behind it, and whether it passes it on.
struct Use {
    name: String,
    path: Vec<String>,
    is_passed_on: bool,
}

pub(super) fn imports(src: &Path) -> Imports {
    let mut modules: BTreeMap<ModulePath, Module> = BTreeMap::new();
    for file in super::rust_files(src) {
        let below = file.strip_prefix(src).expect("a file below src").to_string_lossy().replace('\\', "/");
        let mut path: ModulePath = below.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if matches!(path.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            path.pop();
        }
        let name = path.last().map_or("", String::as_str);
        if below == "main.rs"
            || path.iter().any(|part| part == "tests")
            || name == "testing"
            || name.ends_with("_tests")
        {
            continue;
        }
        let source = fs::read_to_string(&file).expect("a source that can be read");
        modules.insert(path, Module { file: below, code: code(&source), passed_on: Vec::new() });
    }
    let uses: BTreeMap<ModulePath, Vec<Use>> =
        modules.iter().map(|(path, module)| (path.clone(), uses(&module.code))).collect();
    let absolute: Vec<(ModulePath, String, ModulePath)> = uses
        .iter()
        .flat_map(|(at, uses)| uses.iter().filter(|one| one.is_passed_on).map(move |one| (at, one)))
        .filter_map(|(at, one)| Some((at.clone(), one.name.clone(), from_root(&modules, at, &one.path)?)))
        .collect();
    for (at, name, path) in absolute {
        modules.get_mut(&at).expect("a known module").passed_on.push((name, path));
    }
    let mut found = Imports::new();
    for (at, module) in &modules {
        let mut targets = BTreeSet::new();
        let mut take =
            |path: &[String]| targets.extend(from_root(&modules, at, path).and_then(|path| home(&modules, path)));
        for one in uses[at].iter().filter(|one| !one.is_passed_on) {
            let absolute = from_root(&modules, at, &one.path);
            match absolute.filter(|path| modules.contains_key(path)) {
                // A room is no import: what is taken from it is.
                Some(_) => members(&module.code, &one.name).into_iter().for_each(|member| {
                    take(&[one.path.clone(), vec![member]].concat());
                }),
                None => take(&one.path),
            }
        }
        for path in inline_paths(&module.code) {
            take(&path);
        }
        targets.remove(&module.file);
        found.insert(module.file.clone(), targets);
    }
    found
}

/// The code that is shipped: no comments, no texts, no tests at the end.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    super::without_comments(source)
}

/// Every `use` of a source, groups taken apart.
fn uses(code: &str) -> Vec<Use> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        let is_passed_on = line.starts_with("pub");
        if !(line.is_empty() || is_passed_on) {
            continue;
        }
        let Some(end) = code[at..].find(';') else { continue };
        spread(&[], code[at + 4..at + end].trim(), &mut |name, path| found.push(Use { name, path, is_passed_on }));
    }
    found
}

/// `a::{self, b::C, D as E}` → each name with its path.
fn spread(before: &[String], tree: &str, take: &mut dyn FnMut(String, Vec<String>)) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let head = tree[..open].trim_end_matches("::");
        let path: Vec<String> = before.iter().cloned().chain(segments(head)).collect();
        for part in parts(&tree[open + 1..tree.rfind('}').unwrap_or(tree.len())]) {
            spread(&path, part, take);
        }
        return;
    }
    let (path, name) =
        tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim().to_owned())));
    let mut path: Vec<String> = before.iter().cloned().chain(segments(path)).collect();
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let Some(last) = path.last().cloned() else { return };
    take(name.unwrap_or(last), path);
}

/// Parts of a group, at its own depth.
fn parts(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty())
}

/// `crate::a::b` and `super::a` where they stand outside a `use`.
fn inline_paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let length = code[at..].find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(0);
            let path: Vec<String> = segments(&code[at..at + length]).collect();
            let is_use = code[..at].rsplit('\n').next().is_some_and(|line| line.contains("use "));
            if path.len() > 1 && !is_use {
                found.push(path);
            }
        }
    }
    found
}

/// What a source takes of a module that it knows by this name: the `b` of each `name::b`.
fn members(code: &str, name: &str) -> Vec<String> {
    let path = format!("{name}::");
    let stands_alone = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let hits = code.match_indices(&path).filter(|(at, _)| stands_alone(*at));
    hits.map(|(at, _)| super::first_name(&code[at + path.len()..])).filter(|member| !member.is_empty()).collect()
}

/// The path from the crate's root; `None` for another crate.
fn from_root(modules: &BTreeMap<ModulePath, Module>, at: &[String], path: &[String]) -> Option<ModulePath> {
    let (first, rest) = path.split_first()?;
    let start: ModulePath = match first.as_str() {
        "crate" => Vec::new(),
        "self" => at.to_vec(),
        "super" => at[..at.len().checked_sub(1)?].to_vec(),
        child => {
            let start = [at, &[child.to_owned()]].concat();
            if !modules.contains_key(&start) {
                return None;
            }
            start
        }
    };
    Some([start, rest.to_vec()].concat())
}

/// The file that defines what a path names.
fn home(modules: &BTreeMap<ModulePath, Module>, path: ModulePath) -> Option<String> {
    let mut path = path;
    // As many steps as a chain of doors could ever have.
    for _ in 0..16 {
        let module_length = (0..=path.len()).rev().find(|length| modules.contains_key(&path[..*length]))?;
        let module = &modules[&path[..module_length]];
        let Some(name) = path.get(module_length) else { return Some(module.file.clone()) };
        let Some((_, behind)) = module.passed_on.iter().find(|(known, _)| known == name) else {
            return Some(module.file.clone());
        };
        path = [behind.clone(), path[module_length + 1..].to_vec()].concat();
    }
    None
}

/// Files that import each other, in however many steps; one list a knot.
pub(super) fn knots(imports: &Imports) -> Vec<Vec<&str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reachable(imports, file))).collect();
    let mut knots: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (file, reached) in reach.iter().filter(|(file, reached)| reached.contains(*file)) {
        knots.insert(reached.iter().copied().filter(|other| reach[other].contains(file)).collect());
    }
    knots.into_iter().collect()
}

fn reachable<'i>(imports: &'i Imports, file: &str) -> BTreeSet<&'i str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = imports[file].iter().map(String::as_str).collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(imports.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}
