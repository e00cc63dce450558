//! What the pages about the whole log are made of: a finding over its evidence, scales with ticks, bars of amounts, links.

use crate::number::{Digits, Money};
use crate::report::Axis;
use crate::report::narrate::{Prose, short_name};
use crate::report::{Input, link};
use serde::Serialize;

/// A finding with its question, and what is said before the evidence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Heading {
    /// The finding.
    pub title: String,
    /// Its question.
    pub question: &'static str,
    /// Before the evidence.
    pub lead: Vec<Prose>,
}

/// One place of a scale, in percent, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// Where it stands.
    pub at: f64,
    /// What it says.
    pub label: String,
}

/// A decision, as a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DecisionLink {
    /// "Card payments".
    pub name: String,
    /// From the site's first folder.
    pub href: String,
}

impl DecisionLink {
    /// Of a record.
    pub fn of(input: &Input, idx: usize) -> Self {
        let logged = &input.log.records[idx];
        Self { name: short_name(&logged.record), href: link::decision(logged) }
    }
}

/// An amount from zero: solid is decided, hollow is asked; in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct AmountBar {
    /// How far what is decided reaches.
    pub solid: f64,
    /// How far what is asked for reaches behind it.
    pub hollow: Option<f64>,
    /// Where the hatched part begins, which ends with the bar.
    pub over: Option<f64>,
    /// Both ends of the range of the whole.
    pub low: Option<f64>,
    /// The high end.
    pub high: Option<f64>,
    /// The limit: of this row alone, or with `is_for_all` of all rows.
    pub limit: Option<f64>,
    /// It is the limit of all rows.
    pub is_for_all: bool,
    /// Where it stands afterwards: a ring.
    pub ring: Option<f64>,
}

impl Axis {
    /// The places of this scale, from end to end, at round steps.
    pub fn ticks(&self, print: impl Fn(f64) -> String) -> Vec<Tick> {
        self.ticks_of(&[4, 3, 5, 2, 6], print)
    }

    /// The same with a place in the middle alone, for a narrow column.
    pub fn few_ticks(&self, print: impl Fn(f64) -> String) -> Vec<Tick> {
        self.ticks_of(&[2, 3, 1], print)
    }

    fn ticks_of(&self, counts: &[i32], print: impl Fn(f64) -> String) -> Vec<Tick> {
        let is_fit = |count: &i32| is_round(self.high / f64::from(*count));
        let count = counts.iter().copied().find(is_fit).unwrap_or(1);
        let step = |idx: i32| self.high * f64::from(idx) / f64::from(count);
        let below = (self.low < 0.0).then_some(self.low);
        let values = below.into_iter().chain((0..=count).map(step));
        values.map(|value| Tick { at: self.at(value), label: print(value) }).collect()
    }

    /// The same in money.
    pub fn money_ticks(&self, money: &Money) -> Vec<Tick> {
        self.ticks(|value| money.stated(value))
    }

    /// The scale of shares, from nothing to a round share above the largest.
    pub fn shares(largest: f64) -> Self {
        let high = [0.1, 0.2, 0.4, 0.6, 0.8].into_iter().find(|end| largest <= *end).unwrap_or(1.0);
        Self { low: 0.0, high, low_label: "0%".to_owned(), high_label: crate::number::stated_percent(high) }
    }

    /// The scale of months, from nothing to a round count above the largest.
    pub fn months(largest: f64) -> Self {
        let ends = [3.0, 6.0, 12.0, 18.0, 24.0, 36.0, 48.0, 60.0, 96.0, 120.0];
        let high = ends.into_iter().find(|end| largest <= *end).unwrap_or_else(|| (largest / 60.0).ceil() * 60.0);
        Self { low: 0.0, high, low_label: "0".to_owned(), high_label: format!("{high}") }
    }
}

/// Whether steps of this size are easy to count by.
fn is_round(step: f64) -> bool {
    let mantissa = step / libm::pow(10.0, libm::log10(step).floor());
    [1.0, 2.0, 2.5, 5.0, 3.0, 6.0].iter().any(|round| (mantissa - round).abs() < 1e-9 * mantissa)
}

/// "£1.4m" of a computed sum in a sentence.
pub(super) fn plain(money: &Money, value: f64) -> String {
    money.column([crate::number::Spread::certain(value)]).certain(value, Digits::Prose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

    #[test]
    fn ticks_stand_at_round_steps_from_end_to_end() {
        let money = Money::new(Currency::parse("GBP").as_ref());
        let labels = |largest: f64| {
            let axis = Axis::money(&money, [largest]).expect("it differs from zero");
            axis.money_ticks(&money).into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(labels(5.5e6), "£0 £2m £4m £6m");
        assert_eq!(labels(0.9e6), "£0 £250k £500k £750k £1m");
        assert_eq!(labels(290e3), "£0 £100k £200k £300k");
        for end in [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0] {
            let axis = Axis { low: 0.0, high: end, low_label: String::new(), high_label: String::new() };
            let ticks = axis.ticks(|value| value.to_string());
            assert!((3..=7).contains(&ticks.len()), "{end}: {ticks:?}");
            assert_eq!((ticks[0].at, ticks.last().map(|tick| tick.at)), (0.0, Some(100.0)));
        }
        let labels: Vec<String> =
            Axis::months(20.0).ticks(|value| format!("{value}")).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["0", "6", "12", "18", "24"]);
        assert_eq!(Axis::shares(0.54).high, 0.6);
    }
}
