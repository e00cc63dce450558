//! Small logs as other tools lay them, with the right reading beside each. Run where the large samples lie.

use crate::corpus;
use crate::sandbox::Sandbox;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

#[test]
fn logs_of_other_tools_are_read_right() {
    let Some(tools) = corpus::folder().and_then(|samples| Some(samples.parent()?.join("cases/tools"))) else { return };
    let Ok(folders) = fs::read_dir(&tools) else { return };
    let mut wrong = Vec::new();
    for folder in folders {
        let folder = folder.expect("a folder").path();
        let text = fs::read_to_string(folder.join("expected.json")).expect("the right reading");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let run = Sandbox::folder().adr(&["-C", folder.to_str().expect("a plain path"), "list", "--format", "json"]);
        let listed: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        let (expected, listed) = (by_path(&expected), by_path(&listed));
        for path in expected.keys().chain(listed.keys()) {
            let told = |record: Option<&Value>| record.map(reading);
            let (right, ours) = (told(expected.get(path)), told(listed.get(path)));
            if right != ours {
                wrong.push(format!("{}/{path}: {right:?}, read as {ours:?}", folder.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn by_path(log: &Value) -> BTreeMap<String, Value> {
    let records = log["records"].as_array().cloned().unwrap_or_default();
    records.into_iter().map(|record| (record["path"].as_str().unwrap_or_default().to_owned(), record)).collect()
}

/// Number, title, status, date, and where links lead.
fn reading(record: &Value) -> String {
    let link = |link: &Value| {
        format!("{} {}", link["kind"].as_str().unwrap_or_default(), link["path"].as_str().unwrap_or("nowhere"))
    };
    let mut links: Vec<String> = record["links"].as_array().into_iter().flatten().map(link).collect();
    links.sort();
    let fields = ["number", "title", "status", "date"].map(|field| record[field].to_string());
    format!("{}; {}", fields.join(", "), links.join(", "))
}
