//! Tables by column: a name, what it means, and a value a row.

use jiff::civil::Date;

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// Names its file.
    pub name: &'static str,
    /// What a row of it is.
    pub about: &'static str,
    /// In the order in which they are written.
    pub columns: Vec<DataColumn>,
    /// How many rows each column has.
    pub row_count: usize,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct DataColumn {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// A value a row; `None` where nothing is known.
    pub values: DataValues,
}

/// The values of a column, all of one kind.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the kinds name themselves")]
pub enum DataValues {
    Text(Vec<Option<String>>),
    Number(Vec<Option<f64>>),
    Integer(Vec<Option<i64>>),
    Day(Vec<Option<Date>>),
    YesNo(Vec<Option<bool>>),
}

impl DataValues {
    /// The kind, in a word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "number",
            Self::Integer(_) => "whole number",
            Self::Day(_) => "day",
            Self::YesNo(_) => "yes or no",
        }
    }
}

/// A table under construction: its rows, and the columns so far.
pub(super) struct Columns<'a, Row> {
    rows: &'a [Row],
    columns: Vec<DataColumn>,
}

impl<'a, Row> Columns<'a, Row> {
    pub(super) fn of(rows: &'a [Row]) -> Self {
        Self { rows, columns: Vec::new() }
    }

    fn with(mut self, name: &'static str, about: &'static str, values: DataValues) -> Self {
        self.columns.push(DataColumn { name, about, values });
        self
    }

    pub(super) fn text<T: Into<String>>(
        self,
        name: &'static str,
        about: &'static str,
        value: impl Fn(&'a Row) -> Option<T>,
    ) -> Self {
        let values = self.rows.iter().map(|row| value(row).map(Into::into)).collect();
        self.with(name, about, DataValues::Text(values))
    }

    /// A number that is infinite or none is not known.
    pub(super) fn number(self, name: &'static str, about: &'static str, value: impl Fn(&Row) -> Option<f64>) -> Self {
        let values = self.rows.iter().map(|row| value(row).filter(|number| number.is_finite())).collect();
        self.with(name, about, DataValues::Number(values))
    }

    pub(super) fn integer(self, name: &'static str, about: &'static str, value: impl Fn(&Row) -> Option<u64>) -> Self {
        let values = self.rows.iter().map(|row| value(row).and_then(|number| i64::try_from(number).ok())).collect();
        self.with(name, about, DataValues::Integer(values))
    }

    pub(super) fn day(self, name: &'static str, about: &'static str, value: impl Fn(&Row) -> Option<Date>) -> Self {
        let values = self.rows.iter().map(value).collect();
        self.with(name, about, DataValues::Day(values))
    }

    pub(super) fn yes_no(self, name: &'static str, about: &'static str, value: impl Fn(&Row) -> Option<bool>) -> Self {
        let values = self.rows.iter().map(value).collect();
        self.with(name, about, DataValues::YesNo(values))
    }

    pub(super) fn table(self, name: &'static str, about: &'static str) -> DataTable {
        DataTable { name, about, columns: self.columns, row_count: self.rows.len() }
    }
}
