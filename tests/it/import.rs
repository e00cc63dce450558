//! `adr import`: two registers as companies have them become drafts that the rest of the program reads.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// English, with commas; one row cannot be read, one names nobody, one stands twice.
const CONTRACTS: &str = "Vendor,Software,Annual cost,Currency,Contract end,Notice period,Auto-renew,Business owner,Department,Category,Notes,Cost center
Salesforce,Sales Cloud,\"€144,000\",EUR,2027-06-30,90 days,Yes,Head of Sales,Sales,CRM,\"Signed by the last CTO.
=cmd|' /C calc'!A0\",4711
Atlassian,Atlassian Jira,18.5k,EUR,31 Dec 2027,30 days,12 months,Head of Platform,suppliers,\"Work tracking, Wiki\",,4712
Datadog,Monitoring,\"USD 4,500/month\",,11/30/2027,2 months,no,Head of Platform,,Operations,,4712
AuthCo,\"Login: {{users}} #1\",about 60k,EUR,03/04/2027,soon,perhaps,CISO,,Security,\"---
status: accepted\",4713
,Nobody's tool,100,EUR,,,,,,,,
Datadog,monitoring,1,EUR,,,,,,,,
";

/// German, with semicolons, dots in days and commas before decimals.
const VERTRAEGE: &str = "Lieferant;Produkt;Jährliche Kosten (€);Einmalig;Vertragsbeginn;Vertragsende;Kündigungsfrist (Monate);Verlängert sich automatisch;Verantwortlich;Konzern
Müller IT GmbH;Betrieb Warenwirtschaft;1.234.567,50;12.000 €;01.01.2024;31.12.2027;6;ja;Leiterin IT;Müller Holding
Größe & Söhne;Lagerscanner;12.000;;01.07.2025;30.06.2028;3;nein;Leiter Lager;
";

fn log() -> Sandbox {
    let sandbox = Sandbox::repository();
    sandbox.write("book.toml", "[output.board]\nrecords = \"decisions\"\ncurrency = \"EUR\"\n");
    sandbox
}

fn import(sandbox: &Sandbox, file: &str, code: i32) -> Value {
    let run = sandbox.adr(&["--on", "2026-11-30", "import", file, "--format", "json"]).expect(code);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn texts(sandbox: &Sandbox) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(sandbox.path().join("decisions")).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    names.into_iter().map(|name| (name.clone(), sandbox.read(&format!("decisions/{name}")))).collect()
}

#[test]
fn an_english_register_becomes_drafts() {
    let sandbox = log();
    sandbox.write("contracts.csv", CONTRACTS);
    let dry = sandbox.adr(&["--on", "2026-11-30", "import", "contracts.csv", "--dry-run"]).expect(1).stdout;
    assert!(
        dry.contains("4 records to write from 6 rows; 2 rows left out") && !sandbox.path().join("decisions").exists(),
        "{dry}"
    );
    let document = import(&sandbox, "contracts.csv", 1);
    let rows = document["rows"].as_array().expect("rows");
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} {} {} {} {}", row["path"], row["yearly_low"], row["currency"], row["ends"], row["notice_day"])
        })
        .collect();
    assert_eq!(
        told,
        [
            r#""decisions/0001-do-we-renew-sales-cloud-from-salesforce.md" 144000.0 "EUR" "2027-06-30" "2027-04-01""#,
            r#""decisions/0002-do-we-renew-atlassian-jira.md" 18500.0 "EUR" "2027-12-31" "2027-12-01""#,
            r#""decisions/0003-do-we-renew-monitoring-from-datadog.md" 54000.0 "USD" "2027-11-30" null"#,
            r#""decisions/0004-do-we-renew-login-users-1-from-authco.md" null "EUR" "2027-03-04" null"#,
        ]
    );
    let findings: Vec<String> = document["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| {
            format!("{}:{} {} {}", finding["line"], finding["column"], finding["rule"], finding["message"])
                .replace('"', "")
        })
        .collect();
    assert_eq!(
        findings,
        [
            "1:117 register-column column `Cost center` is none that we know; what stands in it is kept in the text of each record",
            "6:30 register-cell row 5, column `Annual cost`: `about 60k` says about how much, and not within what",
            "6:55 register-cell row 5, column `Notice period`: `soon` is no length of notice",
            "6:60 register-cell row 5, column `Auto-renew`: `perhaps` does not say whether the contract renews",
            "8:1 register-row row 6 names no supplier, and is left out",
            "9:1 register-twice row 7 is known by the same as row 4, and is left out",
        ]
    );
    let texts = texts(&sandbox);
    assert!(
        texts[0]
            .1
            .contains("contract: { ends: 2027-06-30, notice: 90 days, renews: yes }\n    cost: { yearly: 144000 }"),
        "{}",
        texts[0].1
    );
    assert!(texts[0].1.contains("=cmd") && texts[0].1.contains("- Cost center: 4711"), "{}", texts[0].1);
    assert!(texts[1].1.contains("area: suppliers\ntags: [Work tracking, Wiki]"), "{}", texts[1].1);
    for kept in ["Annual cost: about 60k", "Notice period: soon", "Auto-renew: perhaps"] {
        assert!(texts[3].1.contains(kept), "{}", texts[3].1);
    }
}

