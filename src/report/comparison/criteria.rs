//! What counts, who does well on it, and what the weights say in money.

use super::page::{ContributionCell, ContributionRow, ContributionTable, CriterionHead};
use crate::analysis::{CriterionResult, DecisionAnalysis, Scale};
use crate::model::Measure;
use crate::number::{Digits, capitalized, listed, months_plain, one_of, quantity, whole, with_unit};
use crate::report::Bar;
use crate::report::narrate::{Case, Paragraph, Prose, clean};
use crate::report::parts::total_cell;
use crate::report::parts::{Block, OptionHead};

/// The table of contributions; `None` where nothing is weighed.
pub(super) fn contributions(case: &Case) -> Option<ContributionTable> {
    let analysis = case.analysis?;
    let largest = analysis.criteria.iter().map(|criterion| criterion.weight).fold(0.0_f64, f64::max);
    if largest <= 0.0 {
        return None;
    }
    let heads: Vec<CriterionHead> = analysis.criteria.iter().map(head).collect();
    let rows = case
        .order
        .iter()
        .map(|idx| ContributionRow {
            option: OptionHead { detail: None, ..OptionHead::of(case, *idx) },
            doing: case.name(*idx).doing.clone(),
            is_running: case.result(*idx).is_some_and(crate::analysis::OptionResult::is_running),
            cells: cells(case, *idx, analysis, &heads, largest),
            total: total_cell(case, *idx),
        })
        .collect();
    let lead =
        vec![Prose::of("The bar is what an option earns, the thin line what the criterion could give: its weight.")];
    Some(ContributionTable {
        block: Block {
            finding: finding(case, analysis),
            question: "What counts, and who does well on it?",
            lead: vec![Paragraph::of(lead)],
            paragraphs: Vec::new(),
        },
        caption: caption(case, analysis),
        criteria: heads,
        rows,
    })
}

fn head(criterion: &CriterionResult) -> CriterionHead {
    let name = capitalized(&clean(&criterion.name));
    let weight = whole(criterion.points);
    CriterionHead {
        label: format!("{name} ({weight})"),
        weight: format!("weight\u{a0}{weight}"),
        points: exact(criterion.points),
        name,
    }
}

