//! How far each input alone moves the lead of the leader over the next (docs/method/turning.md, "Tornado").
//!
//! A one-way sensitivity analysis (Goodwin & Wright, Decision Analysis for Management Judgment):
//! one input at a time at both ends of its range, everything else left as it stands.

use crate::analysis::doubt::lever::{Contest, Lever};
pub use crate::analysis::result::TornadoBar;
use crate::model::Distribution;
use rayon::prelude::*;

impl TornadoBar {
    /// Whether the first place changes hands between both ends.
    pub fn does_cross(&self) -> bool {
        changes_hands(self.lead_low, self.lead_high)
    }
}

fn changes_hands(lead_low: f64, lead_high: f64) -> bool {
    (lead_low > 0.0) != (lead_high > 0.0)
}

/// What is known of one input: P5, P50 and P95, or lowest, likeliest and highest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Its low end.
    pub low: f64,
    /// Its middle.
    pub middle: f64,
    /// Its high end.
    pub high: f64,
}

/// How far one input swings a lead, in the unit of the lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which input.
    pub input_idx: usize,
    /// The lead with the input at its low end.
    pub at_low: f64,
    /// The lead with the input in its middle.
    pub at_middle: f64,
    /// The lead with the input at its high end.
    pub at_high: f64,
}

impl Swing {
    /// How far the lead moves between both ends.
    pub fn width(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }

    /// Whether the lead changes hands between both ends.
    pub fn does_cross(&self) -> bool {
        changes_hands(self.at_low, self.at_high)
    }
}

/// Swings each input through its range, the widest swing first, ties in the order of inputs.
///
/// `lead` is the model: the lead with this input (by its index) at this value. What it does with
/// the other inputs is its own affair: it may hold them at their middles, or average over draws.
/// Inputs that are certain, or move nothing, are left out.
pub fn swings(inputs: &[Known], lead: impl Fn(usize, f64) -> f64 + Sync) -> Vec<Swing> {
    let swing = |(input_idx, known): (usize, &Known)| {
        let at = |value| lead(input_idx, value);
        let Known { low, middle, high } = *known;
        (low < high).then(|| Swing { input_idx, at_low: at(low), at_middle: at(middle), at_high: at(high) })
    };
    let mut swings: Vec<Swing> = inputs.par_iter().enumerate().filter_map(swing).collect();
    swings.retain(|swing| swing.width() > 0.0);
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    swings
}

/// The tornado of a contest, in points.
pub(crate) fn bars(contest: &Contest<'_>, levers: &[Option<Lever<'_>>]) -> Vec<TornadoBar> {
    let known: Vec<Known> = contest
        .problem
        .inputs
        .iter()
        .zip(levers)
        .map(|(input, lever)| match (lever, input.distribution) {
            (None, _) | (_, Distribution::Certain(_)) => Known { low: 0.0, middle: 0.0, high: 0.0 },
            (Some(_), uncertain) => {
                let [low, middle, high] = [0.05, 0.5, 0.95].map(|share| uncertain.quantile(share));
                Known { low, middle, high }
            }
        })
        .collect();
    let lead = |input_idx: usize, value: f64| {
        levers[input_idx].as_ref().map_or(0.0, |lever| {
            let totals = lever.totals(value);
            100.0 * (totals[contest.leader] - totals[contest.runner_up])
        })
    };
    let bar = |swing: Swing| {
        let (input, known) = (&contest.problem.inputs[swing.input_idx], known[swing.input_idx]);
        TornadoBar {
            input: input.id.clone(),
            scale: input.scale,
            low: known.low,
            high: known.high,
            lead_low: swing.at_low,
            lead_high: swing.at_high,
        }
    };
    swings(&known, lead).into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_swing_comes_first_and_what_is_certain_or_idle_has_none() {
        let known = |low: f64, high: f64| Known { low, middle: f64::midpoint(low, high), high };
        let inputs = [known(0.0, 1.0), known(2.0, 2.0), known(-1.0, 1.0), known(0.0, 9.0), known(0.0, 1.0)];
        let slopes = [1.0, 5.0, 2.0, 0.0, -1.0];
        let found = swings(&inputs, |idx, value| 0.5 + slopes[idx] * value);
        let order: Vec<usize> = found.iter().map(|swing| swing.input_idx).collect();
        assert_eq!(order, [2, 0, 4]);
        assert_eq!(found[0], Swing { input_idx: 2, at_low: -1.5, at_middle: 0.5, at_high: 2.5 });
        assert_eq!([found[0].does_cross(), found[1].does_cross(), found[2].does_cross()], [true, false, true]);
    }
}
