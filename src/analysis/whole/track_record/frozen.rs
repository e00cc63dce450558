//! The forecast that is frozen when a record is accepted, and the hash of what it was made from.
//!
//! The hash is of a text in words of our own, one line a fact, so that it changes when an estimate,
//! a weight or a setting does, and not when the program is merely rearranged.

use crate::analysis::problem::{
    BenefitModel, Criterion, DrawnEstimate, Money, OptionModel, Payee, Price, Problem, RiskModel, RunningTerm, Uplift,
};
use crate::analysis::result::{DecisionAnalysis, EstimateId};
use crate::model::{Anchors, Distribution, Forecasted, Must, MustRelation, Points, Summary, ValueFunction};
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

/// Whatever a problem is made of is named here, so that a new field is hashed or left out on purpose.
fn canonical(problem: &Problem) -> String {
    let Problem {
        horizon_years,
        starts,
        discount_rate,
        discount,
        due_months,
        late_cost,
        inputs,
        criteria,
        options,
        seed,
        block_count,
        // Names and words: no figure is another for them.
        currency: _,
        prices: _,
        is_rate_stated: _,
        is_ranked: _,
        // The sums are the same in whichever years of a calendar they fall.
        calendar: _,
        // In the factors that it makes.
        timing: _,
        // Held against what is computed, not part of it.
        limit: _,
        acceptable: _,
        close_call: _,
        // In the criteria's weights; deciders' own ones move no forecast.
        is_weighted: _,
        deciders: _,
        // Who chose what is told by the record itself.
        recommended: _,
        decided: _,
        avoid: _,
    } = problem;
    let mut lines = vec![
        format!("horizon {horizon_years}"),
        format!("starts {starts}"),
        format!("rate {discount_rate}"),
        format!("running factors {}", numbers(discount.running())),
        format!("due {}", known(*due_months)),
        format!("late cost {late_cost}"),
        format!("draws {block_count} from seed {seed}"),
    ];
    lines.extend(criteria.iter().map(criterion));
    for DrawnEstimate { id, distribution: drawn, scale: _, source } in inputs {
        let past = match source.past() {
            [] => String::new(),
            ratios => format!(" of {}", numbers(ratios)),
        };
        lines.push(format!("{}: {}{past}", path(id), distribution(drawn)));
    }
    lines.extend(options.iter().flat_map(|model| option(problem, model)));
    lines.join("\n")
}

fn path(input: &EstimateId) -> String {
    match input {
        EstimateId::Driver(name) => format!("driver {name}"),
        EstimateId::OfOption(idx, key) => format!("option {idx} {key}"),
        EstimateId::UntilReady => format!("record {}", input.path()),
    }
}

fn criterion(criterion: &Criterion) -> String {
    let Criterion {
        id,
        weight,
        value,
        must,
        // Words, and where they stand.
        name: _,
        unit: _,
        scale: _,
        span: _,
        // In the weight and in the line from levels to scores.
        stated_points: _,
        better: _,
        has_anchors: _,
        // In the levels.
        measure: _,
    } = criterion;
    let value = match value {
        None => "from the options".to_owned(),
        Some(ValueFunction::Linear(Anchors { worst, best })) => format!("linear {worst} {best}"),
        Some(ValueFunction::Exponential { anchors: Anchors { worst, best }, rho }) => {
            format!("exponential {worst} {best} {rho}")
        }
        Some(ValueFunction::Piecewise(points)) => {
            let points: Vec<String> = points.iter().map(|(level, score)| format!("{level} {score}")).collect();
            format!("points {}", points.join(" "))
        }
    };
    let must = must.map_or_else(|| "none".to_owned(), |must| format!("{} {}", relation(must), must.bound));
    format!("criterion {id} {weight} {value} must {must}")
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
    let OptionModel {
        title,
        sourcing,
        money,
        is_exit_counted,
        risks,
        // Inputs, which have lines of their own.
        ready: _,
        exit_months: _,
        exit_cost: _,
        levels: _,
        // Held against the capacity of a whole log; nothing is forecast of them.
        people: _,
        people_yearly: _,
        // Where it is, money is missing.
        unread_cost: _,
    } = option;
    let sourcing = sourcing.map_or("none", crate::model::Sourcing::as_str);
    let mut lines = vec![format!("option {sourcing} {title} leaving {is_exit_counted}")];
    if let Some(money) = money {
        lines.extend(flows(problem, money));
    }
    for RiskModel { per_year: _, loss, is_at_most_once, counts: _, losses: _ } in risks.iter().flatten() {
        let loss = loss.as_ref().map_or_else(|| "unknown".to_owned(), distribution);
        lines.push(format!("risk at most once {is_at_most_once}: {loss}"));
    }
    lines
}

fn flows(problem: &Problem, money: &Money) -> Vec<String> {
    let Money {
        uplift,
        yearly,
        caps,
        minimum,
        at,
        benefit,
        // Inputs, which have lines of their own.
        once: _,
        people_once,
        growth: _,
        until_ready: _,
        // Of scenarios: a record's own problem has none.
        shocks: _,
        stop: _,
    } = money;
    let uplift = match uplift {
        Uplift::None => "none".to_owned(),
        Uplift::Factor(factor) => factor.to_string(),
        Uplift::Drawn(_) => "drawn".to_owned(),
    };
    let caps: Vec<String> = caps.iter().map(|cap| known(*cap)).collect();
    let mut lines = vec![format!("uplift {uplift} caps {}", caps.join(" "))];
    let input = |idx: usize| path(&problem.inputs[idx].id);
    let benefit = benefit.iter().flat_map(|BenefitModel { once: _, yearly, growth: _ }| yearly);
    for RunningTerm { price, drivers, share, payee } in yearly.iter().chain(benefit) {
        let names: Vec<String> = drivers.iter().map(|driver| input(*driver)).collect();
        let per = if names.is_empty() { "year".to_owned() } else { names.join(" and ") };
        let price = match price {
            Price::Rate(rate) => input(*rate),
            Price::Tiers(tiers) => {
                let tiers = tiers.iter().map(|tier| format!("{} up to {}", input(tier.rate), tier.to));
                tiers.collect::<Vec<_>>().join(" then ")
            }
        };
        // Hashes that were frozen before there were people know of no payees.
        let own = if *payee == Payee::People { " of our own people" } else { "" };
        lines.push(format!("running {price} per {per} times {share}{own}"));
    }
    lines.extend(people_once.iter().flat_map(RunningTerm::inputs).map(|part| format!("people {}", input(part))));
    lines.extend(at.iter().map(|(year, amount)| format!("in year {year} {}", input(*amount))));
    lines.extend(minimum.map(|(minimum, years)| format!("{} in {years} years", input(minimum))));
    lines
}

fn distribution(distribution: &Distribution) -> String {
    match *distribution {
        Distribution::Certain(value) => format!("certain {value}"),
        Distribution::Normal { mean, sd } => format!("normal {mean} {sd}"),
        Distribution::TruncatedNormal { mean, sd, low, high } => format!("truncated normal {mean} {sd} {low} {high}"),
        // As written it is never shifted; scenarios do that.
        Distribution::Lognormal { mu, sigma, shift: _ } => format!("lognormal {mu} {sigma}"),
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
