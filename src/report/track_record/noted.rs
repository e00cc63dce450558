//! What a forecast said and what came of it, as written where somebody wrote it.

use crate::analysis::track_record::{Expected, Outcome};
use crate::model::{Actual, Forecast, slug};
use crate::number::{self, Money};
use crate::report::Input;
use crate::report::narrate::clean;
use std::collections::BTreeMap;

/// Forecasts and what was noted, by record and name.
pub(super) struct Noted<'a> {
    input: &'a Input<'a>,
    forecasts: BTreeMap<(usize, &'a str), &'a Forecast>,
    actuals: BTreeMap<(usize, String), &'a Actual>,
}

impl<'a> Noted<'a> {
    /// Indexes the log.
    pub(super) fn of(input: &'a Input<'a>) -> Self {
        let (mut forecasts, mut actuals) = (BTreeMap::new(), BTreeMap::new());
        for (idx, logged) in input.log.records.iter().enumerate() {
            for forecast in &logged.record.forecasts {
                forecasts.entry((idx, forecast.what.as_str())).or_insert(forecast);
            }
            for actual in &logged.record.actuals {
                // What was noted last holds.
                let last: &mut &Actual = actuals.entry((idx, slug(&actual.what))).or_insert(actual);
                if actual.on >= last.on {
                    *last = actual;
                }
            }
        }
        Self { input, forecasts, actuals }
    }

    fn forecast(&self, outcome: &Outcome) -> Option<&'a Forecast> {
        self.forecasts.get(&(outcome.record, outcome.what.as_str())).copied()
    }

    /// What was forecast, in words.
    pub(super) fn what(&self, outcome: &Outcome) -> String {
        match (self.forecast(outcome), outcome.what.as_str()) {
            (None, "cash") => "Cash, as expected when it was decided".to_owned(),
            (None, "ready") => "Months until it was ready, as expected when it was decided".to_owned(),
            _ => number::capitalized(&clean(&outcome.what)),
        }
    }

    /// What was said: "45% to 65%", "4.2 to 6.1 months", "likely, about 7 in 10".
    pub(super) fn said(&self, outcome: &Outcome) -> String {
        if let Some(forecast) = self.forecast(outcome) {
            return expected(forecast);
        }
        match outcome.expected {
            Expected::Range { low, high, .. } if outcome.what == "ready" => {
                let (low, high) = number::quantity_ends(low, high);
                format!("{low} to {high} months")
            }
            Expected::Range { low, high, .. } => self.money(outcome).range(low, high),
            Expected::Chance(chance) => number::chance_number(chance),
        }
    }

    /// What came, as it was written; of what the tool froze, in its unit.
    pub(super) fn came(&self, outcome: &Outcome) -> String {
        match self.forecast(outcome) {
            Some(_) => self
                .actuals
                .get(&(outcome.record, slug(&outcome.what)))
                .map_or_else(String::new, |actual| clean(&actual.written)),
            None if outcome.what == "ready" => number::months_plain(outcome.actual),
            None => self.money(outcome).stated(outcome.actual),
        }
    }

    fn money(&self, outcome: &Outcome) -> Money {
        let analysis = self.input.analysis.decisions.get(outcome.record).and_then(Option::as_ref);
        Money::new(analysis.and_then(|analysis| analysis.currency.as_ref()))
    }
}

/// A forecast as written, or its chance.
pub(super) fn expected(forecast: &Forecast) -> String {
    match (&forecast.range, forecast.chance) {
        (Some(range), _) => clean(&range.written),
        (None, Some(chance)) => number::chance_number(chance),
        (None, None) => String::new(),
    }
}
