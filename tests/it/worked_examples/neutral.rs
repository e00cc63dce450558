//! Reads the neutral inputs of an example: rows are options, columns criteria.

use adr::model::{Anchors, Better, Timing, ValueFunction};
use serde_json::Value;

/// A number that must be there.
pub(super) fn number(value: &Value, key: &str) -> Result<f64, String> {
    value[key].as_f64().ok_or_else(|| format!("no number `{key}`"))
}

/// A number, or what stands for it where it is absent.
pub(super) fn number_or(value: &Value, key: &str, default: f64) -> f64 {
    value[key].as_f64().unwrap_or(default)
}

/// The first of several keys that is there.
pub(super) fn first<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().map(|key| &value[*key]).find(|value| !value.is_null())
}

/// A list of numbers, or the numbers of a map in its order.
pub(super) fn numbers(value: &Value) -> Result<Vec<f64>, String> {
    let numbers: Option<Vec<f64>> = match value {
        Value::Array(items) => items.iter().map(Value::as_f64).collect(),
        Value::Object(entries) => entries.values().map(Value::as_f64).collect(),
        _ => None,
    };
    numbers.ok_or_else(|| format!("numbers expected, {value} found"))
}

/// Rows of numbers, `None` where nothing is known.
pub(super) fn rows(value: &Value) -> Result<Vec<Vec<Option<f64>>>, String> {
    let rows: Vec<&Value> = match value {
        Value::Array(rows) => rows.iter().collect(),
        Value::Object(rows) => rows.values().collect(),
        _ => return Err(format!("rows expected, {value} found")),
    };
    rows.into_iter()
        .map(|row| match row {
            Value::Array(cells) => Ok(cells.iter().map(Value::as_f64).collect()),
            Value::Object(cells) => Ok(cells.values().map(Value::as_f64).collect()),
            _ => Err(format!("a row expected, {row} found")),
        })
        .collect()
}

/// Names: a list, the keys of a map, or made up (`A1`, `A2`, …) where there are none.
pub(super) fn names(value: &Value, count: usize, letter: char) -> Vec<String> {
    match value {
        Value::Array(names) => names.iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect(),
        Value::Object(entries) => entries.keys().cloned().collect(),
        _ => (1..=count).map(|idx| format!("{letter}{idx}")).collect(),
    }
}

/// Which end of each column is good: `min` or `max`, one for all or one each; `max` where unsaid.
pub(super) fn directions(value: &Value, count: usize) -> Vec<Better> {
    let read = |word: &Value| match word.as_str() {
        Some("min") => Better::Less,
        _ => Better::More,
    };
    match value {
        Value::Array(words) => words.iter().map(read).collect(),
        Value::Object(words) => words.values().map(read).collect(),
        one => vec![read(one); count],
    }
}

/// When in a year money flows.
pub(super) fn timing(inputs: &Value) -> Timing {
    if inputs["timing"].as_str().is_some_and(|word| word.starts_with("mid")) { Timing::Mid } else { Timing::End }
}

/// A value function by its `type`.
pub(super) fn value_function(spec: &Value) -> Result<ValueFunction, String> {
    let anchors = || Ok::<_, String>(Anchors { worst: number(spec, "worst")?, best: number(spec, "best")? });
    let function = match spec["type"].as_str().unwrap_or("linear") {
        "linear" => ValueFunction::linear(anchors()?),
        "exponential" => ValueFunction::exponential(anchors()?, number(spec, "rho")?),
        "piecewise" => {
            let points = rows(&spec["points"])?;
            let pairs: Option<Vec<(f64, f64)>> = points.iter().map(|point| Some((point[0]?, point[1]?))).collect();
            ValueFunction::piecewise(pairs.ok_or("a point without numbers")?)
        }
        other => return Err(format!("no value function is called {other}")),
    };
    function.map_err(|fault| fault.to_string())
}
