//! How many decisions stand where, and how fast they come: the sentences above the list.

use crate::log;
use crate::number;
use crate::report::Input;
use crate::report::decisions::row::Row;
use crate::report::frame::count_of;
use jiff::civil::Date;

pub(super) fn counts(input: &Input) -> (usize, usize, usize) {
    let log = input.log;
    let force = (0..log.records.len()).filter(|idx| log.is_in_force(*idx)).count();
    let open = log.records.iter().filter(|logged| logged.record.is_open()).count();
    (force, open, log.records.len() - force - open)
}

/// The finding of the whole list.
pub(super) fn headline(input: &Input, rows: &[Row]) -> String {
    if let Some(finding) = open_finding(input, rows) {
        return finding;
    }

    let (force, open, _) = counts(input);
    let total = input.log.records.len();
    let silent = input.log.records.iter().filter(|logged| logged.record.status.is_none()).count();
    // A count of decisions in force says nothing where records do not say whether they are.
    if total > 0 && silent == total {
        return format!("{}, {} a status", counted(total), if total == 1 { "without" } else { "none with" });
    }
    if silent * 2 > total && force == 0 {
        return format!("{}, most without a status", counted(total));
    }
    match (total, force, open) {
        (0, ..) => "No decision is written down yet".to_owned(),
        (1, 1, 0) => "One decision, in force".to_owned(),
        (1, 0, 1) => "One decision, still open".to_owned(),
        (1, ..) => "One decision, no longer in force".to_owned(),
        (total, force, 0) => format!("{}, {} in force", counted(total), count_of(force)),
        (total, force, open) => {
            format!("{}, {} in force and {} still open", counted(total), count_of(force), count_of(open))
        }
    }
}

/// "Six of 16 decisions are open, two of them due on 20 December"; `None` where none is open or none has a day.
fn open_finding(input: &Input, rows: &[Row]) -> Option<String> {
    let open = rows.iter().filter(|row| row.is_open).count();
    let mut due: Vec<Date> = rows.iter().filter_map(|row| row.due_on).collect();
    due.sort_unstable();
    let next = *due.iter().find(|day| **day >= input.as_of).or(due.last())?;
    let past = due.iter().filter(|day| **day < input.as_of).count();
    let day = if next.year() == input.as_of.year() { number::day_and_month(next) } else { number::date(next) };
    let (count, when) = match past {
        0 => (due.iter().filter(|day| **day == next).count(), format!("due on {day}")),
        past => (past, format!("past {} date", number::plural(past, "its", "their"))),
    };
    let of_them = match (count, open) {
        (_, 1) => when,
        (count, open) if count == open => format!("all {when}"),
        (count, _) => format!("{} of them {when}", number::count_word(count)),
    };
    let total = rows.len();
    let is = number::plural(open, "is", "are");
    Some(if open == total {
        let all = if total == 1 { "One decision".to_owned() } else { format!("All {} decisions", count_of(total)) };
        format!("{all} {is} open, {of_them}")
    } else {
        format!(
            "{} of {} decisions {is} open, {of_them}",
            number::capitalized(&number::count_word(open)),
            count_of(total)
        )
    })
}

/// How long decisions took from proposed to decided, and how many came by their date.
pub fn pace(input: &Input) -> Option<String> {
    let pace = log::pace(input.log, |_| true);
    let (dated, in_time) = (pace.dated_count, pace.in_time_count);
    let median = pace.median().map(|middle| {
        let days_word = if middle == 1 { "day" } else { "days" };
        if pace.days.len() == 1 {
            return format!("The one decision with both dates took {middle} {days_word} from proposed to decided");
        }
        let most = pace.nine_in_ten().map_or_else(String::new, |days| format!(", nine in ten at most {days}"));
        let count = pace.days.len();
        format!("Half of {count} dated decisions took at most {middle} {days_word} from proposed to decided{most}")
    });
    let punctual = (dated > 0).then(|| format!("{in_time} of {dated} came by their date"));
    match (median, punctual) {
        (None, None) => None,
        (Some(text), None) => Some(text),
        (None, Some(text)) => Some(format!("Of those that had to be decided by a day, {text}")),
        (Some(median), Some(punctual)) => Some(format!("{median}; {punctual}")),
    }
}

/// "14 decisions".
pub(super) fn counted(count: usize) -> String {
    if count == 1 { "1 decision".to_owned() } else { format!("{} decisions", count_of(count)) }
}
