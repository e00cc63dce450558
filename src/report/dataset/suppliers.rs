//! A row an option that rests on a supplier: who, what it is paid, and the contract.

use super::column::{Columns, DataTable};
use super::row::OptionRow;
use crate::model::{Contract, Renewal, Supplier};

pub(super) struct SupplierRow<'a> {
    of: OptionRow<'a>,
    supplier: &'a Supplier,
    contract: Option<&'a Contract>,
}

pub(super) fn rows<'a>(options: &[OptionRow<'a>]) -> Vec<SupplierRow<'a>> {
    let row = |of: &OptionRow<'a>| {
        let supplier = of.option.supplier.as_ref()?;
        Some(SupplierRow { of: *of, supplier, contract: of.option.contract.as_ref() })
    };
    options.iter().filter_map(row).collect()
}

pub(super) fn table(rows: &[SupplierRow<'_>]) -> DataTable {
    let as_of = |row: &SupplierRow<'_>| row.of.of.input.as_of;
    Columns::of(rows)
        .text("record", "of which record", |row| Some(row.of.of.logged.page_id.as_str()))
        .text("option", "of which option", |row| Some(row.of.name()))
        .text("supplier", "its name as written", |row| Some(row.supplier.name.as_str()))
        .text("parent", "who owns it, where the record says so", |row| row.supplier.parent.as_deref())
        .text("functions", "what it does for us, with `; ` between them", |row| {
            super::records::listed(&row.supplier.functions)
        })
        .integer("alternatives", "how many others could take its place", |row| row.supplier.alternatives.map(u64::from))
        .yes_no("chosen", "its option is decided, else recommended, else the leader", |row| row.of.is_chosen())
        .yes_no("in_force", "its record is accepted, and nothing has taken its place", |row| {
            Some(row.of.of.is_in_force())
        })
        .text("currency", "of its money", |row| row.of.of.currency())
        .number("yearly_spend", "mean running cash of the option's first full year: what it is paid", |row| {
            row.of.result?.yearly_spend
        })
        .day("contract_starts", "the contract's first day", |row| row.contract?.starts)
        .day("contract_ends", "its last day, as written", |row| row.contract?.ends)
        .day("ends", "its last day, counted on to the renewal that holds on `as_of`", |row| {
            row.contract?.end_on(as_of(row))
        })
        .day("notice_by", "the last day on which notice can be given, seen from `as_of`", |row| {
            row.contract?.notice_date_on(as_of(row))
        })
        .yes_no("renews", "it renews by itself; unknown where nobody says so", |row| {
            row.contract?.renews.map(|renewal| renewal != Renewal::No)
        })
        .yes_no("notice_given", "notice was given", |row| Some(row.contract?.given.is_some()))
        .number("price_cap", "the highest growth of the price before the end, a fraction", |row| {
            row.contract?.price_cap
        })
        .table("suppliers", "A row an option that rests on a supplier")
}
