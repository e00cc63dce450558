//! Sentences on the sum, on whom an option rests, on what came, what was done, and on what we accept.

use crate::model::{Actual, ConsideredOption, Estimate, Form, Record};
use crate::number::capitalized;
use crate::report::changes::naming::{Changed, doing};
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::{Case, Standing, clean};

/// Another sum is asked for or approved.
pub(super) fn limit(of: &Changed<'_>, from: Option<f64>, to: Option<f64>) -> ChangeItem {
    let (Some(before), Some(after)) = (&of.before, &of.after) else { return ChangeItem::default() };
    let is_decided = after.record.is_in_force();
    let verb = if is_decided { "approved" } else { "asked for" };
    let (was, is) = (from.map(|sum| before.money.stated(sum)), to.map(|sum| after.money.stated(sum)));
    let sentence = match (&was, &is) {
        (Some(was), Some(is)) => format!("At most {is} is {verb} now; it was {was}."),
        (None, Some(is)) => format!("At most {is} is {verb} now; no sum was named."),
        (Some(was), None) => format!("No sum is named any more; it was at most {was}."),
        (None, None) => String::new(),
    };
    ChangeItem { from: was, to: is, ..of.item("limit", sentence) }
}

/// An option rests on somebody else.
pub(super) fn supplier(of: &Changed<'_>, was: usize, is: usize) -> ChangeItem {
    let (Some(before), Some(after)) = (&of.before, &of.after) else { return ChangeItem::default() };
    let (from, to) = (behind(&before.record.options[was]), behind(&after.record.options[is]));
    let subject = capitalized(&doing(after, is));
    let sentence = match (&from, &to) {
        (Some(from), Some(to)) => format!("{subject} rests on {to} now; it was {from}."),
        (None, Some(to)) => format!("{subject} rests on {to}; nobody was named before."),
        (Some(from), None) => format!("{subject} names no supplier any more; it was {from}."),
        (None, None) => String::new(),
    };
    let option = Some(after.record.option_name(is).to_owned());
    ChangeItem { of: option, from, to, ..of.item("supplier", sentence) }
}

/// "PayCo, which belongs to PayCo Group".
fn behind(option: &ConsideredOption) -> Option<String> {
    let supplier = option.supplier.as_ref()?;
    let name = clean(&supplier.name);
    Some(match supplier.parent.as_deref().map(clean).filter(|parent| !parent.is_empty()) {
        Some(parent) => format!("{name}, which belongs to {parent}"),
        None => name,
    })
}

/// What came of a forecast.
pub(super) fn outcome(of: &Changed<'_>, idx: usize) -> ChangeItem {
    let Some((case, actual)) = of.after.as_ref().and_then(|case| Some((case, case.record.actuals.get(idx)?))) else {
        return ChangeItem::default();
    };
    let before = of.before.as_ref().and_then(|case| same(case.record, actual));
    let (what, is) = (clean(&actual.what), clean(&actual.written));
    let place = place(case.record, actual).map_or("", |place| place);
    let corrected = before.map(|before| format!(" It was written down as {} before.", clean(&before.written)));
    let sentence = format!("{}: {is}{place}.{}", capitalized(&what), corrected.unwrap_or_default());
    let from = before.map(|before| before.written.clone());
    ChangeItem { of: Some(what), from, to: Some(is), ..of.item("outcome", sentence) }
}

fn same<'a>(record: &'a Record, actual: &Actual) -> Option<&'a Actual> {
    record.actuals.iter().find(|known| known.what == actual.what)
}

/// Where an outcome lies against what was expected.
fn place(record: &Record, actual: &Actual) -> Option<&'static str> {
    let forecast = record.forecasts.iter().find(|forecast| forecast.what == actual.what)?;
    let (low, high) = ends(forecast.range.as_ref()?)?;
    Some(match actual.value? {
        value if value < low => ", below what was expected",
        value if value > high => ", above what was expected",
        _ => ", as expected",
    })
}

fn ends(estimate: &Estimate) -> Option<(f64, f64)> {
    match estimate.form {
        Form::Certain(_) => None,
        Form::Range { low, high } | Form::Points { low, high, .. } => Some((low, high)),
    }
}

/// A step was taken.
pub(super) fn step(of: &Changed<'_>, idx: usize) -> ChangeItem {
    let step = of.after.as_ref().and_then(|case| case.record.next.get(idx));
    let what = step.map(|step| clean(&step.what)).unwrap_or_default();
    let sentence = format!("Done: {}.", what.trim_end_matches('.'));
    ChangeItem { of: Some(what), ..of.item("step-taken", sentence) }
}

/// The loss to expect with what is chosen has crossed what the record accepts.
pub(super) fn appetite(of: &Changed<'_>) -> Option<ChangeItem> {
    let (before, after) = (of.before.as_ref()?, of.after.as_ref()?);
    let (was, is) = (standing(before)?, standing(after)?);
    if (was.0 == Standing::Outside) == (is.0 == Standing::Outside) {
        return None;
    }
    let word = |standing: Standing| if standing == Standing::Outside { "outside" } else { "inside" };
    let sentence = format!(
        "The loss to expect a year with {} is {} the {} that we accept now; it was {}.",
        doing(after, after.chosen?),
        word(is.0),
        after.money.stated(is.1),
        word(was.0)
    );
    let told = |standing: Standing| Some(word(standing).to_owned());
    let option = Some(after.record.option_name(after.chosen?).to_owned());
    Some(ChangeItem { of: option, from: told(was.0), to: told(is.0), ..of.item("appetite", sentence) })
}

/// Where the loss to expect stands, and what the record accepts.
fn standing(case: &Case<'_>) -> Option<(Standing, f64)> {
    let accepted = case.record.inputs.appetite.as_ref()?.annual_loss?;
    let loss = case.result(case.chosen?)?.annual_loss?;
    Some((Standing::of(loss.mean, accepted), accepted))
}
