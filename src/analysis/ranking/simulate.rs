//! A problem, drawn: money and losses first, then the scales they make, then scores and totals.
//!
//! Blocks are independent and run in parallel; whatever is summed over blocks is summed in their
//! order afterwards. Beyond the first blocks, option after option is drawn and summed up, and only what is compared
//! draw by draw stays, so that memory grows with the options and not with all that they are made of.

use crate::analysis::money::calendar::YearSums;
use crate::analysis::money::cashflow;
use crate::analysis::problem::{EstimateIdx, Level, Problem};
use crate::analysis::ranking::columns::{Columns, Summaries, summed};
use crate::analysis::ranking::option_block::{Column, OptionBlock, ScoreSums};
use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::{View, World};
use crate::model::{Anchors, Better, Summary, ValueFunction};
use rayon::prelude::*;
use std::borrow::Cow;

/// Blocks of which everything is kept: a default run, and as many as flips and weightings look at again. Beyond, inputs
/// are drawn again where they are needed, and of the options totals and total-costs stay.
const KEPT_BLOCKS: usize = 10;
/// Columns that options are compared by, draw by draw.
const COMPARED: [Column; 2] = [Column::TotalCost, Column::Total];
/// Columns that totals are made of, before there are totals.
const UNSCORED: [Column; 2] = [Column::TotalCost, Column::AnnualLoss];

/// Everything drawn.
#[derive(Debug)]
pub(crate) struct Simulation {
    /// By criterion: level → score as used.
    pub(crate) values: Vec<ValueFunction>,
    pub(crate) blocks: Vec<Block>,
    /// By option: totals and total-costs beyond the blocks that are kept.
    beyond: Vec<Columns>,
    /// By option.
    summaries: Vec<Summaries>,
}

/// One block of draws.
#[derive(Debug, Default)]
pub(crate) struct Block {
    world: Option<World>,
    pub(crate) options: Vec<OptionBlock>,
}

/// Draws a problem.
pub(crate) fn simulate(problem: &Problem) -> Simulation {
    simulate_blocks(problem, problem.block_count)
}

/// Draws the first blocks of a problem.
pub(crate) fn simulate_blocks(problem: &Problem, block_count: usize) -> Simulation {
    problem.inputs.par_iter().for_each(|input| input.source.prepare());
    let stated: Option<Vec<ValueFunction>> = problem.criteria.iter().map(|criterion| criterion.value.clone()).collect();
    let option = |idx: usize, world: &World| {
        let mut option = money_and_losses(problem, idx, world);
        if let Some(values) = &stated {
            score(problem, values, world, idx, &mut option);
        }
        option
    };
    let kept_count = block_count.min(KEPT_BLOCKS);
    let kept = (0..kept_count).into_par_iter().map(|block_idx| {
        let world = World::draw(&problem.inputs, block_idx);
        Block { options: (0..problem.options.len()).map(|idx| option(idx, &world)).collect(), world: Some(world) }
    });
    let mut simulation =
        Simulation { values: Vec::new(), blocks: kept.collect(), beyond: Vec::new(), summaries: Vec::new() };
    simulation.blocks.resize_with(block_count, Block::default);
    let mut columns = Columns::default();
    for (idx, model) in problem.options.iter().enumerate() {
        let (kept, beyond) = simulation.blocks.split_at_mut(kept_count);
        columns.fit(beyond.len(), |column| !column.of(&kept[0].options[idx]).is_empty());
        let inputs = model.inputs();
        let places = columns.places(beyond.len());
        let beyond = beyond.par_iter_mut().zip(places).enumerate();
        beyond.for_each_init(World::default, |world, (block_idx, (block, mut place))| {
            world.draw_some(&problem.inputs, inputs.iter().copied(), kept_count + block_idx);
            let mut option = option(idx, world);
            place.fill(&option);
            option.forget_columns();
            block.options.push(option);
        });
        let blocks = |column: Column| -> Vec<&[f64]> {
            let kept = kept.iter().map(|block| column.of(&block.options[idx]));
            kept.chain(columns.blocks(column)).collect()
        };
        simulation.summaries.push(Summaries::of(blocks, problem.limit));
        simulation.beyond.push(columns.split_off(if stated.is_some() { &COMPARED } else { &UNSCORED }));
    }
    simulation.values = stated.unwrap_or_else(|| simulation.score_on_their_span(problem));
    simulation
}

fn money_and_losses(problem: &Problem, option: usize, world: &World) -> OptionBlock {
    let (model, view) = (&problem.options[option], world.view());
    OptionBlock {
        flows: cashflow::flows(problem, model, &view),
        loss: cashflow::annual_loss(model, &view).unwrap_or_default(),
        ..OptionBlock::default()
    }
}

/// The value functions in use: stated ones, and for criteria without anchors a scale from the
/// lowest P1 to the highest P99 of the draws of every option that has an estimate on it.
fn values(problem: &Problem, simulation: &Simulation) -> Vec<ValueFunction> {
    let stated = problem.criteria.iter().enumerate();
    stated
        .map(|(idx, criterion)| criterion.value.clone().unwrap_or_else(|| spanned(problem, idx, simulation)))
        .collect()
}

