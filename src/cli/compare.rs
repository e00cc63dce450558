//! `adr compare`: a decision's options, weighed.

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::finding::{Finding, nearest};
use crate::model::Audience;
use crate::record::Depth;
use crate::{export, report, term};
use clap::{Args, ValueEnum};

/// Weigh a decision's options and say how sure the answer is
///
/// Draws possible worlds from the record's estimates and prints what each option costs, scores
/// and risks, with ranges that hold nine times in ten, which option leads, how sure that is and
/// what would change it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr compare 12
  adr compare 12 --weights cost=50,risk=20
  adr compare 12 --format json --draws 100000")]
pub(crate) struct CompareArgs {
    /// The record: its number, page id, slug or path
    id: String,
    /// Replace points of criteria, keeping the others
    #[arg(long, value_name = "CRITERION=POINTS,…", value_delimiter = ',', value_parser = points)]
    weights: Vec<(String, f64)>,
    /// How many worlds to draw
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    draws: Option<u32>,
    /// Where the sequence of draws starts
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: CompareFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CompareFormat {
    /// For people
    Table,
    /// For programs: adr-comparison/1
    Json,
    /// For spreadsheets
    Csv,
    /// For a pull request
    Md,
}

fn points(text: &str) -> Result<(String, f64), String> {
    let (criterion, points) = text.split_once('=').ok_or("write CRITERION=POINTS, as in cost=50")?;
    match points.trim().parse::<f64>() {
        Ok(points) if points.is_finite() && points >= 0.0 => Ok((crate::model::slug(criterion), points)),
        _ => Err(format!("`{points}` is no number of points; write a number from 0")),
    }
}

/// Points of a criterion that is not there would count for nothing, and the reader would not see it.
fn known_criteria(points: &[(String, f64)], journey: &Journey, idx: usize) -> Result<(), Failure> {
    let stated = journey.log.records[idx].record.inputs.criteria.as_ref();
    let criteria = &stated.unwrap_or(&journey.config.book.criteria).criteria;
    let known = || criteria.iter().map(|criterion| criterion.id.as_str());
    match points.iter().find(|(id, _)| !known().any(|known| known == id)) {
        None => Ok(()),
        Some((id, _)) => Err(Failure::Arguments(match nearest(id, known()) {
            Some(nearest) => format!("no criterion is called `{id}`; did you mean `{nearest}`?"),
            None => format!("no criterion is called `{id}`; there are {}", known().collect::<Vec<_>>().join(", ")),
        })),
    }
}

pub(crate) fn run(args: &CompareArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut journey = journey::read(context, &context.request(), Depth::Fields, Audience::Board)?;
    let idx = journey.find(&args.id)?;
    if let Some(draws) = args.draws {
        journey.config.book.draws = draws as usize;
    }
    if let Some(seed) = args.seed {
        journey.config.book.seed = seed;
    }
    known_criteria(&args.weights, &journey, idx)?;
    let day = journey.day(context, DefaultDay::Version);
    let weighed = journey::weigh(journey, day, args.weights.clone());
    let logged = &weighed.journey.log.records[idx];
    let findings: Vec<Finding> =
        weighed.findings.iter().filter(|finding| finding.path == logged.record.path).cloned().collect();
    let analysis = weighed.analysis.decisions[idx].as_ref();
    match (args.format, analysis) {
        (CompareFormat::Json | CompareFormat::Csv, None) => {
            return Err(Failure::Arguments(format!("`{}` has no figures to compare", logged.record.path)).into());
        }
        (CompareFormat::Json, Some(analysis)) => {
            print::out(&export::comparison(
                &report::figures(logged, analysis, &weighed.journey.config.book),
                &findings,
            ))?;
        }
        (CompareFormat::Csv, Some(analysis)) => {
            print::out(&export::comparison_csv(&report::figures(logged, analysis, &weighed.journey.config.book)))?;
        }
        (CompareFormat::Table, _) => {
            let page = report::comparison(&weighed.input(), idx);
            print::out(&term::comparison(&page, print::paint(context), print::width(context)))?;
        }
        (CompareFormat::Md, _) => {
            let page = report::comparison(&weighed.input(), idx);
            print::out(&term::comparison_markdown(&page))?;
        }
    }
    if !findings.is_empty() {
        print::say(context, &term::summary_line(&findings, 1));
        print::say(context, "adr check shows them");
    }
    Ok(Outcome::Clean)
}
