//! Decision → numbers: seeded, exact about order, never rounded.
//!
//! `problem` lowers a record and the book into quantities; `distribution` and `draws` make worlds
//! of them; `cashflow`, `score` and `rank` say what each world comes to; `sensitivity` and `flip`
//! say what would change the answer. Formulas and their sources are ANALYSIS sections 1 to 7.

pub mod affordability;
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
mod weightings;
pub mod weights;
mod world;

pub use problem::{NameFault, find_option};
pub use result::{
    Analysis, ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, Flip, InputId, InputResult, LogLoss,
    OptionResult, Portfolio, RiskResult, Savings, Scale, Summary, Verdict, WeightRange, WeightShift, YearCash,
};

use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord};
use crate::model::Book;
use jiff::civil::Date;
use rayon::prelude::*;

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
}

/// Analyzes every record that carries figures.
pub fn analyze(log: &DecisionLog, book: &Book, settings: &Settings) -> (Analysis, Vec<Finding>) {
    let results: Vec<(Option<DecisionAnalysis>, Vec<Finding>)> =
        log.records.par_iter().map(|logged| analyze_record(logged, book, settings)).collect();
    let mut findings = Vec::new();
    let mut decisions = Vec::with_capacity(results.len());
    for (decision, found) in results {
        decisions.push(decision);
        findings.extend(found);
    }
    let portfolios = portfolio::add_log(log, &mut decisions);
    (Analysis { decisions, portfolios }, findings)
}

/// Analyzes one record; `None` where it carries no figures. What concerns the whole log stays open.
pub fn analyze_record(
    logged: &LoggedRecord,
    book: &Book,
    settings: &Settings,
) -> (Option<DecisionAnalysis>, Vec<Finding>) {
    let (problem, mut findings) = problem::lower(&logged.record, &logged.stream_name, book, settings);
    let Some(problem) = problem else { return (None, findings) };
    let simulation = simulate::simulate(&problem);
    let mut analysis = decision::sum_up(&problem, &simulation);
    analysis.all_weightings = weightings::all(&problem, &simulation, &analysis);
    if let Some(contest) = lever::Contest::new(&problem, &simulation, &analysis) {
        let levers = contest.levers();
        let flips = flip::flips(&contest, &levers);
        let tornado = tornado::bars(&contest, &levers);
        (analysis.flips, analysis.tornado) = (flips, tornado);
    }
    analysis.opinions = opinion::ask(&analysis);
    analysis.deciders = decider::views(&problem, &analysis);
    weights::add_money_per_unit(&mut analysis.criteria);
    findings.extend(remarks::remarks(&logged.record, &problem, &analysis));
    (Some(analysis), findings)
}
