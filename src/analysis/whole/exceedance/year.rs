//! What one year loses in each draw: how often each risk strikes, and what it takes each time.
//!
//! How often is a Poisson count of the drawn rate, or a yes or no of the drawn chance, read off one
//! share by the inverse of its distribution; most counts are 0 and cost no more than a comparison.
//! Each risk has one stream for its counts and one for its losses, so that no other risk's draws move.

use crate::analysis::problem::{EstimateIdx, Problem, RiskModel};
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::worlds::distribution::QuantileTable;
use crate::analysis::worlds::draws::{BLOCK, Sequence, Source};
use crate::model::Distribution;
use rayon::prelude::*;

/// From this many times a year on, a year's losses of one risk are drawn as a whole: their sum is
/// close to normal, with mean λ E[L] and variance λ E[L²].
const MANY_A_YEAR: f64 = 50.0;

/// A risk, ready to strike.
struct Luck {
    per_year: EstimateIdx,
    is_at_most_once: bool,
    counts: Source,
    losses: u64,
    size: QuantileTable,
    mean: f64,
    mean_square: f64,
    seed: u64,
}

/// A year's losses of an option in each draw; `None` where a risk is not known.
pub(super) fn losses(problem: &Problem, simulation: &Simulation, option: usize) -> Option<Vec<f64>> {
    let risks = problem.options[option].risks.as_ref()?;
    let lucks: Vec<Luck> = risks.iter().map(|risk| Luck::of(risk, problem.seed)).collect::<Option<_>>()?;
    let mut year = vec![0.0; simulation.draw_count()];
    year.par_chunks_mut(BLOCK).enumerate().for_each(|(block_idx, block)| {
        for luck in &lucks {
            luck.strike(&simulation.input(problem, block_idx, luck.per_year), block_idx, block);
        }
    });
    Some(year)
}

impl Luck {
    fn of(risk: &RiskModel, seed: u64) -> Option<Self> {
        let loss = risk.loss?;
        let sd = loss.sd();
        Some(Self {
            per_year: risk.per_year?,
            is_at_most_once: risk.is_at_most_once,
            counts: Source::new(Distribution::Uniform { low: 0.0, high: 1.0 }, seed, risk.counts),
            losses: risk.losses,
            size: QuantileTable::new(loss),
            mean: loss.mean(),
            mean_square: loss.mean() * loss.mean() + sd * sd,
            seed,
        })
    }

    /// Adds a block's losses of this risk to the year.
    fn strike(&self, rates: &[f64], block_idx: usize, year: &mut [f64]) {
        let shares = self.counts.block(block_idx);
        let mut losses = Sequence::of_block(self.seed, self.losses, block_idx);
        for ((sum, share), rate) in year.iter_mut().zip(shares).zip(rates) {
            // e^-λ is never below 1-λ, so most draws end here.
            if share < 1.0 - rate {
                continue;
            }
            if *rate > MANY_A_YEAR && !self.is_at_most_once {
                *sum += self.many(*rate, share);
                continue;
            }
            let count = if self.is_at_most_once { 1 } else { poisson(*rate, share) };
            for _ in 0..count {
                *sum += self.size.at(losses.share());
            }
        }
    }

    fn many(&self, rate: f64, share: f64) -> f64 {
        let sd = (rate * self.mean_square).sqrt();
        if sd > 0.0 { Distribution::Normal { mean: rate * self.mean, sd }.quantile(share).max(0.0) } else { 0.0 }
    }
}

/// The count below which this share of a Poisson distribution lies.
fn poisson(rate: f64, share: f64) -> u32 {
    let mut chance = libm::exp(-rate);
    let (mut below, mut count) = (chance, 0);
    // Past the middle the chances shrink to nothing, which ends the search for the highest shares.
    while share >= below && (chance > 0.0 && below < 1.0) {
        count += 1;
        chance *= rate / f64::from(count);
        let next = below + chance;
        if next == below && f64::from(count) > rate {
            break;
        }
        below = next;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_a_poisson_distribution() {
        for rate in [0.03, 0.7, 4.0, 49.0] {
            let shares = (0..100_000).map(|idx| (f64::from(idx) + 0.5) / 100_000.0);
            let counts: Vec<f64> = shares.map(|share| f64::from(poisson(rate, share))).collect();
            let mean = counts.iter().sum::<f64>() / 1e5;
            let variance = counts.iter().map(|count| (count - mean) * (count - mean)).sum::<f64>() / 1e5;
            assert!((mean - rate).abs() < 1e-3 * rate.max(0.1), "{rate}: {mean}");
            assert!((variance - rate).abs() < 3e-3 * rate.max(1.0), "{rate}: {variance}");
        }
        assert_eq!(poisson(0.5, 1.0 - f64::EPSILON / 2.0), poisson(0.5, 1.0));
    }
}
