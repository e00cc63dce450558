//! How options stand apart, from the figures as printed, so that no sentence contradicts a table.

use super::{Case, Prose};
use crate::number::{Likeliness, Ratio, Spread, capitalized, listed, months_in_words, ratio_in_words, score};

/// A score stands apart from this many points on.
const APART: f64 = 5.0;

/// What an option is best at among those that can be ranked, as verbs: `costs least`, `loses least`,
/// `is ready first`, `is easiest to leave`.
pub fn merits(case: &Case, option_idx: usize) -> Vec<String> {
    let rivals: Vec<usize> = case
        .order
        .iter()
        .copied()
        .filter(|idx| *idx != option_idx && case.result(*idx).is_some_and(crate::analysis::OptionResult::is_running))
        .collect();
    if rivals.is_empty() {
        return Vec::new();
    }
    let all = |is_better: &dyn Fn(usize) -> Option<bool>| rivals.iter().all(|rival| is_better(*rival) == Some(true));
    let mut merits = Vec::new();
    let is_turned = |rival: usize| case.income_turns(option_idx, rival).is_some();
    let is_cheaper = |rival: usize| case.cash_difference(option_idx, rival).map(|(more, _)| more > 0.0);
    if all(&|rival| is_cheaper(rival).map(|is_cheaper| is_cheaper != is_turned(rival))) {
        let counted = if rivals.iter().any(|rival| is_turned(*rival)) { " with income counted" } else { "" };
        merits.push(format!("costs least{counted}"));
    }
    if all(&|rival| case.loss_difference(option_idx, rival).map(|(more, _)| more > 0.0)) {
        merits.push("loses least".to_owned());
    }
    let coming: Vec<usize> = rivals.iter().copied().filter(|rival| !case.is_in_use(*rival)).collect();
    if !case.is_in_use(option_idx)
        && !coming.is_empty()
        && coming.iter().all(|rival| case.ready_difference(option_idx, *rival).is_some_and(|later| later > 0.0))
    {
        merits.push("is ready first".to_owned());
    }
    if all(&|rival| case.exit_difference(option_idx, rival).map(|longer| longer > 0.0)) {
        merits.push("is quickest to leave".to_owned());
    }
    let mut best_on = Vec::new();
    for (criterion_idx, name) in own_criteria(case) {
        let ahead =
            |rival: usize| Some(score_of(case, option_idx, criterion_idx)? - score_of(case, rival, criterion_idx)?);
        if all(&|rival| ahead(rival).map(|ahead| ahead >= 1.0)) {
            best_on.push(name);
        }
    }
    if !best_on.is_empty() {
        merits.push(format!("does best on {}", listed(&best_on)));
    }
    merits
}

/// Criteria that are judged directly, with their names.
fn own_criteria(case: &Case) -> Vec<(usize, String)> {
    let criteria = case.analysis.map_or(&[][..], |analysis| &analysis.criteria);
    criteria
        .iter()
        .enumerate()
        .filter(|(_, criterion)| criterion.measure == crate::model::Measure::Own && criterion.weight > 0.0)
        .map(|(idx, criterion)| (idx, super::name::clean(&criterion.name)))
        .collect()
}

/// A score as printed.
fn score_of(case: &Case, option_idx: usize, criterion_idx: usize) -> Option<f64> {
    case.result(option_idx)?.scores.get(criterion_idx)?.as_ref().map(|score| score.mean.round())
}

/// "Partnering is second: it costs about £0.2m more and lets us leave three months sooner."
pub fn runner_up(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let (leader, second) = (analysis.leader?, analysis.runner_up?);
    let subject = case.name(second).subject();
    let is_tied = analysis.verdict.tied.contains(&second);
    let mut parts: Vec<Prose> = Vec::new();
    if let Some((more, text)) = case.cash_difference(leader, second)
        && more != 0.0
    {
        let word = if more > 0.0 { "more" } else { "less" };
        let part = Prose::of("costs about ").figure("difference", text).text(format!(" {word}"));
        parts.push(match case.income_turns(leader, second) {
            Some((more, text)) => {
                let word = if more > 0.0 { "more" } else { "less" };
                part.text(" but brings in about ").figure("benefit", text).text(format!(" {word}"))
            }
            None => part,
        });
    }
    if let Some(later) = case.ready_difference(leader, second)
        && later != 0.0
        && !case.is_in_use(second)
        && !case.is_in_use(leader)
    {
        let word = if later > 0.0 { "later" } else { "sooner" };
        parts.push(Prose::of(format!("is ready {} {word}", months_in_words(later.abs()))));
    }
    if let Some(longer) = case.exit_difference(leader, second)
        && longer != 0.0
    {
        let months = months_in_words(longer.abs());
        parts.push(Prose::of(if longer > 0.0 {
            format!("takes {months} longer to leave")
        } else {
            format!("lets us leave {months} sooner")
        }));
    }
    if parts.len() < 2
        && let Some((more, text)) = case.loss_difference(leader, second)
        && more != 0.0
    {
        let word = if more > 0.0 { "more" } else { "less" };
        parts.push(Prose::of("loses about ").figure("annual-loss", text).text(format!(" a year {word}")));
    }
    parts.truncate(2);
    if parts.is_empty() {
        let total = |idx: usize| case.result(idx)?.total.as_ref().map(|total| score(Spread::mean(total)).line());
        if is_tied {
            let other = &case.name(leader).doing;
            return Some(
                Prose::of(format!("{subject} ties with {other}, at ")).figure("total", total(second)?).text(" of 100."),
            );
        }
        return Some(
            Prose::of(format!("{subject} is second, at "))
                .figure("total", total(second)?)
                .text(" of 100 against ")
                .figure("total", total(leader)?)
                .text("."),
        );
    }
    let mut prose = Prose::of(format!("{subject} {}: it ", if is_tied { "ties" } else { "is second" }));
    let count = parts.len();
    for (idx, part) in parts.into_iter().enumerate() {
        prose = prose.join(part);
        prose = prose.text(if idx + 1 == count { "." } else { " and " });
    }
    Some(prose)
}

