//! `adr init`: a new decision log, or a whole example portfolio.

use crate::cli::context::{Context, On};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::write;
use crate::cli::{drop_in, new, outside, print, templates};
use crate::repo::{self, Step};
use anyhow::Context as _;
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Start a decision log
///
/// Makes the records folder, `book.toml` with the settings, and a first record. What is there
/// already stays as it is.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  adr init docs/decisions\n  adr init --demo demo")]
pub(crate) struct InitArgs {
    /// The records folder (default: what .adr-dir names, else decisions); with --demo, a new folder
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Lay an example portfolio of a whole company, a git repository of its own, in DIR
    #[arg(long)]
    demo: bool,
}

pub(crate) fn run(args: &InitArgs, context: &Context) -> anyhow::Result<Outcome> {
    if context.at.is_some() {
        return Err(Failure::Arguments(
            "`init` writes files, and cannot write them to a commit: leave out `--at`".to_owned(),
        )
        .into());
    }
    let day = match context.on {
        Some(On::Day(day)) => day,
        _ => context.today,
    };
    if args.demo { lay_demo(args, context, day) } else { start_log(args, context, day) }
}

fn start_log(args: &InitArgs, context: &Context, day: Date) -> anyhow::Result<Outcome> {
    let root = fs::canonicalize(&context.dir)
        .map_err(|source| repo::Error::OpenFolder { path: context.dir.clone(), source })?;
    let named = match (&args.dir, context.records.as_slice()) {
        (Some(dir), _) => dir.clone(),
        (None, [folder]) => PathBuf::from(folder),
        (None, [_, _, ..]) => {
            return Err(Failure::Arguments("`init` starts one records folder: name one".to_owned()).into());
        }
        (None, []) => adr_dir(&root)?
            .unwrap_or_else(|| PathBuf::from(if drop_in::is_asked_for(context) { "doc/adr" } else { "decisions" })),
    };
    let records = clean(&root, &named).ok_or_else(|| {
        let (named, root) = (named.display(), root.display());
        Failure::Arguments(format!("the records folder `{named}` must lie below `{root}`; `-C DIR` starts elsewhere"))
    })?;
    let folder = root.join(&records);
    outside::refuse_elsewhere(&folder, &records, &root)?;
    refuse_records(&folder, &records)?;
    if drop_in::is_asked_for(context) {
        return start_as_adr_tools(&root, &records, args.dir.is_some(), &dated(context, day));
    }
    let book = root.join("book.toml");
    let has_book = book.exists();
    let people = repo::person(&root).map_or_else(String::new, |person| new::yaml_text(&person.name));
    let record = format!("{}-record-technology-decisions.md", new::padded(1, 4));
    write::create_file(
        &folder.join(&record),
        templates::fill(templates::FIRST_RECORD, day, &[("people", &people)]).as_bytes(),
    )?;
    let mut made = vec![if records.is_empty() { record } else { format!("{records}/{record}") }];
    if !has_book {
        let toml_text = records.replace('\\', "\\\\").replace('"', "\\\"");
        let records = if records.is_empty() { "." } else { &toml_text };
        write::create_file(&book, templates::fill(templates::BOOK, day, &[("records", records)]).as_bytes())?;
        made.push("book.toml".to_owned());
    }
    print::out(&(made.join("\n") + "\n"))?;
    if has_book && !fs::read_to_string(&book).is_ok_and(|text| text.contains("[output.board")) {
        print::say(
            context,
            "book.toml is there already and stays as it is; for our settings, add to it:\n\n[output.board]",
        );
        print::say(context, &format!("records = \"{records}\"\n"));
    }
    print::say(context, "Next: adr new \"What must we decide?\"");
    Ok(Outcome::Clean)
}

/// The day of `--on`, else what `ADR_DATE` says, as adr-tools has it.
fn dated(context: &Context, day: Date) -> String {
    match context.on {
        Some(On::Day(day)) => day.to_string(),
        _ => drop_in::date(context).unwrap_or_else(|| day.to_string()),
    }
}

/// A first record in Nygard's form, and the folder's name in `.adr-dir` where it was named; no settings of ours.
fn start_as_adr_tools(root: &Path, records: &str, is_named: bool, day: &str) -> anyhow::Result<Outcome> {
    let name = format!("{}-record-architecture-decisions.md", new::padded(1, 4));
    let path = if records.is_empty() { name } else { format!("{records}/{name}") };
    write::create_file(&root.join(&path), drop_in::first_record(day).as_bytes())?;
    if is_named && fs::symlink_metadata(root.join(".adr-dir")).is_err() {
        write::create_file(&root.join(".adr-dir"), format!("{records}\n").as_bytes())?;
    }
    print::out(&format!("{path}\n"))?;
    Ok(Outcome::Clean)
}

