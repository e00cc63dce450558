//! What a distribution says in closed form: moments, quantiles, how much lies below a value.
//!
//! Every quantile is reached from the nearer end, so that tails keep all their digits. Normal and
//! beta are inverted from their own integrals; only `exp`, `log`, `pow` and `erfc` come from libm.

mod beta;
pub(in crate::analysis) mod normal;
mod table;

pub use table::QuantileTable;

use crate::model::{Distribution, Summary};
use beta::Beta;

impl Distribution {
    /// The value below which a share `p` lies, 0 to 1.
    pub fn quantile(&self, p: f64) -> f64 {
        if p <= 0.5 { self.above_low_end(p) } else { self.below_high_end(1.0 - p) }
    }

    /// The value below which a share `tail` lies.
    fn above_low_end(&self, tail: f64) -> f64 {
        match *self {
            Self::Certain(value) => value,
            Self::Normal { mean, sd } => mean + sd * normal::quantile(tail),
            Self::TruncatedNormal { mean, sd, low, high } => {
                let below = normal::below((low - mean) / sd);
                let inside = 1.0 - below - normal::below((mean - high) / sd);
                (mean + sd * normal::quantile(below + tail * inside)).clamp(low, high)
            }
            Self::Lognormal { mu, sigma, shift } => shift + libm::exp(mu + sigma * normal::quantile(tail)),
            Self::Uniform { low, high } => low + tail * (high - low),
            Self::Triangular { low, likely, high } => triangular_from_low(tail, likely - low, high - low).map_or_else(
                || high - ((1.0 - tail) * (high - low) * (high - likely)).sqrt(),
                |above_low| low + above_low,
            ),
            Self::Pert { low, likely, high } => low + (high - low) * Beta::pert(low, likely, high).quantile(tail),
        }
    }

    /// The value above which a share `tail` lies.
    fn below_high_end(&self, tail: f64) -> f64 {
        -self.mirrored().above_low_end(tail)
    }

    /// The distribution of the negated quantity; for a lognormal, of its reciprocal's logarithm.
    fn mirrored(&self) -> Mirrored {
        Mirrored(*self)
    }

