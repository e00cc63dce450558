//! Shocks through the same model over the same draws: what they cost, and whether the choice holds
//! (docs/method/turning.md, "Scenarios").
//!
//! A scenario moves inputs (once, drivers, ready) or an option's price and supply; only the options
//! that it touches are paid again. Scales stay those of the record.

mod built_in;
mod effect;
mod stated;
#[cfg(test)]
mod tests;

use crate::analysis::money::cashflow;
use crate::analysis::problem::{Level, OptionModel, Payee, Problem, RunningTerm};
use crate::analysis::ranking::option_block::ScoreSums;
use crate::analysis::ranking::score;
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::result::DecisionAnalysis;
pub use crate::analysis::result::{ScenarioResult, Shock};
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::{Move, World};
use crate::finding::Finding;
use crate::model::{Measure, Record};
use effect::Effect;
use rayon::prelude::*;
use std::borrow::Cow;

/// Blocks of draws that scenarios are held against: the whole of a default run.
const BLOCKS: usize = 10;

/// A scenario, ready to be played.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    name: String,
    shock: Shock,
    option: Option<usize>,
    /// All options that it hits; none where a driver moves.
    hits: Vec<usize>,
    effects: Vec<Effect>,
}

/// The record's own scenarios in their order, then built-in ones, and what is wrong with the former. One that its author
/// has written down goes by the author's name alone.
pub(crate) fn all(record: &Record, problem: &Problem, analysis: &DecisionAnalysis) -> (Vec<Scenario>, Vec<Finding>) {
    let (mut scenarios, findings) = stated::read(record, problem, analysis);
    let mut built_in = built_in::all(record, problem, analysis);
    let is_same = |a: &Scenario, b: &Scenario| {
        a.effects.len() == b.effects.len() && a.effects.iter().all(|effect| b.effects.contains(effect))
    };
    built_in.retain(|one| !scenarios.iter().any(|stated| is_same(stated, one)));
    scenarios.extend(built_in);
    (scenarios, findings)
}

impl Scenario {
    /// Whether a person means this one.
    fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }

    /// The problem as it is in this scenario; scales stay those of the record.
    fn applied(&self, problem: &Problem, simulation: &Simulation) -> Problem {
        let mut then = problem.clone();
        for one in effect::moves(&self.effects) {
            let input = &mut then.inputs[one.input];
            input.distribution = input.distribution.moved(one.factor, one.offset);
            input.source = input.source.through(input.distribution);
        }
        for option in 0..then.options.len() {
            if let Some(model) = effect::changed(problem, &self.effects, option) {
                then.options[option] = model;
            }
        }
        for (criterion, value) in then.criteria.iter_mut().zip(&simulation.values) {
            criterion.value = Some(value.clone());
        }
        then
    }
}

/// The problem in the scenario of this name, and the name as it is spelled; `None` where there is none.
pub(crate) fn under(
    name: &str,
    record: &Record,
    problem: &Problem,
    simulation: &Simulation,
    analysis: &DecisionAnalysis,
) -> Option<(Problem, String)> {
    let (scenarios, _) = all(record, problem, analysis);
    let scenario = scenarios.into_iter().find(|scenario| scenario.is_called(name))?;
    Some((scenario.applied(problem, simulation), scenario.name))
}

/// Plays all of them.
pub(crate) fn play_all(
    scenarios: &[Scenario],
    problem: &Problem,
    simulation: &Simulation,
    analysis: &DecisionAnalysis,
) -> Vec<ScenarioResult> {
    if scenarios.is_empty() {
        return Vec::new();
    }
    let worlds = simulation.worlds(problem, BLOCKS);
    let stage = Stage { problem, simulation, analysis, worlds: &worlds };
    scenarios.par_iter().map(|scenario| stage.play(scenario)).collect()
}

/// The cheapest complete option that is not hit itself and no avoid, by mean total-cost.
fn cheapest_other(problem: &Problem, analysis: &DecisionAnalysis, hit: &[usize]) -> Option<usize> {
    let cost = |idx: usize| analysis.options[idx].total_cost.map(|cost| cost.mean);
    let others = (0..problem.options.len()).filter(|idx| {
        !hit.contains(idx)
            && problem.options[*idx].sourcing != Some(crate::model::Sourcing::Avoid)
            && analysis.options[*idx].is_complete()
    });
    let priced = others.filter_map(|idx| Some((idx, cost(idx)?)));
    priced.reduce(|least, one| if one.1 < least.1 { one } else { least }).map(|(idx, _)| idx)
}

struct Stage<'a> {
    problem: &'a Problem,
    simulation: &'a Simulation,
    analysis: &'a DecisionAnalysis,
    worlds: &'a [Cow<'a, World>],
}

/// One option in a scenario.
struct Played {
    extra_cost: Option<f64>,
    total: Option<f64>,
    is_running: bool,
}

