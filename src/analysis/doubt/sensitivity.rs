//! What would change the answer, exactly: weights and scores at which the first place changes hands.
//!
//! Rows are options and columns criteria; scores run from 0 to 1, `None` where nothing is known.
//! Formulas: docs/method/turning.md, "Weights"; after Triantaphyllou & Sánchez 1997 on switch points in additive
//! models.

use crate::analysis::result::{WeightRange, WeightShift};

/// Scores of one option by criterion, 0 to 1.
pub type Row = [Option<f64>];

/// By criterion: where its weight may move, the others keeping their proportions, before the leader
/// is no longer first among `rivals` (option indices).
///
/// `None` for one criterion alone, where all others weigh nothing, and where the leader's own score
/// is not known.
pub fn stability(
    weights: &[f64],
    scores: &[Vec<Option<f64>>],
    leader: usize,
    rivals: &[usize],
) -> Vec<Option<WeightRange>> {
    (0..weights.len()).map(|criterion| weight_range(weights, scores, leader, rivals, criterion)).collect()
}

fn weight_range(
    weights: &[f64],
    scores: &[Vec<Option<f64>>],
    leader: usize,
    rivals: &[usize],
    criterion: usize,
) -> Option<WeightRange> {
    let others: f64 = weights.iter().enumerate().filter(|(idx, _)| *idx != criterion).map(|(_, weight)| weight).sum();
    if others <= 0.0 {
        return None;
    }
    let rest = |option: usize| -> f64 {
        let parts = weights.iter().zip(&scores[option]).enumerate().filter(|(idx, _)| *idx != criterion);
        parts.map(|(_, (weight, score))| weight * score.unwrap_or(0.0)).sum::<f64>() / others
    };
    let now = weights[criterion];
    let ours = scores[leader][criterion]?;
    let mut range = WeightRange { low: 0.0, high: 1.0, rival_low: None, rival_high: None };
    for &rival in rivals.iter().filter(|rival| **rival != leader) {
        let Some(theirs) = scores[rival][criterion] else { continue };
        // The lead at weight t is t × on + (1 - t) × off.
        let (on, off) = (ours - theirs, rest(leader) - rest(rival));
        let bound = -off / (on - off);
        // A tie at today's weight may lie a rounding error on the wrong side of it.
        if on > off && bound.min(now) > range.low {
            (range.low, range.rival_low) = (bound.min(now), Some(rival));
        } else if on < off && bound.max(now) < range.high {
            (range.high, range.rival_high) = (bound.max(now), Some(rival));
        }
    }
    Some(range)
}

/// The least weight to move so that `rival` ties with `leader`.
///
/// Weight goes from the criteria on which the leader is farthest ahead to the one on which it is
/// farthest behind. Only criteria on which both are known take part. `None` unless the leader is
/// behind somewhere.
pub fn least_shift(weights: &[f64], leader: &Row, rival: &Row) -> Option<WeightShift> {
    let mut leads: Vec<(usize, f64)> = leader
        .iter()
        .zip(rival)
        .enumerate()
        .filter_map(|(idx, (ours, theirs))| Some((idx, (*ours)? - (*theirs)?)))
        .collect();
    // The largest lead first, ties in declared order; the last one is the target.
    leads.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let least = leads.last()?.1;
    let &(to, behind) = leads.iter().find(|(_, lead)| *lead == least)?;
    if behind >= 0.0 {
        return None;
    }
    let mut gap: f64 = leads.iter().map(|(idx, lead)| weights[*idx] * lead).sum();
    let mut shift = WeightShift { weight: 0.0, from: Vec::new(), to };
    for (idx, lead) in leads {
        if gap <= 0.0 || lead <= behind {
            break;
        }
        let needed = gap / (lead - behind);
        let moved = weights[idx].min(needed);
        if moved > 0.0 {
            shift.from.push((idx, moved));
            shift.weight += moved;
        }
        // What rounding leaves of a gap that is closed is nothing to take from the next criterion.
        if needed <= weights[idx] {
            break;
        }
        gap -= moved * (lead - behind);
    }
    Some(shift)
}

