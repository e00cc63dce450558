//! `adr compare --all`: a line a decision, for the whole log.

use super::{CompareArgs, CompareFormat};
use crate::analysis::{self, Analysis};
use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Outcome;
use crate::cli::print;
use crate::cli::progress::Progress;
use crate::finding::Finding;
use crate::log::{self, Due};
use crate::model::{Audience, Book};
use crate::record::Depth;
use crate::report::{self, ComparedRecord};
use crate::{check, export, term};
use jiff::civil::Date;
use std::fmt::Write as _;

pub(super) fn run(args: &CompareArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut journey = journey::read(context, &context.request(), Depth::Fields, Audience::Board)?;
    args.apply(&mut journey.config.book);
    let weighed = weigh(&journey, context);
    print::out(&match args.format {
        CompareFormat::Json => {
            let whole = report::whole_figures(&journey.log, &weighed.analysis);
            export::comparisons(&weighed.records, &whole, journey.config.book.seed, journey.config.book.draws)
        }
        CompareFormat::Csv => export::comparisons_csv(&weighed.records),
        CompareFormat::Md => term::overview_markdown(&weighed.records),
        CompareFormat::Table => as_table(&weighed, &journey, context),
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
    as_of: Date,
    findings: Vec<Finding>,
}

/// Analyzes record after record; only its line is kept of each.
fn weigh(journey: &Journey, context: &Context) -> Weighed {
    let book = &journey.config.book;
    let as_of = journey.day(context, DefaultDay::Version);
    let settings = journey.settings(as_of, Vec::new());
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
        records.extend(report::compared(&input(journey, &one, &[], as_of), idx));
        *decision = one.decisions[idx].take();
    });
    progress.end();
    let due = log::due(&journey.log, book, as_of, &chosen);
    Weighed { records, analysis, due, as_of, findings }
}

fn input<'a>(journey: &'a Journey, analysis: &'a Analysis, due: &'a [Due], as_of: Date) -> report::Input<'a> {
    let book: &Book = &journey.config.book;
    report::Input {
        log: &journey.log,
        analysis,
        book,
        findings: &[],
        due,
        as_of,
        audience: journey.audience,
        left_out_count: journey.left_out_count,
        draw_count: book.draws,
        seed: book.seed,
    }
}

fn as_table(weighed: &Weighed, journey: &Journey, context: &Context) -> String {
    let (records, all) = (&weighed.records, journey.log.records.len());
    if records.is_empty() {
        return match all {
            0 => "No decision records here yet. Write the first: adr new \"What must we decide?\"\n".to_owned(),
            _ => "No decision record has figures to compare.\n".to_owned(),
        };
    }
    let (paint, width) = (print::paint(context), print::width(context));
    let mut output = term::overview(records, paint, width);
    let note = format!(
        "By: points of 100 over the next option. In: simulated futures, {} draws, seed {}. Weight: the fewest points \
         of 100 that turn it. Turns first: the likeliest estimate that turns it alone.",
        report::number::whole(journey.config.book.draws as f64),
        journey.config.book.seed
    );
    output.push('\n');
    for line in term::wrap(&note, width) {
        let _ = writeln!(output, "{}", paint.dim(&line));
    }
    if records.len() < all {
        let _ = writeln!(output, "{} of {all} records have figures", records.len());
    }
    let input = input(journey, &weighed.analysis, &weighed.due, weighed.as_of);
    if let Some(whole) = report::whole_log(&input) {
        output.push_str(&term::whole_log(&whole, paint, width));
    }
    output
}
