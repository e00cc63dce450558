//! Examples that go through distributions and draws.

use super::Answer;
use super::neutral::{estimate, estimate_of, first, number, number_or, timing};
use crate::middle;
use adr::analysis::{DecisionAnalysis, OptionResult, Settings, Summary, risk, score, smaa};
use adr::finding::Severity;
use adr::model::{
    Book, ConsideredOption, Cost, Distribution, Form, Measure, Quantity, Record, Shape, Sourcing, Timing, Yearly,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
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
    if let Distribution::Lognormal { mu, sigma, .. } = found {
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

/// Draws behind every simulated figure; the examples' tolerances hold for as many.
const DRAWS: usize = 1_000_000;

pub(super) fn weighed(text: &str) -> Result<(Record, DecisionAnalysis), String> {
    let settings = Settings {
        draw_count: DRAWS,
        seed: 1,
        as_of: jiff::civil::date(2026, 11, 25),
        points: Vec::new(),
        scenario: None,
    };
    let mut middle = middle::run(&[("0001-example.md", text)], &Book::default(), &settings);
    let faults: Vec<String> = middle
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("line {}: {}", finding.line(), finding.message))
        .collect();
    if !faults.is_empty() {
        return Err(format!("our reader objects: {}", faults.join("; ")));
    }
    let record = middle.log.records.pop().ok_or("no record")?.record;
    let analysis = middle.analysis.decisions.pop().flatten().ok_or("no figures")?;
    Ok((record, analysis))
}

/// A cost model becomes a record, as an author would write it, with cost as its one criterion.
pub(super) fn cost_model(inputs: &Value) -> Answer {
    let options = inputs["options"].as_object().ok_or("no `options`")?;
    let mut text = String::from("---\nstatus: proposed\n");
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    if let Some(currency) = inputs["currency"].as_str() {
        // "kEUR" counts thousands; the figures are the same in any unit.
        line(format!("currency: {}", currency.trim_start_matches('k')));
    }
    line(format!("horizon: {}", number(inputs, "horizon_years")?));
    line(format!("discount-rate: {}%", 100.0 * number_or(inputs, "discount_rate", 0.0)));
    if timing(inputs) == Timing::Mid {
        line("timing: mid".to_owned());
    }
    let shared = inputs["shared"].as_object().cloned().unwrap_or_default();
    if !shared.is_empty() {
        line("drivers:".to_owned());
        for (name, spec) in &shared {
            line(format!("  {name}: {}", written(spec, "")?));
        }
    }
    // Anchors far outside any cost: nothing is clamped, and the worth of knowing is in money.
    let worst = 10_000.0 * (largest(&inputs["options"]) * largest(&inputs["shared"]).max(1.0)).max(1.0);
    line(format!("criteria: {{ cost: {{ points: 100, worst: {worst}, best: 0 }} }}"));
    line("options:".to_owned());
    for (idx, (name, spec)) in options.iter().enumerate() {
        let sourcing = Sourcing::ALL.into_iter().find(|sourcing| name.eq_ignore_ascii_case(sourcing.as_str()));
        line(format!("  - {}: {name}", sourcing.unwrap_or(Sourcing::Buy)));
        line(format!("    key: o{idx}"));
        line(format!("    cost: {}", cost_block(spec, &shared)?));
        if let Some(exit) = first(spec, &["exit"]) {
            line(format!("    exit: {{ cost: {} }}", written(exit, "")?));
        }
    }
    line("---\n# A cost model".to_owned());
    let (_, analysis) = weighed(&text)?;
    let mut by_option = Map::new();
    for (name, result) in options.keys().zip(&analysis.options) {
        let (worth, cash) = (result.total_cost.ok_or("no total cost")?, result.cash.ok_or("no cash")?);
        by_option.insert(
            name.clone(),
            json!({
                "mean": worth.mean, "sd": worth.sd, "p5": worth.p5, "p10": worth.p10, "p50": worth.p50,
                "p90": worth.p90, "p95": worth.p95, "p_cheapest": result.cheapest_share,
                "expected_regret": result.regret, "cash_mean": cash.mean, "cash_p5": cash.p5,
                "cash_p50": cash.p50, "cash_p95": cash.p95,
            }),
        );
    }
    Ok(json!({ "options": by_option, "evpi": analysis.evpi }))
}

/// The largest number anywhere in a value.
fn largest(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap_or(0.0),
        Value::Array(items) => items.iter().map(largest).fold(0.0, f64::max),
        Value::Object(entries) => entries.values().map(largest).fold(0.0, f64::max),
        _ => 0.0,
    }
}

