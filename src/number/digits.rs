//! How many digits a number deserves, and the digits themselves.

use crate::model::Summary;
use serde::Serialize;

/// How many significant digits a number has at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// Two, in sentences.
    Prose,
    /// Three, in tables and asks.
    Table,
}

impl Digits {
    fn count(self) -> i32 {
        match self {
            Self::Prose => 2,
            Self::Table => 3,
        }
    }
}

/// To which side a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest.
    Nearest,
    /// Never below the number.
    Up,
    /// Never above the number.
    Down,
}

/// A middle and what holds nine times in ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle.
    pub middle: f64,
    /// 5% lie below.
    pub low: f64,
    /// 5% lie above.
    pub high: f64,
}

impl Spread {
    /// With the median as its middle: where a person reads "about".
    pub fn median(summary: &Summary) -> Self {
        Self { middle: summary.p50, low: summary.p5, high: summary.p95 }
    }

    /// With the mean as its middle: where something is added up, scored or compared.
    pub fn mean(summary: &Summary) -> Self {
        Self { middle: summary.mean, low: summary.p5, high: summary.p95 }
    }

    /// One value that is certain.
    pub fn certain(value: f64) -> Self {
        Self { middle: value, low: value, high: value }
    }

    /// The same; where no range says how much a computed number is worth, two digits of it.
    #[must_use]
    pub fn computed(self) -> Self {
        if !self.is_certain() || self.middle == 0.0 {
            return self;
        }
        Self::certain(rounded(self.middle, leading(self.middle) - 1, Rounding::Nearest))
    }

    /// Whether low and high are the same.
    pub fn is_certain(&self) -> bool {
        self.low == self.high
    }
}

/// A figure, and the range that stands below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The middle, with sign and unit.
    pub figure: String,
    /// The range without sign and unit; `None` for a certain number.
    pub range: Option<String>,
}

impl Figure {
    /// Both in one line: `£1.4m (1.1 to 1.8)`.
    pub fn line(&self) -> String {
        match &self.range {
            Some(range) => format!("{} ({range})", self.figure),
            None => self.figure.clone(),
        }
    }
}

/// What a number is a whole multiple of, as printed: a power of ten. Steps of 2 or 5 would make 0.6m of a typed 500k.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// That of the last digit.
    pub(super) exponent: i32,
}

impl Step {
    /// A power of ten.
    pub(super) fn power(exponent: i32) -> Self {
        Self { exponent }
    }

    /// For a range of this width: the first power of ten that is at least a tenth of it. Where that
    /// would leave fewer than three steps in the range (1.1 to 2.2 would read "1 to 2"), the power below.
    fn of_width(width: f64) -> Self {
        // A width of 0.3 that was computed as 0.30000000000000004 is still 0.3.
        let exponent = leading(width * (1.0 - 1e-9));
        let is_fine = width * (1.0 + 1e-9) >= 3.0 * power(exponent);
        Self::power(if is_fine { exponent } else { exponent - 1 })
    }

    /// The coarser of two.
    pub(super) fn coarser(self, other: Self) -> Self {
        Self::power(self.exponent.max(other.exponent))
    }

    /// A number rounded to it.
    pub(super) fn round(self, value: f64) -> f64 {
        rounded(value, self.exponent, Rounding::Nearest)
    }
}

/// Where digits stop for a middle and its range, which stand together.
///
/// Nothing is finer than a tenth of the range's width, and digits stop at the third significant one
/// in tables, at the second in prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LastDigits {
    by_width: Option<Step>,
    /// For all of them, so that none reads `9.0 to 11`; `None` where a small end keeps digits of its own.
    by_middle: Option<Step>,
    digits: i32,
}

impl LastDigits {
    /// For both ends of a range that stand alone: those that were typed with three digits at most come back as typed.
    pub(super) fn of_ends(low: f64, high: f64, digits: Digits) -> Self {
        let (least, most) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
        let is_whole = |end: f64, last: i32| (rounded(end, last, Rounding::Nearest) - end).abs() <= 1e-9 * end.abs();
        // A small end beside a large one would give that one zeros: 0.05 to 3.00.
        let finest = leading(most) - if least < 0.1 * most { 1 } else { 2 };
        let typed = (finest..=leading(most)).rev().find(|last| is_whole(low, *last) && is_whole(high, *last));
        if let Some(last) = typed {
            return Self { by_width: Some(Step::power(last)), by_middle: None, digits: 3 };
        }
        Self::of(Spread { middle: high, low, high }, digits)
    }

