//! Decision → numbers: seeded, exact about order, never rounded.
//!
//! `problem` lowers a record and the book into quantities; `distribution` and `draws` make worlds
//! of them; `cashflow`, `score` and `rank` say what each world comes to. What would change the answer
//! is in `sensitivity`, `flip`, `tornado`, `scenario` and `information`; who else is asked in `smaa`,
//! `decider` and `opinion`; what concerns the log in `portfolio`, `affordability`, `concentration`,
//! `exceedance` and `track_record`. Formulas and their sources are ANALYSIS sections 1 to 8.

pub mod affordability;
mod calendar;
mod cashflow;
pub mod concentration;
pub mod decider;
mod decision;
pub mod distribution;
pub mod dominance;
mod draws;
mod effect;
pub mod exceedance;
pub mod finance;
mod flip;
pub mod information;
mod lever;
pub mod opinion;
pub mod pairwise;
mod portfolio;
mod problem;
mod rank;
mod remarks;
mod result;
pub mod risk;
pub mod scenario;
pub mod score;
pub mod sensitivity;
mod simulate;
pub mod smaa;
mod stats;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod tornado;
pub mod track_record;
mod weightings;
pub mod weights;
mod world;

pub(crate) use portfolio::{around, spend};
pub use problem::{NameFault, find_option};
pub use result::{
    Analysis, ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, Flip, InputId, InputResult, LogLoss,
    OptionResult, Portfolio, RiskResult, Savings, Scale, Summary, Verdict, WeightRange, WeightShift, YearCash,
};

use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Book, Record, Status};
use jiff::civil::Date;
use problem::Problem;
use rayon::prelude::*;
use simulate::Simulation;

/// What the caller settles for one run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many worlds to draw; rounded up to a multiple of 1,000.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
    /// The day on which figures stand.
    pub as_of: Date,
    /// Points that replace those of the record, by criterion id.
    pub points: Vec<(String, f64)>,
    /// Page id of one record, and the scenario in which it is weighed.
    pub scenario: Option<(String, String)>,
}

/// What a decision needs to know of the log around it.
#[derive(Clone, Debug)]
struct Surroundings {
    /// Past ratios of what builds cost to what they were expected to.
    past_builds: Vec<f64>,
    /// Months by which putting it off moves the start.
    months_between_meetings: u32,
}

/// Records that are analyzed before their draws by year are added up.
const CHUNK: usize = 64;

/// Analyzes record after record, in the order of the log, and hands each over; nothing is kept, so
/// what concerns the whole log stays open.
fn analyze_each(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    each: &mut dyn FnMut(usize, Option<DecisionAnalysis>, Vec<Finding>),
) {
    let track_record = track_record::of_log(log);
    let months_between_meetings = affordability::months_between_meetings(log, book, settings.as_of);
    for first in (0..log.records.len()).step_by(CHUNK) {
        let chunk = first..log.records.len().min(first + CHUNK);
        let results: Vec<(Option<DecisionAnalysis>, Vec<Finding>)> = chunk
            .clone()
            .into_par_iter()
            .map(|idx| {
                let past_builds = track_record.past_builds(log, idx);
                let around = Surroundings { past_builds, months_between_meetings };
                analyze_within(&log.records[idx], book, settings, &around)
            })
            .collect();
        for (idx, (decision, found)) in chunk.zip(results) {
            each(idx, decision, found);
        }
    }
}

/// Analyzes record after record, shows each, and gives what the log as a whole comes to. Of
/// decisions only the open asks are kept, so that memory does not grow with the log.
pub fn analyze_whole(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    mut each: impl FnMut(usize, &mut Option<DecisionAnalysis>, Vec<Finding>),
) -> Analysis {
    let mut decisions = vec![None; log.records.len()];
    let mut committed = portfolio::Committed::default();
    analyze_each(log, book, settings, &mut |idx, mut decision, found| {
        if let Some(decision) = &mut decision {
            committed.take(log, idx, decision);
        }
        each(idx, &mut decision, found);
        decisions[idx] = decision.filter(|_| portfolio::is_asked(log, idx));
    });
    let portfolios = portfolio::portfolios(log, book, &committed, &decisions);
    Analysis { decisions, portfolios, track_record: track_record::of_log(log) }
}

