//! What must be true: the value of each input at which the first place changes hands
//! (docs/method/turning.md, "What must be true").
//!
//! A level is solved in closed form. Anything else is sought on mean totals over the same draws,
//! with the input fixed in every draw and the rest as drawn, outward from its middle. Ten blocks
//! of draws, the whole of a default run, settle it; more would move no digit that anyone prints.

use crate::analysis::doubt::lever::{Contest, Lever};
use crate::analysis::doubt::sensitivity;
use crate::analysis::problem::{EstimateIdx, Level};
use crate::analysis::ranking::decision;
use crate::analysis::result::Flip;
use crate::model::Distribution;
use rayon::prelude::*;

/// Steps from the middle to either end of the search.
const STEPS: usize = 8;
/// Share of the searched range to which a flip is pinned down.
const PRECISION: f64 = 1e-9;

/// All flips, the likeliest first; those of certain numbers last, ties in the order of inputs.
pub(crate) fn flips(contest: &Contest<'_>, levers: &[Option<Lever<'_>>]) -> Vec<Flip> {
    let found: Vec<Vec<Flip>> = levers
        .par_iter()
        .enumerate()
        .map(|(input, lever)| lever.as_ref().map(|lever| Search { contest, input, lever }.flips()).unwrap_or_default())
        .collect();
    let mut flips: Vec<Flip> = found.into_iter().flatten().collect();
    let rank = |flip: &Flip| flip.likelihood.unwrap_or(-1.0);
    flips.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    flips
}

/// The search along one input.
struct Search<'a> {
    contest: &'a Contest<'a>,
    input: EstimateIdx,
    lever: &'a Lever<'a>,
}

impl Search<'_> {
    fn flips(&self) -> Vec<Flip> {
        if let [(option, criterion)] = self.lever.touched[..]
            && self.contest.problem.options[option].levels[criterion] == Some(Level::Estimate(self.input))
        {
            return self.level_flip(option, criterion).into_iter().collect();
        }
        let Some(ends) = self.lever.ends else { return Vec::new() };
        let ways = [ends.low, ends.high].into_iter().filter(|end| *end != ends.middle);
        ways.filter_map(|end| self.first_flip(ends.middle, end)).map(|(at, then)| self.flip(at, then)).collect()
    }

    /// A level that is fixed scores v(x): the score that closes the gap, mapped back.
    fn level_flip(&self, option: usize, criterion: usize) -> Option<Flip> {
        let Contest { problem, simulation, analysis, running, leader, .. } = self.contest;
        let weights: Vec<f64> = problem.criteria.iter().map(|criterion| criterion.weight).collect();
        let rows = decision::score_rows(&analysis.options);
        let flip = sensitivity::score_flip(&weights, &rows, *leader, running, (option, criterion))?;
        let at = simulation.values[criterion].level(flip.at)?;
        Some(self.flip(at, flip.then_first))
    }

    fn flip(&self, at: f64, then_first: usize) -> Flip {
        let known = &self.contest.problem.inputs[self.input];
        let now = known.distribution.quantile(0.5);
        let likelihood = match known.distribution {
            Distribution::Certain(_) => None,
            _ if at < now => Some(known.distribution.below(at)),
            _ => Some(1.0 - known.distribution.below(at)),
        };
        Flip { input: known.id.clone(), scale: known.scale, now, at, likelihood, then_first }
    }

    /// How far the leader is ahead of the best rival, who comes with it.
    fn lead(&self, value: f64) -> (f64, usize) {
        let totals = self.lever.totals(value);
        let leader = self.contest.leader;
        let rivals = self.contest.running.iter().copied().filter(|idx| *idx != leader);
        let best = rivals.reduce(|best, idx| if totals[idx] > totals[best] { idx } else { best });
        best.map_or((f64::INFINITY, leader), |best| (totals[leader] - totals[best], best))
    }

    /// The flip nearest to the middle on the way to one end: its value, and who is first beyond it.
    fn first_flip(&self, middle: f64, end: f64) -> Option<(f64, usize)> {
        let (mut near, mut lead_near) = (middle, self.lead(middle).0);
        // A lead that moves one way alone and has not changed hands at the end has not done so before.
        if self.lever.is_one_way() && (lead_near > 0.0) == (self.lead(end).0 > 0.0) {
            return None;
        }
        for step in 1..=STEPS {
            let far = middle + (end - middle) * step as f64 / STEPS as f64;
            let lead_far = self.lead(far).0;
            if (lead_near > 0.0) != (lead_far > 0.0) {
                return Some(self.pinned((near, lead_near), (far, lead_far), (end - middle).abs() * PRECISION));
            }
            (near, lead_near) = (far, lead_far);
        }
        None
    }

    /// A bracketing secant between two values whose leads differ in sign (the Illinois rule).
    fn pinned(&self, near: (f64, f64), far: (f64, f64), precision: f64) -> (f64, usize) {
        let ((mut near, mut lead_near), (mut far, mut lead_far)) = (near, far);
        for step in 0..60 {
            if (far - near).abs() <= precision {
                break;
            }
            let secant = far - lead_far * (far - near) / (lead_far - lead_near);
            let is_inside = secant > near.min(far) && secant < near.max(far);
            let value = if is_inside && step % 4 != 3 { secant } else { f64::midpoint(near, far) };
            let lead = self.lead(value).0;
            if lead.abs() < 1e-14 {
                return (value, self.first_beyond(far));
            }
            if (lead > 0.0) == (lead_near > 0.0) {
                (near, lead_near) = (value, lead);
                lead_far /= 2.0;
            } else {
                (far, lead_far) = (value, lead);
                lead_near /= 2.0;
            }
        }
        (far, self.first_beyond(far))
    }

    fn first_beyond(&self, far: f64) -> usize {
        let (lead, rival) = self.lead(far);
        if lead > 0.0 { self.contest.leader } else { rival }
    }
}