/// `cost: { once, yearly, growth }` of an option.
fn cost_block(spec: &Value, shared: &Map<String, Value>) -> Result<String, String> {
    let mut parts = Vec::new();
    if let Some(once) = first(spec, &["one_off", "once"]) {
        parts.push(format!("once: {}", written(once, "")?));
    }
    if let Some(yearly) = first(spec, &["recurring", "yearly"]) {
        parts.push(format!("yearly: {}", yearly_block(yearly, shared)?));
    } else if let Some(yearly) = scaled(spec, shared)? {
        parts.push(format!("yearly: {yearly}"));
    }
    if let Some(growth) = first(spec, &["growth"]) {
        parts.push(format!("growth: {}", written(growth, "%")?));
    }
    Ok(format!("{{ {} }}", parts.join(", ")))
}

fn yearly_block(yearly: &Value, shared: &Map<String, Value>) -> Result<String, String> {
    match yearly {
        Value::String(driver) if shared.contains_key(driver) => Ok(format!("{{ per: {driver}, rate: 1 }}")),
        Value::Object(_) => Ok(match scaled(yearly, shared)? {
            Some(block) => block,
            None => written(yearly, "")?,
        }),
        _ => written(yearly, ""),
    }
}

/// A yearly cost that scales with a shared quantity: whichever key names the quantity, and
/// whichever gives the price of one unit of it.
fn scaled(spec: &Value, shared: &Map<String, Value>) -> Result<Option<String>, String> {
    let entries = spec.as_object().into_iter().flatten();
    let driver = entries.filter_map(|(_, value)| value.as_str()).find(|word| shared.contains_key(*word));
    let Some(driver) = driver else { return Ok(None) };
    let rate = first(spec, &["rate", "price", "unit_price", "unit_cost", "per_unit", "amount", "fee", "cost", "value"]);
    let rate = rate.map_or(Ok("1".to_owned()), |rate| written(rate, ""))?;
    Ok(Some(format!("{{ per: {driver}, rate: {rate} }}")))
}

/// An estimate as an author writes it; `%` multiplies by a hundred.
fn written(spec: &Value, unit: &str) -> Result<String, String> {
    let estimate = estimate(spec)?;
    let plain = |number: f64| format!("{}{unit}", if unit == "%" { number * 100.0 } else { number });
    let range = match estimate.form {
        Form::Certain(value) => return Ok(plain(value)),
        Form::Range { low, high } => format!("{} to {}", plain(low), plain(high)),
        Form::Points { low, likely, high } => format!("{} / {} / {}", plain(low), plain(likely), plain(high)),
    };
    let shape = estimate.shape.and_then(|shape| Shape::ALL.into_iter().find(|(_, known)| *known == shape));
    Ok(match shape {
        Some((word, _)) => format!("{{ range: {range}, shape: {word} }}"),
        None => range,
    })
}

/// The record as it stands, read by our own reader and weighed with every default in force.
pub(super) fn short_record(inputs: &Value) -> Answer {
    let text = inputs["yaml"].as_str().ok_or("no `yaml`")?;
    let (record, analysis) = weighed(text)?;
    read_right(&record, &analysis, inputs)?;
    let names: Vec<String> = record.options.iter().map(|option| name(&record, option)).collect();
    let named = |idx: Option<usize>| idx.map(|idx| &names[idx]);
    let criteria = || analysis.criteria.iter().map(|criterion| criterion.id.clone());
    let mut options = Map::new();
    for (idx, result) in analysis.options.iter().enumerate() {
        options.insert(names[idx].clone(), option_answer(result, &analysis));
    }
    let ranges = || analysis.stability.iter();
    let shift = |idx: usize| analysis.least_shift[idx].as_ref().map(|shift| shift.weight * 100.0);
    let shifts = (0..names.len()).filter(|idx| Some(*idx) != analysis.leader);
    let nearest = shifts.clone().filter(|idx| shift(*idx).is_some()).min_by(|a, b| {
        shift(*a).unwrap_or(f64::INFINITY).total_cmp(&shift(*b).unwrap_or(f64::INFINITY)).then(a.cmp(b))
    });
    let cost = analysis.criteria.iter().find(|criterion| criterion.id == "cost");
    let scale = cost.map(|criterion| criterion.value.anchors());
    Ok(json!({
        "weights": criteria().zip(analysis.criteria.iter().map(|criterion| json!(criterion.weight))).collect::<Map<_, _>>(),
        "cost_scale": { "scale_worst": scale.map(|scale| scale.worst), "scale_best": scale.map(|scale| scale.best) },
        "options": options,
        "ranking": analysis.order.iter().map(|idx| &names[*idx]).collect::<Vec<_>>(),
        "leader": named(analysis.leader),
        "close_call": analysis.verdict.is_close_call,
        "none_good_enough": analysis.verdict.is_none_good_enough,
        "avoid_wins": analysis.verdict.does_avoid_win,
        "weight_stability": criteria()
            .zip(ranges().map(|range| json!(range.map(|range| [range.low, range.high]))))
            .collect::<Map<_, _>>(),
        "rival_at_bound": criteria()
            .zip(ranges().map(|range| json!(range.map(|range| [named(range.rival_low), named(range.rival_high)]))))
            .collect::<Map<_, _>>(),
        "least_weight_shift": shifts.map(|idx| (names[idx].clone(), json!(shift(idx)))).collect::<Map<_, _>>(),
        "nearest_rival": named(nearest),
        "evpi": analysis.evpi,
    }))
}