/// A score at which the first place changes hands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreFlip {
    /// The score, 0 to 1.
    pub at: f64,
    /// Who is first beyond it.
    pub then_first: usize,
}

/// The score of `option` on `criterion` at which the first place changes hands, all else fixed.
///
/// The leader loses the place to the best of the rivals below it, a rival gains it above. `None` where the score
/// would lie off the scale, or the criterion weighs nothing.
pub fn score_flip(
    weights: &[f64],
    scores: &[Vec<Option<f64>>],
    leader: usize,
    rivals: &[usize],
    (option, criterion): (usize, usize),
) -> Option<ScoreFlip> {
    let total = |idx: usize| -> f64 {
        weights.iter().zip(&scores[idx]).map(|(weight, score)| weight * score.unwrap_or(0.0)).sum()
    };
    let (weight, now) = (weights[criterion], scores[option][criterion]?);
    if weight <= 0.0 {
        return None;
    }
    let (other, then_first) = if option == leader {
        let rivals = rivals.iter().copied().filter(|rival| *rival != leader);
        let best = rivals.max_by(|a, b| total(*a).total_cmp(&total(*b)).then(b.cmp(a)))?;
        (best, best)
    } else {
        (leader, option)
    };
    let at = now + (total(other) - total(option)) / weight;
    // At the end of the scale there is nobody beyond it.
    let has_beyond = if option == leader { at > 0.0 } else { at < 1.0 };
    ((0.0..=1.0).contains(&at) && has_beyond).then_some(ScoreFlip { at, then_first })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(rows: &[Vec<f64>]) -> Vec<Vec<Option<f64>>> {
        rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect()
    }

    fn totals(weights: &[f64], scores: &[Vec<Option<f64>>]) -> Vec<f64> {
        scores.iter().map(|row| weights.iter().zip(row).map(|(w, v)| w * v.unwrap_or(0.0)).sum()).collect()
    }

    fn leader_of(weights: &[f64], scores: &[Vec<Option<f64>>]) -> usize {
        crate::analysis::ranking::score::order(&totals(weights, scores))[0]
    }

    /// Weights with one of them moved to `t`, the others in proportion.
    fn moved(weights: &[f64], criterion: usize, t: f64) -> Vec<f64> {
        let scale = (1.0 - t) / (1.0 - weights[criterion]);
        weights.iter().enumerate().map(|(idx, weight)| if idx == criterion { t } else { weight * scale }).collect()
    }

    #[test]
    fn one_criterion_alone_has_no_range() {
        let scores = known(&[vec![0.4, 0.1], vec![0.2, 0.9]]);
        assert_eq!(
            stability(&[1.0, 0.0], &scores, 0, &[1]),
            [None, Some(WeightRange { low: 0.0, high: 0.2, rival_low: None, rival_high: Some(1) })]
        );
    }

    #[test]
    fn a_tie_holds_at_its_own_weight() {
        let scores = known(&[vec![0.1, 0.7], vec![0.7, 0.1]]);
        let range = stability(&[0.5, 0.5], &scores, 0, &[1])[0].expect("two criteria");
        assert_eq!((range.low, range.high), (0.0, 0.5));
        assert_eq!(least_shift(&[0.5, 0.5], &scores[0], &scores[1]).expect("behind on one").weight, 0.0);
    }

    #[test]
    fn what_is_not_known_takes_no_part() {
        let scores = vec![vec![Some(0.6), Some(0.2), None], vec![Some(0.3), Some(0.5), Some(1.0)]];
        let weights = [0.7, 0.3, 0.0];
        assert_eq!(stability(&weights, &scores, 0, &[1])[2], None);
        let shift = least_shift(&weights, &scores[0], &scores[1]).expect("behind on the second");
        assert_eq!(shift.to, 1);
        assert!((shift.weight - 0.2).abs() < 1e-12);
    }

    #[test]
    fn nobody_catches_up_with_who_is_never_behind() {
        let scores = known(&[vec![0.6, 0.2], vec![0.3, 0.2]]);
        assert_eq!(least_shift(&[0.5, 0.5], &scores[0], &scores[1]), None);
    }

    fn problem() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<f64>>)> {
        (2..6usize, 2..5usize).prop_flat_map(|(criteria, options)| {
            let weights = prop::collection::vec(0.02..1.0f64, criteria).prop_map(|points| {
                let sum: f64 = points.iter().sum();
                points.into_iter().map(|points| points / sum).collect()
            });
            (weights, prop::collection::vec(prop::collection::vec(0.0..1.0f64, criteria), options))
        })
    }

    proptest! {
        #[test]
        fn the_leader_stays_inside_its_range_and_loses_just_outside((weights, rows) in problem(), at in 0.0..1.0f64) {
            let scores = known(&rows);
            let leader = leader_of(&weights, &scores);
            let rivals: Vec<usize> = (0..rows.len()).collect();
            for (criterion, range) in stability(&weights, &scores, leader, &rivals).into_iter().enumerate() {
                let range = range.expect("several criteria weigh something");
                let lead = |t: f64| {
                    let totals = totals(&moved(&weights, criterion, t), &scores);
                    let best = (0..rows.len()).filter(|idx| *idx != leader).map(|idx| totals[idx]).fold(0.0, f64::max);
                    totals[leader] - best
                };
                prop_assert!(range.low <= weights[criterion] && weights[criterion] <= range.high);
                prop_assert!(lead(range.low + at * (range.high - range.low)) >= -1e-12);
                if let Some(rival) = range.rival_low {
                    prop_assert!(lead(range.low).abs() < 1e-9);
                    let below = totals(&moved(&weights, criterion, range.low * 0.999 - 1e-6), &scores);
                    prop_assert!(below[rival] > below[leader]);
                }
                if let Some(rival) = range.rival_high {
                    prop_assert!(lead(range.high).abs() < 1e-9);
                    let above = totals(&moved(&weights, criterion, range.high + 1e-6), &scores);
                    prop_assert!(above[rival] > above[leader]);
                }
            }
        }

        #[test]
        fn the_least_shift_makes_a_tie_and_less_does_not((weights, rows) in problem()) {
            let scores = known(&rows);
            let leader = leader_of(&weights, &scores);
            for rival in (0..rows.len()).filter(|rival| *rival != leader) {
                let Some(shift) = least_shift(&weights, &scores[leader], &scores[rival]) else {
                    prop_assert!(rows[leader].iter().zip(&rows[rival]).all(|(ours, theirs)| ours >= theirs));
                    continue;
                };
                let gap_after = |share: f64| {
                    let mut after = weights.clone();
                    for (from, moved) in &shift.from {
                        after[*from] -= moved * share;
                        after[shift.to] += moved * share;
                    }
                    assert!(after.iter().all(|weight| *weight >= -1e-12));
                    let totals = totals(&after, &scores);
                    totals[leader] - totals[rival]
                };
                prop_assert!(gap_after(1.0).abs() < 1e-9);
                prop_assert!((shift.from.iter().map(|(_, moved)| moved).sum::<f64>() - shift.weight).abs() < 1e-12);
                if shift.weight > 1e-9 {
                    prop_assert!(gap_after(0.99) > 0.0);
                }
            }
        }

        #[test]
        fn at_its_flip_a_score_makes_a_tie((weights, rows) in problem()) {
            let scores = known(&rows);
            let leader = leader_of(&weights, &scores);
            let rivals: Vec<usize> = (0..rows.len()).collect();
            for option in 0..rows.len() {
                for criterion in 0..weights.len() {
                    let Some(flip) = score_flip(&weights, &scores, leader, &rivals, (option, criterion)) else { continue };
                    let mut changed = scores.clone();
                    changed[option][criterion] = Some(flip.at);
                    let totals = totals(&weights, &changed);
                    let best = totals.iter().copied().fold(0.0, f64::max);
                    prop_assert!((totals[leader] - best).abs() < 1e-9 && (totals[flip.then_first] - best).abs() < 1e-9);
                }
            }
        }
    }
}
