//! The log as a list: one row a record, for programs and for the terminal.

use crate::log::{DecisionLog, LoggedRecord, Resolution};
use schemars::JsonSchema;
use serde::Serialize;

/// One record of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedRecord {
    /// Its number.
    pub number: Option<u64>,
    /// Its page id.
    pub id: String,
    /// Its slug.
    pub slug: String,
    /// Its path, relative to the root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// draft, proposed, accepted, rejected, deprecated, superseded, other or none.
    pub status: &'static str,
    /// The status as written.
    pub status_raw: Option<String>,
    /// When the status was reached, as exact as stated.
    pub date: Option<String>,
    /// The date says when the record was written, not when the status was reached: what becomes of a record in Nygard's
    /// form changes its status alone. For the terminal.
    #[serde(skip)]
    pub date_is_of_writing: bool,
    /// Where the date was found.
    pub date_source: Option<&'static str>,
    /// Links as stated.
    pub links: Vec<ListedLink>,
}

/// One stated link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedLink {
    /// supersedes, superseded-by, amends, amended-by, depends-on, enables or related.
    pub kind: &'static str,
    /// The target as written.
    pub target: String,
    /// The path that it leads to, where it leads to a file under the root.
    pub path: Option<String>,
}

/// Every record, in the order of paths.
pub fn list(log: &DecisionLog) -> Vec<ListedRecord> {
    log.records.iter().map(|logged| listed(logged, log)).collect()
}

/// One record, as a list shows it.
pub(super) fn listed(logged: &LoggedRecord, log: &DecisionLog) -> ListedRecord {
    let record = &logged.record;
    let links = record
        .links
        .iter()
        .zip(&logged.resolutions)
        .map(|(link, resolution)| ListedLink {
            kind: link.kind.as_str(),
            target: link.target.clone(),
            path: match resolution {
                Resolution::Record(to) => Some(log.records[*to].record.path.clone()),
                Resolution::File(path) => Some(path.clone()),
                _ => None,
            },
        })
        .collect();
    ListedRecord {
        number: record.number,
        id: logged.page_id.clone(),
        slug: record.slug.clone(),
        path: record.path.clone(),
        title: record.title.text.clone(),
        status: record.status().map_or("none", crate::model::Status::as_str),
        status_raw: record.status.as_ref().map(|status| status.raw.clone()),
        date: record.date.as_ref().map(crate::model::StatedDate::iso),
        date_is_of_writing: record.date.is_some() && record.is_date_of_writing(),
        date_source: record.date.as_ref().map(|date| date.source.as_str()),
        links,
    }
}
