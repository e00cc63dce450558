//! `adr compare --all`: a line a decision, for the whole log.

use super::{CompareArgs, CompareFormat};
use crate::analysis::{self, Analysis};
use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::progress::Progress;
use crate::cli::{passed_over, print};
use crate::finding::Finding;
use crate::log::{self, Due};
use crate::model::Audience;
use crate::record::Depth;
use crate::report::{self, ComparedRecord};
use crate::{check, export, term};
use std::fmt::Write as _;

pub(super) fn run(args: &CompareArgs, context: &Context) -> anyhow::Result<Outcome> {
    if matches!(args.format, CompareFormat::Svg) {
        return Err(Failure::Arguments("`--all` is printed as table, json, csv or md".to_owned()).into());
    }
    let mut journey = journey::read(context, &context.request(), Depth::Fields, Audience::Board)?;
    args.apply(&mut journey.config.book);
    if matches!(args.format, CompareFormat::Table)
        && let Err(error) = journey::know_past(&mut journey, |record| !record.is_open())
    {
        print::say(context, &format!("note: how long decisions took is told by their own days alone: {error}"));
    }
    let weighed = weigh(&journey, context);
    print::out(&match args.format {
        CompareFormat::Json => {
            let whole = report::whole_figures(&journey.log, &weighed.analysis);
            export::comparisons(&weighed.records, &whole, journey.config.book.seed, journey.config.book.draws)
        }
        CompareFormat::Csv => export::comparisons_csv(&weighed.records),
        CompareFormat::Md => term::overview_markdown(&weighed.records),
        CompareFormat::Table | CompareFormat::Svg => as_table(&weighed, &journey, context),
    })?;
    let findings = check::apply_levels(weighed.findings, &journey.config.book);
    if !findings.is_empty() {
        let files: std::collections::BTreeSet<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
        print::say(context, &term::summary_line(&findings, files.len()));
        print::say(context, "adr check shows them");
    }
    Ok(Outcome::Clean)
}

/// A log, a line a decision, and what it comes to as a whole.
struct Weighed {
    records: Vec<ComparedRecord>,
    analysis: Analysis,
    due: Vec<Due>,
    settings: analysis::Settings,
    findings: Vec<Finding>,
}

/// Analyzes record after record; only its line is kept of each.
fn weigh(journey: &Journey, context: &Context) -> Weighed {
    let book = &journey.config.book;
    let settings = journey.settings(journey.day(context, DefaultDay::Version), Vec::new());
    let progress = Progress::start(context, "Comparing");
    let count = journey.log.records.len();
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    let mut chosen = vec![None; count];
    let mut one = Analysis { decisions: vec![None; count], ..Analysis::default() };
    let analysis = analysis::analyze_whole(&journey.log, book, &settings, |idx, decision, found| {
        progress.count(idx + 1, count);
        findings.extend(found);
        chosen[idx] = decision.as_ref().and_then(|decision| decision.chosen);
        one.decisions[idx] = decision.take();
        records.extend(report::compared(&journey.input(&one, &settings, &[], &[]), idx));
        *decision = one.decisions[idx].take();
    });
    progress.end();
    let due = log::due(&journey.log, book, settings.as_of, &chosen);
    Weighed { records, analysis, due, settings, findings }
}

fn as_table(weighed: &Weighed, journey: &Journey, context: &Context) -> String {
    let (records, all) = (&weighed.records, journey.log.records.len());
    if records.is_empty() {
        return match all {
            0 => passed_over::nothing_here(&journey.passed_over, &journey.snapshot.folders),
            _ => "No decision record has figures to compare.\n".to_owned(),
        };
    }
    let (paint, width) = (print::paint(context), print::width(context));
    let mut output = term::overview(records, paint, width);
    let note = format!(
        "By: points of 100 over the next option. In: simulated futures, {} draws, seed {}. Weight: the fewest points \
         of 100 that turn it. Turns first: the likeliest estimate that turns it alone.",
        crate::number::whole(journey.config.book.draws as f64),
        journey.config.book.seed
    );
    output.push('\n');
    for line in term::wrap(&note, width) {
        let _ = writeln!(output, "{}", paint.dim(&line));
    }
    if records.len() < all {
        let _ = writeln!(output, "{} of {all} records have figures", records.len());
    }
    let input = journey.input(&weighed.analysis, &weighed.settings, &[], &weighed.due);
    if let Some(whole) = report::whole_log(&input) {
        output.push_str(&term::whole_log(&whole, paint, width));
    }
    if let Some(pace) = report::pace(&input) {
        output.push('\n');
        for line in term::wrap(&format!("{pace}."), width) {
            let _ = writeln!(output, "{line}");
        }
    }
    output
}
