//! Examples of what concerns a whole log: losses of a year, suppliers, and what came of forecasts.

use super::Answer;
use super::drawn::weighed;
use super::neutral::{first, number, number_or};
use adr::analysis::concentration::{Concentration, Owners};
use adr::analysis::track_record;
use serde_json::{Map, Value, json};

/// One risk that strikes at most once a year, as an author would write it; the sums that the example
/// asks about are the appetite.
pub(super) fn loss_exceedance(inputs: &Value) -> Answer {
    let chance = number(inputs, "probability")?;
    let (low, high) = (number(inputs, "loss_low")?, number(inputs, "loss_high")?);
    let sums = inputs["thresholds"].as_array().ok_or("no `thresholds`")?;
    let appetite: Vec<String> = sums.iter().map(|sum| format!("{{ loss: {sum}, per-year: 50% }}")).collect();
    let text = format!(
        "---\nstatus: proposed\nrecommend: buy\nappetite: {{ exceedance: [{}] }}\noptions:\n  - buy: Service\n    \
         risks: [{{ name: It happens, per-year: {chance}, at-most-once: yes, loss: {low} to {high} }}]\n---\n# A risk\n",
        appetite.join(", ")
    );
    let (_, analysis) = weighed(&text)?;
    let option = &analysis.options[0];
    let curve = option.loss_curve.as_ref().ok_or("no curve")?;
    let by_sum = sums.iter().map(Value::to_string).zip(curve.against.iter().map(|point| json!(point.chance)));
    Ok(json!({
        "exceedance": by_sum.collect::<Map<_, _>>(),
        "expected_annual_loss": option.risks[0].expected_annual_loss,
    }))
}

pub(super) fn concentration(inputs: &Value) -> Answer {
    let spend = inputs["spend"].as_object().ok_or("no `spend`")?;
    let mut owners = Owners::default();
    for (supplier, parent) in inputs["parent"].as_object().into_iter().flatten() {
        owners.add(supplier, parent.as_str().ok_or("a parent without a name")?);
    }
    let spends = spend.iter().map(|(supplier, yearly)| (supplier.as_str(), yearly.as_f64().unwrap_or(0.0)));
    let found = Concentration::of(spends, &owners);
    let largest = found.largest().ok_or("no spend")?;
    Ok(json!({ "hhi": found.hhi, "largest": largest.parent, "largest_share": largest.share }))
}

fn column(inputs: &Value, keys: &[&str]) -> Result<Vec<f64>, String> {
    let values = first(inputs, keys).and_then(Value::as_array).ok_or_else(|| format!("none of {keys:?}"))?;
    values.iter().map(|value| value.as_f64().ok_or_else(|| format!("no number: {value}"))).collect()
}

pub(super) fn ratios(inputs: &Value) -> Answer {
    let (estimates, actuals) = (column(inputs, &["estimate", "forecast"])?, column(inputs, &["actual"])?);
    let found = track_record::ratios(estimates.into_iter().zip(actuals)).ok_or("no ratio")?;
    Ok(json!({
        "ratio": found.each, "median": found.median, "geometric_mean": found.geometric_mean,
        "share_over": found.share_over,
    }))
}

pub(super) fn coverage(inputs: &Value) -> Answer {
    let (lows, highs) = (column(inputs, &["low"])?, column(inputs, &["high"])?);
    let ranges = lows.into_iter().zip(highs).zip(column(inputs, &["actual"])?);
    let ranges = ranges.map(|((low, high), actual)| (low, high, actual));
    let nominal = number_or(inputs, "nominal", track_record::NOMINAL);
    let found = track_record::coverage(ranges, nominal).ok_or("no range")?;
    Ok(json!({ "hits": found.hits, "coverage": found.share, "p_value_this_few": found.chance_of_so_few }))
}

pub(super) fn brier(inputs: &Value) -> Answer {
    let outcomes = first(inputs, &["outcome", "actual"]).and_then(Value::as_array).ok_or("no `outcome`")?;
    let happened = outcomes.iter().map(|outcome| outcome.as_bool().unwrap_or_else(|| outcome.as_f64() == Some(1.0)));
    let forecasts = column(inputs, &["forecast"])?;
    let found = track_record::brier(forecasts.into_iter().zip(happened)).ok_or("no forecast")?;
    Ok(json!({ "each": found.each, "brier": found.score }))
}
