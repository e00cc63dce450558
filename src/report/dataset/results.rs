//! A row a figure of an option: what is computed, by its name.

use super::column::{Columns, DataTable};
use super::row::OptionRow;
use crate::model::Summary;

pub(super) struct ResultRow<'a> {
    of: OptionRow<'a>,
    figure: &'static str,
    criterion: Option<&'a str>,
    value: Value,
}

#[derive(Clone, Copy)]
enum Value {
    Drawn(Summary),
    Single(f64),
}

impl Value {
    fn of(self, pick: fn(Summary) -> f64) -> Option<f64> {
        match self {
            Self::Drawn(summary) => Some(pick(summary)),
            Self::Single(_) => None,
        }
    }
}

pub(super) fn rows<'a>(options: &[OptionRow<'a>]) -> Vec<ResultRow<'a>> {
    let mut rows = Vec::new();
    for of in options {
        let (Some(result), Some(analysis)) = (of.result, of.of.analysis) else { continue };
        let drawn = |value: Option<Summary>| value.map(Value::Drawn);
        let single = |value: Option<f64>| value.map(Value::Single);
        let savings = result.savings.as_ref();
        let known = [
            ("total", drawn(result.total)),
            ("first_share", single(result.rank_shares.first().copied())),
            ("cheapest_share", single(result.cheapest_share)),
            ("regret", single(result.regret)),
            ("over_limit_share", single(result.over_limit_share)),
            ("cash", drawn(result.cash)),
            ("exit_cash", drawn(result.exit_cash)),
            ("present_value", drawn(result.present_value)),
            ("total_cost", drawn(result.total_cost)),
            ("benefits", drawn(result.benefits)),
            ("yearly_spend", single(result.yearly_spend)),
            ("people_cost", single(result.people_cost)),
            ("savings_npv", single(savings.map(|savings| savings.npv))),
            ("simple_payback_years", single(savings.and_then(|savings| savings.simple_payback_years))),
            ("discounted_payback_years", single(savings.and_then(|savings| savings.discounted_payback_years))),
            ("ready_months", drawn(result.ready)),
            ("late_chance", single(result.late_chance)),
            ("late_months", drawn(result.late_months)),
            ("late_cost", drawn(result.late_cost)),
            ("until_ready_cost", drawn(result.until_ready_cost)),
            ("exit_months", drawn(result.exit_months)),
            ("exit_cost", drawn(result.exit_cost)),
            ("annual_loss", drawn(result.annual_loss)),
            ("one_off_uplift", single(result.uplift)),
        ];
        let row =
            |figure, criterion, value: Option<Value>| Some(ResultRow { of: *of, figure, criterion, value: value? });
        rows.extend(known.into_iter().filter_map(|(figure, value)| row(figure, None, value)));
        for (idx, criterion) in analysis.criteria.iter().enumerate() {
            let id = Some(criterion.id.as_str());
            let level = result.levels.get(idx).copied().flatten();
            let score = result.scores.get(idx).copied().flatten();
            let contribution = result.contributions.get(idx).copied().flatten();
            rows.extend(row("level", id, drawn(level)));
            rows.extend(row("score", id, drawn(score)));
            rows.extend(row("contribution", id, single(contribution)));
            rows.extend(row("weight", id, single(Some(criterion.weight))));
        }
    }
    rows
}

pub(super) fn table(rows: &[ResultRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "of which record", |row| Some(row.of.of.logged.page_id.as_str()))
        .text("option", "of which option", |row| Some(row.of.name()))
        .text("figure", "which figure: `total`, `cash`, `ready_months`, `annual_loss` and so on, as in `adr compare --format json`; and `level`, `score`, `contribution` and `weight` of a criterion", |row| {
            Some(row.figure)
        })
        .text("criterion", "on which criterion, where it is of one", |row| row.criterion)
        .text("currency", "of its money", |row| row.of.of.currency())
        .number("mean", "the mean over all draws, or the one number that there is", |row| match row.value {
            Value::Drawn(summary) => Some(summary.mean),
            Value::Single(value) => Some(value),
        })
        .number("sd", "the standard deviation over all draws", |row| row.value.of(|summary| summary.sd))
        .number("p5", "5% of the draws lie below", |row| row.value.of(|summary| summary.p5))
        .number("p10", "10% of the draws lie below", |row| row.value.of(|summary| summary.p10))
        .number("p50", "half of the draws lie below", |row| row.value.of(|summary| summary.p50))
        .number("p90", "10% of the draws lie above", |row| row.value.of(|summary| summary.p90))
        .number("p95", "5% of the draws lie above", |row| row.value.of(|summary| summary.p95))
        .table("results", "A row a figure of an option, computed")
}
