//! All weightings: how often each option comes first when nobody says what counts how much.
//!
//! SMAA-2 (Lahdelma & Salminen 2001; Tervonen & Lahdelma 2007): weights are drawn uniformly from
//! all that sum to one, scores by their distributions. Where the author gave an order of criteria,
//! only weights that keep it are drawn.

use crate::analysis::ranking::rank;
pub use crate::analysis::result::Acceptability;
use crate::analysis::worlds::draws::{BLOCK, Source, fingerprint};
use crate::model::Distribution;
use rayon::prelude::*;
use std::borrow::Borrow;

/// Draws of weights, as many blocks as this.
pub const BLOCKS: usize = 10;

/// Draws of weights, as long as there are as many draws of scores.
pub const WEIGHTINGS: usize = BLOCKS * BLOCK;

/// First in a smaller share of weightings than this, an option has no central weights.
const RARE: f64 = 0.01;

/// Scores of one block, 0 to 1: by option, by criterion, by draw.
pub type Scores = Vec<Vec<Vec<f64>>>;

/// Weights of one block: by criterion, by draw.
pub(crate) type Weights = Vec<Vec<f64>>;

/// Draws weights over `block_count` blocks of 1,000 and ranks options whose scores `scores` gives.
///
/// `is_ranked` says that criteria stand from the most to the least important. The scores of every
/// block name as many options and criteria as those of the first.
pub fn acceptability<S: Borrow<Scores>>(
    criterion_count: usize,
    is_ranked: bool,
    block_count: usize,
    seed: u64,
    scores: &(dyn Fn(usize) -> S + Sync),
) -> Acceptability {
    acceptability_of(&draw_weights(criterion_count, is_ranked, block_count, seed), scores)
}

/// The same of weights that are drawn already, by block.
pub(crate) fn acceptability_of<S: Borrow<Scores>>(
    weights: &[Weights],
    scores: &(dyn Fn(usize) -> S + Sync),
) -> Acceptability {
    let block_count = weights.len();
    let criterion_count = weights.first().map_or(0, Vec::len);
    let sums: Vec<Sums> = weights
        .par_iter()
        .enumerate()
        .map(|(block_idx, weights)| Sums::of(weights, scores(block_idx).borrow()))
        .collect();
    let draws = (block_count * BLOCK) as f64;
    let option_count = sums.first().map_or(0, |sums| sums.ranks.len());
    let added = |pick: &dyn Fn(&Sums) -> f64| sums.iter().map(pick).sum::<f64>();
    let rank_shares: Vec<Vec<f64>> = (0..option_count)
        .map(|option| (0..option_count).map(|rank| added(&|sums| sums.ranks[option][rank]) / draws).collect())
        .collect();
    let central_weights: Vec<Option<Vec<f64>>> = (0..option_count)
        .map(|option| {
            let first = rank_shares[option][0] * draws;
            let mean = |idx: usize| added(&|sums| sums.weights[option][idx]) / first;
            (rank_shares[option][0] >= RARE).then(|| (0..criterion_count).map(mean).collect())
        })
        .collect();
    let confidence = central_weights
        .par_iter()
        .enumerate()
        .map(|(option, central)| Some(confidence(option, central.as_ref()?, block_count, scores)))
        .collect();
    Acceptability { rank_shares, central_weights, confidence }
}

/// By block: weights that sum to one, uniform over all such, or over all that keep the order of the criteria.
pub(crate) fn draw_weights(criterion_count: usize, is_ranked: bool, block_count: usize, seed: u64) -> Vec<Weights> {
    let sources: Vec<Source> = (0..criterion_count)
        .map(|idx| {
            let stream = fingerprint(&["", "all weightings", &idx.to_string()]);
            Source::new(Distribution::Uniform { low: 0.0, high: 1.0 }, seed, stream)
        })
        .collect();
    (0..block_count).into_par_iter().map(|block_idx| weights(&sources, block_idx, is_ranked)).collect()
}

fn weights(sources: &[Source], block_idx: usize, is_ranked: bool) -> Weights {
    // Exponentials over their sum are uniform on the simplex.
    let mut columns: Vec<Vec<f64>> = sources.iter().map(|source| source.block(block_idx)).collect();
    for share in columns.iter_mut().flatten() {
        *share = -libm::log(*share);
    }
    if is_ranked {
        sort_across(&mut columns);
    }
    let mut sums = vec![0.0; BLOCK];
    for column in &columns {
        add_product(&mut sums, column, |_| 1.0);
    }
    for column in &mut columns {
        for (weight, sum) in column.iter_mut().zip(&sums) {
            *weight /= sum;
        }
    }
    columns
}

