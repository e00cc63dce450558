//! JSON: one object with its schema's name, raw numbers, lines and columns from 1.

use crate::finding::Finding;
use crate::report::{Agenda, Explanation, Figures, ListedRecord};
use serde::Serialize;
use serde_json::{Value, json};

/// `adr-list/1`: every record.
pub fn list(records: &[ListedRecord]) -> String {
    pretty(&json!({ "schema": "adr-list/1", "records": records }))
}

/// `adr-findings/1`: everything to mend.
pub fn findings(findings: &[Finding]) -> String {
    pretty(&json!({ "schema": "adr-findings/1", "findings": finding_values(findings) }))
}

fn finding_values(findings: &[Finding]) -> Vec<Value> {
    findings
        .iter()
        .map(|finding| {
            json!({
                "rule": finding.rule,
                "severity": finding.severity.as_str(),
                "path": finding.path,
                "line": finding.span.map(|span| span.line),
                "column": finding.span.map(|span| span.column),
                "message": finding.message,
                "label": finding.label,
                "help": finding.help,
            })
        })
        .collect()
}

/// `adr-comparison/1`: the figures of one decision.
pub fn comparison(figures: &Figures, findings: &[Finding]) -> String {
    let mut value = json!({ "schema": "adr-comparison/1" });
    value["decision"] = serde_json::to_value(figures).expect("keys are text, so JSON cannot fail");
    value["findings"] = finding_values(findings).into();
    pretty(&value)
}

/// `adr-explanation/1`: how one record was read.
pub fn explanation(explanation: &Explanation) -> String {
    let mut value = json!({ "schema": "adr-explanation/1" });
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(explanation) {
        value.as_object_mut().expect("it is an object").extend(fields);
    }
    pretty(&value)
}

/// `adr-agenda/1`: what is due.
pub fn agenda(agenda: &Agenda) -> String {
    let mut value = json!({ "schema": "adr-agenda/1" });
    value["agenda"] = serde_json::to_value(agenda).expect("keys are text, so JSON cannot fail");
    pretty(&value)
}

/// Two spaces an indent, one line end at the end. What we serialize has text for its keys.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("keys are text, so JSON cannot fail");
    format!("{text}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_finding_names_its_place() {
        let finding = Finding::note("r", "a.md", Span::locate("ab", 1, 2), "m");
        insta::assert_snapshot!(findings(&[finding]), @r#"
        {
          "schema": "adr-findings/1",
          "findings": [
            {
              "rule": "r",
              "severity": "note",
              "path": "a.md",
              "line": 1,
              "column": 2,
              "message": "m",
              "label": null,
              "help": null
            }
          ]
        }
        "#);
    }
}