/// A number for the sliders, to a thousandth, so that what they add up prints as ours.
fn exact(value: f64) -> String {
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn cells(
    case: &Case,
    option_idx: usize,
    analysis: &DecisionAnalysis,
    heads: &[CriterionHead],
    largest: f64,
) -> Vec<ContributionCell> {
    let percent = |share: f64| (share / largest * 1_000.0).round() / 10.0;
    analysis
        .criteria
        .iter()
        .zip(heads)
        .enumerate()
        .map(|(idx, (criterion, head))| {
            let points = case.result(option_idx).and_then(|result| *result.contributions.get(idx)?);
            let score = case.result(option_idx).and_then(|result| result.scores.get(idx)?.as_ref());
            ContributionCell {
                label: head.label.clone(),
                score: score.map(|score| exact(score.mean)),
                points: points.map(whole),
                bar: points.map(|points| Bar {
                    high: Some(percent(points / 100.0)),
                    limit: Some(percent(criterion.weight)),
                    hue: case.hue(option_idx),
                    ..Bar::default()
                }),
            }
        })
        .collect()
}

/// "Buying earns its lead on cost and risk, and pays for it in dependency".
fn finding(case: &Case, analysis: &DecisionAnalysis) -> String {
    let (Some(leader), Some(second)) = (analysis.leader, analysis.runner_up) else {
        return "What each criterion gives".to_owned();
    };
    let points = |option: usize, idx: usize| {
        case.result(option).and_then(|result| *result.contributions.get(idx)?).map_or(0.0, f64::round)
    };
    let mut ahead = Vec::new();
    let mut behind = Vec::new();
    for (idx, criterion) in analysis.criteria.iter().enumerate() {
        let lead = points(leader, idx) - points(second, idx);
        let name = clean(&criterion.name);
        if lead >= 1.0 {
            ahead.push((lead, name));
        } else if lead <= -1.0 {
            behind.push((-lead, name));
        }
    }
    let names = |mut list: Vec<(f64, String)>| -> Vec<String> {
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        list.into_iter().take(2).map(|(_, name)| name).collect()
    };
    let (ahead, behind) = (names(ahead), names(behind));
    let subject = case.name(leader).subject();
    match (ahead.is_empty(), behind.is_empty()) {
        (true, _) => format!("{subject} and {} earn much the same on every criterion", case.name(second).doing),
        (false, true) => format!("{subject} earns its lead on {}", listed(&ahead)),
        (false, false) => {
            format!("{subject} earns its lead on {}, and pays for it in {}", listed(&ahead), listed(&behind))
        }
    }
}

fn caption(case: &Case, analysis: &DecisionAnalysis) -> String {
    let mut parts = vec!["Points of 100, one scale for all columns.".to_owned()];
    let mut full = Vec::new();
    let mut none = Vec::new();
    for (idx, criterion) in analysis.criteria.iter().enumerate().filter(|(_, criterion)| criterion.weight > 0.0) {
        let known =
            analysis.options.iter().filter(|option| option.levels.get(idx).is_some_and(Option::is_some)).count();
        if known < 2 && !criterion.has_anchors && criterion.scale != Scale::OutOf100 {
            // A scale that nobody stated, made of one level or none, says nothing.
            continue;
        }
        let anchors = criterion.value.anchors();
        full.push(level(case, criterion, anchors.best));
        none.push(level(case, criterion, anchors.worst));
    }
    if !full.is_empty() {
        parts.push(format!("Full marks: {}. None: {}.", full.join("; "), none.join("; ")));
    }
    if analysis.criteria.iter().any(|criterion| !criterion.has_anchors && criterion.scale != Scale::OutOf100) {
        parts.push("Scales whose ends nobody stated span what these options offer.".to_owned());
    }
    parts.push("Rounded parts may miss the total by one.".to_owned());
    parts.join(" ")
}

/// A level with its unit and criterion: "£0.6m", "no expected loss", "2 weeks per change".
fn level(case: &Case, criterion: &CriterionResult, value: f64) -> String {
    let name = clean(&criterion.name);
    let money = |value: f64| match value {
        gain if gain < 0.0 => format!("a gain of {}", case.money.prose(-gain)),
        value => case.money.prose(value),
    };
    match (criterion.scale, criterion.measure) {
        (Scale::Money, _) => format!("{name} {}", money(value)),
        (Scale::MoneyPerYear, _) if value == 0.0 => format!("{name} no expected loss"),
        (Scale::MoneyPerYear, _) => format!("{name} {} a year", money(value)),
        (Scale::Months, Measure::ExitMonths) => format!("{name} {} to leave", months_plain(value)),
        (Scale::Months, _) => format!("{name} {}", months_plain(value)),
        (Scale::OutOf100, _) => format!("{name} {} of 100", whole(value)),
        _ => match &criterion.unit {
            Some(unit) => format!("{name} {}", with_unit(&quantity(value, Digits::Prose), &clean(unit))),
            None => format!("{name} {}", quantity(value, Digits::Prose)),
        },
    }
}

/// What one step of each criterion is worth in money by these weights: the best check that they are meant.
pub(super) fn worth(case: &Case, analysis: &DecisionAnalysis) -> Option<Prose> {
    let mut prose = Prose::of("In money, these weights say: ");
    let mut count = 0;
    for criterion in analysis.criteria.iter().filter(|criterion| criterion.measure != Measure::TotalCost) {
        let Some(per_unit) = criterion.money_per_unit.filter(|_| criterion.weight > 0.0) else { continue };
        let (step, unit) = unit_step(case, criterion);
        let joint = if count > 0 { "; " } else { "" };
        prose =
            prose.text(format!("{joint}{unit} is worth ")).figure("weight", case.money.prose(per_unit.abs() * step));
        count += 1;
    }
    (count > 0).then(|| prose.text("."))
}

/// "one week less per change (flexibility)"; of a unit that is no count of time, "one less in meters (reach)".
fn one_step(unit: &str, less: &str, name: &str) -> String {
    match one_of(unit) {
        Some(one) => match one.split_once(' ') {
            Some((one, rest)) => format!("one {one} {less} {rest} ({name})"),
            None => format!("one {one} {less} ({name})"),
        },
        None => format!("one {less} in {unit} ({name})"),
    }
}

/// How much of a criterion is one step in words.
fn unit_step(case: &Case, criterion: &CriterionResult) -> (f64, String) {
    let anchors = criterion.value.anchors();
    let is_less_better = anchors.best < anchors.worst;
    let less = if is_less_better { "less" } else { "more" };
    let name = clean(&criterion.name);
    match (criterion.scale, criterion.measure) {
        (Scale::MoneyPerYear | Scale::Money, _) => {
            (10_000.0, format!("{} {less} of expected loss a year", case.money.prose(10_000.0)))
        }
        (Scale::Months, Measure::ExitMonths) => (1.0, format!("a month {less} to leave")),
        (Scale::Months, Measure::Ready) => {
            (1.0, format!("being ready a month {}", if is_less_better { "sooner" } else { "later" }))
        }
        (Scale::Months, _) => (1.0, format!("a month {less} on {name}")),
        (Scale::OutOf100, _) => (10.0, format!("ten points {less} of {name}")),
        _ => match &criterion.unit {
            Some(unit) => (1.0, one_step(&clean(unit), less, &name)),
            None => (1.0, format!("one point {less} on {name}")),
        },
    }
}