/// In each draw the largest weight to the first criterion, the next to the second, and so on.
fn sort_across(columns: &mut [Vec<f64>]) {
    let mut draw = vec![0.0; columns.len()];
    for idx in 0..BLOCK {
        for (value, column) in draw.iter_mut().zip(columns.iter()) {
            *value = column[idx];
        }
        draw.sort_by(|a, b| b.total_cmp(a));
        for (value, column) in draw.iter().zip(columns.iter_mut()) {
            column[idx] = *value;
        }
    }
}

/// Sums over one block, by option.
struct Sums {
    ranks: Vec<Vec<f64>>,
    /// Weights of the draws in which it is first, by criterion; a tie counts in part.
    weights: Vec<Vec<f64>>,
}

impl Sums {
    fn of(weights: &[Vec<f64>], scores: &Scores) -> Self {
        let totals = totals(scores, |criterion, draw| weights[criterion][draw]);
        let mut sums = vec![vec![0.0; weights.len()]; scores.len()];
        let ranks = rank::tally(&slices(&totals), |draw, option, share| {
            for (sum, column) in sums[option].iter_mut().zip(weights) {
                *sum += share * column[draw];
            }
        });
        Self { ranks, weights: sums }
    }
}

/// By option, by draw: the sum of weight times score.
fn totals(scores: &Scores, weight: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let total = |option: &Vec<Vec<f64>>| {
        let mut total = vec![0.0; BLOCK];
        for (criterion, column) in option.iter().enumerate() {
            add_product(&mut total, column, |draw| weight(criterion, draw));
        }
        total
    };
    scores.iter().map(total).collect()
}

fn add_product(sums: &mut [f64], column: &[f64], factor: impl Fn(usize) -> f64) {
    for (draw, (sum, value)) in sums.iter_mut().zip(column).enumerate() {
        *sum += value * factor(draw);
    }
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

fn confidence<S: Borrow<Scores>>(
    option: usize,
    central: &[f64],
    block_count: usize,
    scores: &dyn Fn(usize) -> S,
) -> f64 {
    let mut first_in = 0.0;
    for block_idx in 0..block_count {
        let totals = totals(scores(block_idx).borrow(), |criterion, _| central[criterion]);
        let mut best = vec![f64::NEG_INFINITY; BLOCK];
        for total in &totals {
            for (best, value) in best.iter_mut().zip(total) {
                *best = best.max(*value);
            }
        }
        for (draw, best) in best.iter().enumerate() {
            if totals[option][draw] == *best {
                first_in += 1.0 / totals.iter().filter(|total| total[draw] == *best).count() as f64;
            }
        }
    }
    first_in / (block_count * BLOCK) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(rows: &'static [&'static [f64]]) -> impl Fn(usize) -> Scores + Sync {
        move |_| rows.iter().map(|row| row.iter().map(|score| vec![*score; BLOCK]).collect()).collect()
    }

    #[test]
    fn two_criteria_split_where_the_totals_cross() {
        let found = acceptability(2, false, BLOCKS, 1, &fixed(&[&[0.9, 0.2], &[0.6, 0.4]]));
        assert!((found.rank_shares[0][0] - 0.6).abs() < 0.01, "{found:?}");
        let central = found.central_weights[0].as_ref().expect("often first");
        assert!((central[0] - 0.7).abs() < 0.01, "{central:?}");
        assert_eq!(found.confidence, [Some(1.0), Some(1.0)]);
    }

    #[test]
    fn an_order_of_criteria_leaves_out_the_weights_that_break_it() {
        let found = acceptability(2, true, BLOCKS, 1, &fixed(&[&[0.9, 0.2], &[0.6, 0.4]]));
        // The first criterion weighs at least a half, and from 0.4 on the first option leads.
        assert_eq!(found.rank_shares[0], [1.0, 0.0]);
        assert_eq!(found.central_weights[1], None);
    }

    #[test]
    fn shares_of_each_rank_sum_to_one_and_ties_split() {
        let found = acceptability(3, false, 1, 7, &fixed(&[&[0.5; 3], &[0.5; 3], &[0.1, 0.9, 0.4]]));
        for rank in 0..3 {
            let sum: f64 = found.rank_shares.iter().map(|shares| shares[rank]).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{found:?}");
        }
        assert_eq!(found.rank_shares[0], found.rank_shares[1]);
    }
}
