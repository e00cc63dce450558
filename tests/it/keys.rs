//! The keys that the reader knows and those that the manual explains are the same, at the top and in every block.
//!
//! The reader's are the fields of its `…Schema` structs, spelled as authors spell them. The manual's are the first
//! columns of its tables, and what stands in braces beside a key: `{ what, who, by }`, with blocks inside as
//! `mitigation: { what, yearly }`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Keys of a block.
type Keys = BTreeSet<String>;

const RECORD: &str = "docs/reference/record.md";
const BOOK: &str = "docs/reference/book-toml.md";

/// Where the manual explains the keys of a schema.
enum Explained {
    /// In the tables of these parts of a page.
    Parts(&'static str, &'static [&'static str]),
    /// In braces beside each of these keys.
    Beside(&'static str, &'static [&'static str]),
}

use Explained::{Beside, Parts};

/// Every schema of the reader. A new one is missed by the test below until it has its line here.
const SCHEMAS: &[(&str, Explained)] = &[
    ("top.rs/FrontMatterSchema", Parts(RECORD, &["The decision", "The analysis"])),
    ("option_keys.rs/OptionSchema", Parts(RECORD, &["Options"])),
    ("criteria.rs/CriterionSchema", Parts(RECORD, &["Criteria"])),
    ("ai.rs/AiSchema", Parts(RECORD, &["AI"])),
    ("estimates.rs/EstimateSchema", Beside(RECORD, &["Numbers and estimates"])),
    ("outcome.rs/BoardSchema", Beside(RECORD, &["board"])),
    ("outcome.rs/RecommendSchema", Beside(RECORD, &["recommend"])),
    ("outcome.rs/DecisionSchema", Beside(RECORD, &["decision"])),
    ("outcome.rs/FrozenSchema", Beside(RECORD, &["forecast"])),
    ("outcome.rs/PercentilesSchema", Beside(RECORD, &["cash", "ready"])),
    ("outcome.rs/DissentSchema", Beside(RECORD, &["dissent"])),
    ("outcome.rs/StepSchema", Beside(RECORD, &["next"])),
    ("outcome.rs/ResponseSchema", Beside(RECORD, &["response"])),
    ("outcome.rs/KillSchema", Beside(RECORD, &["kill"])),
    ("outcome.rs/ForecastSchema", Beside(RECORD, &["forecasts"])),
    ("outcome.rs/ActualSchema", Beside(RECORD, &["actuals"])),
    ("outcome.rs/StatusChangeSchema", Beside(RECORD, &["history"])),
    ("inputs.rs/AppetiteSchema", Beside(RECORD, &["appetite"])),
    ("inputs.rs/ExceedanceSchema", Beside(RECORD, &["exceedance"])),
    ("inputs.rs/StudySchema", Beside(RECORD, &["study"])),
    ("inputs.rs/ScenarioSchema", Beside(RECORD, &["scenarios"])),
    ("inputs.rs/ReplacementSchema", Beside(RECORD, &["replacement"])),
    ("criteria.rs/ValueSchema", Beside(RECORD, &["value"])),
    ("money.rs/CostSchema", Beside(RECORD, &["cost"])),
    ("money.rs/PerDriverSchema", Beside(RECORD, &["yearly"])),
    ("money.rs/TierSchema", Beside(RECORD, &["tiers"])),
    ("money.rs/ScheduledSchema", Beside(RECORD, &["at"])),
    ("money.rs/BenefitSchema", Beside(RECORD, &["benefit"])),
    ("option_keys.rs/PeopleSchema", Beside(RECORD, &["people"])),
    ("option_keys.rs/ExitSchema", Beside(RECORD, &["exit"])),
    ("option_keys.rs/OptimismBiasSchema", Beside(RECORD, &["optimism-bias"])),
    ("supply.rs/RiskSchema", Beside(RECORD, &["risks"])),
    ("supply.rs/MitigationSchema", Beside(RECORD, &["mitigation"])),
    ("supply.rs/SupplierSchema", Beside(RECORD, &["supplier"])),
    ("supply.rs/ContractSchema", Beside(RECORD, &["contract"])),
    ("supply.rs/GivenSchema", Beside(RECORD, &["given"])),
    ("supply.rs/TermsSchema", Beside(RECORD, &["terms"])),
    ("ai.rs/ApprovedSchema", Beside(RECORD, &["approved", "supplier-assessed"])),
    ("ai.rs/StopSchema", Beside(RECORD, &["stop"])),
    ("ai.rs/TestSchema", Beside(RECORD, &["tests"])),
    ("ai.rs/IncidentSchema", Beside(RECORD, &["incidents"])),
    ("board.rs/BoardSchema", Parts(BOOK, &["book.toml"])),
    ("board.rs/AuthoritySchema", Beside(BOOK, &["authority"])),
    ("board.rs/BookResponseSchema", Beside(BOOK, &["responses"])),
    ("board.rs/CloseCallSchema", Beside(BOOK, &["close-call"])),
    ("board.rs/ThemeSchema", Beside(BOOK, &["theme"])),
    ("board.rs/LintSchema", Beside(BOOK, &["lint"])),
    ("inputs.rs/AppetiteSchema", Beside(BOOK, &["appetite"])),
];

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the source");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let below = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    paths.flat_map(below).filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

/// Every schema of the reader by file and name, with its keys.
fn known_to_the_reader() -> BTreeMap<String, Keys> {
    let mut schemas = BTreeMap::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join("record")) {
        let file = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a source file");
        for rest in text.split("struct ").skip(1) {
            let Some((name, body)) = rest.split_once(" {\n").filter(|(name, _)| name.ends_with("Schema")) else {
                continue;
            };
            let fields = body.split("\n}").next().unwrap_or_default();
            schemas.insert(format!("{file}/{name}"), keys_of(fields));
        }
    }
    schemas
}

/// Fields of a struct as keys: `r#use` is `use`, `why_now` is `why-now`, and a name of its own comes first.
fn keys_of(fields: &str) -> Keys {
    let mut keys = Keys::new();
    let mut renamed = None;
    for line in fields.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if let Some((field, _)) = line.split_once(": ").filter(|_| !line.starts_with('/')) {
            let field = field.rsplit(' ').next().unwrap_or(field);
            keys.insert(renamed.take().unwrap_or_else(|| field.trim_start_matches("r#").replace('_', "-")));
        }
    }
    keys
}

/// The tables of a page, taken apart.
#[derive(Default)]
struct Manual {
    /// By heading: what the first columns name.
    parts: BTreeMap<String, Keys>,
    /// By key (or heading, where no key stands beside): what stands in braces.
    blocks: BTreeMap<String, Keys>,
}

impl Manual {
    fn of(page: &str) -> Self {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("a page");
        let mut manual = Self::default();
        let mut heading = String::new();
        for line in text.lines() {
            if line.starts_with('#') {
                line.trim_start_matches('#').trim().clone_into(&mut heading);
            } else if let Some(row) = line.strip_prefix("| ").filter(|row| !row.starts_with("---")) {
                manual.row(&heading, row);
            }
        }
        manual
    }

    fn row(&mut self, heading: &str, row: &str) {
        let (first, rest) = row.split_once(" |").unwrap_or((row, ""));
        let named: Vec<&str> = spans(first).filter(|span| !span.starts_with('{')).collect();
        self.parts.entry(heading.to_owned()).or_default().extend(named.iter().map(|key| (*key).to_owned()));
        let owners = if named.is_empty() { vec![heading] } else { named };
        for span in spans(first).chain(spans(rest)) {
            match span.split_once(": {") {
                _ if span.starts_with('{') => owners.iter().for_each(|owner| self.block(owner, span)),
                Some((owner, _)) if !owner.contains(' ') => self.block(owner, &span[owner.len() + 2..]),
                _ => {}
            }
        }
    }

    /// `{ what, below or above, mitigation: { … }, at: [{ … }] }`
    fn block(&mut self, owner: &str, block: &str) {
        let inside = block.trim_start_matches('{').strip_suffix('}').unwrap_or(block);
        for item in split(inside) {
            let (keys, value) = item.split_once([':', '=']).unwrap_or((item, ""));
            for key in keys.split(" or ").map(str::trim) {
                self.blocks.entry(owner.to_owned()).or_default().insert(key.to_owned());
                let value = value.trim().trim_start_matches('[').trim_end_matches(']');
                if value.starts_with('{') {
                    self.block(key, value);
                }
            }
        }
    }

    fn keys(&self, explained: &Explained) -> Vec<(&'static str, Keys)> {
        let found = |keys: &BTreeMap<String, Keys>, name: &str| keys.get(name).cloned().unwrap_or_default();
        match explained {
            Parts(page, parts) => vec![(page, parts.iter().flat_map(|part| found(&self.parts, part)).collect())],
            Beside(_, keys) => keys.iter().map(|key| (*key, found(&self.blocks, key))).collect(),
        }
    }
}

/// What stands in backticks.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Items between commas that stand in no bracket.
fn split(text: &str) -> Vec<&str> {
    let (mut items, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(text[start..].trim());
    items
}

fn missing(from: &Keys, in_other: &Keys) -> String {
    from.difference(in_other).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_reader_and_the_manual_know_the_same_keys() {
    let reader = known_to_the_reader();
    let listed: BTreeSet<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    for name in reader.keys() {
        assert!(listed.contains(name.as_str()), "{name} is read: add to SCHEMAS where the manual explains its keys");
    }
    let pages = BTreeMap::from([RECORD, BOOK].map(|page| (page, Manual::of(page))));
    let mut faults = Vec::new();
    for (name, explained) in SCHEMAS {
        let known = reader.get(*name).unwrap_or_else(|| panic!("no schema of the reader is called {name}"));
        let (Parts(page, _) | Beside(page, _)) = explained;
        for (place, told) in pages[page].keys(explained) {
            let (untold, unknown) = (missing(known, &told), missing(&told, known));
            if !untold.is_empty() {
                faults.push(format!("{page} does not explain {untold} of {place} ({name} reads them)"));
            }
            if !unknown.is_empty() {
                faults.push(format!("{page} explains {unknown} of {place}, which {name} does not read"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a slip at the top may have meant is what is read there. `deciders` is left out: it is MADR's word too.
#[test]
fn every_key_at_the_top_may_be_meant_by_a_slip() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/schema/top.rs");
    let text = std::fs::read_to_string(path).expect("the keys at the top");
    let list = text.split("const OURS").nth(1).and_then(|rest| rest.split("];").next()).expect("a list");
    let mut ours: Keys = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    ours.insert("deciders".to_owned());
    let known = &known_to_the_reader()["top.rs/FrontMatterSchema"];
    assert_eq!((missing(known, &ours), missing(&ours, known)), (String::new(), String::new()));
}

/// Rules of findings that say that something could not be read as it is written.
fn is_misread(rule: &str) -> bool {
    rule.starts_with("bad-")
        || ["unknown-key", "unknown-word", "wrong-shape", "missing-key", "grouped-number", "yes-no"].contains(&rule)
}

/// What reading these records and this `book.toml` finds that could not be read.
fn misread(records: &[(String, String)], book: &str) -> String {
    let sandbox = crate::sandbox::Sandbox::folder();
    sandbox.write("book.toml", book);
    // A folder that is named and missing stops every reader.
    let folders = book.parse::<toml::Table>().ok();
    let folders = folders.as_ref().and_then(|table| table.get("output")?.get("board")?.get("records")?.as_array());
    for folder in folders.into_iter().flatten().filter_map(toml::Value::as_str) {
        sandbox.write(&format!("{folder}/README.md"), "");
    }
    for (name, text) in records {
        sandbox.write(&format!("decisions/{name}"), text);
    }
    let run = sandbox.adr(&["check", "--on", "2026-11-25", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("findings are JSON");
    let findings = found["findings"].as_array().expect("a list");
    let told = findings.iter().filter(|finding| is_misread(finding["rule"].as_str().unwrap_or_default()));
    told.map(|finding| format!("{}: {}", finding["path"], finding["message"])).collect::<Vec<_>>().join("\n")
}

/// Every row names its keys in the first column, and has an example of each that is read as it stands.
#[test]
fn every_key_of_a_record_has_an_example_that_is_read() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORD)).expect("a page");
    let (mut heading, mut lacking, mut records) = ("", Vec::new(), Vec::new());
    for line in text.lines() {
        heading = line.strip_prefix("## ").unwrap_or(heading);
        let around = match heading {
            "The decision" | "The analysis" => "@",
            "Criteria" => "criteria:\n  c:\n    points: 5\n    @",
            "Options" => "options:\n  - @",
            "AI" => "ai:\n  @",
            _ => continue,
        };
        let Some((first, rest)) = line.strip_prefix("| `").and_then(|row| row.split_once(" |")) else { continue };
        let first = format!("`{first}");
        for key in spans(&first).filter(|key| !key.starts_with('{')) {
            let Some(example) = spans(rest).find(|span| span.starts_with(&format!("{key}: ")) && !span.contains('…'))
            else {
                lacking.push(key.to_owned());
                continue;
            };
            // An anchor alone is none.
            let example = if ["worst", "best"].contains(&key) { "worst: 3m\n    best: 1m" } else { example };
            let is_sourcing = ["build", "buy", "partner", "avoid"].contains(&key);
            let around = if heading == "Options" && !is_sourcing { "options:\n  - buy: A\n    @" } else { around };
            let around = if key == "points" { "criteria:\n  c:\n    @" } else { around };
            let name = format!("{:04}-{key}.md", records.len() + 1);
            let drivers = if key == "drivers" || heading != "Options" {
                ""
            } else {
                "drivers: { users: 5, pages: 5, runs: 5, calls: 5 }\n"
            };
            records.push((name, format!("---\n{drivers}{}\n---\n# A decision\n", around.replace('@', example))));
        }
    }
    assert_eq!(lacking, Vec::<String>::new(), "keys without an example");
    assert!(records.len() > 100, "{}", records.len());
    assert_eq!(misread(&records, ""), "");
}

#[test]
fn every_key_of_the_book_stands_in_its_example() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(BOOK)).expect("a page");
    let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let known = &known_to_the_reader()["board.rs/BoardSchema"];
    let shown: Keys = example.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    let mdbooks = Keys::from(["command", "optional"].map(str::to_owned));
    assert_eq!(missing(&known.difference(&mdbooks).cloned().collect(), &shown), "");
    assert_eq!(misread(&[], example), "");
}

/// What editors are told of a record is what the reader reads, block by block.
#[test]
fn the_json_schema_and_the_reader_know_the_same_keys() {
    let printed = crate::sandbox::Sandbox::folder().adr(&["schema", "record"]).expect(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&printed).expect("a schema is JSON");
    let keys = |schema: &serde_json::Value| -> Keys {
        schema["properties"].as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    };
    let reader = known_to_the_reader();
    assert_eq!(keys(&schema), reader["top.rs/FrontMatterSchema"]);
    let blocks = schema["$defs"].as_object().expect("blocks");
    let mut compared = 0;
    for (name, block) in blocks.iter().filter(|(name, _)| name.ends_with("Schema")) {
        let own: Vec<&Keys> =
            reader.iter().filter(|(known, _)| known.ends_with(&format!("/{name}"))).map(|(_, keys)| keys).collect();
        assert!(own.contains(&&keys(block)), "{name}: {:?}", keys(block));
        compared += 1;
    }
    assert!(compared > 30, "{compared} blocks: {:?}", blocks.keys());
}
