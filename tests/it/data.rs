//! Taking it with you: the files beside the pages hold what they promise, and nothing that a spreadsheet would run.

use crate::sandbox::Sandbox;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn demo(on: &str) -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", on]).expect(0);
    sandbox.adr(&["-C", "demo", "publish", "--on", on, "--out", "site"]).expect(0);
    sandbox
}

fn file(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("demo/site/{name}"))
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().expect("a row of names").clone();
    let row = |row: csv::StringRecord| names.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|found| row(found.expect("a row as long as the names"))).collect()
}

#[test]
fn every_file_is_shown_and_the_manifest_proves_it() {
    let sandbox = demo("2026-11-25");
    let page = file(&sandbox, "data.html");
    let manifest: Value = serde_json::from_str(&file(&sandbox, "manifest.json")).expect("JSON");
    let listed: BTreeMap<&str, &str> = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| (file["path"].as_str().expect("a path"), file["sha256"].as_str().expect("a hash")))
        .collect();
    let links: Vec<&str> = page.split("<dt><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let (workbooks, files): (Vec<&str>, Vec<&str>) =
        links.iter().partition(|link| link.starts_with("data/workbook/") && link.ends_with(".xlsx"));
    assert_eq!(workbooks.len(), 14, "{workbooks:?}");
    assert_eq!(
        files,
        [
            "pack.html",
            "data/decisions.csv",
            "data/compared.csv",
            "data/options.csv",
            "data/risks.csv",
            "data/years.csv",
            "data/suppliers.csv",
            "data/outcomes.csv",
            "data/agenda.csv",
            "decisions.json",
            "data/adr-decisions-1.json",
            "manifest.json",
            "decisions.ics",
            "feed.atom"
        ]
    );
    for link in links.into_iter().filter(|link| *link != "manifest.json") {
        let mut hash = String::new();
        for byte in Sha256::digest(std::fs::read(sandbox.path().join("demo/site").join(link)).expect("a file")) {
            let _ = write!(hash, "{byte:02x}");
        }
        assert_eq!(listed.get(link), Some(&hash.as_str()), "{link}");
    }
}

#[test]
fn tables_say_what_commands_say() {
    let sandbox = demo("2026-11-25");
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["-C", "demo", "--on", "2026-11-25"].iter().chain(args).copied().collect();
        sandbox.adr(&all).expect(0).stdout
    };
    assert_eq!(file(&sandbox, "data/decisions.csv"), run(&["list", "--format", "csv"]));
    assert_eq!(file(&sandbox, "data/compared.csv"), run(&["compare", "--all", "--format", "csv"]));
    let options = rows(&file(&sandbox, "data/options.csv"));
    let one = rows(&run(&["compare", "1", "--format", "csv"]));
    assert!(one.len() >= 3);
    for expected in one {
        let mine =
            |row: &&BTreeMap<String, String>| row["decision_number"] == "1" && row["option"] == expected["option"];
        let found = options.iter().find(mine).expect("the option");
        for column in ["total", "cash_p5", "cash_p95", "present_value", "annual_loss", "exit_months_p50"] {
            assert_eq!(found[column], expected[column], "{column} of {}", expected["option"]);
        }
    }
    let risks = rows(&file(&sandbox, "data/risks.csv"));
    assert!(risks.iter().any(|row| row["risk"] == "Wrong refunds" && row["owner"] == "Head of Customer Care"));
    let shares: f64 =
        rows(&file(&sandbox, "data/suppliers.csv")).iter().filter_map(|row| row["share"].parse::<f64>().ok()).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");
    let outcomes = rows(&file(&sandbox, "data/outcomes.csv"));
    let held = |word: &str| outcomes.iter().filter(|row| row["held"] == word).count();
    let page = file(&sandbox, "track-record.html");
    assert!(
        page.contains(&format!(">{} of {}</a>", held("true"), held("true") + held("false"))),
        "page and table agree"
    );
}

#[test]
fn decisions_json_keeps_to_the_schema_that_lies_beside_it() {
    let sandbox = demo("2026-11-25");
    let document: Value = serde_json::from_str(&file(&sandbox, "decisions.json")).expect("JSON");
    let schema: Value = serde_json::from_str(&file(&sandbox, "data/adr-decisions-1.json")).expect("JSON");
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource("decisions", schema).expect("a schema has a name");
    let compiled = compiler.compile("decisions", &mut schemas).expect("a sound schema");
    if let Err(faults) = schemas.validate(&document, compiled) {
        panic!("{faults}");
    }
    assert_eq!(
        (document["schema"].as_str(), document["as_of"].as_str()),
        (Some("adr-decisions/1"), Some("2026-11-25"))
    );
    assert_eq!(document["records"].as_array().map(Vec::len), Some(16));
}

#[test]
fn a_calendar_and_a_feed_keep_their_names_from_build_to_build() {
    let (first, second) = (demo("2026-11-25"), demo("2026-11-26"));
    let uids = |sandbox: &Sandbox| -> Vec<String> {
        let file = file(sandbox, "decisions.ics");
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
        let mut uids: Vec<String> = file.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        let count = uids.len();
        uids.dedup();
        assert_eq!(uids.len(), count, "no two days share a name");
        uids
    };
    // The days of the demo move with the day on which it is made.
    assert_eq!(uids(&first), uids(&second));
    assert!(uids(&first).len() > 20);
    let ids = |sandbox: &Sandbox| -> Vec<String> {
        let feed = file(sandbox, "feed.atom");
        feed.lines().filter(|line| line.contains("<id>")).map(str::to_owned).collect()
    };
    assert_eq!(ids(&first), ids(&second));
    assert!(ids(&first).len() > 10);
}

#[test]
fn nothing_in_a_table_is_a_formula() {
    let sandbox = Sandbox::folder();
    let attack = "=HYPERLINK(\"http://evil.example\")";
    let front = format!(
        "---\nstatus: accepted\ndate: 2026-01-10\nowner: '{attack}'\nreview-by: 2026-12-20\nnext:\n  - {{ by: 2027-01-01, what: \
         '@SUM(A1)', who: '+1+1' }}\noptions:\n  - buy: '{attack}'\n    supplier: {{ name: '-2+3' }}\n    cost: {{ yearly: 20k \
         to 30k }}\n    risks: [{{ name: '{attack}', per-year: 0.5, loss: 1k to 2k, owner: '@x' }}]\n  - avoid: Nothing\n    \
         cost: 0\ndecision: {{ option: buy, on: 2026-01-10 }}\nforecasts:\n  - {{ what: '{attack}', range: 1 to 2, by: \
         2026-06-01 }}\nactuals:\n  - {{ what: '{attack}', value: 5, on: 2026-06-02 }}\n---\n# {attack}\n"
    );
    sandbox.write("decisions/0001-a.md", front);
    sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    let mut seen = 0;
    for name in ["decisions", "compared", "options", "risks", "years", "suppliers", "outcomes", "agenda"] {
        let text = sandbox.read(&format!("site/data/{name}.csv"));
        for (column, cell) in rows(&text).into_iter().flatten() {
            let is_formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
            assert!(!is_formula, "{name}.csv, {column}: {cell}");
            seen += usize::from(cell.starts_with('\''));
        }
    }
    assert!(seen >= 8, "only {seen} cells were guarded");
    let feed = sandbox.read("site/feed.atom");
    assert!(feed.contains("=HYPERLINK(&quot;http://evil.example&quot;)"), "{feed}");
}
