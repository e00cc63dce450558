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
use crate::model::Audience;
use crate::record::Depth;
use crate::report::{self, ComparedRecord};
use crate::{check, export, term};
use std::fmt::Write as _;

pub(super) fn run(args: &CompareArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut journey = journey::read(context, &context.request(), Depth::Fields, Audience::Board)?;
    args.apply(&mut journey.config.book);
    let (records, findings) = weigh(&journey, context);
    print::out(&match args.format {
        CompareFormat::Json => export::comparisons(&records, journey.config.book.seed, journey.config.book.draws),
        CompareFormat::Csv => export::comparisons_csv(&records),
        CompareFormat::Md => term::overview_markdown(&records),
        CompareFormat::Table => as_table(&records, &journey, context),
    })?;
    let findings = check::apply_levels(findings, &journey.config.book);
    if !findings.is_empty() {
        let files: std::collections::BTreeSet<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
        print::say(context, &term::summary_line(&findings, files.len()));
        print::say(context, "adr check shows them");
    }
    Ok(Outcome::Clean)
}

/// Analyzes record after record; only its line is kept of each.
fn weigh(journey: &Journey, context: &Context) -> (Vec<ComparedRecord>, Vec<Finding>) {
    let book = &journey.config.book;
    let day = journey.day(context, DefaultDay::Version);
    let settings =
        analysis::Settings { draw_count: book.draws, seed: book.seed, as_of: day, points: Vec::new(), scenario: None };
    let progress = Progress::start(context, "Comparing");
    let count = journey.log.records.len();
    let mut findings = Vec::new();
    let mut records = Vec::new();
    let mut analysis = Analysis { decisions: vec![None; count], ..Analysis::default() };
    analysis::analyze_each(&journey.log, book, &settings, &mut |idx, decision, found| {
        progress.count(idx + 1, count);
        findings.extend(found);
        analysis.decisions[idx] = decision;
        let input = report::Input {
            log: &journey.log,
            analysis: &analysis,
            book,
            findings: &[],
            due: &[],
            as_of: day,
            audience: journey.audience,
            left_out_count: journey.left_out_count,
            draw_count: settings.draw_count,
            seed: settings.seed,
        };
        records.extend(report::compared(&input, idx));
        analysis.decisions[idx] = None;
    });
    progress.end();
    (records, findings)
}

fn as_table(records: &[ComparedRecord], journey: &Journey, context: &Context) -> String {
    let all = journey.log.records.len();
    if records.is_empty() {
        return match all {
            0 => "No decision records here yet. Write the first: adr new \"What must we decide?\"\n".to_owned(),
            _ => "No decision record has figures to compare.\n".to_owned(),
        };
    }
    let width = print::width(context);
    let mut output = term::overview(records, print::paint(context), width);
    let note = format!(
        "By: points of 100 over the next option. In: simulated futures, {} draws, seed {}. Weight: the fewest points \
         of 100 that turn it. Turns first: the likeliest estimate that turns it alone.",
        report::number::whole(journey.config.book.draws as f64),
        journey.config.book.seed
    );
    output.push('\n');
    for line in term::wrap(&note, width) {
        let _ = writeln!(output, "{}", print::paint(context).dim(&line));
    }
    if records.len() < all {
        let _ = writeln!(output, "{} of {all} records have figures", records.len());
    }
    output
}