fn spanned(problem: &Problem, criterion: usize, simulation: &Simulation) -> ValueFunction {
    let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
    for (option_idx, option) in problem.options.iter().enumerate() {
        let Some(level) = option.levels[criterion] else { continue };
        let (p1, p99) = match level {
            Level::Estimate(input) => {
                let distribution = problem.distribution(input);
                (distribution.quantile(0.01), distribution.quantile(0.99))
            }
            Level::TotalCost | Level::AnnualLoss => {
                let column = if level == Level::TotalCost { Column::TotalCost } else { Column::AnnualLoss };
                let found = stats::percentiles(&simulation.column(option_idx, column), &[0.01, 0.99]);
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

fn score(problem: &Problem, values: &[ValueFunction], world: &World, option: usize, block: &mut OptionBlock) {
    let (model, view) = (&problem.options[option], world.view());
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
    /// Scales that come from the draws themselves are known only when all is drawn.
    fn score_on_their_span(&mut self, problem: &Problem) -> Vec<ValueFunction> {
        let values = values(problem, self);
        let kept_count = self.blocks.len().min(KEPT_BLOCKS);
        let (kept, beyond) = self.blocks.split_at_mut(kept_count);
        kept.par_iter_mut().for_each(|Block { world, options }| {
            let world = world.as_ref().expect("these are kept");
            options.iter_mut().enumerate().for_each(|(idx, option)| score(problem, &values, world, idx, option));
        });
        for (idx, columns) in self.beyond.iter_mut().enumerate() {
            let scored = &kept[0].options[idx];
            columns.fit(beyond.len(), |column| {
                !column.of(scored).is_empty() && (column == Column::Total || UNSCORED.contains(&column))
            });
            let places = columns.places(beyond.len());
            let blocks = beyond.par_iter_mut().zip(places).enumerate();
            blocks.for_each_init(World::default, |world, (block_idx, (block, mut place))| {
                let levels = problem.options[idx].estimated_levels();
                world.draw_some(&problem.inputs, levels, kept_count + block_idx);
                let mut option = place.computed();
                score(problem, &values, world, idx, &mut option);
                place.fill(&option);
                block.options[idx].scores = option.scores;
            });
            columns.split_off(&[Column::AnnualLoss]);
        }
        values
    }

    /// Lets go of totals and total-costs, too, beyond the blocks that are kept: nobody compares them once the options are
    /// ranked.
    pub(crate) fn forget_compared(&mut self) {
        self.beyond.clear();
    }

    /// What a column of an option comes to; `None` where it is not known.
    pub(crate) fn summary(&self, option: usize, column: Column) -> Option<Summary> {
        self.summaries[option].get(column)
    }

    /// The share of draws in which an option's cash passes the limit.
    pub(crate) fn over_limit_share(&self, option: usize) -> f64 {
        self.summaries[option].over_limit as f64 / self.draw_count() as f64
    }

    /// An option's cash in each draw, paid again where it was not kept; empty where it is not known.
    pub(crate) fn cash(&self, problem: &Problem, option: usize) -> Vec<f64> {
        let model = &problem.options[option];
        let pay = |view: &View<'_>| cashflow::flows(problem, model, view).map(|flows| flows.cash);
        self.whole(problem, option, Column::Cash, &model.inputs(), pay)
    }

    /// An option's expected annual loss in each draw, in the same way.
    pub(crate) fn annual_loss(&self, problem: &Problem, option: usize) -> Vec<f64> {
        let model = &problem.options[option];
        let rates: Vec<EstimateIdx> = model.risks.iter().flatten().filter_map(|risk| risk.per_year).collect();
        self.whole(problem, option, Column::AnnualLoss, &rates, |view| cashflow::annual_loss(model, view))
    }

    fn whole(
        &self,
        problem: &Problem,
        option: usize,
        column: Column,
        inputs: &[EstimateIdx],
        again: impl Fn(&View<'_>) -> Option<Vec<f64>> + Sync,
    ) -> Vec<f64> {
        let kept = self.kept(option, column);
        let mut whole = kept.concat();
        if whole.is_empty() {
            return whole;
        }
        let beyond = whole.len();
        whole.resize(self.draw_count(), 0.0);
        let beyond = whole[beyond..].par_chunks_mut(BLOCK).enumerate();
        beyond.for_each_init(World::default, |world, (idx, draws)| {
            world.draw_some(&problem.inputs, inputs.iter().copied(), kept.len() + idx);
            draws.copy_from_slice(&again(&world.view()).unwrap_or_default());
        });
        whole
    }

    /// An option's total; `None` where it is incomplete.
    pub(crate) fn total(&self, option: usize) -> Option<Summary> {
        // On scales that the draws make, totals come last.
        self.summary(option, Column::Total).or_else(|| summed(&self.column(option, Column::Total)))
    }

    /// A column by which options are compared, by block; those beyond the kept ones are missing where it is not known.
    pub(crate) fn column(&self, option: usize, column: Column) -> Vec<&[f64]> {
        let mut blocks = self.kept(option, column);
        blocks.extend(self.beyond.get(option).into_iter().flat_map(|columns| columns.blocks(column)));
        blocks
    }

    /// One column of an option in the blocks of which everything is kept.
    pub(crate) fn kept(&self, option: usize, column: Column) -> Vec<&[f64]> {
        self.blocks.iter().take(KEPT_BLOCKS).map(|block| column.of(&block.options[option])).collect()
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
                all.people += one.people;
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
                &mut year.people,
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
