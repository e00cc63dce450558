//! Findings as SARIF 2.1.0 (OASIS), which code review sites show beside the lines: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.

use super::json::pretty;
use crate::finding::{Finding, Severity};
use crate::report::address::encode;
use crate::report::cleaned;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where the format's schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    /// Our columns count characters.
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    /// The same finding in the next run, even where lines moved.
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
}

/// One run with all findings; `explain` gives the paragraphs on a rule, the first of which says what it is.
pub fn findings(findings: &[Finding], explain: &dyn Fn(&str) -> Vec<String>) -> String {
    let mut names: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    names.sort_unstable();
    names.dedup();
    let results = findings.iter().map(|finding| outcome(finding, &names)).collect();
    let rules = names.iter().map(|name| rule(name, explain(name))).collect();
    let driver = Driver { name: "adr", version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn rule(id: &str, paragraphs: Vec<String>) -> Rule<'_> {
    let mut paragraphs = paragraphs.into_iter();
    let short_description = paragraphs.next().map(|text| Text { text });
    let rest = paragraphs.collect::<Vec<_>>().join("\n\n");
    Rule { id, short_description, help: (!rest.is_empty()).then_some(Text { text: rest }) }
}

fn outcome<'a>(finding: &'a Finding, names: &[&str]) -> Outcome<'a> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    let text = cleaned(&format!("{}{help}", finding.message)).into_owned();
    let fingerprint = fingerprint(&[finding.rule, &finding.path, &finding.message]);
    // What concerns the log as a whole stands at its settings: review sites refuse a result without a place.
    let path = if finding.path.is_empty() { "book.toml" } else { &finding.path };
    let location = Location {
        physical_location: Place {
            artifact_location: Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" },
            region: finding
                .span
                .filter(|span| span.line > 0)
                .map(|span| Region { start_line: span.line, start_column: span.column.max(1) }),
        },
    };
    Outcome {
        rule_id: finding.rule,
        rule_index: names.binary_search(&finding.rule).unwrap_or_default(),
        level,
        message: Text { text },
        locations: [location],
        partial_fingerprints: BTreeMap::from([("adrFinding/v1", fingerprint)]),
    }
}

/// A relative reference: each part of the path percent-encoded.
fn uri(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use insta::assert_snapshot;

    #[test]
    fn a_finding_has_a_rule_a_place_and_a_fingerprint() {
        let span = Span::locate("a\nbc", 3, 4);
        let there = Finding::error("b-rule", "log/a b#1.md", span, "one\u{1b}[2J").with_help("do this");
        let whole = Finding::note("a-rule", "", None, "of the log");
        let explain = |name: &str| {
            if name == "b-rule" { vec!["It is so.".to_owned(), "Mend it.".to_owned()] } else { Vec::new() }
        };
        assert_snapshot!(findings(&[there, whole], &explain).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }
}
