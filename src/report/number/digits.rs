//! How many digits a number deserves, and the digits themselves.

use crate::analysis::Summary;
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

/// The exponents of the last digits of a middle and its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LastDigits {
    by_width: i32,
    smallest: i32,
    digits: i32,
}

impl LastDigits {
    /// For numbers that stand together.
    pub(super) fn of(spread: Spread, digits: Digits) -> Self {
        let digits = digits.count();
        let ends = [spread.low, spread.middle, spread.high];
        let largest = ends.iter().map(|end| leading(*end)).max().unwrap_or(0);
        let smallest =
            ends.iter().filter(|end| **end != 0.0).map(|end| leading(*end)).min().unwrap_or(0).max(largest - 3);
        let width = (spread.high - spread.low).abs();
        let by_width = if width > 0.0 && width.is_finite() { ceiling(width / 10.0) } else { i32::MIN };
        Self { by_width, smallest, digits }
    }

    /// The exponent of this number's last digit.
    pub(super) fn at(self, value: f64) -> i32 {
        if self.by_width <= self.smallest {
            self.by_width.max(leading(value) - self.digits + 1)
        } else {
            // The range is so wide that its small end would vanish: one digit of it stays.
            self.smallest.max(leading(value) - 1)
        }
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

/// The exponent of the first power of ten that is at least this number.
fn ceiling(value: f64) -> i32 {
    let exponent = leading(value);
    // A width of 0.3 that was computed as 0.30000000000000004 is still 0.3.
    if value <= power(exponent) * (1.0 + 1e-9) { exponent } else { exponent + 1 }
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
    // Steps that are whole but for the last bits of a double are whole.
    let near = steps.round();
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