/// An option's sourcing where that is unique, else its key, else its title.
fn name(record: &Record, option: &ConsideredOption) -> String {
    let is_unique = record.options.iter().filter(|other| other.sourcing == option.sourcing).count() == 1;
    match (option.sourcing, &option.key) {
        (Some(sourcing), _) if is_unique => sourcing.to_string(),
        (_, Some(key)) => key.clone(),
        _ => option.title.clone(),
    }
}

fn option_answer(result: &OptionResult, analysis: &DecisionAnalysis) -> Value {
    let by_criterion = |values: Vec<Option<f64>>| -> Map<String, Value> {
        analysis
            .criteria
            .iter()
            .map(|criterion| criterion.id.clone())
            .zip(values.into_iter().map(|value| json!(value)))
            .collect()
    };
    let mean = |summary: &Option<Summary>| summary.map(|summary| summary.mean);
    let mut answer = json!({
        "score": by_criterion(result.scores.iter().map(mean).collect()),
        "level": by_criterion(result.levels.iter().map(mean).collect()),
        "contribution": by_criterion(result.contributions.clone()),
        "rank_share": result.rank_shares,
        "p_cheapest": result.cheapest_share,
        "expected_regret": result.regret,
        "over_limit": result.over_limit_share,
        "late_chance": result.late_chance,
        "complete": result.is_complete(),
    });
    let summaries = [
        ("total", result.total),
        ("cash", result.cash),
        ("pv", result.present_value),
        ("total_cost", result.total_cost),
        ("benefit", result.benefits),
        ("ready", result.ready),
        ("late_months", result.late_months),
        ("late_cost", result.late_cost),
        ("exit_months", result.exit_months),
        ("exit_cost", result.exit_cost),
        ("annual_loss", result.annual_loss),
    ];
    for (name, summary) in summaries {
        let Some(Summary { mean, sd, p5, p10, p50, p90, p95 }) = summary else { continue };
        let figures = [("mean", mean), ("sd", sd), ("p5", p5), ("p10", p10), ("p50", p50), ("p90", p90), ("p95", p95)];
        for (figure, value) in figures {
            answer[format!("{name}_{figure}")] = json!(value);
        }
    }
    answer
}

