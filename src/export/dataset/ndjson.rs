//! JSON, an object a line: what warehouses load, and what can be read before it is whole.

use crate::report::{DataTable, DataValues};
use serde_json::{Map, Value};

pub(super) fn file(table: &DataTable) -> String {
    (0..table.row_count).map(|row| format!("{}\n", Value::Object(object(table, row)))).collect()
}

fn object(table: &DataTable, row: usize) -> Map<String, Value> {
    table.columns.iter().map(|column| (column.name.to_owned(), value(&column.values, row))).collect()
}

fn value(values: &DataValues, row: usize) -> Value {
    match values {
        DataValues::Text(texts) => texts[row].as_deref().into(),
        DataValues::Number(numbers) => numbers[row].into(),
        DataValues::Integer(numbers) => numbers[row].into(),
        DataValues::Day(days) => days[row].map(|day| day.to_string()).into(),
        DataValues::YesNo(answers) => answers[row].into(),
    }
}