#[test]
fn again_it_changes_nothing_and_tells_of_what_changed() {
    let sandbox = log();
    sandbox.write("contracts.csv", CONTRACTS.split("\n,Nobody").next().expect("the first rows"));
    import(&sandbox, "contracts.csv", 1);
    let before = texts(&sandbox);
    let again = sandbox.adr(&["--on", "2027-01-05", "import", "contracts.csv"]).expect(0).stdout;
    assert!(again.ends_with("0 records written from 4 rows; 4 rows known already\n"), "{again}");
    assert_eq!(texts(&sandbox), before);
    // Rows move, one says something else, and one is new.
    let mut lines: Vec<&str> = CONTRACTS.split("\n,Nobody").next().expect("the first rows").lines().collect();
    lines.swap(3, 4);
    let changed = lines.join("\n").replace("18.5k", "21k").replace("AuthCo,", "NewCo,");
    sandbox.write("contracts.csv", changed);
    let document = import(&sandbox, "contracts.csv", 1);
    let states: Vec<&str> =
        document["rows"].as_array().expect("rows").iter().filter_map(|row| row["state"].as_str()).collect();
    assert_eq!(states, ["known", "known", "changed", "written"], "{document:#}");
    let told = document["findings"].to_string();
    assert!(told.contains("yearly is 21000 there and 18500 here"), "{told}");
    assert_eq!(texts(&sandbox)[..4], before[..], "records are their authors'");
}

#[test]
fn a_german_register_is_read_and_published() {
    let mut sandbox = log();
    let bytes: Vec<u8> = VERTRAEGE.chars().map(|c| if c == '€' { 0x80 } else { c as u8 }).collect();
    sandbox.write("Verträge.csv", bytes);
    let run = sandbox.adr(&["--on", "2026-11-30", "import", "Verträge.csv"]).expect(0).stdout;
    assert!(
        run.contains("€1.23m") && run.contains("2027-06-30") && run.contains("2 records written from 2 rows"),
        "{run}"
    );
    let texts = texts(&sandbox);
    assert_eq!(texts[0].0, "0001-do-we-renew-betrieb-warenwirtschaft-from-müller-it-gmbh.md");
    for part in [
        "supplier: { name: Müller IT GmbH, parent: Müller Holding }",
        "contract: { starts: 2024-01-01, ends: 2027-12-31, notice: 6 months, renews: yes }",
        "cost: { once: 12000, yearly: 1234567.5 }",
        "currency: EUR",
        "owner: Leiterin IT",
    ] {
        assert!(texts[0].1.contains(part), "{part}: {}", texts[0].1);
    }
    assert!(texts[1].1.contains("cost: { yearly: 12000 }") && texts[1].1.contains("renews: no"), "{}", texts[1].1);
    sandbox.commit("the register");
    assert_eq!(sandbox.adr(&["list", "--status", "draft"]).expect(0).stdout.matches("draft").count(), 2);
    sandbox.adr(&["check", "--on", "2026-11-30"]).expect(0);
    sandbox.adr(&["--on", "2026-11-30", "publish", "--out", "site"]).expect(0);
    assert!(sandbox.read("site/decisions.html").contains("Lagerscanner"));
    // A draft binds nobody; once it is accepted, the supplier is one on whom we rest.
    sandbox.adr(&["--on", "2026-11-30", "status", "1", "accepted", "--option", "buy"]).expect(0);
    sandbox.adr(&["--on", "2026-11-30", "check"]).expect(0);
    sandbox.adr(&["--on", "2026-11-30", "publish", "--out", "site"]).expect(0);
    assert!(sandbox.read("site/suppliers.html").contains("Müller Holding"));
}

#[test]
fn arguments_and_files_that_cannot_be_used_are_told() {
    let sandbox = log();
    sandbox.write("c.csv", "Who,What,Price\nA,B,12000\n");
    let run = sandbox.adr(&["import", "c.csv"]).expect(1);
    assert!(run.stdout.contains("no column says the supplier") && run.stdout.contains("--map"), "{}", run.stdout);
    for (map, told) in [
        ("Whoo=supplier", "did you mean `Who`?"),
        ("Who=suplier", "did you mean `supplier`?"),
        ("Who", "--map COLUMN=key"),
    ] {
        let run = sandbox.adr(&["import", "c.csv", "--map", map]).expect(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    let mapped = [
        "import",
        "c.csv",
        "--map",
        "Who=supplier",
        "--map",
        "What=product",
        "--map",
        "Price=cost.yearly",
        "--currency",
        "CHF",
    ];
    sandbox.adr(&mapped).expect(0);
    assert!(texts(&sandbox)[0].1.contains("currency: CHF\n") && texts(&sandbox)[0].1.contains("yearly: 12000"));
    sandbox.adr(&["import", "missing.csv"]).expect(3);
    sandbox.write("book.xlsx", b"PK\x03\x04rest");
    assert!(sandbox.adr(&["import", "book.xlsx"]).expect(3).stderr.contains("save its sheet as CSV"));
    sandbox.adr(&["import", "c.csv", "--at", "HEAD"]).expect(2);
}
