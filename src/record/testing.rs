//! Records out of text, for tests of any room.

use crate::finding::Finding;
use crate::model::{Body, Book, Dialect, FieldSource, Record, StatedTitle};
use crate::record::front_matter;
use std::collections::BTreeMap;

/// A record with the front matter of `text` read into it, and what was found. The body is left aside:
/// the title is the first heading.
pub(crate) fn record_from(text: &str) -> (Record, Vec<Finding>) {
    let mut record = empty(text);
    let reading = front_matter::read(&record.path.clone(), text, &Book::default(), &mut record);
    (record, reading.findings)
}

/// Findings as people see them: `line: severity[rule]: message; help`.
pub(crate) fn lines(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}: {}[{}]: {}{help}", finding.line(), finding.severity.as_str(), finding.rule, finding.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The findings of a record with this front matter, which starts in line 2.
pub(crate) fn findings(front: &str) -> String {
    lines(&record_from(&format!("---\n{front}\n---\n# A decision\n")).1)
}

/// A record of which nothing was read yet.
pub(crate) fn empty(text: &str) -> Record {
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("A decision");
    Record {
        path: "decisions/0001-a-decision.md".to_owned(),
        folder: "decisions".to_owned(),
        stem: "0001-a-decision".to_owned(),
        slug: "a-decision".to_owned(),
        number: Some(1),
        number_source: None,
        printed_id: None,
        title: StatedTitle { text: title.to_owned(), source: FieldSource::Heading, span: None },
        status: None,
        date: None,
        links: Vec::new(),
        dialect: Dialect::Sourcing,
        roles: crate::model::Roles::default(),
        area: None,
        tags: Vec::new(),
        serves: Vec::new(),
        systems: Vec::new(),
        stage: None,
        waits_for: None,
        lesson: None,
        obligations: Vec::new(),
        response: None,
        ask: None,
        why_now: None,
        decide_by: None,
        review_by: None,
        board: None,
        limit: None,
        reversible: None,
        recommend: None,
        decision: None,
        dissent: Vec::new(),
        revisit: Vec::new(),
        next: Vec::new(),
        kill: Vec::new(),
        forecasts: Vec::new(),
        actuals: Vec::new(),
        history: Vec::new(),
        audience: crate::model::Audience::default(),
        ai: None,
        inputs: crate::model::AnalysisInputs::default(),
        options: Vec::new(),
        front_matter: None,
        unknown_keys: Vec::new(),
        places: BTreeMap::new(),
        body: Body::default(),
        text: text.into(),
    }
}