    /// The share that lies below a value.
    pub fn below(&self, value: f64) -> f64 {
        match *self {
            Self::Certain(certain) => f64::from(u8::from(certain < value)),
            Self::Normal { mean, sd } => normal::below((value - mean) / sd),
            Self::TruncatedNormal { mean, sd, low, high } => {
                let cut = normal::below((low - mean) / sd);
                let inside = 1.0 - cut - normal::below((mean - high) / sd);
                ((normal::below((value - mean) / sd) - cut) / inside).clamp(0.0, 1.0)
            }
            Self::Lognormal { shift, .. } if value <= shift => 0.0,
            Self::Lognormal { mu, sigma, shift } => normal::below((libm::log(value - shift) - mu) / sigma),
            Self::Uniform { low, high } => ((value - low) / (high - low)).clamp(0.0, 1.0),
            Self::Triangular { low, likely, high } => {
                if value <= low {
                    0.0
                } else if value < likely {
                    (value - low) / (high - low) * ((value - low) / (likely - low))
                } else if value < high {
                    1.0 - (high - value) / (high - low) * ((high - value) / (high - likely))
                } else {
                    1.0
                }
            }
            Self::Pert { low, likely, high } => {
                Beta::pert(low, likely, high).below(((value - low) / (high - low)).clamp(0.0, 1.0))
            }
        }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Certain(value) => value,
            Self::Normal { mean, .. } => mean,
            Self::TruncatedNormal { mean, sd, low, high } => {
                mean + sd * normal::truncated((low - mean) / sd, (high - mean) / sd).0
            }
            Self::Lognormal { mu, sigma, shift } => shift + libm::exp(mu + sigma * sigma / 2.0),
            Self::Uniform { low, high } => f64::midpoint(low, high),
            Self::Triangular { low, likely, high } => (low + likely + high) / 3.0,
            Self::Pert { low, likely, high } => (low + 4.0 * likely + high) / 6.0,
        }
    }

    /// The standard deviation.
    pub fn sd(&self) -> f64 {
        match *self {
            Self::Certain(_) => 0.0,
            Self::Normal { sd, .. } => sd,
            Self::TruncatedNormal { mean, sd, low, high } => {
                sd * normal::truncated((low - mean) / sd, (high - mean) / sd).1
            }
            Self::Lognormal { sigma, shift, .. } => (self.mean() - shift) * libm::expm1(sigma * sigma).sqrt(),
            Self::Uniform { low, high } => (high - low) / 12f64.sqrt(),
            Self::Triangular { low, likely, high } => {
                let (left, right) = (likely - low, high - likely);
                ((left * left + left * right + right * right) / 18.0).sqrt()
            }
            Self::Pert { low, likely, high } => (high - low) * Beta::pert(low, likely, high).sd(),
        }
    }

    /// Mean, standard deviation and percentiles, exactly.
    pub fn summary(&self) -> Summary {
        Summary {
            mean: self.mean(),
            sd: self.sd(),
            p5: self.quantile(0.05),
            p10: self.quantile(0.10),
            p50: self.quantile(0.50),
            p90: self.quantile(0.90),
            p95: self.quantile(0.95),
        }
    }

    /// The two shape parameters of a PERT's beta distribution; `None` for other shapes.
    pub fn beta_parameters(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Pert { low, likely, high } => {
                let beta = Beta::pert(low, likely, high);
                Some((beta.alpha, beta.beta))
            }
            _ => None,
        }
    }

    /// The distribution of the quantity times a factor, at least 0, and so much more.
    #[must_use]
    pub fn moved(&self, factor: f64, offset: f64) -> Self {
        if factor <= 0.0 {
            return Self::Certain(offset);
        }
        let of = |value: f64| value * factor + offset;
        match *self {
            Self::Certain(value) => Self::Certain(of(value)),
            Self::Normal { mean, sd } => Self::Normal { mean: of(mean), sd: sd * factor },
            Self::TruncatedNormal { mean, sd, low, high } => {
                Self::TruncatedNormal { mean: of(mean), sd: sd * factor, low: of(low), high: of(high) }
            }
            Self::Lognormal { mu, sigma, shift } => {
                Self::Lognormal { mu: mu + libm::log(factor), sigma, shift: of(shift) }
            }
            Self::Uniform { low, high } => Self::Uniform { low: of(low), high: of(high) },
            Self::Triangular { low, likely, high } => {
                Self::Triangular { low: of(low), likely: of(likely), high: of(high) }
            }
            Self::Pert { low, likely, high } => Self::Pert { low: of(low), likely: of(likely), high: of(high) },
        }
    }

    /// How fast the quantile rises at a value, seen from either end: one over the density. Of a truncated normal alone;
    /// tables of the others know their slopes.
    fn stretch(&self, value: f64) -> f64 {
        let Self::TruncatedNormal { mean, sd, low, high } = *self else { return 0.0 };
        let inside = 1.0 - normal::below((low - mean) / sd) - normal::below((mean - high) / sd);
        sd * inside / normal::density((value - mean) / sd)
    }
}

/// A distribution seen from its high end.
struct Mirrored(Distribution);

impl Mirrored {
    fn above_low_end(&self, tail: f64) -> f64 {
        match self.0 {
            Distribution::Certain(value) => -value,
            Distribution::Normal { mean, sd } => Distribution::Normal { mean: -mean, sd }.above_low_end(tail),
            Distribution::TruncatedNormal { mean, sd, low, high } => {
                Distribution::TruncatedNormal { mean: -mean, sd, low: -high, high: -low }.above_low_end(tail)
            }
            Distribution::Lognormal { mu, sigma, shift } => -libm::exp(mu - sigma * normal::quantile(tail)) - shift,
            Distribution::Uniform { low, high } => Distribution::Uniform { low: -high, high: -low }.above_low_end(tail),
            Distribution::Triangular { low, likely, high } => {
                Distribution::Triangular { low: -high, likely: -likely, high: -low }.above_low_end(tail)
            }
            Distribution::Pert { low, likely, high } => {
                Distribution::Pert { low: -high, likely: -likely, high: -low }.above_low_end(tail)
            }
        }
    }
}

/// The way from the low end to the quantile, where it lies on the rising side.
fn triangular_from_low(tail: f64, rising: f64, whole: f64) -> Option<f64> {
    (tail * whole <= rising).then(|| (tail * whole * rising).sqrt())
}

#[cfg(test)]
mod tests;
