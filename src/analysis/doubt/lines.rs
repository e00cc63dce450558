//! Scores that are lines over the draws, cut off at both ends of a scale, and summed at any point of the lines.
//!
//! A line that lies inside the scale at both ends of a range is never cut off in between: of all such lines the sums
//! of starts and slopes are enough. Only the others are gone through for each point.

use crate::analysis::ranking::simulate;
use crate::analysis::worlds::stats;
use crate::model::{Anchors, ValueFunction};

/// Levels at a point: start + slope × rise + shift, rise and shift being the point.
pub(super) struct Lines<'a> {
    value: &'a ValueFunction,
    /// Both ends of the range of points.
    ends: [(f64, f64); 2],
    count: f64,
    /// Lines that are never cut off.
    inside: Inside,
    /// Lines that lie behind the best level all along.
    at_best: f64,
    /// Whether no line falls.
    is_rising: bool,
    /// Of the others; of a straight scale as scores, else as levels.
    starts: Vec<f64>,
    slopes: Vec<f64>,
}

#[derive(Default)]
struct Inside {
    count: f64,
    starts: f64,
    slopes: f64,
}

impl<'a> Lines<'a> {
    /// No lines yet. Along a rising range, rise and shift rise together.
    pub(super) fn new(value: &'a ValueFunction, ends: [(f64, f64); 2]) -> Self {
        let inside = Inside::default();
        let (starts, slopes) = (Vec::new(), Vec::new());
        Self { value, ends, count: 0.0, inside, at_best: 0.0, is_rising: true, starts, slopes }
    }

    /// Whether the mean score moves one way alone along the range.
    pub(super) fn is_monotone(&self) -> bool {
        self.is_rising
    }

    /// Adds the lines of a block.
    pub(super) fn add(&mut self, starts: &[f64], slopes: &[f64]) {
        self.count += starts.len() as f64;
        self.is_rising &= slopes.iter().all(|slope| *slope >= 0.0);
        let ValueFunction::Linear(Anchors { worst, best }) = *self.value else {
            self.starts.extend_from_slice(starts);
            self.slopes.extend_from_slice(slopes);
            return;
        };
        let scale = 1.0 / (best - worst);
        let [(rise_low, shift_low), (rise_high, shift_high)] = self.ends;
        let (shift_low, shift_high) = (shift_low * scale, shift_high * scale);
        let does_shift = shift_low != shift_high;
        // Every line is written where the next one that is cut off belongs, and overwritten unless it is one.
        let mut place = self.starts.len();
        self.starts.resize(place + starts.len(), 0.0);
        self.slopes.resize(place + starts.len(), 0.0);
        let (mut sums, mut inside, mut at_best) = (Inside::default(), 0usize, 0usize);
        for (start, slope) in starts.iter().zip(slopes) {
            // With a falling slope and a rising shift the ends say nothing of what lies between them.
            let is_monotone = !does_shift || *slope >= 0.0;
            let (start, slope) = ((start - worst) * scale, slope * scale);
            let low = start + slope * rise_low + shift_low;
            let high = start + slope * rise_high + shift_high;
            let (least, most) = (low.min(high), low.max(high));
            let is_inside = is_monotone && least >= 0.0 && most <= 1.0;
            let is_best = is_monotone && least >= 1.0 && !is_inside;
            let is_worst = is_monotone && most <= 0.0 && !is_inside;
            sums.starts += if is_inside { start } else { 0.0 };
            sums.slopes += if is_inside { slope } else { 0.0 };
            inside += usize::from(is_inside);
            at_best += usize::from(is_best);
            self.starts[place] = start;
            self.slopes[place] = slope;
            place += usize::from(!(is_inside || is_best || is_worst));
        }
        self.starts.truncate(place);
        self.slopes.truncate(place);
        self.inside.starts += sums.starts;
        self.inside.slopes += sums.slopes;
        self.inside.count += inside as f64;
        self.at_best += at_best as f64;
    }

    /// Mean score, 0 to 1, at a point of the range.
    pub(super) fn mean_score(&self, rise: f64, shift: f64) -> f64 {
        let ValueFunction::Linear(Anchors { worst, best }) = self.value else {
            let lines = self.starts.iter().zip(&self.slopes);
            let levels: Vec<f64> = lines.map(|(start, slope)| start + slope * rise + shift).collect();
            return stats::sum(&simulate::scores(self.value, &levels)) / self.count;
        };
        let shift = shift / (best - worst);
        let score = |start: f64, slope: f64| (start + slope * rise + shift).clamp(0.0, 1.0);
        let (starts, last_starts) = self.starts.as_chunks::<8>();
        let (slopes, last_slopes) = self.slopes.as_chunks::<8>();
        let mut lanes = [0.0; 8];
        for (starts, slopes) in starts.iter().zip(slopes) {
            for ((lane, start), slope) in lanes.iter_mut().zip(starts).zip(slopes) {
                *lane += score(*start, *slope);
            }
        }
        let last: f64 = last_starts.iter().zip(last_slopes).map(|(start, slope)| score(*start, *slope)).sum();
        let inside = self.inside.starts + self.inside.slopes * rise + self.inside.count * shift;
        (lanes.iter().sum::<f64>() + last + inside + self.at_best) / self.count
    }
}
