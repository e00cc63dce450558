//! Weights, traced: where they come from, what they say in money, and how far they may move.

use super::page::{TracePart, TraceRow};
use super::tracing::{Tracing, bracketed};
use crate::analysis::decider::DeciderResult;
use crate::analysis::smaa;
use crate::model::{Anchors, Measure, ValueFunction, WeightSpec};
use crate::number::{Ledger, fixed, listed, percent_fixed, significant, whole};
use crate::report::narrate::clean;

/// Weights, value functions, each decider's own weights, and what a unit is worth.
pub(super) fn parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let mut parts = vec![weights(tracing)];
    parts.extend(tracing.analysis.deciders.iter().map(|decider| of_decider(tracing, decider)));
    parts.push(values(tracing));
    parts.extend(in_money(tracing));
    parts
}

/// How far weights may move before the first place changes hands.
pub(super) fn turning_parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let mut parts: Vec<TracePart> = stability(tracing).into_iter().collect();
    parts.extend(tracing.case.order.iter().filter_map(|rival| shift(tracing, *rival)));
    parts.extend(all_weightings(tracing));
    parts
}

fn weights(tracing: &Tracing<'_>) -> TracePart {
    let criteria = &tracing.analysis.criteria;
    let all: f64 = criteria.iter().filter_map(|criterion| criterion.stated_points).sum();
    let has_points = criteria.iter().all(|criterion| criterion.stated_points.is_some()) && all > 0.0;
    let spec = tracing.case.record.inputs.criteria.as_ref().map(|spec| &spec.weights);
    let deciders = &tracing.analysis.deciders;
    let formula = match spec {
        _ if !deciders.is_empty() => "mean of the deciders’ own weights",
        _ if has_points => "points of each criterion / points of all",
        Some(WeightSpec::Rank) => "by place k in the order of n: (1/k + … + 1/n) / n",
        Some(WeightSpec::Pairwise(_)) => "principal eigenvector of the comparisons in pairs",
        _ => "points of each criterion / points of all",
    };
    let mut part = TracePart::new(&["weights"], "Weights");
    part.formula = Some(formula.to_owned());
    for (idx, criterion) in criteria.iter().enumerate() {
        let from = match (criterion.stated_points, spec) {
            _ if !deciders.is_empty() => {
                let own: Vec<String> = deciders.iter().map(|decider| percent_fixed(decider.weights[idx])).collect();
                format!("({}) / {}", own.join(" + "), own.len())
            }
            (Some(points), _) if has_points => format!("{} / {}", significant(points, 6), significant(all, 6)),
            (None, Some(WeightSpec::Rank)) => {
                let terms: Vec<String> = (idx + 1..=criteria.len()).map(|place| format!("1/{place}")).collect();
                format!("({}) / {}", terms.join(" + "), criteria.len())
            }
            (None, Some(WeightSpec::Pairwise(pairs))) => compared(tracing, pairs, idx),
            _ => String::new(),
        };
        let row = TraceRow::new(clean(&criterion.name), from, percent_fixed(criterion.weight));
        part.rows.push(row.at(tracing.criterion_place(criterion)));
    }
    part.sum = Some(TraceRow::new("all", "", percent_fixed(criteria.iter().map(|criterion| criterion.weight).sum())));
    part
}

/// "3 × risk, 2 × flexibility": what an author compared it with.
fn compared(tracing: &Tracing<'_>, pairs: &[(usize, usize, f64)], criterion: usize) -> String {
    let own = pairs.iter().filter(|(row, _, _)| *row == criterion).map(|(_, other, times)| {
        format!("{} × {}", significant(*times, 3), clean(&tracing.analysis.criteria[*other].name))
    });
    own.collect::<Vec<String>>().join(", ")
}

