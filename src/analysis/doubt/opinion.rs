//! Second opinions: three other methods on the same mean levels and weights
//! (docs/method/weighing.md, "Second opinions").
//!
//! Each method is a pure function of a matrix: rows are options, columns criteria. They are asked
//! for their first choice alone, as a check on ours: where they dissent, the reader learns on which
//! criterion.

mod promethee;
mod topsis;
mod vikor;

pub use crate::analysis::result::{Opinion, OpinionMethod};
pub use promethee::{Flows, Thresholds, net_flows};
pub use topsis::closeness;
pub use vikor::{Compromise, compromise};

use crate::analysis::result::{CriterionResult, DecisionAnalysis, OptionResult};
use crate::model::{Anchors, Better};

/// Figures of a method that differ by less are a tie.
const TIE: f64 = 1e-12;

/// Levels of options on criteria, what the criteria weigh, and which end of each is good.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    /// By option, by criterion.
    pub levels: &'a [Vec<f64>],
    /// By criterion; they sum to one.
    pub weights: &'a [f64],
    /// By criterion.
    pub better: &'a [Better],
}

impl Matrix<'_> {
    /// The worst and the best level that an option has on a criterion.
    fn ends(&self, criterion: usize) -> (f64, f64) {
        let levels = self.levels.iter().map(|row| row[criterion]);
        let (low, high) =
            levels.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), level| (low.min(level), high.max(level)));
        match self.better[criterion] {
            Better::Less => (high, low),
            Better::More => (low, high),
        }
    }
}

/// Asks all three about a decision; none of them without two options in the running.
pub(crate) fn ask(analysis: &DecisionAnalysis) -> Vec<Opinion> {
    let running: Vec<usize> = (0..analysis.options.len()).filter(|idx| analysis.options[*idx].is_running()).collect();
    let leader = analysis.leader.filter(|leader| running.contains(leader));
    let (Some(leader), true) = (leader, running.len() > 1) else { return Vec::new() };
    let criteria: Vec<usize> =
        (0..analysis.criteria.len()).filter(|idx| analysis.criteria[*idx].weight > 0.0).collect();
    let row = |option: &OptionResult| criteria.iter().map(|idx| option.levels[*idx].map(|level| level.mean)).collect();
    let levels: Option<Vec<Vec<f64>>> = running.iter().map(|idx| row(&analysis.options[*idx])).collect();
    let Some(levels) = levels else { return Vec::new() };
    let weighed = || criteria.iter().map(|idx| &analysis.criteria[*idx]);
    let weights: Vec<f64> = weighed().map(|criterion| criterion.weight).collect();
    let better: Vec<Better> = weighed().map(direction).collect();
    let thresholds: Vec<Thresholds> = weighed().map(|criterion| Thresholds::of_range(range(criterion))).collect();
    let matrix = Matrix { levels: &levels, weights: &weights, better: &better };

    let closeness = topsis::closeness(matrix);
    let flows = promethee::net_flows(matrix, &thresholds);
    let vikor = vikor::compromise(matrix);
    let opinion = |method, first: Vec<usize>, values: Vec<f64>| {
        let first: Vec<usize> = first.into_iter().map(|place| running[place]).collect();
        let does_agree = first.contains(&leader);
        let because = if does_agree { None } else { farthest_behind(analysis, leader, first[0]) };
        let mut by_option = vec![None; analysis.options.len()];
        for (option, value) in running.iter().zip(values) {
            by_option[*option] = Some(value);
        }
        Opinion { method, first, does_agree, because, values: by_option }
    };
    vec![
        opinion(OpinionMethod::Topsis, highest(&closeness), closeness),
        opinion(OpinionMethod::Promethee, highest(&flows.net), flows.net),
        opinion(OpinionMethod::Vikor, vikor.set, vikor.q),
    ]
}

fn direction(criterion: &CriterionResult) -> Better {
    let Anchors { worst, best } = criterion.value.anchors();
    if best < worst { Better::Less } else { Better::More }
}

fn range(criterion: &CriterionResult) -> f64 {
    let Anchors { worst, best } = criterion.value.anchors();
    (best - worst).abs()
}

/// Who has the highest value; all of them where they tie.
fn highest(values: &[f64]) -> Vec<usize> {
    let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (0..values.len()).filter(|idx| values[*idx] >= best - TIE).collect()
}

/// The criterion on which the leader's weighted mean score lies farthest behind another's.
fn farthest_behind(analysis: &DecisionAnalysis, leader: usize, other: usize) -> Option<usize> {
    let contributions = |option: usize, idx: usize| analysis.options[option].contributions[idx];
    let gaps = (0..analysis.criteria.len())
        .filter_map(|idx| Some((idx, contributions(other, idx)? - contributions(leader, idx)?)))
        .filter(|(_, gap)| *gap > 0.0);
    gaps.reduce(|most, one| if one.1 > most.1 { one } else { most }).map(|(idx, _)| idx)
}

#[cfg(test)]
mod tests;
