//! The beta distribution between 0 and 1, of which a PERT estimate is a stretched copy.

/// Steps of the continued fraction at most; a few dozen are enough for the shapes that occur.
const FRACTION_STEPS: u32 = 300;

/// Terms of the series from one quantile to the next.
const TERMS: usize = 14;

/// A beta distribution; both parameters lie above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beta {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    /// One over the beta function.
    scale: f64,
}

impl Beta {
    /// The shape of a PERT estimate: weight four on the most likely value.
    pub(super) fn pert(low: f64, likely: f64, high: f64) -> Self {
        let position = (likely - low) / (high - low);
        let (alpha, beta) = (1.0 + 4.0 * position, 1.0 + 4.0 * (1.0 - position));
        let scale = libm::exp(libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta));
        Self { alpha, beta, scale }
    }

    fn mirrored(self) -> Self {
        Self { alpha: self.beta, beta: self.alpha, scale: self.scale }
    }

    pub(super) fn sd(self) -> f64 {
        let sum = self.alpha + self.beta;
        (self.alpha * self.beta / (sum + 1.0)).sqrt() / sum
    }

    /// How dense it is at `x`.
    pub(super) fn density(self, x: f64) -> f64 {
        // Where a power is 0, its base may be 0 too.
        let log = |base: f64, power: f64| if power == 0.0 { 0.0 } else { power * libm::log(base) };
        self.scale * libm::exp(log(x, self.alpha - 1.0) + log(1.0 - x, self.beta - 1.0))
    }

    /// The share below `x`.
    pub(super) fn below(self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        self.below_and_density(x).0
    }

    /// The share below `x`, which lies inside, and the density there, which the share is made from.
    fn below_and_density(self, x: f64) -> (f64, f64) {
        let density = self.density(x);
        let front = density * x * (1.0 - x);
        if x > (self.alpha + 1.0) / (self.alpha + self.beta + 2.0) {
            return (1.0 - self.mirrored().integral(1.0 - x, front), density);
        }
        (self.integral(x, front), density)
    }

    /// The regularized incomplete beta function by its continued fraction (Abramowitz & Stegun
    /// 26.5.8), evaluated by the rule of Lentz; quick left of the mean.
    fn integral(self, x: f64, front: f64) -> f64 {
        let Self { alpha, beta, .. } = self;
        let floor = |value: f64| if value.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { value };
        let mut c = 1.0;
        let mut d = 1.0 / floor(1.0 - (alpha + beta) * x / (alpha + 1.0));
        let mut fraction = d;
        for m in 1..=FRACTION_STEPS {
            let m = f64::from(m);
            let even = m * (beta - m) * x / ((alpha + 2.0 * m - 1.0) * (alpha + 2.0 * m));
            d = 1.0 / floor(1.0 + even * d);
            c = floor(1.0 + even / c);
            fraction *= d * c;
            let odd = -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2.0 * m) * (alpha + 2.0 * m + 1.0));
            d = 1.0 / floor(1.0 + odd * d);
            c = floor(1.0 + odd / c);
            fraction *= d * c;
            if (d * c - 1.0).abs() < 1e-15 {
                break;
            }
        }
        front / alpha * fraction
    }

    /// The `x` below which a share `tail` lies.
    pub(super) fn quantile(self, tail: f64) -> f64 {
        if tail <= 0.0 {
            return 0.0;
        }
        // What the density near 0 alone would say.
        let guess = libm::pow(tail * self.alpha / self.scale, 1.0 / self.alpha);
        self.quantile_near(tail, guess.min(0.5))
    }

    /// The same from a guess, by steps of Halley's rule kept inside a shrinking bracket.
    fn quantile_near(self, tail: f64, guess: f64) -> f64 {
        let (mut low, mut high) = (0.0f64, 1.0f64);
        let mut x = guess;
        for _ in 0..100 {
            let (below, density) = self.below_and_density(x);
            let gap = below - tail;
            if gap < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let step = gap / density;
            let bend = (self.alpha - 1.0) / x - (self.beta - 1.0) / (1.0 - x);
            let next = x - step / (1.0 - (step * bend / 2.0).clamp(-0.5, 0.5));
            // A step this small leaves an error far below rounding, its cube.
            if (next - x).abs() <= 1e-6 * x.min(1.0 - x) {
                return next;
            }
            let next = if next > low && next < high { next } else { f64::midpoint(low, high) };
            if high - low <= f64::EPSILON * high {
                return next;
            }
            x = next;
        }
        x
    }

    /// The quantile a little further on, by which `more` lies below it, and the density there; of a PERT's shape, and
    /// for steps of up to a sixteenth of what lies below.
    ///
    /// In units of `x` the way is t, and the density F(t) = (1 + t)^(α-1) (1 - r t)^(β-1) of that at `x`, r being
    /// x / (1 - x). From (1 + t) (1 - r t) F' = ((α-1) (1 - r t) - (β-1) r (1 + t)) F follow the terms of its series,
    /// hence of its integral, which is turned round by one step of Halley's rule from its own first terms.
    pub(super) fn further(self, (x, density): (f64, f64), more: f64) -> (f64, f64) {
        let (a, b, r) = (self.alpha - 1.0, self.beta - 1.0, x / (1.0 - x));
        let mut series = [1.0; TERMS];
        series[1] = a - b * r;
        for idx in 1..TERMS - 1 {
            let n = idx as f64;
            let (one, two) = (a - b * r - n * (1.0 - r), (n - 1.0 - a - b) * r);
            series[idx + 1] = (one * series[idx] + two * series[idx - 1]) * INVERSE[idx + 1];
        }
        let share = more / (x * density);
        let (half, third) = (series[1] / 2.0, series[2] / 3.0);
        let guess = share * (1.0 - share * (half - share * (2.0 * half * half - third)));
        let (mut value, mut integral) = (0.0, 0.0);
        for (term, inverse) in series.iter().zip(&INVERSE[1..]).rev() {
            value = value * guess + term;
            integral = integral * guess + term * inverse;
        }
        let step = (integral * guess - share) / value;
        let bend = a / (1.0 + guess) - b * r / (1.0 - r * guess);
        let t = guess - step / (1.0 - step * bend / 2.0);
        let there = series.iter().rev().fold(0.0, |sum, term| sum * t + term);
        (x + x * t, density * there)
    }
}

/// One over each number from 1; nothing stands at 0.
const INVERSE: [f64; TERMS + 1] = {
    let mut inverse = [0.0; TERMS + 1];
    let mut n = 1;
    while n <= TERMS {
        inverse[n] = 1.0 / n as f64;
        n += 1;
    }
    inverse
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn going_further_step_by_step_stays_on_the_quantiles(likely in 0.0..=1.0f64) {
            let beta = Beta::pert(0.0, likely, 1.0);
            let mut tail = 1.0 / 16_384.0;
            let mut at = (beta.quantile(tail), beta.density(beta.quantile(tail)));
            while tail < 0.5 {
                let octave = libm::exp2(libm::log2(tail).floor());
                at = beta.further(at, octave / 16.0);
                tail += octave / 16.0;
                let (x, density) = (beta.quantile(tail), beta.density(at.0));
                prop_assert!((at.0 / x - 1.0).abs() < 1e-13, "{likely} at {tail}: {} {x}", at.0);
                prop_assert!((at.1 / density - 1.0).abs() < 1e-12, "{likely} at {tail}: {} {density}", at.1);
            }
        }
    }
}
