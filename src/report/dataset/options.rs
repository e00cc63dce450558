//! A row an option.

use super::column::{Columns, DataTable};
use super::row::OptionRow;
use crate::model::{Sourcing, Tested};

pub(super) fn table(rows: &[OptionRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "whose option it is", |row| Some(row.of.logged.page_id.as_str()))
        .text("option", "its name in the record: sourcing where that is unique, else key, else title", |row| {
            Some(row.name())
        })
        .integer("position", "its place in the record, from 1", |row| Some(row.idx as u64 + 1))
        .text("sourcing", "build, buy, partner or avoid; unknown for an option that only the text names", |row| {
            row.option.sourcing.map(Sourcing::as_str)
        })
        .text("title", "its title", |row| Some(row.option.title.as_str()))
        .text("summary", "what it is", |row| row.option.summary.as_deref())
        .text("why_not", "why not this one", |row| row.option.why_not.as_deref())
        .integer("rank", "from 1, by mean total; unknown for one that is out of the running", |row| {
            let place = row.of.analysis?.order.iter().position(|idx| *idx == row.idx)?;
            row.result?.is_running().then_some(place as u64 + 1)
        })
        .yes_no("chosen", "decided, else recommended, else the leader", OptionRow::is_chosen)
        .yes_no("complete", "something is known on every criterion with weight", |row| {
            row.result.map(crate::analysis::OptionResult::is_complete)
        })
        .text("failed_musts", "criteria whose must it fails, with `; ` between them", |row| {
            let criteria = &row.of.analysis?.criteria;
            let failed = row.result?.failed_musts.iter().filter_map(|idx| criteria.get(*idx));
            super::records::listed(&failed.map(|criterion| criterion.id.clone()).collect::<Vec<_>>())
        })
        .text("dominated_by", "options that are no worse on every criterion, with `; ` between them", |row| {
            let by = row.result?.dominated_by.iter().filter_map(|idx| row.of.name(Some(*idx)));
            super::records::listed(&by.map(str::to_owned).collect::<Vec<_>>())
        })
        .day("exit_tested_on", "the day on which leaving was tried", |row| match row.option.exit.as_ref()?.tested? {
            Tested::On(day) => Some(day),
            Tested::No => None,
        })
        .table("options", "A row an option of a record")
}
