//! A problem, drawn: money and losses first, then the scales they make, then scores and totals.
//!
//! Blocks are independent and run in parallel; whatever is summed over blocks is summed in their
//! order afterwards.

use crate::analysis::money::calendar::YearSums;
use crate::analysis::money::cashflow::{self, FlowBlock};
use crate::analysis::problem::{EstimateIdx, Level, Problem};
use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::{View, World};
use crate::model::{Anchors, Better, ValueFunction};
use rayon::prelude::*;
use std::borrow::Cow;

/// Blocks whose inputs are kept: a default run, and as many as flips and weightings look at again. Beyond, inputs
/// are drawn again where they are needed.
const KEPT_BLOCKS: usize = 10;

/// Everything drawn.
#[derive(Debug)]
pub(crate) struct Simulation {
    /// By criterion: level → score as used.
    pub(crate) values: Vec<ValueFunction>,
    pub(crate) blocks: Vec<Block>,
}

/// One block of draws.
#[derive(Debug)]
pub(crate) struct Block {
    world: Option<World>,
    pub(crate) options: Vec<OptionBlock>,
}

/// One option in one block.
#[derive(Debug, Default)]
pub(crate) struct OptionBlock {
    pub(crate) flows: Option<FlowBlock>,
    /// Expected annual loss; empty where unknown.
    pub(crate) loss: Vec<f64>,
    /// Total, 0 to 100; empty for an incomplete option.
    pub(crate) total: Vec<f64>,
    /// By criterion.
    pub(crate) scores: Vec<ScoreSums>,
}

/// Moments of a score from 0 to 1, and counts, summed over draws.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ScoreSums {
    pub(crate) score: f64,
    pub(crate) score_squared: f64,
    pub(crate) clamped: f64,
    pub(crate) must_failed: f64,
    /// How many draws there were; 0 where the level is unknown.
    pub(crate) draws: f64,
}

/// Draws a problem.
pub(crate) fn simulate(problem: &Problem) -> Simulation {
    simulate_blocks(problem, problem.block_count)
}

/// Draws the first blocks of a problem.
pub(crate) fn simulate_blocks(problem: &Problem, block_count: usize) -> Simulation {
    problem.inputs.par_iter().for_each(|input| input.source.prepare());
    let stated: Option<Vec<ValueFunction>> = problem.criteria.iter().map(|criterion| criterion.value.clone()).collect();
    let mut blocks: Vec<Block> = (0..block_count)
        .into_par_iter()
        .map_init(World::default, |again, block_idx| {
            let mut kept = (block_idx < KEPT_BLOCKS).then(World::default);
            let world = kept.as_mut().unwrap_or(again);
            world.draw_again(&problem.inputs, block_idx);
            let mut options = money_and_losses(problem, world);
            if let Some(values) = &stated {
                score(problem, values, world, &mut options);
            }
            Block { world: kept, options }
        })
        .collect();
    let values = stated.unwrap_or_else(|| score_on_their_span(problem, &mut blocks));
    Simulation { values, blocks }
}

/// Scales that come from the draws themselves are known only when all is drawn.
fn score_on_their_span(problem: &Problem, blocks: &mut [Block]) -> Vec<ValueFunction> {
    let values = values(problem, blocks);
    blocks.par_iter_mut().enumerate().for_each_init(World::default, |again, (block_idx, block)| {
        let world = match &block.world {
            Some(world) => world,
            None => {
                again.draw_some(&problem.inputs, problem.estimated_levels(), block_idx);
                again
            }
        };
        score(problem, &values, world, &mut block.options);
    });
    values
}

fn money_and_losses(problem: &Problem, world: &World) -> Vec<OptionBlock> {
    let view = world.view();
    let options = problem.options.iter().map(|option| OptionBlock {
        flows: cashflow::flows(problem, option, &view),
        loss: cashflow::annual_loss(option, &view).unwrap_or_default(),
        ..OptionBlock::default()
    });
    options.collect()
}

/// The value functions in use: stated ones, and for criteria without anchors a scale from the
/// lowest P1 to the highest P99 of the complete options' own draws.
fn values(problem: &Problem, blocks: &[Block]) -> Vec<ValueFunction> {
    let stated = problem.criteria.iter().enumerate();
    stated.map(|(idx, criterion)| criterion.value.clone().unwrap_or_else(|| spanned(problem, idx, blocks))).collect()
}

