//! Examples that go through distributions and draws.

use super::Answer;
use super::neutral::{estimate, estimate_of, first};
use adr::analysis::{risk, score};
use adr::model::{Distribution, Quantity};
use serde_json::{Map, Value, json};

pub(super) fn distribution(inputs: &Value) -> Answer {
    // A level of a criterion may lie anywhere, so its estimate is held to no scale but the stated one.
    let cuts = ["lower", "upper", "cut_low", "cut_high", "truncate_low", "truncate_high"];
    let scale = first(inputs, &["scale", "bounds", "truncate"]);
    let cut = |place: usize, keys: &[&str]| {
        scale.and_then(|scale| scale[place].as_f64()).or_else(|| first(inputs, keys).and_then(Value::as_f64))
    };
    let written = estimate(inputs)?;
    let mut found = written.distribution(Quantity::NaturalLevel).map_err(|fault| fault.to_string())?;
    if let Distribution::Normal { mean, sd } = found
        && let (Some(low), Some(high)) = (cut(0, &[cuts[0], cuts[2], cuts[4]]), cut(1, &[cuts[1], cuts[3], cuts[5]]))
    {
        found = Distribution::TruncatedNormal { mean, sd, low, high };
    }
    let summary = found.summary();
    let mut answer = json!({
        "mean": summary.mean, "sd": summary.sd, "p5": summary.p5, "p10": summary.p10, "p50": summary.p50,
        "p90": summary.p90, "p95": summary.p95, "p1": found.quantile(0.01), "p25": found.quantile(0.25),
        "p75": found.quantile(0.75), "p99": found.quantile(0.99),
    });
    if let Distribution::Lognormal { mu, sigma } = found {
        answer["mu"] = json!(mu);
        answer["sigma"] = json!(sigma);
    }
    if let Some((alpha, beta)) = found.beta_parameters() {
        answer["alpha"] = json!(alpha);
        answer["beta"] = json!(beta);
    }
    Ok(answer)
}

pub(super) fn annual_loss(inputs: &Value) -> Answer {
    let risks = inputs["risks"].as_array().ok_or("no `risks`")?;
    let (mut names, mut losses) = (Vec::new(), Vec::new());
    for (idx, spec) in risks.iter().enumerate() {
        let name = first(spec, &["id", "name"]).and_then(Value::as_str).map(str::to_owned);
        let mean = |keys: &[&str], quantity: Quantity| -> Result<f64, String> {
            for key in keys {
                if let Some(estimate) = estimate_of(spec, key)? {
                    return Ok(estimate.distribution(quantity).map_err(|fault| fault.to_string())?.mean());
                }
            }
            Err(format!("risk {idx} has none of {keys:?}"))
        };
        let rate = mean(&["frequency", "per_year", "per-year", "rate", "probability"], Quantity::Rate)?;
        names.push(name.unwrap_or_else(|| format!("R{}", idx + 1)));
        losses.push(risk::expected_annual_loss(rate, mean(&["loss"], Quantity::Money)?));
    }
    let ranking: Vec<&String> = score::order(&losses).into_iter().map(|idx| &names[idx]).collect();
    let by_risk: Map<String, Value> = names.iter().cloned().zip(losses.iter().map(|loss| json!(loss))).collect();
    Ok(json!({ "expected_annual_loss": by_risk, "total": losses.iter().sum::<f64>(), "ranking": ranking }))
}
