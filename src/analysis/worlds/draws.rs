//! Worlds: the drawn value of each quantity, block by block.
//!
//! Each quantity has a stream of its own, keyed by what it belongs to, so adding an option leaves
//! the others' draws alone. A block of 1,000 draws is a Latin hypercube: one draw from each of
//! 1,000 equally likely strata, in an order of its own (McKay, Beckman & Conover 1979). Any block
//! of any quantity can be drawn alone, in any order, on any thread, with the same result.

use crate::analysis::worlds::distribution::QuantileTable;
use crate::model::Distribution;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// Draws in a block.
pub(crate) const BLOCK: usize = 1_000;

/// Bins of a quantity's range that are equally likely: stretches of neighboring strata.
pub(crate) const BIN_COUNT: usize = 100;

/// Words of the stream that one block may use; it needs twice its size.
const WORDS_PER_BLOCK: u128 = 2_048;

/// Words of the stream that a block of a sequence may use.
const WORDS_PER_SEQUENCE: u128 = 1 << 24;

/// How many blocks these draws fill; at least one.
pub(crate) fn block_count(draw_count: usize) -> usize {
    draw_count.div_ceil(BLOCK).max(1)
}

/// Names a stream: a fixed hash of the ids of what it belongs to.
pub(crate) fn fingerprint(ids: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for id in ids {
        hash.update((id.len() as u64).to_le_bytes());
        hash.update(id.as_bytes());
    }
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// One uncertain quantity, ready to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Certain(f64),
    Shape { rng: Box<ChaCha8Rng>, distribution: Distribution, table: Box<OnceLock<QuantileTable>> },
    Listed { rng: Box<ChaCha8Rng>, values: Vec<f64> },
}

impl Source {
    /// Draws of a distribution, from the stream of this name.
    pub(crate) fn new(distribution: Distribution, seed: u64, stream: u64) -> Self {
        let kind = match distribution {
            Distribution::Certain(value) => Kind::Certain(value),
            _ => Kind::Shape { rng: rng(seed, stream), distribution, table: Box::default() },
        };
        Self { kind }
    }

    /// Works out the table that draws are read from, which takes longer than a block of draws; else the first draw does.
    pub(crate) fn prepare(&self) {
        if let Kind::Shape { distribution, table, .. } = &self.kind {
            table.get_or_init(|| QuantileTable::new(*distribution));
        }
    }

    /// The same value in each draw.
    pub(crate) fn certain(value: f64) -> Self {
        Self { kind: Kind::Certain(value) }
    }

    /// The values of which one is drawn in each world; none where a distribution is drawn from.
    pub(crate) fn past(&self) -> &[f64] {
        match &self.kind {
            Kind::Listed { values, .. } => values,
            Kind::Certain(_) | Kind::Shape { .. } => &[],
        }
    }

    /// One of these values in each draw, equally likely. There is at least one.
    pub(crate) fn listed(values: Vec<f64>, seed: u64, stream: u64) -> Self {
        Self { kind: Kind::Listed { rng: rng(seed, stream), values } }
    }

    /// The same stream, read through another distribution; a list stays what it is.
    pub(crate) fn through(&self, distribution: Distribution) -> Self {
        let kind = match (&self.kind, distribution) {
            (Kind::Listed { .. }, _) => self.kind.clone(),
            (_, Distribution::Certain(value)) => Kind::Certain(value),
            (Kind::Shape { rng, .. }, _) => Kind::Shape { rng: rng.clone(), distribution, table: Box::default() },
            (Kind::Certain(_), _) => self.kind.clone(),
        };
        Self { kind }
    }

    /// The draws of one block.
    pub(crate) fn block(&self, block_idx: usize) -> Vec<f64> {
        let mut draws = Vec::new();
        self.draw(block_idx, &mut draws);
        draws
    }

    /// The draws of one block, in the place of what `draws` held.
    pub(crate) fn draw(&self, block_idx: usize, draws: &mut Vec<f64>) {
        match &self.kind {
            Kind::Certain(value) => {
                draws.resize(BLOCK, 0.0);
                draws.fill(*value);
            }
            Kind::Shape { rng, distribution, table } => {
                let table = table.get_or_init(|| QuantileTable::new(*distribution));
                Hypercube::new(rng, block_idx).draw(draws, |share| table.at(share));
            }
            Kind::Listed { rng, values } => Hypercube::new(rng, block_idx).draw(draws, |share| listed(values, share)),
        }
    }

    /// The same, with the bin of each draw; no bins where there is no range.
    pub(crate) fn draw_with_bins(&self, block_idx: usize, draws: &mut Vec<f64>, bins: &mut Vec<u8>) {
        let Kind::Shape { rng, distribution, table } = &self.kind else {
            bins.clear();
            return self.draw(block_idx, draws);
        };
        let table = table.get_or_init(|| QuantileTable::new(*distribution));
        let hypercube = Hypercube::new(rng, block_idx);
        hypercube.draw(draws, |share| table.at(share));
        bins.clear();
        bins.extend(hypercube.strata.iter().map(|stratum| bin(*stratum)));
    }
}

fn rng(seed: u64, stream: u64) -> Box<ChaCha8Rng> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    Box::new(rng)
}

/// Shares from the stream of this name, one after another: for what happens in a block an unknown
/// number of times.
pub(crate) struct Sequence {
    rng: ChaCha8Rng,
}

