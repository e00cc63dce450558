//! JSON: one object with its schema's name, raw numbers, lines and columns from 1.

use crate::finding::Finding;
use crate::report::is_direction;
use crate::report::{
    Agenda, ChangesPage, ComparedRecord, Explanation, Figures, FoundRecord, ImportedRow, ListedRecord, Trace,
    WholeFigures,
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// Every record of a log.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr list --format json")]
pub(super) struct ListDocument<'a> {
    #[schemars(extend("const" = "adr-list/1"))]
    schema: &'static str,
    /// In the order of paths.
    records: &'a [ListedRecord],
}

/// Records that hold what was asked.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr search WORDS --format json")]
pub(super) struct SearchDocument<'a> {
    #[schemars(extend("const" = "adr-search/1"))]
    schema: &'static str,
    /// How many were found; no more than `--limit` of them are listed.
    count: usize,
    /// The best first.
    records: &'a [FoundRecord],
}

/// Everything to mend.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr check --format json")]
pub(super) struct FindingsDocument {
    #[schemars(extend("const" = "adr-findings/1"))]
    schema: &'static str,
    /// By file and line.
    findings: Vec<FindingEntry>,
}

/// One decision's options, weighed.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr compare ID --format json")]
pub(super) struct ComparisonDocument<'a> {
    #[schemars(extend("const" = "adr-comparison/1"))]
    schema: &'static str,
    /// Its figures: nothing is rounded, unknown is null.
    decision: &'a Figures,
    /// What is to be mended in its record.
    findings: Vec<FindingEntry>,
}

/// How one record was read.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr show ID --explain --format json")]
pub(super) struct ExplanationDocument<'a> {
    #[schemars(extend("const" = "adr-explanation/1"))]
    schema: &'static str,
    #[serde(flatten)]
    explanation: &'a Explanation,
}

/// A line a decision, for a whole log.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr compare --all --format json")]
pub(super) struct ComparisonsDocument<'a> {
    #[schemars(extend("const" = "adr-comparisons/1"))]
    schema: &'static str,
    /// Worlds that were drawn for each.
    draws: usize,
    /// Where the sequence of draws starts.
    seed: u64,
    /// Records with figures, in the order of paths.
    decisions: &'a [ComparedRecord],
    /// What the log as a whole comes to.
    whole: &'a WholeFigures,
}

/// A whole log: every record, every decision with figures, what it comes to, and what is due.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "decisions.json of a site")]
pub(super) struct DecisionsDocument<'a> {
    #[schemars(extend("const" = "adr-decisions/1"))]
    pub(super) schema: &'static str,
    /// The day on which figures stand, ISO.
    pub(super) as_of: String,
    /// The commit that was read; null outside git.
    pub(super) commit: Option<&'a str>,
    /// Worlds that were drawn for each decision.
    pub(super) draws: usize,
    /// Where the sequence of draws starts.
    pub(super) seed: u64,
    /// Records that are left out, being meant for a narrower circle.
    pub(super) left_out: usize,
    /// Every record, in the order of paths.
    pub(super) records: &'a [ListedRecord],
    /// Records with figures, in the order of paths.
    pub(super) decisions: &'a [ComparedRecord],
    /// What the log as a whole comes to.
    pub(super) whole: &'a WholeFigures,
    /// What is due, by group.
    pub(super) agenda: &'a Agenda,
}

/// How the figures of one decision come about.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr compare ID --explain --format json")]
pub(super) struct TraceDocument<'a> {
    #[schemars(extend("const" = "adr-trace/1"))]
    schema: &'static str,
    /// Figure by figure.
    trace: &'a Trace,
}

/// What is due.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr agenda --format json")]
pub(super) struct AgendaDocument<'a> {
    #[schemars(extend("const" = "adr-agenda/1"))]
    schema: &'static str,
    /// By group.
    agenda: &'a Agenda,
}

/// What changed in meaning between two points.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr changes --format json")]
pub(super) struct ChangesDocument<'a> {
    #[schemars(extend("const" = "adr-changes/1"))]
    schema: &'static str,
    /// By group.
    changes: &'a ChangesPage,
}

