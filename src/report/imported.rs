//! What a register became: one row of it a line.

use crate::model::{Cost, Currency, Estimate, Form, Record, Yearly};
use crate::number::Money;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowState {
    /// Its record was written, or would be.
    Written,
    /// It had a record.
    Known,
    /// It had a record, and says something else by now.
    Changed,
}

/// One row of a register that has a record.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImportedRow {
    /// As spreadsheets count.
    pub row: usize,
    /// What became of it.
    pub state: RowState,
    /// The path of its record, relative to the root.
    pub path: String,
    /// Who is paid.
    pub supplier: String,
    /// What for.
    pub product: String,
    /// The currency's code, where the row names one.
    pub currency: Option<String>,
    /// Money a year, the least.
    pub yearly_low: Option<f64>,
    /// Money a year, the most; the same as the least where one sum is stated.
    pub yearly_high: Option<f64>,
    /// The last day of the contract, ISO.
    pub ends: Option<String>,
    /// The last day to give notice, ISO.
    pub notice_day: Option<String>,
    /// Money a year in words, for the terminal.
    #[serde(skip)]
    pub yearly: String,
}

/// A row as its draft is read; `book` is the currency of the log, and dates are seen from a day.
pub fn imported_row(
    (row, state, path): (usize, RowState, &str),
    draft: &Record,
    book: Option<&Currency>,
    day: Date,
) -> ImportedRow {
    let option = draft.options.first();
    let contract = option.and_then(|option| option.contract.as_ref());
    let currency = draft.inputs.currency.as_ref();
    let yearly = option.and_then(|option| option.cost.as_ref()).and_then(yearly).map(ends_of);
    let money = Money::new(currency.or(book));
    ImportedRow {
        row,
        state,
        path: path.to_owned(),
        supplier: option.and_then(|option| option.supplier.as_ref()).map_or_else(String::new, |one| one.name.clone()),
        product: option.map_or_else(String::new, |option| option.title.clone()),
        currency: currency.map(|currency| currency.code().to_owned()),
        yearly_low: yearly.map(|(low, _)| low),
        yearly_high: yearly.map(|(_, high)| high),
        ends: contract.and_then(|contract| contract.ends).map(|day| day.to_string()),
        notice_day: contract.and_then(|contract| contract.notice_date_on(day)).map(|day| day.to_string()),
        yearly: match yearly {
            Some((low, high)) if low < high => money.range(low, high),
            Some((sum, _)) => money.stated(sum),
            None => "–".to_owned(),
        },
    }
}

fn yearly(cost: &Cost) -> Option<&Estimate> {
    match cost {
        Cost::Flows(flows) => match &flows.yearly {
            Some(Yearly::Sum(sum)) => Some(sum),
            _ => None,
        },
        Cost::Total(_) => None,
    }
}

fn ends_of(estimate: &Estimate) -> (f64, f64) {
    match estimate.form {
        Form::Certain(value) => (value, value),
        Form::Range { low, high } | Form::Points { low, high, .. } => (low, high),
    }
}