impl Sequence {
    /// The shares of one block.
    pub(crate) fn of_block(seed: u64, stream: u64, block_idx: usize) -> Self {
        let mut rng = *rng(seed, stream);
        rng.set_word_pos(block_idx as u128 * WORDS_PER_SEQUENCE);
        Self { rng }
    }

    /// The next share, above 0 and below 1.
    pub(crate) fn share(&mut self) -> f64 {
        (f64::from(self.rng.next_u32()) + 0.5) / 4_294_967_296.0
    }
}

fn listed(values: &[f64], share: f64) -> f64 {
    values[((share * values.len() as f64) as usize).min(values.len() - 1)]
}

fn bin(stratum: u16) -> u8 {
    (usize::from(stratum) * BIN_COUNT / BLOCK) as u8
}

/// Bins that belong to no quantity, from the stream of this name: a permutation of any quantity's.
pub(crate) fn bins_of_nothing(seed: u64, stream: u64, block_idx: usize) -> Vec<u8> {
    Hypercube::new(&rng(seed, stream), block_idx).strata.iter().map(|stratum| bin(*stratum)).collect()
}

/// One share from each stratum, the strata in an order of their own.
struct Hypercube {
    /// By stratum.
    shares: [f64; BLOCK],
    /// By draw.
    strata: [u16; BLOCK],
}

impl Hypercube {
    fn new(rng: &ChaCha8Rng, block_idx: usize) -> Self {
        let mut rng = rng.clone();
        rng.set_word_pos(block_idx as u128 * WORDS_PER_BLOCK);
        let mut bytes = [0u8; BLOCK * 8];
        rng.fill_bytes(&mut bytes);
        let (mut shares, mut strata) = ([0.0; BLOCK], [0; BLOCK]);
        for (stratum, word) in bytes.chunks_exact(8).enumerate() {
            let [a, b, c, d, e, f, g, h] = *word else { continue };
            let within = (f64::from(u32::from_le_bytes([a, b, c, d])) + 0.5) / 4_294_967_296.0;
            shares[stratum] = (stratum as f64 + within) / BLOCK as f64;
            // The inside-out shuffle: each of the places so far is equally likely.
            let place = (u64::from(u32::from_le_bytes([e, f, g, h])) * (stratum as u64 + 1)) >> 32;
            strata[stratum] = strata[place as usize];
            strata[place as usize] = stratum as u16;
        }
        Self { shares, strata }
    }

    /// A value for each share, by draw, in the place of what `draws` held.
    fn draw(&self, draws: &mut Vec<f64>, at: impl Fn(f64) -> f64) {
        let mut values = [0.0; BLOCK];
        for (value, share) in values.iter_mut().zip(&self.shares) {
            *value = at(*share);
        }
        draws.clear();
        draws.extend(self.strata.iter().map(|stratum| values[usize::from(*stratum)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_one_draw_from_each_stratum() {
        let source = Source::new(Distribution::Uniform { low: 0.0, high: 1.0 }, 1, 7);
        for block_idx in [0, 3] {
            let mut strata: Vec<usize> = source.block(block_idx).iter().map(|draw| (draw * 1e3) as usize).collect();
            assert_ne!(strata[..4], [0, 1, 2, 3]);
            strata.sort_unstable();
            assert_eq!(strata, (0..BLOCK).collect::<Vec<_>>());
        }
    }

    #[test]
    fn bins_rise_with_the_draws_and_change_none_of_them() {
        let drawn = |distribution| {
            let (mut draws, mut bins) = (Vec::new(), Vec::new());
            Source::new(distribution, 1, 7).draw_with_bins(2, &mut draws, &mut bins);
            assert_eq!(draws, Source::new(distribution, 1, 7).block(2));
            (draws, bins)
        };
        let (draws, bins) = drawn(Distribution::Lognormal { mu: 0.0, sigma: 1.0, shift: 0.0 });
        assert_eq!(bins, bins_of_nothing(1, 7, 2));
        let mut pairs: Vec<(f64, u8)> = draws.into_iter().zip(bins).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (place, (_, bin)) in pairs.into_iter().enumerate() {
            assert_eq!(usize::from(bin), place / 10);
        }
        assert_eq!(drawn(Distribution::Certain(4.0)).1, Vec::<u8>::new());
    }

    #[test]
    fn streams_and_seeds_and_blocks_are_their_own() {
        let shape = Distribution::Normal { mean: 0.0, sd: 1.0 };
        let draws = |seed, stream, block_idx| Source::new(shape, seed, stream).block(block_idx);
        let plain = draws(1, 1, 0);
        assert_eq!(plain, draws(1, 1, 0));
        for other in [draws(2, 1, 0), draws(1, 2, 0), draws(1, 1, 1)] {
            let correlation: f64 = plain.iter().zip(&other).map(|(a, b)| a * b).sum::<f64>() / BLOCK as f64;
            assert!(correlation.abs() < 0.15, "{correlation}");
        }
    }

    #[test]
    fn ids_do_not_run_into_each_other() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
    }

    #[test]
    fn listed_values_come_equally_often() {
        let source = Source::listed(vec![1.0, 2.0, 4.0, 8.0], 1, 1);
        let draws = source.block(0);
        assert_eq!(draws.iter().filter(|draw| **draw == 8.0).count(), 250);
    }
}
