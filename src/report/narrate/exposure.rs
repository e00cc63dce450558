//! What we lay ourselves open to: losses beyond what we accept, one supplier's share, shocks; and what a study is worth.

use super::{Case, Holds, Prose, Sign, Standing, input_in_sentence, is_level_already, shock_sentence};
use crate::analysis::concentration::ConcentrationChange;
use crate::analysis::exceedance::AgainstAppetite;
use crate::analysis::information::{StudyVerdict, StudyWorth};
use crate::analysis::scenario::ScenarioResult;
use crate::analysis::{EstimateId, find_option};
use crate::model::{Currency, EstimateKey, Study};
use crate::number::{Digits, chance_number, chance_word, count, percent, percent_over, quantity};
use crate::report::Input;

/// "Losing more than £1m in a year is very unlikely, about 1 in 40; we accept 1 in 20." The point of the appetite that
/// is passed most, or comes nearest to it.
pub fn loss_beyond(case: &Case, against: &[AgainstAppetite]) -> Option<(Standing, Prose)> {
    let nearness = |point: &AgainstAppetite| point.chance / point.accepted.max(1e-9);
    let point = against.iter().max_by(|a, b| nearness(a).total_cmp(&nearness(b)))?;
    let standing = match (point.is_breached(), point.chance > 0.75 * point.accepted) {
        (true, _) => Standing::Outside,
        (_, true) => Standing::Near,
        _ => Standing::Inside,
    };
    let about = if (0.01..=0.99).contains(&point.chance) { "about " } else { "" };
    let prose = Prose::of(format!(
        "Losing more than {} in a year is {}, {about}",
        case.money.stated(point.loss),
        chance_word(point.chance)
    ))
    .figure("loss-curve", chance_number(point.chance))
    .text(format!("; we accept {}.", chance_number(point.accepted)));
    Some((standing, prose))
}

/// " of the spend on suppliers that this log knows", in one currency where there are several: their sums are not added up.
pub fn of_known_spend(input: &Input, currency: Option<&Currency>) -> String {
    let spending = input.analysis.portfolios.iter().filter(|portfolio| portfolio.concentration.is_some()).count();
    match currency.filter(|_| spending > 1) {
        Some(currency) => format!(" of the spend on suppliers in {} that this log knows", currency.code()),
        None => " of the spend on suppliers that this log knows".to_owned(),
    }
}

/// "With this decision, Meridian Software gets 42% of what we pay suppliers a year; without it, 38%.
/// We accept 50% with one." `None` where this decision does not touch it.
pub fn largest_share(case: &Case, change: &ConcentrationChange) -> Option<(Option<Sign>, Prose)> {
    let (before, after) = (change.before.largest(), change.after.largest()?);
    let limit = case.input.book.appetite.supplier_share;
    let printed = |share: f64| match limit {
        _ if share >= 1.0 => "all".to_owned(),
        Some(limit) => percent_over(share, limit),
        None => percent(share),
    };
    if before.is_some_and(|before| before.parent == after.parent && printed(before.share) == printed(after.share)) {
        return None;
    }
    let who = super::clean(&after.parent);
    let currency = case.analysis.and_then(|analysis| analysis.currency.as_ref());
    let prose = Prose::of(format!("With this decision, {who} gets "))
        .figure("share", printed(after.share))
        .text(format!("{}; without it, ", of_known_spend(case.input, currency)));
    let prose = match before {
        None => prose.text("nobody gets any."),
        Some(before) if before.parent == after.parent => prose.figure("share", printed(before.share)).text("."),
        Some(before) => prose
            .text(format!("{} has the largest share, ", super::clean(&before.parent)))
            .figure("share", printed(before.share))
            .text("."),
    };
    // What a decision lowers is not held against it.
    let share_before = change.before.shares.iter().find(|share| share.parent == after.parent).map_or(0.0, |b| b.share);
    let sign = limit.filter(|_| after.share > share_before).map(|limit| Standing::of(after.share, limit).sign());
    let prose = match limit {
        Some(limit) => prose.text(format!(" We accept {} with one.", percent(limit))),
        None => prose,
    };
    Some((sign, prose))
}

