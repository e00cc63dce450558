//! Where an input stands, and how its author wrote it.

use crate::analysis::InputId;
use crate::model::{Benefit, Book, ConsideredOption, Cost, CostFlows, Estimate, Record, Yearly};
use crate::source::Span;

/// An input as its author stated it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stated<'a> {
    /// The author's own spelling; `None` for past ratios, which are several numbers.
    pub(crate) written: Option<&'a str>,
    /// The file.
    pub(crate) path: &'a str,
    /// Its place there, or that of the block above it.
    pub(crate) span: Option<Span>,
}

impl<'a> Stated<'a> {
    /// An estimate of the record, or a driver of the record or the book.
    pub(crate) fn of(id: &InputId, record: &'a Record, book: &'a Book) -> Self {
        match id {
            InputId::Driver(name) => driver(name, record, book),
            InputId::OfRecord(path) => {
                let estimate = record.inputs.until_ready.as_ref().filter(|_| path == "until-ready");
                Self::at(estimate, record, path)
            }
            InputId::OfOption(idx, path) => {
                let option = record.options.get(*idx);
                let estimate = option.and_then(|option| estimate(option, path));
                let front = option.and_then(|option| option.front_matter_idx).unwrap_or(*idx);
                Self::at(estimate, record, &format!("options[{front}].{path}"))
            }
        }
    }

    /// An estimate that a record states under this key.
    pub(crate) fn at(estimate: Option<&'a Estimate>, record: &'a Record, key: &str) -> Self {
        let own = estimate.map(|estimate| estimate.span).filter(|span| span.line > 0);
        Self {
            written: estimate.map(|estimate| estimate.written.as_str()),
            path: &record.path,
            span: own.or_else(|| record.place(key)),
        }
    }
}

fn driver<'a>(name: &str, record: &'a Record, book: &'a Book) -> Stated<'a> {
    let find = |drivers: &'a [(String, Estimate)]| drivers.iter().find(|(known, _)| known == name);
    match (find(&record.inputs.drivers), find(&book.drivers)) {
        (Some((_, estimate)), _) => Stated::at(Some(estimate), record, &format!("drivers.{name}")),
        (None, Some((_, estimate))) => Stated {
            written: Some(&estimate.written),
            path: "book.toml",
            span: Some(estimate.span).filter(|span| span.line > 0),
        },
        (None, None) => Stated { written: None, path: &record.path, span: record.place("drivers") },
    }
}

/// The estimate of an option below this path.
pub(crate) fn estimate<'a>(option: &'a ConsideredOption, path: &str) -> Option<&'a Estimate> {
    match path {
        "cost" => match option.cost.as_ref()? {
            Cost::Total(total) => Some(total),
            Cost::Flows(_) => None,
        },
        "ready" => option.ready.as_ref(),
        "exit.months" => option.exit.as_ref()?.months.as_ref(),
        "exit.cost" => option.exit.as_ref()?.cost.as_ref(),
        "contract.minimum" => option.contract.as_ref()?.minimum.as_ref(),
        "contract.break-fee" => option.contract.as_ref()?.break_fee.as_ref(),
        "people.months" => option.people.as_ref()?.months.as_ref(),
        _ => nested(option, path),
    }
}

fn nested<'a>(option: &'a ConsideredOption, path: &str) -> Option<&'a Estimate> {
    if let Some(path) = path.strip_prefix("cost.") {
        return match option.cost.as_ref()? {
            Cost::Flows(flows) => flow(flows, path),
            Cost::Total(_) => None,
        };
    }
    if let Some(path) = path.strip_prefix("benefit.") {
        let Benefit { once, yearly, growth } = option.benefit.as_ref()?;
        return match path {
            "once" => once.as_ref(),
            "growth" => growth.as_ref(),
            path => running(yearly.as_ref()?, path),
        };
    }
    if let Some((idx, path)) = indexed(path, "risks") {
        let risk = option.risks.as_ref()?.get(idx)?;
        let mitigation = risk.mitigation.as_ref();
        return match path {
            "per-year" => risk.per_year.as_ref(),
            "loss" => risk.loss.as_ref(),
            "mitigation.per-year" => mitigation?.per_year.as_ref(),
            "mitigation.loss" => mitigation?.loss.as_ref(),
            "mitigation.yearly" => mitigation?.yearly.as_ref(),
            _ => None,
        };
    }
    option.levels.iter().find(|(id, _)| id == path).map(|(_, estimate)| estimate)
}

fn flow<'a>(flows: &'a CostFlows, path: &str) -> Option<&'a Estimate> {
    match path {
        "once" => flows.once.as_ref(),
        "growth" => flows.growth.as_ref(),
        path => match indexed(path, "at") {
            Some((idx, _)) => flows.at.get(idx).map(|scheduled| &scheduled.amount),
            None => running(flows.yearly.as_ref()?, path),
        },
    }
}

fn running<'a>(yearly: &'a Yearly, path: &str) -> Option<&'a Estimate> {
    match (yearly, path) {
        (Yearly::Sum(sum), "yearly") => Some(sum),
        (Yearly::Per { rate, .. }, "yearly.rate") => Some(rate),
        _ => None,
    }
}

/// `risks[2].per-year` is entry 2 of `risks`, and `per-year` below it.
fn indexed<'p>(path: &'p str, list: &str) -> Option<(usize, &'p str)> {
    let (idx, rest) = path.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?;
    Some((idx.parse().ok()?, rest.strip_prefix('.').unwrap_or(rest)))
}
