//! `adr schema`: what our JSON looks like.

use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::export::{self, DocumentSchema};
use crate::finding::nearest;
use crate::record;
use crate::term::{Align, Column, Fit, table};
use clap::Args;

/// Print the JSON Schema of what `--format json` writes, or of a record's front matter
///
/// Without a name it lists the schemas there are. A schema's number rises only when a reader of
/// the JSON would break; new keys may come at any time.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr schema comparison > adr-comparison-1.json")]
pub(crate) struct SchemaArgs {
    /// Which schema: its name, or what documents say of themselves, as in adr-list/1
    name: Option<String>,
}

pub(crate) fn run(args: &SchemaArgs, context: &Context) -> anyhow::Result<Outcome> {
    match &args.name {
        Some(name) if [RECORD.0, RECORD.1].contains(&name.as_str()) => {
            print::out(&export::pretty(&record::json_schema()))?;
        }
        Some(name) => print::out(&find(name)?.text())?,
        None => print::out(&listed(print::width(context)))?,
    }
    Ok(Outcome::Clean)
}

/// What authors write rather than a command: the front matter of a record, for editors.
const RECORD: (&str, &str, &str) = ("record", "adr-record/1", "authors, as front matter");

fn find(name: &str) -> Result<DocumentSchema, Failure> {
    let found = DocumentSchema::ALL.into_iter().find(|schema| schema.name == name || schema.id == name);
    let known = || DocumentSchema::ALL.into_iter().map(|schema| schema.name).chain([RECORD.0]);
    found.ok_or_else(|| {
        let help = match nearest(name, known()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("there are {}", known().collect::<Vec<_>>().join(", ")),
        };
        Failure::Arguments(format!("no schema is called `{name}`; {help}"))
    })
}

fn listed(width: usize) -> String {
    let column = |head| Column { head, align: Align::Left, fit: Fit::Whole };
    let rows: Vec<Vec<String>> = DocumentSchema::ALL
        .iter()
        .map(|schema| (schema.name, schema.id, schema.written_by))
        .chain([RECORD])
        .map(|(name, id, written_by)| vec![name.to_owned(), id.to_owned(), written_by.to_owned()])
        .collect();
    table(&[column("Name"), column("Schema"), column("Written by")], &rows, width)
}
