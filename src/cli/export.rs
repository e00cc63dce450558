//! `adr export`: the whole log for other programs.

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Weighed};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::publish::Edition;
use crate::cli::{print, progress, write};
use crate::export::{self, TableFormat};
use crate::model::slug;
use crate::record::Depth;
use crate::report;
use crate::source::{Home, Snapshot};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Write the whole log for other programs
///
/// As tables of records, options, estimates, results, risks, suppliers and links, one file each, in
/// `DIR/source=NAME/commit=ID/`: many logs, and many commits of one, make one dataset that DuckDB, Spark and
/// warehouses read together. As JSON-ADR, one document.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr export --format parquet --out data
  adr export --format json-adr > log.json")]
pub(crate) struct ExportArgs {
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "parquet")]
    format: ExportFormat,
    /// The folder of the dataset; of JSON-ADR the file, which is printed where this is absent
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// What this log is called in the dataset (default: the name of its repository, else of its folder)
    #[arg(long, value_name = "NAME", value_parser = source_name)]
    source: Option<String>,
    #[command(flatten)]
    edition: Edition,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ExportFormat {
    /// Apache Parquet, a file a table
    Parquet,
    /// JSON, a file a table and a line a row
    Json,
    /// CSV, a file a table
    Csv,
    /// JSON-ADR 1.0.0, one document, as adrs reads it
    JsonAdr,
}

impl ExportFormat {
    fn of_tables(self) -> Option<TableFormat> {
        match self {
            Self::Parquet => Some(TableFormat::Parquet),
            Self::Json => Some(TableFormat::Ndjson),
            Self::Csv => Some(TableFormat::Csv),
            Self::JsonAdr => None,
        }
    }
}

/// A name that is also the name of a folder on every system.
fn source_name(name: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_plain);
    if is_name && name.len() <= 64 {
        Ok(name.to_owned())
    } else {
        Err("write small letters from a to z, digits, `-`, `_` and `.`, 64 at most, as in payments".to_owned())
    }
}

pub(crate) fn run(args: &ExportArgs, context: &Context, elapsed: &dyn Fn() -> Duration) -> anyhow::Result<Outcome> {
    if args.format.of_tables().is_some() && args.out.is_none() {
        return Err(
            Failure::Arguments("tables are several files; name a folder for them with `--out DIR`".to_owned()).into()
        );
    }
    let progress = progress::Progress::start(context, "reading records");
    let mut journey = journey::read(context, &context.request_with_history(), Depth::Whole, args.edition.audience)?;
    args.edition.impose(&mut journey.config.book);
    progress.next("weighing options");
    let day = journey.day(context, DefaultDay::Version);
    let weighed = journey::weigh(journey, day);
    let source = match &args.source {
        Some(name) => name.clone(),
        None => usual_name(&weighed.journey.snapshot.home),
    };
    progress.next("writing");
    let out = args.out.as_ref().map(|out| context.dir.join(out));
    match (args.format.of_tables(), &out) {
        (Some(format), Some(out)) => {
            let (folder, rows) = write_tables(&weighed, format, out, &source)?;
            progress.end();
            let seconds = elapsed().as_secs_f64();
            print::say(context, &format!("{rows} rows in 7 tables, {seconds:.1} s: {}", folder.display()));
        }
        (_, out) => {
            let input = weighed.input();
            let log = report::json_adr(&input, &source);
            let text = export::pretty(&log.document);
            progress.end();
            for (path, lack) in &log.left_out {
                print::say(context, &format!("note: `{path}` is left out: it {lack}, which JSON-ADR asks for"));
            }
            match out {
                Some(out) => write::replace_file(out, text.as_bytes())?,
                None => print::out(&text)?,
            }
        }
    }
    Ok(Outcome::Clean)
}

/// Writes every table of a log below its own two folders; returns these, and how many rows were written.
fn write_tables(weighed: &Weighed, format: TableFormat, out: &Path, source: &str) -> anyhow::Result<(PathBuf, usize)> {
    let folder = out.join(format!("source={source}")).join(format!("commit={}", commit(&weighed.journey.snapshot)));
    let tables = report::dataset(&weighed.input());
    tables.par_iter().try_for_each(|table| {
        let bytes = export::dataset_file(table, format)?;
        write::replace_file(&folder.join(format!("{}.{}", table.name, format.ending())), &bytes)?;
        anyhow::Ok(())
    })?;
    Ok((folder, tables.iter().map(|table| table.row_count).sum()))
}

/// What the version that was read is called: what nobody has committed is not that commit.
fn commit(snapshot: &Snapshot) -> String {
    match &snapshot.commit {
        None => "none".to_owned(),
        Some(commit) if snapshot.has_uncommitted_changes => format!("{}-changed", commit.id),
        Some(commit) => commit.id.clone(),
    }
}

/// The name of the first remote, else of the folder, as [`source_name`] wants it.
fn usual_name(home: &Home) -> String {
    let remote = home.remotes.first().and_then(|remote| remote.rsplit('/').next());
    let folded = slug(remote.unwrap_or(home.folder.trim_end_matches(".git")));
    let ascii: String = folded.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect();
    let name = ascii.trim_matches('-');
    if name.is_empty() { "log".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_source_is_a_name_of_a_folder() {
        for name in ["payments", "a.b_c-1", "0"] {
            assert_eq!(source_name(name).as_deref(), Ok(name));
        }
        for name in ["", "..", "a/b", "A", ".hidden", "a=b", "ü", &"a".repeat(65)] {
            assert!(source_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn every_repository_has_a_name() {
        let home = |remotes: &[&str], folder: &str| Home {
            remotes: remotes.iter().map(|remote| (*remote).to_owned()).collect(),
            folder: folder.to_owned(),
            prefix: String::new(),
        };
        assert_eq!(usual_name(&home(&["owner/Payments"], "x")), "payments");
        assert_eq!(usual_name(&home(&[], "My Log.git")), "my-log");
        assert_eq!(usual_name(&home(&[], "決定")), "log");
        for home in [home(&[], ""), home(&["a/.."], ""), home(&[], "Straße 5")] {
            assert!(source_name(&usual_name(&home)).is_ok(), "{}", usual_name(&home));
        }
    }
}
