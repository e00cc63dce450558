//! Time, ways out and risks, each with a figure of the log.

use crate::number::{self, Digits, Money, Spread};
use crate::report::label;
use crate::report::method::shown::Shown;
use crate::report::narrate::{clean, contract_in_short};

pub(crate) fn ready(shown: &Shown) -> Option<String> {
    let months = number::months(Spread::median(&shown.result.ready?)).line();
    let start = number::month_and_year(shown.analysis.starts);
    Some(format!("{}: {months}, counted from {start}.", shown.place()))
}

pub(crate) fn late(shown: &Shown) -> Option<String> {
    let needed = number::date(shown.logged.record.inputs.needed_by?);
    let chance = number::chance(shown.result.late_chance?);
    Some(format!("{}: being late for {needed} is {chance}.", shown.place()))
}

pub(crate) fn late_cost(shown: &Shown) -> Option<String> {
    let month = shown.logged.record.inputs.late_cost?;
    let all = shown.mean(shown.result.late_cost).map(|all| format!("; in all {all}")).unwrap_or_default();
    Some(format!("{}: {} for each month late{all}.", shown.place(), shown.money.stated(month)))
}

pub(crate) fn exit(shown: &Shown) -> Option<String> {
    let months = number::months(Spread::median(&shown.result.exit_months?)).line();
    let cost = shown.median(shown.result.exit_cost).map(|cost| format!(" and {cost}")).unwrap_or_default();
    Some(format!("{}: {months}{cost}.", shown.place()))
}

pub(crate) fn notice(shown: &Shown) -> Option<String> {
    let records = &shown.input.log.records;
    let (logged, contract) = records.iter().find_map(|logged| {
        let mut contracts = logged.record.options.iter().filter_map(|option| option.contract.as_ref());
        contracts.find(|contract| contract.notice_date().is_some()).map(|contract| (logged, contract))
    })?;
    let name = label(logged).unwrap_or_else(|| clean(&logged.record.title.text));
    Some(format!("{name}: {}", contract_in_short(contract)?))
}

pub(crate) fn rate(shown: &Shown) -> Option<String> {
    let (risk, result) = worst_risk(shown)?;
    Some(format!("{}, “{}”: {}.", shown.place(), clean(risk), number::how_often(result.per_year?.p50)?))
}

pub(crate) fn loss(shown: &Shown) -> Option<String> {
    let (risk, result) = worst_risk(shown)?;
    let loss = result.loss?;
    Some(format!("{}, “{}”: {}.", shown.place(), clean(risk), shown.money.range(loss.p5, loss.p95)))
}

/// The risk that costs most a year.
fn worst_risk<'a>(shown: &Shown<'a>) -> Option<(&'a str, crate::analysis::RiskResult)> {
    let risks = shown.option.risks.as_ref()?;
    let named = risks.iter().zip(&shown.result.risks).map(|(risk, result)| (risk.name.as_str(), *result));
    named.max_by(|a, b| a.1.expected_annual_loss.unwrap_or(0.0).total_cmp(&b.1.expected_annual_loss.unwrap_or(0.0)))
}

pub(crate) fn annual_loss(shown: &Shown) -> Option<String> {
    Some(format!("{}: {} a year.", shown.place(), shown.mean(shown.result.annual_loss)?))
}

pub(crate) fn appetite(shown: &Shown) -> Option<String> {
    let own = shown.logged.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
    if let Some(own) = own {
        return Some(format!("{}: {} a year.", shown.place(), shown.money.stated(own)));
    }
    let whole = shown.input.book.appetite.annual_loss?;
    let money = Money::new(shown.input.book.currency.as_ref());
    Some(format!("For the whole log: {} a year.", money.stated(whole)))
}

pub(crate) fn log_loss(shown: &Shown) -> Option<String> {
    let losses = shown.analysis.log_loss.as_ref()?;
    let column = shown.money.column([Spread::mean(&losses.before), Spread::mean(&losses.after)]);
    let figure = |summary| column.figure(Spread::mean(summary), Digits::Table).line();
    Some(format!("{}: {} before, {} after.", shown.place(), figure(&losses.before), figure(&losses.after)))
}

pub(crate) fn loss_curve(shown: &Shown) -> Option<String> {
    let point = shown.result.loss_curve.as_ref()?.against.first()?;
    let loss = shown.money.stated(point.loss);
    Some(format!("{}: a year with more than {loss} lost is {}.", shown.place(), number::chance(point.chance)))
}

pub(crate) fn share(shown: &Shown) -> Option<String> {
    let concentration =
        shown.input.analysis.portfolios.iter().find_map(|portfolio| portfolio.concentration.as_ref())?;
    let largest = concentration.largest()?;
    let yearly = shown.money.prose(largest.yearly);
    Some(format!("{} gets {yearly} a year, {}.", clean(&largest.parent), number::percent(largest.share)))
}
