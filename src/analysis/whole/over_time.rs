//! Money so far of the chosen option and of the one that comes next, and when the one has cost no more than the other
//! (docs/method/money.md, "Breaking even").

use crate::analysis::money::cashflow;
use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::{Band, BreakEven, DecisionAnalysis, OverTime};
use crate::analysis::worlds::stats;
use rayon::prelude::*;

/// Adds it where both options' money is known.
pub(crate) fn add(problem: &Problem, simulation: &Simulation, analysis: &mut DecisionAnalysis) {
    let Some(chosen) = analysis.chosen else { return };
    let Some(rival) = rival(problem, analysis, chosen) else { return };
    let (Some(ours), Some(theirs)) = (so_far(problem, simulation, chosen), so_far(problem, simulation, rival)) else {
        return;
    };
    analysis.over_time = Some(OverTime {
        chosen,
        rival,
        chosen_bands: ours.par_iter().map(|column| band(column)).collect(),
        rival_bands: theirs.par_iter().map(|column| band(column)).collect(),
        break_even: break_even(&ours, &theirs),
    });
}

/// The leader where it is not chosen, else the next in rank, else leaving it alone.
fn rival(problem: &Problem, analysis: &DecisionAnalysis, chosen: usize) -> Option<usize> {
    let is_known = |idx: &usize| *idx != chosen && problem.options[*idx].whole_money().is_some();
    let mut ranked = analysis.leader.into_iter().chain(analysis.runner_up).chain(analysis.avoid);
    problem.options[chosen].whole_money()?;
    ranked.find(is_known)
}

/// By year of the horizon: cash so far in each draw of the blocks that are kept.
fn so_far(problem: &Problem, simulation: &Simulation, option: usize) -> Option<Vec<Vec<f64>>> {
    let block = |block_idx: usize| {
        let world = simulation.world(problem, block_idx);
        cashflow::so_far(problem, &problem.options[option], &world.view())
    };
    let blocks: Option<Vec<Vec<Vec<f64>>>> = (0..simulation.yearly_block_count()).into_par_iter().map(block).collect();
    let blocks = blocks?;
    let year_count = blocks.first()?.len();
    Some((0..year_count).map(|year| blocks.iter().flat_map(|block| block[year].iter().copied()).collect()).collect())
}

fn band(column: &[f64]) -> Band {
    let found = stats::percentiles(&[column], &[0.05, 0.5, 0.95]);
    Band { p5: found[0], p50: found[1], p95: found[2] }
}

/// Of cash so far of two options, by year and draw.
fn break_even(ours: &[Vec<f64>], theirs: &[Vec<f64>]) -> BreakEven {
    let draw_count = ours.first().map_or(0, Vec::len);
    let behind = |year: usize, draw: usize| ours[year][draw] - theirs[year][draw];
    let mut years: Vec<f64> = Vec::with_capacity(draw_count);
    let mut at_once = 0_usize;
    for draw in 0..draw_count {
        let last_behind = (0..ours.len()).rev().find(|year| behind(*year, draw) > 0.0);
        match last_behind {
            None => {
                at_once += 1;
                years.push(0.0);
            }
            Some(last) if last + 1 < ours.len() => {
                let (before, after) = (behind(last, draw), behind(last + 1, draw));
                years.push(last as f64 + before / (before - after));
            }
            Some(_) => {}
        }
    }
    years.sort_unstable_by(f64::total_cmp);
    let share = |count: usize| if draw_count == 0 { 0.0 } else { count as f64 / draw_count as f64 };
    // The draw by which so many have broken even.
    let by = |share: f64| years.get(((share * draw_count as f64).ceil() as usize).saturating_sub(1)).copied();
    BreakEven { share: share(years.len()), share_at_once: share(at_once), years: BreakEven::SHARES.map(by) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaking_even_is_for_good_and_lies_between_two_years() {
        // In the first draw the gap of 100 closes half way through the second year; the second never closes it; the
        // third is never behind; the fourth catches up, falls behind and catches up at the end.
        let ours = vec![vec![100.0, 100.0, 0.0, 10.0], vec![150.0, 150.0, 20.0, 20.0], vec![200.0, 200.0, 40.0, 60.0]];
        let theirs = vec![vec![0.0, 0.0, 0.0, 20.0], vec![100.0, 60.0, 30.0, 10.0], vec![250.0, 150.0, 60.0, 70.0]];
        let found = break_even(&ours, &theirs);
        assert_eq!((found.share, found.share_at_once), (0.75, 0.25));
        assert_eq!(found.years, [Some(0.0), Some(0.0), Some(1.5), Some(1.5), None]);
        assert_eq!(break_even(&[], &[]), BreakEven::default());
    }
}
