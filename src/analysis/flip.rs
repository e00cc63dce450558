//! What must be true: the value of each input at which the first place changes hands (ANALYSIS 5).
//!
//! A level is solved in closed form. Anything else is sought on mean totals over the same draws,
//! with the input fixed in every draw and the rest as drawn, outward from its middle. Ten blocks
//! of draws, the whole of a default run, settle it; more would move no digit that anyone prints.

mod effect;

use crate::analysis::problem::{InputIdx, Level, Problem};
use crate::analysis::simulate::Simulation;
use crate::analysis::world::World;
use crate::analysis::{DecisionAnalysis, Flip, Scale, decision, sensitivity};
use crate::model::Distribution;
use effect::Effect;
use rayon::prelude::*;

/// Blocks of draws that flips are sought on.
const BLOCKS: usize = 10;
/// Steps from the middle to either end of the search.
const STEPS: usize = 8;
/// Share of the searched range to which a flip is pinned down.
const PRECISION: f64 = 1e-9;

/// All flips, the likeliest first; those of certain numbers last, ties in the order of inputs.
pub(crate) fn flips(problem: &Problem, simulation: &Simulation, analysis: &DecisionAnalysis) -> Vec<Flip> {
    let running: Vec<usize> = (0..analysis.options.len()).filter(|idx| analysis.options[*idx].is_running()).collect();
    let (Some(leader), true) = (analysis.leader, running.len() > 1) else { return Vec::new() };
    let worlds = simulation.worlds(problem, BLOCKS);
    let search = Search { problem, simulation, analysis, worlds: &worlds, running: &running, leader };
    let found: Vec<Vec<Flip>> = (0..problem.inputs.len()).into_par_iter().map(|input| search.flips_of(input)).collect();
    let mut flips: Vec<Flip> = found.into_iter().flatten().collect();
    let rank = |flip: &Flip| flip.likelihood.unwrap_or(-1.0);
    flips.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    flips
}

struct Search<'a> {
    problem: &'a Problem,
    simulation: &'a Simulation,
    analysis: &'a DecisionAnalysis,
    worlds: &'a [World],
    running: &'a [usize],
    leader: usize,
}

impl Search<'_> {
    fn flips_of(&self, input: InputIdx) -> Vec<Flip> {
        let touched = self.touched(input);
        match touched[..] {
            [] => Vec::new(),
            [(option, criterion)] if self.problem.options[option].levels[criterion] == Some(Level::Input(input)) => {
                self.level_flip(input, option, criterion).into_iter().collect()
            }
            _ => self.sought_flips(input, &touched),
        }
    }

    /// Where the input enters: running option and criterion with weight.
    fn touched(&self, input: InputIdx) -> Vec<(usize, usize)> {
        let mut touched = Vec::new();
        for option in self.running {
            let model = &self.problem.options[*option];
            for (criterion, level) in model.levels.iter().enumerate() {
                let enters = match level {
                    None => false,
                    Some(Level::Input(own)) => *own == input,
                    Some(Level::TotalCost) => effect::enters_cost(self.problem, model, input),
                    Some(Level::AnnualLoss) => model.risks.iter().flatten().any(|risk| risk.per_year == Some(input)),
                };
                if enters && self.problem.criteria[criterion].weight > 0.0 {
                    touched.push((*option, criterion));
                }
            }
        }
        touched
    }

    /// A level that is fixed scores v(x): the score that closes the gap, mapped back.
    fn level_flip(&self, input: InputIdx, option: usize, criterion: usize) -> Option<Flip> {
        let weights: Vec<f64> = self.problem.criteria.iter().map(|criterion| criterion.weight).collect();
        let rows = decision::score_rows(&self.analysis.options);
        let flip = sensitivity::score_flip(&weights, &rows, self.leader, self.running, (option, criterion))?;
        let at = self.simulation.values[criterion].level(flip.at)?;
        Some(self.flip(input, at, flip.then_first))
    }

    fn sought_flips(&self, input: InputIdx, touched: &[(usize, usize)]) -> Vec<Flip> {
        let Some((low, middle, high)) = self.range(input) else { return Vec::new() };
        let standing = Standing::new(self, input, touched, (low, high));
        let mut flips = Vec::new();
        for end in [low, high] {
            if end != middle
                && let Some((at, then_first)) = standing.first_flip(middle, end)
            {
                flips.push(self.flip(input, at, then_first));
            }
        }
        flips
    }

    /// Where to look, and where from: two widths of the 90% range around the median, or up to three
    /// times a certain number; nothing below 0, no chance above 1.
    fn range(&self, input: InputIdx) -> Option<(f64, f64, f64)> {
        let distribution = self.problem.distribution(input);
        let (low, middle, high) = match *distribution {
            Distribution::Certain(value) => (value.min(3.0 * value).min(0.0), value, (3.0 * value).max(0.0)),
            _ => {
                let middle = distribution.quantile(0.5);
                let width = distribution.quantile(0.95) - distribution.quantile(0.05);
                ((middle - 2.0 * width).max(0.0).min(middle), middle, middle + 2.0 * width)
            }
        };
        let high = if self.problem.inputs[input].scale == Scale::Chance { high.min(1.0) } else { high };
        (low < high && low.is_finite() && high.is_finite()).then_some((low, middle, high))
    }

    fn flip(&self, input: InputIdx, at: f64, then_first: usize) -> Flip {
        let known = &self.problem.inputs[input];
        let now = known.distribution.quantile(0.5);
        let likelihood = match known.distribution {
            Distribution::Certain(_) => None,
            _ if at < now => Some(known.distribution.below(at)),
            _ => Some(1.0 - known.distribution.below(at)),
        };
        Flip { input: known.id.clone(), scale: known.scale, now, at, likelihood, then_first }
    }
}

