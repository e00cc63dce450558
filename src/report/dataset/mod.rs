//! The whole log as tables, for warehouses and notebooks: one table a kind of thing, a column each with its meaning.
//!
//! A table is written as a list of columns, each a name, a sentence and a function of the row, so that what is written
//! and what the manual says of it cannot part. Rows stand in the order of the log, options and risks as the record has
//! them: the same log gives the same tables.

mod column;
mod estimates;
mod links;
mod options;
mod records;
mod results;
mod risks;
mod row;
mod suppliers;

pub use column::{DataColumn, DataTable, DataValues};

use crate::report::Input;
use row::{OptionRow, RecordRow};

/// Every table of a log.
pub fn dataset(input: &Input) -> Vec<DataTable> {
    let records: Vec<RecordRow<'_>> = (0..input.log.records.len()).map(|idx| RecordRow::of(input, idx)).collect();
    let options: Vec<OptionRow<'_>> = records.iter().flat_map(RecordRow::options).collect();
    vec![
        records::table(&records),
        options::table(&options),
        estimates::table(&estimates::rows(&records)),
        results::table(&results::rows(&options)),
        risks::table(&risks::rows(&options)),
        suppliers::table(&suppliers::rows(&options)),
        links::table(&links::rows(&records)),
    ]
}

/// The same tables without a row: what the manual tells.
pub fn dataset_columns() -> Vec<DataTable> {
    vec![
        records::table(&[]),
        options::table(&[]),
        estimates::table(&[]),
        results::table(&[]),
        risks::table(&[]),
        suppliers::table(&[]),
        links::table(&[]),
    ]
}
