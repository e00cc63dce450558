//! What came of our forecasts: ratios, coverage, and how good yes-or-no forecasts were
//! (docs/method/track-record.md).
//!
//! Sources: Brier 1950 (the score); Eveleens & Verhoef 2009 and Flyvbjerg & Gardner, How Big Things
//! Get Done (ratios of what came to what was expected). Whether the log's ranges are too narrow is
//! told by how many held, against the binomial chance of so few.

mod frozen;
mod outcomes;

pub use crate::analysis::result::{Brier, Coverage, Ratios, TrackRecord};
pub use frozen::freeze;
pub(crate) use frozen::inputs_hash;
pub use outcomes::{Expected, Outcome, Subject, of_log};

/// The chance with which our ranges are meant to hold.
pub const NOMINAL: f64 = 0.9;
/// From so many on a count is shown.
const SHOWN_FROM: usize = 3;
/// From so many on it is read as evidence.
const EVIDENCE_FROM: usize = 10;

/// How much a number of outcomes says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Too few to show.
    TooFew,
    /// To be shown, as a count.
    Shown,
    /// To be read as evidence.
    Evidence,
}

impl Weight {
    /// Of this many outcomes.
    pub fn of(count: usize) -> Self {
        match count {
            0..SHOWN_FROM => Self::TooFew,
            SHOWN_FROM..EVIDENCE_FROM => Self::Shown,
            _ => Self::Evidence,
        }
    }
}

/// Ratios of pairs of estimate and actual, both above zero; `None` without any.
pub fn ratios(pairs: impl IntoIterator<Item = (f64, f64)>) -> Option<Ratios> {
    let usable = pairs.into_iter().filter(|(estimate, actual)| *estimate > 0.0 && *actual > 0.0);
    let each: Vec<f64> = usable.map(|(estimate, actual)| actual / estimate).filter(|ratio| ratio.is_finite()).collect();
    let mut sorted = each.clone();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len();
    let (low, high) = (*sorted.get(count.checked_sub(1)? / 2)?, *sorted.get(count / 2)?);
    let logs: f64 = each.iter().map(|ratio| libm::log(*ratio)).sum();
    Some(Ratios {
        median: f64::midpoint(low, high),
        geometric_mean: libm::exp(logs / count as f64),
        share_over: each.iter().filter(|ratio| **ratio > 1.0).count() as f64 / count as f64,
        each,
    })
}

/// Coverage of ranges, each low, high and what came; `nominal` is how often each is meant to hold.
pub fn coverage(ranges: impl IntoIterator<Item = (f64, f64, f64)>, nominal: f64) -> Option<Coverage> {
    let (mut count, mut hits) = (0, 0);
    for (low, high, actual) in ranges {
        count += 1;
        hits += usize::from(low <= actual && actual <= high);
    }
    (count > 0).then(|| Coverage {
        count,
        hits,
        share: hits as f64 / count as f64,
        chance_of_so_few: binomial_up_to(hits, count, nominal),
    })
}

/// The chance of at most `hits` in `count` trials that each succeed with this chance.
fn binomial_up_to(hits: usize, count: usize, chance: f64) -> f64 {
    if hits >= count {
        return 1.0;
    }
    let ways = |hits: usize| {
        let log = |count: usize| libm::lgamma(count as f64 + 1.0);
        log(count) - log(hits) - log(count - hits)
    };
    let one = |hits: usize| {
        libm::exp(ways(hits) + hits as f64 * libm::log(chance) + (count - hits) as f64 * libm::log1p(-chance))
    };
    // Without success for sure there is nothing to add up but the first.
    let sum: f64 = if chance <= 0.0 { 1.0 } else { (0..=hits).map(one).sum() };
    sum.min(1.0)
}

/// The Brier score of chances and whether it happened.
pub fn brier(forecasts: impl IntoIterator<Item = (f64, bool)>) -> Option<Brier> {
    let each: Vec<f64> = forecasts
        .into_iter()
        .map(|(chance, happened)| {
            let distance = chance - f64::from(u8::from(happened));
            distance * distance
        })
        .collect();
    (!each.is_empty()).then(|| Brier { score: each.iter().sum::<f64>() / each.len() as f64, each })
}

#[cfg(test)]
mod tests;
