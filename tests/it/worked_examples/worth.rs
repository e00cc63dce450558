//! Examples of what finding out is worth, and of what one input moves.

use super::Answer;
use super::closed_form::horizon_and_discount;
use super::neutral::{estimate, names};
use adr::analysis::finance::{Discount, FlowTerms, Term};
use adr::analysis::tornado::{self, Known, Swing};
use adr::model::Form;
use serde_json::{Value, json};

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
