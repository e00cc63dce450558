//! `adr agenda`: what must be decided, what is overdue, which notice dates pass.

use crate::analysis::Analysis;
use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey;
use crate::cli::outcome::Outcome;
use crate::cli::print;
use crate::model::Audience;
use crate::record::Depth;
use crate::{export, report, term};
use clap::{Args, ValueEnum};

/// Say what must be decided, what is overdue and which notice dates pass, worst first
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr agenda --on 2026-12-15")]
pub(crate) struct AgendaArgs {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: AgendaFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AgendaFormat {
    /// For people
    Text,
    /// For programs: adr-agenda/1
    Json,
}

pub(crate) fn run(args: &AgendaArgs, context: &Context) -> anyhow::Result<Outcome> {
    let journey = journey::read_all(context, &context.request(), Depth::Fields, Audience::Board)?;
    let day = journey.day(context, DefaultDay::Today);
    let settings = journey.settings(day, Vec::new());
    let due = journey::due(&journey, &settings);
    let agenda = report::agenda(&journey.input(&Analysis::default(), &settings, &[], &due));
    print::out(&match args.format {
        AgendaFormat::Json => export::agenda(&agenda),
        AgendaFormat::Text => term::agenda(&agenda, print::paint(context), print::width(context)),
    })?;
    Ok(Outcome::Clean)
}
