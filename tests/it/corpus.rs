//! Records that people wrote, with a reference reading beside them: how much of it we read right.
//!
//! Runs where `ADR_CORPUS` names the folder; its README says how to compare. Calls the binary as
//! people do, prints the figures of each field and the first misses by name.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The share of records that must be read right, by field.
const BARS: [(&str, f64); 5] = [("title", 0.99), ("number", 0.99), ("status", 0.99), ("date", 0.99), ("links", 0.95)];
/// Files that may be taken for records and are none.
const STRANGERS: usize = 5;
/// Where no folder is named: the share of records that must be found, and of what is taken that may be none.
const FOUND: f64 = 0.95;
const NONE: f64 = 0.02;

#[test]
fn records_that_people_wrote_are_read_right() {
    let Some(corpus) = folder() else { return };
    let truth = truth(&corpus);
    let mut score = Score::default();
    for (repository, expected) in &truth {
        compare(&corpus.join(repository), repository, &folders(expected), expected, &mut score);
    }
    score.print("with `--records`");
    assert_eq!(score.missing, Vec::<String>::new(), "records that were not found");
    assert!(score.strangers.len() <= STRANGERS, "taken for records: {:?}", score.strangers);
    for (field, bar) in BARS {
        assert!(score.share(field) >= bar, "{field}: {:.4} is below {bar}", score.share(field));
    }
}

#[test]
fn records_that_people_wrote_are_found() {
    let Some(corpus) = folder() else {
        return;
    };
    let truth = truth(&corpus);
    let mut score = Score::default();
    for (repository, expected) in &truth {
        compare(&corpus.join(repository), repository, &[], expected, &mut score);
    }
    score.print("at the top, with no option");
    let all: usize = truth.values().map(BTreeMap::len).sum();
    let found = all - score.missing.len();
    let share = found as f64 / all as f64;
    assert!(share >= FOUND, "{found} of {all} are found");
    let none = score.strangers.len() as f64 / (found + score.strangers.len()) as f64;
    assert!(none <= NONE, "{:.4} of what is taken are no records: {:?}", none, score.strangers);
}

/// Where the samples lie.
pub(crate) fn folder() -> Option<PathBuf> {
    std::env::var_os("ADR_CORPUS").map(PathBuf::from)
}

/// The reference reading by folder of a repository and path.
pub(crate) fn truth(corpus: &Path) -> BTreeMap<String, BTreeMap<String, Value>> {
    let text = fs::read_to_string(corpus.join("truth.jsonl")).expect("truth.jsonl stands in the corpus");
    let mut truth: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for line in text.lines() {
        let entry: Value = serde_json::from_str(line).expect("a line of JSON");
        let path = entry["path"].as_str().expect("a path");
        let (repository, path) = path.split_once('/').expect("a folder for each repository");
        truth.entry(repository.to_owned()).or_default().insert(path.to_owned(), entry.clone());
    }
    truth
}

/// The folders that directly hold records; of a README in a folder of its own, the folder above.
pub(crate) fn folders(expected: &BTreeMap<String, Value>) -> Vec<String> {
    let folder_of = |path: &String| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_own = name.to_lowercase().starts_with("readme.");
        let folder = if is_own { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder };
        if folder.is_empty() { ".".to_owned() } else { folder.to_owned() }
    };
    expected.keys().map(folder_of).collect::<BTreeSet<String>>().into_iter().collect()
}

/// What `adr list` says of a folder.
fn list(root: &Path, folders: &[String]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
    command.arg("-C").arg(root).args(["list", "--format", "json"]);
    for folder in folders {
        command.arg("--records").arg(folder);
    }
    let output = command.output().expect("adr runs");
    if !output.status.success() {
        return Vec::new();
    }
    let whole: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(whole["schema"], "adr-list/1");
    whole["records"].as_array().cloned().unwrap_or_default()
}

fn compare(root: &Path, repository: &str, folders: &[String], expected: &BTreeMap<String, Value>, score: &mut Score) {
    let mut found = BTreeSet::new();
    for record in list(root, folders) {
        let path = record["path"].as_str().expect("a path");
        let name = format!("{repository}/{path}");
        let Some(truth) = expected.get(path) else {
            score.strangers.push(name);
            continue;
        };
        found.insert(path.to_owned());
        compare_fields(&name, &record, truth, score);
        compare_links(&name, &record, truth, score);
    }
    let missing = expected.keys().filter(|path| !found.contains(*path));
    score.missing.extend(missing.map(|path| format!("{repository}/{path}")));
}

