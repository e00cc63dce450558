//! The tool's first users: this repository's own decisions, and the example company of `init --demo`. Both are checked,
//! listed and published, and neither has an error.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs `adr` away from the machine's settings, and gives its standard output; it must end with 0.
fn adr(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_adr"))
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("NO_COLOR", "1")
        .output()
        .expect("adr can be started");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "adr {arguments:?} ended with {}:\n{stdout}{stderr}", output.status);
    stdout
}

fn root() -> &'static str {
    env!("CARGO_MANIFEST_DIR")
}

fn records(folder: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&adr(&["-C", folder, "list", "--format", "json"])).expect("JSON");
    list["records"].as_array().expect("records").clone()
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder)
        .expect("a folder of records")
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "md")))
        .count()
}

#[test]
fn our_own_decisions_have_no_error() {
    adr(&["-C", root(), "check", "--on", "2026-11-25"]);
}

#[test]
fn each_of_our_own_decisions_is_listed_with_number_status_and_date() {
    let records = records(root());
    assert_eq!(records.len(), files(&Path::new(root()).join("decisions")));
    // Numbers are given to whoever works on a decision, so one that is still being written leaves a gap.
    let mut last = 0;
    for record in &records {
        let named =
            record["path"].as_str().and_then(|path| path.strip_prefix("decisions/")?.get(..4)?.parse::<u64>().ok());
        assert!(named.is_some_and(|named| named > last && record["number"] == named), "{record}");
        last = named.unwrap_or_default();
        assert!(record["date"].is_string() && record["status"].is_string(), "{record}");
    }
}

#[test]
fn our_own_decisions_are_published() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    adr(&["-C", root(), "publish", "--on", "2026-11-25", "--out", site.to_str().expect("a path")]);
    for page in ["index.html", "manifest.json", "log/0004-the-board-pack-as-pdf.html"] {
        assert!(site.join(page).is_file(), "{page} is missing");
    }
}

// The demo's dates hang on the day: a leap day, the end of a year and a day far from both.
#[test]
fn the_demo_has_no_error_on_any_day() {
    for day in ["2026-11-25", "2028-02-29", "2029-12-31"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let demo = folder.path().join("demo");
        let demo = demo.to_str().expect("a path");
        adr(&["init", "--demo", demo, "--on", day]);
        adr(&["-C", demo, "check", "--on", day]);
        let records = records(demo);
        assert_eq!(records.len(), files(&Path::new(root()).join("templates/demo/decisions")));
        for file in records.iter().filter_map(|record| record["path"].as_str()) {
            let text = std::fs::read_to_string(Path::new(demo).join(file)).expect("a record");
            assert!(!text.contains("{{"), "{file} keeps a placeholder");
        }
    }
}
