//! PROMETHEE II: how strongly an option is preferred to each other, less how strongly they are
//! preferred to it (Brans & Vincke, Management Science 31, 1985), with linear preference.

use super::Matrix;
use crate::model::Better;

/// From which difference on one level is preferred to another, and from which wholly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Up to this difference, both are alike.
    pub indifferent: f64,
    /// Beyond this one, one is wholly preferred.
    pub preferred: f64,
}

impl Thresholds {
    /// Every difference counts wholly: the `usual` preference.
    pub const USUAL: Self = Self { indifferent: 0.0, preferred: 0.0 };

    /// 5% and 30% of the range between the anchors.
    pub fn of_range(range: f64) -> Self {
        Self { indifferent: 0.05 * range, preferred: 0.30 * range }
    }

    fn preference(self, difference: f64) -> f64 {
        if difference <= self.indifferent {
            0.0
        } else if difference > self.preferred {
            1.0
        } else {
            (difference - self.indifferent) / (self.preferred - self.indifferent)
        }
    }
}

/// Flows by option, each divided by the number of others.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// How strongly it is preferred to others, 0 to 1.
    pub leaving: Vec<f64>,
    /// How strongly others are preferred to it, 0 to 1.
    pub entering: Vec<f64>,
    /// The difference, -1 to 1; over all options it sums to 0.
    pub net: Vec<f64>,
}

/// The flows of preference; `thresholds` by criterion.
pub fn net_flows(matrix: Matrix<'_>, thresholds: &[Thresholds]) -> Flows {
    let count = matrix.levels.len();
    let (mut leaving, mut entering) = (vec![0.0; count], vec![0.0; count]);
    for (ours, our_levels) in matrix.levels.iter().enumerate() {
        for (theirs, their_levels) in matrix.levels.iter().enumerate() {
            for (criterion, weight) in matrix.weights.iter().enumerate() {
                let difference = match matrix.better[criterion] {
                    Better::Less => their_levels[criterion] - our_levels[criterion],
                    Better::More => our_levels[criterion] - their_levels[criterion],
                };
                let preference = weight * thresholds[criterion].preference(difference);
                leaving[ours] += preference;
                entering[theirs] += preference;
            }
        }
    }
    let others = count.saturating_sub(1).max(1) as f64;
    for flow in leaving.iter_mut().chain(&mut entering) {
        *flow /= others;
    }
    let net = leaving.iter().zip(&entering).map(|(leaving, entering)| leaving - entering).collect();
    Flows { leaving, entering, net }
}
