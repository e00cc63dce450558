//! `adr templates`: what the pages are made of, and the start of a change to it.

use crate::cli::config::{self, Config};
use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{look, print, write};
use crate::finding::nearest;
use crate::model::Book;
use crate::repo::{self, Refusal};
use crate::source::joined;
use crate::term::{Align, Column, Fit, clean, table};
use crate::theme::{self, Builtin, Theme};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

/// List the files that the pages are made of, or copy some to change them
///
/// A file of the same name in the folder that `theme.templates` in book.toml names stands before
/// ours. Without a command it lists them.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  adr templates list\n  adr templates copy assets/tokens.css site/brief.html"
)]
pub(crate) struct TemplatesArgs {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List every file, what it is for, and whose is used
    List {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: TemplatesFormat,
    },
    /// Copy files of ours, to be changed; one that is there stays
    Copy {
        /// What to copy, as the list names it: site/brief.html
        #[arg(required = true)]
        names: Vec<String>,
        /// Copy to DIR instead of the folder that book.toml names
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TemplatesFormat {
    /// For people
    Table,
    /// For programs: adr-templates/1
    Json,
}

pub(crate) fn run(args: &TemplatesArgs, context: &Context) -> anyhow::Result<Outcome> {
    let reading = repo::read(&context.request_of_texts())?;
    let (config, _) = config::settle(context, &reading);
    match &args.action {
        None => list(TemplatesFormat::Table, context, &config, &reading),
        Some(Action::List { format }) => list(*format, context, &config, &reading),
        Some(Action::Copy { names, to }) => copy(names, to.as_ref(), context, &config.book, &reading),
    }
}

fn list(
    format: TemplatesFormat,
    context: &Context,
    config: &Config,
    reading: &repo::Reading,
) -> anyhow::Result<Outcome> {
    let folder = config.book.theme.templates.as_deref().unwrap_or_default();
    // Nothing was copied yet.
    let is_absent = reading.files.has_folder(folder) == Err(Refusal::Missing);
    let theme = if is_absent { Theme::default() } else { look::theme(&config.book, &reading.files)? };
    // Ours by name, then what only the user's templates name.
    let ours = theme::builtin().iter().map(|file| (file.name, Some(file)));
    let own = theme.own().filter(|name| builtin(name).is_none()).map(|name| (name, None));
    let files: Vec<(&str, Option<String>, String)> = ours
        .chain(own)
        .map(|(name, file)| {
            let is_own = theme.own().any(|own| own == name);
            (
                name,
                is_own.then(|| joined("", &format!("{folder}/{name}")).unwrap_or_default()),
                file.map_or_else(String::new, purpose),
            )
        })
        .collect();
    print::out(&match format {
        TemplatesFormat::Json => {
            let files = files.iter().map(|(name, path, purpose)| json!({ "name": name, "path": path, "for": purpose }));
            let whole = json!({ "schema": "adr-templates/1", "templates": files.collect::<Vec<_>>() });
            format!("{whole:#}\n")
        }
        TemplatesFormat::Table => {
            let column = |head, fit| Column { head, align: Align::Left, fit };
            let columns = [column("Name", Fit::Whole), column("From", Fit::Whole), column("What it is", Fit::Wrapped)];
            let row = |(name, path, purpose): &(&str, Option<String>, String)| {
                vec![clean(name), path.as_deref().map_or_else(|| "adr".to_owned(), clean), purpose.clone()]
            };
            table(&columns, &files.iter().map(row).collect::<Vec<_>>(), print::width(context))
        }
    })?;
    Ok(Outcome::Clean)
}

/// What a file says of itself, up to where its comment goes into details.
fn purpose(file: &'static Builtin) -> String {
    let comment = file.text.trim_start_matches(['{', '#', '-', '/', '*', ' ']);
    let opening: Vec<&str> = comment.lines().take(2).flat_map(str::split_whitespace).collect();
    let opening = opening.join(" ");
    let end = ["? ", ". ", ": `", "; ", " ("].iter().filter_map(|mark| opening.find(mark)).min();
    let asks = usize::from(end.is_some_and(|end| opening[end..].starts_with('?')));
    opening[..end.map_or(opening.len(), |end| end + asks)].to_owned()
}

fn builtin(name: &str) -> Option<&'static Builtin> {
    theme::builtin().iter().find(|file| file.name == name)
}

fn copy(
    names: &[String],
    to: Option<&PathBuf>,
    context: &Context,
    book: &Book,
    reading: &repo::Reading,
) -> anyhow::Result<Outcome> {
    let wanted = names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?;
    let folder = match (to, &book.theme.templates) {
        (Some(folder), _) => context.dir.join(folder),
        (None, Some(folder)) => reading.root.join(folder),
        (None, None) => {
            let help = "write `theme = { templates = \"theme\" }` under `[output.board]`, or say where with `--to DIR`";
            return Err(Failure::Arguments(format!("book.toml names no folder of templates; {help}")).into());
        }
    };
    // Who types a folder may mean one anywhere; a repository may not choose.
    if to.is_none() && !write::is_inside(&folder, &reading.root) {
        let shown = folder.display();
        let why = format!("will not write to `{shown}`: book.toml names it, and it lies outside the folder of the log");
        return Err(Failure::Writing(format!("{why}; who wants it there types `--to`")).into());
    }
    for file in wanted {
        let path = folder.join(file.name);
        write::create_file(&path, file.text.as_bytes())?;
        print::out(&format!("{}\n", path.strip_prefix(&context.dir).unwrap_or(&path).display()))?;
    }
    let is_untracked = |folder: &String| {
        let admitted = names.iter().map(|name| reading.files.admits(&format!("{folder}/{name}")));
        admitted.into_iter().any(|admitted| admitted == Err(Refusal::Untracked))
    };
    if to.is_none() && book.theme.templates.as_ref().is_some_and(is_untracked) {
        print::say(context, "`git add` what you copied: files that git does not track are not read");
    }
    Ok(Outcome::Clean)
}

fn find(name: &str) -> Result<&'static Builtin, Failure> {
    builtin(name).ok_or_else(|| {
        let near = nearest(name, theme::builtin().iter().map(|file| file.name));
        let help =
            near.map_or_else(|| "`adr templates` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::Arguments(format!("no template is called `{name}`; {help}"))
    })
}
