//! Money: sign, digits, `k`, `m` or `bn`; below one, pence or cents where the currency has a short word for them.

use super::digits::{Digits, Figure, LastDigits, Rounding, Spread, Step, digits, leading, rounded, short_digits};
use crate::model::Currency;

/// What money is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Hundredth,
    One,
    Thousand,
    Million,
    Billion,
}

impl Unit {
    /// The unit of a number that is printed with three digits at most.
    fn of(value: f64, has_hundredths: bool) -> Self {
        match value.abs() {
            value if has_hundredths && value > 0.0 && value < 0.9995 => Self::Hundredth,
            value if value >= 999.5e6 => Self::Billion,
            value if value >= 999.5e3 => Self::Million,
            value if value >= 999.5 => Self::Thousand,
            _ => Self::One,
        }
    }

    fn exponent(self) -> i32 {
        match self {
            Self::Hundredth => -2,
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    fn scale(self, value: f64) -> f64 {
        value / super::digits::power(self.exponent())
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Hundredth | Self::One => "",
            Self::Thousand => "k",
            Self::Million => "m",
            Self::Billion => "bn",
        }
    }
}

/// Prints money of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    sign: String,
    /// What stands after hundredths, in place of the sign: `p`.
    hundredth: Option<&'static str>,
}

impl Money {
    /// In this currency; without one, figures stand alone.
    pub fn new(currency: Option<&Currency>) -> Self {
        let hundredth = match currency.map(Currency::code) {
            Some("GBP") => Some("p"),
            Some("USD") => Some("¢"),
            Some("EUR") => Some("c"),
            _ => None,
        };
        Self { sign: currency.map(Currency::sign).unwrap_or_default(), hundredth }
    }

    /// What stands before an amount; empty without a currency.
    pub(super) fn sign(&self) -> &str {
        &self.sign
    }

    fn unit(&self, value: f64) -> Unit {
        Unit::of(value, self.hundredth.is_some())
    }

    /// A sum that somebody stated, three digits at most: `£1.85m`, `£25k`, `£3.80`, `8.6p`.
    pub fn stated(&self, value: f64) -> String {
        self.own(value, Digits::Table)
    }

    /// A certain sum in a sentence, two digits: `£1.9m`.
    pub fn prose(&self, value: f64) -> String {
        self.own(value, Digits::Prose)
    }

    fn own(&self, value: f64, count: Digits) -> String {
        self.at(value, LastDigits::of(Spread::certain(value), count).at(value).exponent)
    }

    /// A sum rounded to an exponent, for a value and its turn: `£1.234m`.
    pub fn at(&self, value: f64, last: i32) -> String {
        // Less than any price that somebody could state is nothing, not a row of zeros.
        let last = last.max(-9);
        let value = rounded(value, last, Rounding::Nearest);
        let unit = self.unit(value);
        let exponent = last - unit.exponent();
        let text = short_digits(unit.scale(value), exponent, Rounding::Nearest);
        // Pence are written with two places at least, or none.
        let text = match text.split_once('.') {
            Some((_, pence)) if unit == Unit::One && pence.len() < 2 => digits(value, -2, Rounding::Nearest),
            _ => text,
        };
        self.signed(&text, unit)
    }

    /// A figure and its range, in a unit of their own.
    pub fn estimate(&self, spread: Spread, count: Digits) -> Figure {
        self.column([spread]).figure(spread, count)
    }

    /// A figure beside a limit that it must not seem to reach where it does not, nor to keep where it passes it: with as
    /// many digits as that takes, `£104k` against £100k.
    pub fn against(&self, spread: Spread, limit: f64, count: Digits) -> Figure {
        let mut figure = self.estimate(spread, count);
        let side = |value: f64| value.partial_cmp(&limit);
        let value = spread.middle;
        let printed = LastDigits::of(spread, count).at(value).round(value);
        if side(printed) != side(value) && value.is_finite() {
            // A difference that five digits do not show is none that anybody estimated.
            let mut finer = (1..=3).map(|more| leading(value) - 1 - more);
            if let Some(last) = finer.find(|last| side(rounded(value, *last, Rounding::Nearest)) == side(value)) {
                figure.figure = self.at(value, last);
            }
        }
        figure
    }

    /// A range that stands alone: `£0.2m to £0.5m`.
    pub fn range(&self, low: f64, high: f64) -> String {
        self.column([Spread { middle: low, low, high }]).alone(low, high)
    }

