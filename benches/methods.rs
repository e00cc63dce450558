//! How long the methods themselves take, in process: all weightings, and additive totals with TOPSIS.
//!
//! `cargo bench --bench methods` weighs made-up decisions of four options on four criteria and prints the middle and
//! the fastest of several runs.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use adr::analysis::opinion::{Matrix, closeness};
use adr::analysis::{score, smaa};
use adr::model::Better;
use std::hint::black_box;
use std::time::Instant;

const OPTIONS: usize = 4;
const CRITERIA: usize = 4;
const DECISIONS: usize = 10_000;
const WEIGHT_BLOCKS: usize = 100;
const RUNS: usize = 21;

fn main() {
    let mut made_up = MadeUp(1);
    let scores: smaa::Scores =
        (0..OPTIONS).map(|_| (0..CRITERIA).map(|_| (0..1_000).map(|_| made_up.next()).collect()).collect()).collect();
    measure("SMAA-2, 100,000 weight draws", || {
        black_box(smaa::acceptability(CRITERIA, false, WEIGHT_BLOCKS, 1, &|_| &scores));
    });
    let decisions: Vec<Vec<Vec<f64>>> = (0..DECISIONS)
        .map(|_| (0..OPTIONS).map(|_| (0..CRITERIA).map(|_| made_up.next()).collect()).collect())
        .collect();
    let weights = [0.4, 0.3, 0.2, 0.1];
    let better = [Better::Less, Better::Less, Better::More, Better::Less];
    measure("additive and TOPSIS, 10,000 decisions", || {
        for levels in &decisions {
            let totals: Vec<f64> = levels.iter().map(|row| score::total(&weights, row)).collect();
            black_box(score::order(&totals));
            black_box(closeness(Matrix { levels, weights: &weights, better: &better }));
        }
    });
}

fn measure(what: &str, work: impl Fn()) {
    work();
    let mut millis: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    millis.sort_by(f64::total_cmp);
    println!("{what:<40} {:>6.2} ms, fastest {:>6.2} ms", millis[RUNS / 2], millis[0]);
}

/// Numbers between 0 and 1 that look random, the same in every run (Knuth's MMIX constants).
struct MadeUp(u64);

impl MadeUp {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}
