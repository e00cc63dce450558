//! What is known of one quantity, and the distribution that it stands for.
//!
//! How each is written: docs/reference/record.md, "Numbers and estimates"; what it stands for:
//! docs/method/estimates.md, "Shapes".

use crate::source::Span;
use jiff::civil::Date;
use std::fmt;

/// The 95% point of the standard normal distribution.
pub const Z_95: f64 = 1.644_853_626_951_472_2;

/// How an author wrote an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// One number, certain.
    Certain(f64),
    /// `a to b`: holds nine times in ten.
    Range {
        /// 5% lie below.
        low: f64,
        /// 5% lie above.
        high: f64,
    },
    /// `a / m / b`.
    Points {
        /// The lowest.
        low: f64,
        /// The most likely.
        likely: f64,
        /// The highest.
        high: f64,
    },
}

/// The shape that an author may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Beta through three points, weight four on the likeliest.
    Pert,
    /// Normal in the logarithm.
    Lognormal,
    /// Normal.
    Normal,
    /// Straight lines through three points.
    Triangular,
    /// Every value equally likely.
    Uniform,
}

impl Shape {
    /// All, by their words.
    pub const ALL: [(&'static str, Self); 5] = [
        ("pert", Self::Pert),
        ("lognormal", Self::Lognormal),
        ("normal", Self::Normal),
        ("triangular", Self::Triangular),
        ("uniform", Self::Uniform),
    ];
}

/// What sort of quantity an estimate is of; it settles the shape of `a to b` and what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Money, in the record's currency.
    Money,
    /// Months.
    Months,
    /// Hours.
    Hours,
    /// Times a year.
    Rate,
    /// A chance, 0 to 1.
    Chance,
    /// A shared quantity that costs scale with.
    Driver,
    /// A level out of 100.
    Level,
    /// A level in the criterion's own unit.
    NaturalLevel,
    /// Growth and other percents, as fractions.
    Percent,
}

/// Where an estimate comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The source, in the author's words.
    pub source: Option<String>,
    /// Who made it.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
}

/// What is known of one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The numbers as written.
    pub form: Form,
    /// The shape, where the author named one.
    pub shape: Option<Shape>,
    /// How often a range holds, where the author said so; else nine times in ten.
    pub holds: Option<f64>,
    /// The author's own spelling.
    pub written: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// A probability distribution with known parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// One value.
    Certain(f64),
    /// Normal.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation, above 0.
        sd: f64,
    },
    /// Normal, cut at both ends; mean and sd are those of the parent.
    TruncatedNormal {
        /// Mean of the parent.
        mean: f64,
        /// Standard deviation of the parent, above 0.
        sd: f64,
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Lognormal.
    Lognormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Standard deviation of the logarithm, above 0.
        sigma: f64,
        /// What comes on top of every value; 0 as estimates are written, more where a scenario adds to one.
        shift: f64,
    },
    /// Uniform.
    Uniform {
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Triangular.
    Triangular {
        /// Lowest value.
        low: f64,
        /// Most likely value.
        likely: f64,
        /// Highest value.
        high: f64,
    },
    /// PERT: a beta distribution scaled to low..high.
    Pert {
        /// Lowest value.
        low: f64,
        /// Most likely value.
        likely: f64,
        /// Highest value.
        high: f64,
    },
}

/// Why an estimate has no distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EstimateFault {
    /// A number is infinite or none.
    NotFinite,
    /// Low above likely, or likely above high.
    Reversed,
    /// The shape needs three numbers.
    NeedsThreePoints(&'static str),
    /// The shape takes a pair, three numbers were given.
    NeedsRange(&'static str),
    /// Below zero, where the quantity cannot be.
    Negative,
    /// A lognormal that starts at or below zero.
    LognormalFromZero,
    /// Outside the scale of the quantity.
    OutsideScale {
        /// Lowest that the scale has.
        low: u32,
        /// Highest that the scale has.
        high: u32,
    },
}

impl fmt::Display for EstimateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite => f.write_str("this is not a finite number"),
            Self::Reversed => f.write_str("the numbers of this estimate do not rise"),
            Self::NeedsThreePoints(shape) => write!(f, "a {shape} estimate needs three numbers, `low / likely / high`"),
            Self::NeedsRange(shape) => write!(f, "a {shape} estimate takes two numbers, `low to high`"),
            Self::Negative => f.write_str("this quantity cannot be below zero"),
            Self::LognormalFromZero => f.write_str("a lognormal range must start above zero"),
            Self::OutsideScale { low, high } => write!(f, "this lies outside its scale, {low} to {high}"),
        }
    }
}

