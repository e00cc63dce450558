//! Examples of the methods that we ask for a second opinion.

use super::Answer;
use super::neutral::{directions, first, known_rows, names, number_or, weights};
use adr::analysis::opinion::{self, Matrix, Thresholds};
use adr::analysis::score;
use adr::analysis::weights::Weights;
use adr::model::Better;
use serde_json::{Value, json};

struct Example {
    options: Vec<String>,
    levels: Vec<Vec<f64>>,
    weights: Weights,
    better: Vec<Better>,
}

impl Example {
    fn read(inputs: &Value) -> Result<Self, String> {
        let weights = weights(&inputs["weights"])?;
        let levels = known_rows(first(inputs, &["scores", "values", "levels"]).ok_or("no `scores`")?)?;
        let count = weights.as_slice().len();
        if levels.iter().any(|row| row.len() != count) {
            return Err("a row is not as long as the weights".to_owned());
        }
        Ok(Self {
            options: names(&inputs["options"], levels.len(), 'A'),
            better: directions(&inputs["direction"], count),
            levels,
            weights,
        })
    }

    fn matrix(&self) -> Matrix<'_> {
        Matrix { levels: &self.levels, weights: self.weights.as_slice(), better: &self.better }
    }

    fn ranking(&self, figures: &[f64]) -> Vec<&String> {
        score::order(figures).into_iter().map(|idx| &self.options[idx]).collect()
    }
}

pub(super) fn topsis(inputs: &Value) -> Answer {
    match inputs["normalise"].as_str() {
        None | Some("vector") => {}
        Some(other) => return Err(format!("levels are normalized by vectors, not by {other}")),
    }
    let example = Example::read(inputs)?;
    let closeness = opinion::closeness(example.matrix());
    let ranking = example.ranking(&closeness);
    Ok(json!({ "closeness": closeness, "ranking": ranking, "best": ranking.first() }))
}

pub(super) fn promethee(inputs: &Value) -> Answer {
    let example = Example::read(inputs)?;
    let preference = |spec: &Value| match spec["type"].as_str() {
        None | Some("usual") => Ok(Thresholds::USUAL),
        Some("linear" | "vshape_2") => {
            Ok(Thresholds { indifferent: number_or(spec, "q", 0.0), preferred: number_or(spec, "p", 0.0) })
        }
        Some(other) => Err(format!("preference is linear, not {other}")),
    };
    let count = example.weights.as_slice().len();
    let thresholds: Vec<Thresholds> = match &inputs["preference"] {
        Value::Array(specs) => specs.iter().map(preference).collect::<Result<_, _>>()?,
        Value::Object(specs) if !specs.contains_key("type") => {
            specs.values().map(preference).collect::<Result<_, _>>()?
        }
        one => vec![preference(one)?; count],
    };
    if thresholds.len() != count {
        return Err("not one preference for each criterion".to_owned());
    }
    let flows = opinion::net_flows(example.matrix(), &thresholds);
    let ranking = example.ranking(&flows.net);
    Ok(json!({
        "phi_plus": flows.leaving,
        "phi_minus": flows.entering,
        "phi_net": flows.net,
        "ranking": ranking,
        "best": ranking.first(),
    }))
}

pub(super) fn vikor(inputs: &Value) -> Answer {
    if number_or(inputs, "v", 0.5) != 0.5 {
        return Err("we weigh the group as much as the single regret".to_owned());
    }
    let example = Example::read(inputs)?;
    let found = opinion::compromise(example.matrix());
    let ranking = example.ranking(&found.q.iter().map(|q| -q).collect::<Vec<_>>());
    let set: Vec<&String> = found.set.iter().map(|idx| &example.options[*idx]).collect();
    Ok(json!({
        "S": found.s,
        "R": found.r,
        "Q": found.q,
        "acceptable_advantage": found.has_advantage,
        "acceptable_stability": found.is_stable,
        "compromise_set": set,
        "ranking": ranking,
        "best": ranking.first(),
    }))
}
