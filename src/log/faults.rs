//! What is wrong with the numbers and links that records state.

use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord, Resolution};
use crate::model::Record;
use std::collections::BTreeMap;

/// Numbers that two records of one series share: such an ID typed by a person fits both. Another folder, or other letters
/// before the number, are another series.
pub(super) fn repeated_numbers(log: &DecisionLog) -> Vec<Finding> {
    let mut first = BTreeMap::<(&str, String, u64), &Record>::new();
    let mut findings = Vec::new();
    for record in log.records.iter().map(|logged| &logged.record) {
        let Some(number) = record.number else { continue };
        let letters = record.printed_id.as_deref().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphabetic());
        let series = (record.folder.as_str(), letters.to_lowercase(), number);
        match first.get(&series) {
            None => {
                first.insert(series, record);
            }
            Some(other) => findings.push(
                Finding::warning(
                    "repeated-number",
                    &record.path,
                    record.title.span,
                    format!("the number {number} is taken by `{}`", other.path),
                )
                .with_help("give one of both the next free number; until then name them by their paths"),
            ),
        }
    }
    findings
}

/// A history that does not reach the records whose files alone say when they were written.
pub(super) fn cut_history(log: &DecisionLog) -> Option<Finding> {
    let undated = log.records.iter().filter(|logged| logged.record.date.is_none()).count();
    let whose = match undated {
        0 => return None,
        1 => "one record states no date, and when it was".to_owned(),
        count => format!("{count} records state no date, and when they were"),
    };
    let message = format!("{whose} first written is not known here: the history of this copy is cut");
    let finding = Finding::note("history-cut", "", None, message)
        .with_help(format!("`{}` brings the rest; or write the dates into the records", log.history_cut?.command()));
    Some(finding)
}

/// What is wrong with the stated links of one record.
pub(super) fn of_links(log: &DecisionLog, idx: usize) -> Vec<Finding> {
    let LoggedRecord { record, resolutions, .. } = &log.records[idx];
    let mut findings = Vec::new();
    for (link, resolution) in record.links.iter().zip(resolutions) {
        let target = &link.target;
        match resolution {
            Resolution::Record(to) if *to == idx => findings.push(
                Finding::warning("self-link", &record.path, link.span, format!("`{target}` is this record itself"))
                    .with_help("name the other record, or take the link out"),
            ),
            Resolution::Dangling => findings.push(
                Finding::warning("dangling-link", &record.path, link.span, format!("no record is found by `{target}`"))
                    .with_label(format!("stated as `{}`", link.kind.as_str()))
                    .with_help("give the number or the file name of a record in this log"),
            ),
            Resolution::Ambiguous(hits) => {
                let paths: Vec<String> =
                    hits.iter().map(|hit| format!("`{}`", log.records[*hit].record.path)).collect();
                findings.push(
                    Finding::warning(
                        "ambiguous-link",
                        &record.path,
                        link.span,
                        format!("`{target}` fits several records"),
                    )
                    .with_help(format!("name the file: {}", paths.join(", "))),
                );
            }
            _ => {}
        }
    }
    findings
}
