//! Sentences on days, owners, numbers and names.

use crate::changes::DayKind;
use crate::number;
use crate::report::changes::naming::{Changed, doing};
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::clean;
use jiff::civil::Date;

/// A day that moved.
pub(super) fn day(of: &Changed<'_>, kind: DayKind, from: Date, to: Option<Date>) -> ChangeItem {
    let (change, subject, option) = match kind {
        DayKind::DecideBy => ("decide-by", "The day to decide by".to_owned(), None),
        DayKind::Meeting => ("meeting", "The meeting that it is for".to_owned(), None),
        DayKind::NeededBy => ("needed-by", "The day by which it is needed".to_owned(), None),
        DayKind::ReviewBy => ("review-by", "The day of its review".to_owned(), None),
        DayKind::ContractEnd(option) => {
            let names = of.after.as_ref().map(|case| (doing(case, option), case.record.option_name(option).to_owned()));
            let (name, key) = names.unwrap_or_default();
            ("contract-end", format!("The end of the contract for {name}"), Some(key))
        }
    };
    let was = number::date(from);
    let sentence = match to {
        Some(to) => format!("{subject} is {}, {}; it was {was}.", number::date(to), how_far(from, to)),
        None => format!("{subject} is no longer stated; it was {was}."),
    };
    ChangeItem {
        of: option,
        from: Some(number::date_iso(from)),
        to: to.map(number::date_iso),
        ..of.item(change, sentence)
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
