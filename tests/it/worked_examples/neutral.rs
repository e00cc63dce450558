//! Reads the neutral inputs of an example: rows are options, columns criteria.

use adr::analysis::weights::Weights;
use adr::model::{Anchors, Better, Estimate, Form, Shape, Timing, ValueFunction, Z_95};
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

/// Rows of numbers without gaps.
pub(super) fn known_rows(value: &Value) -> Result<Vec<Vec<f64>>, String> {
    rows(value)?
        .into_iter()
        .map(|row| row.into_iter().collect::<Option<Vec<f64>>>().ok_or("a gap".to_owned()))
        .collect()
}

/// Points as weights.
pub(super) fn weights(points: &Value) -> Result<Weights, String> {
    let points: Vec<Option<f64>> = numbers(points)?.into_iter().map(Some).collect();
    Weights::from_points(&points).map_err(|fault| fault.to_string())
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

/// An estimate: a number, a pair (nine times in ten), three numbers, or a distribution by its name.
pub(super) fn estimate(spec: &Value) -> Result<Estimate, String> {
    let (form, shape) = match spec {
        Value::Number(_) => (Form::Certain(spec.as_f64().ok_or("no number")?), None),
        Value::Array(_) => match numbers(spec)?.as_slice() {
            [low, high] => (Form::Range { low: *low, high: *high }, None),
            [low, likely, high] => (Form::Points { low: *low, likely: *likely, high: *high }, None),
            _ => return Err(format!("two or three numbers expected, {spec} found")),
        },
        Value::Object(_) => named_shape(spec)?,
        _ => return Err(format!("an estimate expected, {spec} found")),
    };
    Ok(Estimate { form, shape, ..Estimate::certain(0.0) })
}

fn named_shape(spec: &Value) -> Result<(Form, Option<Shape>), String> {
    let get = |keys: &[&str]| first(spec, keys).and_then(Value::as_f64);
    let word = first(spec, &["dist", "shape", "type"]).and_then(Value::as_str).unwrap_or_default();
    let ends =
        || -> Option<(f64, f64)> { Some((get(&["low", "min", "a", "p5"])?, get(&["high", "max", "b", "p95"])?)) };
    if let Some(value) = get(&["value"]) {
        return Ok((Form::Certain(value), None));
    }
    let shape = match word {
        "pert" | "beta-pert" => Some(Shape::Pert),
        "triangular" => Some(Shape::Triangular),
        "lognormal" => Some(Shape::Lognormal),
        "normal" | "truncated-normal" | "truncated_normal" | "truncnorm" => Some(Shape::Normal),
        "uniform" => Some(Shape::Uniform),
        "" => None,
        other => return Err(format!("no distribution is called {other}")),
    };
    // Parameters instead of points: the 5% and 95% points say the same.
    if let (Some(mu), Some(sigma)) = (get(&["mu"]), get(&["sigma"])) {
        let (low, high) = (libm::exp(mu - Z_95 * sigma), libm::exp(mu + Z_95 * sigma));
        return Ok((Form::Range { low, high }, shape));
    }
    if let (Some(mean), Some(sd)) = (get(&["mean"]), get(&["sd"])) {
        return Ok((Form::Range { low: mean - Z_95 * sd, high: mean + Z_95 * sd }, shape));
    }
    let (low, high) = ends().ok_or("no `low` and `high`")?;
    Ok(match get(&["likely", "mode", "m"]) {
        Some(likely) => (Form::Points { low, likely, high }, shape),
        None => (Form::Range { low, high }, shape),
    })
}

/// An estimate under one key, or spread over `key_low`, `key_likely` and `key_high`.
pub(super) fn estimate_of(value: &Value, key: &str) -> Result<Option<Estimate>, String> {
    if !value[key].is_null() {
        return estimate(&value[key]).map(Some);
    }
    let part = |end: &str| value[format!("{key}_{end}")].as_f64();
    Ok(match (part("low"), part("likely"), part("high")) {
        (Some(low), None, Some(high)) => Some(Estimate { form: Form::Range { low, high }, ..Estimate::certain(0.0) }),
        (Some(low), Some(likely), Some(high)) => {
            Some(Estimate { form: Form::Points { low, likely, high }, ..Estimate::certain(0.0) })
        }
        _ => None,
    })
}
