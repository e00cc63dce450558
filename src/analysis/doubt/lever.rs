//! One input as a lever: what mean totals come to with it held at a value, the rest as drawn.
//!
//! Whatever the input does not touch is one number for each option; what it touches is an
//! [`Effect`]. What must be true and the tornado pull the same levers.

use crate::analysis::doubt::effect::{Effect, Ground};
use crate::analysis::money::rise::{self, Rise};
use crate::analysis::problem::{EstimateIdx, Level, Problem};
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::{DecisionAnalysis, Scale};
use crate::analysis::worlds::world::{BLOCKS_LOOKED_AT, World};
use crate::model::Distribution;
use rayon::prelude::*;
use std::borrow::Cow;

/// Options that compete for the first place, in the worlds that are looked at.
pub(crate) struct Contest<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) simulation: &'a Simulation,
    pub(crate) analysis: &'a DecisionAnalysis,
    pub(crate) worlds: Vec<Cow<'a, World>>,
    /// By option, by block: the worth of one unit of its money a year.
    annuities: Vec<Vec<Vec<f64>>>,
    /// In declared order; at least two.
    pub(crate) running: Vec<usize>,
    pub(crate) leader: usize,
    pub(crate) runner_up: usize,
}

impl<'a> Contest<'a> {
    /// `None` where nobody competes.
    pub(crate) fn new(
        problem: &'a Problem,
        simulation: &'a Simulation,
        analysis: &'a DecisionAnalysis,
    ) -> Option<Self> {
        let running = (0..analysis.options.len()).filter(|idx| analysis.options[*idx].is_running()).collect();
        let (leader, runner_up) = (analysis.leader?, analysis.runner_up?);
        let worlds = simulation.worlds(problem, BLOCKS_LOOKED_AT);
        let annuities = problem
            .options
            .par_iter()
            .map(|option| worlds.iter().map(|world| rise::annuities(problem, option, world)).collect())
            .collect();
        Some(Self { problem, simulation, analysis, worlds, annuities, running, leader, runner_up })
    }

    /// Where an input enters: running option and criterion with weight.
    pub(crate) fn touched(&self, input: EstimateIdx) -> Vec<(usize, usize)> {
        let mut touched = Vec::new();
        for option in &self.running {
            let model = &self.problem.options[*option];
            for (criterion, level) in model.levels.iter().enumerate() {
                let enters = match level {
                    None => false,
                    Some(Level::Estimate(own)) => *own == input,
                    Some(Level::TotalCost) => Rise::of(self.problem, model, input).is_some(),
                    Some(Level::AnnualLoss) => model.risks.iter().flatten().any(|risk| risk.per_year == Some(input)),
                };
                if enters && self.problem.criteria[criterion].weight > 0.0 {
                    touched.push((*option, criterion));
                }
            }
        }
        touched
    }

    /// A lever for each input; `None` where it moves no total.
    pub(crate) fn levers(&self) -> Vec<Option<Lever<'_>>> {
        (0..self.problem.inputs.len()).into_par_iter().map(|input| self.lever(input)).collect()
    }

    fn lever(&self, input: EstimateIdx) -> Option<Lever<'_>> {
        let touched = self.touched(input);
        let is_level = |(option, criterion): &(usize, usize)| {
            self.problem.options[*option].levels[*criterion] == Some(Level::Estimate(input))
        };
        let ends = self.ends(input);
        if touched.is_empty() || (ends.is_none() && !touched.iter().all(is_level)) {
            return None;
        }
        // A level is its own line, whatever its ends.
        let reach = ends.map_or((0.0, 0.0), |ends| ends.reach);
        let Self { problem, simulation, worlds, annuities, .. } = self;
        let ground = Ground { problem, simulation, worlds, annuities };
        let effects = touched.iter().map(|place| Effect::new(ground, input, *place, reach)).collect();
        Some(Lever { ends, rest: self.untouched(&touched), touched, effects })
    }

    /// By option: mean total of what is not touched.
    fn untouched(&self, touched: &[(usize, usize)]) -> Vec<f64> {
        let blocks = &self.simulation.blocks[..self.worlds.len()];
        let mut rest = vec![0.0; self.problem.options.len()];
        for option in &self.running {
            for (idx, criterion) in self.problem.criteria.iter().enumerate() {
                if criterion.weight <= 0.0 || touched.contains(&(*option, idx)) {
                    continue;
                }
                let sums = blocks.iter().map(|block| block.options[*option].scores[idx]);
                let (score, draws) =
                    sums.fold((0.0, 0.0), |(score, draws), sums| (score + sums.score, draws + sums.draws));
                rest[*option] += criterion.weight * score / draws;
            }
        }
        rest
    }

    /// Where to look, and where from: two widths of the 90% range around the median, or up to three
    /// times a certain number; nothing below 0, no chance above 1.
    fn ends(&self, input: EstimateIdx) -> Option<Ends> {
        let distribution = self.problem.distribution(input);
        let (low, middle, high, (p5, p95)) = match *distribution {
            Distribution::Certain(value) => {
                (value.min(3.0 * value).min(0.0), value, (3.0 * value).max(0.0), (value, value))
            }
            _ => {
                let [p5, middle, p95] = [0.05, 0.5, 0.95].map(|share| distribution.quantile(share));
                let width = p95 - p5;
                ((middle - 2.0 * width).max(0.0).min(middle), middle, middle + 2.0 * width, (p5, p95))
            }
        };
        let high = if self.problem.inputs[input].scale == Scale::Chance { high.min(1.0) } else { high };
        let reach = (low.min(p5), high.max(p95));
        (low < high && low.is_finite() && high.is_finite()).then_some(Ends { low, middle, high, reach })
    }
}

/// How far a lever can be pulled, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    pub(crate) low: f64,
    pub(crate) middle: f64,
    pub(crate) high: f64,
    /// Between these lies every value that anybody asks for: the tornado's P5 and P95 may lie outside.
    reach: (f64, f64),
}

/// Mean totals as a function of one input.
pub(crate) struct Lever<'a> {
    /// `None` where there is nowhere to pull it.
    pub(crate) ends: Option<Ends>,
    /// Running option and criterion with weight.
    pub(crate) touched: Vec<(usize, usize)>,
    /// By option: mean total of what the input does not touch.
    rest: Vec<f64>,
    effects: Vec<Effect<'a>>,
}

impl Lever<'_> {
    /// Whether the leader's lead over the best rival moves one way alone: the input touches one score.
    pub(crate) fn is_one_way(&self) -> bool {
        matches!(&self.effects[..], [only] if only.is_monotone())
    }

    /// By option: mean total, 0 to 1, with the input at this value in every draw.
    pub(crate) fn totals(&self, value: f64) -> Vec<f64> {
        let mut totals = self.rest.clone();
        for effect in &self.effects {
            totals[effect.option] += effect.contribution(value);
        }
        totals
    }
}
