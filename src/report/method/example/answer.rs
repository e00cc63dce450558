//! Totals, ranks, and what would change the answer, each with a figure of the log.

use crate::analysis::Scale;
use crate::number::{self, Digits, Spread};
use crate::report::label;
use crate::report::method::shown::{Shown, name_of};
use crate::report::narrate::{Case, clean, input_in_sentence, shock_sentence, stop_bound};

pub(crate) fn all_weightings(shown: &Shown) -> Option<String> {
    let all = shown.analysis.all_weightings.as_ref()?;
    let leader = shown.analysis.leader?;
    let share = all.rank_shares.get(leader)?.first()?;
    let option = &shown.logged.record.options[leader];
    Some(format!("{}: {} is first in {}.", shown.place(), clean(&option.title), number::percent(*share)))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all examples")]
pub(crate) fn weight(shown: &Shown) -> Option<String> {
    let criteria: Vec<String> = shown
        .analysis
        .criteria
        .iter()
        .map(|criterion| format!("{} {}", clean(&criterion.name), number::points(criterion.weight * 100.0, NEAREST)))
        .collect();
    Some(format!("{}: {}.", shown.place(), number::listed(&criteria)))
}

const NEAREST: number::Rounding = number::Rounding::Nearest;

pub(crate) fn contribution(shown: &Shown) -> Option<String> {
    let criterion = shown.analysis.criteria.first()?;
    let score = shown.result.scores.first()?.as_ref()?;
    let earned = (*shown.result.contributions.first()?)?;
    Some(format!(
        "{}: on {} it scores {} of 100; at a weight of {} that earns {}.",
        shown.place(),
        clean(&criterion.name),
        number::whole(score.mean),
        number::whole(criterion.weight * 100.0),
        number::points(earned, NEAREST),
    ))
}

pub(crate) fn total(shown: &Shown) -> Option<String> {
    let total = number::score(Spread::mean(&shown.result.total?)).line();
    Some(format!("{}: {total} of 100.", shown.place()))
}

pub(crate) fn first(shown: &Shown) -> Option<String> {
    let share = *shown.result.rank_shares.first()?;
    Some(format!("{}: first in {} simulated futures.", shown.place(), number::of_futures(share)))
}

pub(crate) fn flip(shown: &Shown) -> Option<String> {
    let flip = shown.analysis.flips.first()?;
    let print = |value: f64| match flip.scale {
        Scale::Money | Scale::MoneyPerYear | Scale::MoneyPerMonth => shown.money.stated(value),
        Scale::Months => number::months_plain(value),
        Scale::Percent | Scale::Chance => number::stated_percent(value),
        _ => number::quantity(value, Digits::Table),
    };
    let side = if flip.is_above { "above" } else { "below" };
    let then = shown.logged.record.options.get(flip.then_first)?;
    let how = flip.likelihood.map(|share| format!(" Such a value is {}.", number::chance(share))).unwrap_or_default();
    Some(format!(
        "{}: with its most fragile estimate {side} {}, now {}, “{}” comes first.{how}",
        label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text)),
        print(flip.at),
        print(flip.now),
        clean(&then.title),
    ))
}

pub(crate) fn stability(shown: &Shown) -> Option<String> {
    let mut criteria = shown.analysis.criteria.iter().zip(&shown.analysis.stability);
    let (criterion, range) = criteria.find_map(|(criterion, range)| Some((criterion, (*range)?)))?;
    Some(format!(
        "{}: {} may count from {} to {} of 100; now it counts {}.",
        label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text)),
        clean(&criterion.name),
        number::whole((range.low * 100.0).ceil()),
        number::whole((range.high * 100.0).floor()),
        number::whole(criterion.weight * 100.0),
    ))
}

pub(crate) fn evpi(shown: &Shown) -> Option<String> {
    let worth = shown.money.prose(shown.analysis.evpi?);
    let name = label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text));
    Some(format!("{name}: at most {worth}."))
}

fn titled(shown: &Shown, option_idx: usize) -> Option<String> {
    Some(format!("“{}”", clean(&shown.logged.record.options.get(option_idx)?.title)))
}

fn input(shown: &Shown, input: &crate::analysis::EstimateId) -> String {
    input_in_sentence(&Case::new(shown.input, shown.record_idx), input)
}

pub(crate) fn one_input(shown: &Shown) -> Option<String> {
    let worth = shown.analysis.input_worths.first()?;
    let money = shown.money.prose(worth.worth);
    Some(format!("{}: knowing {} is worth at most {money}.", name_of(shown), input(shown, &worth.input)))
}

pub(crate) fn study(shown: &Shown) -> Option<String> {
    let study = shown.analysis.study.as_ref()?;
    let worth = shown.money.prose(study.worth?);
    let (cost, delay) = (shown.money.stated(study.cost), shown.money.stated(study.delay_cost));
    Some(format!("{}: it tells {worth}; it costs {cost} and {delay} of waiting.", name_of(shown)))
}

pub(crate) fn tornado(shown: &Shown) -> Option<String> {
    let bar = shown.analysis.tornado.first()?;
    Some(format!(
        "{}: with {} low the lead is {}, with it high {}.",
        name_of(shown),
        input(shown, &bar.input),
        number::points(bar.lead_low, NEAREST),
        number::points(bar.lead_high, NEAREST),
    ))
}

pub(crate) fn deciders(shown: &Shown) -> Option<String> {
    let parts: Option<Vec<String>> = shown
        .analysis
        .deciders
        .iter()
        .map(|decider| Some(format!("{} puts {} first", clean(&decider.role), titled(shown, decider.leader?)?)))
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    Some(format!("{}: {}.", name_of(shown), number::listed(&parts)))
}

pub(crate) fn scenario(shown: &Shown) -> Option<String> {
    let scenario = shown.analysis.scenarios.first()?;
    let option = scenario.option.or(shown.analysis.leader)?;
    let extra = (*scenario.extra_cost.get(option)?)?;
    let what = shock_sentence(&Case::new(shown.input, shown.record_idx), scenario);
    let holds = if scenario.does_hold { "the first place holds" } else { "another option comes first" };
    let extra = if extra == 0.0 { "nothing".to_owned() } else { shown.money.prose(extra) };
    Some(format!("{}: “{what}” costs {} {extra} more; {holds}.", name_of(shown), titled(shown, option)?))
}

pub(crate) fn cross_check(shown: &Shown) -> Option<String> {
    let parts: Option<Vec<String>> = shown
        .analysis
        .opinions
        .iter()
        .map(|opinion| {
            let first: Option<Vec<String>> = opinion.first.iter().map(|idx| titled(shown, *idx)).collect();
            let name = crate::report::comparison::method_name(opinion.method);
            Some(format!("{name} puts {} first", number::listed_or(&first?)))
        })
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    Some(format!("{}: {}.", name_of(shown), number::listed(&parts)))
}

pub(crate) fn kill(shown: &Shown) -> Option<String> {
    let records = &shown.input.log.records;
    let (logged, rule) = records.iter().find_map(|logged| Some((logged, logged.record.kill.first()?)))?;
    let name = label(logged).unwrap_or_else(|| clean(&logged.record.title.text));
    let bound = stop_bound(rule.threshold.as_ref()?);
    let now = rule.now.as_ref().map(|(_, now)| format!("; now {}", clean(now))).unwrap_or_default();
    Some(format!("{name}: stop with {} {bound}{now}.", clean(&rule.metric)))
}