    /// For numbers that stand together.
    pub(super) fn of(spread: Spread, digits: Digits) -> Self {
        let digits = digits.count();
        let ends = [spread.low, spread.middle, spread.high];
        let largest = ends.iter().map(|end| leading(*end)).max().unwrap_or(0);
        let least = ends.iter().filter(|end| **end != 0.0).map(|end| end.abs()).fold(f64::INFINITY, f64::min);
        let smallest = leading(least).max(largest - 3);
        let width = (spread.high - spread.low).abs();
        let by_width = (width > 0.0 && width.is_finite()).then(|| Step::of_width(width));
        // The range is so wide that its small end would vanish, or double: one digit of it stays.
        let vanishes = by_width
            .is_some_and(|step| least < power(step.exponent) && (step.round(least) - least).abs() > 0.25 * least);
        if vanishes {
            return Self { by_width: Some(Step::power(smallest)), by_middle: None, digits: 2 };
        }
        let by_middle = (width > 0.0 && spread.middle != 0.0).then(|| Step::power(leading(spread.middle) - digits + 1));
        Self { by_width, by_middle, digits }
    }

    /// Where this number's digits stop.
    pub(super) fn at(self, value: f64) -> Step {
        let by_digits = self.by_middle.unwrap_or_else(|| Step::power(leading(value) - self.digits + 1));
        self.by_width.map_or(by_digits, |step| step.coarser(by_digits))
    }
}

/// The exponent of a number's first digit; 0 for zero.
pub(super) fn leading(value: f64) -> i32 {
    let value = value.abs();
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    let mut exponent = libm::floor(libm::log10(value)) as i32;
    // The logarithm may miss a power of ten by a hair.
    if power(exponent + 1) <= value {
        exponent += 1;
    }
    if power(exponent) > value {
        exponent -= 1;
    }
    exponent
}

/// Ten to a whole power, exact as far as a double goes.
pub(super) fn power(exponent: i32) -> f64 {
    const NEGATIVE: [f64; 16] =
        [1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15];
    match usize::try_from(-exponent) {
        Ok(idx) if idx < NEGATIVE.len() => NEGATIVE[idx],
        _ => libm::pow(10.0, f64::from(exponent)),
    }
}

/// A number rounded to a power of ten.
pub(super) fn rounded(value: f64, exponent: i32, rounding: Rounding) -> f64 {
    let steps = if exponent < 0 { value * power(-exponent) } else { value / power(exponent) };
    // Steps that are whole or half but for the last bits of a double are so, whichever way they were added up.
    let near = (2.0 * steps).round() / 2.0;
    let steps = if (steps - near).abs() <= 1e-9 * near.abs().max(1.0) { near } else { steps };
    let steps = match rounding {
        Rounding::Nearest => steps.round(),
        Rounding::Up => steps.ceil(),
        Rounding::Down => steps.floor(),
    };
    let value = if exponent < 0 { steps / power(-exponent) } else { steps * power(exponent) };
    if value == 0.0 { 0.0 } else { value }
}

/// A number as digits, rounded to a power of ten: thousands set apart, a true minus sign.
pub(super) fn digits(value: f64, exponent: i32, rounding: Rounding) -> String {
    if !value.is_finite() {
        return "unknown".to_owned();
    }
    let value = rounded(value, exponent, rounding);
    let decimals = usize::try_from(-exponent).unwrap_or(0);
    let plain = format!("{:.*}", decimals, value.abs());
    let (integer, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(i, f)| (i, Some(f)));
    let mut out = String::with_capacity(plain.len() + 4);
    if value < 0.0 {
        out.push('\u{2212}');
    }
    for (idx, digit) in integer.chars().enumerate() {
        if idx > 0 && (integer.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The same without zeros at the end of its fraction.
pub(super) fn short_digits(value: f64, exponent: i32, rounding: Rounding) -> String {
    let text = digits(value, exponent, rounding);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A whole number: `10,000`.
pub fn whole(value: f64) -> String {
    digits(value, 0, Rounding::Nearest)
}
