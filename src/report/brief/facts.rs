//! What no block of a brief shows, in a line each.

use super::context;
use super::risk::{WORST, worst_first};
use crate::analysis::RiskResult;
use crate::analysis::scenario::Shock;
use crate::model::{ConsideredOption, Cost, Form, ReferenceClass, Risk};
use crate::number::{capitalized, date_short, listed, stated_percent, whole};
use crate::report::narrate::{Case, Holds, clean, shock_sentence, stated_money};

/// "Arcadon raises its price by 30% from year 2: stays first; IdKeep stops in year 3: building is first then".
pub(super) fn scenarios(case: &Case) -> String {
    let Some(analysis) = case.analysis.filter(|analysis| analysis.leader.is_some()) else { return String::new() };
    let told =
        analysis.scenarios.iter().filter(|scenario| matches!(scenario.shock, Shock::Stated(_))).map(|scenario| {
            let then = match (Holds::of(scenario), scenario.leader) {
                (Holds::Level, _) => "the first two are level then".to_owned(),
                (_, Some(leader)) if Some(leader) != analysis.leader => {
                    format!("{} is first then", case.name(leader).doing)
                }
                (_, Some(leader)) => format!("{} stays first", case.name(leader).doing),
                (_, None) => "nothing can be ranked then".to_owned(),
            };
            format!("{}: {then}", shock_sentence(case, scenario))
        });
    sentence(told)
}

/// "Cost, risk, flexibility, dependency: CTO 30, 20, 30, 20, building first; CFO 45, 25, 15, 15, partnering first".
pub(super) fn deciders(case: &Case) -> String {
    let Some(analysis) = case.analysis else { return String::new() };
    let names: Vec<String> = analysis.criteria.iter().map(|criterion| clean(&criterion.name)).collect();
    let told = analysis.deciders.iter().map(|decider| {
        let weights: Vec<String> = decider.weights.iter().map(|weight| whole(weight * 100.0)).collect();
        let first = decider.leader.map(|leader| format!(", {} first", case.name(leader).doing)).unwrap_or_default();
        format!("{} {}{first}", clean(&decider.role), weights.join(", "))
    });
    let told = sentence(told);
    if told.is_empty() { told } else { format!("{}: {told}", capitalized(&names.join(", "))) }
}

/// "Cost (of 35): Partner 28, Build 22; Risk (of 20): …; Flexibility counts nothing".
pub(super) fn criteria(case: &Case) -> String {
    let Some(analysis) = case.analysis else { return String::new() };
    let told = analysis.criteria.iter().enumerate().map(|(idx, of)| {
        let name = capitalized(&clean(&of.name));
        if of.weight <= 0.0 {
            return format!("{name} counts nothing");
        }
        let points = case.order.iter().filter_map(|option| {
            let points = (*case.result(*option)?.contributions.get(idx)?)?;
            Some(format!("{} {}", case.name(*option).label, whole(points)))
        });
        format!("{name} (of {}): {}", whole(of.points), points.collect::<Vec<_>>().join(", "))
    });
    sentence(told)
}

/// "Buying £60k in all".
pub(super) fn benefits(case: &Case) -> String {
    each_other(case, |idx, _| {
        let benefits = case.result(idx)?.benefits.as_ref()?;
        Some(format!("{} in all", case.money.prose(benefits.mean)))
    })
}

/// The risks of the chosen option behind the worst.
pub(super) fn more_risks(case: &Case) -> String {
    case.chosen.map_or_else(String::new, |chosen| risks(case, chosen, WORST))
}

pub(super) fn other_risks(case: &Case) -> String {
    each_other(case, |idx, _| Some(risks(case, idx, 0)).filter(|text| !text.is_empty()))
}

/// "Price rise, £40k a year; Outage, not known", the worst first.
fn risks(case: &Case, option_idx: usize, skipped: usize) -> String {
    let Some(risks) = &case.record.options[option_idx].risks else { return String::new() };
    let one = |(idx, result): &(usize, RiskResult)| {
        let risk: &Risk = &risks[*idx];
        let loss = result.expected_annual_loss.map(|loss| format!(", {} a year", case.money.prose(loss)));
        format!("{}{}", clean(&risk.name), loss.unwrap_or_default())
    };
    worst_first(case, option_idx).iter().skip(skipped).map(one).collect::<Vec<_>>().join("; ")
}

