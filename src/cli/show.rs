//! `adr show`: one record as a brief.

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Outcome;
use crate::cli::print;
use crate::log::is_asked;
use crate::model::Audience;
use crate::record::Depth;
use crate::{analysis, export, repo, report, term};
use clap::{Args, ValueEnum};
use std::sync::Arc;

/// Show one record as a brief
///
/// The ask, what it costs, what could go wrong, how to leave, what would change our mind; of a
/// record without figures its status, links and first words.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr show 12")]
pub(crate) struct ShowArgs {
    /// The record: its number, page id, slug or path
    id: String,
    /// Say of each field where it was found, what stands there and how it was taken
    #[arg(long)]
    explain: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShowFormat {
    /// For people
    Text,
    /// For programs: adr-list/1 with one record, or adr-explanation/1
    Json,
}

pub(crate) fn run(args: &ShowArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut journey = journey::read_all(context, &context.request(), Depth::Whole, Audience::Board)?;
    let idx = journey.find(&args.id)?;
    if args.explain {
        let day = journey.day(context, DefaultDay::Version);
        let settings = journey.settings(day, Vec::new());
        let weighed = journey::weigh_one(journey, settings, idx);
        let explanation = report::explain(&weighed.journey.log, &weighed.findings, idx);
        print::out(&match args.format {
            ShowFormat::Json => export::explanation(&explanation),
            ShowFormat::Text => term::explain(&explanation, print::paint(context), print::width(context)),
        })?;
        return Ok(Outcome::Clean);
    }
    if let ShowFormat::Json = args.format {
        let mut records = report::list(&journey.log);
        print::out(&export::list(&[records.swap_remove(idx)]))?;
        return Ok(Outcome::Clean);
    }
    know_first_written(&mut journey, idx)?;
    let day = journey.day(context, DefaultDay::Version);
    let settings = journey.settings(day, Vec::new());
    let mut weighed = journey::weigh_one(journey, settings, idx);
    add_shared_budget(&mut weighed, idx);
    let input = weighed.input();
    let record = report::record(&input, &report::Paths::new(input.log, input.attachments), idx);
    let brief = weighed.journey.log.records[idx].record.has_brief().then(|| report::brief(&input, idx));
    print::out(&term::show(&record, brief.as_ref(), print::paint(context), print::width(context)))?;
    Ok(Outcome::Clean)
}

/// Of so many weighed decisions at most the terminal says what an ask shares a budget with: it takes an analysis of them
/// all. The published brief always says it.
const SHARED_UP_TO: usize = 60;

/// What an open ask shares a year's budget or people with concerns the log, of which no other command for one record
/// asks that much.
fn add_shared_budget(weighed: &mut journey::Weighed, idx: usize) {
    let (log, book) = (&weighed.journey.log, &weighed.journey.config.book);
    let has_years = !book.budget.is_empty() || !book.capacity.is_empty();
    let weighed_count = log.records.iter().filter(|logged| !logged.record.options.is_empty()).count();
    if has_years && weighed_count <= SHARED_UP_TO && is_asked(&log.records[idx].record) {
        let whole = analysis::analyze_whole(log, book, &weighed.settings, |_, _, _| {});
        Arc::make_mut(&mut weighed.analysis).portfolios = whole.portfolios;
    }
}

/// A plain record that states no day is shown with the one on which it was first written. Walking the history takes
/// seconds where it is long, and what states its day needs none.
fn know_first_written(journey: &mut Journey, idx: usize) -> anyhow::Result<()> {
    let record = &journey.log.records[idx].record;
    let Some(tip) = journey.tip.as_ref().filter(|_| record.date.is_none() && !record.has_brief()) else {
        return Ok(());
    };
    let mut history = repo::history(tip, vec![record.path.clone()])?;
    journey.log.is_history_cut = history.is_cut;
    journey.log.records[idx].history = history.files.pop_first().map(|(_, history)| history);
    Ok(())
}