/// "The worst shock we tried: Keyhaven stops in year 3, and building takes its place. It costs £0.3m more, and the
/// choice holds." Of those that touch what is chosen, one that undoes the lead before all others.
pub fn worst_shock(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let (leader, chosen) = (analysis.leader?, case.chosen?);
    let extra = |scenario: &ScenarioResult| scenario.extra_cost.get(chosen).copied().flatten();
    let touching =
        analysis.scenarios.iter().filter(|scenario| scenario.hits.is_empty() || scenario.hits.contains(&chosen));
    let worst = touching
        .filter_map(|scenario| Some((Holds::of(scenario), scenario, extra(scenario)?)))
        .min_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)))?;
    let (holds, scenario, extra) = worst;
    let what = shock_sentence(case, scenario);
    let costs = if extra > 0.0 {
        Prose::of(format!("The worst shock we tried: {what}. It costs "))
            .figure("scenario", case.money.prose(extra))
            .text(" more")
    } else {
        Prose::of(format!("The worst shock we tried: {what}. It costs no more"))
    };
    let end = match (holds, scenario.leader) {
        (Holds::Yes, _) if chosen == leader => ", and the choice holds.".to_owned(),
        (Holds::Yes, _) => format!(", and {} stays ahead.", case.name(leader).doing),
        (Holds::Level, _) if is_level_already(case) => ", and leaves the first two level.".to_owned(),
        (Holds::Level, _) => ", and brings two options level.".to_owned(),
        (Holds::No, Some(then)) => format!(", and {} is better then.", case.name(then).doing),
        (Holds::No, None) => ".".to_owned(),
    };
    Some(costs.text(end))
}

/// What a study costs in all: itself, and the waiting.
fn price(study: &StudyWorth) -> f64 {
    study.cost + study.delay_cost
}

/// "Finding out more about IdKeep's price per account before deciding is worth about £18k; the study costs £26k with its delay
/// of two weeks, so it does not pay."
pub fn study_sentence(case: &Case) -> Option<Prose> {
    let study = case.analysis?.study.as_ref()?;
    let stated = case.record.inputs.study.as_ref()?;
    let subject = subject(case, study, stated);
    let price_text = case.money.stated(price(study));
    let costs = |prose: Prose| {
        let prose = prose.figure("study", price_text.clone());
        if study.weeks > 0.0 && study.delay_cost > 0.0 {
            prose.text(format!(" with its delay of {}", weeks(study.weeks)))
        } else if study.weeks > 0.0 {
            prose.text(format!(" and takes {}", weeks(study.weeks)))
        } else {
            prose
        }
    };
    match (study.verdict, study.worth) {
        (StudyVerdict::NoStudyCanPay, _) => Some(
            costs(Prose::of("The study costs "))
                .text(", which is more than knowing everything is worth: no study can pay."),
        ),
        (StudyVerdict::Pays, Some(worth)) => Some(
            costs(
                Prose::of(format!("{subject} before deciding is worth about "))
                    .figure("study", case.money.prose(worth))
                    .text("; the study costs "),
            )
            .text(", so it pays."),
        ),
        (StudyVerdict::CostsMore, Some(worth)) if worth > 0.0 => Some(
            costs(
                Prose::of(format!("{subject} before deciding is worth about "))
                    .figure("study", case.money.prose(worth))
                    .text("; the study costs "),
            )
            .text(", so it does not pay."),
        ),
        (StudyVerdict::CostsMore, _) => Some(
            costs(Prose::of(format!("{subject} would not change the choice; the study costs ")))
                .text(", so it does not pay."),
        ),
        (StudyVerdict::Pays | StudyVerdict::Unknown, _) => None,
    }
}

/// "Finding out more about IdKeep's price per account"; where it looks at several things, "… about partnering".
fn subject(case: &Case, study: &StudyWorth, stated: &Study) -> String {
    let option = stated.option.as_deref().and_then(|option| find_option(&case.record.options, option).ok());
    let is_risk = |input: &EstimateId| matches!(input, EstimateId::OfOption(_, EstimateKey::Risk(..)));
    match (study.resolves.as_slice(), option) {
        ([only], _) if !is_risk(only) => format!("Finding out more about {}", input_in_sentence(case, only)),
        (_, Some(idx)) => format!("Finding out more about {}", case.name(idx).doing),
        ([], None) => "The study".to_owned(),
        (many, None) => format!("Finding out more about {}", count(many.len(), "estimate", "estimates")),
    }
}

fn weeks(weeks: f64) -> String {
    if weeks >= 1.0 && weeks.fract() == 0.0 {
        return count(weeks as usize, "week", "weeks");
    }
    format!("{}\u{a0}weeks", quantity(weeks, Digits::Prose))
}
