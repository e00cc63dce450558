//! Which decisions have a workbook, and where it lies.

use crate::report::{Input, link};

/// A sheet with more columns or rows than these helps nobody.
const MOST: usize = 60;

/// The workbook of a decision, from the site's first folder and not yet encoded; `None` where nothing is weighed.
pub fn workbook_path(input: &Input, record_idx: usize) -> Option<String> {
    let analysis = input.analysis.decisions.get(record_idx)?.as_ref()?;
    analysis.runner_up?;
    let is_small = (1..=MOST).contains(&analysis.criteria.len()) && analysis.options.len() <= MOST;
    is_small.then(|| format!("data/workbook/{}.xlsx", input.log.records[record_idx].page_id))
}

/// The same as an address.
pub(in crate::report) fn workbook_href(input: &Input, record_idx: usize) -> Option<String> {
    let id = &input.log.records.get(record_idx)?.page_id;
    workbook_path(input, record_idx).map(|_| format!("data/workbook/{}.xlsx", link::encode(id)))
}
