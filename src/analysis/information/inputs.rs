//! What knowing one input is worth (EVPPI): the best choice in each bin of its range, against the
//! best choice over all of it.
//!
//! The means of bins are noisy, and choosing the best of noisy means finds worth where there is
//! none. Bins that belong to no input say how much: their worth is the noise floor.

use super::InputWorth;
use crate::analysis::draws::{BIN_COUNT, BLOCK, bins_of_nothing, fingerprint};
use crate::analysis::lever::Contest;
use crate::analysis::problem::InputIdx;
use crate::model::Distribution;
use rayon::prelude::*;

/// Permuted copies behind the noise floor.
const COPIES: usize = 10;
/// Standard deviations of the copies' worth within which an input's worth is nothing.
const NOISE_WIDTH: f64 = 2.0;
/// Share of the worth of knowing everything below which an input's worth is nothing.
const LEAST_SHARE: f64 = 1e-6;
/// Rivals that are summed at once.
const LANES: usize = 4;

/// What knowing each input is worth, most first; those that are worth nothing are left out.
///
/// A reference class is no input here: how far this build runs over shows only once it is built,
/// and so do losses, which are luck. Nobody can find either out beforehand.
pub(crate) fn input_worths(contest: &Contest<'_>, money_per_point: Option<f64>) -> Vec<InputWorth> {
    let Contest { problem, worlds, .. } = contest;
    let Some((money_per_point, evpi)) = money_per_point.zip(contest.analysis.evpi) else { return Vec::new() };
    // Both are stated as one number, or stand for one.
    let is_open = |input: &InputIdx| !matches!(problem.distribution(*input), Distribution::Certain(_));
    let inputs: Vec<InputIdx> =
        (0..problem.inputs.len()).filter(is_open).filter(|input| !contest.touched(*input).is_empty()).collect();
    if inputs.is_empty() || evpi <= 0.0 {
        return Vec::new();
    }
    let gaps = Gaps::new(contest);
    let noise = Noise::new(&gaps, problem.seed);
    let gains: Vec<f64> = inputs
        .par_iter()
        .map(|input| gaps.gain(&worlds.iter().map(|world| world.bins(*input)).collect::<Vec<_>>()))
        .collect();
    let mut worths = Vec::new();
    for (input, gain) in inputs.into_iter().zip(gains) {
        // Nothing known in part is worth more than everything.
        let worth = (noise.above(gain) * money_per_point).min(evpi);
        if worth > LEAST_SHARE * evpi {
            let known = &problem.inputs[input];
            worths.push(InputWorth { input: known.id.clone(), scale: known.scale, worth });
        }
    }
    worths.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    worths
}

/// How far each rival is ahead of the leader in each draw, in points.
struct Gaps {
    /// By group of rivals, by block, by draw.
    groups: Vec<Vec<Vec<[f64; LANES]>>>,
    draw_count: f64,
}

impl Gaps {
    fn new(contest: &Contest<'_>) -> Self {
        let blocks = &contest.simulation.blocks[..contest.worlds.len()];
        let rivals: Vec<usize> = contest.running.iter().copied().filter(|idx| *idx != contest.leader).collect();
        let group = |rivals: &[usize]| -> Vec<Vec<[f64; LANES]>> {
            let block = |block: &crate::analysis::simulate::Block| {
                let leader = &block.options[contest.leader].total;
                // A lane without a rival never wins.
                let mut rows = vec![[f64::NEG_INFINITY; LANES]; leader.len()];
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

    /// How much better a choice gets that may differ from bin to bin, in points; `bins` of each
    /// draw, by block.
    fn gain(&self, bins: &[&[u8]]) -> f64 {
        let mut best_by_bin = [0.0f64; BIN_COUNT];
        let mut best = 0.0f64;
        for group in &self.groups {
            let mut sums = [[0.0; LANES]; 1 << u8::BITS];
            for (rows, bins) in group.iter().zip(bins) {
                for (row, bin) in rows.iter().zip(*bins) {
                    for (sum, gap) in sums[usize::from(*bin)].iter_mut().zip(row) {
                        *sum += gap;
                    }
                }
            }
            let mut all = [0.0; LANES];
            for (best, sums) in best_by_bin.iter_mut().zip(&sums) {
                for (all, sum) in all.iter_mut().zip(sums) {
                    *best = best.max(*sum);
                    *all += sum;
                }
            }
            best = all.into_iter().fold(best, f64::max);
        }
        // Among these draws alone a rival may be ahead of the leader.
        (best_by_bin.iter().sum::<f64>() - best).max(0.0) / self.draw_count
    }
}

/// What bins that belong to no input seem to be worth.
struct Noise {
    mean: f64,
    sd: f64,
}

impl Noise {
    /// One floor serves all inputs: it depends on the draws alone.
    fn new(gaps: &Gaps, seed: u64) -> Self {
        let block_count = gaps.groups.first().map_or(0, Vec::len);
        let gain = |copy_idx: usize| {
            let stream = fingerprint(&["permuted", &copy_idx.to_string()]);
            let bins: Vec<Vec<u8>> =
                (0..block_count).map(|block_idx| bins_of_nothing(seed, stream, block_idx)).collect();
            gaps.gain(&bins.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        let gains: Vec<f64> = (0..COPIES).into_par_iter().map(gain).collect();
        let mean = gains.iter().sum::<f64>() / COPIES as f64;
        let squares: f64 = gains.iter().map(|gain| (gain - mean) * (gain - mean)).sum();
        Self { mean, sd: (squares / (COPIES - 1) as f64).sqrt() }
    }

    /// A gain less the floor; 0 where it does not stand out.
    fn above(&self, gain: f64) -> f64 {
        let left = gain - self.mean;
        if left > NOISE_WIDTH * self.sd { left } else { 0.0 }
    }
}
