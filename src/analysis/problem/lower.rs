//! Lowers a record: settings first, then criteria, then options, then what is to be said of them.

use super::criteria::Weighed;
use super::lowering::{Lowering, Of};
use super::{Problem, advice, criteria, option};
use crate::analysis::money::calendar::Calendar;
use crate::analysis::money::discount::Discount;
use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::settings::Settings;
use crate::analysis::worlds::draws::block_count;
use crate::finding::Finding;
use crate::model::{Book, Quantity, Record, Sourcing, WeightSpec};
use jiff::ToSpan;
use jiff::civil::Date;

/// Years that an analysis may look ahead.
const HORIZON_YEARS: std::ops::RangeInclusive<u32> = 1..=50;

/// Lowers a record; `None` where it carries no figures.
pub(crate) fn lower(
    record: &Record,
    stream_name: &str,
    book: &Book,
    settings: &Settings,
    past_builds: &[f64],
) -> (Option<Problem>, Vec<Finding>) {
    if !record.options.iter().any(crate::model::ConsideredOption::has_figures) {
        return (None, Vec::new());
    }
    let mut lowering = Lowering {
        record,
        book,
        stream_name,
        seed: settings.seed,
        quantities: Vec::new(),
        findings: Vec::new(),
        past_builds,
        drivers: Vec::new(),
        horizon_years: 1,
        starts: starts(record, settings.as_of),
    };
    lowering.horizon_years = lowering.horizon();
    let problem = lowering.problem(settings);
    advice::add(&mut lowering, &problem);
    (Some(problem), lowering.findings)
}

impl Lowering<'_> {
    fn problem(&mut self, settings: &Settings) -> Problem {
        let (record, book) = (self.record, self.book);
        let stated = &record.inputs;
        let timing = stated.timing.unwrap_or(book.timing);
        let discount_rate = self.discount_rate();
        let Weighed { criteria, is_weighted, deciders } = criteria::lower(self, &settings.points);
        let spec = stated.criteria.as_ref().unwrap_or(&book.criteria);
        let is_ranked = spec.weights == WeightSpec::Rank && settings.points.is_empty() && stated.deciders.is_empty();
        let until_ready = stated.until_ready.as_ref().and_then(|estimate| {
            let of = Of { id: EstimateId::UntilReady, quantity: Quantity::Money, scale: Scale::MoneyPerMonth, key: "" };
            self.input(estimate, of)
        });
        let options = option::lower_all(self, &criteria, until_ready);
        let recommended = record.recommend.as_ref().and_then(|(name, _)| self.named(name, "recommend"));
        let decided = record
            .decision
            .as_ref()
            .and_then(|decision| decision.option.as_ref())
            .and_then(|name| self.named(name, "decision.option"));
        Problem {
            currency: stated.currency.clone().or_else(|| book.currency.clone()),
            horizon_years: self.horizon_years,
            starts: self.starts,
            calendar: Calendar::new(self.starts, book.fiscal_year_start),
            discount_rate: discount_rate.unwrap_or(0.0),
            is_rate_stated: discount_rate.is_some(),
            discount: Discount::new(discount_rate.unwrap_or(0.0), timing, self.horizon_years),
            prices: stated.prices.unwrap_or(book.prices),
            timing,
            due_months: stated.needed_by.map(|needed_by| months_until_end_of(self.starts, needed_by)),
            late_cost: stated.late_cost.filter(|cost| cost.is_finite() && *cost > 0.0).unwrap_or(0.0),
            limit: record.limit,
            inputs: self.inputs(),
            criteria,
            is_weighted,
            is_ranked,
            deciders,
            options,
            recommended,
            decided,
            avoid: record.options.iter().position(|option| option.sourcing == Some(Sourcing::Avoid)),
            acceptable: book.acceptable,
            close_call: book.close_call,
            seed: settings.seed,
            block_count: block_count(settings.draw_count),
        }
    }

    fn horizon(&mut self) -> u32 {
        let stated = self.record.inputs.horizon_years.unwrap_or(self.book.horizon_years);
        let years = stated.clamp(*HORIZON_YEARS.start(), *HORIZON_YEARS.end());
        if years != stated {
            let message = format!("a horizon of {stated} years cannot be used, {years} is used instead");
            self.error("horizon-out-of-range", "horizon", message, "give 1 to 50 years: `horizon: 5`");
        }
        years
    }

    /// The rate as a fraction; `None` where nobody states one that can be used.
    fn discount_rate(&mut self) -> Option<f64> {
        let rate = self.record.inputs.discount_rate.or(self.book.discount_rate)?;
        if rate.is_finite() && rate > -1.0 {
            return Some(rate);
        }
        let message = "a discount rate of -100% or less makes no sense, 0 is used instead".to_owned();
        self.error(
            "discount-rate-impossible",
            "discount-rate",
            message,
            "give a rate above -100%: `discount-rate: 6%`",
        );
        None
    }
}

/// The month in which it starts: as stated, else the month after the day of decision, else after
/// the record's date, else after today.
fn starts(record: &Record, as_of: Date) -> Date {
    if let Some(starts) = record.inputs.starts {
        return starts.first_of_month();
    }
    let day = record.decide_by.or_else(|| record.date.as_ref().map(|stated| stated.date)).unwrap_or(as_of);
    let first = day.first_of_month();
    first.checked_add(1.month()).unwrap_or(first)
}

/// Whole months from the first of a month to the end of a day, the day as a fraction of its month.
pub(crate) fn months_until_end_of(starts: Date, day: Date) -> f64 {
    let whole =
        (i32::from(day.year()) - i32::from(starts.year())) * 12 + i32::from(day.month()) - i32::from(starts.month());
    f64::from(whole) + f64::from(day.day()) / f64::from(day.days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_a_fraction_of_its_month() {
        assert_eq!(months_until_end_of(date(2027, 2, 1), date(2027, 9, 30)), 8.0);
        assert_eq!(months_until_end_of(date(2027, 2, 1), date(2027, 2, 14)), 0.5);
        assert_eq!(months_until_end_of(date(2027, 2, 1), date(2027, 1, 31)), 0.0);
    }
}
