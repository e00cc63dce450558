//! `adr import`: a register of contracts or software becomes draft records.

use crate::cli::context::Context;
use crate::cli::new::{LockedFolder, choose_folder, names_in, next_name, numbers_elsewhere, read, short};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{config, editing, outside, print};
use crate::export;
use crate::finding::{self, Finding, Severity};
use crate::import::{self, Draft, Known, Mapping, Register, Settings};
use crate::model::{Book, Currency, Record, slug};
use crate::record::{self, Depth};
use crate::repo::{self, Reading};
use crate::report::{ImportedRow, RowState, imported_row};
use crate::term;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

/// Make draft records of a register of contracts or software
///
/// Reads a CSV file, knows its columns by their usual names, and writes one draft a row: supplier, contract and yearly cost.
/// What it could not read is a finding with row and column, and stands in the record in words. Run again it writes rows
/// that are new, and tells of those that changed; records that are there are never changed.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  adr import contracts.csv --dry-run\n  adr import contracts.csv --map \"Price=yearly\" --map \"Internal=\""
)]
pub(crate) struct ImportArgs {
    /// The register: a CSV file whose first row names its columns
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what a column is (repeatable); without a key the column is left out
    ///
    /// Keys: supplier, product, yearly, monthly, once, currency, starts, ends, notice, renews, minimum, owner, area, tags,
    /// notes, parent, functions, id, text.
    #[arg(long, value_name = "COLUMN=KEY")]
    map: Vec<String>,
    /// The currency of sums that name none
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<Currency>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ImportFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ImportFormat {
    /// A table, and what to mend
    Text,
    /// For programs: adr-import/1
    Json,
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).ok_or_else(|| "write a code such as EUR".to_owned())
}

pub(crate) fn run(args: &ImportArgs, context: &Context) -> anyhow::Result<Outcome> {
    if context.at.is_some() {
        let message = "`import` writes files, and cannot write them to a commit: leave out `--at`";
        return Err(Failure::Arguments(message.to_owned()).into());
    }
    let mapping = Mapping::parse(&args.map).map_err(|fault| Failure::Arguments(fault.to_string()))?;
    let text = text_of(&context.dir.join(&args.file))?;
    let before = read(context)?;
    if before.is_from_commit {
        let message = "a bare repository has no files to write: run `import` in a clone of it";
        return Err(Failure::Arguments(message.to_owned()).into());
    }
    let folder = choose_folder(context, &before)?;
    let on_disk = before.root.join(&folder);
    outside::refuse_elsewhere(&on_disk, &folder, &before.root)?;
    let (config, _) = config::settle(context, &before);
    let path = args.file.display().to_string().replace('\\', "/");
    let (book, day) = (&config.book, editing::day(context));
    let settings = Settings { path: &path, mapping, currency: args.currency.clone(), book, day };
    let (register, findings) = import::read(&text, &settings).map_err(|fault| Failure::Arguments(fault.to_string()))?;
    // Whoever imports the same at the same time must see what the other wrote.
    let lock = if args.dry_run || register.drafts.is_empty() { None } else { Some(LockedFolder::wait(&on_disk)?) };
    let reading = if lock.is_some() { read(context)? } else { before };
    let place = Place { reading: &reading, folder: &folder, on_disk: &on_disk, lock: lock.as_ref() };
    let mut import = Import { path: &path, book, day, rows: Vec::new(), findings };
    import.write(context, &register, &place)?;
    import.tell(args, context, &text, register.row_count)
}

/// The text of the register, whatever it was saved as.
fn text_of(file: &Path) -> Result<String, Failure> {
    let shown = file.display();
    let bytes = fs::read(file).map_err(|error| Failure::Reading(format!("could not read `{shown}`: {error}")))?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let message = format!("`{shown}` is a workbook; save its sheet as CSV (UTF-8), and import that");
        return Err(Failure::Reading(message));
    }
    let (text, is_whole) = repo::text_of(&bytes);
    if !is_whole {
        return Err(Failure::Reading(format!("`{shown}` is larger than is read; part it into several files")));
    }
    Ok(text.to_string())
}

/// Where records are written.
struct Place<'a> {
    reading: &'a Reading,
    /// Relative to the root.
    folder: &'a str,
    on_disk: &'a Path,
    /// `None`: nothing is written.
    lock: Option<&'a LockedFolder>,
}

/// An import while it runs.
struct Import<'a> {
    path: &'a str,
    book: &'a Book,
    day: Date,
    rows: Vec<ImportedRow>,
    findings: Vec<Finding>,
}

impl Import<'_> {
    /// Writes the rows that no record has.
    fn write(&mut self, context: &Context, register: &Register, place: &Place<'_>) -> anyhow::Result<()> {
        let records: Vec<Record> = record::parse_log(&place.reading.snapshot, self.book, Depth::Fields).records;
        let elsewhere = numbers_elsewhere(context, &place.reading.root, place.folder);
        let mut names = if place.on_disk.is_dir() { names_in(place.on_disk)? } else { Vec::new() };
        for draft in &register.drafts {
            match import::known(draft, &records, self.path) {
                Known::Same(path) => self.row(draft, RowState::Known, &path),
                Known::Changed(path, finding) => {
                    self.findings.push(finding);
                    self.row(draft, RowState::Changed, &path);
                }
                Known::No => {
                    let (name, _) = next_name(&names, &elsewhere, &short(&slug(&draft.title)), self.day);
                    if let Some(lock) = place.lock {
                        lock.create(&name, &draft.text)?;
                    }
                    let folder = place.folder;
                    let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                    self.findings.extend(draft.findings.iter().cloned());
                    self.row(draft, RowState::Written, &path);
                    names.push(name);
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, draft: &Draft, state: RowState, path: &str) {
        let book = self.book.currency.as_ref();
        self.rows.push(imported_row((draft.row, state, path), &draft.record, book, self.day));
    }

    /// Prints what was done, and what is to be mended.
    fn tell(mut self, args: &ImportArgs, context: &Context, text: &str, row_count: usize) -> anyhow::Result<Outcome> {
        finding::sort(&mut self.findings);
        print::out(&match args.format {
            ImportFormat::Json => export::imported(self.path, row_count, &self.rows, &self.findings, args.dry_run),
            ImportFormat::Text => {
                let width = print::width(context);
                let table = term::imported(&self.rows, width);
                let text = |path: &str| (path == self.path).then_some(text);
                let findings = term::findings(&self.findings, &text, print::paint(context), width);
                format!("{table}{findings}{}\n", self.summary(row_count, args.dry_run))
            }
        })?;
        let has_error = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if has_error { Outcome::Findings } else { Outcome::Clean })
    }

    /// `12 records written of 14 rows; 1 row has its record, 1 row is left out`
    fn summary(&self, row_count: usize, is_dry_run: bool) -> String {
        let count = |state: RowState| self.rows.iter().filter(|row| row.state == state).count();
        let rows = |count: usize| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let written = count(RowState::Written);
        let records = if written == 1 { "1 record".to_owned() } else { format!("{written} records") };
        let verb = if is_dry_run { "to write" } else { "written" };
        let rest = [
            (count(RowState::Known), "known already"),
            (count(RowState::Changed), "changed since, and left to you"),
            (row_count - self.rows.len(), "left out"),
        ];
        let rest = rest.into_iter().filter(|(count, _)| *count > 0);
        let rest: String = rest.map(|(count, what)| format!("; {} {what}", rows(count))).collect();
        format!("{records} {verb} from {}{rest}", rows(row_count))
    }
}
