//! Sentences on days, owners, numbers and names.

use crate::changes::DayKind;
use crate::number;
use crate::report::changes::naming::{Changed, doing};
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::clean;
use jiff::civil::Date;

/// A day that moved.
pub(super) fn day(of: &Changed<'_>, kind: DayKind, from: Date, to: Option<Date>) -> ChangeItem {
    let (change, subject, concerned) = named(of, kind);
    let was = number::date(from);
    let sentence = match to {
        Some(to) => format!("{subject} is {}, {}; it was {was}.", number::date(to), how_far(from, to)),
        None => format!("{subject} is no longer stated; it was {was}."),
    };
    ChangeItem {
        of: concerned,
        from: Some(number::date_iso(from)),
        to: to.map(number::date_iso),
        ..of.item(change, sentence)
    }
}

/// What a day is called in JSON and in a sentence, and the option, step, rule or forecast that it concerns.
fn named(of: &Changed<'_>, kind: DayKind) -> (&'static str, String, Option<String>) {
    let Some(case) = &of.after else { return ("", String::new(), None) };
    let record = case.record;
    let plain = |change, subject: &str| (change, subject.to_owned(), None);
    let of_option = |change, subject: &str, option: usize| {
        (change, format!("{subject} {}", doing(case, option)), Some(record.option_name(option).to_owned()))
    };
    let of_text = |change, subject: &str, text: Option<&String>| {
        let text = text.map(|text| clean(text)).unwrap_or_default();
        (change, format!("{subject} {}", number::quoted(&text)), Some(text))
    };
    match kind {
        DayKind::DecideBy => plain("decide-by", "The day to decide by"),
        DayKind::Meeting => plain("meeting", "The meeting that it is for"),
        DayKind::NeededBy => plain("needed-by", "The day by which it is needed"),
        DayKind::ReviewBy => plain("review-by", "The day of its review"),
        DayKind::Response => plain("response-by", "The day of what is done about it"),
        DayKind::ContractEnd(option) => of_option("contract-end", "The end of the contract for", option),
        DayKind::Notice(option) => of_option("notice", "The last day for notice on the contract for", option),
        DayKind::Step(idx) => of_text("step-by", "The day of the step", record.next.get(idx).map(|step| &step.what)),
        DayKind::StopRule(idx) => of_text("kill-by", "The day to check", record.kill.get(idx).map(|rule| &rule.metric)),
        DayKind::Outcome(idx) => {
            of_text("outcome-by", "The day to know", record.forecasts.get(idx).map(|forecast| &forecast.what))
        }
    }
}

/// "61 days later".
fn how_far(from: Date, to: Date) -> String {
    let days = from.until(to).map_or(0, |span| span.get_days());
    format!("{} {}", number::days(days.abs()), if days < 0 { "earlier" } else { "later" })
}

/// Somebody else answers.
pub(super) fn owner(of: &Changed<'_>, from: Option<&String>, to: Option<&String>) -> ChangeItem {
    let (was, is) = (from.map(|name| clean(name)), to.map(|name| clean(name)));
    let sentence = match (&was, &is) {
        (Some(was), Some(is)) => format!("{is} answers for it now; it was {was}."),
        (None, Some(is)) => format!("{is} answers for it now; it was nobody."),
        (Some(was), None) => format!("Nobody answers for it now; it was {was}."),
        (None, None) => String::new(),
    };
    ChangeItem { from: from.cloned(), to: to.cloned(), ..of.item("owner", sentence) }
}

/// It has another number.
pub(super) fn number(of: &Changed<'_>, from: Option<u64>, to: Option<u64>) -> ChangeItem {
    let sentence = match (from, to) {
        (Some(from), Some(to)) => format!("It is decision {to} now; it was decision {from}."),
        (None, Some(to)) => format!("It is decision {to} now; it had no number."),
        (Some(from), None) => format!("It has no number now; it was decision {from}."),
        (None, None) => String::new(),
    };
    let text = |number: Option<u64>| number.map(|number| number.to_string());
    ChangeItem { from: text(from), to: text(to), ..of.item("number", sentence) }
}

/// It is called otherwise.
pub(super) fn title(of: &Changed<'_>) -> ChangeItem {
    let title = |case: &Option<crate::report::narrate::Case<'_>>| {
        case.as_ref().map(|case| case.record.title.text.clone()).unwrap_or_default()
    };
    let (from, to) = (title(&of.before), title(&of.after));
    let quoted = |title: &str| number::quoted(&clean(title));
    let sentence = format!("Its title is {} now; it was {}.", quoted(&to), quoted(&from));
    ChangeItem { from: Some(from), to: Some(to), ..of.item("title", sentence) }
}
