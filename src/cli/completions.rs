//! `adr completions`: what a shell offers while somebody types, records of the log among it.
//!
//! The shell's part is a few lines that ask this program; so what is offered is always what this version takes.

use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::log;
use crate::record::{self, Depth};
use crate::repo;
use crate::report;
use crate::term::clean;
use crate::{model::Book, source::History};
use clap::{Arg, Args, Command, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variable by which a shell asks; its own name, so that nothing else in a shell sets it.
const VARIABLE: &str = "ADR_COMPLETE";

/// The arguments that name a record: command and argument.
const RECORDS: [(&str, &[&str]); 5] =
    [("show", &["id"]), ("compare", &["id"]), ("status", &["id"]), ("link", &["id", "other"]), ("renumber", &["from"])];

/// Print what a shell needs to complete commands, options and records
///
/// Put it where the shell starts, as the example shows; it asks this program whenever Tab is
/// pressed, and offers the numbers and titles of the log at hand.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  echo 'source <(adr completions bash)' >> ~/.bashrc
  echo 'source <(adr completions zsh)' >> ~/.zshrc
  adr completions fish > ~/.config/fish/completions/adr.fish")]
pub(crate) struct CompletionsArgs {
    /// For which shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

pub(crate) fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let shells = Shells::builtins();
    let unknown = || Failure::Arguments(format!("nothing is known of {}", args.shell.name()));
    let shell = shells.completer(args.shell.name()).ok_or_else(unknown)?;
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "adr", "adr", "adr", &mut script)?;
    print::out(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}

/// Answers a shell that asks what could come next; `false` where none asks. `arguments` are those of the process.
pub(crate) fn answer(whole: &Command, arguments: Vec<OsString>, dir: Option<PathBuf>) -> Result<bool, clap::Error> {
    let asked_in = directory(&arguments).or_else(|| dir.clone()).unwrap_or_default();
    let command = || {
        let offering = |argument: Arg| {
            let dir = asked_in.clone();
            argument.add(ArgValueCandidates::new(move || candidates(&dir)))
        };
        RECORDS.into_iter().fold(whole.clone(), |command, (name, arguments)| {
            let is_record = |argument: &Arg| arguments.contains(&argument.get_id().as_str());
            // All of them in turn: `mut_arg` would put the one that it changes behind the others, and so it would be
            // another position on the line (clap 4.6).
            command.mut_subcommand(name, |command| {
                command.mut_args(|argument| if is_record(&argument) { offering(argument) } else { argument })
            })
        })
    };
    CompleteEnv::with_factory(command).var(VARIABLE).try_complete(arguments, dir.as_deref())
}

/// The folder of `-C`, where the line has one.
fn directory(arguments: &[OsString]) -> Option<PathBuf> {
    let after = arguments.iter().position(|argument| argument == "-C" || argument == "--directory")?;
    arguments.get(after + 1).map(PathBuf::from)
}

/// Every record, by its number where it has one; nothing where none can be read.
fn candidates(dir: &Path) -> Vec<CompletionCandidate> {
    let request =
        repo::Request { dir: dir.to_owned(), at: None, records: Vec::new(), with_history: false, with_changes: false };
    let Ok(reading) = repo::read(&request) else { return Vec::new() };
    let book = reading.snapshot.book.as_ref().map_or_else(Book::default, |file| record::book::parse(file).0);
    let records = record::parse_log(&reading.snapshot, &book, Depth::Listed).records;
    let log = log::join_unchecked(records, &reading.snapshot, History::default());
    let candidate = |record: report::ListedRecord| {
        let name = record.number.map_or(record.id, |number| number.to_string());
        CompletionCandidate::new(name).help(Some(clean(&record.title).into()))
    };
    report::list(&log).into_iter().map(candidate).collect()
}
