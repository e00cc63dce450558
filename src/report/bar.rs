//! Bars in table cells: values → percent of the cell, on one scale a table.
//!
//! The drawing itself is made from these numbers by the functions that templates call:
//! `range_bar(of=bar)`, `contribution_bar(of=bar)` and `strip(of=bar)`.

use crate::model::Sourcing;
use crate::number::{Digits, Money, Spread};
use serde::Serialize;

/// The scale of one table, with its ends in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// The value at the left end: zero, unless something lies below.
    pub low: f64,
    /// The value at the right end.
    pub high: f64,
    /// The left end in words.
    pub low_label: String,
    /// The right end in words.
    pub high_label: String,
}

/// One bar in percent of its cell; which of the numbers matter depends on the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bar {
    /// Where zero stands.
    pub zero: f64,
    /// Where the range, or the strip, starts.
    pub low: Option<f64>,
    /// Where it ends; what an option earns on a criterion.
    pub high: Option<f64>,
    /// The tick: the middle, or the weight now.
    pub mid: Option<f64>,
    /// The dashed line of the limit of all rows; the thin line of what the criterion could give.
    pub limit: Option<f64>,
    /// The dashed tick of the limit of this row.
    pub own_limit: Option<f64>,
    /// The ring: where it stood before, or without this.
    pub was: Option<f64>,
    /// It is asked for, and so hollow.
    pub is_asked: bool,
    /// A stem leads to it from zero: its size counts.
    pub has_stem: bool,
    /// The option chosen, which alone has its color; where the first place changes hands, who has it above zero, or beyond
    /// the limit.
    pub hue: Option<Sourcing>,
    /// Who has it below zero.
    pub hue_below: Option<Sourcing>,
    /// The first place changes hands above the limit, not below.
    pub is_above: bool,
}

impl Bar {
    /// In the color of an option.
    #[must_use]
    pub fn hued(self, hue: Option<Sourcing>) -> Self {
        Self { hue, ..self }
    }

    /// With a stem from zero.
    #[must_use]
    pub fn stemmed(self) -> Self {
        Self { has_stem: true, ..self }
    }
}

impl Axis {
    /// The scale of money that holds zero and all `values`; `None` where none differs from zero.
    pub fn money(money: &Money, values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low >= high {
            return None;
        }
        let low = if low < 0.0 { -Money::scale_end(-low) } else { 0.0 };
        let high = if high > 0.0 { Money::scale_end(high) } else { 0.0 };
        let column = money.column([Spread { middle: low, low, high }]);
        let label = |value: f64| column.certain(value, Digits::Table);
        Some(Self { low, high, low_label: label(low), high_label: label(high) })
    }

    /// The scale of points and percents, 0 to 100.
    pub fn hundred() -> Self {
        Self { low: 0.0, high: 100.0, low_label: "0".to_owned(), high_label: "100".to_owned() }
    }

    /// Where a value stands, in percent to a tenth; what lies outside stands at the end.
    pub fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        if share.is_nan() { 0.0 } else { (share * 1_000.0).round() / 10.0 }
    }

    /// A range with its middle and, where there is one, the limit.
    pub fn range(&self, spread: Spread, limit: Option<f64>) -> Bar {
        Bar {
            zero: self.at(0.0),
            low: Some(self.at(spread.low)),
            high: Some(self.at(spread.high)),
            mid: Some(self.at(spread.middle)),
            limit: limit.map(|limit| self.at(limit)),
            ..Bar::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

    #[test]
    fn a_scale_has_round_ends_and_holds_zero() {
        let money = Money::new(Currency::parse("GBP").as_ref());
        let axis = Axis::money(&money, [1.1e6, 2.9e6]).expect("values differ");
        assert_eq!((axis.low_label.as_str(), axis.high_label.as_str()), ("£0", "£3m"));
        let bar = axis.range(Spread { middle: 1.4e6, low: 1.1e6, high: 1.8e6 }, Some(1.85e6));
        assert_eq!((bar.zero, bar.low, bar.mid, bar.limit), (0.0, Some(36.7), Some(46.7), Some(61.7)));
        let axis = Axis::money(&money, [-12.0, 40.0]).expect("values differ");
        assert_eq!((axis.low, axis.high, axis.at(0.0)), (-15.0, 40.0, 27.3));
        assert_eq!(Axis::money(&money, [0.0, f64::NAN]), None);
    }
}