/// Holds what our reader found against what the other inputs say.
fn read_right(record: &Record, analysis: &DecisionAnalysis, inputs: &Value) -> Result<(), String> {
    let same = |what: &str, found: String, stated: String| {
        if found == stated { Ok(()) } else { Err(format!("{what}: {stated} was written, {found} was read")) }
    };
    if let Some(title) = inputs["title"].as_str() {
        same("title", record.title.text.clone(), title.to_owned())?;
    }
    if let Some(years) = inputs["horizon_years"].as_u64() {
        same("horizon", analysis.horizon_years.to_string(), years.to_string())?;
    }
    if let Some(rate) = inputs["discount_rate"].as_f64() {
        same("discount rate", analysis.discount_rate.to_string(), rate.to_string())?;
    }
    let criteria = inputs["criteria"].as_array().cloned().unwrap_or_default();
    same("criteria", analysis.criteria.len().to_string(), criteria.len().to_string())?;
    for (spec, criterion) in criteria.iter().zip(&analysis.criteria) {
        same("criterion", criterion.id.clone(), spec["id"].as_str().unwrap_or_default().to_owned())?;
        if let Some(measure) = spec["measure"].as_str() {
            let own = (measure == "own").to_string();
            same(&criterion.id, (criterion.measure == Measure::Own).to_string(), own)?;
        }
    }
    let options = inputs["options"].as_array().cloned().unwrap_or_default();
    same("options", record.options.len().to_string(), options.len().to_string())?;
    for (spec, option) in options.iter().zip(&record.options) {
        let sourcing = option.sourcing.map(Sourcing::as_str).unwrap_or_default();
        same("sourcing", sourcing.to_owned(), spec["sourcing"].as_str().unwrap_or_default().to_owned())?;
        same("title of the option", option.title.clone(), spec["title"].as_str().unwrap_or_default().to_owned())?;
        for criterion in &criteria {
            let id = criterion["id"].as_str().unwrap_or_default();
            if spec[id].is_null() || spec[id].is_object() {
                continue;
            }
            let stated = format!("{:?}", estimate(&spec[id])?.form);
            let found = option.levels.iter().find(|(criterion, _)| criterion == id);
            same(id, found.map_or("nothing".to_owned(), |(_, estimate)| format!("{:?}", estimate.form)), stated)?;
        }
        read_cost(option, &spec["cost"], &same)?;
    }
    Ok(())
}

fn read_cost(
    option: &ConsideredOption,
    spec: &Value,
    same: &dyn Fn(&str, String, String) -> Result<(), String>,
) -> Result<(), String> {
    let Some(Cost::Flows(flows)) = &option.cost else { return Ok(()) };
    let yearly = match &flows.yearly {
        Some(Yearly::Sum(estimate)) => Some(estimate),
        _ => None,
    };
    for (key, found) in [("once", flows.once.as_ref()), ("yearly", yearly), ("growth", flows.growth.as_ref())] {
        if spec[key].is_number() || spec[key].is_array() {
            let stated = format!("{:?}", estimate(&spec[key])?.form);
            same(key, found.map_or("nothing".to_owned(), |estimate| format!("{:?}", estimate.form)), stated)?;
        }
    }
    Ok(())
}

/// Levels are scores from 0 to 1, normal where they have a spread.
pub(super) fn all_weightings(inputs: &Value) -> Answer {
    use rand_distr::{Distribution as _, Normal};
    let names: Vec<&str> =
        inputs["options"].as_array().ok_or("no `options`")?.iter().filter_map(Value::as_str).collect();
    let criteria = inputs["criteria"].as_array().ok_or("no `criteria`")?.len();
    let row = |key: &str, name: &str| -> Option<Vec<f64>> {
        inputs[key][name].as_array()?.iter().map(Value::as_f64).collect()
    };
    let mut options = Vec::new();
    for name in &names {
        let means = row("mean", name).ok_or("an option has no `mean`")?;
        let sds = row("sd", name).unwrap_or_else(|| vec![0.0; criteria]);
        options.push(means.into_iter().zip(sds).collect::<Vec<_>>());
    }
    let scores = |block_idx: usize| -> smaa::Scores {
        let mut rng = ChaCha8Rng::seed_from_u64(1_000 + block_idx as u64);
        let mut column = |mean: f64, sd: f64| -> Vec<f64> {
            let normal = Normal::new(mean, sd).expect("a spread is not negative");
            (0..1_000).map(|_| normal.sample(&mut rng)).collect()
        };
        options.iter().map(|row| row.iter().map(|(mean, sd)| column(*mean, *sd)).collect()).collect()
    };
    let found = smaa::acceptability(criteria, inputs["ranked"] == true, 1_000, 1, &scores);
    let by_option = |value: &dyn Fn(usize) -> Value| -> Map<String, Value> {
        names.iter().enumerate().map(|(idx, name)| ((*name).to_owned(), value(idx))).collect()
    };
    Ok(json!({
        "rank_acceptability": by_option(&|idx| json!(found.rank_shares[idx])),
        "first_rank_acceptability": by_option(&|idx| json!(found.rank_shares[idx][0])),
        "central_weights": by_option(&|idx| json!(found.central_weights[idx])),
        "confidence_factor": by_option(&|idx| json!(found.confidence[idx])),
    }))
}
