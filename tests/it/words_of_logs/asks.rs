//! What the board is asked for: what it comes to, and the rows of asks against their records.

use super::boards::matters;
use super::reading::{count, is_estimate, is_sum};
use super::{Found, Told, Whole, is_asked, plain};
use adr::model::{BoardFor, Reversible, Status};
use adr::number::{capitalized, count_word, days};
use adr::report::{AskRow, Decide, SummaryFigures};
use jiff::civil::Date;

type Costed<'a> = (&'a Told<'a>, SummaryFigures);

pub(super) fn at_stake(whole: &Whole, asked: &[&Told], costed: &[Costed], sentence: &str, found: &mut Found) {
    let start = match asked.len() {
        1 => "The ask comes to ".to_owned(),
        count => format!("The {} asks come to ", count_word(count)),
    };
    let limits: Vec<f64> = asked.iter().filter_map(|told| told.record.limit).collect();
    let Some(rest) = sentence.strip_prefix(&start) else {
        return found.holds("board: sum at stake", false, sentence);
    };
    let (rest, unknown) = match rest.split_once("; one has no estimate").map(|(rest, _)| (rest, 1)) {
        Some(split) => split,
        None => match rest
            .rsplit_once("; ")
            .and_then(|(rest, end)| Some((rest, count(end.strip_suffix(" have no estimate of cost.")?)?)))
        {
            Some(split) => split,
            None => (rest.trim_end_matches('.'), 0),
        },
    };
    found.holds("board: asks without a cost", unknown == asked.len() - costed.len(), sentence);
    let code = costed.first().and_then(|(told, _)| told.figures.as_ref()).map(|figures| figures.currency.clone());
    let portfolio = whole.figures.portfolios.iter().find(|portfolio| Some(&portfolio.currency) == code.as_ref());
    let expected = match costed {
        [(_, cash)] => Some(*cash),
        _ => portfolio.and_then(|portfolio| portfolio.asked_cash),
    };
    let is_expected = |text: &str| expected.is_some_and(|cash| is_estimate(text, cash.p50, cash.p5, cash.p95));
    if let Some(rest) = rest.strip_prefix("at most ") {
        let (limit, expects) = rest.split_once("; we expect ").unwrap_or((rest, ""));
        let does_hold = limits.len() == asked.len() && is_sum(limit, limits.iter().sum());
        found.holds("board: limits", does_hold, sentence);
        found.holds("board: sum expected", expects.is_empty() || is_expected(expects), sentence);
    } else if let Some(expects) = rest.strip_prefix("about ") {
        found.holds("board: sum without limits", limits.len() < asked.len() && is_expected(expects), sentence);
    } else {
        found.holds("board: sum at stake", false, sentence);
    }
}

pub(super) fn rows(whole: &Whole, decide: &Decide, found: &mut Found) {
    title(whole, decide, found);
    groups(whole, decide, found);
    // All bars stand on one scale, of the currency that the first row with a cost has.
    let all = || decide.groups.iter().flat_map(|group| &group.rows);
    let currency = |row: &AskRow| {
        let told = &whole.told[row.record_idx];
        told.chosen()?.1.cash?;
        told.figures.as_ref().map(|figures| figures.currency.clone())
    };
    let mut by_day: Vec<&AskRow> = all().collect();
    let list = |row: &AskRow| {
        decide
            .groups
            .iter()
            .filter(|group| !group.is_asked)
            .position(|group| group.rows.iter().any(|other| other.record_idx == row.record_idx))
    };
    by_day.sort_by_key(|row| (list(row), row.on.is_none(), row.on, row.record_idx));
    let shared = by_day.into_iter().find_map(currency);
    for row in all() {
        of_record(whole, row, found);
        bar(whole, decide, row, currency(row).is_some() && currency(row) == shared, found);
    }
}