/// "Buying beats partnering by £0.2m and two months, but takes three months longer to leave".
pub fn versus(case: &Case, leader: usize, second: usize) -> Option<String> {
    let mut gains = Vec::new();
    let mut prices = Vec::new();
    if let Some((more, text)) = case.cash_difference(leader, second) {
        if more > 0.0 {
            gains.push(text);
        } else if more < 0.0 {
            prices.push(format!("costs {text} more"));
        }
    }
    if !case.is_in_use(leader)
        && !case.is_in_use(second)
        && let Some(later) = case.ready_difference(leader, second)
    {
        let months = months_in_words(later.abs());
        if later > 0.0 {
            gains.push(months);
        } else if later < 0.0 {
            prices.push(format!("is ready {months} later"));
        }
    }
    let income = case.income_turns(leader, second);
    if let Some((_, text)) = income.as_ref().filter(|(more, _)| *more > 0.0) {
        prices.push(format!("brings in {text} less"));
    }
    let brings_in = income.filter(|(more, _)| *more < 0.0).map(|(_, text)| format!("brings in {text} more"));
    let mut also: Vec<String> = brings_in.iter().cloned().collect();
    if let Some(longer) = case.exit_difference(leader, second) {
        let months = months_in_words(longer.abs());
        if longer > 0.0 {
            also.push(format!("lets us leave {months} sooner"));
        } else if longer < 0.0 {
            prices.push(format!("takes {months} longer to leave"));
        }
    }
    prices.truncate(2);
    let (subject, other) = (case.name(leader).subject(), &case.name(second).doing);
    let mut text = match (gains.is_empty(), also.is_empty()) {
        (false, _) => {
            let brings_in = brings_in.map_or_else(String::new, |brings_in| format!(" and {brings_in}"));
            format!("{subject} beats {other} by {}{brings_in}", listed(&gains))
        }
        (true, false) => format!("{subject} beats {other}: it {}", listed(&also)),
        (true, true) => return None,
    };
    if !prices.is_empty() {
        text.push_str(&format!(", but {}", listed(&prices)));
    }
    Some(text)
}

/// "Building would cost about two thirds more than buying": the dearest against the cheapest, or
/// the chosen option against the cheapest where it is not that itself.
pub fn costs_compared(case: &Case) -> Option<String> {
    let priced: Vec<usize> = case.order.iter().copied().filter(|idx| case.cash_spread(*idx).is_some()).collect();
    let printed = |idx: usize| case.cash_spread(idx).map_or(0.0, |spread| case.cash.printed(spread));
    let cheapest = priced.iter().copied().min_by(|a, b| printed(*a).total_cmp(&printed(*b)))?;
    if priced.len() == 1 {
        let figure = case.cash_figure(cheapest)?;
        if case.record.options.len() > 1 {
            return Some(format!("Only {} has a cost, {}", case.name(cheapest).doing, figure.figure));
        }
        return Some(format!("{} would cost {} over {}", case.name(cheapest).subject(), figure.figure, case.horizon()));
    }
    let dearest = priced.iter().copied().rev().max_by(|a, b| printed(*a).total_cmp(&printed(*b)))?;
    let compared = match case.chosen {
        Some(chosen) if chosen != cheapest && priced.contains(&chosen) => chosen,
        _ => dearest,
    };
    let (subject, base) = (case.name(compared).subject(), &case.name(cheapest).doing);
    if printed(compared) == printed(cheapest) {
        return Some(if priced.len() == 2 || compared == dearest {
            "The options would cost about the same".to_owned()
        } else {
            format!("{subject} would cost about as much as {base}, the cheapest")
        });
    }
    let income = case.income_turns(cheapest, compared).filter(|(more, _)| *more > 0.0);
    let income = income.map_or_else(String::new, |(_, text)| format!(", and bring in {text} more"));
    Some(match ratio_in_words(printed(compared), printed(cheapest)) {
        Some(Ratio::Same) => format!("{subject} would cost slightly more than {base}{income}"),
        Some(_) if printed(compared) >= 100.0 * printed(cheapest) => {
            format!("{subject} would cost over a hundred times as much as {base}{income}")
        }
        Some(Ratio::As(much)) => format!("{subject} would cost about {much} as {base}{income}"),
        Some(Ratio::Than(more)) => format!("{subject} would cost about {more} than {base}{income}"),
        None => format!("{subject} would cost more than {base}{income}"),
    })
}

