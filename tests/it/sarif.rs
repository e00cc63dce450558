//! `adr check --format sarif`: what code review sites read keeps to their schema.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::path::Path;

/// The schema, as the tests of the pages bring it along.
const SCHEMA: &str = "tests/browser/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

fn findings() -> Value {
    let sandbox = Sandbox::folder();
    sandbox
        .write("decisions/0001 a#b.md", "---\nstatus: acepted\noptions: [{ buy: X, cost: { once: abc } }]\n---\n# A\n");
    sandbox.write("decisions/0002-b.md", "# B\n\n[gone](gone.md)\n");
    sandbox.write("book.toml", "[output.board]\nhorizont = 3\n");
    serde_json::from_str(&sandbox.adr(&["check", "--format", "sarif"]).expect(1).stdout).expect("JSON")
}

#[test]
fn findings_stand_where_a_reviewer_looks() {
    let log = findings();
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert!(results.len() >= 4, "{log:#}");
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| text.len() > 10), "{rule}");
    }
    let places: Vec<&Value> = results.iter().map(|result| &result["locations"][0]["physicalLocation"]).collect();
    let of = |uri: &str| places.iter().find(|place| place["artifactLocation"]["uri"] == uri);
    assert_eq!(of("decisions/0001%20a%23b.md").expect("the record")["region"]["startLine"], 2);
    assert!(of("book.toml").is_some());
}

#[test]
fn it_keeps_to_the_schema_of_the_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHEMA);
    let Ok(text) = std::fs::read_to_string(&path) else {
        // It comes along with what the whole test command installs.
        assert!(std::env::var_os("ADR_BROWSER").is_none(), "the whole test command has the schema");
        return;
    };
    let mut schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    // The draft's own name has no fragment.
    schema["$schema"] = "http://json-schema.org/draft-07/schema".into();
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource("sarif", schema).expect("a schema has a name");
    let compiled = compiler.compile("sarif", &mut schemas).expect("a sound schema");
    let log = findings();
    if let Err(faults) = schemas.validate(&log, compiled) {
        panic!("{faults}");
    }
    let mut broken = log;
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(schemas.validate(&broken, compiled).is_err(), "the schema refuses what is none");
}
