//! Forecasts of the log and what came of them, matched by name.
//!
//! A record's `forecasts` meet its `actuals` by `what`; a frozen `decision.forecast` meets the
//! actuals that are named for cash over the horizon or for months until ready.

use super::{NOMINAL, TrackRecord, brier, coverage, ratios};
use crate::analysis::problem::find_option;
pub use crate::analysis::result::{Expected, Outcome, Subject};
use crate::log::DecisionLog;
use crate::model::{Actual, Form, Points, Quantity, Record, Sourcing, slug};
use jiff::civil::Date;

impl Outcome {
    /// What came over the middle of what was expected; `None` unless both are above zero.
    pub fn ratio(&self) -> Option<f64> {
        match self.expected {
            Expected::Range { middle, .. } if middle > 0.0 && self.actual > 0.0 => Some(self.actual / middle),
            _ => None,
        }
    }

    /// Whether the range held; `None` for a single number or a chance.
    pub fn is_inside(&self) -> Option<bool> {
        match self.expected {
            Expected::Range { low, high, .. } if low < high => Some(low <= self.actual && self.actual <= high),
            _ => None,
        }
    }
}

/// Holds every forecast of the log against what came of it.
pub fn of_log(log: &DecisionLog) -> TrackRecord {
    let outcomes: Vec<Outcome> =
        log.records.iter().enumerate().flat_map(|(idx, logged)| of_record(idx, &logged.record)).collect();
    let ranges = outcomes.iter().filter(|outcome| outcome.is_inside().is_some());
    let ranges = ranges.filter_map(|outcome| match outcome.expected {
        Expected::Range { low, high, .. } => Some((low, high, outcome.actual)),
        Expected::Chance(_) => None,
    });
    let chances = outcomes.iter().filter_map(|outcome| match outcome.expected {
        Expected::Chance(chance) => Some((chance, outcome.actual > 0.5)),
        Expected::Range { .. } => None,
    });
    let pairs = outcomes.iter().filter_map(|outcome| match outcome.expected {
        Expected::Range { middle, .. } => Some((middle, outcome.actual)),
        Expected::Chance(_) => None,
    });
    TrackRecord { ratios: ratios(pairs), coverage: coverage(ranges, NOMINAL), brier: brier(chances), outcomes }
}

impl TrackRecord {
    /// Past ratios of what builds cost to what they were expected to, from records dated before
    /// this day (all dated ones where it has none), itself left out: the class `log` of
    /// docs/method/money.md, "Builds run over".
    pub fn past_builds(&self, log: &DecisionLog, own_idx: usize) -> Vec<f64> {
        let day = |idx: usize| dated(&log.records[idx].record);
        let before = |idx: usize| match (day(idx), day(own_idx)) {
            (Some(theirs), Some(own)) => theirs < own,
            (Some(_), None) => true,
            (None, _) => false,
        };
        let of_builds = self.outcomes.iter().filter(|outcome| outcome.is_build && outcome.subject == Subject::Cost);
        let earlier = of_builds.filter(|outcome| outcome.record != own_idx && before(outcome.record));
        earlier.filter_map(Outcome::ratio).collect()
    }
}

fn dated(record: &Record) -> Option<Date> {
    record.date.as_ref().map(|stated| stated.date).or_else(|| record.decision.as_ref().and_then(|decision| decision.on))
}

