//! Examples that our functions answer exactly.

use super::Answer;
use super::neutral::{
    directions, first, known_rows, names, number, number_or, numbers, rows, timing, value_function, weights,
};
use adr::analysis::finance::{self, Discontinued, Discount, FlowTerms, PriceShock, Term};
use adr::analysis::pairwise;
use adr::analysis::weights::Weights;
use adr::analysis::{Savings, dominance, risk, score, sensitivity};
use adr::model::{Better, OptimismBias, ValueFunction};
use serde_json::{Map, Value, json};

pub(super) fn normalized_weights(inputs: &Value) -> Answer {
    let points = first(inputs, &["points", "weights"]).ok_or("no `points`")?;
    let weights = weights(points)?;
    Ok(json!({ "weights": weights.as_slice() }))
}

pub(super) fn rank_order(inputs: &Value) -> Answer {
    let count = inputs["n"].as_u64().or_else(|| {
        first(inputs, &["rank", "ranking", "criteria", "order"])
            .and_then(Value::as_array)
            .map(|names| names.len() as u64)
    });
    let weights = Weights::rank_order(count.ok_or("no `n`")? as usize).map_err(|fault| fault.to_string())?;
    Ok(json!({ "weights": weights.as_slice() }))
}

pub(super) fn compared_in_pairs(inputs: &Value) -> Answer {
    let rows = inputs["matrix"].as_array().ok_or("no `matrix`")?;
    let cells = |row: &Value| -> Option<Vec<f64>> { row.as_array()?.iter().map(Value::as_f64).collect() };
    let rows: Vec<Vec<f64>> = rows.iter().map(cells).collect::<Option<_>>().ok_or("`matrix` holds no numbers")?;
    let comparisons: Vec<(usize, usize, f64)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, ratio)| (row, column, *ratio)))
        .filter(|(row, column, _)| row != column)
        .collect();
    let found = pairwise::weigh(rows.len(), &comparisons).map_err(|fault| format!("{fault:?}"))?;
    Ok(json!({
        "weights": found.weights,
        "lambda_max": found.eigenvalue,
        "ci": found.consistency_index,
        "cr_saaty": found.consistency_ratio,
    }))
}

pub(super) fn values(inputs: &Value) -> Answer {
    let function = value_function(first(inputs, &["function", "value_function"]).unwrap_or(inputs))?;
    let levels = numbers(&inputs["x"])?;
    let values: Vec<f64> = levels.iter().map(|level| function.score(*level)).collect();
    let clamped: Vec<bool> = levels.iter().map(|level| function.clamps(*level)).collect();
    Ok(json!({ "values": values, "clamped": clamped }))
}

pub(super) fn additive(inputs: &Value) -> Answer {
    let weights = weights(&inputs["weights"])?;
    let levels = known_rows(first(inputs, &["scores", "values", "levels"]).ok_or("no `scores`")?)?;
    let options = names(&inputs["options"], levels.len(), 'A');
    let scores = scored(inputs, &levels)?;
    let totals: Vec<f64> = scores.iter().map(|row| score::total(weights.as_slice(), row)).collect();
    let ranking: Vec<&String> = score::order(&totals).into_iter().map(|idx| &options[idx]).collect();
    Ok(json!({ "totals": totals, "ranking": ranking, "best": ranking.first(), "values": scores }))
}