fn title(whole: &Whole, decide: &Decide, found: &mut Found) {
    let asks: Vec<&AskRow> = decide.asks().collect();
    let others = decide.groups.iter().filter(|group| !group.is_asked).map(|group| group.rows.len()).sum::<usize>();
    let overdue = asks.iter().filter(|row| row.on.is_some_and(|on| on < whole.as_of)).count();
    let waiting = capitalized(&matters(asks.len(), "decision waits", "decisions wait"));
    let those = asks.iter().filter(|row| row.meeting.is_some() && row.meeting == whole.book.next_meeting).count();
    let expected = match (overdue, those) {
        _ if asks.is_empty() => {
            format!("Nothing is to be decided; {} told or discussed", matters(others, "matter is", "matters are"))
        }
        (0, 0) => waiting,
        (0, those) if those == asks.len() => format!("{waiting} for the meeting of 15 December"),
        (0, those) => format!("{waiting}, {} of them for the meeting of 15 December", count_word(those)),
        (_, _) if asks.len() == 1 => format!("{waiting}, and its day has passed"),
        (overdue, _) if overdue == asks.len() => format!("{waiting}; the day of all has passed"),
        (overdue, _) => format!("{waiting}; the day of {} has passed", count_word(overdue)),
    };
    let title = plain(&decide.title);
    found.holds("board: title of asks", title == expected, &format!("{title} | {expected}"));
}

/// Who stands in which group, under which head, is told by the records alone.
fn groups(whole: &Whole, decide: &Decide, found: &mut Found) {
    let next = whole.book.next_meeting;
    let told_to = |told: &Told, purpose| {
        told.record.status() == Some(Status::Proposed)
            && told.record.board.and_then(|slot| slot.purpose) == Some(purpose)
    };
    let is_next = |told: &Told| next.is_some() && whole.day(told.record).0 == next;
    let pick = |is_in: &dyn Fn(&Told) -> bool| -> Vec<usize> {
        let mut all: Vec<(bool, Option<Date>, usize)> = whole
            .told
            .iter()
            .filter(|told| is_in(told))
            .map(|told| (whole.day(told.record).1.is_none(), whole.day(told.record).1, told.idx))
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(.., idx)| idx).collect()
    };
    let now = pick(&|told| is_asked(told.record) && is_next(told));
    let later = pick(&|told| is_asked(told.record) && !is_next(told));
    let discussed = pick(&|told| told_to(told, BoardFor::Discussion));
    let informed = pick(&|told| told_to(told, BoardFor::Information));
    // The board is told who decides; in the head, where it is the same for all.
    let who = |idx: &usize| match whole.told[*idx].record.roles.decision_makers.len() {
        0 => None,
        _ => Some("the CTO and the CFO decide".to_owned()),
    };
    let do_all = !informed.is_empty() && informed.iter().all(|idx| who(idx).is_some());
    let informed_title = if do_all { "For information: the CTO and the CFO decide" } else { "For information" };
    let later_title = if now.is_empty() { "For decision" } else { "For decision later" };
    let expected = [
        ("For decision on 15 December", true, now),
        (later_title, true, later),
        ("For discussion", false, discussed),
        (informed_title, false, informed),
    ];
    let expected: Vec<_> = expected.into_iter().filter(|(.., rows)| !rows.is_empty()).collect();
    let shown: Vec<(String, bool, Vec<usize>)> = decide
        .groups
        .iter()
        .map(|group| (plain(&group.title), group.is_asked, group.rows.iter().map(|row| row.record_idx).collect()))
        .collect();
    let is_so = shown.len() == expected.len()
        && shown
            .iter()
            .zip(&expected)
            .all(|(shown, expected)| (shown.0.as_str(), shown.1, &shown.2) == (expected.0, expected.1, &expected.2));
    found.holds("board: groups of asks", is_so, &format!("{shown:?} | {expected:?}"));
    if do_all {
        found.holds("board: who decides, in a head", is_so, informed_title);
    }
    for group in &decide.groups {
        let is_told = group.title.starts_with("For information");
        for row in &group.rows {
            let expected = who(&row.record_idx).filter(|_| is_told && !do_all);
            let shown = row.decides.as_deref().map(plain);
            let kind = if expected.is_some() { "board: who decides" } else { "board: nobody else decides" };
            found.holds(kind, shown == expected, &format!("{shown:?} {expected:?}"));
        }
    }
}