fn of_record(idx: usize, record: &Record) -> Vec<Outcome> {
    if record.actuals.is_empty() {
        return Vec::new();
    }
    let is_build = is_build(record);
    let outcome = |what: &str, subject: Subject, expected: Expected, actual: (f64, Option<Date>)| Outcome {
        record: idx,
        what: what.to_owned(),
        subject,
        expected,
        actual: actual.0,
        on: actual.1,
        is_build,
    };
    let mut outcomes = Vec::new();
    for forecast in &record.forecasts {
        let Some(actual) = latest(record, |what| slug(what) == slug(&forecast.what)) else { continue };
        let expected = match (&forecast.range, forecast.chance) {
            (Some(range), _) => middle_of(range).zip(actual.value),
            (None, Some(chance)) => Some(Expected::Chance(chance)).zip(yes_or_no(actual)),
            (None, None) => None,
        };
        if let Some((expected, value)) = expected {
            outcomes.push(outcome(&forecast.what, subject(&forecast.what), expected, (value, actual.on)));
        }
    }
    let frozen = record.decision.as_ref().and_then(|decision| decision.forecast.as_ref());
    let parts = frozen.map(|frozen| {
        [("cash", Subject::Cost, frozen.cash, &CASH[..]), ("ready", Subject::Time, frozen.ready, &READY[..])]
    });
    for (what, subject, points, names) in parts.into_iter().flatten() {
        // What the record forecast by that name itself has been counted.
        let is_forecast = |name: &str| record.forecasts.iter().any(|forecast| slug(&forecast.what) == slug(name));
        let actual = latest(record, |name| names.contains(&slug(name).as_str()) && !is_forecast(name));
        if let Some((points, actual)) = points.zip(actual)
            && let Some(value) = actual.value
        {
            let (low, middle, high): Points = points;
            outcomes.push(outcome(what, subject, Expected::Range { low, middle, high }, (value, actual.on)));
        }
    }
    outcomes
}

/// Names of an actual that is held against frozen cash.
const CASH: [&str; 5] = ["cash", "cash-over-the-horizon", "total-cash", "cost", "total-cost"];
/// Names of an actual that is held against frozen months until ready.
const READY: [&str; 5] = ["ready", "live", "months-until-ready", "months-until-live", "ready-in-months"];
/// Words that speak of money spent.
const COST_WORDS: [&str; 9] = ["cost", "costs", "cash", "spend", "spending", "spent", "price", "budget", "outlay"];
/// Words that speak of how long something takes.
const TIME_WORDS: [&str; 6] = ["months", "weeks", "ready", "live", "launch", "duration"];

fn subject(what: &str) -> Subject {
    let folded = slug(what);
    let has_one_of = |words: &[&str]| folded.split('-').any(|word| words.contains(&word));
    if has_one_of(&COST_WORDS) {
        Subject::Cost
    } else if has_one_of(&TIME_WORDS) {
        Subject::Time
    } else {
        Subject::Other
    }
}

/// The actual of this name that was noted last.
fn latest(record: &Record, is_named: impl Fn(&str) -> bool) -> Option<&Actual> {
    record.actuals.iter().filter(|actual| is_named(&actual.what)).reduce(|a, b| if b.on >= a.on { b } else { a })
}

fn middle_of(range: &crate::model::Estimate) -> Option<Expected> {
    let distribution = range.distribution(Quantity::NaturalLevel).ok()?;
    let (low, high) = match range.form {
        Form::Range { low, high } => (low, high),
        _ => (distribution.quantile(0.05), distribution.quantile(0.95)),
    };
    Some(Expected::Range { low, middle: distribution.quantile(0.5), high })
}

fn yes_or_no(actual: &Actual) -> Option<f64> {
    match slug(&actual.written).as_str() {
        "yes" | "true" | "happened" | "done" => return Some(1.0),
        "no" | "false" | "not" | "never" => return Some(0.0),
        _ => {}
    }
    actual.value.filter(|value| *value == 0.0 || *value == 1.0)
}

fn is_build(record: &Record) -> bool {
    let decided = record.decision.as_ref().and_then(|decision| decision.option.as_deref());
    let named = decided.or_else(|| record.recommend.as_ref().map(|(name, _)| name.as_str()));
    let chosen = named.and_then(|name| find_option(&record.options, name).ok());
    chosen.is_some_and(|idx| record.options[idx].sourcing == Some(Sourcing::Build))
}
