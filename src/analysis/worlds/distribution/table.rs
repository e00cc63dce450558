//! Quantiles of one distribution, ready to be read off many times.
//!
//! Between 2^-14 and one half the way from each end is cut into octaves and each octave into
//! sixteen cells; in a cell stands the cubic through both ends' values and slopes. Relative cells
//! follow a tail as closely as the middle. Nearer to an end the quantile is computed exactly.

use super::beta::Beta;
use super::normal;
use crate::model::Distribution;
use std::sync::LazyLock;

/// Octaves of the way from an end to the middle.
const OCTAVES: usize = 13;
/// Bits of the mantissa that choose a cell.
const CELL_BITS: u32 = 4;
const CELLS_PER_OCTAVE: usize = 1 << CELL_BITS;
const CELL_COUNT: usize = OCTAVES * CELLS_PER_OCTAVE;
/// Bits of the mantissa below those that choose the cell.
const REST_BITS: u32 = f64::MANTISSA_DIGITS - 1 - CELL_BITS;
/// Nearer to an end than this the table ends.
const TAIL: f64 = 1.0 / (1u64 << (OCTAVES + 1)) as f64;

type Cell = [f64; 4];

/// Quantiles of one distribution.
#[derive(Clone, Debug)]
pub struct QuantileTable {
    distribution: Distribution,
    /// From the low end, then from the high end; empty where the closed form is quick.
    cells: Vec<Cell>,
}

impl QuantileTable {
    /// Computes the table.
    pub fn new(distribution: Distribution) -> Self {
        let cells = match distribution {
            Distribution::Certain(_) | Distribution::Uniform { .. } | Distribution::Triangular { .. } => Vec::new(),
            Distribution::Pert { low, likely, high } => {
                let width = high - low;
                let low_half = beta_nodes(Beta::pert(low, likely, high));
                let high_half = beta_nodes(Beta::pert(-high, -likely, -low));
                both_halves(
                    low_half.into_iter().map(|(x, slope)| (low + width * x, width * slope)),
                    high_half.into_iter().map(|(x, slope)| (high - width * x, -width * slope)),
                )
            }
            Distribution::Normal { mean, sd } => {
                let low = NORMAL_NODES.iter().map(|(z, slope)| (mean + sd * z, sd * slope));
                let high = NORMAL_NODES.iter().map(|(z, slope)| (mean - sd * z, -sd * slope));
                both_halves(low, high)
            }
            Distribution::Lognormal { mu, sigma, shift } => {
                let node = |z: f64, slope: f64| {
                    let value = libm::exp(mu + sigma * z);
                    (value + shift, value * sigma * slope)
                };
                let low = NORMAL_NODES.iter().map(|(z, slope)| node(*z, *slope));
                let high = NORMAL_NODES.iter().map(|(z, slope)| node(-z, -slope));
                both_halves(low, high)
            }
            Distribution::TruncatedNormal { .. } => {
                let from_low = |idx| distribution.above_low_end(node(idx));
                let from_high = |idx| distribution.below_high_end(node(idx));
                both_halves(
                    (0..=CELL_COUNT).map(from_low).map(|value| (value, distribution.stretch(value))),
                    (0..=CELL_COUNT).map(from_high).map(|value| (value, -distribution.stretch(value))),
                )
            }
        };
        Self { distribution, cells }
    }

    /// What it is a table of.
    pub fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// The quantile at `p`, between 0 and 1.
    #[inline]
    pub fn at(&self, p: f64) -> f64 {
        let (tail, half) = if p <= 0.5 { (p, 0) } else { (1.0 - p, CELL_COUNT) };
        if self.cells.is_empty() || tail < TAIL {
            return self.distribution.quantile(p);
        }
        let bits = tail.to_bits();
        let cell_idx = ((bits >> REST_BITS) - (TAIL.to_bits() >> REST_BITS)) as usize;
        if cell_idx >= CELL_COUNT {
            return self.distribution.quantile(0.5);
        }
        let along = (bits & ((1 << REST_BITS) - 1)) as f64 / (1u64 << REST_BITS) as f64;
        let [a, b, c, d] = self.cells[half + cell_idx];
        a + along * (b + along * (c + along * d))
    }
}

/// Where cells begin and end, as shares from the end.
fn node(idx: usize) -> f64 {
    f64::from_bits(((TAIL.to_bits() >> REST_BITS) + idx as u64) << REST_BITS)
}

/// Quantiles and their slopes at the nodes; each goes on from the one before.
fn beta_nodes(beta: Beta) -> Vec<(f64, f64)> {
    let first = beta.quantile(node(0));
    let mut at = (first, beta.density(first));
    let mut nodes = vec![(first, 1.0 / at.1)];
    for idx in 1..=CELL_COUNT {
        at = beta.further(at, node(idx) - node(idx - 1));
        nodes.push((at.0, 1.0 / at.1));
    }
    nodes
}

/// Quantiles of the standard normal distribution at the nodes of its low half, and their slopes: every normal and every
/// lognormal distribution is a stretched copy.
static NORMAL_NODES: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let quantiles = (0..=CELL_COUNT).map(|idx| normal::quantile(node(idx)));
    quantiles.map(|z| (z, 1.0 / normal::density(z))).collect()
});

fn both_halves(low: impl Iterator<Item = (f64, f64)>, high: impl Iterator<Item = (f64, f64)>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(2 * CELL_COUNT);
    push_half(&mut cells, low);
    push_half(&mut cells, high);
    cells
}

fn push_half(cells: &mut Vec<Cell>, nodes: impl Iterator<Item = (f64, f64)>) {
    let mut before = None;
    for (idx, (to, slope_to)) in nodes.enumerate() {
        if let Some((from, slope_from)) = before {
            let width = node(idx) - node(idx - 1);
            let (rise_from, rise_to, rise) = (slope_from * width, slope_to * width, to - from);
            cells.push([from, rise_from, 3.0 * rise - 2.0 * rise_from - rise_to, rise_from + rise_to - 2.0 * rise]);
        }
        before = Some((to, slope_to));
    }
}
