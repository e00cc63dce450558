//! A record being lowered: inputs as they are asked for, each with its stream, and what is found on the way.

use super::{DrawnEstimate, EstimateIdx, find_option};
use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::worlds::draws::{Source, fingerprint};
use crate::finding::{Finding, nearest};
use crate::model::{Book, Contract, Distribution, Estimate, Quantity, Record};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// A record being lowered.
pub(crate) struct Lowering<'a> {
    pub(crate) record: &'a Record,
    pub(crate) book: &'a Book,
    pub(super) stream_name: &'a str,
    pub(super) seed: u64,
    pub(super) quantities: Vec<Quantified>,
    pub(crate) findings: Vec<Finding>,
    /// Past ratios of what builds cost to what they were expected to: the class `log`.
    pub(crate) past_builds: &'a [f64],
    /// Drivers that an option has asked for.
    pub(super) drivers: Vec<(String, EstimateIdx)>,
    pub(crate) horizon_years: u32,
    pub(crate) starts: Date,
}

/// An input before its draws are prepared.
pub(super) struct Quantified {
    id: EstimateId,
    scale: Scale,
    distribution: Distribution,
    stream: u64,
    /// Of a reference class; empty otherwise.
    ratios: Vec<f64>,
}

/// What an estimate is of.
pub(crate) struct Of<'a> {
    pub(crate) id: EstimateId,
    pub(crate) quantity: Quantity,
    pub(crate) scale: Scale,
    /// The option's key, or empty.
    pub(crate) key: &'a str,
}

impl Lowering<'_> {
    pub(super) fn error(&mut self, rule: &'static str, key: &str, message: String, help: &str) {
        let span = self.record.place(key);
        self.findings.push(Finding::error(rule, &self.record.path, span, message).with_help(help));
    }

    /// Where the figure of a key of the record stands that could not be read.
    pub(crate) fn unread(&self, key: &str) -> Option<Span> {
        self.record.inputs.unread.iter().find(|(unread, _)| *unread == key).map(|(_, span)| *span)
    }

    /// The first day of the year after so many years.
    pub(super) fn day_after(&self, years: u32) -> Date {
        self.starts.checked_add(i64::from(years).years()).unwrap_or(Date::MAX)
    }

    /// Whether a contract still runs when the horizon ends, so that leaving then costs its break fee.
    pub(super) fn outlasts_horizon(&self, contract: &Contract) -> bool {
        contract.ends.is_some_and(|ends| ends > self.day_after(self.horizon_years))
    }

    /// The option that a key of the record names.
    pub(super) fn named(&mut self, name: &str, key: &str) -> Option<usize> {
        match find_option(&self.record.options, name) {
            Ok(idx) => Some(idx),
            Err(fault) => {
                self.error(fault.rule(), key, fault.to_string(), &fault.help());
                None
            }
        }
    }

    /// Adds an estimate as an input; `None` where it has no distribution.
    pub(crate) fn input(&mut self, estimate: &Estimate, of: Of<'_>) -> Option<EstimateIdx> {
        // A fault was told where the estimate was read.
        let distribution = estimate.distribution(of.quantity).ok()?;
        let stream = self.stream(of.key, &of.id.path());
        Some(self.add(of.id, of.scale, distribution, stream))
    }

    /// Draws of an estimate that is no input of the decision; `None` where it has no distribution.
    pub(crate) fn source(&self, estimate: &Estimate, of: &Of<'_>) -> Option<Source> {
        let distribution = estimate.distribution(of.quantity).ok()?;
        Some(Source::new(distribution, self.seed, self.stream(of.key, &of.id.path())))
    }

    /// The stream of a quantity of this record: of an option by its key, of the record itself with none.
    pub(crate) fn stream(&self, key: &str, path: &str) -> u64 {
        fingerprint(&["", self.stream_name, key, path])
    }

    fn add(&mut self, id: EstimateId, scale: Scale, distribution: Distribution, stream: u64) -> EstimateIdx {
        self.quantities.push(Quantified { id, scale, distribution, stream, ratios: Vec::new() });
        self.quantities.len() - 1
    }

    /// Adds a reference class: one of these ratios in each world.
    pub(crate) fn ratios(&mut self, id: EstimateId, ratios: &[f64], key: &str) -> EstimateIdx {
        let distribution = Distribution::Certain(ratios.iter().sum::<f64>() / ratios.len() as f64);
        let stream = self.stream(key, &id.path());
        let ratios = ratios.to_vec();
        self.quantities.push(Quantified { id, scale: Scale::Natural, distribution, stream, ratios });
        self.quantities.len() - 1
    }

    /// All that was added.
    pub(super) fn inputs(&mut self) -> Vec<DrawnEstimate> {
        let seed = self.seed;
        let input = |Quantified { id, scale, distribution, stream, ratios }| {
            let source = match ratios[..] {
                [] => Source::new(distribution, seed, stream),
                _ => Source::listed(ratios, seed, stream),
            };
            DrawnEstimate { id, distribution, scale, source }
        };
        std::mem::take(&mut self.quantities).into_iter().map(input).collect()
    }

    /// The input of a driver: the record's own, else the book's, which all records share.
    pub(crate) fn driver(&mut self, name: &str, key: &str) -> Option<EstimateIdx> {
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
        let idx = self.add(EstimateId::Driver(name.to_owned()), Scale::Natural, distribution, stream);
        self.drivers.push((name.to_owned(), idx));
        Some(idx)
    }

    fn unknown_driver(&mut self, name: &str, key: &str) {
        // One that stands there and could not be read is told where it stands.
        if self.record.places.contains(&format!("drivers.{}", crate::model::slug(name))) {
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
pub(crate) fn placed(span: Span) -> Option<Span> {
    (span.line > 0).then_some(span)
}
