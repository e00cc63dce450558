//! Records out of text, for tests of any room.

use crate::finding::Finding;
use crate::model::{Book, Dialect, FieldSource, Record, StatedTitle};
use crate::record::yaml::front_matter;

/// A record with the front matter of `text` read into it, and what was found. The body is left aside:
/// the title is the first heading.
pub(crate) fn record_from(text: &str) -> (Record, Vec<Finding>) {
    let mut record = empty(text);
    let reading = front_matter::read(&record.path.clone(), text, &Book::default(), &mut record, |_| false);
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
        title: StatedTitle { text: title.to_owned(), source: FieldSource::Heading, span: None },
        dialect: Dialect::Sourcing,
        text: text.into(),
        ..Record::default()
    }
}