/// One decider's points, and the totals that follow from the same scores.
fn of_decider(tracing: &Tracing<'_>, decider: &DeciderResult) -> TracePart {
    let role = clean(&decider.role);
    let mut part = TracePart::new(&["weights", "decider", "deciders", &decider.role], format!("Weights of the {role}"));
    part.formula = Some("own points of each criterion / own points of all; total as for all deciders".to_owned());
    let stated = tracing.case.record.inputs.deciders.iter().find(|(stated, _)| *stated == decider.role);
    let points = |id: &str| {
        let of = stated.and_then(|(_, points)| points.iter().find(|(criterion, _)| criterion == id));
        of.map_or(0.0, |(_, points)| *points)
    };
    let all: f64 = stated.map_or(0.0, |(_, points)| points.iter().map(|(_, points)| points).sum());
    let place = tracing.key_place(&format!("deciders.{}", decider.role));
    for (criterion, weight) in tracing.analysis.criteria.iter().zip(&decider.weights) {
        let from = format!("{} / {}", significant(points(&criterion.id), 6), significant(all, 6));
        part.rows.push(TraceRow::new(clean(&criterion.name), from, percent_fixed(*weight)).at(place.clone()));
    }
    part.sum = Some(TraceRow::new("all", "", percent_fixed(decider.weights.iter().sum())));
    for option in &tracing.case.order {
        let Some(total) = decider.totals[*option] else { continue };
        let scores = &tracing.analysis.options[*option].scores;
        let terms: Vec<String> = decider
            .weights
            .iter()
            .zip(scores)
            .filter_map(|(weight, score)| {
                let score = (*score)?;
                (*weight > 0.0).then(|| format!("{} × {}", percent_fixed(*weight), fixed(score.mean, 2)))
            })
            .collect();
        part.notes.push(format!(
            "Total of {}: {} = {}.",
            tracing.case.name(*option).doing,
            terms.join(" + "),
            fixed(total, 2)
        ));
    }
    if let Some(leader) = decider.leader {
        part.notes.push(format!("So the {role} would put {} first.", tracing.case.name(leader).doing));
    }
    part
}

fn values(tracing: &Tracing<'_>) -> TracePart {
    let mut part = TracePart::new(&["values"], "Value functions");
    part.formula = Some("level → score, 0 to 100; levels outside are held at the nearer end".to_owned());
    for criterion in &tracing.analysis.criteria {
        let anchors = criterion.value.anchors();
        let level = |value: f64| tracing.level(criterion, value);
        let ends = format!("{} scores 0, {} scores 100", level(anchors.worst), level(anchors.best));
        let line = match &criterion.value {
            ValueFunction::Linear(_) => "straight line".to_owned(),
            ValueFunction::Piecewise(points) => format!("straight lines through {} points", points.len()),
            ValueFunction::Exponential { rho, .. } => format!("curve, rho {}", significant(*rho, 4)),
        };
        let whose = if criterion.has_anchors || criterion.scale == crate::analysis::Scale::OutOf100 {
            String::new()
        } else {
            "; from the lowest P1 to the highest P99 of the options’ own draws".to_owned()
        };
        let held = match criterion.clamped_share {
            share if share > 0.0 => format!("; {} of draws lie outside", percent_fixed(share)),
            _ => String::new(),
        };
        let row = TraceRow::new(clean(&criterion.name), format!("{ends}{whose}{held}"), line);
        part.rows.push(row.at(tracing.criterion_place(criterion)));
    }
    part
}

/// What the weights say in money.
fn in_money(tracing: &Tracing<'_>) -> Option<TracePart> {
    let criteria = &tracing.analysis.criteria;
    let cost = criteria.iter().find(|criterion| criterion.measure == Measure::TotalCost)?;
    let span = |anchors: Anchors| (anchors.worst - anchors.best).abs();
    let cost_span = span(cost.value.anchors());
    let mut part = TracePart::new(&["weights", "unit", "money"], "What one unit is worth by these weights");
    part.formula = Some("weight / weight of cost × span of cost / span of the criterion".to_owned());
    for criterion in criteria {
        let Some(worth) = criterion.money_per_unit.filter(|_| criterion.weight > 0.0) else { continue };
        let anchors = criterion.value.anchors();
        let from = format!(
            "{} / {} × {} / {}",
            percent_fixed(criterion.weight),
            percent_fixed(cost.weight),
            Ledger::new(&tracing.case.money, cost_span).sum(cost_span),
            tracing.level(criterion, span(anchors)),
        );
        let row = TraceRow::new(clean(&criterion.name), from, Ledger::new(&tracing.case.money, worth).sum(worth));
        part.rows.push(row.at(tracing.criterion_place(criterion)));
    }
    (!part.rows.is_empty()).then_some(part)
}

