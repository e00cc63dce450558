//! A record as its checks need it: what is wrong with it, who is chosen, and what would turn the answer where a rule asks.
//!
//! The first thousand draws settle nearly every question that a check has. Where one of them is close, or a message names
//! figures that rest on draws, all of them are drawn, and the answer is that of the whole analysis.

use crate::analysis::doubt::{flip, information, lever, scenario};
use crate::analysis::problem::Problem;
use crate::analysis::ranking::decision;
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::remarks;
use crate::analysis::result::DecisionAnalysis;
use crate::finding::Finding;
use crate::model::Record;
use std::ops::RangeInclusive;

/// Standard errors by which the first and another must lie apart to be told apart by a few draws.
const CLEAR_ERRORS: f64 = 8.0;
/// Below this share of draws outside the anchors, a few draws say for all that it is no matter for a remark.
const CLEAR_SHARE: f64 = remarks::CLAMPED_SHARE / 2.0;
/// Between these shares a must might hold more often than not, or fail.
const UNCLEAR_MUST: RangeInclusive<f64> = 0.25..=0.75;

/// Findings on a lowered record, and its analysis as far as they need it: `options` and `leader` hold, and `flips` where
/// they are asked for.
pub(super) fn examined(record: &Record, problem: &Problem, asks_for_flips: bool) -> (DecisionAnalysis, Vec<Finding>) {
    let (simulation, mut analysis) = settled(problem, asks_for_flips);
    let (resolved, mut findings) = information::resolved(record, problem);
    let mut flips = Vec::new();
    if let Some(contest) = lever::Contest::new(problem, &simulation, &analysis) {
        findings.extend(resolved.iter().flat_map(|resolved| information::remarks(record, resolved, &contest)));
        if asks_for_flips {
            flips = flip::flips(&contest, &contest.levers());
        }
    }
    analysis.flips = flips;
    findings.extend(scenario::all(record, problem, &analysis).1);
    findings.extend(remarks::remarks(record, problem, &analysis));
    (analysis, findings)
}

/// Drawn as far as it takes.
fn settled(problem: &Problem, asks_for_flips: bool) -> (Simulation, DecisionAnalysis) {
    if !asks_for_flips {
        let simulation = simulate::simulate_blocks(problem, 1);
        let analysis = decision::sum_up(problem, &simulation);
        if is_clear(problem, &simulation, &analysis) {
            return (simulation, analysis);
        }
    }
    let simulation = simulate::simulate(problem);
    let analysis = decision::sum_up(problem, &simulation);
    (simulation, analysis)
}

/// Whether more draws would leave every finding as it is.
fn is_clear(problem: &Problem, simulation: &Simulation, analysis: &DecisionAnalysis) -> bool {
    let mut criteria = problem.criteria.iter().zip(&analysis.criteria).enumerate();
    criteria.all(|(idx, (criterion, found))| {
        let does_hold = |option: usize| {
            let sums = simulation.score_sums(option, idx);
            !UNCLEAR_MUST.contains(&(sums.must_failed / sums.draws))
        };
        // A scale that comes from the draws is told with its figures.
        (criterion.value.is_some() || criterion.weight <= 0.0)
            && found.clamped_share < CLEAR_SHARE
            && (criterion.must.is_none() || (0..problem.options.len()).all(does_hold))
    }) && is_leader_clear(simulation, analysis)
}

fn is_leader_clear(simulation: &Simulation, analysis: &DecisionAnalysis) -> bool {
    let best = analysis.order.iter().find(|idx| analysis.options[**idx].is_running()).copied();
    let Some((best, first)) = best.and_then(|best| Some((best, analysis.options[best].total?))) else { return true };
    let draws = simulation.draw_count() as f64;
    // Whether a gap decides is clear, too: what is known of such an option errs at most as much as a whole total.
    let is_far = |end: f64| (first.mean - end).abs() > CLEAR_ERRORS * 2.0 * first.sd.max(1.0) / draws.sqrt();
    let mut spans = analysis.options.iter().filter_map(|option| option.total_span);
    if !spans.all(|(low, high)| is_far(low) && is_far(high)) {
        return false;
    }
    let others = analysis.options.iter().enumerate().filter(|(idx, option)| *idx != best && option.is_running());
    others.filter_map(|(_, option)| option.total).all(|other| {
        // Of the difference, at most; draws in strata err less.
        let error = (first.sd + other.sd) / draws.sqrt();
        first.mean - other.mean > CLEAR_ERRORS * error
    })
}
