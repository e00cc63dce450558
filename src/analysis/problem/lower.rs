//! Lowers a record: settings first, then criteria, then options, then what is to be said of them.

use super::criteria::Weighed;
use super::{Input, InputIdx, Problem, advice, criteria, find_option, option};
use crate::analysis::calendar::Calendar;
use crate::analysis::draws::{Source, block_count, fingerprint};
use crate::analysis::finance::Discount;
use crate::analysis::{InputId, Scale, Settings};
use crate::finding::{Finding, nearest};
use crate::model::{Book, Distribution, Estimate, Quantity, Record, Sourcing, WeightSpec};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

/// Years that an analysis may look ahead.
const HORIZON_YEARS: std::ops::RangeInclusive<u32> = 1..=50;

/// A record being lowered.
pub(super) struct Lowering<'a> {
    pub(super) record: &'a Record,
    pub(super) book: &'a Book,
    stream_name: &'a str,
    seed: u64,
    quantities: Vec<Quantified>,
    pub(super) findings: Vec<Finding>,
    /// Past ratios of what builds cost to what they were expected to: the class `log`.
    pub(super) past_builds: &'a [f64],
    /// Drivers that an option has asked for.
    drivers: Vec<(String, InputIdx)>,
    pub(super) horizon_years: u32,
    pub(super) starts: Date,
}

/// An input before its draws are prepared.
struct Quantified {
    id: InputId,
    scale: Scale,
    distribution: Distribution,
    stream: u64,
    /// Of a reference class; empty otherwise.
    ratios: Vec<f64>,
}

/// What an estimate is of.
pub(super) struct Of<'a> {
    pub(super) id: InputId,
    pub(super) quantity: Quantity,
    pub(super) scale: Scale,
    /// The option's key, or empty.
    pub(super) key: &'a str,
}

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
            let id = InputId::OfRecord("until-ready".to_owned());
            let of = Of { id, quantity: Quantity::Money, scale: Scale::MoneyPerMonth, key: "" };
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

    fn error(&mut self, rule: &'static str, key: &str, message: String, help: &str) {
        let span = self.record.place(key);
        self.findings.push(Finding::error(rule, &self.record.path, span, message).with_help(help));
    }

    /// Where the figure of a key of the record stands that could not be read.
    pub(super) fn unread(&self, key: &str) -> Option<Span> {
        self.record.inputs.unread.iter().find(|(unread, _)| *unread == key).map(|(_, span)| *span)
    }

    /// The option that a key of the record names.
    fn named(&mut self, name: &str, key: &str) -> Option<usize> {
        match find_option(&self.record.options, name) {
            Ok(idx) => Some(idx),
            Err(fault) => {
                self.error(fault.rule(), key, fault.to_string(), &fault.help());
                None
            }
        }
    }

    /// Adds an estimate as an input; `None` where it has no distribution.
    pub(super) fn input(&mut self, estimate: &Estimate, of: Of<'_>) -> Option<InputIdx> {
        // A fault was told where the estimate was read.
        let distribution = estimate.distribution(of.quantity).ok()?;
        let path = match &of.id {
            InputId::OfOption(_, path) | InputId::OfRecord(path) => path.as_str(),
            InputId::Driver(name) => name.as_str(),
        };
        let stream = self.stream(of.key, path);
        Some(self.add(of.id, of.scale, distribution, stream))
    }

    /// Draws of an estimate that is no input of the decision; `None` where it has no distribution.
    pub(super) fn source(&self, estimate: &Estimate, quantity: Quantity, key: &str, path: &str) -> Option<Source> {
        let distribution = estimate.distribution(quantity).ok()?;
        Some(Source::new(distribution, self.seed, self.stream(key, path)))
    }

    /// The stream of a quantity of this record: of an option by its key, of the record itself with none.
    pub(super) fn stream(&self, key: &str, path: &str) -> u64 {
        fingerprint(&["", self.stream_name, key, path])
    }

    fn add(&mut self, id: InputId, scale: Scale, distribution: Distribution, stream: u64) -> InputIdx {
        self.quantities.push(Quantified { id, scale, distribution, stream, ratios: Vec::new() });
        self.quantities.len() - 1
    }

    /// Adds a reference class: one of these ratios in each world.
    pub(super) fn ratios(&mut self, id: InputId, ratios: &[f64], key: &str, path: &str) -> InputIdx {
        let distribution = Distribution::Certain(ratios.iter().sum::<f64>() / ratios.len() as f64);
        let stream = self.stream(key, path);
        let ratios = ratios.to_vec();
        self.quantities.push(Quantified { id, scale: Scale::Natural, distribution, stream, ratios });
        self.quantities.len() - 1
    }

    /// All that was added, with tables of quantiles: these take the time, so they are made side by side.
    fn inputs(&mut self) -> Vec<Input> {
        let seed = self.seed;
        let input = |Quantified { id, scale, distribution, stream, ratios }| {
            let source = match ratios[..] {
                [] => Source::new(distribution, seed, stream),
                _ => Source::listed(ratios, seed, stream),
            };
            Input { id, distribution, scale, source }
        };
        std::mem::take(&mut self.quantities).into_par_iter().map(input).collect()
    }

    /// The input of a driver: the record's own, else the book's, which all records share.
    pub(super) fn driver(&mut self, name: &str, key: &str) -> Option<InputIdx> {
        if let Some((_, idx)) = self.drivers.iter().find(|(known, _)| known == name) {
            return Some(*idx);
        }
        let find = |drivers: &[(String, Estimate)]| drivers.iter().find(|(known, _)| known == name).cloned();
        let own = find(&self.record.inputs.drivers);
        let stream = match own {
            Some(_) => fingerprint(&["", self.stream_name, name]),
            None => fingerprint(&[name]),
        };
        let Some((_, estimate)) = own.or_else(|| find(&self.book.drivers)) else {
            self.unknown_driver(name, key);
            return None;
        };
        let distribution = estimate.distribution(Quantity::Driver).ok()?;
        let idx = self.add(InputId::Driver(name.to_owned()), Scale::Natural, distribution, stream);
        self.drivers.push((name.to_owned(), idx));
        Some(idx)
    }

    fn unknown_driver(&mut self, name: &str, key: &str) {
        // One that stands there and could not be read is told where it stands.
        if self.record.places.contains_key(&format!("drivers.{}", crate::model::slug(name))) {
            return;
        }
        let known = || self.record.inputs.drivers.iter().chain(&self.book.drivers).map(|(name, _)| name.as_str());
        let help = match nearest(name, known()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("add it: `drivers: {{ {name}: 30k to 80k }}`"),
        };
        self.error("unknown-driver", key, format!("no driver is called `{name}`"), &help);
    }
}

/// A span that points somewhere.
pub(super) fn placed(span: Span) -> Option<Span> {
    (span.line > 0).then_some(span)
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
fn months_until_end_of(starts: Date, day: Date) -> f64 {
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