impl Estimate {
    /// A certain value, as if an author had written it.
    pub fn certain(value: f64) -> Self {
        Self { written: value.to_string(), ..Self::new(Form::Certain(value)) }
    }

    /// These numbers, with nothing said beside them.
    pub fn new(form: Form) -> Self {
        Self { form, shape: None, holds: None, written: String::new(), basis: Basis::default(), span: Span::default() }
    }

    /// The same quantity in another unit; what the author wrote stays.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let form = match self.form {
            Form::Certain(value) => Form::Certain(value * factor),
            Form::Range { low, high } => Form::Range { low: low * factor, high: high * factor },
            Form::Points { low, likely, high } => {
                Form::Points { low: low * factor, likely: likely * factor, high: high * factor }
            }
        };
        Self { form, ..self }
    }

    /// The distribution that these numbers stand for, for this sort of quantity.
    ///
    /// Source: docs/method/estimates.md, "Shapes". A range from 0 is uniform to high / 0.95, unless the
    /// author named a shape.
    pub fn distribution(&self, quantity: Quantity) -> Result<Distribution, EstimateFault> {
        let (first, last) = match self.form {
            Form::Certain(value) => (value, value),
            Form::Range { low, high } | Form::Points { low, high, .. } => (low, high),
        };
        if !(first.is_finite() && last.is_finite()) {
            return Err(EstimateFault::NotFinite);
        }
        check_scale(first, last, quantity)?;
        match self.form {
            Form::Certain(value) => Ok(Distribution::Certain(value)),
            Form::Range { low, high } => range(low, high, self, quantity),
            Form::Points { low, likely, high } => points(low, likely, high, self.shape),
        }
    }
}

fn check_scale(first: f64, last: f64, quantity: Quantity) -> Result<(), EstimateFault> {
    let outside = |low: f64, high: f64| first < low || last > high;
    match quantity {
        Quantity::Money | Quantity::Months | Quantity::Hours | Quantity::Rate | Quantity::Driver if first < 0.0 => {
            Err(EstimateFault::Negative)
        }
        Quantity::Chance if outside(0.0, 1.0) => Err(EstimateFault::OutsideScale { low: 0, high: 1 }),
        Quantity::Level if outside(0.0, 100.0) => Err(EstimateFault::OutsideScale { low: 0, high: 100 }),
        _ => Ok(()),
    }
}

fn range(low: f64, high: f64, of: &Estimate, quantity: Quantity) -> Result<Distribution, EstimateFault> {
    if low > high {
        return Err(EstimateFault::Reversed);
    }
    if low == high {
        return Ok(Distribution::Certain(low));
    }
    let mean = low / 2.0 + high / 2.0;
    let z = of.holds.map_or(Z_95, |holds| normal_quantile(f64::midpoint(1.0, holds)));
    let sd = (high - low) / (2.0 * z);
    let normal = || match scale(quantity) {
        Some((bottom, top)) => Distribution::TruncatedNormal { mean, sd, low: bottom, high: top },
        None => Distribution::Normal { mean, sd },
    };
    match of.shape {
        Some(Shape::Pert) => Err(EstimateFault::NeedsThreePoints("pert")),
        Some(Shape::Triangular) => Err(EstimateFault::NeedsThreePoints("triangular")),
        Some(Shape::Normal) => Ok(normal()),
        Some(Shape::Uniform) => {
            let tail = of.holds.map_or((high - low) / 18.0, |holds| (high - low) * (1.0 - holds) / (2.0 * holds));
            Ok(Distribution::Uniform { low: low - tail, high: high + tail })
        }
        Some(Shape::Lognormal) if low <= 0.0 => Err(EstimateFault::LognormalFromZero),
        Some(Shape::Lognormal) => Ok(lognormal(low, high, z)),
        None => match quantity {
            Quantity::Level | Quantity::Chance | Quantity::Percent => Ok(normal()),
            _ if low > 0.0 => Ok(lognormal(low, high, z)),
            _ if low == 0.0 => {
                let share_below = of.holds.map_or(0.95, |holds| f64::midpoint(1.0, holds));
                Ok(Distribution::Uniform { low: 0.0, high: high / share_below })
            }
            _ => Ok(normal()),
        },
    }
}

fn lognormal(low: f64, high: f64, z: f64) -> Distribution {
    let (ln_low, ln_high) = (libm::log(low), libm::log(high));
    Distribution::Lognormal { mu: f64::midpoint(ln_low, ln_high), sigma: (ln_high - ln_low) / (2.0 * z), shift: 0.0 }
}

