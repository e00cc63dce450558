//! Sums and percentiles of draws that lie in blocks.
//!
//! Sums run in a fixed order, whatever the machine and the number of threads. Percentiles are by
//! linear interpolation between the two draws around them; those draws are found through a coarse
//! count, so that only a few need sorting.

use crate::model::Summary;

/// Buckets of the coarse count.
const BUCKETS: usize = 4_096;

/// The sum of a column; eight partial sums, then their sum.
pub(crate) fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let chunks = values.chunks_exact(8);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    lanes.iter().sum::<f64>() + rest
}

/// The mean of draws in blocks.
pub(crate) fn mean(blocks: &[&[f64]]) -> f64 {
    let count: usize = blocks.iter().map(|block| block.len()).sum();
    blocks.iter().map(|block| sum(block)).sum::<f64>() / count as f64
}

/// Mean, standard deviation and percentiles; zeroes of nothing.
pub(crate) fn summary(blocks: &[&[f64]]) -> Summary {
    let count: usize = blocks.iter().map(|block| block.len()).sum();
    if count == 0 {
        return Summary::default();
    }
    let ends = ends(blocks);
    if ends.0 == ends.1 {
        // Nothing varies, and no rounding of sums should say that it does.
        let only = ends.0;
        return Summary { mean: only, sd: 0.0, p5: only, p10: only, p50: only, p90: only, p95: only };
    }
    let mean = mean(blocks);
    let squares: f64 = blocks.iter().map(|block| squares_about(block, mean)).sum();
    let found = between(blocks, ends, &[0.05, 0.10, 0.50, 0.90, 0.95]);
    Summary {
        mean,
        sd: (squares / count as f64).sqrt(),
        p5: found[0],
        p10: found[1],
        p50: found[2],
        p90: found[3],
        p95: found[4],
    }
}

/// The sum of squared distances from a value.
pub(crate) fn squares_about(values: &[f64], mean: f64) -> f64 {
    let mut lanes = [0.0; 8];
    let chunks = values.chunks_exact(8);
    let rest: f64 = chunks.remainder().iter().map(|value| (value - mean) * (value - mean)).sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += (value - mean) * (value - mean);
        }
    }
    lanes.iter().sum::<f64>() + rest
}

/// Percentiles of draws in blocks, in the order of `shares`; there is at least one draw.
pub(crate) fn percentiles(blocks: &[&[f64]], shares: &[f64]) -> Vec<f64> {
    between(blocks, ends(blocks), shares)
}

/// The same, where the lowest and the highest draw are known.
fn between(blocks: &[&[f64]], ends: (f64, f64), shares: &[f64]) -> Vec<f64> {
    let count: usize = blocks.iter().map(|block| block.len()).sum();
    let positions: Vec<f64> = shares.iter().map(|share| share * (count - 1) as f64).collect();
    let ranks = positions.iter().flat_map(|position| [position.floor() as usize, position.ceil() as usize]);
    let mut ranks: Vec<usize> = ranks.collect();
    ranks.sort_unstable();
    ranks.dedup();
    let values = order_statistics(blocks, ends, &ranks);
    let value_at = |rank: usize| values[ranks.binary_search(&rank).expect("every rank was asked for")];
    positions
        .into_iter()
        .map(|position| {
            let (low, high) = (value_at(position.floor() as usize), value_at(position.ceil() as usize));
            low + (position - position.floor()) * (high - low)
        })
        .collect()
}

/// The lowest and the highest value.
fn ends(blocks: &[&[f64]]) -> (f64, f64) {
    let (mut low, mut high) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
    for block in blocks {
        let chunks = block.chunks_exact(8);
        for (place, value) in chunks.remainder().iter().enumerate() {
            (low[place], high[place]) = (low[place].min(*value), high[place].max(*value));
        }
        for chunk in chunks {
            for ((low, high), value) in low.iter_mut().zip(&mut high).zip(chunk) {
                *low = if *value < *low { *value } else { *low };
                *high = if *value > *high { *value } else { *high };
            }
        }
    }
    (low.into_iter().fold(f64::INFINITY, f64::min), high.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

/// The values at these ranks, which rise.
fn order_statistics(blocks: &[&[f64]], (low, high): (f64, f64), ranks: &[usize]) -> Vec<f64> {
    let scale = BUCKETS as f64 / (high - low);
    if !scale.is_finite() || scale <= 0.0 {
        return ranks.iter().map(|_| low).collect();
    }
    let bucket = |value: f64| (((value - low) * scale) as u16).min(BUCKETS as u16 - 1);
    let mut counts = vec![0u32; BUCKETS];
    for block in blocks {
        for value in *block {
            counts[usize::from(bucket(*value))] += 1;
        }
    }
    // By bucket that holds a rank: what lies below it, and where its values are gathered.
    let mut gathered: Vec<(usize, Vec<f64>)> = Vec::new();
    let mut slots = vec![u16::MAX; BUCKETS];
    let mut places = Vec::with_capacity(ranks.len());
    let (mut bucket_idx, mut below) = (0, 0);
    for rank in ranks {
        while below + counts[bucket_idx] as usize <= *rank {
            below += counts[bucket_idx] as usize;
            bucket_idx += 1;
        }
        if slots[bucket_idx] == u16::MAX {
            slots[bucket_idx] = gathered.len() as u16;
            gathered.push((below, Vec::with_capacity(counts[bucket_idx] as usize)));
        }
        places.push((slots[bucket_idx], *rank));
    }
    for block in blocks {
        for value in *block {
            let slot = slots[usize::from(bucket(*value))];
            if slot != u16::MAX {
                gathered[usize::from(slot)].1.push(*value);
            }
        }
    }
    for (_, values) in &mut gathered {
        values.sort_unstable_by(f64::total_cmp);
    }
    places
        .into_iter()
        .map(|(slot, rank)| {
            let (below, values) = &gathered[usize::from(slot)];
            values[rank - below]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentiles_interpolate_between_neighbors() {
        let blocks: [&[f64]; 2] = [&[4.0, 1.0, 3.0], &[2.0, 5.0]];
        assert_eq!(percentiles(&blocks, &[0.0, 0.1, 0.5, 1.0]), [1.0, 1.4, 3.0, 5.0]);
        assert_eq!(summary(&blocks).mean, 3.0);
        assert_eq!(percentiles(&[&[7.0, 7.0]], &[0.05, 0.95]), [7.0, 7.0]);
    }

    proptest! {
        #[test]
        fn percentiles_are_those_of_the_sorted_draws(values in prop::collection::vec(-1e6..1e6f64, 1..400), share in 0.0..=1.0f64) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let position = share * (sorted.len() - 1) as f64;
            let (low, high) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
            let expected = low + position.fract() * (high - low);
            let blocks: Vec<&[f64]> = values.chunks(64).collect();
            prop_assert_eq!(percentiles(&blocks, &[share])[0], expected);
        }
    }
}
