//! `adr changes`: what changed in meaning between two points of the history.

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{journey, print, since};
use crate::model::Audience;
use crate::record::Depth;
use crate::{export, repo, term};
use clap::{Args, ValueEnum};

/// Say what changed since a day, a tag or a commit: decisions, figures, weights, dates, owners
///
/// Both logs are read out of git, each with its own `book.toml`; a record is found again though it
/// was renamed or renumbered. A day stands for the last commit of that day or before on this branch.
/// Figures of both points stand on one day (`--on`), so that they move for what was written alone.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr changes --since last-meeting
  adr changes --since 2026-08-24 --until v2.0
  adr changes --since origin/main --format md")]
pub(crate) struct ChangesArgs {
    /// From when on: a day, a tag, a commit, a branch, or last-meeting as book.toml names it
    #[arg(long, value_name = "WHEN")]
    since: String,
    /// Until when; else the files as they are now, or the commit of --at
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ChangesFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ChangesFormat {
    /// For people
    Text,
    /// For a pull request
    Md,
    /// For programs: adr-changes/1
    Json,
}

pub(crate) fn run(args: &ChangesArgs, context: &Context) -> anyhow::Result<Outcome> {
    if let (Some(until), Some(at)) = (&args.until, &context.at) {
        let message = format!("`--until {until}` and `--at {at}` both say until when; leave one out");
        return Err(Failure::Arguments(message).into());
    }
    let from = since::find(&args.since, context)?;
    let asked = args.until.as_ref().or(context.at.as_ref());
    let until = asked.map(|asked| since::find(asked, context)).transpose()?;
    let at = until.as_ref().map(|found| found.commit.id.clone());
    let after = journey::read(context, &repo::Request { at, ..context.request() }, Depth::Fields, Audience::Board)?;
    let settings = after.settings(after.day(context, DefaultDay::Version), Vec::new());
    let page = since::compare(context, &after, &settings, (from, until))?;
    print::out(&match args.format {
        ChangesFormat::Json => export::changes(&page),
        ChangesFormat::Md => term::changes_markdown(&page),
        ChangesFormat::Text => term::changes(&page, print::paint(context), print::width(context)),
    })?;
    Ok(Outcome::Clean)
}