fn refuse_records(folder: &Path, shown: &str) -> Result<(), Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::Writing(format!("could not use `{}`: {error}", folder.display()))),
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    match names.into_iter().find(|name| new::Name::read(name).is_some()) {
        Some(name) => Err(Failure::Arguments(format!(
            "`{shown}` holds records already (`{name}`), and a log is started once; `adr list` shows them"
        ))),
        None => Ok(()),
    }
}

/// The folder that adr-tools was told to use.
fn adr_dir(root: &Path) -> anyhow::Result<Option<PathBuf>> {
    match fs::read_to_string(root.join(".adr-dir")) {
        Ok(text) => Ok(text.lines().map(str::trim).find(|line| !line.is_empty()).map(PathBuf::from)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("could not read `.adr-dir`"),
    }
}

/// A folder as typed, relative to the root, with `/`; `None` where it lies outside.
fn clean(root: &Path, folder: &Path) -> Option<String> {
    let inside = if folder.is_absolute() { folder.strip_prefix(root).ok()? } else { folder };
    let mut parts = Vec::new();
    for part in inside.components() {
        match part {
            std::path::Component::Normal(name) => parts.push(name.to_str()?.to_owned()),
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                parts.pop()?;
            }
            _ => return None,
        }
    }
    Some(parts.join("/"))
}

fn lay_demo(args: &InitArgs, context: &Context, day: Date) -> anyhow::Result<Outcome> {
    let shown = args.dir.clone().unwrap_or_else(|| PathBuf::from("demo"));
    let folder = context.dir.join(&shown);
    match fs::read_dir(&folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let shown = shown.display();
                return Err(Failure::Arguments(format!(
                    "`{shown}` is not empty; name a new folder: adr init --demo DIR"
                ))
                .into());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::Writing(format!("could not use `{}`: {error}", folder.display())).into()),
    }
    if repo::is_gits_own(&folder) {
        let shown = shown.display();
        return Err(Failure::Writing(format!("will not write to `{shown}`: git keeps its own files there")).into());
    }
    let could_not = || Failure::Writing(format!("could not lay the demo in `{}`", folder.display()));
    let folder = write::settle(&folder)?;
    // Made beside it and moved there whole: a kill leaves nothing half done under the name.
    let staged = write::Staged::begin(&folder, |_| Ok(()))?;
    let staged_demo = staged.path().join("demo");
    repo::create(&staged_demo, &demo_steps(day))?;
    if folder.is_dir() {
        fs::remove_dir(&folder).with_context(could_not)?;
    }
    fs::rename(&staged_demo, &folder).with_context(could_not)?;
    print::out(&format!("{}\n", shown.display()))?;
    let quoted = shown.display();
    print::say(
        context,
        &format!("Next: adr -C {quoted} publish\n      adr -C {quoted} compare 1\n      adr -C {quoted} agenda"),
    );
    Ok(Outcome::Clean)
}

/// The demo's commits: a line of its history a commit, what no line names with the last.
fn demo_steps(day: Date) -> Vec<Step> {
    let mut files: BTreeMap<&str, Vec<u8>> =
        templates::DEMO.iter().map(|(path, text)| (*path, templates::fill(text, day, &[]).into_bytes())).collect();
    let mut steps: Vec<Step> = templates::DEMO_HISTORY
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('\t');
            let offset: i32 = parts.next()?.trim().parse().ok()?;
            let message = parts.next()?.trim().to_owned();
            let paths = parts.flat_map(str::split_whitespace);
            let files = paths.filter_map(|path| Some((path.to_owned(), files.remove(path)?))).collect();
            Some(Step { date: day.checked_add(offset.days()).unwrap_or(day), message, files })
        })
        .collect();
    steps.sort_by_key(|step| step.date);
    let rest: Vec<_> = files.into_iter().map(|(path, content)| (path.to_owned(), content)).collect();
    match steps.last_mut() {
        Some(last) => last.files.extend(rest),
        None => steps.push(Step { date: day, message: "The whole log".to_owned(), files: rest }),
    }
    steps
}