    /// Money in one unit: that of the largest of these.
    pub fn column(&self, spreads: impl IntoIterator<Item = Spread>) -> MoneyColumn {
        // As printed, so that nothing reads `£1,000k`.
        let ends = |spread: Spread| {
            let last = LastDigits::of(spread, Digits::Table);
            [spread.low, spread.middle, spread.high].map(|value| last.at(value).round(value).abs())
        };
        let largest = spreads.into_iter().flat_map(ends).fold(0.0_f64, f64::max);
        MoneyColumn { unit: self.unit(largest), largest, money: self.clone() }
    }

    /// The largest round sum at or above this, for the end of a scale: 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8.
    pub fn scale_end(largest: f64) -> f64 {
        if largest.is_nan() || largest <= 0.0 {
            return 1.0;
        }
        let power = super::digits::power(leading(largest));
        [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
            .into_iter()
            .map(|step| step * power)
            .find(|end| *end >= largest)
            .unwrap_or(10.0 * power)
    }

    fn signed(&self, text: &str, unit: Unit) -> String {
        if let (Unit::Hundredth, Some(word)) = (unit, self.hundredth) {
            return format!("{text}{}", if text == "unknown" { "" } else { word });
        }
        match text.strip_prefix('\u{2212}') {
            Some(text) => format!("\u{2212}{}{text}{}", self.sign, unit.suffix()),
            None => format!("{}{text}{}", self.sign, if text == "unknown" { "" } else { unit.suffix() }),
        }
    }
}

/// Prints money in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyColumn {
    money: Money,
    unit: Unit,
    /// Of what it was made for, as printed and without its sign.
    largest: f64,
}

impl MoneyColumn {
    /// Figure and range: `£1.4m`, `1.1 to 1.8`.
    pub fn figure(&self, spread: Spread, count: Digits) -> Figure {
        let largest = spread.low.abs().max(spread.middle.abs()).max(spread.high.abs());
        let tenth = 0.1 * super::digits::power(self.unit.exponent());
        let is_small = largest < tenth || (spread.middle.abs() < tenth && largest < 2.5 * tenth);
        if largest > 0.0 && is_small && self.money.unit(largest) < self.unit {
            // £60k among millions, not £0.06m.
            return self.money.estimate(spread, count);
        }
        if self.unit == Unit::Thousand && spread.middle != 0.0 && spread.middle.abs() < 950.0 && largest < 9_950.0 {
            // £650, not £0.65k.
            return Self { unit: Unit::One, ..self.clone() }.figure(spread, count);
        }
        let last = LastDigits::of(spread, count);
        if spread.is_certain() {
            return Figure { figure: self.end(spread.middle, last), range: None };
        }
        Figure {
            figure: self.money.signed(&self.digits(spread.middle, last), self.unit),
            range: self.span(spread, last),
        }
    }

    /// This column, or where its unit is a hundred times too large for a sum, one in the sum's own: £4k, not £0.004m.
    fn beside(&self, spread: Spread) -> Self {
        let size = spread.low.abs().max(spread.middle.abs()).max(spread.high.abs());
        let is_tiny = size > 0.0 && size < 0.01 * super::digits::power(self.unit.exponent());
        Self { unit: if is_tiny { self.money.unit(size).min(self.unit) } else { self.unit }, ..self.clone() }
    }

    /// A certain sum: `£1.85m`.
    pub fn certain(&self, value: f64, count: Digits) -> String {
        self.figure(Spread::certain(value), count).figure
    }

    /// A computed sum among others, all with as many decimals as the largest needs: `£1.00m`, `£0.37m`, `£0.04m`; what
    /// would vanish keeps its own unit.
    pub fn aligned(&self, value: f64) -> String {
        if self.unit == Unit::Thousand && self.largest < 9_950.0 {
            // £1,100 beside £120, not £1.1k beside £0.1k.
            return Self { unit: Unit::One, ..self.clone() }.aligned(value);
        }
        let last = self.last_shared();
        let step = LastDigits::of(Spread::certain(value), Digits::Prose).at(value).coarser(Step::power(last));
        let rounded = step.round(value);
        if value == 0.0 || rounded == 0.0 {
            return self.money.own(value, Digits::Prose);
        }
        let exponent = last - self.unit.exponent();
        self.money.signed(&digits(self.unit.scale(rounded), exponent, Rounding::Nearest), self.unit)
    }

