//! `adr renumber`: another number for a record, in its name, in its text and in every link that leads to it.

use crate::cli::context::Context;
use crate::cli::editing::Editing;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::edit::{self, Page, Renumbering};
use crate::log::{LoggedRecord, Resolution};
use crate::model::{Record, StatedLink};
use clap::Args;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Give a record another number
///
/// Renames its file, writes the number where the record carries it, and rewrites the links that lead to it in every
/// file of the record folders. The file is renamed last: after a kill, the same command goes on where it ended.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  adr renumber 12 13 --dry-run\n  adr renumber decisions/0012-card-payments.md 13")]
pub(crate) struct RenumberArgs {
    /// The record: its number, page id, slug or path
    from: String,
    /// The number that it gets
    to: u64,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is to be done.
struct Plan {
    idx: usize,
    from: u64,
    to: u64,
    path: String,
    stem: String,
    new_path: String,
    /// What is renamed, and to what, relative to the root: the file, or a folder of its own.
    renamed: (String, String),
}

pub(crate) fn run(args: &RenumberArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut editing = Editing::begin("renumber", context)?;
    let idx = editing.journey.find(&args.from)?;
    let plan = plan(&editing, idx, args.to)?;
    let all: Vec<usize> = (0..editing.journey.log.records.len()).collect();
    if args.dry_run {
        say_plan(&mut editing, &plan)?;
        return Ok(Outcome::Clean);
    }
    editing.lock(&all)?;
    let root = editing.journey.root.clone();
    refuse_taken(&root, &plan)?;
    let renumbering = renumbering(&plan);
    for path in other_files(&editing, &plan) {
        let targets = targets(&editing, &path, plan.idx);
        let is_changed = editing.change_file(&path, |page, text| {
            let leads = |link: &StatedLink| targets.contains(link.target.as_str());
            Ok(Some(edit::renumber_links(page, text, &renumbering, &leads)))
        })?;
        if is_changed {
            print::line(&format!("{path}: links"))?;
        }
    }
    editing.change(plan.idx, |page, text| {
        let page = Page { path: &plan.new_path, ..*page };
        edit::renumber_record(&page, text, &renumbering).map(Some)
    })?;
    let (old, new) = (root.join(&plan.renamed.0), root.join(&plan.renamed.1));
    fs::rename(&old, &new).map_err(|error| {
        Failure::Writing(format!("could not rename `{}` to `{}`: {error}", plan.renamed.0, plan.renamed.1))
    })?;
    print::line(&format!("{} → {}", plan.path, plan.new_path))?;
    Ok(Outcome::Clean)
}

fn renumbering(plan: &Plan) -> Renumbering<'_> {
    Renumbering { from: plan.from, to: plan.to, path: &plan.path, stem: &plan.stem }
}

fn plan(editing: &Editing, idx: usize, to: u64) -> Result<Plan, Failure> {
    let record = editing.record(idx);
    let path = record.path.clone();
    let Some(from) = record.number else {
        return Err(Failure::Arguments(format!("`{path}` has no number; rename its file to begin with one")));
    };
    if from == to {
        return Err(Failure::Arguments(format!("`{path}` has the number {to} already")));
    }
    if to > 999_999 {
        return Err(Failure::Arguments(format!("{to} is read as no number of a record; take one of up to six digits")));
    }
    // A person who types the number means the same series by it, whether files or titles show the letters.
    let letters = |text: &str| text.chars().take_while(|c| !c.is_ascii_digit()).collect::<String>().to_lowercase();
    let printed = |record: &Record| letters(record.printed_id.as_deref().unwrap_or_default());
    let series = |other: &&LoggedRecord| {
        let other = &other.record;
        other.folder == record.folder
            && (letters(&other.stem) == letters(&record.stem) || printed(other) == printed(record))
    };
    let taken = editing.journey.log.records.iter().filter(series).find(|other| other.record.number == Some(to));
    if let Some(taken) = taken {
        return Err(Failure::Arguments(format!("the number {to} is taken by `{}`; name another", taken.record.path)));
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let is_file = name.starts_with(record.stem.as_str());
    let (above, old) = if is_file { (folder, name) } else { folder.rsplit_once('/').unwrap_or(("", folder)) };
    let new = edit::renumbered_name(old, from, to).unwrap_or_else(|| old.to_owned());
    let within = |name: &str| if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
    let renamed = (within(old), within(&new));
    let new_path = if is_file { renamed.1.clone() } else { format!("{}/{name}", renamed.1) };
    let stem = record.stem.clone();
    Ok(Plan { idx, from, to, path, stem, new_path, renamed })
}

/// Nobody's file is overwritten, whether or not it is a record.
fn refuse_taken(root: &Path, plan: &Plan) -> Result<(), Failure> {
    let new = root.join(&plan.renamed.1);
    if plan.renamed.0 != plan.renamed.1 && fs::symlink_metadata(&new).is_ok() {
        return Err(Failure::Writing(format!("`{}` is there already, and is not overwritten", plan.renamed.1)));
    }
    Ok(())
}

/// Every other file of the record folders that may name the record: its digits stand there.
fn other_files(editing: &Editing, plan: &Plan) -> Vec<String> {
    let digits = plan.from.to_string();
    let files = editing.journey.snapshot.files.iter();
    let naming = files.filter(|file| file.path != plan.path && file.text.contains(&digits));
    naming.map(|file| file.path.clone()).collect()
}

/// The targets by which a file states links to the record.
fn targets(editing: &Editing, path: &str, idx: usize) -> BTreeSet<String> {
    let logged = editing.journey.log.records.iter().find(|logged| logged.record.path == path);
    let links = logged.into_iter().flat_map(|logged| logged.record.links.iter().zip(&logged.resolutions));
    links
        .filter(|(_, resolution)| **resolution == Resolution::Record(idx))
        .map(|(link, _)| link.target.clone())
        .collect()
}

fn say_plan(editing: &mut Editing, plan: &Plan) -> anyhow::Result<()> {
    let renumbering = renumbering(plan);
    for path in other_files(editing, plan) {
        let targets = targets(editing, &path, plan.idx);
        let (folder, context) = editing.context_of(&path);
        let Some(text) = editing.journey.text(&path) else { continue };
        let page = Page { path: &path, folder: &folder, context: &context, book: &editing.journey.config.book };
        let leads = |link: &StatedLink| targets.contains(link.target.as_str());
        let changed = edit::renumber_links(&page, text, &renumbering, &leads);
        for (nth, (old, new)) in text.lines().zip(changed.lines()).enumerate().filter(|(_, (old, new))| old != new) {
            print::line(&format!("{path}:{}: {old}", nth + 1))?;
            print::line(&format!("  → {new}"))?;
        }
    }
    print::line(&format!("{} → {}", plan.path, plan.new_path))
}
