//! A row a link as a record states it, and where it leads.

use super::column::{Columns, DataTable};
use super::row::RecordRow;
use crate::log::Resolution;
use crate::model::StatedLink;

pub(super) struct LinkRow<'a> {
    of: RecordRow<'a>,
    link: &'a StatedLink,
    to: &'a Resolution,
}

pub(super) fn rows<'a>(records: &[RecordRow<'a>]) -> Vec<LinkRow<'a>> {
    let of_record = |of: &RecordRow<'a>| {
        let of = *of;
        of.record().links.iter().zip(&of.logged.resolutions).map(move |(link, to)| LinkRow { of, link, to })
    };
    records.iter().flat_map(of_record).collect()
}

pub(super) fn table(rows: &[LinkRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "of which record", |row| Some(row.of.logged.page_id.as_str()))
        .text("kind", "supersedes, superseded-by, amends, amended-by, depends-on, enables or related", |row| {
            Some(row.link.kind.as_str())
        })
        .text("target", "where it leads, as written", |row| Some(row.link.target.as_str()))
        .text(
            "to_record",
            "the record that it leads to; unknown where it leads to none, or to several",
            |row| match row.to {
                Resolution::Record(idx) => row.of.input.log.records.get(*idx).map(|to| to.page_id.as_str()),
                _ => None,
            },
        )
        .text("to_path", "the file that it leads to, relative to the root", |row| match row.to {
            Resolution::Record(idx) => row.of.input.log.records.get(*idx).map(|to| to.record.path.as_str()),
            Resolution::File(path) => Some(path.as_str()),
            _ => None,
        })
        .table("links", "A row a link that a record states")
}
