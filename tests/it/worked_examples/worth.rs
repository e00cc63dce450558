//! Examples of what finding out is worth, and of what one input moves.

use super::Answer;
use super::closed_form::horizon_and_discount;
use super::drawn;
use super::neutral::{estimate, names, number_or, numbers};
use adr::analysis::finance::{Discount, FlowTerms, Term};
use adr::analysis::information::expected_gain;
use adr::analysis::tornado::{self, Known, Swing};
use adr::model::{Distribution, Form};
use serde_json::{Value, json};

/// Two normal costs, the lower of which is chosen: mean and standard deviation of each.
pub(super) fn normal_pair(inputs: &Value) -> Answer {
    let of = |name: &str| -> Result<(f64, f64), String> {
        match numbers(&inputs[name])?.as_slice() {
            [mean, sd] => Ok((*mean, sd * sd)),
            _ => Err(format!("mean and sd expected of {name}")),
        }
    };
    let ((mean_a, variance_a), (mean_b, variance_b)) = (of("A")?, of("B")?);
    let (lead, variance) = (mean_b - mean_a, variance_a + variance_b);
    let difference = Distribution::Normal { mean: -lead, sd: variance.sqrt() };
    Ok(json!({
        "p_A_cheaper": difference.below(0.0),
        "evpi": expected_gain(lead, variance),
        "evsi": expected_gain(lead, number_or(inputs, "information_quality", 1.0) * variance),
        "evppi_A": expected_gain(lead, variance_a),
        "evppi_B": expected_gain(lead, variance_b),
    }))
}

/// Two options that cost something once and nothing else, each nine times in ten between two sums.
pub(super) fn lognormal_pair(inputs: &Value) -> Answer {
    let option = |name: &str| json!({ "one_off": inputs[name] });
    let model = json!({ "horizon_years": 1, "options": { "A": option("A"), "B": option("B") } });
    let found = drawn::cost_model(&model)?;
    let of = |name: &str, figure: &str| found["options"][name][figure].clone();
    Ok(json!({
        "mean_A": of("A", "mean"),
        "mean_B": of("B", "mean"),
        "p_A_cheaper": of("A", "p_cheapest"),
        "expected_regret_A": of("A", "expected_regret"),
        "expected_regret_B": of("B", "expected_regret"),
        "evpi": found["evpi"],
    }))
}

/// Names of the terms of a cost, as examples spell them.
const TERMS: [(&str, Term); 4] =
    [("one_off", Term::Once), ("recurring", Term::Yearly), ("growth", Term::Growth), ("exit", Term::Exit)];

/// One input of a deterministic model: whose, which, and what is known of it.
struct Input {
    option_idx: usize,
    name: &'static str,
    term: Term,
    known: Known,
}

/// What the option saves against its rival, one input at a time, the others at their likeliest.
pub(super) fn tornado(inputs: &Value) -> Answer {
    let (horizon_years, discount) = horizon_and_discount(inputs)?;
    let options = names(&inputs["options"], 0, 'A');
    let named = |key: &str| options.iter().position(|option| Some(option.as_str()) == inputs[key].as_str());
    let (option, rival) = named("option").zip(named("rival")).ok_or("no `option` and `rival`")?;
    let mut known = Vec::new();
    for (option_idx, option) in options.iter().enumerate() {
        for (name, term) in TERMS {
            let spec = &inputs["options"][option][name];
            if !spec.is_null() {
                known.push(Input { option_idx, name, term, known: three_points(spec)? });
            }
        }
    }
    let worth = |terms: &FlowTerms, discount: &Discount| terms.flows(horizon_years).present_value(discount);
    let lead = |input_idx: usize, value: f64| {
        let cost = |option_idx: usize| {
            let own = known.iter().enumerate().filter(|(_, input)| input.option_idx == option_idx);
            let at = |terms: FlowTerms, (idx, input): (usize, &Input)| {
                terms.with(input.term, if idx == input_idx { value } else { input.known.middle })
            };
            worth(&own.fold(FlowTerms::default(), at), &discount)
        };
        cost(rival) - cost(option)
    };
    let ranges: Vec<Known> = known.iter().map(|input| input.known).collect();
    let swings = tornado::swings(&ranges, lead);
    let bar = |swing: &Swing| {
        let input = &known[swing.input_idx];
        json!({
            "input": format!("{}.{}", options[input.option_idx], input.name),
            "at_low": swing.at_low, "at_high": swing.at_high,
            "swing": swing.width(), "flips": swing.does_cross(),
        })
    };
    Ok(json!({
        "base": swings.first().map(|swing| swing.at_middle),
        "bars": swings.iter().map(bar).collect::<Vec<_>>(),
    }))
}

fn three_points(spec: &Value) -> Result<Known, String> {
    Ok(match estimate(spec)?.form {
        Form::Certain(value) => Known { low: value, middle: value, high: value },
        Form::Range { low, high } => Known { low, middle: f64::midpoint(low, high), high },
        Form::Points { low, likely, high } => Known { low, middle: likely, high },
    })
}