/// Analyzes every record that carries figures.
pub fn analyze(log: &DecisionLog, book: &Book, settings: &Settings) -> (Analysis, Vec<Finding>) {
    let track_record = track_record::of_log(log);
    let mut findings = Vec::new();
    let mut decisions = Vec::with_capacity(log.records.len());
    let mut committed = portfolio::Committed::default();
    analyze_each(log, book, settings, &mut |idx, mut decision, found| {
        if let Some(decision) = &mut decision {
            committed.take(log, idx, decision);
        }
        decisions.push(decision);
        findings.extend(found);
    });
    portfolio::add_log(log, book, &committed, &mut decisions);
    let portfolios = portfolio::portfolios(log, book, &committed, &decisions);
    (Analysis { decisions, portfolios, track_record }, findings)
}

/// Analyzes one record; `None` where it carries no figures. What concerns the whole log stays open.
pub fn analyze_record(
    logged: &LoggedRecord,
    book: &Book,
    settings: &Settings,
) -> (Option<DecisionAnalysis>, Vec<Finding>) {
    analyze_within(logged, book, settings, &Surroundings { past_builds: Vec::new(), months_between_meetings: 1 })
}

fn analyze_within(
    logged: &LoggedRecord,
    book: &Book,
    settings: &Settings,
    around: &Surroundings,
) -> (Option<DecisionAnalysis>, Vec<Finding>) {
    let (problem, mut findings) =
        problem::lower(&logged.record, &logged.stream_name, book, settings, &around.past_builds);
    let Some(mut problem) = problem else { return (None, findings) };
    let mut simulation = simulate::simulate(&problem);
    let mut analysis = decision::sum_up(&problem, &simulation);
    if let Some((_, name)) = settings.scenario.as_ref().filter(|(page_id, _)| *page_id == logged.page_id)
        && let Some((then, name)) = scenario::under(name, &logged.record, &problem, &simulation, &analysis)
    {
        problem = then;
        simulation = simulate::simulate(&problem);
        analysis = decision::sum_up(&problem, &simulation);
        analysis.scenario = Some(name);
    }
    analysis.all_weightings = weightings::all(&problem, &simulation, &analysis);
    findings.extend(add_what_would_change(&logged.record, &problem, &simulation, &mut analysis));
    if analysis.scenario.is_none() {
        let (scenarios, found) = scenario::all(&logged.record, &problem, &analysis);
        findings.extend(found);
        analysis.scenarios = scenario::play_all(&scenarios, &problem, &simulation, &analysis);
    }
    analysis.opinions = opinion::ask(&analysis);
    analysis.deciders = decider::views(&problem, &analysis);
    weights::add_money_per_unit(&mut analysis.criteria);
    let appetite = logged.record.inputs.appetite.as_ref();
    exceedance::add(&problem, &simulation, appetite.map_or(&[], |appetite| &appetite.exceedance), &mut analysis);
    if logged.record.status() == Some(Status::Proposed) && analysis.scenario.is_none() {
        let of = (logged, book, settings, around.past_builds.as_slice());
        analysis.put_off = affordability::put_off(of, &problem, &simulation, &analysis, around.months_between_meetings);
    }
    findings.extend(remarks::remarks(&logged.record, &problem, &analysis));
    (Some(analysis), findings)
}

/// Adds what would change the answer, and what finding out is worth.
fn add_what_would_change(
    record: &Record,
    problem: &Problem,
    simulation: &Simulation,
    analysis: &mut DecisionAnalysis,
) -> Vec<Finding> {
    let (resolved, mut findings) = information::resolved(record, problem);
    let Some(contest) = lever::Contest::new(problem, simulation, analysis) else { return findings };
    let money_per_point = decision::money_per_point(problem, simulation);
    let levers = contest.levers();
    let flips = flip::flips(&contest, &levers);
    let tornado = tornado::bars(&contest, &levers);
    let input_worths = information::input_worths(&contest, money_per_point);
    let study = resolved.and_then(|resolved| {
        let (study, found) = information::weighed(record, &resolved, &contest, money_per_point);
        findings.extend(found);
        study
    });
    (analysis.flips, analysis.tornado) = (flips, tornado);
    (analysis.input_worths, analysis.study) = (input_worths, study);
    findings
}