fn spanned(problem: &Problem, criterion: usize, blocks: &[Block]) -> ValueFunction {
    let complete = problem.options.iter().enumerate().filter(|(_, option)| is_complete(problem, &option.levels));
    let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
    for (option_idx, option) in complete {
        let Some(level) = option.levels[criterion] else { continue };
        let (p1, p99) = match level {
            Level::Estimate(input) => {
                let distribution = problem.distribution(input);
                (distribution.quantile(0.01), distribution.quantile(0.99))
            }
            Level::TotalCost | Level::AnnualLoss => {
                let columns: Vec<&[f64]> =
                    blocks.iter().map(|block| computed(&block.options[option_idx], level)).collect();
                let found = stats::percentiles(&columns, &[0.01, 0.99]);
                (found[0], found[1])
            }
        };
        lowest = lowest.min(p1);
        highest = highest.max(p99);
    }
    // Where all are alike, or none is complete, everybody stands at the best end.
    if !(lowest.is_finite() && highest.is_finite()) {
        (lowest, highest) = (0.0, 0.0);
    }
    let is_flat = highest - lowest <= 1e-12 * highest.abs().max(lowest.abs());
    let anchors = match problem.criteria[criterion].better {
        Better::Less => Anchors { worst: if is_flat { lowest + 1.0 + lowest.abs() } else { highest }, best: lowest },
        Better::More => Anchors { worst: if is_flat { highest - 1.0 - highest.abs() } else { lowest }, best: highest },
    };
    ValueFunction::Linear(anchors)
}

/// Something is known on every criterion with weight.
pub(crate) fn is_complete(problem: &Problem, levels: &[Option<Level>]) -> bool {
    problem.criteria.iter().zip(levels).all(|(criterion, level)| level.is_some() || criterion.weight <= 0.0)
}

fn computed(option: &OptionBlock, level: Level) -> &[f64] {
    match level {
        Level::TotalCost => option.flows.as_ref().map_or(&[], |flows| &flows.total_cost),
        Level::AnnualLoss => &option.loss,
        Level::Estimate(_) => &[],
    }
}

fn score(problem: &Problem, values: &[ValueFunction], world: &World, options: &mut [OptionBlock]) {
    let view = world.view();
    for (model, block) in problem.options.iter().zip(options) {
        let mut total = vec![0.0; BLOCK];
        let mut sums = vec![ScoreSums::default(); problem.criteria.len()];
        for (idx, level) in model.levels.iter().enumerate() {
            let Some(level) = *level else { continue };
            let levels = level_column(block, level, &view);
            sums[idx] = add_scores(problem, idx, &values[idx], levels, &mut total);
        }
        if problem.is_weighted && is_complete(problem, &model.levels) {
            // Weights sum to one only within rounding.
            for value in &mut total {
                *value = value.clamp(0.0, 100.0);
            }
            block.total = total;
        }
        block.scores = sums;
    }
}

pub(crate) fn level_column<'a>(block: &'a OptionBlock, level: Level, view: &'a View<'_>) -> &'a [f64] {
    match level {
        Level::Estimate(input) => view.column(input),
        Level::TotalCost | Level::AnnualLoss => computed(block, level),
    }
}

fn add_scores(
    problem: &Problem,
    criterion: usize,
    value: &ValueFunction,
    levels: &[f64],
    total: &mut [f64],
) -> ScoreSums {
    let criterion = &problem.criteria[criterion];
    let scores = scores(value, levels);
    let points = 100.0 * criterion.weight;
    for (total, score) in total.iter_mut().zip(&scores) {
        *total += points * score;
    }
    let Anchors { worst, best } = value.anchors();
    let (low, high) = (worst.min(best), worst.max(best));
    let clamped =
        if criterion.has_anchors { levels.iter().filter(|level| **level < low || **level > high).count() } else { 0 };
    let must_failed = criterion.must.map_or(0, |must| levels.iter().filter(|level| !must.holds(**level)).count());
    ScoreSums {
        score: stats::sum(&scores),
        score_squared: stats::squares_about(&scores, 0.0),
        clamped: clamped as f64,
        must_failed: must_failed as f64,
        draws: levels.len() as f64,
    }
}