/// Whether every other option with a price needs more cash than the chosen one, as printed, and is not the cheaper one
/// by what it brings in.
pub fn every_other_costs_more(case: &Case) -> bool {
    let Some(chosen) = case.chosen else { return false };
    let is_dearer = |idx: usize| {
        case.cash_difference(chosen, idx).is_some_and(|(more, _)| more > 0.0)
            && case.income_turns(chosen, idx).is_none()
    };
    let mut others = case.order.iter().filter(|idx| **idx != chosen).peekable();
    others.peek().is_some() && others.all(|idx| is_dearer(*idx))
}

/// One line for an option that was not chosen, in its best light first: "easier to leave; £0.2m
/// dearer, likely late".
pub fn best_light(case: &Case, chosen: usize, other: usize) -> Option<Prose> {
    let mut good: Vec<String> = Vec::new();
    let mut bad: Vec<Prose> = Vec::new();
    if let Some((more, text)) = case.cash_difference(chosen, other) {
        if more < 0.0 {
            good.push(format!("{text} cheaper"));
        } else if more > 0.0 {
            bad.push(Prose::default().figure("difference", text).text(" dearer"));
        }
    }
    if let Some((more, text)) = case.income_turns(chosen, other) {
        if more > 0.0 {
            good.push(format!("brings in {text} more"));
        } else {
            bad.push(Prose::of("brings in ").figure("benefit", text).text(" less"));
        }
    }
    if let Some(longer) = case.exit_difference(chosen, other) {
        if longer < 0.0 {
            good.push("quicker to leave".to_owned());
        } else if longer > 0.0 {
            bad.push(Prose::of("slower to leave"));
        }
    }
    if case.is_in_use(other) && !case.is_in_use(chosen) {
        good.push("nothing to do now".to_owned());
    } else if let Some(later) = case.ready_difference(chosen, other)
        && later < 0.0
        && !case.is_in_use(chosen)
    {
        good.push("ready sooner".to_owned());
    }
    let (mut better, mut worse) = (Vec::new(), Vec::new());
    for (criterion_idx, name) in own_criteria(case) {
        if let (Some(theirs), Some(ours)) =
            (score_of(case, other, criterion_idx), score_of(case, chosen, criterion_idx))
        {
            if theirs - ours >= APART {
                better.push(name);
            } else if ours - theirs >= APART {
                worse.push(name);
            }
        }
    }
    if !better.is_empty() {
        good.push(format!("better on {}", listed(&better)));
    }
    if !worse.is_empty() {
        bad.push(Prose::of(format!("worse on {}", listed(&worse))));
    }
    if let Some(late) = case.result(other).and_then(|result| result.late_chance)
        && late >= 0.6
    {
        bad.insert(bad.len().min(1), Prose::of(format!("{} late", Likeliness::of(late).adverb())));
    }
    if let Some((more, text)) = case.loss_difference(chosen, other) {
        if more > 0.0 {
            bad.push(Prose::of("losses higher by ").figure("annual-loss", text).text(" a year"));
        } else if more < 0.0 {
            good.push("loses less".to_owned());
        }
    }
    good.truncate(2);
    bad.truncate(2);
    if good.is_empty() && bad.is_empty() {
        return None;
    }
    if let (true, Some(first)) = (good.is_empty(), bad.first_mut().and_then(|first| first.pieces.first_mut())) {
        first.text = capitalized(&first.text);
    }
    let mut prose = Prose::of(capitalized(&listed(&good)));
    if !good.is_empty() && !bad.is_empty() {
        prose = prose.text("; ");
    }
    let count = bad.len();
    for (idx, part) in bad.into_iter().enumerate() {
        prose = prose.join(part);
        if idx + 1 < count {
            prose = prose.text(", ");
        }
    }
    Some(prose.text("."))
}
