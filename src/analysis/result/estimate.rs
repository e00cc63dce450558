//! What goes in: estimates and drivers by name, and what they are in.

use crate::model::{Distribution, EstimateKey};
use std::borrow::Cow;

/// Names one estimate or driver of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EstimateId {
    /// A driver, by name.
    Driver(String),
    /// An estimate of an option: its index, and which of its estimates.
    OfOption(usize, EstimateKey),
    /// What today's way costs a month until an option is live: the one estimate of the record itself.
    UntilReady,
}

impl EstimateId {
    /// Its path below what it belongs to: a driver's name, `cost.yearly` of an option, `until-ready` of the record. It
    /// names the stream of its draws.
    pub fn path(&self) -> Cow<'_, str> {
        match self {
            Self::Driver(name) => Cow::Borrowed(name),
            Self::OfOption(_, key) => Cow::Owned(key.to_string()),
            Self::UntilReady => Cow::Borrowed("until-ready"),
        }
    }
}

/// One estimate or driver, as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateResult {
    /// Which one.
    pub id: EstimateId,
    /// What it is in.
    pub scale: Scale,
    /// The distribution that its draws follow; of past ratios their mean.
    pub distribution: Distribution,
}

/// What the levels of a criterion are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Money.
    Money,
    /// Money a year.
    MoneyPerYear,
    /// Months.
    Months,
    /// A level out of 100 in the criterion's own direction.
    OutOf100,
    /// The criterion's own unit; of a driver, its own count.
    Natural,
    /// Money a month.
    MoneyPerMonth,
    /// A fraction, for people a percent: growth.
    Percent,
    /// A chance a year, 0 to 1.
    Chance,
    /// Times a year.
    TimesPerYear,
}
