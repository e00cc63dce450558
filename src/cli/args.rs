//! What a person can type.

use crate::cli::context::On;
use crate::cli::{
    agenda, changes, check, compare, completions, config_command, explain, generate, help, import, init, link, list,
    man, new, pack, publish, renumber, schema, search, serve, show, status, templates_command, upgrade,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Make, weigh and remember technology decisions
///
/// Decision records are markdown files in git. `adr` lists, checks and weighs them, and
/// publishes a site that a board can act on.
#[derive(Debug, Parser)]
#[command(
    name = "adr",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  adr new \"How should we take card payments?\"
  adr compare 12
  adr publish --out site

Exit codes: 0 clean, 1 findings at the level asked for, 2 wrong arguments,
3 could not read, 4 could not write."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Run as if started in DIR
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true, help_heading = "Global options")]
    pub(crate) directory: Option<PathBuf>,
    /// Read records from DIR, relative to the root (repeatable); found by themselves when absent
    #[arg(long, value_name = "DIR", global = true, help_heading = "Global options")]
    pub(crate) records: Vec<String>,
    /// Read a commit, branch or tag instead of the working tree
    #[arg(long, value_name = "REV", global = true, help_heading = "Global options")]
    pub(crate) at: Option<String>,
    /// The day on which dates and figures stand: a date, or today
    #[arg(long, value_name = "DATE", global = true, help_heading = "Global options")]
    pub(crate) on: Option<On>,
    /// Say less
    #[arg(short, long, global = true, help_heading = "Global options", conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) verbose: bool,
    /// Use color
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true, help_heading = "Global options")]
    pub(crate) color: Color,
}

/// When to use color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// One command a file.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::InitArgs),
    New(new::NewArgs),
    Import(import::ImportArgs),
    Status(status::StatusArgs),
    Link(link::LinkArgs),
    Renumber(renumber::RenumberArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Search(search::SearchArgs),
    Compare(compare::CompareArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    Publish(publish::PublishArgs),
    Pack(pack::PackArgs),
    Serve(serve::ServeArgs),
    Agenda(agenda::AgendaArgs),
    Changes(changes::ChangesArgs),
    Generate(generate::GenerateArgs),
    UpgradeRepository(upgrade::UpgradeArgs),
    Config(config_command::ConfigArgs),
    Templates(templates_command::TemplatesArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}
