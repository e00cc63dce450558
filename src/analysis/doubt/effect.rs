//! What one input does to one option's score on one criterion.
//!
//! Where the criterion's level in each draw is a start plus a slope times some function of the
//! input, both are worked out once, so that each further value costs one pass over the draws at most.

use crate::analysis::doubt::lines::Lines;
use crate::analysis::money::cashflow;
use crate::analysis::money::rise::Rise;
use crate::analysis::problem::{EstimateIdx, Level, OptionModel, Problem};
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::World;
use crate::model::{Distribution, ValueFunction};
use std::borrow::Cow;

/// The draws that effects are worked out on.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) simulation: &'a Simulation,
    pub(crate) worlds: &'a [Cow<'a, World>],
    /// By option, by block: see [`crate::analysis::money::rise::annuities`].
    pub(crate) annuities: &'a [Vec<Vec<f64>>],
}

/// The effect of an input on a score.
pub(crate) struct Effect<'a> {
    pub(crate) option: usize,
    weight: f64,
    value: &'a ValueFunction,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// The level is the input itself.
    Itself,
    /// A line in each draw, over the input.
    Lines(Lines<'a>),
    /// A line in each draw, over the curve by which total-cost rises.
    Curves(Lines<'a>, Rise<'a>),
    /// The model, whole.
    Model { ground: Ground<'a>, input: EstimateIdx },
}

impl<'a> Effect<'a> {
    /// Of an input whose values will lie within the range.
    pub(crate) fn new(
        ground: Ground<'a>,
        input: EstimateIdx,
        (option, criterion): (usize, usize),
        range: (f64, f64),
    ) -> Self {
        let Ground { problem, simulation, .. } = ground;
        let model = &problem.options[option];
        let value = &simulation.values[criterion];
        let kind = match model.levels[criterion] {
            Some(Level::AnnualLoss) => Kind::Lines(loss_lines(ground, option, input, Lines::new(value, along(range)))),
            Some(Level::TotalCost) => match Rise::of(problem, model, input).filter(Rise::is_line) {
                None => Kind::Model { ground, input },
                Some(rise) => {
                    let lines = Lines::new(value, [rise.at(range.0), rise.at(range.1)]);
                    Kind::Curves(cost_lines(ground, option, input, rise, range, lines), rise)
                }
            },
            Some(Level::Estimate(_)) | None => Kind::Itself,
        };
        Self { option, weight: problem.criteria[criterion].weight, value, kind }
    }

    /// Whether the score moves one way alone as the input rises.
    pub(crate) fn is_monotone(&self) -> bool {
        match &self.kind {
            Kind::Itself => true,
            Kind::Lines(lines) | Kind::Curves(lines, _) => lines.is_monotone(),
            Kind::Model { .. } => false,
        }
    }

    /// Weight times mean score, 0 to 1, with the input at this value in every draw.
    pub(crate) fn contribution(&self, value: f64) -> f64 {
        let score = match &self.kind {
            Kind::Itself => self.value.score(value),
            Kind::Lines(lines) => lines.mean_score(value, 0.0),
            Kind::Curves(lines, curve) => {
                let (rise, shift) = curve.at(value);
                lines.mean_score(rise, shift)
            }
            Kind::Model { ground, input } => {
                let columns = total_costs(*ground, self.option, *input, value);
                let sums = columns.iter().map(|costs| stats::sum(&simulate::scores(self.value, costs)));
                sums.sum::<f64>() / columns.iter().map(Vec::len).sum::<usize>() as f64
            }
        };
        self.weight * score
    }
}

/// Both ends of a range, of what rises with the input itself.
fn along((low, high): (f64, f64)) -> [(f64, f64); 2] {
    [(low, 0.0), (high, 0.0)]
}

/// By block: the option's total-cost with the input at this value in every draw.
fn total_costs(ground: Ground<'_>, option: usize, input: EstimateIdx, value: f64) -> Vec<Vec<f64>> {
    let option = &ground.problem.options[option];
    let flows = |world: &Cow<'_, World>| cashflow::flows(ground.problem, option, &world.with(input, value));
    ground.worlds.iter().filter_map(flows).map(|flows| flows.total_cost).collect()
}

/// Annual loss rises with a rate by the mean loss.
fn loss_lines<'a>(ground: Ground<'_>, option: usize, input: EstimateIdx, mut lines: Lines<'a>) -> Lines<'a> {
    let model: &OptionModel = &ground.problem.options[option];
    let own = model.risks.iter().flatten().filter(|risk| risk.per_year == Some(input));
    let slope: f64 = own.filter_map(|risk| risk.loss.as_ref()).map(Distribution::mean).sum();
    for (world, block) in ground.worlds.iter().zip(&ground.simulation.blocks) {
        let losses = &block.options[option].loss;
        let starts: Vec<f64> = losses.iter().zip(world.column(input)).map(|(loss, rate)| loss - slope * rate).collect();
        lines.add(&starts, &vec![slope; starts.len()]);
    }
    lines
}

/// Total-cost as drawn, moved back along its slope; where the slope stands in no term alone, two
/// runs of the model, at both ends of the range, give each draw its line.
fn cost_lines<'a>(
    ground: Ground<'_>,
    option: usize,
    input: EstimateIdx,
    curve: Rise<'_>,
    range: (f64, f64),
    mut lines: Lines<'a>,
) -> Lines<'a> {
    for (block_idx, world) in ground.worlds.iter().enumerate() {
        let annuities = &ground.annuities[option][block_idx];
        let Some(flows) = &ground.simulation.blocks[block_idx].options[option].flows else { continue };
        let Some(slopes) = curve.slopes(world, annuities) else {
            return run_twice(ground, option, input, curve, range, lines);
        };
        let (rises, shifts) = curve.drawn(world, annuities);
        let drawn = flows.total_cost.iter().zip(&slopes).zip(rises.iter().zip(&shifts));
        let starts: Vec<f64> = drawn.map(|((cost, slope), (rise, shift))| cost - slope * rise - shift).collect();
        lines.add(&starts, &slopes);
    }
    lines
}

fn run_twice<'a>(
    ground: Ground<'_>,
    option: usize,
    input: EstimateIdx,
    curve: Rise<'_>,
    (low, high): (f64, f64),
    mut lines: Lines<'a>,
) -> Lines<'a> {
    let ((rise_low, shift_low), (rise_high, shift_high)) = (curve.at(low), curve.at(high));
    let (rise, shift) = (rise_high - rise_low, shift_high - shift_low);
    let run = |value: f64| total_costs(ground, option, input, value);
    for (base, top) in run(low).iter().zip(&run(high)) {
        let slope = |(base, top): (&f64, &f64)| if rise == 0.0 { 0.0 } else { (top - base - shift) / rise };
        let slopes: Vec<f64> = base.iter().zip(top).map(slope).collect();
        let starts: Vec<f64> =
            base.iter().zip(&slopes).map(|(base, slope)| base - slope * rise_low - shift_low).collect();
        lines.add(&starts, &slopes);
    }
    lines
}
