//! `adr list`: the log.

use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Outcome;
use crate::cli::{drop_in, new, passed_over, print};
use crate::export;
use crate::model::{Audience, Status};
use crate::record::Depth;
use crate::repo;
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
    ///
    /// Paths are printed for programs where the log is one of adr-tools; a table everywhere else.
    #[arg(long, value_name = "FORMAT")]
    format: Option<ListFormat>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// For people
    Table,
    /// For programs: adr-list/1
    Json,
    /// For spreadsheets
    Csv,
    /// One a line, from where the command runs
    Paths,
}

/// A status, or `none` for records that state none.
fn status(word: &str) -> Result<&'static str, String> {
    let known = || Status::ALL.into_iter().map(Status::as_str).chain(["none"]);
    let listed = || known().collect::<Vec<_>>().join(", ");
    known().find(|status| *status == word).ok_or_else(|| format!("write one of {}", listed()))
}

pub(crate) fn run(args: &ListArgs, context: &Context) -> anyhow::Result<Outcome> {
    let journey = match journey::read_all(context, &context.request_of_texts(), Depth::Listed, Audience::Board) {
        Err(error) if drop_in::is_asked_for(context) && is_of_no_log(&error) => return drop_in::list_nothing(context),
        journey => journey?,
    };
    let mut records = report::list(&journey.log);
    if let Some(wanted) = args.status {
        records.retain(|record| record.status == wanted);
    }
    let format = args.format.unwrap_or_else(|| usual(&journey, context));
    print::out(&match format {
        ListFormat::Json => export::list(&records),
        ListFormat::Csv => export::list_csv(&records),
        ListFormat::Paths => records.iter().map(|record| as_path(&journey, context, &record.path)).collect(),
        ListFormat::Table => as_table(&records, &journey, print::width(context)),
    })?;
    Ok(Outcome::Clean)
}

fn is_of_no_log(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(repo::Error::NoRecords { .. }))
}

/// As adr-tools lists them to a program where the log is one of its own.
fn usual(journey: &Journey, context: &Context) -> ListFormat {
    let records = &journey.log.records;
    let is_its = |logged: &crate::log::LoggedRecord| {
        let record = &logged.record;
        drop_in::is_its_folder(context, &journey.root, &record.folder) && drop_in::is_its_record(record)
    };
    let is_drop_in = !context.terminal.stdout && !records.is_empty() && records.iter().all(is_its);
    if is_drop_in { ListFormat::Paths } else { ListFormat::Table }
}

fn as_path(journey: &Journey, context: &Context, path: &str) -> String {
    format!("{}\n", clean(&new::near(context, &journey.root.join(path))))
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
