//! What `--format json` writes keeps to the published schemas, and those are the ones that the types have.

use crate::sandbox::Sandbox;
use adr::export::DocumentSchema;
use serde_json::Value;
use std::path::PathBuf;

fn published(schema: &DocumentSchema) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join("schemas").join(schema.file_name())
}

/// Fails unless the text is JSON of the schema that it names.
#[track_caller]
pub(crate) fn assert_valid(text: &str) -> Value {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let id = document["schema"].as_str().expect("a document names its schema");
    let schema = DocumentSchema::ALL.into_iter().find(|schema| schema.id == id).expect("a published schema");
    let schema: Value = serde_json::from_str(&schema.text()).expect("a schema is JSON");
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource(id, schema).expect("a schema has a name");
    let compiled = compiler.compile(id, &mut schemas).expect("a sound schema");
    if let Err(faults) = schemas.validate(&document, compiled) {
        panic!("{id}: {faults}");
    }
    document
}

/// Run `UPDATE_SCHEMAS=1 cargo test --test it schemas` after a change of the types, and read the difference.
#[test]
#[expect(clippy::disallowed_methods, reason = "a person asks the test to write")]
fn the_published_schemas_are_those_of_the_types() {
    for schema in DocumentSchema::ALL {
        let path = published(&schema);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of schemas");
            std::fs::write(&path, schema.text()).expect("a schema is written");
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(text, schema.text(), "{} is out of date; see the comment of this test", path.display());
    }
}

#[test]
fn a_schema_is_printed_by_name() {
    let sandbox = Sandbox::folder();
    for schema in DocumentSchema::ALL {
        assert_eq!(sandbox.adr(&["schema", schema.name]).expect(0).stdout, schema.text());
        assert!(sandbox.adr(&["schema"]).expect(0).stdout.contains(schema.id));
    }
    let refused = sandbox.adr(&["schema", "comparsion"]).expect(2);
    assert!(refused.stderr.contains("did you mean `comparison`?"), "{}", refused.stderr);
}

#[test]
fn what_commands_write_keeps_to_the_schemas() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["-C", "demo", "--on", "2026-11-25"].iter().chain(args).copied().collect();
        sandbox.adr(&all).expect(0).stdout
    };
    let list = assert_valid(&run(&["list", "--format", "json"]));
    assert_valid(&run(&["agenda", "--format", "json"]));
    assert_valid(&run(&["search", "payments", "--format", "json"]));
    assert_valid(&run(&["show", "1", "--explain", "--format", "json"]));
    assert_valid(&run(&["check", "--format", "json"]));
    let mut compared = 0;
    for record in list["records"].as_array().expect("records") {
        let path = record["path"].as_str().expect("a path");
        let output = sandbox.adr(&["-C", "demo", "--on", "2026-11-25", "compare", path, "--format", "json"]);
        match output.code {
            0 => {
                assert_valid(&output.stdout);
                compared += 1;
            }
            code => assert_eq!(code, 2, "{path}: {}", output.stderr),
        }
    }
    assert!(compared >= 8, "only {compared} decisions of the demo have figures");
}

#[test]
fn the_examples_keep_to_the_schema() {
    let sandbox = Sandbox::folder();
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("examples");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(examples).expect("examples") {
        let path = entry.expect("an example").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            sandbox.write(&format!("decisions/{name}"), std::fs::read(&path).expect("an example"));
            names.push(name);
        }
    }
    assert!(!names.is_empty());
    for name in names {
        let path = format!("decisions/{name}");
        let output = sandbox.adr(&["compare", &path, "--format", "json", "--on", "2026-11-25"]).expect(0);
        let document = assert_valid(&output.stdout);
        assert!(!output.stdout.contains("NaN"), "{name}");
        let inputs = document["decision"]["inputs"].as_array().expect("inputs");
        assert!(inputs.iter().all(|input| input["line"].is_u64() && input["written"].is_string()), "{inputs:#?}");
    }
}

/// The schema of what authors write stands beside those of what commands write.
#[test]
#[expect(clippy::disallowed_methods, reason = "a person asks the test to write")]
fn the_schema_of_a_record_is_that_of_the_reader() {
    let printed = Sandbox::folder().adr(&["schema", "record"]).expect(0).stdout;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/adr-record-1.json");
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, &printed).expect("a schema is written");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("a published schema"), printed, "see the first test");
    let schema: Value = serde_json::from_str(&printed).expect("a schema is JSON");
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource("record", schema).expect("a schema has a name");
    let compiled = compiler.compile("record", &mut schemas).expect("a sound schema");
    let is_valid = |front: Value| schemas.validate(&front, compiled).is_ok();
    let option = |keys: Value| serde_json::json!({ "options": [keys] });
    for sound in [
        serde_json::json!({ "status": "proposed", "tags": ["a"], "another-tool": { "x": 1 }, "limit": "2.2m" }),
        serde_json::json!({ "recommend": "buy", "next": ["Start"], "kill": { "metric": "Users", "below": 5 } }),
        serde_json::json!({ "recommend": { "option": "buy", "by": "CTO" }, "next": [{ "what": "Start", "done": "2027-01-01" }] }),
        option(serde_json::json!({ "buy": "A", "cost": "250k", "flexibility": 50, "risks": [] })),
        option(
            serde_json::json!({ "buy": "A", "cost": { "once": 5, "monthly": { "per": ["a", "b"], "tiers": [{ "rate": 1 }] } } }),
        ),
        option(
            serde_json::json!({ "buy": "A", "contract": { "renews": "12 months", "given": { "by": "us" } }, "people": { "rate": "12k" } }),
        ),
    ] {
        assert!(is_valid(sound.clone()), "{sound}");
    }
    let example = include_str!("../examples/sign-in-accepted.md").split("---\n").nth(1).expect("front matter");
    let example: Value = serde_yaml::from_str(example).expect("YAML");
    assert!(is_valid(example.clone()), "{example}");
    for slip in [
        serde_json::json!({ "recommend": { "optoin": "buy" } }),
        serde_json::json!({ "next": [{ "what": "Start", "dne": "2027-01-01" }] }),
        option(serde_json::json!({ "buy": "A", "cost": { "onec": 5 } })),
        option(serde_json::json!({ "buy": "A", "people": { "months": 5, "rates": 5 } })),
    ] {
        assert!(!is_valid(slip.clone()), "{slip}");
    }
}
