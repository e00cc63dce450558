//! Quantiles of one distribution, ready to be read off many times.
//!
//! Between 2^-14 and one half the way from each end is cut into octaves and each octave into
//! sixteen cells; in a cell stands the cubic through both ends' values and slopes. Relative cells
//! follow a tail as closely as the middle. Nearer to an end the quantile is computed exactly.

use super::beta::Beta;
use crate::model::Distribution;

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
            _ => {
                let mut cells = Vec::with_capacity(2 * CELL_COUNT);
                push_half(&mut cells, &nodes_from_low(&distribution), |value| distribution.stretch(value));
                push_half(&mut cells, &nodes_from_high(&distribution), |value| -distribution.stretch(value));
                cells
            }
        };
        Self { distribution, cells }
    }

    /// What it is a table of.
    pub fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// The quantile at `p`, between 0 and 1.
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

fn nodes_from_low(distribution: &Distribution) -> Vec<f64> {
    if let Distribution::Pert { low, likely, high } = *distribution {
        let beta = Beta::pert(low, likely, high);
        return beta_nodes(beta).into_iter().map(|x| low + (high - low) * x).collect();
    }
    (0..=CELL_COUNT).map(|idx| distribution.from_low(node(idx))).collect()
}

fn nodes_from_high(distribution: &Distribution) -> Vec<f64> {
    if let Distribution::Pert { low, likely, high } = *distribution {
        let beta = Beta::pert(-high, -likely, -low);
        return beta_nodes(beta).into_iter().map(|x| high - (high - low) * x).collect();
    }
    (0..=CELL_COUNT).map(|idx| distribution.from_high(node(idx))).collect()
}

/// Each node starts from the one before, pushed on by the slope there.
fn beta_nodes(beta: Beta) -> Vec<f64> {
    let mut x = beta.quantile(node(0));
    let mut nodes = vec![x];
    for idx in 1..=CELL_COUNT {
        let step = (node(idx) - node(idx - 1)) / beta.density(x);
        let bend = (beta.alpha - 1.0) / x - (beta.beta - 1.0) / (1.0 - x);
        let guess = x + step * (1.0 - step * bend / 2.0);
        x = beta.quantile_near(node(idx), if guess > x && guess < 1.0 { guess } else { x });
        nodes.push(x);
    }
    nodes
}

fn push_half(cells: &mut Vec<Cell>, values: &[f64], slope: impl Fn(f64) -> f64) {
    let slopes: Vec<f64> = values.iter().map(|value| slope(*value)).collect();
    for idx in 0..CELL_COUNT {
        let width = node(idx + 1) - node(idx);
        let (from, to) = (values[idx], values[idx + 1]);
        let (rise_from, rise_to) = (slopes[idx] * width, slopes[idx + 1] * width);
        let rise = to - from;
        cells.push([from, rise_from, 3.0 * rise - 2.0 * rise_from - rise_to, rise_from + rise_to - 2.0 * rise]);
    }
}
