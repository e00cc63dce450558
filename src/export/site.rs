//! The files that a site carries beside its pages.

use super::json::{DecisionsDocument, pretty};
use super::workbook::{WorkbookError, workbook};
use super::{DocumentSchema, atom, icalendar, tables};
use crate::report::{self, ComparedRecord, DataKind, Input};

/// One of the files that `report::data_files` names.
pub fn site_file(input: &Input, kind: DataKind) -> String {
    match kind {
        DataKind::Decisions => decisions(input),
        DataKind::Schema => schema(),
        DataKind::Records => super::list_csv(&report::list(input.log)),
        DataKind::Compared => super::comparisons_csv(&compared(input)),
        DataKind::Options => tables::options(input),
        DataKind::Risks => tables::risks(input),
        DataKind::Years => tables::years(input),
        DataKind::Suppliers => tables::suppliers(input),
        DataKind::Outcomes => tables::outcomes(input),
        DataKind::Agenda => tables::agenda(input),
        DataKind::Feed => atom(&report::feed(input)),
        DataKind::Calendar => icalendar(&report::feed(input).title, input.as_of, &report::calendar(input)),
    }
}

fn compared(input: &Input) -> Vec<ComparedRecord> {
    (0..input.log.records.len()).filter_map(|idx| report::compared(input, idx)).collect()
}

fn decisions(input: &Input) -> String {
    pretty(&DecisionsDocument {
        schema: "adr-decisions/1",
        as_of: input.as_of.to_string(),
        commit: input.log.commit.as_ref().map(|commit| commit.id.as_str()),
        draws: input.draw_count,
        seed: input.seed,
        left_out: input.left_out_count,
        records: &report::list(input.log),
        decisions: &compared(input),
        whole: &report::whole_figures(input.log, input.analysis),
        agenda: &report::agenda(input),
    })
}

fn schema() -> String {
    let of_site = DocumentSchema::ALL.iter().find(|schema| schema.name == "decisions");
    of_site.map(DocumentSchema::text).unwrap_or_default()
}

/// The workbook of one of the decisions that `report::workbooks` names; `None` for one without figures.
pub fn site_workbook(input: &Input, record_idx: usize) -> Option<Result<Vec<u8>, WorkbookError>> {
    let (logged, analysis) = (input.log.records.get(record_idx)?, input.analysis.decisions.get(record_idx)?);
    Some(workbook(&report::figures(logged, analysis.as_ref()?, input.book)))
}
