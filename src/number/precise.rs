//! Figures that must add up before the reader's eyes: one unit, one count of decimals, no rounding to steps.

use super::digits::{Rounding, digits, leading};
use super::money::Money;

/// Prints the sums of one reckoning in one unit with one decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    money: Money,
    exponent: i32,
    decimals: i32,
    suffix: &'static str,
}

impl Ledger {
    /// For sums up to this.
    pub fn new(money: &Money, largest: f64) -> Self {
        let (exponent, decimals, suffix) = match largest.abs() {
            largest if largest < 100.0 => (0, 2, ""),
            largest if largest < 10e3 => (0, 0, ""),
            largest if largest < 10e6 => (3, 1, "k"),
            largest if largest < 10e9 => (6, 1, "m"),
            _ => (9, 1, "bn"),
        };
        Self { money: money.clone(), exponent, decimals, suffix }
    }

    /// A sum: `€1,784.7k`.
    pub fn sum(&self, value: f64) -> String {
        let text = digits(value / super::digits::power(self.exponent), -self.decimals, Rounding::Nearest);
        let sign = self.money.sign();
        match text.strip_prefix('\u{2212}') {
            Some(text) => format!("\u{2212}{sign}{text}{}", self.suffix),
            None => format!("{sign}{text}{}", self.suffix),
        }
    }
}

/// A number with so many decimals: `76.65`.
pub fn fixed(value: f64, decimals: i32) -> String {
    digits(value, -decimals, Rounding::Nearest)
}

/// A number with at most so many significant digits and no zeros at its end: `0.0383`, `45,340`.
pub fn significant(value: f64, count: i32) -> String {
    super::digits::short_digits(value, (leading(value) - count + 1).min(0), Rounding::Nearest)
}

/// A share as a percent with one decimal: `62.3%`.
pub fn percent_fixed(share: f64) -> String {
    format!("{}%", fixed(share * 100.0, 1))
}
