//! `adr man`: the manual pages of every command, for `man`.

use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{print, write};
use crate::finding::nearest;
use anyhow::Context as _;
use clap::{Args, Command};
use std::path::PathBuf;

/// Print the manual page of adr, or of one of its commands
///
/// With `--out` every page is written into a folder, such as one that `man` looks in.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr man compare | man -l -
  adr man --out ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// A command, as in compare
    command: Option<String>,
    /// Write all pages to DIR, replacing those of another version
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &ManArgs, mut whole: Command, context: &Context) -> anyhow::Result<Outcome> {
    // Options that every command takes are handed down.
    whole.build();
    if let Some(folder) = &args.out {
        let folder = context.dir.join(folder);
        for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
            let path = folder.join(format!("{}.1", page_name(command)));
            write::replace_file(&path, page(command)?.as_bytes())?;
            print::out(&format!("{}\n", path.display()))?;
        }
        return Ok(Outcome::Clean);
    }
    let command = match &args.command {
        None => &whole,
        Some(name) => find(&whole, name)?,
    };
    print::out(&page(command)?)?;
    Ok(Outcome::Clean)
}

fn find<'a>(whole: &'a Command, name: &str) -> Result<&'a Command, Failure> {
    whole.find_subcommand(name).ok_or_else(|| {
        let help = nearest(name, whole.get_subcommands().map(Command::get_name))
            .map_or_else(|| "`adr --help` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::Arguments(format!("no command is called `{name}`; {help}"))
    })
}

/// `adr`, `adr-compare`.
fn page_name(command: &Command) -> String {
    if command.get_name() == "adr" { "adr".to_owned() } else { format!("adr-{}", command.get_name()) }
}

/// A page as roff.
fn page(command: &Command) -> anyhow::Result<String> {
    let name = page_name(command);
    let mut page = Vec::new();
    let command = command.clone().display_name(name.clone());
    clap_mangen::Man::new(command).title(name).render(&mut page).context("could not write a manual page")?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
