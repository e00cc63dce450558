//! What README and manual show is what happens: console blocks are compared word for word, commands are run one after
//! the other, and front matter and settings are read without a fault.

use crate::sandbox::{Run, Sandbox};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Every page that readers see, with its text.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("README.md")];
    for folder in ["docs", "docs/how-to", "docs/reference", "docs/method"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder of the manual");
        let files = entries.map(|entry| entry.expect("an entry").path());
        let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
        files.sort();
        paths.extend(files);
    }
    let page = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("a path below the root").to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(&path).expect("a page"))
    };
    paths.into_iter().map(page).collect()
}

/// The blocks of a page that are in one language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("\n```") {
        let fenced = &rest[at + 4..];
        let (head, body) = fenced.split_once('\n').expect("a block has lines");
        let end = if body.starts_with("```") { 0 } else { body.find("\n```").expect("a block ends") + 1 };
        if head == language {
            blocks.push(&body[..end]);
        }
        rest = &body[end + 3..];
    }
    blocks
}

/// Where a page's commands run, and what they have made so far.
struct Session {
    sandbox: Sandbox,
    folder: String,
}

impl Session {
    /// Runs what a reader would type; what is no command of ours, nor makes a folder, is left out.
    fn run(&mut self, page: &str, line: &str) -> usize {
        let mut count = 0;
        for command in line.split("&&") {
            let words = words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words[..] {
                ["mkdir", name] => {
                    std::fs::create_dir_all(self.sandbox.path().join(&self.folder).join(name)).expect("a folder");
                }
                ["cd", name] => self.folder = format!("{}/{name}", self.folder),
                ["git", "init"] => {
                    git2::Repository::init(self.sandbox.path().join(&self.folder)).expect("a repository");
                }
                ["adr", ref args @ ..] => {
                    let folder = self.sandbox.path().join(&self.folder);
                    let run: Run =
                        self.sandbox.command(args, &[]).current_dir(folder).output().expect("adr runs").into();
                    // Findings are what `check` is for.
                    let is_fine = run.code == 0 || (args.contains(&"check") && run.code == 1);
                    assert!(is_fine, "{page}: {command}\n{}{}", run.stdout, run.stderr);
                    count += 1;
                }
                _ => {}
            }
        }
        count
    }
}

/// A command's words; quotes hold several together.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate().flat_map(|(idx, part)| {
        let parts: Vec<&str> = if idx % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
        parts.into_iter().map(str::to_owned)
    });
    quoted.collect()
}

#[test]
fn console_blocks_say_what_the_tool_prints() {
    let mut count = 0;
    for (name, page) in pages() {
        let sandbox = Sandbox::folder();
        // A record that the page shows is named as `adr new` would name it: chance hangs on the name.
        match blocks(&page, "markdown").first() {
            None => sandbox.write("decisions/0001-sign-in.md", include_str!("../examples/sign-in.md")),
            Some(record) => {
                let title = record.lines().find_map(|line| line.strip_prefix("# ")).expect("a title");
                sandbox.write(&format!("decisions/0001-{}.md", adr::model::slug(title)), record)
            }
        };
        for block in blocks(&page, "console") {
            let (command, expected) = block.split_once('\n').expect("a command and what it prints");
            let words = words(command.strip_prefix("$ adr ").expect("a command of ours"));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let printed = sandbox.adr(&words).expect(0).stdout;
            // A line of three dots stands for what is left out.
            snapbox::assert_data_eq!(printed, snapbox::Data::text(expected.to_owned()));
            count += 1;
        }
        assert!(name != "README.md" || page.contains("```console"), "README shows no output");
    }
    assert!(count >= 2, "{count} console blocks");
}

#[test]
fn commands_run_in_the_order_in_which_a_reader_types_them() {
    let mut count = 0;
    for (name, page) in pages() {
        let mut session = Session { sandbox: Sandbox::folder(), folder: ".".to_owned() };
        if name.contains("how-to") {
            session.sandbox.write("decisions/0001-sign-in.md", include_str!("../examples/sign-in.md"));
        }
        for block in blocks(&page, "sh") {
            count += block.lines().map(|line| session.run(&name, line)).sum::<usize>();
        }
    }
    assert!(count >= 10, "{count} commands");
}

/// A block of front matter as a record; options and risks that stand alone get their keys.
fn record(block: &str) -> String {
    let first = block.lines().next().unwrap_or_default();
    let front = if first.starts_with("- ") {
        let keys = if first.contains("name:") { "options:\n- buy: A\n  risks:\n" } else { "options:\n" };
        format!("{keys}{}", block.lines().map(|line| format!("  {line}\n")).collect::<String>())
    } else {
        block.to_owned()
    };
    if front.starts_with("---") { front } else { format!("---\n{front}---\n# What the manual shows\n") }
}

#[test]
fn front_matter_and_settings_are_read_without_a_fault() {
    // What a part of a record lacks, and links to records that are not there, are no faults of its writing.
    let is_of_writing = |rule: &str| {
        let of_writing = adr::check::KNOWN_RULES.iter().take(2).flat_map(|(_, rules)| rules.iter());
        of_writing.map(|known| known.name).chain(["option-sourcing", "book-syntax", "unknown-rule"]).any(|n| n == rule)
    };
    let mut count = 0;
    for (name, page) in pages() {
        let is_of_rules = name.ends_with("findings.md");
        let page = if is_of_rules { without_bad_examples(&page) } else { page };
        let yaml = blocks(&page, "yaml");
        let toml = blocks(&page, "toml");
        let texts = yaml.iter().filter(|block| !block.starts_with('[')).map(|block| ("a record", record(block)));
        let tables = yaml.iter().filter(|block| block.starts_with('[')).chain(&toml);
        for (what, text) in texts.chain(tables.map(|block| ("settings", (*block).to_owned()))) {
            let sandbox = Sandbox::folder();
            let record = if what == "a record" { text.as_str() } else { "---\nstatus: draft\n---\n# Example\n" };
            sandbox.write("decisions/0001-shown.md", record);
            if what == "settings" {
                let table = if text.contains("[output.board") { "" } else { "[output.board]\n" };
                sandbox.write("book.toml", format!("{table}{text}"));
            }
            let found = sandbox.adr(&["check", "--on", "2026-11-25", "--format", "json"]).stdout;
            let found: Value = serde_json::from_str(&found).expect("findings");
            let faults: Vec<String> = found["findings"]
                .as_array()
                .expect("a list")
                .iter()
                .filter(|finding| is_of_writing(finding["rule"].as_str().unwrap_or_default()))
                .map(|finding| format!("{}: {}", finding["rule"], finding["message"]))
                .collect();
            assert!(faults.is_empty(), "{name} shows {what} that is not read:\n{text}\n{}", faults.join("\n"));
            count += 1;
        }
    }
    assert!(count > 20, "{count} blocks");
}

/// The page of findings without what it shows as wrong.
fn without_bad_examples(page: &str) -> String {
    let mut parts = page.split("Instead of:\n\n```");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once("\n```").map_or("", |(_, rest)| rest))
}
