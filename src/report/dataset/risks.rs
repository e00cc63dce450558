//! A row a risk of an option.

use super::column::{Columns, DataTable};
use super::row::OptionRow;
use crate::analysis::RiskResult;
use crate::model::Risk;

pub(super) struct RiskRow<'a> {
    of: OptionRow<'a>,
    idx: usize,
    risk: &'a Risk,
    result: Option<&'a RiskResult>,
}

pub(super) fn rows<'a>(options: &[OptionRow<'a>]) -> Vec<RiskRow<'a>> {
    let of_option = |of: &OptionRow<'a>| {
        let of = *of;
        let row =
            move |(idx, risk)| RiskRow { of, idx, risk, result: of.result.and_then(|result| result.risks.get(idx)) };
        of.option.risks.iter().flatten().enumerate().map(row)
    };
    options.iter().flat_map(of_option).collect()
}

pub(super) fn table(rows: &[RiskRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "of which record", |row| Some(row.of.of.logged.page_id.as_str()))
        .text("option", "of which option", |row| Some(row.of.name()))
        .integer("position", "its place among the option's risks, from 1", |row| Some(row.idx as u64 + 1))
        .text("risk", "what may go wrong", |row| Some(row.risk.name.as_str()))
        .text("owner", "who answers for it", |row| row.risk.owner.as_deref())
        .yes_no("at_most_once", "it cannot happen twice in a year", |row| Some(row.risk.is_at_most_once))
        .yes_no("chosen", "its option is decided, else recommended, else the leader", |row| row.of.is_chosen())
        .yes_no("in_force", "its record is accepted, and nothing has taken its place", |row| {
            Some(row.of.of.is_in_force())
        })
        .text("mitigation", "what is done about it", |row| row.risk.mitigation.as_ref()?.what.as_deref())
        .text("currency", "of its money", |row| row.of.of.currency())
        .number("per_year", "times a year, or chance a year, mitigated; the mean", |row| {
            row.result?.per_year.map(|summary| summary.mean)
        })
        .number("per_year_p5", "5% lie below", |row| row.result?.per_year.map(|summary| summary.p5))
        .number("per_year_p95", "5% lie above", |row| row.result?.per_year.map(|summary| summary.p95))
        .number("loss", "money lost when it happens, mitigated; the mean", |row| {
            row.result?.loss.map(|summary| summary.mean)
        })
        .number("loss_p5", "5% lie below", |row| row.result?.loss.map(|summary| summary.p5))
        .number("loss_p95", "5% lie above", |row| row.result?.loss.map(|summary| summary.p95))
        .number("annual_loss", "mean rate times mean loss", |row| row.result?.expected_annual_loss)
        .table("risks", "A row a risk of an option")
}
