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
use crate::analysis::result::{EstimateId, Flip};
use crate::model::{Anchors, Distribution};
use rayon::prelude::*;

/// Steps from the middle to either end of the search.
const STEPS: usize = 8;
/// Share of the searched range to which a flip is pinned down.
const PRECISION: f64 = 1e-9;

/// A lead that lies this near 0 is a tie, and a tie leaves the leader first: totals run from 0 to 1.
const TIE: f64 = 1e-12;

/// All flips, the most fragile first: the likeliest, then of certain numbers the one that takes the least change, then
/// what lies outside its own range; ties begin with the leader's own, in the order of inputs.
pub(crate) fn flips(contest: &Contest<'_>, levers: &[Option<Lever<'_>>]) -> Vec<Flip> {
    let found: Vec<Vec<Flip>> = levers
        .par_iter()
        .enumerate()
        .map(|(input, lever)| lever.as_ref().map(|lever| Search { contest, input, lever }.flips()).unwrap_or_default())
        .collect();
    let mut flips: Vec<Flip> = found.into_iter().flatten().collect();
    let key = |flip: &Flip| {
        let is_of_leader = matches!(flip.input, EstimateId::OfOption(option, _) if option == contest.leader);
        (flip.fragility(), !is_of_leader)
    };
    flips.sort_by(|a, b| {
        let ((rank_a, size_a), other_a) = key(a);
        let ((rank_b, size_b), other_b) = key(b);
        rank_a.cmp(&rank_b).then(size_a.total_cmp(&size_b)).then(other_a.cmp(&other_b))
    });
    flips
}

impl Flip {
    /// For sorting: the smaller, the sooner it turns the answer.
    fn fragility(&self) -> (u8, f64) {
        match self.likelihood {
            Some(likelihood) if likelihood > 0.0 => (0, -likelihood),
            // As fine as it is told: +1.67% and −1.69% are one change.
            None => (1, (((self.at - self.now) / self.now).abs() * 1e3).round()),
            Some(_) => (2, 0.0),
        }
    }
}

/// A value at which the first place changes hands.
#[derive(Clone, Copy)]
struct Crossing {
    at: f64,
    /// Another option leads above it, not below.
    is_above: bool,
    /// Which one.
    then_first: usize,
}

/// The search along one input.
struct Search<'a> {
    contest: &'a Contest<'a>,
    input: EstimateIdx,
    lever: &'a Lever<'a>,
}