/// Scores of a column of levels, 0 to 1.
pub(crate) fn scores(value: &ValueFunction, levels: &[f64]) -> Vec<f64> {
    match value {
        ValueFunction::Linear(Anchors { worst, best }) => {
            let slope = 1.0 / (best - worst);
            levels.iter().map(|level| ((level - worst) * slope).clamp(0.0, 1.0)).collect()
        }
        _ => levels.iter().map(|level| value.score(*level)).collect(),
    }
}

impl Simulation {
    /// One column of an option, by block; empty where some block lacks it.
    pub(crate) fn column<'a>(&'a self, option: usize, pick: impl Fn(&'a OptionBlock) -> &'a [f64]) -> Vec<&'a [f64]> {
        let columns: Vec<&[f64]> = self.blocks.iter().map(|block| pick(&block.options[option])).collect();
        if columns.iter().any(|column| column.is_empty()) { Vec::new() } else { columns }
    }

    /// One column of an option's flows, by block.
    pub(crate) fn flow<'a>(&'a self, option: usize, pick: impl Fn(&'a FlowBlock) -> &'a [f64]) -> Vec<&'a [f64]> {
        self.column(option, |block| block.flows.as_ref().map_or(&[], &pick))
    }

    /// How many draws there are.
    pub(crate) fn draw_count(&self) -> usize {
        self.blocks.len() * BLOCK
    }

    /// Moments of an option's score on a criterion.
    pub(crate) fn score_sums(&self, option: usize, criterion: usize) -> ScoreSums {
        let mut all = ScoreSums::default();
        for block in &self.blocks {
            let one = block.options[option].scores[criterion];
            all.score += one.score;
            all.score_squared += one.score_squared;
            all.clamped += one.clamped;
            all.must_failed += one.must_failed;
            all.draws += one.draws;
        }
        all
    }

    /// Mean flows by year; empty without flows.
    pub(crate) fn mean_by_year(&self, option: usize) -> Vec<YearSums> {
        let mut years: Vec<YearSums> = Vec::new();
        for flows in self.blocks.iter().filter_map(|block| block.options[option].flows.as_ref()) {
            years.resize(flows.by_year.len(), YearSums::default());
            for (all, one) in years.iter_mut().zip(&flows.by_year) {
                all.one_off += one.one_off;
                all.running += one.running;
                all.exit += one.exit;
                all.benefit += one.benefit;
                all.late += one.late;
                all.until_ready += one.until_ready;
                all.early_until_ready += one.early_until_ready;
                all.early_benefit += one.early_benefit;
            }
        }
        let count = self.draw_count() as f64;
        for year in &mut years {
            let parts = [
                &mut year.one_off,
                &mut year.running,
                &mut year.exit,
                &mut year.benefit,
                &mut year.late,
                &mut year.until_ready,
                &mut year.early_until_ready,
                &mut year.early_benefit,
            ];
            for part in parts {
                *part /= count;
            }
        }
        years
    }

    /// One input's draws in a block, drawn again where they were not kept.
    pub(crate) fn input(&self, problem: &Problem, block_idx: usize, input: EstimateIdx) -> Cow<'_, [f64]> {
        match &self.blocks[block_idx].world {
            Some(world) => Cow::Borrowed(world.column(input)),
            None => Cow::Owned(problem.inputs[input].source.block(block_idx)),
        }
    }

    /// A block's inputs, drawn again where they were not kept.
    pub(crate) fn world(&self, problem: &Problem, block_idx: usize) -> Cow<'_, World> {
        match &self.blocks[block_idx].world {
            Some(world) => Cow::Borrowed(world),
            None => Cow::Owned(World::draw(&problem.inputs, block_idx)),
        }
    }

    /// How many blocks what is kept by year is drawn on: those whose inputs are kept.
    pub(crate) fn yearly_block_count(&self) -> usize {
        self.blocks.len().min(KEPT_BLOCKS)
    }

    /// The first blocks' inputs, at most `count`, drawn again where they were not kept.
    pub(crate) fn worlds(&self, problem: &Problem, count: usize) -> Vec<Cow<'_, World>> {
        (0..count.min(self.blocks.len()))
            .into_par_iter()
            .map(|idx| match &self.blocks[idx].world {
                Some(world) => Cow::Borrowed(world),
                None => Cow::Owned(World::draw(&problem.inputs, idx)),
            })
            .collect()
    }
}
