//! What knowing one input is worth (EVPPI): the best choice in each bin of its range, against the
//! best choice over all of it.
//!
//! The means of bins are noisy, and choosing the best of noisy means finds worth where there is
//! none. So what the other inputs do in proportion is taken off first: they are independent, and in
//! each bin it comes to nothing but noise. What is left of the noise shows in bins that belong to no input.
//! Step by step: docs/method/finding-out.md, "Knowing one estimate".

use super::EstimateWorth;
use crate::analysis::doubt::lever::Contest;
use crate::analysis::doubt::shared::SharedDraws;
use crate::analysis::problem::{EstimateIdx, Uplift};
use crate::analysis::worlds::draws::{BIN_COUNT, BLOCK};
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::World;
use crate::model::Distribution;
use rayon::prelude::*;
use std::borrow::Cow;

/// Standard deviations of the copies' worth within which an input's worth is nothing.
const NOISE_WIDTH: f64 = 2.0;
/// Share of the worth of knowing everything below which an input's worth is nothing.
const LEAST_SHARE: f64 = 1e-6;
/// Rivals that are summed at once.
const LANES: usize = 4;

/// The draws, made ready to be asked what knowing a part of them is worth.
///
/// A reference class is no input here: how far this build runs over shows only once it is built,
/// and so do losses, which are luck. Nobody can find either out beforehand.
pub(crate) struct Knowing<'a> {
    contest: &'a Contest<'a>,
    /// What may be found out, and moves a total.
    inputs: Vec<EstimateIdx>,
    left: Left,
    noise: Noise,
    money_per_point: f64,
    evpi: f64,
}

impl<'a> Knowing<'a> {
    /// `None` where nothing can be said in money, or knowing everything is worth nothing.
    pub(crate) fn new(contest: &'a Contest<'a>, shared: &SharedDraws, money_per_point: Option<f64>) -> Option<Self> {
        let problem = contest.problem;
        let (money_per_point, evpi) = money_per_point.zip(contest.analysis.evpi)?;
        // Both are stated as one number, or stand for one.
        let is_open = |input: &EstimateIdx| !matches!(problem.distribution(*input), Distribution::Certain(_));
        let inputs: Vec<EstimateIdx> =
            (0..problem.inputs.len()).filter(is_open).filter(|input| !contest.touched(*input).is_empty()).collect();
        if inputs.is_empty() || evpi <= 0.0 {
            return None;
        }
        let left = Gaps::new(contest).without_lines(contest, &controls(contest, &inputs));
        let noise = Noise::new(&left, shared);
        Some(Self { contest, inputs, left, noise, money_per_point, evpi })
    }

    /// What knowing each input is worth, most first; those that are worth nothing are left out.
    pub(crate) fn worths(&self) -> Vec<EstimateWorth> {
        let gains: Vec<f64> = self.inputs.par_iter().map(|input| self.gain_of(*input)).collect();
        let mut worths = Vec::new();
        for (input, gain) in self.inputs.iter().zip(gains) {
            let worth = self.in_money(gain);
            if worth > 0.0 {
                let known = &self.contest.problem.inputs[*input];
                worths.push(EstimateWorth { input: known.id.clone(), scale: known.scale, worth });
            }
        }
        worths.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        worths
    }

    /// What knowing some inputs together is worth: by the bins of the line that they make through the lead over a rival.
    pub(crate) fn together(&self, inputs: &[EstimateIdx], rival: usize) -> f64 {
        let open: Vec<EstimateIdx> = inputs.iter().copied().filter(|input| self.inputs.contains(input)).collect();
        match open[..] {
            [] => 0.0,
            [only] => self.in_money(self.gain_of(only)),
            _ => self.fitted_bins(&open, rival).map_or(0.0, |bins| {
                let bins: Vec<&[u8]> = bins.iter().map(Vec::as_slice).collect();
                self.in_money(self.left.worth(self.contest, &open, &bins, &self.noise))
            }),
        }
    }

    fn gain_of(&self, input: EstimateIdx) -> f64 {
        let bins: Vec<&[u8]> = self.contest.worlds.iter().map(|world| world.bins(input)).collect();
        self.left.worth(self.contest, &[input], &bins, &self.noise)
    }

    /// Nothing known in part is worth more than everything.
    fn in_money(&self, gain: f64) -> f64 {
        let worth = (gain * self.money_per_point).min(self.evpi);
        if worth > LEAST_SHARE * self.evpi { worth } else { 0.0 }
    }

