//! What would change the answer, traced: flips, the tornado, scenarios, other methods.

use super::page::{TracePart, TraceRow};
use super::tracing::{Tracing, place};
use crate::analysis::opinion::{Opinion, OpinionMethod};
use crate::analysis::scenario::{ScenarioResult, Shock};
use crate::model::{Measure, ScenarioKind, ValueFunction};
use crate::number::{Ledger, chance_number, fixed, listed, percent_fixed, plural, significant};
use crate::report::comparison::method_name;
use crate::report::narrate::{clean, shock_sentence};
use crate::report::stated::Stated;

/// Flips, the tornado, one part a scenario, one a method.
pub(super) fn parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let mut parts: Vec<TracePart> = flips(tracing).into_iter().chain(tornado(tracing)).collect();
    parts.extend(tracing.analysis.scenarios.iter().map(|scenario| of_scenario(tracing, scenario)));
    parts.extend(tracing.analysis.opinions.iter().map(|opinion| of_opinion(tracing, opinion)));
    parts
}

fn flips(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    if analysis.flips.is_empty() {
        return None;
    }
    let leader = &tracing.case.name(analysis.leader?).doing;
    let mut part = TracePart::new(&["flip", "flips"], "What must be true");
    part.formula = Some(format!(
        "the value at which the mean lead of {leader} is 0: that input fixed in every draw, the rest as drawn"
    ));
    for flip in &analysis.flips {
        let stated = Stated::of(&flip.input, tracing.case.record, tracing.case.input.book);
        let side = if flip.is_above { "above" } else { "below" };
        let likelihood = match flip.likelihood {
            None => "no range given, so no chance".to_owned(),
            Some(0.0) => "outside its own range".to_owned(),
            Some(chance) => format!("chance of a value there {}", chance_number(chance)),
        };
        let from = format!(
            "{} now, {side} {} is first; {likelihood}",
            tracing.in_scale(flip.scale, flip.now),
            tracing.case.name(flip.then_first).doing
        );
        let row = TraceRow::new(tracing.input_name(&flip.input), from, tracing.in_scale(flip.scale, flip.at));
        part.rows.push(row.at(place(stated.span)));
    }
    Some(part)
}

/// The lead with one estimate at either end of its range.
fn tornado(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let (leader, next) = (analysis.leader?, analysis.runner_up?);
    let (leading, following) = (&tracing.case.name(leader).doing, &tracing.case.name(next).doing);
    let mut part = TracePart::new(&["tornado", "lead"], format!("What moves the lead of {leading} over {following}"));
    part.formula = Some("mean lead with that input fixed at its P5, then at its P95, the rest as drawn".to_owned());
    for bar in &analysis.tornado {
        let stated = Stated::of(&bar.input, tracing.case.record, tracing.case.input.book);
        let end = |value: f64, lead: f64| format!("{} leads by {}", tracing.in_scale(bar.scale, value), fixed(lead, 2));
        let from = format!("at {}; at {}", end(bar.low, bar.lead_low), end(bar.high, bar.lead_high));
        let width = fixed((bar.lead_high - bar.lead_low).abs(), 2);
        part.rows.push(TraceRow::new(tracing.input_name(&bar.input), from, width).at(place(stated.span)));
    }
    (!part.rows.is_empty()).then_some(part)
}

/// One scenario: each option's extra cost, and what becomes of its total.
fn of_scenario(tracing: &Tracing<'_>, scenario: &ScenarioResult) -> TracePart {
    let analysis = tracing.analysis;
    let title = format!("Scenario “{}”", clean(&scenario.name));
    let mut part = TracePart::new(&["scenario", "scenarios", &scenario.name], title);
    let (happening, stated) = happening(tracing, scenario);
    part.formula = Some(format!("{happening}; the same draws paid and scored anew"));
    let mut is_held = false;
    for option in &tracing.case.order {
        let (Some(before), Some(then)) = (analysis.options[*option].total, scenario.totals[*option]) else { continue };
        let mut from = fixed(before.mean, 2);
        let extra = scenario.extra_cost[*option].filter(|extra| *extra != 0.0);
        let (terms, points) = extra.and_then(|extra| by_cost(tracing, extra)).unwrap_or_default();
        from.push_str(&terms);
        is_held |= (then - before.mean + points).abs() >= 0.005;
        part.rows.push(TraceRow::new(tracing.case.name(*option).doing.clone(), from, fixed(then, 2)));
    }
    if let Some(row) = part.rows.first_mut() {
        row.place = stated;
    }
    if is_held {
        part.notes.push(
            "Where a total is not what the terms say, draws are held at an end of cost’s scale, or other levels move too."
                .to_owned(),
        );
    }
    if let Some(leader) = scenario.leader {
        let word = if scenario.does_hold { "stays" } else { "comes" };
        part.notes.push(format!("So {} {word} first.", tracing.case.name(leader).doing));
    }
    part
}

