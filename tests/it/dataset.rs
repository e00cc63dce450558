//! `adr export`: tables that many logs fill together, the same bytes for the same commit, nothing outside the folder that
//! is named; and JSON-ADR as its schema wants it.

use crate::commands::SHORT;
use crate::sandbox::{Sandbox, tell};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A record that was accepted: a service that we buy.
fn bought(number: u32, title: &str, supplier: &str, yearly: &str) -> String {
    format!(
        "---\nstatus: accepted\ndate: 2026-01-20\ncurrency: GBP\ndecision: {{ option: buy, on: 2026-01-20 }}\noptions:\n  \
         - buy: {title}\n    supplier: {supplier}\n    cost: {{ yearly: {yearly} }}\n    risks:\n      \
         - {{ name: =Outage, per-year: 0.2, loss: 10k, owner: CTO }}\n  \
         - avoid: As it is\n    cost: {{ yearly: 10k }}\n---\n# {number}. {title}\n"
    )
}

/// Two repositories that pay one supplier both.
fn logs() -> (Sandbox, Sandbox) {
    let mut payments = Sandbox::repository();
    payments.write("decisions/0001-gateway.md", bought(1, "A gateway", "Acme", "100k"));
    payments.write("decisions/0002-ledger.md", bought(2, "A ledger", "Ledger Ltd", "30k"));
    payments.commit("payments");
    let mut identity = Sandbox::repository();
    identity.write("docs/adr/0001-login.md", bought(1, "A login", "Acme", "250k").replace("GBP\n", "GBP\ndraws: 5\n"));
    identity.write(
        "docs/adr/0002-proposed.md",
        SHORT.replace("  - buy: A payments platform", "  - buy: A payments platform\n    supplier: Acme"),
    );
    identity.write("docs/adr/0003-new-login.md", "# 3. A newer login\n\n## Status\n\nProposed\n\nAmends [1](0001-login.md)\n\n## Context\n\nIt is old.\n\n## Decision\n\nWe wait.\n\n## Consequences\n\n* Good,\n  cheap\n* Bad\n");
    identity.commit("identity");
    (payments, identity)
}

/// Every file below a folder, with its bytes, by path from there.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                found.push((name, std::fs::read(&entry).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn many_logs_fill_one_dataset_each_in_its_own_place() {
    let (payments, mut identity) = logs();
    let data = Sandbox::folder();
    let out = data.path().join("data").to_string_lossy().into_owned();
    let before = files(payments.path());
    let run = payments.adr(&["export", "--out", &out, "--source", "payments"]).expect(0);
    assert!(run.stderr.contains("in 7 tables") && run.stdout.is_empty(), "{}{}", run.stderr, run.stdout);
    identity.adr(&["export", "--out", &out, "--source", "identity"]).expect(0);
    assert_eq!(files(payments.path()), before, "nothing is written outside the folder that is named");
    let first = files(data.path());
    assert_eq!(first.len(), 14, "{:?}", first.iter().map(|(path, _)| path).collect::<Vec<_>>());
    let commit = identity.git().head().expect("a head").target().expect("a commit").to_string();
    let path = format!("data/source=identity/commit={commit}/suppliers.parquet");
    assert!(first.iter().any(|(found, bytes)| *found == path && bytes.starts_with(b"PAR1")), "{path}");
    payments.adr(&["export", "--out", &out, "--source", "payments"]).expect(0);
    assert_eq!(files(data.path()), first, "the same commit gives the same bytes");

    // Another commit stands beside the old one, and what nobody has committed is none.
    identity.write("docs/adr/0001-login.md", bought(1, "A login", "Acme", "300k"));
    identity.adr(&["export", "--out", &out, "--source", "identity"]).expect(0);
    identity.commit("dearer");
    identity.adr(&["export", "--out", &out, "--source", "identity"]).expect(0);
    let folders: BTreeSet<String> = files(data.path())
        .into_iter()
        .filter_map(|(path, _)| Some(path.rsplit_once('/')?.0.to_owned()))
        .filter(|path| path.contains("source=identity"))
        .collect();
    assert_eq!(folders.len(), 3, "{folders:?}");
    assert!(folders.contains(&format!("data/source=identity/commit={commit}-changed")), "{folders:?}");
}

#[test]
fn csv_and_json_say_the_same_and_run_nothing() {
    let (payments, _) = logs();
    for format in ["csv", "json"] {
        payments.adr(&["export", "--format", format, "--out", "data", "--source", "p"]).expect(0);
    }
    let written = files(&payments.path().join("data"));
    let text = |ending: &str| {
        let (_, bytes) = written.iter().find(|(path, _)| path.ends_with(ending)).expect("a file");
        String::from_utf8(bytes.clone()).expect("text")
    };
    let risks = text("risks.csv");
    assert!(risks.contains(",'=Outage,CTO,"), "{risks}");
    let json: Vec<Value> =
        text("suppliers.ndjson").lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(json.len(), 2);
    assert_eq!((&json[0]["record"], &json[0]["yearly_spend"]), (&"0001-gateway".into(), &100_000.0.into()));
    let estimates = text("estimates.ndjson");
    assert!(estimates.contains("\"estimate\":\"cost.yearly\"") && estimates.contains("\"estimate\":\"risks[0].loss\""));
    let table = text("results.csv");
    for figure in ["cash", "yearly_spend", "annual_loss"] {
        assert!(table.contains(&format!("0001-gateway,buy,{figure},,GBP,")), "{table}");
    }
    payments.adr(&["export", "--format", "csv"]).expect(2);
    payments.adr(&["export", "--format", "csv", "--out", "data", "--source", "../p"]).expect(2);
}

