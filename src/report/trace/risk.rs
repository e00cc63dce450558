//! One option's risks, traced: its expected loss a year, and how likely a year loses more than a sum.

use super::page::{TracePart, TraceRow};
use super::tracing::One;
use super::tracing::place;
use crate::analysis::exceedance::LossCurve;
use crate::analysis::risk;
use crate::number::{Ledger, fixed, percent_fixed, significant};
use crate::report::narrate::clean;

/// Every how manieth point of a curve is printed, beside those of the appetite.
const STEP: usize = 4;

/// Expected loss, and the loss curve.
pub(super) fn parts(one: &One<'_>) -> Vec<TracePart> {
    expected(one).into_iter().chain(exceedance(one)).collect()
}

/// Expected loss a year: one row a risk.
fn expected(one: &One<'_>) -> Option<TracePart> {
    let loss = one.result.annual_loss?;
    let mut part = one.part(&["loss", "risk", "risks"], format!("Expected loss a year, {}", one.doing));
    part.formula = Some("sum over its risks of mean rate × mean loss".to_owned());
    let each = one.result.risks.iter().filter_map(|risk| risk.expected_annual_loss);
    let ledger = Ledger::new(&one.tracing.case.money, each.fold(loss.mean, f64::max));
    part.value = Some(ledger.sum(loss.mean));
    let stated = one.tracing.case.record.options[one.option].risks.iter().flatten();
    for (risk, result) in stated.zip(&one.result.risks) {
        let (Some(rate), Some(lost), Some(expected)) = (result.per_year, result.loss, result.expected_annual_loss)
        else {
            continue;
        };
        let lost = Ledger::new(&one.tracing.case.money, lost.mean).sum(lost.mean);
        let from = format!("{} a year × {lost}", significant(rate.mean, 4));
        let row = TraceRow::new(clean(&risk.name), from, ledger.sum(expected));
        part.rows.push(row.at(place(Some(risk.span))));
    }
    part.sum = Some(TraceRow::new("loss a year", "", ledger.sum(loss.mean)));
    if part.rows.is_empty() {
        part.notes.push("Its risks are none, as stated.".to_owned());
    }
    Some(part)
}

/// Each risk's chance to strike, then what all of them lose in a year.
fn exceedance(one: &One<'_>) -> Option<TracePart> {
    let curve = one.result.loss_curve.as_ref().filter(|curve| !curve.points.is_empty())?;
    let topics = ["loss-curve", "exceedance", "risk", "risks"];
    let mut part = one.part(&topics, format!("How likely a year loses more than a sum, {}", one.doing));
    part.formula = Some(
        "share of draws whose year loses more: each risk strikes by its drawn rate, each strike draws its loss"
            .to_owned(),
    );
    let stated = one.tracing.case.record.options[one.option].risks.iter().flatten();
    let mut quiet = 1.0;
    for (risk, result) in stated.zip(&one.result.risks) {
        let rate = result.per_year?.mean;
        let (how, chance) = if risk.is_at_most_once {
            ("at most once".to_owned(), rate)
        } else {
            (format!("Poisson: 1 − e^−{}", significant(rate, 4)), risk::chance_of_any(rate))
        };
        quiet *= 1.0 - chance;
        let row = TraceRow::new(clean(&risk.name), format!("strikes in a year, {how}"), percent_fixed(chance));
        part.rows.push(row.at(place(Some(risk.span))));
    }
    part.notes.push(format!("So at mean rates {} of years lose something.", percent_fixed(1.0 - quiet)));
    part.rows.extend(points(curve, &one.tracing.case.money, &|idx| {
        one.tracing.key_place(&format!("appetite.exceedance[{idx}]"))
    }));
    part.notes.push(error_note(one.tracing.analysis.draw_count));
    Some(part)
}

/// A few points of a curve, and each against the appetite.
pub(super) fn points(
    curve: &LossCurve,
    money: &crate::number::Money,
    stated: &dyn Fn(usize) -> Option<String>,
) -> Vec<TraceRow> {
    let sum = |loss: f64| format!("more than {}", Ledger::new(money, loss).sum(loss));
    let is_stated = |loss: f64| curve.against.iter().any(|point| point.loss == loss);
    let drawn = curve.points.iter().filter(|(loss, _)| !is_stated(*loss)).step_by(STEP);
    let mut rows: Vec<(f64, TraceRow)> =
        drawn.map(|(loss, chance)| (*loss, TraceRow::new(sum(*loss), "", percent_fixed(*chance)))).collect();
    rows.extend(curve.against.iter().enumerate().map(|(idx, point)| {
        let word = if point.is_breached() { "over" } else { "within" };
        let from = format!("{word} the {} that we accept", percent_fixed(point.accepted));
        (point.loss, TraceRow::new(sum(point.loss), from, percent_fixed(point.chance)).at(stated(idx)))
    }));
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How exact shares of draws are.
pub(super) fn error_note(draw_count: usize) -> String {
    format!("The standard error of a share is at most {} points.", fixed(50.0 / (draw_count as f64).sqrt(), 1))
}