/// What extra cost takes from a total: " − 40.0% × €200.0k / €2,000.0k × 100", and how many points that is.
fn by_cost(tracing: &Tracing<'_>, extra: f64) -> Option<(String, f64)> {
    let criteria = &tracing.analysis.criteria;
    let cost = criteria.iter().find(|criterion| criterion.measure == Measure::TotalCost)?;
    let ValueFunction::Linear(anchors) = cost.value else { return None };
    let span = (anchors.worst - anchors.best).abs();
    let ledger = Ledger::new(&tracing.case.money, span);
    let sign = if extra < 0.0 { '+' } else { '\u{2212}' };
    let terms =
        format!(" {sign} {} × {} / {} × 100", percent_fixed(cost.weight), ledger.sum(extra.abs()), ledger.sum(span));
    Some((terms, 100.0 * cost.weight * extra / span))
}

/// What happens, as precisely as it is played, and where it is stated.
fn happening(tracing: &Tracing<'_>, scenario: &ScenarioResult) -> (String, Option<String>) {
    let sentence = shock_sentence(tracing.case, scenario);
    let sentence = match scenario.shock {
        Shock::Stated(ref name) => {
            let specs = &tracing.case.record.inputs.scenarios;
            let Some(idx) = specs.iter().position(|spec| spec.name == *name) else { return (sentence, None) };
            let what: Vec<String> = specs[idx].kinds.iter().flat_map(|kind| stated(tracing, kind)).collect();
            let whose =
                scenario.option.map_or(String::new(), |option| format!(", {}", tracing.case.name(option).doing));
            return (format!("{}{whose}", listed(&what)), tracing.key_place(&format!("scenarios[{idx}].name")));
        }
        Shock::Later { .. } => sentence,
        Shock::PriceRise { by, .. } => format!("{sentence}: running cost × {} from then on", fixed(1.0 + by, 2)),
        Shock::Discontinued { year, .. } => format!(
            "{sentence}: its yearly cost stops, year {year} pays for leaving and for the other’s start, and from then on \
             the other’s price of the first year"
        ),
        Shock::OnceDoubles => format!("{sentence}: what it costs once × 2, before optimism bias"),
    };
    (sentence, None)
}

/// The author's own shocks, one by one.
fn stated(tracing: &Tracing<'_>, kind: &ScenarioKind) -> Vec<String> {
    let times = |by: f64| format!("× {}", significant((1.0 + by).max(0.0), 4));
    match kind {
        ScenarioKind::Yearly(by, year) => vec![format!("running cost {} from year {year} on", times(*by))],
        ScenarioKind::Once(by) => vec![format!("what it costs once {}", times(*by))],
        ScenarioKind::Ready(months) => vec![format!("ready {} months later", significant(*months, 4))],
        ScenarioKind::Driver(changes) => {
            changes.iter().map(|(name, by)| format!("{} {}", clean(name), times(*by))).collect()
        }
        ScenarioKind::Discontinued(year, by_name, sums) => {
            let instead = match (sums, by_name) {
                (Some((once, yearly)), _) => {
                    let money = &tracing.case.money;
                    format!("for {} once and {} a year", money.stated(*once), money.stated(*yearly))
                }
                (None, Some(name)) => format!("by {}", clean(name)),
                (None, None) => "by the cheapest other option".to_owned(),
            };
            vec![format!("its supplier stops in year {year}, replaced {instead}")]
        }
    }
}

/// What another method makes of the same mean levels and weights.
fn of_opinion(tracing: &Tracing<'_>, opinion: &Opinion) -> TracePart {
    let (slug, formula, figure) = match opinion.method {
        OpinionMethod::Topsis => (
            "topsis",
            "distance to the worst levels / distance to the worst and to the best, each column divided by its length and \
             times its weight",
            "closeness, highest first",
        ),
        OpinionMethod::Promethee => (
            "promethee",
            "mean over the others of what speaks for it less what speaks against it; a difference counts from 5% of the \
             scale on, wholly from 30%",
            "net flow, highest first",
        ),
        OpinionMethod::Vikor => (
            "vikor",
            "half the weighted sum of what it lacks to the best levels, half its largest single lack, each from least (0) to \
             most (1)",
            "Q, lowest first",
        ),
    };
    let mut part = TracePart::new(
        &["opinion", "opinions", slug],
        format!("{} on the same levels and weights", method_name(opinion.method)),
    );
    part.formula = Some(format!("{formula}; levels are means"));
    for option in &tracing.case.order {
        let Some(value) = opinion.values[*option] else { continue };
        let levels: Vec<String> = tracing
            .analysis
            .criteria
            .iter()
            .zip(&tracing.analysis.options[*option].levels)
            .filter(|(criterion, _)| criterion.weight > 0.0)
            .filter_map(|(criterion, level)| {
                Some(format!("{} {}", clean(&criterion.name), tracing.level(criterion, (*level)?.mean)))
            })
            .collect();
        part.rows.push(TraceRow::new(tracing.case.name(*option).doing.clone(), listed(&levels), fixed(value, 4)));
    }
    let first: Vec<&str> = opinion.first.iter().map(|idx| tracing.case.name(*idx).doing.as_str()).collect();
    part.notes.push(format!("By its {figure}, {} {} first.", listed(&first), plural(first.len(), "comes", "come")));
    part
}
