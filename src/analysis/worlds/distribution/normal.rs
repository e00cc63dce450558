//! The standard normal distribution.

/// One over the square root of two pi.
const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;

/// How dense it is at `z`.
pub(in crate::analysis) fn density(z: f64) -> f64 {
    DENSITY_AT_0 * libm::exp(-z * z / 2.0)
}

/// The share below `z`.
pub(in crate::analysis) fn below(z: f64) -> f64 {
    libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2) / 2.0
}

/// The `z` below which a share `p` lies; 0 and 1 give infinity.
///
/// A rational guess (Abramowitz & Stegun 26.2.23, good to 4.5e-4), then three steps of Halley's
/// rule on the integral itself, each of which triples the digits.
pub(super) fn quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let t = (-2.0 * libm::log(p)).sqrt();
    let over = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let under = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = over / under - t;
    for _ in 0..3 {
        let step = (below(z) - p) / density(z);
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

/// Mean and standard deviation of what lies between two values.
pub(super) fn truncated(from: f64, to: f64) -> (f64, f64) {
    let inside = 1.0 - below(from) - below(-to);
    let (at_from, at_to) = (density(from), density(to));
    let mean = (at_from - at_to) / inside;
    let variance = 1.0 + (from * at_from - to * at_to) / inside - mean * mean;
    (mean, variance.max(0.0).sqrt())
}