    /// A computed sum among others that add up before the reader's eyes: all to a hundredth of the largest's first digit,
    /// `£0.73m`, `£0.14m`, `£1.04m`.
    pub fn summed(&self, value: f64) -> String {
        let last = super::digits::leading(self.largest) - 2;
        if super::digits::rounded(value, last, Rounding::Nearest) == 0.0 {
            return self.money.own(value, Digits::Prose);
        }
        if self.unit == Unit::Thousand && self.largest < 9_950.0 {
            return Self { unit: Unit::One, ..self.clone() }.summed(value);
        }
        let exponent = last.min(self.unit.exponent()) - self.unit.exponent();
        let value = super::digits::rounded(value, last, Rounding::Nearest);
        self.money.signed(&digits(self.unit.scale(value), exponent, Rounding::Nearest), self.unit)
    }

    /// Where the digits of the largest stop, if that is behind the point.
    fn last_shared(&self) -> i32 {
        let count = if self.unit >= Unit::Million { Digits::Table } else { Digits::Prose };
        let largest = Spread::certain(self.largest);
        LastDigits::of(largest, count).at(self.largest).exponent.min(self.unit.exponent())
    }

    /// A range that stands alone: `£0.2m to £0.5m`.
    pub fn alone(&self, low: f64, high: f64) -> String {
        let largest = low.abs().max(high.abs());
        let own = match self.money.unit(largest) {
            // £200 to £2,000, not £0.2k to £2.0k.
            Unit::Thousand if largest < 9_950.0 => Unit::One,
            own => own,
        };
        if own < self.unit && (largest < 0.25 * super::digits::power(self.unit.exponent()) || own == Unit::One) {
            // It keeps its sign and unit, so that it may keep its own: £5k to £30k, not £0.005m to £0.03m.
            return Self { money: self.money.clone(), unit: own, largest }.alone(low, high);
        }
        let last = LastDigits::of_ends(low, high, Digits::Table);
        if low == high {
            return self.end(low, last);
        }
        let end = |value: f64| {
            let column = self.beside(Spread::certain(value));
            if value == 0.0 {
                self.end(0.0, last)
            } else {
                column.money.signed(&column.digits(value, last), column.unit)
            }
        };
        let (first, second) = (end(low), end(high));
        if first == second { first } else { format!("{first}\u{a0}to\u{a0}{second}") }
    }

    /// A number without a range, without zeros at its end; nothing needs no unit.
    fn end(&self, value: f64, last: LastDigits) -> String {
        if value == 0.0 {
            return self.money.signed("0", Unit::One);
        }
        let step = last.at(value);
        let text =
            short_digits(self.unit.scale(step.round(value)), step.exponent - self.unit.exponent(), Rounding::Nearest);
        self.money.signed(&text, self.unit)
    }

    /// A middle as this column prints it in a table.
    pub fn printed(&self, spread: Spread) -> f64 {
        LastDigits::of(spread, Digits::Table).at(spread.middle).round(spread.middle)
    }

    /// How far two figures of a table's column stand apart **as printed**, so that a sentence about
    /// the difference never contradicts the table; and its text for a sentence, without a sign.
    pub fn difference(&self, a: Spread, b: Spread) -> (f64, String) {
        let last = |spread: Spread| LastDigits::of(spread, Digits::Table).at(spread.middle);
        let coarser = Step::power(last(a).coarser(last(b)).exponent);
        let apart = self.printed(b) - self.printed(a);
        let printed = coarser.round(apart);
        let step = coarser.coarser(Step::power(leading(printed) - 1));
        // Rounded once: 1.045 is 1.0, not over 1.05 to 1.1.
        let told = if printed == 0.0 { 0.0 } else { apart.abs() };
        if self.unit == Unit::Thousand && printed.abs() < 950.0 {
            return (printed, self.money.signed(&digits(told, step.exponent, Rounding::Nearest), Unit::One));
        }
        // "€10k more", though the column is in millions.
        let is_small = printed != 0.0 && printed.abs() < 0.1 * super::digits::power(self.unit.exponent());
        let unit = if is_small { self.money.unit(printed).min(self.unit) } else { self.unit };
        let text = digits(unit.scale(step.round(told)), step.exponent - unit.exponent(), Rounding::Nearest);
        (printed, self.money.signed(&text, unit))
    }

    /// Both ends; `None` where they print alike.
    fn span(&self, spread: Spread, last: LastDigits) -> Option<String> {
        let (low, high) = (self.digits(spread.low, last), self.digits(spread.high, last));
        (low != high).then(|| format!("{low}\u{a0}to\u{a0}{high}"))
    }

    fn digits(&self, value: f64, last: LastDigits) -> String {
        if value == 0.0 {
            return "0".to_owned();
        }
        let step = last.at(value);
        digits(self.unit.scale(step.round(value)), step.exponent - self.unit.exponent(), Rounding::Nearest)
    }
}
