//! The forecast that is frozen when a record is accepted, and the hash of what it was made from.
//!
//! The hash is of a text in words of our own, one line a fact, so that it changes when an estimate,
//! a weight or a setting does, and not when the program is merely rearranged.

use crate::analysis::problem::{Criterion, OptionModel, Problem, Uplift};
use crate::analysis::result::{DecisionAnalysis, InputId};
use crate::model::Summary;
use crate::model::{Distribution, Forecasted, Must, MustRelation, Points, ValueFunction};
use sha2::{Digest, Sha256};

/// What is expected of an option at this moment, to be held against what comes.
pub fn freeze(analysis: &DecisionAnalysis, option: usize) -> Option<Forecasted> {
    let option = analysis.options.get(option)?;
    let points = |summary: Option<Summary>| -> Option<Points> { summary.map(|known| (known.p5, known.p50, known.p95)) };
    Some(Forecasted {
        inputs: Some(analysis.inputs_hash.clone()),
        cash: points(option.cash),
        ready: points(option.ready),
        first: option.rank_shares.first().copied(),
    })
}

/// The first eight hex digits of the SHA-256 of everything that a problem is made of.
pub(crate) fn inputs_hash(problem: &Problem) -> String {
    let digest = Sha256::digest(canonical(problem).as_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn canonical(problem: &Problem) -> String {
    let mut lines = vec![
        format!("horizon {}", problem.horizon_years),
        format!("starts {}", problem.starts),
        format!("rate {}", problem.discount_rate),
        format!("running factors {}", numbers(problem.discount.running())),
        format!("due {}", known(problem.due_months)),
        format!("late cost {}", problem.late_cost),
        format!("draws {} from seed {}", problem.block_count, problem.seed),
    ];
    lines.extend(problem.criteria.iter().map(criterion));
    for input in &problem.inputs {
        let past = match input.source.past() {
            [] => String::new(),
            ratios => format!(" of {}", numbers(ratios)),
        };
        lines.push(format!("{}: {}{past}", path(&input.id), distribution(&input.distribution)));
    }
    lines.extend(problem.options.iter().flat_map(|model| option(problem, model)));
    lines.join("\n")
}

fn path(input: &InputId) -> String {
    match input {
        InputId::Driver(name) => format!("driver {name}"),
        InputId::OfOption(idx, key) => format!("option {idx} {key}"),
        InputId::UntilReady => format!("record {}", input.path()),
    }
}

fn criterion(criterion: &Criterion) -> String {
    let value = match &criterion.value {
        None => "from the options".to_owned(),
        Some(ValueFunction::Linear(anchors)) => format!("linear {} {}", anchors.worst, anchors.best),
        Some(ValueFunction::Exponential { anchors, rho }) => {
            format!("exponential {} {} {rho}", anchors.worst, anchors.best)
        }
        Some(ValueFunction::Piecewise(points)) => {
            let points: Vec<String> = points.iter().map(|(level, score)| format!("{level} {score}")).collect();
            format!("points {}", points.join(" "))
        }
    };
    let must = criterion.must.map_or_else(|| "none".to_owned(), |must| format!("{} {}", relation(must), must.bound));
    format!("criterion {} {} {value} must {must}", criterion.id, criterion.weight)
}

fn relation(must: Must) -> &'static str {
    match must.relation {
        MustRelation::Less => "less than",
        MustRelation::AtMost => "at most",
        MustRelation::More => "more than",
        MustRelation::AtLeast => "at least",
    }
}

fn option(problem: &Problem, option: &OptionModel) -> Vec<String> {
    let sourcing = option.sourcing.map_or("none", crate::model::Sourcing::as_str);
    let mut lines = vec![format!("option {sourcing} {} leaving {}", option.title, option.is_exit_counted)];
    if let Some(money) = &option.money {
        let uplift = match money.uplift {
            Uplift::None => "none".to_owned(),
            Uplift::Factor(factor) => factor.to_string(),
            Uplift::Drawn(_) => "drawn".to_owned(),
        };
        let caps: Vec<String> = money.caps.iter().map(|cap| known(*cap)).collect();
        lines.push(format!("uplift {uplift} caps {}", caps.join(" ")));
        let input = |idx: usize| path(&problem.inputs[idx].id);
        let benefit = money.benefit.iter().flat_map(|benefit| &benefit.yearly);
        for term in money.yearly.iter().chain(benefit) {
            let per = term.driver.map_or_else(|| "year".to_owned(), input);
            lines.push(format!("running {} per {per} times {}", input(term.rate), term.share));
        }
        lines.extend(money.at.iter().map(|(year, amount)| format!("in year {year} {}", input(*amount))));
        lines.extend(money.minimum.map(|(minimum, years)| format!("{} in {years} years", input(minimum))));
    }
    for risk in option.risks.iter().flatten() {
        let loss = risk.loss.as_ref().map_or_else(|| "unknown".to_owned(), distribution);
        lines.push(format!("risk at most once {}: {loss}", risk.is_at_most_once));
    }
    lines
}

fn distribution(distribution: &Distribution) -> String {
    match *distribution {
        Distribution::Certain(value) => format!("certain {value}"),
        Distribution::Normal { mean, sd } => format!("normal {mean} {sd}"),
        Distribution::TruncatedNormal { mean, sd, low, high } => format!("truncated normal {mean} {sd} {low} {high}"),
        Distribution::Lognormal { mu, sigma, .. } => format!("lognormal {mu} {sigma}"),
        Distribution::Uniform { low, high } => format!("uniform {low} {high}"),
        Distribution::Triangular { low, likely, high } => format!("triangular {low} {likely} {high}"),
        Distribution::Pert { low, likely, high } => format!("pert {low} {likely} {high}"),
    }
}

fn known(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

fn numbers(values: &[f64]) -> String {
    values.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
}
