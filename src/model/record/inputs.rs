//! What the analysis of a record starts from.

use crate::model::{CriteriaSpec, Currency, Drivers, Estimate, Prices, Timing};
use crate::source::Span;
use jiff::civil::Date;

/// One point of an appetite for losses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exceedance {
    /// A loss of this much or more in a year …
    pub loss: f64,
    /// … may happen with this chance.
    pub per_year: f64,
}

/// What we are ready to bear.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appetite {
    /// Expected loss a year, money.
    pub annual_loss: Option<f64>,
    /// Points of the loss curve.
    pub exceedance: Vec<Exceedance>,
    /// Largest share of yearly spend with one supplier, 0 to 1 (the book's only).
    pub supplier_share: Option<f64>,
}

/// A study before deciding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    /// The option that it looks at.
    pub option: Option<String>,
    /// Paths of the estimates that it resolves.
    pub resolves: Vec<String>,
    /// Money.
    pub cost: f64,
    /// How long.
    pub weeks: f64,
    /// Money a week.
    pub delay_cost: f64,
    /// How much of the doubt it takes away, 0 to 1.
    pub quality: f64,
}

/// What happens in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioKind {
    /// Yearly cost changes by a fraction, from a year on.
    Yearly(f64, u32),
    /// One-off cost changes by a fraction.
    Once(f64),
    /// The supplier stops in a year, replaced by an option or by (once, yearly).
    Discontinued(u32, Option<String>, Option<(f64, f64)>),
    /// Drivers change by fractions.
    Driver(Vec<(String, f64)>),
    /// It is ready later, in months.
    Ready(f64),
}

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioSpec {
    /// Its name.
    pub name: String,
    /// The option that it concerns.
    pub option: Option<String>,
    /// What happens.
    pub kinds: Vec<ScenarioKind>,
}

/// What the analysis starts from, as the record states it; `None` falls back to the book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnalysisInputs {
    /// Currency, stated or the one sign that is used.
    pub currency: Option<Currency>,
    /// Years, 1 to 50.
    pub horizon_years: Option<u32>,
    /// First day of the month in which it starts.
    pub starts: Option<Date>,
    /// A fraction.
    pub discount_rate: Option<f64>,
    /// Real or nominal.
    pub prices: Option<Prices>,
    /// When in a year money flows.
    pub timing: Option<Timing>,
    /// When the result must be live.
    pub needed_by: Option<Date>,
    /// Money for each month of lateness.
    pub late_cost: Option<f64>,
    /// Money a month until an option is live.
    pub until_ready: Option<Estimate>,
    /// Keys whose figure or date stands at this place and could not be read.
    pub unread: Vec<(&'static str, Span)>,
    /// Shared quantities.
    pub drivers: Drivers,
    /// What options are judged by.
    pub criteria: Option<CriteriaSpec>,
    /// Each decider's own points: (role, points by criterion id).
    pub deciders: Vec<(String, Vec<(String, f64)>)>,
    /// What we bear for this decision alone.
    pub appetite: Option<Appetite>,
    /// A study before deciding.
    pub study: Option<Study>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioSpec>,
}