#[test]
fn a_record_for_a_narrower_circle_is_in_no_table() {
    let (payments, _) = logs();
    payments.write(
        "decisions/0003-secret.md",
        bought(3, "A secret", "Hushed", "9k").replacen("---\n", "---\naudience: board\n", 1),
    );
    payments.adr(&["export", "--format", "csv", "--out", "all"]).expect(0);
    payments.adr(&["export", "--format", "csv", "--out", "board", "--audience", "board"]).expect(0);
    let holds = |folder: &str| {
        let written = files(&payments.path().join(folder));
        written.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Hushed"))
    };
    assert!(!holds("all") && holds("board"));
}

/// What github.com/joshrotenberg/adrs, schema/json-adr/v1.json allows: required keys, and all.
const OF_A_RECORD: (&[&str], &[&str]) = (
    &["number", "title", "status", "date"],
    &[
        "number",
        "title",
        "status",
        "date",
        "deciders",
        "consulted",
        "informed",
        "tags",
        "context",
        "decision_drivers",
        "considered_options",
        "decision",
        "consequences",
        "confirmation",
        "links",
        "custom_sections",
        "path",
    ],
);

#[test]
fn json_adr_is_as_its_schema_wants_it() {
    let (_, identity) = logs();
    identity.write("docs/adr/notes-on-tea.md", "---\nstatus: accepted\n---\n# Tea\n\n## Decision\n\nTea.\n");
    let run = identity.adr(&["export", "--format", "json-adr"]).expect(0);
    assert!(run.stderr.contains("`docs/adr/notes-on-tea.md` is left out: it has no number"), "{}", run.stderr);
    let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&document["version"], &document["tool"]["name"]), (&"1.0.0".into(), &"adr".into()));
    let adrs = document["adrs"].as_array().expect("a list");
    assert_eq!(adrs.len(), 3);
    for adr in adrs {
        let adr = adr.as_object().expect("an object");
        assert!(OF_A_RECORD.0.iter().all(|key| adr.contains_key(*key)), "{adr:?}");
        assert!(adr.keys().all(|key| OF_A_RECORD.1.contains(&key.as_str())), "{adr:?}");
        assert!(adr["number"].as_u64() >= Some(1) && adr["date"].as_str().is_some_and(|date| date.len() == 10));
    }
    let last = &adrs[2];
    assert_eq!((&last["context"], &last["decision"]), (&"It is old.".into(), &"We wait.".into()));
    assert_eq!(last["consequences"], serde_json::json!(["Good, cheap", "Bad"]));
    assert_eq!((&last["links"][0]["type"], &last["links"][0]["target"]), (&"amends".into(), &1.into()));
    assert_eq!(last["date"], "2026-01-05", "where a record states none, the day of its first commit");
    assert_eq!(adrs[0]["considered_options"][0]["name"], "A login");
    identity.adr(&["export", "--format", "json-adr", "--out", "log.json"]).expect(0);
    assert_eq!(identity.read("log.json"), run.stdout);
}

/// What a person who has DuckDB would type.
const SPEND: &str = "
import duckdb, sys
rows = duckdb.sql(f'''
    select supplier, sum(yearly_spend) as spend, count(distinct source) as logs
    from read_parquet('{sys.argv[1]}/*/*/suppliers.parquet', hive_partitioning = true)
    where chosen and in_force group by supplier order by spend desc
''').fetchall()
for row in rows: print(*row, sep='|')
kinds = duckdb.sql(f\"describe select date, in_force, number from '{sys.argv[1]}/*/*/records.parquet'\").fetchall()
print(*[kind[1] for kind in kinds], sep='|')
joined = duckdb.sql(f'''
    select count(*) from read_parquet('{sys.argv[1]}/*/*/options.parquet', hive_partitioning = true) o
    join read_parquet('{sys.argv[1]}/*/*/records.parquet', hive_partitioning = true) r using (source, commit, record)
''').fetchall()
print(joined[0][0])
";

#[test]
fn duckdb_adds_up_the_spend_of_two_logs() {
    // tests/all installs it, and names the Python that has it.
    let Some(python) = std::env::var_os("ADR_DUCKDB") else {
        tell("SKIPPED: duckdb_adds_up_the_spend_of_two_logs: ADR_DUCKDB names no Python that has duckdb");
        return;
    };
    let (payments, identity) = logs();
    let data = Sandbox::folder();
    let out = data.path().to_string_lossy().into_owned();
    payments.adr(&["export", "--out", &out, "--source", "payments"]).expect(0);
    identity.adr(&["export", "--out", &out, "--source", "identity"]).expect(0);
    let run = Command::new(python).args(["-c", SPEND, &out]).output().expect("Python runs");
    let printed = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{printed}{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(printed, "Acme|350000.0|2\nLedger Ltd|30000.0|1\nDATE|BOOLEAN|BIGINT\n9\n");
}
