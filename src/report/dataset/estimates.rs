//! A row an estimate or driver: as written, and the distribution that it stands for.

use super::column::{Columns, DataTable};
use super::row::RecordRow;
use crate::analysis::{EstimateId, EstimateResult};
use crate::model::{Estimate, EstimateKey, Form, Shape};
use crate::report::figures::{ScaleWord, ShapeWord};
use crate::report::stated::Stated;
use std::collections::BTreeSet;

pub(super) struct EstimateRow<'a> {
    of: RecordRow<'a>,
    id: EstimateId,
    estimate: Option<&'a Estimate>,
    drawn: Option<&'a EstimateResult>,
}

/// What a record states, and what its figures rest on besides: drivers of the book, and past ratios.
pub(super) fn rows<'a>(records: &[RecordRow<'a>]) -> Vec<EstimateRow<'a>> {
    let mut rows = Vec::new();
    for of in records {
        let inputs: &[EstimateResult] = of.analysis.map_or(&[], |analysis| &analysis.inputs);
        let record = of.record();
        let mut ids: BTreeSet<EstimateId> = inputs.iter().map(|input| input.id.clone()).collect();
        ids.extend(record.inputs.drivers.iter().map(|(name, _)| EstimateId::Driver(name.clone())));
        ids.extend(record.inputs.until_ready.iter().map(|_| EstimateId::UntilReady));
        for (idx, option) in record.options.iter().enumerate() {
            ids.extend(EstimateKey::stated_by(option).into_iter().map(|key| EstimateId::OfOption(idx, key)));
        }
        rows.extend(ids.into_iter().map(|id| EstimateRow {
            of: *of,
            estimate: stated(of, &id),
            drawn: inputs.iter().find(|input| input.id == id),
            id,
        }));
    }
    rows
}

fn stated<'a>(of: &RecordRow<'a>, id: &EstimateId) -> Option<&'a Estimate> {
    let record = of.record();
    match id {
        EstimateId::OfOption(idx, key) => key.of(record.options.get(*idx)?),
        EstimateId::UntilReady => record.inputs.until_ready.as_ref(),
        EstimateId::Driver(name) => {
            let drivers = record.inputs.drivers.iter().chain(&of.input.book.drivers);
            drivers.into_iter().find(|(known, _)| known == name).map(|(_, estimate)| estimate)
        }
    }
}

impl EstimateRow<'_> {
    fn ends(&self) -> Option<(f64, Option<f64>, f64)> {
        Some(match self.estimate?.form {
            Form::Certain(value) => (value, Some(value), value),
            Form::Range { low, high } => (low, None, high),
            Form::Points { low, likely, high } => (low, Some(likely), high),
        })
    }

    fn stated(&self) -> Stated<'_> {
        Stated::of(&self.id, self.of.record(), self.of.input.book)
    }

    fn quantile(&self, share: f64) -> Option<f64> {
        self.drawn.map(|drawn| drawn.distribution.quantile(share))
    }
}

pub(super) fn table(rows: &[EstimateRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "whose estimate it is", |row| Some(row.of.logged.page_id.as_str()))
        .text("option", "of which option; unknown for drivers and for the record's own", |row| match row.id {
            EstimateId::OfOption(idx, _) => row.of.name(Some(idx)),
            EstimateId::Driver(_) | EstimateId::UntilReady => None,
        })
        .text("estimate", "its path below that: `cost.yearly`, `risks[0].loss`, a criterion, a driver's name", |row| {
            Some(row.id.path().into_owned())
        })
        .yes_no("driver", "it is a driver, which several estimates may share", |row| {
            Some(matches!(row.id, EstimateId::Driver(_)))
        })
        .text("written", "as its author wrote it", |row| row.stated().written.map(str::to_owned))
        .number("low", "the first number: the lowest of three, 5% below of two, where nothing else is said", |row| {
            row.ends().map(|(low, _, _)| low)
        })
        .number("likely", "the most likely of three, or the only number", |row| row.ends().and_then(|ends| ends.1))
        .number("high", "the last number", |row| row.ends().map(|(_, _, high)| high))
        .text("stated_shape", "the shape, where the author names one", |row| {
            let shape = row.estimate?.shape?;
            Shape::ALL.into_iter().find(|(_, known)| *known == shape).map(|(word, _)| word)
        })
        .number("holds", "how often the range holds, 0 to 1, where the author says so", |row| row.estimate?.holds)
        .text("basis", "where it comes from, in the author's words", |row| row.estimate?.basis.source.as_deref())
        .text("estimated_by", "who made it, where that is said", |row| row.estimate?.basis.by.as_deref())
        .day("estimated_on", "when, where that is said", |row| row.estimate?.basis.on)
        .text("file", "the file that it stands in", |row| Some(row.stated().path.to_owned()))
        .integer("line", "the line of it, from 1", |row| row.stated().span.map(|span| u64::from(span.line)))
        .text("unit", "what it is in: money, money-per-year, months, out-of-100, natural, percent and so on", |row| {
            word(&ScaleWord::from(row.drawn?.scale))
        })
        .text("shape", "the distribution that it is drawn from; unknown where no figure rests on it", |row| {
            word(&ShapeWord::from(&row.drawn?.distribution))
        })
        .number("mean", "its mean", |row| row.drawn.map(|drawn| drawn.distribution.mean()))
        .number("p5", "5% lie below", |row| row.quantile(0.05))
        .number("p50", "the median", |row| row.quantile(0.5))
        .number("p95", "5% lie above", |row| row.quantile(0.95))
        .table("estimates", "A row an estimate of an option, a driver, or what today's way costs")
}

/// The word that stands for a kind in our JSON.
pub(super) fn word(kind: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(kind).ok()?.as_str().map(str::to_owned)
}
