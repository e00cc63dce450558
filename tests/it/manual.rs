//! The manual says what the program does: the page of findings is made of the rules' own pages, and what stands in
//! console blocks is run.

use crate::sandbox::Sandbox;
use adr::check::RULES;
use std::fmt::Write as _;
use std::path::Path;

/// The page of findings: what is written by hand, then one part for each rule.
fn findings_page(by_hand: &str) -> String {
    let mut page = format!("{}\n", by_hand.trim_end());
    for rule in RULES {
        let (name, words) = (rule.name, &rule.page);
        write!(
            page,
            "\n## {name}\n\n{}\n\n{}\n\nLike this:\n\n```yaml\n{}\n```\n\nInstead of:\n\n```yaml\n{}\n```\n",
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
    snapbox::assert_data_eq!(findings_page(by_hand), snapbox::Data::read_from(&path, None).raw());
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

#[test]
fn console_blocks_say_what_the_tool_prints() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("how-to").join("compare.md");
    let page = std::fs::read_to_string(page).expect("the page on comparisons");
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-sign-in.md", include_str!("../examples/sign-in.md"));
    let blocks: Vec<&str> = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let (command, expected) = block.split_once('\n').expect("a command and what it prints");
        let words: Vec<&str> = command.trim_start_matches("$ adr ").split_whitespace().collect();
        let printed = sandbox.adr(&words).expect(0).stdout;
        snapbox::assert_data_eq!(printed, snapbox::Data::text(expected.to_owned()).raw());
    }
}
