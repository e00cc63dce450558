//! `adr help`: what a command does, through a pager where somebody wants one.

use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::finding::nearest;
use clap::{Args, Command};
use std::io::Write;
use std::process::{Command as Process, Stdio};

/// Print what a command does
///
/// On a terminal it goes through `$PAGER`; `$ADR_PAGER` is asked first, and always taken, as adr-tools has it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  adr help new\n  adr help generate toc")]
pub(crate) struct HelpArgs {
    /// A command, and one of its own, as in generate toc
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

pub(crate) fn run(args: &HelpArgs, mut whole: Command, context: &Context) -> anyhow::Result<Outcome> {
    // Options that every command takes are handed down.
    whole.build();
    let mut command = &mut whole;
    for word in &args.words {
        command = find(command, word)?;
    }
    let help = command.render_long_help().to_string();
    match pager(context) {
        Some(pager) => page(pager, &help)?,
        None => print::out(&help)?,
    }
    Ok(Outcome::Clean)
}

fn find<'a>(command: &'a mut Command, word: &str) -> Result<&'a mut Command, Failure> {
    if command.find_subcommand(word).is_none() {
        let names = command.get_subcommands().map(Command::get_name);
        let help = nearest(word, names)
            .map_or_else(|| "`adr help` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        let message = format!("no command is called `{}`; {help}", word.escape_debug());
        return Err(Failure::Arguments(message));
    }
    command.find_subcommand_mut(word).ok_or_else(|| Failure::Arguments(format!("no command is called `{word}`")))
}

fn pager(context: &Context) -> Option<&str> {
    let usual = || context.environment.get("PAGER").filter(|_| context.terminal.stdout);
    context.environment.get("ADR_PAGER").or_else(usual)
}

/// Shows a text in a pager; one that is closed early has shown enough.
fn page(pager: &str, text: &str) -> anyhow::Result<()> {
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return print::out(text) };
    let could_not =
        |error| Failure::Reading(format!("the pager `{pager}` did not start: {error}; set ADR_PAGER to another"));
    let mut child = Process::new(program).args(words).stdin(Stdio::piped()).spawn().map_err(could_not)?;
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().map_err(could_not)?;
    Ok(())
}
