//! What many draws come to, or one distribution.

/// One distribution, summed up. Percentiles by linear interpolation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "mean, standard deviation and percentiles name themselves")]
pub struct Summary {
    pub mean: f64,
    pub sd: f64,
    pub p5: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    pub p95: f64,
}