pub(super) fn summaries(case: &Case) -> String {
    each(case, case.order.iter().copied(), |_, option| {
        option.summary.as_deref().map(|text| clean(text).trim_end_matches('.').to_owned())
    })
}

pub(super) fn suppliers(case: &Case) -> String {
    each_other(case, |_, option| option.supplier.as_ref().map(|supplier| context::behind(option, supplier)))
}

pub(super) fn people(case: &Case) -> String {
    each_other(case, |_, option| {
        let repair = option.recover.as_ref().map(context::works_again);
        let parts: Vec<String> = [Some(context::people(case, option)).filter(|text| !text.is_empty()), repair]
            .into_iter()
            .flatten()
            .collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    })
}

/// "Build: 29%, half way between 200% and 10%".
pub(super) fn overruns(case: &Case) -> String {
    each(case, case.order.iter().copied(), |_, option| {
        let bias = option.optimism_bias.as_ref().map(|bias| {
            format!(
                "{} on what is paid once, {} with everything done against it, of which {} is",
                stated_percent(bias.upper),
                stated_percent(bias.lower),
                stated_percent(bias.mitigated)
            )
        });
        bias.or_else(|| {
            option.reference_class.as_ref().map(|class| match class {
                ReferenceClass::Ratios(ratios) => format!("from {} past ones of ours", ratios.len()),
                ReferenceClass::Log => "from what came of the decisions of this log".to_owned(),
            })
        })
    })
}

/// "Build: £100k in year 3, for new hardware".
pub(super) fn schedules(case: &Case) -> String {
    each(case, case.order.iter().copied(), |_, option| {
        let Some(Cost::Flows(flows)) = &option.cost else { return None };
        let told: Vec<String> = flows
            .at
            .iter()
            .map(|sum| {
                let amount = stated_money(&case.money, sum.amount.form);
                let when = if sum.year == 0 { "at once".to_owned() } else { format!("in year {}", sum.year) };
                let what = sum.what.as_deref().map(|what| format!(" for {}", clean(what))).unwrap_or_default();
                format!("{amount} {when}{what}")
            })
            .collect();
        (!told.is_empty()).then(|| listed(&told))
    })
}

/// "accounts: 390k to 520k", as written.
pub(super) fn drivers(case: &Case) -> String {
    sentence(
        case.record
            .inputs
            .drivers
            .iter()
            .map(|(name, estimate)| format!("{}, {}", clean(&name.replace('-', " ")), clean(&estimate.written))),
    )
}

pub(super) fn late_cost(case: &Case) -> String {
    case.record.inputs.late_cost.map_or_else(String::new, |cost| format!("{} a month", case.money.stated(cost)))
}

pub(super) fn until_ready(case: &Case) -> String {
    let today = case.record.inputs.until_ready.as_ref();
    today.map_or_else(String::new, |cost| match cost.form {
        Form::Certain(0.0) => "Today’s way costs nothing more until another is ready".to_owned(),
        form => format!("Today’s way costs {} a month until another is ready", stated_money(&case.money, form)),
    })
}

/// "Draft on 1 Sep 2026; proposed on 10 Nov 2026 by the CTO".
pub(super) fn history(case: &Case) -> String {
    let told = case.record.history.iter().map(|change| {
        let on = change.on.map(|on| format!(" on {}", date_short(on))).unwrap_or_default();
        let by = change.by.as_deref().map(|by| format!(" by {}", clean(by))).unwrap_or_default();
        format!("{}{on}{by}", change.status)
    });
    capitalized(&sentence(told))
}

pub(super) fn tags(case: &Case) -> String {
    case.record.tags.iter().map(|tag| clean(tag)).collect::<Vec<_>>().join(", ")
}

fn each_other(case: &Case, told: impl Fn(usize, &ConsideredOption) -> Option<String>) -> String {
    each(case, case.order.iter().copied().filter(|idx| case.chosen != Some(*idx)), told)
}

/// "Buy: …. Partner: ….", of the options of which something is told.
fn each(
    case: &Case,
    options: impl Iterator<Item = usize>,
    told: impl Fn(usize, &ConsideredOption) -> Option<String>,
) -> String {
    let one = |idx: usize| Some(format!("{}: {}.", case.name(idx).label, told(idx, &case.record.options[idx])?));
    options.filter_map(one).collect::<Vec<_>>().join(" ")
}

fn sentence(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