    /// By block: equally many draws in each bin, by the sum of the inputs' lines; `None` where they do not move the lead.
    fn fitted_bins(&self, inputs: &[EstimateIdx], rival: usize) -> Option<Vec<Vec<u8>>> {
        let Contest { running, leader, worlds, .. } = self.contest;
        let place = running.iter().filter(|idx| *idx != leader).position(|idx| *idx == rival)?;
        let slope = |line: &Line| line.slopes[place / LANES][place % LANES];
        let lines: Vec<&Line> =
            self.left.lines.iter().filter(|line| inputs.contains(&line.input) && slope(line) != 0.0).collect();
        if lines.is_empty() {
            return None;
        }
        let bins_of = |world: &Cow<'_, World>| {
            let mut fitted = vec![0.0; BLOCK];
            for line in &lines {
                for (sum, value) in fitted.iter_mut().zip(world.column(line.input)) {
                    *sum += slope(line) * (value - line.mean);
                }
            }
            let mut order: Vec<usize> = (0..fitted.len()).collect();
            order.sort_by(|a, b| fitted[*a].total_cmp(&fitted[*b]).then(a.cmp(b)));
            let mut bins = vec![0; fitted.len()];
            for (rank, draw) in order.into_iter().enumerate() {
                bins[draw] = (rank * BIN_COUNT / BLOCK) as u8;
            }
            bins
        };
        Some(worlds.iter().map(bins_of).collect())
    }
}

/// Inputs whose lines are taken off: those that may be found out, and past ratios, one of which is drawn.
fn controls(contest: &Contest<'_>, inputs: &[EstimateIdx]) -> Vec<EstimateIdx> {
    let ratios =
        contest.running.iter().filter_map(|option| match contest.problem.options[*option].money.as_ref()?.uplift {
            Uplift::Drawn(ratio) => Some(ratio),
            Uplift::None | Uplift::Factor(_) => None,
        });
    inputs.iter().copied().chain(ratios).collect()
}

/// Numbers of as many rivals as are looked at together.
type Lanes = [f64; LANES];
/// By bin.
type Bins = [Lanes; BIN_COUNT];

/// How far each rival is ahead of the leader in each draw, in points.
struct Gaps {
    /// By group of rivals, by block, by draw. A lane without a rival is level with the leader.
    groups: Vec<Vec<Vec<Lanes>>>,
    draw_count: f64,
}

impl Gaps {
    fn new(contest: &Contest<'_>) -> Self {
        let blocks = &contest.simulation.blocks[..contest.worlds.len()];
        let rivals: Vec<usize> = contest.running.iter().copied().filter(|idx| *idx != contest.leader).collect();
        let group = |rivals: &[usize]| -> Vec<Vec<Lanes>> {
            let block = |block: &crate::analysis::ranking::simulate::Block| {
                let leader = &block.options[contest.leader].total;
                let mut rows = vec![[0.0; LANES]; leader.len()];
                for (lane, rival) in rivals.iter().enumerate() {
                    let totals = block.options[*rival].total.iter().zip(leader);
                    for (row, (total, leader)) in rows.iter_mut().zip(totals) {
                        row[lane] = total - leader;
                    }
                }
                rows
            };
            blocks.iter().map(block).collect()
        };
        Self { groups: rivals.chunks(LANES).map(group).collect(), draw_count: (blocks.len() * BLOCK) as f64 }
    }

    /// What each of these inputs does in proportion, and the means, taken off.
    fn without_lines(mut self, contest: &Contest<'_>, inputs: &[EstimateIdx]) -> Left {
        let means: Vec<Lanes> = self.groups.iter().map(|group| self.mean(group)).collect();
        let lines: Vec<Line> = inputs.par_iter().map(|input| self.line(contest, *input)).collect();
        for (group_idx, group) in self.groups.iter_mut().enumerate() {
            group.par_iter_mut().zip(&contest.worlds).for_each(|(rows, world)| {
                for row in rows.iter_mut() {
                    *row = std::array::from_fn(|lane| row[lane] - means[group_idx][lane]);
                }
                for line in &lines {
                    let slopes = line.slopes[group_idx];
                    for (row, value) in rows.iter_mut().zip(world.column(line.input)) {
                        let way = value - line.mean;
                        *row = std::array::from_fn(|lane| row[lane] - slopes[lane] * way);
                    }
                }
            });
        }
        Left { gaps: self, means, lines }
    }

    fn mean(&self, group: &[Vec<Lanes>]) -> Lanes {
        let mut sums = [0.0; LANES];
        for row in group.iter().flatten() {
            for (sum, gap) in sums.iter_mut().zip(row) {
                *sum += gap;
            }
        }
        sums.map(|sum| sum / self.draw_count)
    }

    /// The line through the gaps over an input. All inputs are independent, so each may be fitted alone.
    fn line(&self, contest: &Contest<'_>, input: EstimateIdx) -> Line {
        let columns: Vec<&[f64]> = contest.worlds.iter().map(|world| world.column(input)).collect();
        let mean = stats::mean(&columns);
        let squares: f64 = columns.iter().map(|column| stats::squares_about(column, mean)).sum();
        let slopes = |group: &Vec<Vec<Lanes>>| {
            let mut sums = [0.0; LANES];
            for (rows, column) in group.iter().zip(&columns) {
                for (row, value) in rows.iter().zip(*column) {
                    let way = value - mean;
                    for (sum, gap) in sums.iter_mut().zip(row) {
                        *sum += gap * way;
                    }
                }
            }
            sums.map(|sum| if squares > 0.0 { sum / squares } else { 0.0 })
        };
        Line { input, mean, slopes: self.groups.iter().map(slopes).collect() }
    }

