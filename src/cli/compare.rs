//! `adr compare`: a decision's options, weighed; with `--all`, a line a decision.

mod all;

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey, Weighed};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::finding::nearest;
use crate::model::{Audience, Book};
use crate::record::Depth;
use crate::{analysis, export, report, site, term};
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
  adr compare 12 --scenario \"buy discontinued\"
  adr compare 12 --explain build.cost
  adr compare --all
  adr compare 12 --format json --draws 100000")]
pub(crate) struct CompareArgs {
    /// The record: its number, page id, slug or path
    #[arg(required_unless_present_any = ["all", "explain"])]
    id: Option<String>,
    /// Print a line for each decision of the log instead, and what the log comes to as a whole
    #[arg(long, conflicts_with_all = ["id", "weights", "explain"])]
    all: bool,
    /// Trace every figure to formula, inputs and their places; with WHAT, those of an option, a
    /// criterion or a sort of figure alone, as in build, build.cost or total
    #[arg(long, value_name = "WHAT", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
    /// Replace points of criteria, keeping the others
    #[arg(long, value_name = "CRITERION=POINTS,…", value_delimiter = ',', value_parser = points)]
    weights: Vec<(String, f64)>,
    /// Weigh it in a scenario: one of the record's own, or a built-in one such as "buy price +25%";
    /// a name that is unknown lists those that there are
    #[arg(long, value_name = "NAME", conflicts_with_all = ["all", "explain"])]
    scenario: Option<String>,
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
    /// For a slide: the totals on one scale
    Svg,
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

/// Names the scenarios that there are to somebody who named another.
fn unknown_scenario(name: &str, weighed: &Weighed, idx: usize) -> Failure {
    let journey = &weighed.journey;
    let logged = &journey.log.records[idx];
    let settings = analysis::Settings { scenario: None, ..weighed.settings.clone() };
    let (analysis, _) = analysis::analyze_record(logged, &journey.config.book, &settings);
    let known: Vec<&str> =
        analysis.iter().flat_map(|analysis| &analysis.scenarios).map(|scenario| scenario.name.as_str()).collect();
    Failure::Arguments(match &known[..] {
        [] => format!("`{}` is held against no scenario", logged.record.path),
        _ => format!("no scenario is called `{name}`; there are: {}", known.join("; ")),
    })
}

pub(crate) fn run(args: &CompareArgs, context: &Context) -> anyhow::Result<Outcome> {
    if args.all {
        return all::run(args, context);
    }
    let (id, about) = args.id_and_topics()?;
    let mut journey = journey::read_all(context, &context.request(), Depth::Fields, Audience::Board)?;
    let idx = journey.find(id)?;
    args.apply(&mut journey.config.book);
    known_criteria(&args.weights, &journey, idx)?;
    let day = journey.day(context, DefaultDay::Version);
    let mut settings = journey.settings(day, args.weights.clone());
    settings.scenario = args.scenario.as_ref().map(|name| (journey.log.records[idx].page_id.clone(), name.clone()));
    let weighed = journey::weigh_one(journey, settings, idx);
    let logged = &weighed.journey.log.records[idx];
    let findings = &weighed.findings;
    let analysis = weighed.analysis.decisions[idx].as_ref();
    if let Some(name) = &args.scenario
        && analysis.is_none_or(|analysis| analysis.scenario.is_none())
    {
        return Err(unknown_scenario(name, &weighed, idx).into());
    }
    if let Some(about) = about {
        explain(args, context, &weighed, idx, about)?;
        return Ok(Outcome::Clean);
    }
    match (args.format, analysis) {
        (CompareFormat::Json | CompareFormat::Csv | CompareFormat::Svg, None) => {
            return Err(Failure::Arguments(format!("`{}` has no figures to compare", logged.record.path)).into());
        }
        (CompareFormat::Svg, Some(_)) => {
            let no_total = || Failure::Arguments(format!("no option of `{}` has a total to draw", logged.record.path));
            let page = report::comparison(&weighed.input(), idx);
            print::out(&site::picture_alone(&page).ok_or_else(no_total)?)?;
        }
        (CompareFormat::Json, Some(analysis)) => {
            print::out(&export::comparison(
                &report::figures(logged, analysis, &weighed.journey.config.book),
                findings,
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
        print::say(context, &term::summary_line(findings, 1));
        print::say(context, "adr check shows them");
    }
    Ok(Outcome::Clean)
}

impl CompareArgs {
    /// Draws and seed of the command line win over the book's.
    fn apply(&self, book: &mut Book) {
        if let Some(draws) = self.draws {
            book.draws = draws as usize;
        }
        if let Some(seed) = self.seed {
            book.seed = seed;
        }
    }

    /// `--explain 12` names a record, as nothing else does.
    fn id_and_topics(&self) -> Result<(&str, Option<&str>), Failure> {
        match (&self.id, &self.explain) {
            (Some(id), about) => Ok((id, about.as_deref())),
            (None, Some(id)) if !id.is_empty() => Ok((id, Some(""))),
            _ => Err(Failure::Arguments("which record? `adr compare 12 --explain`".to_owned())),
        }
    }
}

/// Prints how figures come about: all of them, or those that the words are about.
fn explain(args: &CompareArgs, context: &Context, weighed: &Weighed, idx: usize, about: &str) -> anyhow::Result<()> {
    let words: Vec<String> =
        about.split(['.', ',', ' ']).filter(|word| !word.is_empty()).map(crate::model::slug).collect();
    let path = &weighed.journey.log.records[idx].record.path;
    let trace = match report::trace(&weighed.input(), idx, &words) {
        None => return Err(Failure::Arguments(format!("`{path}` has no figures to explain")).into()),
        Some(Err(topics)) => {
            let unknown = words.iter().find(|word| !topics.contains(word));
            let near = unknown.and_then(|word| nearest(word, topics.iter().map(String::as_str)));
            let help = match (unknown, near) {
                (Some(_), Some(near)) => format!("did you mean `{near}`?"),
                (Some(_), None) => format!("there are {}", topics.join(", ")),
                (None, _) => "its words are known, but no figure is about all of them".to_owned(),
            };
            return Err(Failure::Arguments(format!("no figure is about `{about}`; {help}")).into());
        }
        Some(Ok(trace)) => trace,
    };
    match args.format {
        CompareFormat::Json => print::out(&export::trace(&trace)),
        CompareFormat::Table => print::out(&term::trace(&trace, print::paint(context), print::width(context))),
        CompareFormat::Csv | CompareFormat::Md | CompareFormat::Svg => {
            Err(Failure::Arguments("`--explain` is printed as table or json".to_owned()).into())
        }
    }
}