/// The point below which this share of a standard normal distribution lies, for shares from one half to one.
fn normal_quantile(share: f64) -> f64 {
    let below = |z: f64| 1.0 - 0.5 * libm::erfc(z / std::f64::consts::SQRT_2);
    let (mut low, mut high) = (0.0, 9.0);
    // Halving 60 times comes to the last digit that a float of this size has.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if below(middle) < share { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

fn points(low: f64, likely: f64, high: f64, shape: Option<Shape>) -> Result<Distribution, EstimateFault> {
    if !likely.is_finite() {
        return Err(EstimateFault::NotFinite);
    }
    if low > likely || likely > high {
        return Err(EstimateFault::Reversed);
    }
    if low == high {
        return Ok(Distribution::Certain(low));
    }
    match shape {
        None | Some(Shape::Pert) => Ok(Distribution::Pert { low, likely, high }),
        Some(Shape::Triangular) => Ok(Distribution::Triangular { low, likely, high }),
        Some(Shape::Lognormal) => Err(EstimateFault::NeedsRange("lognormal")),
        Some(Shape::Normal) => Err(EstimateFault::NeedsRange("normal")),
        Some(Shape::Uniform) => Err(EstimateFault::NeedsRange("uniform")),
    }
}

/// The ends of scales that have ends.
fn scale(quantity: Quantity) -> Option<(f64, f64)> {
    match quantity {
        Quantity::Level => Some((0.0, 100.0)),
        Quantity::Chance => Some((0.0, 1.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(form: Form, shape: Option<Shape>) -> Estimate {
        Estimate { form, shape, ..Estimate::certain(0.0) }
    }

    #[test]
    fn a_range_takes_its_shape_from_the_quantity() {
        let pair = estimate(Form::Range { low: 50.0, high: 65.0 }, None);
        assert!(matches!(pair.distribution(Quantity::Money), Ok(Distribution::Lognormal { .. })));
        assert!(matches!(pair.distribution(Quantity::Level), Ok(Distribution::TruncatedNormal { high: 100.0, .. })));
        assert!(matches!(pair.distribution(Quantity::Percent), Ok(Distribution::Normal { .. })));
        let from_zero = estimate(Form::Range { low: 0.0, high: 95.0 }, None);
        assert_eq!(from_zero.distribution(Quantity::Money), Ok(Distribution::Uniform { low: 0.0, high: 100.0 }));
    }

    #[test]
    fn a_range_may_hold_more_or_less_often() {
        assert!((normal_quantile(0.95) - Z_95).abs() < 1e-14);
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-13);
        let holding =
            |holds, shape| Estimate { holds: Some(holds), ..estimate(Form::Range { low: 10.0, high: 20.0 }, shape) };
        // 10 to 20, nineteen times in twenty: 5 are 1.96 standard deviations.
        let Ok(Distribution::Normal { mean, sd }) = holding(0.95, Some(Shape::Normal)).distribution(Quantity::Money)
        else {
            panic!("a normal distribution");
        };
        assert!(mean == 15.0 && (sd - 5.0 / 1.959_963_984_540_054).abs() < 1e-12);
        // Half of a uniform distribution lies in 10 to 20: it is twice as wide.
        let uniform = holding(0.5, Some(Shape::Uniform)).distribution(Quantity::Money);
        assert_eq!(uniform, Ok(Distribution::Uniform { low: 5.0, high: 25.0 }));
        let from_zero = Estimate { holds: Some(0.5), ..estimate(Form::Range { low: 0.0, high: 75.0 }, None) };
        assert_eq!(from_zero.distribution(Quantity::Money), Ok(Distribution::Uniform { low: 0.0, high: 100.0 }));
    }

    #[test]
    fn nonsense_is_refused() {
        let reversed = estimate(Form::Points { low: 3.0, likely: 2.0, high: 9.0 }, None);
        assert_eq!(reversed.distribution(Quantity::Money), Err(EstimateFault::Reversed));
        let negative = estimate(Form::Range { low: -1.0, high: 2.0 }, None);
        assert_eq!(negative.distribution(Quantity::Money), Err(EstimateFault::Negative));
        assert!(negative.distribution(Quantity::NaturalLevel).is_ok());
        let pert = estimate(Form::Range { low: 1.0, high: 2.0 }, Some(Shape::Pert));
        assert_eq!(pert.distribution(Quantity::Money), Err(EstimateFault::NeedsThreePoints("pert")));
        let nan = estimate(Form::Points { low: 1.0, likely: f64::NAN, high: 2.0 }, None);
        assert_eq!(nan.distribution(Quantity::Money), Err(EstimateFault::NotFinite));
    }
}
