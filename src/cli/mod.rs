//! **I/O.** Arguments → one command; environment, clock, disk, exit code.

mod agenda;
mod args;
mod attachments;
mod browser;
mod changes;
mod check;
mod compare;
mod completions;
mod config;
mod config_command;
mod context;
mod drop_in;
mod editing;
mod explain;
mod export;
mod generate;
mod help;
mod import;
mod init;
mod journey;
mod link;
mod list;
mod lock;
mod look;
mod man;
mod new;
mod outcome;
mod outside;
mod pack;
mod passed_over;
mod preview;
mod print;
mod progress;
mod publish;
mod relation;
mod renumber;
mod retire;
mod schema;
mod search;
mod serve;
mod show;
mod sources;
mod statics;
mod status;
mod templates;
mod templates_command;
mod upgrade;
mod write;

use args::{Cli, Color, Command, Global};
use clap::{CommandFactory, Parser};
use context::{Context, Environment, Talk, Terminal};
use outcome::Outcome;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Instant;

/// Runs the command line and says how it ended.
#[expect(clippy::disallowed_methods, reason = "the front door: clock, environment and folder are fetched here alone")]
pub fn main() -> ExitCode {
    let started = Instant::now();
    match completions::answer(&Cli::command(), std::env::args_os().collect(), std::env::current_dir().ok()) {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(2);
        }
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; a closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let context = match context(&cli.global) {
        Ok(context) => context,
        Err(error) => {
            print::complain(&format!("error: {error}"));
            return ExitCode::from(3);
        }
    };
    let result = run(&cli.command, &context, &|| started.elapsed());
    if let Err(error) = &result
        && outcome::code_of(error) != 0
    {
        print::complain(&format!("error: {}", outcome::sentence(error)));
    }
    outcome::exit_code(&result)
}

fn run(command: &Command, context: &Context, elapsed: &dyn Fn() -> std::time::Duration) -> anyhow::Result<Outcome> {
    match command {
        Command::Init(args) => init::run(args, context),
        Command::New(args) => new::run(args, context),
        Command::Import(args) => import::run(args, context),
        Command::Status(args) => status::run(args, context),
        Command::Link(args) => link::run(args, context),
        Command::Renumber(args) => renumber::run(args, context),
        Command::Generate(args) => generate::run(args, context),
        Command::UpgradeRepository(args) => upgrade::run(args, context),
        Command::List(args) => list::run(args, context),
        Command::Search(args) => search::run(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Compare(args) => compare::run(args, context),
        Command::Check(args) => check::run(args, context),
        Command::Explain(args) => explain::run(args, context),
        Command::Publish(args) => publish::run(args, context, elapsed),
        Command::Pack(args) => pack::run(args, context, elapsed),
        Command::Serve(args) => serve::run(args, context, elapsed),
        Command::Agenda(args) => agenda::run(args, context),
        Command::Changes(args) => changes::run(args, context),
        Command::Export(args) => export::run(args, context, elapsed),
        Command::Completions(args) => completions::run(args),
        Command::Help(args) => help::run(args, Cli::command(), context),
        Command::Man(args) => man::run(args, Cli::command(), context),
        Command::Schema(args) => schema::run(args, context),
        Command::Config(args) => config_command::run(args, context),
        Command::Templates(args) => templates_command::run(args, context),
    }
}

/// Fetches what every command gets: the only look at clock, environment and current folder.
#[expect(clippy::disallowed_methods, reason = "the front door")]
fn context(global: &Global) -> std::io::Result<Context> {
    let environment = Environment::new(
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
    );
    let dir = match &global.directory {
        Some(dir) => dir.clone(),
        None => std::env::current_dir()?,
    };
    let stdout = std::io::stdout().is_terminal();
    let color = match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout && environment.get("NO_COLOR").is_none(),
    };
    Ok(Context {
        dir,
        records: global.records.clone(),
        at: global.at.clone(),
        on: global.on,
        today: jiff::ZonedDateTime::now().date(),
        terminal: Terminal {
            stdin: std::io::stdin().is_terminal(),
            stdout,
            stderr: std::io::stderr().is_terminal(),
            width: terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0)),
            color,
        },
        talk: match (global.quiet, global.verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Normal,
        },
        environment,
    })
}
