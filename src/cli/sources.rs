//! The logs of other repositories, as `sources` in book.toml names them: each read where it stands, and laid below a name
//! of its own, `payments:/docs/adr/0001-gateway.md`, so that the logs can be joined into one.
//!
//! What a source says of money, time and weights in its own book.toml stands in its records before they are joined. One
//! that cannot be read is a finding; the others are read.

use crate::cli::outcome::sentence;
use crate::finding::Finding;
use crate::model::{Book, CriteriaSpec, Estimate, OtherSource, Record};
use crate::record::{self, Depth, Parsed, Why};
use crate::repo::{self, Files, Tip};
use crate::source::SourceFile;
use std::path::Path;
use std::sync::Arc;

/// One log, its paths below its name.
pub(super) struct Source {
    /// `payments:`.
    pub(super) root: String,
    pub(super) parsed: Parsed,
    pub(super) texts: Vec<SourceFile>,
    pub(super) folders: Vec<String>,
    pub(super) other_paths: Vec<String>,
    pub(super) files: Arc<Files>,
    pub(super) tip: Option<Tip>,
    pub(super) is_history_cut: bool,
    pub(super) book: Book,
}

/// Reads every source that the book names, and says which could not be read.
pub(super) fn read(book: &Book, root: &Path, with_history: bool, depth: Depth) -> (Vec<Source>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for other in &book.sources {
        let is_taken = sources.iter().any(|known| known.root == format!("{}:", other.name));
        let read = match is_taken {
            true => Err("another source has this name; give it another with `name`".to_owned()),
            false => one(other, root, with_history, depth),
        };
        match read {
            Ok(source) => sources.push(source),
            Err(why) => findings.push(
                Finding::error(
                    "source-not-read",
                    "book.toml",
                    Some(other.span),
                    format!("the source `{}` is left out: {why}", other.name),
                )
                .with_help(format!(
                    "mend `path` (now `{}`) or `at`; paths begin at the folder of book.toml",
                    other.path
                )),
            ),
        }
    }
    (sources, findings)
}

fn one(other: &OtherSource, root: &Path, with_history: bool, depth: Depth) -> Result<Source, String> {
    let path = Path::new(&other.path);
    if path.has_root() || path.is_absolute() {
        return Err("its path does not begin at the folder of book.toml".to_owned());
    }
    let told = |error: std::io::Error| format!("could not open the folder: {error}");
    let named = std::fs::canonicalize(root.join(path)).map_err(told)?;
    if std::fs::canonicalize(root).is_ok_and(|own| own == named) {
        return Err("it is this log itself".to_owned());
    }
    let request = repo::Request { dir: named.clone(), at: other.at.clone(), with_history, ..repo::Request::default() };
    let mut reading = repo::read(&request).map_err(|error| sentence(&error.into()))?;
    // Whoever names a folder has not named what stands above it.
    if !std::fs::canonicalize(&reading.root).is_ok_and(|found| found.starts_with(&named)) {
        return Err(format!("no log begins there; the nearest is in `{}`, which is not named", reading.root.display()));
    }
    if let Some((folder, named_by)) = reading.missing.first() {
        return Err(format!("the folder `{folder}`, which {named_by} names there, is missing"));
    }
    let root = format!("{}:", other.name);
    let below = |path: &mut String| *path = format!("{root}/{path}").trim_end_matches('/').to_owned();
    let own_book = reading.snapshot.book.as_ref().map(|file| record::book::parse(file).0);
    let mut parsed = record::parse_log(&reading.snapshot, own_book.as_ref().unwrap_or(&Book::default()), depth);
    for record in &mut parsed.records {
        below(&mut record.path);
        below(&mut record.folder);
        if let Some(book) = &own_book {
            settle(record, book);
        }
    }
    parsed.findings.iter_mut().for_each(|finding| below(&mut finding.path));
    parsed.passed_over.iter_mut().for_each(|(path, _): &mut (String, Why)| below(path));
    let mut snapshot = std::mem::take(&mut reading.snapshot);
    snapshot.files.iter_mut().for_each(|file| below(&mut file.path));
    snapshot.folders.iter_mut().for_each(below);
    snapshot.other_paths.iter_mut().for_each(below);
    Ok(Source {
        parsed,
        texts: snapshot.files,
        folders: snapshot.folders,
        other_paths: snapshot.other_paths,
        files: reading.files,
        tip: reading.tip,
        is_history_cut: reading.is_history_cut,
        book: own_book.unwrap_or_default(),
        root,
    })
}

/// Writes what its own book says into a record that says nothing of it.
fn settle(record: &mut Record, book: &Book) {
    let inputs = &mut record.inputs;
    inputs.currency = inputs.currency.take().or_else(|| book.currency.clone());
    inputs.horizon_years = inputs.horizon_years.or(Some(book.horizon_years));
    inputs.discount_rate = inputs.discount_rate.or(book.discount_rate);
    inputs.prices = inputs.prices.or(Some(book.prices));
    inputs.timing = inputs.timing.or(Some(book.timing));
    if book.criteria != CriteriaSpec::standard() {
        inputs.criteria = inputs.criteria.take().or_else(|| Some(book.criteria.clone()));
    }
    for (name, estimate) in &book.drivers {
        if !inputs.drivers.iter().any(|(known, _)| known == name) {
            // It stands in another file than the record.
            let estimate = Estimate { span: crate::source::Span::default(), ..estimate.clone() };
            inputs.drivers.push((name.clone(), estimate));
        }
    }
    for people in record.options.iter_mut().filter_map(|option| option.people.as_mut()) {
        people.rate = people.rate.take().or_else(|| book.staff_rate.map(Estimate::certain));
    }
}
