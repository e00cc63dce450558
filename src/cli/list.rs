//! `adr list`: the log.

use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Outcome;
use crate::cli::{passed_over, print};
use crate::export;
use crate::model::{Audience, Status};
use crate::record::Depth;
use crate::report::{self, ListedRecord};
use crate::term::{Align, Column, Fit, clean, table};
use clap::{Args, ValueEnum};
use std::fmt::Write as _;

/// List the decision records
///
/// Prints number, status, date and title of every record that is found, in the order of paths.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr list --status proposed")]
pub(crate) struct ListArgs {
    /// Show records of one status alone
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<&'static str>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// For people
    Table,
    /// For programs: adr-list/1
    Json,
    /// For spreadsheets
    Csv,
}

/// A status, or `none` for records that state none.
fn status(word: &str) -> Result<&'static str, String> {
    let known = || Status::ALL.into_iter().map(Status::as_str).chain(["none"]);
    let listed = || known().collect::<Vec<_>>().join(", ");
    known().find(|status| *status == word).ok_or_else(|| format!("write one of {}", listed()))
}

pub(crate) fn run(args: &ListArgs, context: &Context) -> anyhow::Result<Outcome> {
    let journey = journey::read(context, &context.request_of_texts(), Depth::Listed, Audience::Board)?;
    let mut records = report::list(&journey.log);
    if let Some(wanted) = args.status {
        records.retain(|record| record.status == wanted);
    }
    print::out(&match args.format {
        ListFormat::Json => export::list(&records),
        ListFormat::Csv => export::list_csv(&records),
        ListFormat::Table => as_table(&records, &journey, print::width(context)),
    })?;
    Ok(Outcome::Clean)
}

/// As exact as it is stated, and marked where it says when a record was written, not since when it stands as it stands.
fn date(record: &ListedRecord) -> String {
    match &record.date {
        Some(date) if record.date_is_of_writing => format!("{date}, written"),
        Some(date) => date.clone(),
        None => "–".to_owned(),
    }
}

fn as_table(records: &[ListedRecord], journey: &Journey, width: usize) -> String {
    let all_count = journey.log.records.len();
    if records.is_empty() {
        return match all_count {
            0 => passed_over::nothing_here(&journey.passed_over, &journey.snapshot.folders),
            _ => "No decision record has this status.\n".to_owned(),
        };
    }
    let column = |head, align, fit| Column { head, align, fit };
    let columns = [
        column("No", Align::Right, Fit::Whole),
        column("Status", Align::Left, Fit::Whole),
        column("Date", Align::Left, Fit::Whole),
        column("Title", Align::Left, Fit::Wrapped),
    ];
    let rows: Vec<Vec<String>> = records
        .iter()
        .map(|record| {
            vec![
                record.number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
                record.status.to_owned(),
                date(record),
                clean(&record.title),
            ]
        })
        .collect();
    let mut output = table(&columns, &rows, width);
    if records.len() != all_count {
        let _ = writeln!(output, "\n{} of {all_count} records", records.len());
    }
    output
}