    /// By group: mean of each bin; `bins` of each draw, by block.
    fn by_bin(&self, bins: &[&[u8]]) -> Vec<Bins> {
        let of_group = |group: &Vec<Vec<Lanes>>| {
            let mut sums = [[0.0; LANES]; 1 << u8::BITS];
            for (rows, bins) in group.iter().zip(bins) {
                for (row, bin) in rows.iter().zip(*bins) {
                    for (sum, gap) in sums[usize::from(*bin)].iter_mut().zip(row) {
                        *sum += gap;
                    }
                }
            }
            let each = self.draw_count / BIN_COUNT as f64;
            std::array::from_fn(|bin| sums[bin].map(|sum| sum / each))
        };
        self.groups.iter().map(of_group).collect()
    }
}

/// What an input does to the gaps in proportion.
struct Line {
    input: EstimateIdx,
    mean: f64,
    /// By group.
    slopes: Vec<Lanes>,
}

/// Gaps less all lines, and what was taken off.
struct Left {
    gaps: Gaps,
    /// By group: mean of the gaps.
    means: Vec<Lanes>,
    lines: Vec<Line>,
}

impl Left {
    /// What knowing inputs by these bins is worth, in points, the noise taken off; 0 where it does not stand out.
    fn worth(&self, contest: &Contest<'_>, inputs: &[EstimateIdx], bins: &[&[u8]], noise: &Noise) -> f64 {
        let straight = self.straight(contest, inputs, bins);
        let found = gain(&added(&straight, &self.gaps.by_bin(bins)));
        let noisy = noise.copies.iter().map(|copy| gain(&added(&straight, copy)));
        noise_taken_off(found, gain(&straight), noisy)
    }

    /// By group: mean gap in each bin, were the inputs straight lines.
    fn straight(&self, contest: &Contest<'_>, inputs: &[EstimateIdx], bins: &[&[u8]]) -> Vec<Bins> {
        let each = self.gaps.draw_count / BIN_COUNT as f64;
        let mut straight: Vec<Bins> = self.means.iter().map(|means| [*means; BIN_COUNT]).collect();
        for line in self.lines.iter().filter(|line| inputs.contains(&line.input)) {
            let mut values = [0.0; 1 << u8::BITS];
            for (world, bins) in contest.worlds.iter().zip(bins) {
                for (value, bin) in world.column(line.input).iter().zip(*bins) {
                    values[usize::from(*bin)] += value;
                }
            }
            for (group, slopes) in straight.iter_mut().zip(&line.slopes) {
                for (bin, values) in group.iter_mut().zip(values) {
                    let way = values / each - line.mean;
                    for (gap, slope) in bin.iter_mut().zip(slopes) {
                        *gap += slope * way;
                    }
                }
            }
        }
        straight
    }
}

fn added(a: &[Bins], b: &[Bins]) -> Vec<Bins> {
    let lanes = |a: &Lanes, b: &Lanes| std::array::from_fn(|lane| a[lane] + b[lane]);
    let of_group = |(a, b): (&Bins, &Bins)| std::array::from_fn(|bin| lanes(&a[bin], &b[bin]));
    a.iter().zip(b).map(of_group).collect()
}

/// How much better a choice gets that may differ from bin to bin, in points.
fn gain(groups: &[Bins]) -> f64 {
    let mut best_by_bin = [0.0f64; BIN_COUNT];
    // Among these draws alone a rival may be ahead of the leader.
    let mut best = 0.0f64;
    for bins in groups {
        let mut sums = [0.0; LANES];
        for (best, gaps) in best_by_bin.iter_mut().zip(bins) {
            for (sum, gap) in sums.iter_mut().zip(gaps) {
                *best = best.max(*gap);
                *sum += gap;
            }
        }
        best = sums.into_iter().fold(best, f64::max);
    }
    (best_by_bin.iter().sum::<f64>() - best).max(0.0) / BIN_COUNT as f64
}

/// What is left of the gaps in bins that belong to no input.
struct Noise {
    /// By copy, by group.
    copies: Vec<Vec<Bins>>,
}

impl Noise {
    /// One set serves all inputs: it depends on the draws alone.
    fn new(left: &Left, shared: &SharedDraws) -> Self {
        let copy = |bins: &Vec<Vec<u8>>| left.gaps.by_bin(&bins.iter().map(Vec::as_slice).collect::<Vec<_>>());
        Self { copies: shared.bins_of_nothing().par_iter().map(copy).collect() }
    }
}

/// A gain less what noise alone adds to that of a straight line; 0 where it does not stand out.
fn noise_taken_off(gain: f64, straight: f64, noisy: impl Iterator<Item = f64>) -> f64 {
    let added: Vec<f64> = noisy.map(|noisy| noisy - straight).collect();
    let mean = added.iter().sum::<f64>() / added.len() as f64;
    let squares: f64 = added.iter().map(|added| (added - mean) * (added - mean)).sum();
    let sd = (squares / (added.len() - 1) as f64).sqrt();
    let left = gain - mean;
    if left > NOISE_WIDTH * sd { left } else { 0.0 }
}