impl Stage<'_> {
    fn play(&self, scenario: &Scenario) -> ScenarioResult {
        let moves = effect::moves(&scenario.effects);
        let played: Vec<Played> =
            (0..self.problem.options.len()).map(|option| self.play_option(scenario, &moves, option)).collect();
        let running: Vec<usize> = (0..played.len()).filter(|idx| played[*idx].is_running).collect();
        let totals: Vec<f64> = running.iter().filter_map(|idx| played[*idx].total).collect();
        let leader = score::order(&totals).first().map(|place| running[*place]);
        // Where a gap decides today, nobody knows what it does then.
        let does_gap_decide = self.analysis.is_led_whatever() || !self.analysis.verdict.might_lead.is_empty();
        let leader = leader.filter(|_| !does_gap_decide);
        ScenarioResult {
            name: scenario.name.clone(),
            shock: scenario.shock.clone(),
            option: scenario.option,
            hits: scenario.hits.clone(),
            extra_cost: played.iter().map(|option| option.extra_cost).collect(),
            totals: played.iter().map(|option| option.total.filter(|_| option.is_running)).collect(),
            leader,
            does_hold: leader == self.analysis.leader,
        }
    }

    fn play_option(&self, scenario: &Scenario, moves: &[Move], option: usize) -> Played {
        let model = &self.problem.options[option];
        let found = &self.analysis.options[option];
        let changed = effect::changed(self.problem, &scenario.effects, option);
        let does_cost_move = changed.is_some() || effect::is_paid_anew(model, moves);
        let model = changed.as_ref().unwrap_or(model);
        let mut played = Played {
            extra_cost: found.total_cost.map(|_| 0.0),
            total: found.total.map(|total| total.mean),
            is_running: found.is_running(),
        };
        let moved: Vec<usize> = (0..self.problem.criteria.len())
            .filter(|idx| match model.levels[*idx] {
                Some(Level::TotalCost) => does_cost_move,
                Some(Level::Estimate(input)) => moves.iter().any(|one| one.input == input),
                Some(Level::AnnualLoss) | None => false,
            })
            .collect();
        if !does_cost_move && moved.is_empty() {
            return played;
        }
        let anew = self.anew(model, moves, does_cost_move, &moved);
        played.extra_cost =
            if does_cost_move { found.total_cost.map(|_| self.extra_cost(option, &anew)) } else { played.extra_cost };
        let mut fails_must = found.failed_musts.iter().any(|idx| !moved.contains(idx));
        for (place, criterion) in moved.iter().enumerate() {
            let (before, then) = (self.before(option, *criterion), &anew.scores[place]);
            let gain = 100.0 * self.problem.criteria[*criterion].weight * (then.score - before.score) / before.draws;
            played.total = played.total.map(|total| (total + gain).clamp(0.0, 100.0));
            fails_must |= then.must_failed > then.draws / 2.0;
        }
        played.is_running = found.is_complete() && !fails_must;
        played
    }

    /// Pays the option again in each world, and scores what has moved.
    fn anew(&self, model: &OptionModel, moves: &[Move], does_cost_move: bool, moved: &[usize]) -> Anew {
        let mut anew = Anew { cost: 0.0, scores: vec![ScoreSums::default(); moved.len()] };
        for world in self.worlds {
            let view = world.moved(moves);
            let flows = if does_cost_move { cashflow::flows(self.problem, model, &view) } else { None };
            anew.cost += flows.as_ref().map_or(0.0, |flows| stats::sum(&flows.total_cost));
            for (sums, criterion) in anew.scores.iter_mut().zip(moved) {
                let levels = match (model.levels[*criterion], &flows) {
                    (Some(Level::Estimate(input)), _) => view.column(input),
                    (_, Some(flows)) => &flows.total_cost,
                    (_, None) => continue,
                };
                let scores = simulate::scores(&self.simulation.values[*criterion], levels);
                sums.score += stats::sum(&scores);
                sums.draws += levels.len() as f64;
                if let Some(must) = self.problem.criteria[*criterion].must {
                    sums.must_failed += levels.iter().filter(|level| !must.holds(**level)).count() as f64;
                }
            }
        }
        anew
    }

    fn extra_cost(&self, option: usize, anew: &Anew) -> f64 {
        let blocks = &self.simulation.blocks[..self.worlds.len()];
        let flows = || blocks.iter().filter_map(|block| block.options[option].flows.as_ref());
        let before: f64 = flows().map(|flows| stats::sum(&flows.total_cost)).sum();
        let draws: usize = flows().map(|flows| flows.total_cost.len()).sum();
        (anew.cost - before) / draws as f64
    }

    /// The record's own score in the same worlds.
    fn before(&self, option: usize, criterion: usize) -> ScoreSums {
        let mut sums = ScoreSums::default();
        for block in &self.simulation.blocks[..self.worlds.len()] {
            let one = block.options[option].scores[criterion];
            sums.score += one.score;
            sums.draws += one.draws;
        }
        sums
    }
}

/// Sums over the worlds of a scenario.
struct Anew {
    cost: f64,
    /// By criterion that moves.
    scores: Vec<ScoreSums>,
}

/// Whether an option has running money whose price can move.
fn has_yearly(model: &OptionModel) -> bool {
    let is_paid = |term: &RunningTerm| term.payee == Payee::Supplier;
    model.money.as_ref().is_some_and(|money| money.yearly.iter().any(is_paid))
}

/// Whether somebody judges by when an option is ready, or pays for it.
fn does_ready_count(problem: &Problem) -> bool {
    let is_late_dear = problem.late_cost > 0.0 && problem.due_months.is_some();
    let money = problem.options.iter().filter_map(|option| option.money.as_ref());
    let waits = money.into_iter().any(|money| money.until_ready.is_some() || money.benefit.is_some());
    is_late_dear || waits || problem.criterion_measuring(Measure::Ready).is_some()
}
