//! The manual says what the program does: the page of findings is made of the rules' own words, every rule that the
//! source names is on it, and commands, chapters and variables are all there.

use crate::sandbox::Sandbox;
use adr::check::{KNOWN_RULES, RULES, rule_names};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The page of findings: what is written by hand, a line for each rule about a single entry, and a part for each rule
/// about what a board would miss.
fn findings_page(by_hand: &str) -> String {
    let mut page = format!("{}\n", by_hand.trim_end());
    for (title, rules) in KNOWN_RULES {
        write!(page, "\n## {title}\n\n| rule | what it says | what to do |\n| --- | --- | --- |\n").expect("a string");
        for rule in rules {
            writeln!(page, "| `{}` | {} | {} |", rule.name, rule.means, rule.mend).expect("writing to a string");
        }
    }
    page.push_str("\n## What a board would miss\n");
    for rule in RULES {
        let (name, words) = (rule.name, &rule.page);
        write!(
            page,
            "\n### {name}\n\n{}\n\n{}\n\nLike this:\n\n```yaml\n{}\n```\n\nInstead of:\n\n```yaml\n{}\n```\n",
            words.checks, words.matters, words.like_this, words.instead_of
        )
        .expect("writing to a string");
    }
    page
}

#[test]
fn the_page_of_findings_is_made_of_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("reference").join("findings.md");
    let page = std::fs::read_to_string(&path).expect("the page of findings can be read");
    let by_hand = page.split("\n## ").next().unwrap_or_default();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, findings_page(by_hand)).expect("the page of findings is written");
        return;
    }
    snapbox::assert_data_eq!(findings_page(by_hand), snapbox::Data::read_from(&path, None).raw());
}

/// The page of tables: what is written by hand, and a part for each table that `adr export` writes.
fn tables_page(by_hand: &str) -> String {
    let mut page = format!("{}\n", by_hand.trim_end());
    for table in adr::report::dataset_columns() {
        write!(page, "\n## {}\n\n{}.\n\n| column | kind | meaning |\n| --- | --- | --- |\n", table.name, table.about)
            .expect("a string");
        for column in &table.columns {
            writeln!(page, "| `{}` | {} | {} |", column.name, column.values.kind(), column.about).expect("a string");
        }
    }
    page
}

#[test]
fn the_page_of_tables_is_made_of_the_columns() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("reference").join("tables.md");
    let page = std::fs::read_to_string(&path).expect("the page of tables can be read");
    let by_hand = page.split("\n## records\n").next().unwrap_or_default();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, tables_page(by_hand)).expect("the page of tables is written");
        return;
    }
    snapbox::assert_data_eq!(tables_page(by_hand), snapbox::Data::read_from(&path, None).raw());
}

/// What stands right before the name of a rule in the source.
const BEFORE_A_RULE: [&str; 12] = [
    "Finding::error(",
    "Finding::warning(",
    "Finding::note(",
    ".error(",
    ".warning(",
    ".note(",
    ".warn(",
    ".fault(",
    "warn(",
    "warn(lowering,",
    "Fault { rule:",
    "IDLE: &str =",
];

/// Rust files below a folder, tests aside.
fn source_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).expect("a folder of the source").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.is_dir() {
                true if name == "tests" => Vec::new(),
                true => source_files(&path),
                false if name.ends_with(".rs") && !name.ends_with("tests.rs") => vec![path],
                false => Vec::new(),
            }
        })
        .collect()
}

/// A rule that nobody can look up is no better than none, and one that nothing finds is a promise not kept.
#[test]
fn every_rule_of_the_source_is_known_and_every_known_one_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known: BTreeSet<&str> = rule_names().collect();
    let mut named = BTreeSet::new();
    let mut literals = BTreeSet::new();
    for path in source_files(&root) {
        if path.ends_with("check/known.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source file");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let is_rule = |word: &str| {
            word.len() > 2
                && word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        for (at, _) in text.match_indices('"') {
            let Some(word) = text[at + 1..].split('"').next().filter(|word| is_rule(word)) else { continue };
            literals.insert(word.to_owned());
            let before = text[..at].trim_end();
            if BEFORE_A_RULE.iter().any(|marker| before.ends_with(marker)) {
                named.insert(word.to_owned());
            }
        }
    }
    assert!(named.len() > 60, "{named:?}");
    let unknown: Vec<&String> = named.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "`check::known` lacks {unknown:?}");
    let unused: Vec<&&str> = known.iter().filter(|name| !literals.contains(**name)).collect();
    assert!(unused.is_empty(), "nothing finds {unused:?}");
}

#[test]
fn every_chapter_is_in_the_summary() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).expect("the summary can be read");
    let chapters: Vec<&str> = summary.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    for chapter in &chapters {
        assert!(docs.join(chapter).is_file(), "SUMMARY.md names `{chapter}`, which is not there");
    }
    for folder in ["", "how-to", "reference", "method"] {
        for entry in std::fs::read_dir(docs.join(folder)).expect("a folder of the manual") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let chapter = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let is_chapter = Path::new(&name).extension().is_some_and(|ending| ending == "md") && name != "SUMMARY.md";
            assert!(!is_chapter || chapters.contains(&chapter.as_str()), "SUMMARY.md lacks `{chapter}`");
        }
    }
}

#[test]
fn the_page_of_commands_names_what_help_names() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("reference").join("commands.md");
    let page = std::fs::read_to_string(path).expect("the page of commands can be read");
    let sandbox = Sandbox::folder();
    let long = |line: &str| {
        let option = line.split_whitespace().find(|word| word.starts_with("--"))?;
        Some(option.trim_end_matches(',').to_owned())
    };
    let options = |help: &str| -> Vec<String> {
        help.lines().filter(|line| line.trim_start().starts_with('-')).filter_map(long).collect()
    };
    let whole = sandbox.adr(&["--help"]).expect(0).stdout;
    let everywhere = options(&whole);
    assert!(everywhere.contains(&"--records".to_owned()), "{whole}");
    let commands: Vec<&str> = whole
        .split("Commands:")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("a list of commands")
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in commands {
        let help = sandbox.adr(&[command, "--help"]).expect(0).stdout;
        assert!(help.contains("Example"), "`adr {command} --help` has no example");
        let row = page.lines().find(|line| line.starts_with(&format!("| `adr {command}")));
        let row = row.unwrap_or_else(|| panic!("no row for {command}"));
        for option in options(&help).iter().filter(|option| !everywhere.contains(option)) {
            assert!(row.contains(option.as_str()), "the row of `{command}` lacks `{option}`");
        }
    }
}

#[test]
fn the_page_of_settings_names_every_variable() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/reference/book-toml.md")).expect("the page of settings");
    let source = std::fs::read_to_string(root.join("src/cli/context.rs")).expect("the list of variables");
    let list = source.split("VARIABLES").nth(1).and_then(|rest| rest.split("];").next()).expect("a list");
    let names: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("`{name}`")), "the page of settings lacks {name}");
    }
}
