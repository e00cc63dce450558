//! Who comes where in each draw: rank shares, cheapest, regret, and what knowing everything is worth.

use crate::analysis::ranking::option_block::Column;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::worlds::draws::BLOCK;
use rayon::prelude::*;

/// What comparing options draw by draw comes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    /// By option: share of draws in which it comes first, second, …; empty for who takes no part.
    pub(crate) rank_shares: Vec<Vec<f64>>,
    /// By option: share of draws in which it costs least; `None` for who takes no part.
    pub(crate) cheapest: Vec<Option<f64>>,
    /// By option: mean of what it costs more than the cheapest.
    pub(crate) regret: Vec<Option<f64>>,
    /// Mean of the highest total in each draw.
    pub(crate) mean_best_total: f64,
}

/// Compares `running` by total and `priced` by total-cost.
pub(crate) fn rank(simulation: &Simulation, running: &[usize], priced: &[usize]) -> Ranking {
    let option_count = simulation.blocks.first().map_or(0, |block| block.options.len());
    let totals: Vec<Vec<&[f64]>> = running.iter().map(|idx| simulation.column(*idx, Column::Total)).collect();
    let costs: Vec<Vec<&[f64]>> = priced.iter().map(|idx| simulation.column(*idx, Column::TotalCost)).collect();
    let blocks = (0..simulation.blocks.len()).into_par_iter();
    let sums: Vec<Sums> = blocks.map(|block_idx| Sums::of(block_idx, &totals, &costs)).collect();
    let draws = simulation.draw_count() as f64;
    let mut ranking = Ranking {
        rank_shares: vec![Vec::new(); option_count],
        cheapest: vec![None; option_count],
        regret: vec![None; option_count],
        mean_best_total: sums.iter().map(|sums| sums.best).sum::<f64>() / draws,
    };
    for (place, option) in running.iter().enumerate() {
        let share = |rank: usize| sums.iter().map(|sums| sums.ranks[place][rank]).sum::<f64>() / draws;
        ranking.rank_shares[*option] = (0..running.len()).map(share).collect();
    }
    for (place, option) in priced.iter().enumerate() {
        ranking.cheapest[*option] = Some(sums.iter().map(|sums| sums.cheapest[place]).sum::<f64>() / draws);
        ranking.regret[*option] = Some(sums.iter().map(|sums| sums.regret[place]).sum::<f64>() / draws);
    }
    ranking
}

/// Sums over one block.
struct Sums {
    ranks: Vec<Vec<f64>>,
    best: f64,
    cheapest: Vec<f64>,
    regret: Vec<f64>,
}

impl Sums {
    fn of(block_idx: usize, totals: &[Vec<&[f64]>], costs: &[Vec<&[f64]>]) -> Self {
        let [totals, costs] =
            [totals, costs].map(|columns| columns.iter().map(|blocks| blocks[block_idx]).collect::<Vec<&[f64]>>());
        let (ranks, best) = ranks(&totals);
        let (cheapest, regret) = regrets(&costs);
        Self { ranks, best, cheapest, regret }
    }
}

fn ranks(totals: &[&[f64]]) -> (Vec<Vec<f64>>, f64) {
    let mut sum_of_best = 0.0;
    let ranks = tally(totals, |draw, option, share| {
        sum_of_best += share * totals[option][draw];
    });
    (ranks, sum_of_best)
}

/// How often each column comes first, second, … over the draws; a tie splits the draw. `first` hears of each draw who
/// comes first in it, and with what share.
pub(crate) fn tally(totals: &[&[f64]], mut first: impl FnMut(usize, usize, f64)) -> Vec<Vec<f64>> {
    let count = totals.len();
    let mut ranks = vec![vec![0.0; count]; count];
    let (mut better, mut level) = (Vec::new(), Vec::new());
    for (place, own) in totals.iter().enumerate() {
        better.clear();
        better.resize(own.len(), 0u16);
        level.clear();
        level.resize(own.len(), 1u16);
        for (other_place, other) in totals.iter().enumerate() {
            if other_place == place {
                continue;
            }
            for (((better, level), own), other) in better.iter_mut().zip(&mut level).zip(*own).zip(*other) {
                *better += u16::from(other > own);
                *level += u16::from(other == own);
            }
        }
        for (draw, (better, level)) in better.iter().zip(&level).enumerate() {
            let (better, level) = (usize::from(*better), usize::from(*level));
            let share = 1.0 / level as f64;
            // A tie splits the draw: counting it for both would let the shares sum to more than one.
            for rank in &mut ranks[place][better..better + level] {
                *rank += share;
            }
            if better == 0 {
                first(draw, place, share);
            }
        }
    }
    ranks
}

fn regrets(costs: &[&[f64]]) -> (Vec<f64>, Vec<f64>) {
    let mut cheapest = vec![0.0; costs.len()];
    let mut regret = vec![0.0; costs.len()];
    for draw_idx in 0..if costs.is_empty() { 0 } else { BLOCK } {
        let least = costs.iter().map(|column| column[draw_idx]).fold(f64::INFINITY, f64::min);
        let level = costs.iter().filter(|column| column[draw_idx] == least).count();
        for (place, column) in costs.iter().enumerate() {
            regret[place] += column[draw_idx] - least;
            if column[draw_idx] == least {
                cheapest[place] += 1.0 / level as f64;
            }
        }
    }
    (cheapest, regret)
}