impl Search<'_> {
    fn flips(&self) -> Vec<Flip> {
        let Some(ends) = self.lever.ends else { return Vec::new() };
        if let [(option, criterion)] = self.lever.touched[..]
            && self.contest.problem.options[option].levels[criterion] == Some(Level::Estimate(self.input))
        {
            let crossing = self.level_crossing(option, criterion);
            return crossing
                .filter(|one| (ends.low..=ends.high).contains(&one.at))
                .map(|one| self.flip(one))
                .into_iter()
                .collect();
        }
        let below = (ends.low < ends.middle).then(|| self.first_crossing(ends.middle, ends.low)).flatten();
        let above = (ends.high > ends.middle).then(|| self.first_crossing(ends.middle, ends.high)).flatten();
        let mut flips: Vec<Flip> = below.iter().chain(&above).map(|one| self.flip(*one)).collect();
        if let (Some(Crossing { is_above: true, at: low, .. }), Some(Crossing { is_above: false, at: high, .. })) =
            (below, above)
        {
            // Another leads between the two and nowhere else.
            let known = &self.contest.problem.inputs[self.input].distribution;
            let between = (known.below(high) - known.below(low)).max(0.0);
            for flip in &mut flips {
                flip.likelihood = flip.likelihood.map(|_| between);
            }
        }
        flips
    }

    /// A level that is fixed scores v(x): the score that closes the gap, mapped back.
    fn level_crossing(&self, option: usize, criterion: usize) -> Option<Crossing> {
        let Contest { problem, simulation, analysis, running, leader, .. } = self.contest;
        let weights: Vec<f64> = problem.criteria.iter().map(|criterion| criterion.weight).collect();
        let rows = decision::score_rows(&analysis.options);
        let flip = sensitivity::score_flip(&weights, &rows, *leader, running, (option, criterion))?;
        let value = &simulation.values[criterion];
        let Anchors { worst, best } = value.anchors();
        // The leader loses by a lower score, a rival wins by a higher one.
        let is_by_higher_score = option != *leader;
        let is_above = is_by_higher_score == (best > worst);
        Some(Crossing { at: value.level(flip.at)?, is_above, then_first: flip.then_first })
    }

    fn flip(&self, Crossing { at, is_above, then_first }: Crossing) -> Flip {
        let known = &self.contest.problem.inputs[self.input];
        let now = known.distribution.quantile(0.5);
        let below = || known.distribution.below(at);
        let likelihood = match known.distribution {
            Distribution::Certain(_) => None,
            _ if is_above => Some(1.0 - below()),
            _ => Some(below()),
        };
        Flip { input: known.id.clone(), scale: known.scale, now, at, is_above, likelihood, then_first }
    }

    /// How far the leader is ahead of the best rival, who comes with it.
    fn lead(&self, value: f64) -> (f64, usize) {
        let totals = self.lever.totals(value);
        let leader = self.contest.leader;
        let rivals = self.contest.running.iter().copied().filter(|idx| *idx != leader);
        let best = rivals.reduce(|best, idx| if totals[idx] > totals[best] { idx } else { best });
        best.map_or((f64::INFINITY, leader), |best| (totals[leader] - totals[best], best))
    }

    /// The crossing nearest to the middle on the way to one end.
    fn first_crossing(&self, middle: f64, end: f64) -> Option<Crossing> {
        let (mut near, mut lead_near) = (middle, self.lead(middle).0);
        // A lead that moves one way alone and has not changed hands at the end has not done so before.
        if self.lever.is_one_way() && is_lost(lead_near) == is_lost(self.lead(end).0) {
            return None;
        }
        for step in 1..=STEPS {
            let far = middle + (end - middle) * step as f64 / STEPS as f64;
            let lead_far = self.lead(far).0;
            if is_lost(lead_near) != is_lost(lead_far) {
                let precision = (end - middle).abs() * PRECISION;
                let (at, lost_at) = self.pinned((near, lead_near), (far, lead_far), precision);
                // The middle itself may be lost: the mean may lead for the sake of a far end.
                let is_above = is_lost(lead_far) == (end > middle);
                return Some(Crossing { at, is_above, then_first: self.lead(lost_at).1 });
            }
            (near, lead_near) = (far, lead_far);
        }
        None
    }

    /// A bracketing secant between two values, at one of which the place is lost (the Illinois rule): where it is lost, and
    /// the nearest value known at which another leads.
    fn pinned(&self, near: (f64, f64), far: (f64, f64), precision: f64) -> (f64, f64) {
        let ((mut near, mut lead_near), (mut far, mut lead_far)) = (near, far);
        let is_near_lost = is_lost(lead_near);
        for step in 0..60 {
            if (far - near).abs() <= precision {
                break;
            }
            let secant = far - lead_far * (far - near) / (lead_far - lead_near);
            let is_inside = secant > near.min(far) && secant < near.max(far);
            let value = if is_inside && step % 4 != 3 { secant } else { f64::midpoint(near, far) };
            let lead = self.lead(value).0;
            if lead.abs() < 1e-14 {
                return (value, if is_near_lost { near } else { far });
            }
            if is_lost(lead) == is_near_lost {
                (near, lead_near) = (value, lead);
                lead_far /= 2.0;
            } else {
                (far, lead_far) = (value, lead);
                lead_near /= 2.0;
            }
        }
        (far, if is_near_lost { near } else { far })
    }
}

/// Whether another option leads.
fn is_lost(lead: f64) -> bool {
    lead < -TIE
}