/// Levels through the value functions that the example gives, or through the scale that they span.
fn scored(inputs: &Value, levels: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, String> {
    let count = levels.first().map_or(0, Vec::len);
    let functions: Vec<Option<ValueFunction>> = match (&inputs["value_functions"], inputs["normalise"].as_str()) {
        (Value::Array(specs), _) => {
            specs.iter().map(|spec| value_function(spec).map(Some)).collect::<Result<_, _>>()?
        }
        (Value::Object(specs), _) => {
            specs.values().map(|spec| value_function(spec).map(Some)).collect::<Result<_, _>>()?
        }
        (_, Some("min-max")) => directions(&inputs["direction"], count)
            .into_iter()
            .enumerate()
            .map(|(idx, better)| {
                let column = || levels.iter().map(|row| row[idx]);
                let (lowest, highest) =
                    (column().fold(f64::INFINITY, f64::min), column().fold(f64::NEG_INFINITY, f64::max));
                score::spanning(lowest, highest, better).ok()
            })
            .collect(),
        (_, None | Some("none")) => return Ok(levels.to_vec()),
        (_, Some(other)) => return Err(format!("no scale is called {other}")),
    };
    // Levels that are all the same tell nobody apart: the term drops out.
    let score = |(function, level): (&Option<ValueFunction>, &f64)| {
        function.as_ref().map_or(0.0, |function| function.score(*level))
    };
    Ok(levels.iter().map(|row| functions.iter().zip(row).map(score).collect()).collect())
}

pub(super) fn dominance(inputs: &Value) -> Answer {
    let mut levels = known_rows(first(inputs, &["scores", "values", "levels"]).ok_or("no `scores`")?)?;
    let options = names(&inputs["options"], levels.len(), 'A');
    let better = directions(&inputs["direction"], levels.first().map_or(0, Vec::len));
    for row in &mut levels {
        for (level, better) in row.iter_mut().zip(&better) {
            *level = if *better == Better::Less { -*level } else { *level };
        }
    }
    let dominators = dominance::dominated_by(&levels.into_iter().map(Some).collect::<Vec<_>>());
    let named: Map<String, Value> = options
        .iter()
        .zip(&dominators)
        .map(|(option, by)| (option.clone(), by.iter().map(|idx| json!(options[*idx])).collect()))
        .collect();
    let pareto: Vec<&String> =
        options.iter().zip(&dominators).filter(|(_, by)| by.is_empty()).map(|(option, _)| option).collect();
    Ok(json!({ "dominated_by": named, "pareto": pareto }))
}

fn rate(inputs: &Value) -> f64 {
    first(inputs, &["rate", "discount_rate"]).and_then(Value::as_f64).unwrap_or(0.0)
}

pub(super) fn npv(inputs: &Value) -> Answer {
    let flows = numbers(&inputs["flows"])?;
    let discount = Discount::new(rate(inputs), timing(inputs), flows.len().saturating_sub(1) as u32);
    Ok(json!({ "npv": finance::present_value(&flows, &discount), "undiscounted": flows.iter().sum::<f64>() }))
}

pub(super) fn payback(inputs: &Value) -> Answer {
    let saved = numbers(first(inputs, &["flows", "savings"]).ok_or("no `flows`")?)?;
    let discount = Discount::new(rate(inputs), timing(inputs), saved.len().saturating_sub(1) as u32);
    // Against a baseline that costs nothing, costs are savings with the other sign.
    let ours = finance::Flows { by_year: saved.iter().map(|saved| -saved).collect(), exit: 0.0 };
    let nothing = finance::Flows { by_year: vec![0.0; saved.len()], exit: 0.0 };
    let savings = ours.savings_against(&nothing, &discount);
    Ok(json!({
        "simple": savings.simple_payback_years,
        "discounted": savings.discounted_payback_years,
        "npv": savings.npv,
    }))
}

pub(super) fn discount_factors(inputs: &Value) -> Answer {
    let years = numbers(&inputs["years"])?;
    let last = years.iter().copied().fold(0.0, f64::max) as u32;
    let discount = Discount::new(rate(inputs), timing(inputs), last);
    // We have one rate for all years; what an example says of a second one lies beyond us.
    let end = if inputs["rate_after_30"].is_null() { f64::INFINITY } else { 30.0 };
    let factors: Map<String, Value> = years
        .iter()
        .filter(|year| **year <= end)
        .map(|year| (year.to_string(), json!(discount.running()[*year as usize])))
        .collect();
    Ok(json!({ "factors": factors }))
}

/// Terms as an example spells them.
fn terms(spec: &Value) -> Result<FlowTerms, String> {
    let scheduled = first(spec, &["at", "scheduled"]).and_then(Value::as_array).cloned().unwrap_or_default();
    let at = scheduled.iter().map(|item| Ok((number(item, "year")? as u32, number(item, "amount")?)));
    Ok(FlowTerms {
        once: first(spec, &["one_off", "once"]).and_then(Value::as_f64).unwrap_or(0.0),
        yearly: first(spec, &["recurring", "yearly"]).and_then(Value::as_f64).unwrap_or(0.0),
        growth: number_or(spec, "growth", 0.0),
        at: at.collect::<Result<_, String>>()?,
        exit: number_or(spec, "exit", 0.0),
        ..FlowTerms::default()
    })
}

pub(super) fn horizon_and_discount(inputs: &Value) -> Result<(u32, Discount), String> {
    let horizon_years =
        first(inputs, &["horizon_years", "horizon"]).and_then(Value::as_u64).ok_or("no horizon")? as u32;
    Ok((horizon_years, Discount::new(rate(inputs), timing(inputs), horizon_years)))
}

pub(super) fn total_cost_of_ownership(inputs: &Value) -> Answer {
    let (horizon_years, discount) = horizon_and_discount(inputs)?;
    let options = inputs["options"].as_object().ok_or("no `options`")?;
    let mut flows = Vec::new();
    for (name, spec) in options {
        flows.push((name, terms(spec)?.flows(horizon_years)));
    }
    let worth: Vec<f64> = flows.iter().map(|(_, flows)| flows.present_value(&discount)).collect();
    let cheapest = score::order(&worth.iter().map(|worth| -worth).collect::<Vec<_>>());
    let ranking: Vec<&String> = cheapest.iter().map(|idx| flows[*idx].0).collect();
    let by_option: Map<String, Value> = flows
        .iter()
        .zip(&worth)
        .map(|((name, flows), worth)| {
            let mut by_year = flows.by_year.clone();
            *by_year.last_mut().expect("year 0 is always there") += flows.exit;
            ((*name).clone(), json!({ "undiscounted": flows.cash(), "present_value": worth, "flows": by_year }))
        })
        .collect();
    let mut answer = json!({ "options": by_option, "cheapest": ranking[0], "ranking": ranking });
    if let Some(baseline) = inputs["baseline"].as_str() {
        let (_, against) = flows.iter().find(|(name, _)| *name == baseline).ok_or("no such baseline")?;
        let compared = flows.iter().filter(|(name, _)| *name != baseline);
        answer["vs_baseline"] = compared
            .map(|(name, flows)| ((*name).clone(), savings(flows.savings_against(against, &discount))))
            .collect::<Map<_, _>>()
            .into();
    }
    Ok(answer)
}

fn savings(savings: Savings) -> Value {
    json!({
        "npv_saving": savings.npv,
        "simple_payback_years": savings.simple_payback_years,
        "discounted_payback_years": savings.discounted_payback_years,
    })
}

/// What a supplier's moves come to, at today's worth.
pub(super) fn shocks(inputs: &Value) -> Answer {
    let (horizon_years, discount) = horizon_and_discount(inputs)?;
    let option = terms(&inputs["option"])?;
    let base = option.flows(horizon_years).present_value(&discount);
    let mut scenarios = Map::new();
    for (idx, spec) in inputs["scenarios"].as_array().ok_or("no `scenarios`")?.iter().enumerate() {
        let year = first(spec, &["from_year", "year"]).and_then(Value::as_u64).ok_or("no `from_year`")? as u32;
        let mut terms = option.clone();
        match spec["kind"].as_str() {
            Some("price") => terms.shocks.push(PriceShock { by: number(spec, "change")?, from_year: year }),
            Some("discontinue" | "discontinued") => {
                let once = number_or(spec, "replacement_one_off", 0.0);
                terms.discontinued =
                    Some(Discontinued { year, once, yearly: number_or(spec, "replacement_recurring", 0.0) });
            }
            other => return Err(format!("no scenario is called {other:?}")),
        }
        let worth = terms.flows(horizon_years).present_value(&discount);
        let id = spec["id"].as_str().map_or_else(|| format!("S{}", idx + 1), str::to_owned);
        scenarios.insert(id, json!({ "present_value": worth, "extra": worth - base }));
    }
    Ok(json!({ "base": base, "scenarios": scenarios }))
}

pub(super) fn break_even(inputs: &Value) -> Answer {
    let (horizon_years, discount) = horizon_and_discount(inputs)?;
    let named = |key: &str| -> Result<FlowTerms, String> {
        let name = inputs[key].as_str().ok_or(format!("no `{key}`"))?;
        terms(&inputs["options"][name])
    };
    let (option, rival) = (named("option")?, named("rival")?);
    let term = match inputs["field"].as_str() {
        Some("one_off" | "once") => Term::Once,
        Some("recurring" | "yearly") => Term::Yearly,
        Some("growth") => Term::Growth,
        Some("exit") => Term::Exit,
        other => return Err(format!("no field is called {other:?}")),
    };
    let value = finance::break_even(&option, term, rival.flows(horizon_years).present_value(&discount), &discount);
    let now = option.get(term);
    Ok(json!({
        "break_even": value,
        "change": value.map(|value| value - now),
        "relative_change": value.map(|value| (value - now) / now).filter(|change| change.is_finite()),
    }))
}

/// Options, criteria, weights and scores (0 to 1), with the leader.
struct Scored {
    options: Vec<String>,
    criteria: Vec<String>,
    weights: Weights,
    scores: Vec<Vec<Option<f64>>>,
    totals: Vec<f64>,
    leader: usize,
    rivals: Vec<usize>,
}

fn scored_problem(inputs: &Value) -> Result<Scored, String> {
    let weights = weights(&inputs["weights"])?;
    let scores = rows(first(inputs, &["values", "scores"]).ok_or("no `values`")?)?;
    let known = |row: &Vec<Option<f64>>| row.iter().map(|score| score.unwrap_or(0.0)).collect::<Vec<_>>();
    let totals: Vec<f64> = scores.iter().map(|row| score::total(weights.as_slice(), &known(row))).collect();
    let order = score::order(&totals);
    Ok(Scored {
        options: names(&inputs["options"], scores.len(), 'A'),
        criteria: names(&inputs["criteria"], weights.as_slice().len(), 'C'),
        leader: *order.first().ok_or("no options")?,
        rivals: order[1..].to_vec(),
        weights,
        scores,
        totals,
    })
}

pub(super) fn weight_stability(inputs: &Value) -> Answer {
    let problem = scored_problem(inputs)?;
    // Rivals that tie at a bound are named in declared order.
    let mut rivals = problem.rivals.clone();
    rivals.sort_unstable();
    let ranges = sensitivity::stability(problem.weights.as_slice(), &problem.scores, problem.leader, &rivals);
    let name = |idx: Option<usize>| idx.map(|idx| &problem.options[idx]);
    let (mut intervals, mut rival_at_bound) = (Map::new(), Map::new());
    for (criterion, range) in problem.criteria.iter().zip(&ranges) {
        let bounds = range.map(|range| json!([range.low, range.high]));
        let rivals = range.map(|range| json!([name(range.rival_low), name(range.rival_high)]));
        intervals.insert(criterion.clone(), json!(bounds));
        rival_at_bound.insert(criterion.clone(), json!(rivals));
    }
    Ok(json!({
        "best": problem.options[problem.leader],
        "totals": problem.totals,
        "intervals": intervals,
        "rival_at_bound": rival_at_bound,
    }))
}

pub(super) fn least_weight_shift(inputs: &Value) -> Answer {
    let problem = scored_problem(inputs)?;
    let mut shifts = Map::new();
    let mut nearest: Option<(f64, usize)> = None;
    for rival in (0..problem.options.len()).filter(|rival| *rival != problem.leader) {
        let (ours, theirs) = (&problem.scores[problem.leader], &problem.scores[rival]);
        let shift = sensitivity::least_shift(problem.weights.as_slice(), ours, theirs);
        if let Some(shift) = &shift
            && nearest.is_none_or(|(least, _)| shift.weight < least)
        {
            nearest = Some((shift.weight, rival));
        }
        shifts.insert(problem.options[rival].clone(), json!(shift.map(|shift| shift.weight)));
    }
    Ok(json!({
        "best": problem.options[problem.leader],
        "totals": problem.totals,
        "shift": shifts,
        "nearest_rival": nearest.map(|(_, rival)| &problem.options[rival]),
    }))
}

pub(super) fn score_break_even(inputs: &Value) -> Answer {
    let problem = scored_problem(inputs)?;
    let (mut flips_at, mut then_first) = (Map::new(), Map::new());
    for (option, option_name) in problem.options.iter().enumerate() {
        for (criterion, criterion_name) in problem.criteria.iter().enumerate() {
            let flip = sensitivity::score_flip(
                problem.weights.as_slice(),
                &problem.scores,
                problem.leader,
                &problem.rivals,
                (option, criterion),
            );
            let cell = format!("{option_name}/{criterion_name}");
            flips_at.insert(cell.clone(), json!(flip.map(|flip| flip.at)));
            then_first.insert(cell, json!(flip.map(|flip| &problem.options[flip.then_first])));
        }
    }
    let best = &problem.options[problem.leader];
    Ok(json!({ "best": best, "totals": problem.totals, "flips_at": flips_at, "then_first": then_first }))
}

pub(super) fn optimism_bias(inputs: &Value) -> Answer {
    let percent = |keys: &[&str]| first(inputs, keys).and_then(Value::as_f64);
    let bias = OptimismBias {
        upper: percent(&["upper_percent"]).ok_or("no `upper_percent`")? / 100.0,
        lower: percent(&["lower_percent"]).unwrap_or(0.0) / 100.0,
        mitigated: percent(&["mitigation_factor", "mitigated"]).unwrap_or(0.0),
    };
    let uplift = risk::optimism_uplift(bias);
    let mut answer = json!({ "uplift_percent": uplift * 100.0 });
    if let Some(estimate) = inputs["estimate"].as_f64() {
        answer["adjusted"] = json!(estimate * (1.0 + uplift));
    }
    Ok(answer)
}
