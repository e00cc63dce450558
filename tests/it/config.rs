//! `adr config`: values and where they come from.

use crate::sandbox::Sandbox;

#[test]
fn every_value_tells_its_origin() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# A\n");
    sandbox.write("book.toml", "[book]\ntitle = \"Why\"\n\n[output.board]\ncurrency = \"GBP\"\ndraws = 500\n");
    sandbox.commit("a");
    let run = sandbox.adr_with(&["config", "--format", "json"], &[("ADR_DRAWS", "900")]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let settings = json["settings"].as_array().expect("a list");
    let of = |key: &str| {
        let row = settings.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{key}"));
        (row["value"].clone(), row["origin"].as_str().expect("a word").to_owned())
    };
    assert_eq!(json["schema"], "adr-config/1");
    assert_eq!(of("title"), ("Why".into(), "book.toml".to_owned()));
    assert_eq!(of("currency"), ("GBP".into(), "book.toml".to_owned()));
    assert_eq!(of("draws"), (900.into(), "ADR_DRAWS".to_owned()));
    assert_eq!(of("horizon"), (5.into(), "default".to_owned()));
    assert_eq!(of("on (publish, compare)"), ("2026-01-05".into(), "commit".to_owned()));
    assert_eq!(json["folders"][0]["path"], "decisions");
}

#[test]
fn people_get_a_table() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# A\n");
    let run = sandbox.adr(&["config", "--on", "2026-11-05"]).expect(0);
    assert!(run.stdout.contains("Records: decisions (a well-known folder)"), "{}", run.stdout);
    assert!(run.stdout.lines().any(|line| line.starts_with("on (publish, compare)") && line.contains("--on")));
    let nowhere = Sandbox::folder().adr(&["config"]).expect(3);
    assert!(nowhere.stderr.contains("adr init"), "{}", nowhere.stderr);
}