fn compare_fields(name: &str, record: &Value, truth: &Value, score: &mut Score) {
    let title = fold(record["title"].as_str().unwrap_or_default());
    let titles: Vec<String> =
        accepted(truth, "title").iter().map(|value| fold(value.as_str().unwrap_or_default())).collect();
    let is_right = truth["title"].is_null() || titles.contains(&title);
    score.note("title", is_right, name, || format!("{} for {}", record["title"], truth["title"]));

    let is_right = accepted(truth, "number").contains(&&record["number"]);
    score.note("number", is_right, name, || format!("{} for {}", record["number"], truth["number"]));

    let is_right = accepted(truth, "status").contains(&&record["status"]);
    score.note("status", is_right, name, || {
        let (ours, raw) = (&record["status"], &record["status_raw"]);
        format!("{ours} ({raw}) for {} ({}, {})", truth["status"], truth["status_raw"], truth["status_source"])
    });

    let date = &record["date"];
    let in_name = &truth["date_in_file_name"];
    let is_right =
        accepted(truth, "date").contains(&date) || (truth["date"].is_null() && !in_name.is_null() && in_name == date);
    score.note("date", is_right, name, || {
        let source = &record["date_source"];
        format!("{date} ({source}) for {} ({}, {})", truth["date"], truth["date_raw"], truth["date_source"])
    });
}

/// Counted links: of four kinds, with a target in this collection, that can be read in one way only.
fn compare_links(name: &str, record: &Value, truth: &Value, score: &mut Score) {
    let ours: Vec<&Value> = record["links"].as_array().into_iter().flatten().collect();
    for link in truth["links"].as_array().into_iter().flatten() {
        let (Some(kind), Some(target)) = (link["type"].as_str(), link["target_path"].as_str()) else { continue };
        let target = target.split_once('/').map_or(target, |(_, path)| path);
        if link["doubtful"] == true || kind == "related" {
            continue;
        }
        let is_it = |ours: &&Value| ours["kind"] == kind.replace('_', "-") && ours["path"] == target;
        let is_right = ours.iter().any(is_it);
        score.note("links", is_right, name, || {
            let told: Vec<String> = ours.iter().map(|link| format!("{} {}", link["kind"], link["target"])).collect();
            format!("{kind} {target} ({}), found {told:?}", link["raw"])
        });
    }
}

/// The reading itself and the others that are right as well.
fn accepted<'a>(truth: &'a Value, field: &str) -> Vec<&'a Value> {
    let others = truth[format!("{field}_accept")].as_array();
    std::iter::once(&truth[field]).chain(others.into_iter().flatten()).collect()
}

/// Without case, white space and markup.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '`' | '~' | '\\'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[derive(Default)]
struct Score {
    right: BTreeMap<&'static str, (usize, usize)>,
    misses: BTreeMap<&'static str, Vec<String>>,
    missing: Vec<String>,
    strangers: Vec<String>,
}

impl Score {
    fn note(&mut self, field: &'static str, is_right: bool, name: &str, miss: impl FnOnce() -> String) {
        let (right, all) = self.right.entry(field).or_default();
        *right += usize::from(is_right);
        *all += 1;
        if !is_right {
            self.misses.entry(field).or_default().push(format!("{name}: {}", miss()));
        }
    }

    fn share(&self, field: &str) -> f64 {
        self.right.get(field).map_or(0.0, |(right, all)| *right as f64 / (*all).max(1) as f64)
    }

    #[expect(clippy::print_stdout, reason = "the figures are what this test is run for")]
    fn print(&self, how: &str) {
        let limit = std::env::var("ADR_CORPUS_MISSES").ok().and_then(|count| count.parse().ok()).unwrap_or(10);
        println!("{how}:");
        for (field, (right, all)) in &self.right {
            println!("{field:8} {right:5} of {all:5}  {:6.2}%", 100.0 * self.share(field));
            for miss in self.misses.get(field).into_iter().flatten().take(limit) {
                println!("         {miss}");
            }
        }
        for (what, names) in [("not found", &self.missing), ("taken and none", &self.strangers)] {
            println!("{what} {}", names.len());
            for name in names.iter().take(limit) {
                println!("         {name}");
            }
        }
    }
}
