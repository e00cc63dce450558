//! The walk through the analysis: one record, record after record, or the whole log.

use crate::analysis::doubt::shared::SharedDraws;
use crate::analysis::doubt::{decider, flip, information, lever, opinion, scenario, tornado, weightings};
use crate::analysis::problem::{self, Problem};
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::ranking::{decision, weights};
use crate::analysis::remarks;
use crate::analysis::result::{Analysis, DecisionAnalysis};
use crate::analysis::settings::Settings;
use crate::analysis::whole::{affordability, chosen, exceedance, portfolio, track_record};
use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Book, Record, Status};
use rayon::prelude::*;

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
    let shared = SharedDraws::new(settings.seed, settings.draw_count);
    let months_between_meetings = affordability::months_between_meetings(log, book, settings.as_of);
    for first in (0..log.records.len()).step_by(CHUNK) {
        let chunk = first..log.records.len().min(first + CHUNK);
        let results: Vec<(Option<DecisionAnalysis>, Vec<Finding>)> = chunk
            .clone()
            .into_par_iter()
            .map(|idx| {
                let past_builds = track_record.past_builds(log, idx);
                let around = Surroundings { past_builds, months_between_meetings };
                analyze_within(&log.records[idx], book, settings, &around, &shared)
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
    let around = Surroundings { past_builds: Vec::new(), months_between_meetings: 1 };
    analyze_within(logged, book, settings, &around, &SharedDraws::new(settings.seed, settings.draw_count))
}

fn analyze_within(
    logged: &LoggedRecord,
    book: &Book,
    settings: &Settings,
    around: &Surroundings,
    shared: &SharedDraws,
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
    analysis.inputs_hash = track_record::inputs_hash(&problem);
    if let Some(chosen) = analysis.chosen {
        analysis.chosen_draws = chosen::draws(&problem, &simulation, chosen);
    }
    analysis.all_weightings = weightings::all(&problem, &simulation, shared, &analysis);
    findings.extend(add_what_would_change(&logged.record, &problem, &simulation, shared, &mut analysis));
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
    shared: &SharedDraws,
    analysis: &mut DecisionAnalysis,
) -> Vec<Finding> {
    let (resolved, mut findings) = information::resolved(record, problem);
    let Some(contest) = lever::Contest::new(problem, simulation, analysis) else { return findings };
    let money_per_point = decision::money_per_point(problem, simulation);
    let levers = contest.levers();
    let flips = flip::flips(&contest, &levers);
    let tornado = tornado::bars(&contest, &levers);
    let input_worths = information::input_worths(&contest, shared, money_per_point);
    let study = resolved.and_then(|resolved| {
        let (study, found) = information::weighed(record, &resolved, &contest, money_per_point);
        findings.extend(found);
        study
    });
    (analysis.flips, analysis.tornado) = (flips, tornado);
    (analysis.input_worths, analysis.study) = (input_worths, study);
    findings
}
