//! Scenarios that every supplier and every build is held against, asked or not (docs/method/turning.md, "Scenarios").

use super::effect::{self, Effect};
use super::{Scenario, Shock, cheapest_other, does_ready_count, has_yearly};
use crate::analysis::money::discount::PriceShock;
use crate::analysis::problem::{Problem, resting_together};
use crate::analysis::result::DecisionAnalysis;
use crate::model::{Record, Sourcing};

/// How far the price of a supplier rises.
const PRICE_RISE: f64 = 0.25;
/// The first year in which it may.
const FIRST_RISE: u32 = 2;
/// The year in which a supplier stops.
const LAST_YEAR: u32 = 3;
/// How much later a build is.
const LATER_MONTHS: f64 = 6.0;

/// All of them, option by option; a supplier has its shocks once, whoever rests on it.
pub(super) fn all(record: &Record, problem: &Problem, analysis: &DecisionAnalysis) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    let mut shocked: Vec<Vec<usize>> = Vec::new();
    for (option, stated) in record.options.iter().enumerate() {
        let name = handle(record, option);
        match stated.sourcing {
            Some(Sourcing::Buy | Sourcing::Partner) if stated.supplier.is_some() => {
                let hits = resting_together(&record.options, option);
                if shocked.contains(&hits) {
                    continue;
                }
                scenarios.extend(dearer(problem, analysis, &hits, &name));
                scenarios.extend(discontinued(problem, analysis, &hits, &name));
                shocked.push(hits);
            }
            Some(Sourcing::Build) => {
                scenarios.extend(doubled(problem, option, &name));
                scenarios.extend(later(problem, option, &name));
            }
            _ => {}
        }
    }
    scenarios
}

/// Of the options that are hit, the one that is spoken of: the leader, else the first.
fn foremost(analysis: &DecisionAnalysis, hits: &[usize]) -> Option<usize> {
    analysis.leader.filter(|leader| hits.contains(leader)).or(hits.first().copied())
}

/// What a person calls an option: its sourcing where that is unique, else its key, else its title.
fn handle(record: &Record, option: usize) -> String {
    let stated = &record.options[option];
    let alike = record.options.iter().filter(|other| other.sourcing == stated.sourcing).count();
    match (stated.sourcing, &stated.key) {
        (Some(sourcing), _) if alike == 1 => sourcing.as_str().to_owned(),
        (_, Some(key)) => key.clone(),
        _ => stated.title.clone(),
    }
}

fn dearer(problem: &Problem, analysis: &DecisionAnalysis, hits: &[usize], name: &str) -> Option<Scenario> {
    let shock = |option: usize| {
        let model = &problem.options[option];
        let caps = &model.money.as_ref()?.caps;
        let is_free = |year: &u32| caps.get(*year as usize - 1).copied().flatten().is_none();
        let from_year = (FIRST_RISE..=problem.horizon_years).find(is_free)?;
        has_yearly(model).then_some((option, PriceShock { by: PRICE_RISE, from_year }))
    };
    let shocks: Vec<(usize, PriceShock)> = hits.iter().filter_map(|option| shock(*option)).collect();
    let hits: Vec<usize> = shocks.iter().map(|(option, _)| *option).collect();
    let option = foremost(analysis, &hits)?;
    let from_year = shocks.iter().find(|(idx, _)| *idx == option)?.1.from_year;
    Some(Scenario {
        name: format!("{name} price +25%"),
        shock: Shock::PriceRise { by: PRICE_RISE, from_year },
        option: Some(option),
        hits,
        effects: shocks.into_iter().map(|(option, shock)| Effect::Price(option, shock)).collect(),
    })
}

fn discontinued(problem: &Problem, analysis: &DecisionAnalysis, hits: &[usize], name: &str) -> Option<Scenario> {
    let replacement = cheapest_other(problem, analysis, hits)?;
    let stop = effect::stop_for(problem, LAST_YEAR, replacement)?;
    let hits: Vec<usize> = hits.iter().copied().filter(|option| problem.options[*option].money.is_some()).collect();
    let option = foremost(analysis, &hits).filter(|_| problem.horizon_years >= LAST_YEAR)?;
    Some(Scenario {
        name: format!("{name} discontinued"),
        shock: Shock::Discontinued { year: LAST_YEAR, replacement },
        option: Some(option),
        effects: hits.iter().map(|option| Effect::Stop(*option, stop.clone())).collect(),
        hits,
    })
}

fn doubled(problem: &Problem, option: usize, name: &str) -> Option<Scenario> {
    let once = problem.options[option].money.as_ref()?.once?;
    Some(Scenario {
        name: format!("{name} costs double"),
        shock: Shock::OnceDoubles,
        option: Some(option),
        hits: vec![option],
        effects: vec![Effect::scaled(once, 1.0)],
    })
}

fn later(problem: &Problem, option: usize, name: &str) -> Option<Scenario> {
    let ready = problem.options[option].ready?;
    does_ready_count(problem).then(|| Scenario {
        name: format!("{name} six months late"),
        shock: Shock::Later { months: LATER_MONTHS },
        option: Some(option),
        hits: vec![option],
        effects: vec![Effect::shifted(ready, LATER_MONTHS)],
    })
}