/// Mean totals as a function of one input.
struct Standing<'a> {
    running: &'a [usize],
    leader: usize,
    /// By option: mean total of what the input does not touch.
    rest: Vec<f64>,
    effects: Vec<Effect<'a>>,
}

impl<'a> Standing<'a> {
    fn new(search: &Search<'a>, input: InputIdx, touched: &[(usize, usize)], range: (f64, f64)) -> Self {
        let blocks = &search.simulation.blocks[..search.worlds.len()];
        let mut rest = vec![0.0; search.problem.options.len()];
        for option in search.running {
            for (idx, criterion) in search.problem.criteria.iter().enumerate() {
                if criterion.weight <= 0.0 || touched.contains(&(*option, idx)) {
                    continue;
                }
                let sums = blocks.iter().map(|block| block.options[*option].scores[idx]);
                let (score, draws) =
                    sums.fold((0.0, 0.0), |(score, draws), sums| (score + sums.score, draws + sums.draws));
                rest[*option] += criterion.weight * score / draws;
            }
        }
        let effects = touched
            .iter()
            .map(|(option, criterion)| {
                Effect::new(search.problem, search.simulation, search.worlds, input, (*option, *criterion), range)
            })
            .collect();
        Self { running: search.running, leader: search.leader, rest, effects }
    }

    fn totals(&self, value: f64) -> Vec<f64> {
        let mut totals = self.rest.clone();
        for effect in &self.effects {
            totals[effect.option] += effect.contribution(value);
        }
        totals
    }

    /// How far the leader is ahead of the best rival, who comes with it.
    fn lead(&self, value: f64) -> (f64, usize) {
        let totals = self.totals(value);
        let rivals = self.running.iter().copied().filter(|idx| *idx != self.leader);
        let best = rivals.reduce(|best, idx| if totals[idx] > totals[best] { idx } else { best });
        best.map_or((f64::INFINITY, self.leader), |best| (totals[self.leader] - totals[best], best))
    }

    /// The flip nearest to the middle on the way to one end: its value, and who is first beyond it.
    fn first_flip(&self, middle: f64, end: f64) -> Option<(f64, usize)> {
        let (mut near, mut lead_near) = (middle, self.lead(middle).0);
        for step in 1..=STEPS {
            let far = middle + (end - middle) * step as f64 / STEPS as f64;
            let lead_far = self.lead(far).0;
            if (lead_near > 0.0) != (lead_far > 0.0) {
                return Some(self.pinned((near, lead_near), (far, lead_far), (end - middle).abs() * PRECISION));
            }
            (near, lead_near) = (far, lead_far);
        }
        None
    }

    /// A bracketing secant between two values whose leads differ in sign (the Illinois rule).
    fn pinned(&self, near: (f64, f64), far: (f64, f64), precision: f64) -> (f64, usize) {
        let ((mut near, mut lead_near), (mut far, mut lead_far)) = (near, far);
        for step in 0..60 {
            if (far - near).abs() <= precision {
                break;
            }
            let secant = far - lead_far * (far - near) / (lead_far - lead_near);
            let is_inside = secant > near.min(far) && secant < near.max(far);
            let value = if is_inside && step % 4 != 3 { secant } else { f64::midpoint(near, far) };
            let lead = self.lead(value).0;
            if lead.abs() < 1e-14 {
                return (value, self.first_beyond(far));
            }
            if (lead > 0.0) == (lead_near > 0.0) {
                (near, lead_near) = (value, lead);
                lead_far /= 2.0;
            } else {
                (far, lead_far) = (value, lead);
                lead_near /= 2.0;
            }
        }
        (far, self.first_beyond(far))
    }

    fn first_beyond(&self, far: f64) -> usize {
        let (lead, rival) = self.lead(far);
        if lead > 0.0 { self.leader } else { rival }
    }
}
