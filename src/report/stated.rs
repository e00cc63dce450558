//! Where an input stands, and how its author wrote it.

use crate::analysis::EstimateId;
use crate::model::{Book, Estimate, Past, Record};
use crate::source::{Change, Span};

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

/// The last change of an estimate of an option, or of the block that it stands in; `None` where git cannot tell.
pub(crate) fn change_of<'a>(id: &EstimateId, record: &Record, past: &'a Past) -> Option<&'a Change> {
    let EstimateId::OfOption(idx, key) = id else { return None };
    let front = record.options.get(*idx)?.front_matter_idx?;
    let whole = format!("options[{front}].");
    let mut place = format!("{whole}{key}");
    while place.len() > whole.len() {
        if let Some(change) = past.estimates.get(&place) {
            return Some(change);
        }
        place.truncate(place.rfind(['.', '['])?);
    }
    None
}

impl<'a> Stated<'a> {
    /// An estimate of the record, or a driver of the record or the book.
    pub(crate) fn of(id: &EstimateId, record: &'a Record, book: &'a Book) -> Self {
        match id {
            EstimateId::Driver(name) => driver(name, record, book),
            EstimateId::UntilReady => Self::at(record.inputs.until_ready.as_ref(), record, &id.path()),
            EstimateId::OfOption(idx, key) => {
                let option = record.options.get(*idx);
                let estimate = option.and_then(|option| key.of(option));
                let front = option.and_then(|option| option.front_matter_idx).unwrap_or(*idx);
                Self::at(estimate, record, &format!("options[{front}].{key}"))
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