fn of_record(whole: &Whole, row: &AskRow, found: &mut Found) {
    let told = &whole.told[row.record_idx];
    found.holds("board: name of an ask", row.name == told.record.title.text, &row.name);
    let on = whole.day(told.record).1;
    let is_so = row.on == on && row.day.as_ref().map(|day| day.iso.clone()) == on.map(|on| on.to_string());
    found.holds("board: day of an ask", is_so, &format!("{} {:?} {on:?}", row.name, row.day));
    let late = on.filter(|on| *on < whole.as_of).map(|on| format!("{} overdue", days((whole.as_of - on).get_days())));
    let is_so = row.day_note == late && row.is_overdue == late.is_some();
    found.holds("board: days overdue", is_so, &format!("{:?} {late:?}", row.day_note));
    let chosen = told.chosen();
    let cash = chosen.and_then(|(_, option)| option.cash);
    match (&row.cash, cash) {
        (Some(figure), Some(cash)) => {
            let text = plain(&figure.line());
            let is_so = is_estimate(&text, cash.p50, cash.p5, cash.p95);
            found.holds("board: cash of an ask", is_so, &format!("{text} {cash:?}"));
        }
        (shown, cash) => found.holds("board: cash of an ask", shown.is_none() && cash.is_none(), &row.name),
    }
    let limit = told.record.limit.filter(|limit| *limit > 0.0);
    let is_so = match (&row.limit, limit) {
        (Some(text), Some(limit)) => is_sum(text, limit),
        (text, limit) => text.is_none() && limit.is_none(),
    };
    found.holds("board: limit of an ask", is_so, &format!("{} {:?} {limit:?}", row.name, row.limit));
    let option = chosen.map(|(idx, _)| plain(&told.names[idx].title));
    let is_so = row.option.as_deref().map(plain) == option
        && row.sourcing.as_ref().map(|mark| mark.id) == chosen.and_then(|(_, option)| option.sourcing);
    found.holds("board: option of an ask", is_so, &format!("{:?} {:?} {option:?}", row.sourcing, row.option));
    let leaving = chosen.map(|(_, option)| (option.exit_months, option.exit_cost));
    let has_leaving = leaving.is_some_and(|(months, cost)| months.is_some() || cost.is_some());
    let door = match told.record.reversible {
        Some(Reversible::Yes) => Some("Yes"),
        Some(Reversible::Costly) => Some("At a cost"),
        Some(Reversible::No) => Some("No"),
        None if has_leaving => Some("Leaving takes"),
        None => None,
    };
    found.holds("board: door of an ask", row.door.as_deref() == door, &format!("{:?} {door:?}", row.door));
    if let (Some(note), Some((Some(months), _))) = (&row.door_note, leaving) {
        let said = super::reading::months(plain(note).split(", ").next().unwrap_or_default());
        let is_so = said.is_some_and(|said| (said - months.p50).abs() <= 0.051 * months.p50 + 0.51);
        found.holds("board: months to leave", is_so, &format!("{note} {months:?}"));
    }
}

/// The bar of an ask stands where its figures do.
fn bar(whole: &Whole, decide: &Decide, row: &AskRow, is_on_scale: bool, found: &mut Found) {
    let told = &whole.told[row.record_idx];
    let (Some(bar), Some(axis)) = (row.bar, &decide.axis) else {
        let is_so = row.bar.is_none() && (decide.axis.is_none() || !is_on_scale);
        return found.holds("board: no bar", is_so, &row.name);
    };
    let cash = told.chosen().and_then(|(_, option)| option.cash);
    let is_at = |at: Option<f64>, value: f64| at.is_some_and(|at| (at - axis.at(value)).abs() < 0.11);
    let is_so = is_on_scale
        && cash.is_some_and(|cash| is_at(bar.low, cash.p5) && is_at(bar.mid, cash.p50) && is_at(bar.high, cash.p95));
    found.holds("board: bar of an ask", is_so, &format!("{bar:?} {cash:?} {axis:?}"));
    let limit = told.record.limit.filter(|limit| *limit > 0.0);
    let is_so = match limit {
        Some(limit) => is_at(bar.own_limit, limit) && limit <= axis.high,
        None => bar.own_limit.is_none(),
    };
    found.holds("board: limit on the scale", is_so, &format!("{bar:?} {limit:?} {axis:?}"));
}
