//! How options stand apart, from the figures as printed, so that no sentence contradicts a table.

use super::{Case, Prose};
use crate::model::Sourcing;
use crate::number::{
    Likeliness, Ratio, Rounding, Spread, capitalized, fixed, listed, months_in_words, points, ratio_in_words, score,
};

/// A score stands apart from this many points on.
const APART: f64 = 5.0;

/// What an option is best at among all, as verbs: `costs least`,
/// `has the smallest expected loss`, `is ready first`, `is quickest to leave`.
pub fn merits(case: &Case, option_idx: usize) -> Vec<String> {
    // One that is out stands in the tables, too: nothing is said that they deny.
    let rivals: Vec<usize> =
        case.order.iter().copied().filter(|idx| *idx != option_idx && case.result(*idx).is_some()).collect();
    let is_complete = |idx: usize| case.result(idx).is_some_and(crate::analysis::OptionResult::is_complete);
    if rivals.is_empty() {
        return Vec::new();
    }
    // What an incomplete one lacks is not held against it, and what is known of it is.
    let all = |is_better: &dyn Fn(usize) -> Option<bool>| {
        rivals.iter().all(|rival| is_better(*rival).unwrap_or(!is_complete(*rival)))
            && rivals.iter().any(|rival| is_better(*rival) == Some(true))
    };
    let mut merits = Vec::new();
    let needs_least_cash = all(&|rival| case.cash_difference(option_idx, rival).map(|(more, _)| more > 0.0));
    let is_cheapest = all(&|rival| case.all_in_difference(option_idx, rival).map(|more| more > 0.0));
    // What turns it, in a word: income or lateness, and discounting where it is neither.
    let mut counted = case.counted_all_in();
    if counted.len() > 1 {
        counted.retain(|word| *word != "present value");
    }
    match (needs_least_cash, is_cheapest) {
        (true, true) => merits.push("costs least".to_owned()),
        (true, false) => merits.push("needs least cash".to_owned()),
        (false, true) if !counted.is_empty() => merits.push(format!("costs least with {} counted", listed(&counted))),
        (false, _) => {}
    }
    if all(&|rival| case.loss_difference(option_idx, rival).map(|(more, _)| more > 0.0)) {
        merits.push("has the smallest expected loss".to_owned());
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
        let turns = case.income_turns(leader, second);
        let what = if turns.is_some() { "" } else { case.cash_words(leader, second) };
        let part = Prose::of("costs about ").figure("difference", text).text(format!(" {word}{what}"));
        parts.push(match turns {
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
        if is_tied && analysis.verdict.tied.len() > 2 {
            let all: Vec<String> = analysis.verdict.tied.iter().map(|idx| case.name(*idx).doing.clone()).collect();
            let prose = Prose::of(format!("{} tie, at ", capitalized(&listed(&all))));
            return Some(prose.figure("total", total(second)?).text(" of 100."));
        }
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

/// How far the first is ahead of the next: its lead in money where the weights say what a point is worth, else in points.
fn lead_text(case: &Case, leader: usize, second: usize) -> Option<String> {
    let total = |idx: usize| Some(case.result(idx)?.total.as_ref()?.mean);
    let (first, next) = (total(leader)?, total(second)?);
    if let Some(per_point) = case.analysis?.money_per_point() {
        return Some(format!("the worth of {}", case.money.prose((first - next) * per_point)));
    }
    // As the totals beside it are printed.
    let printed = first.round() - next.round();
    Some(match printed {
        printed if printed >= 1.0 => points(printed, Rounding::Nearest),
        _ => format!("{}\u{a0}points", fixed(first - next, 1)),
    })
}

/// "Buying beats partnering by the worth of £0.3m: it costs £0.2m less and is ready two months sooner, but takes three
/// months longer to leave".
pub fn versus(case: &Case, leader: usize, second: usize) -> Option<String> {
    let (mut gains, mut prices) = (Vec::new(), Vec::new());
    let income = case.income_turns(leader, second);
    if let Some((more, text)) = case.cash_difference(leader, second) {
        let what = if income.is_some() { "" } else { case.cash_words(leader, second) };
        if more > 0.0 {
            gains.push(format!("costs {text} less{what}"));
        } else if more < 0.0 {
            prices.push(format!("costs {text} more{what}"));
        }
    }
    match income {
        Some((more, text)) if more > 0.0 => prices.push(format!("brings in {text} less")),
        Some((_, text)) => gains.push(format!("brings in {text} more")),
        None => {}
    }
    if !case.is_in_use(leader)
        && !case.is_in_use(second)
        && let Some(later) = case.ready_difference(leader, second)
    {
        let months = months_in_words(later.abs());
        if later > 0.0 {
            gains.push(format!("is ready {months} sooner"));
        } else if later < 0.0 {
            prices.push(format!("is ready {months} later"));
        }
    }
    if let Some(longer) = case.exit_difference(leader, second) {
        let months = months_in_words(longer.abs());
        if longer > 0.0 {
            gains.push(format!("lets us leave {months} sooner"));
        } else if longer < 0.0 {
            prices.push(format!("takes {months} longer to leave"));
        }
    }
    gains.truncate(2);
    prices.truncate(2);
    let by = lead_text(case, leader, second)?;
    let beats = format!("{} beats {} by {by}", case.name(leader).subject(), case.name(second).doing);
    match (gains.is_empty(), prices.is_empty()) {
        (true, _) => None,
        (false, true) => Some(format!("{beats}: it {}", listed(&gains))),
        (false, false) => Some(format!("{beats}: it {}, but {}", listed(&gains), listed(&prices))),
    }
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
        let is_equal = |idx: &usize| case.cash_spread(*idx) == case.cash_spread(cheapest);
        let is_certain = case.cash_spread(cheapest).is_some_and(|cash| cash.is_certain());
        let all = if priced.len() == 2 { "Both options" } else { "All options" };
        if is_certain && priced.iter().all(is_equal) {
            let what = if printed(cheapest) == 0.0 { "nothing" } else { "the same" };
            return Some(format!("{all} would cost {what}"));
        }
        return Some(if priced.len() == 2 || compared == dearest {
            "The options would cost about the same".to_owned()
        } else {
            format!("{subject} would cost about as much as {base}, the cheapest")
        });
    }
    if printed(cheapest) == 0.0 {
        let figure = case.cash_figure(compared)?.figure;
        return Some(format!("{subject} would cost {figure}, {base} nothing"));
    }
    let income = case.income_turns(cheapest, compared).filter(|(more, _)| *more > 0.0);
    let income = match income {
        Some((_, text)) => format!(", and bring in {text} more"),
        None => case.cash_words(cheapest, compared).to_owned(),
    };
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
            && case.all_in_difference(chosen, idx).is_none_or(|more| more > 0.0)
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
        let what = if case.income_turns(chosen, other).is_some() { "" } else { case.cash_words(chosen, other) };
        if more < 0.0 {
            good.push(format!("{text} cheaper{what}"));
        } else if more > 0.0 {
            bad.push(Prose::default().figure("difference", text).text(format!(" dearer{what}")));
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
        let pays_at_once =
            |result: &crate::analysis::OptionResult| result.by_year.first().is_some_and(|year| year.one_off > 0.0);
        let is_left_alone = case.record.options[other].sourcing == Some(Sourcing::Avoid);
        let is_idle = is_left_alone && !case.result(other).is_some_and(pays_at_once);
        good.push(if is_idle { "nothing to do now" } else { "ready at once" }.to_owned());
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
            bad.push(Prose::of("expected losses higher by ").figure("annual-loss", text).text(" a year"));
        } else if more < 0.0 {
            good.push("smaller expected loss".to_owned());
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