/// What a register became.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "adr import FILE --format json")]
pub(super) struct ImportDocument<'a> {
    #[schemars(extend("const" = "adr-import/1"))]
    schema: &'static str,
    /// The register, as it was named.
    file: &'a str,
    /// Nothing was written; it was only asked what would be.
    dry_run: bool,
    /// How many rows stand below the heads.
    row_count: usize,
    /// Rows that have a record, in their order.
    rows: &'a [ImportedRow],
    /// What could not be read.
    findings: Vec<FindingEntry>,
}

/// Something that an author can mend.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct FindingEntry {
    /// The rule's name, which never changes.
    rule: &'static str,
    /// note, warning or error.
    severity: &'static str,
    /// The file, relative to the root; empty where it concerns no file.
    path: String,
    /// From 1.
    line: Option<u32>,
    /// In characters, from 1.
    column: Option<u32>,
    /// What is wrong.
    message: String,
    /// What stands there.
    label: Option<String>,
    /// What to type.
    help: Option<String>,
}

/// `adr-list/1`: every record.
pub fn list(records: &[ListedRecord]) -> String {
    pretty(&ListDocument { schema: "adr-list/1", records })
}

/// `adr-search/1`: records that hold what was asked.
pub fn found(records: &[FoundRecord], count: usize) -> String {
    pretty(&SearchDocument { schema: "adr-search/1", count, records })
}

/// `adr-import/1`: what a register became, and what could not be read of it.
pub fn imported(file: &str, row_count: usize, rows: &[ImportedRow], findings: &[Finding], dry_run: bool) -> String {
    pretty(&ImportDocument { schema: "adr-import/1", file, dry_run, row_count, rows, findings: entries(findings) })
}

/// `adr-findings/1`: everything to mend.
pub fn findings(findings: &[Finding]) -> String {
    pretty(&FindingsDocument { schema: "adr-findings/1", findings: entries(findings) })
}

/// `adr-comparison/1`: the figures of one decision.
pub fn comparison(figures: &Figures, findings: &[Finding]) -> String {
    pretty(&ComparisonDocument { schema: "adr-comparison/1", decision: figures, findings: entries(findings) })
}

/// `adr-explanation/1`: how one record was read.
pub fn explanation(explanation: &Explanation) -> String {
    pretty(&ExplanationDocument { schema: "adr-explanation/1", explanation })
}

/// `adr-comparisons/1`: a line a decision, and the log as a whole.
pub fn comparisons(decisions: &[ComparedRecord], whole: &WholeFigures, seed: u64, draws: usize) -> String {
    pretty(&ComparisonsDocument { schema: "adr-comparisons/1", draws, seed, decisions, whole })
}

/// `adr-trace/1`: how the figures of one decision come about.
pub fn trace(trace: &Trace) -> String {
    pretty(&TraceDocument { schema: "adr-trace/1", trace })
}

/// `adr-agenda/1`: what is due.
pub fn agenda(agenda: &Agenda) -> String {
    pretty(&AgendaDocument { schema: "adr-agenda/1", agenda })
}

/// `adr-changes/1`: what changed between two points.
pub fn changes(changes: &ChangesPage) -> String {
    pretty(&ChangesDocument { schema: "adr-changes/1", changes })
}

fn entries(findings: &[Finding]) -> Vec<FindingEntry> {
    let entry = |finding: &Finding| FindingEntry {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        path: finding.path.clone(),
        line: finding.span.map(|span| span.line),
        column: finding.span.map(|span| span.column),
        message: finding.message.clone(),
        label: finding.label.clone(),
        help: finding.help.clone(),
    };
    findings.iter().map(entry).collect()
}

/// Two spaces an indent, one line end at the end. What we serialize has text for its keys.
pub fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("keys are text, so JSON cannot fail");
    format!("{}\n", escaped(&text))
}

/// JSON escapes the control characters of ASCII; a terminal obeys others as well.
fn escaped(json: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| (c.is_control() && c >= '\u{7f}') || is_direction(c);
    if !json.contains(is_obeyed) {
        return json.into();
    }
    let mut text = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_obeyed(c) { text.push_str(&format!("\\u{:04x}", c as u32)) } else { text.push(c) }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn nothing_in_json_moves_a_cursor() {
        let text = "a\u{1b}\u{7f}\u{85}\u{9b}31m\u{202e}é";
        let json = pretty(&text);
        assert_eq!(json, "\"a\\u001b\\u007f\\u0085\\u009b31m\\u202eé\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }

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