/// Where each weight may lie, the others in proportion.
fn stability(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let leader = analysis.leader?;
    let doing = &tracing.case.name(leader).doing;
    let mut part =
        TracePart::new(&["weights", "stability"], format!("How far one weight may move and {doing} stay first"));
    part.formula = Some(
        "the weight t at which t × (lead on it) + (1 − t) × (lead on the rest) is 0: rest / (rest − on it)".to_owned(),
    );
    for (idx, range) in analysis.stability.iter().enumerate() {
        let Some(range) = range else { continue };
        let criterion = &analysis.criteria[idx];
        let mut bound = |rival: Option<usize>, at: f64, word: &str| {
            let Some((on, rest)) = rival.and_then(|rival| tracing.leads(leader, rival, idx)) else { return };
            let from = format!(
                "against {}: {} / ({} − {})",
                rival.map_or("", |rival| tracing.case.name(rival).doing.as_str()),
                fixed(rest, 4),
                fixed(rest, 4),
                bracketed(on)
            );
            let what = format!("{}, {word}", clean(&criterion.name));
            part.rows.push(TraceRow::new(what, from, percent_fixed(at)).at(tracing.criterion_place(criterion)));
        };
        bound(range.rival_low, range.low, "at least");
        bound(range.rival_high, range.high, "at most");
    }
    (!part.rows.is_empty()).then_some(part)
}

/// Each shifted point moves the lead by the difference that is lost and the one that is won.
fn shift(tracing: &Tracing<'_>, rival: usize) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let leader = analysis.leader?;
    let shift = analysis.least_shift.get(rival)?.as_ref()?;
    let lead = analysis.options[leader].total?.mean - analysis.options[rival].total?.mean;
    let ahead = |idx: usize| tracing.lead_on(leader, rival, idx);
    let (leading, following) = (&tracing.case.name(leader).doing, &tracing.case.name(rival).doing);
    let name = tracing.case.record.option_name(rival);
    let mut part = TracePart::new(&["shift", "weights", name], format!("Least shift of weight to {following}"));
    part.value = Some(format!("{} points", fixed(shift.weight * 100.0, 2)));
    part.formula = Some(format!(
        "points moved × (how far {leading} is ahead where they come from − where they go), until the lead is gone"
    ));
    let to = clean(&analysis.criteria[shift.to].name);
    for (from, weight) in &shift.from {
        let points = weight * 100.0;
        let (own, other) = (ahead(*from)?, ahead(shift.to)?);
        let what = format!("{} → {to}", clean(&analysis.criteria[*from].name));
        let terms = format!("{} × ({} − {})", fixed(points, 2), bracketed(own), bracketed(other));
        part.rows.push(TraceRow::new(what, terms, fixed(points * (own - other), 2)));
    }
    part.sum = Some(TraceRow::new("lead", "of mean totals", fixed(lead, 2)));
    Some(part)
}

/// How often each option is first when nothing is said of the weights.
fn all_weightings(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let found = analysis.all_weightings.as_ref()?;
    let is_ranked = tracing.case.record.inputs.criteria.as_ref().is_some_and(|spec| spec.weights == WeightSpec::Rank);
    let mut part = TracePart::new(&["weights", "weightings", "smaa"], "Over all possible weightings (SMAA-2)");
    part.formula = Some(format!(
        "{} weightings drawn uniformly{}, each over one draw of the scores; share in which an option is first",
        whole(analysis.draw_count.min(smaa::WEIGHTINGS) as f64),
        if is_ranked { " among those that keep the order" } else { "" }
    ));
    for option in &tracing.case.order {
        let doing = tracing.case.name(*option).doing.clone();
        let Some(first) = found.rank_shares[*option].first() else { continue };
        let from = match (&found.central_weights[*option], found.confidence[*option]) {
            (Some(central), Some(confidence)) => {
                let named: Vec<String> = central
                    .iter()
                    .zip(&analysis.criteria)
                    .map(|(weight, criterion)| format!("{} {}", clean(&criterion.name), percent_fixed(*weight)))
                    .collect();
                format!(
                    "where it is, the weights are on average {}; with these it is first in {} of draws",
                    listed(&named),
                    percent_fixed(confidence)
                )
            }
            _ => "in too few to say more".to_owned(),
        };
        part.rows.push(TraceRow::new(doing, from, percent_fixed(*first)));
    }
    (!part.rows.is_empty()).then_some(part)
}
