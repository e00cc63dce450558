//! The three figures above all else: what is asked, what it comes to, and what is off course.

use super::boards::near;
use super::off_course::Off;
use super::reading::{count, is_estimate, is_sum};
use super::{Found, Told, Whole, plain, prose};
use adr::number::{count_word, plural};
use adr::report::{BoardPage, Key, SummaryFigures};

pub(super) fn check(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let asked = whole.asked();
    let mut keys = board.keys.iter();
    if let Some(key) = keys.next() {
        asks(whole, board, &asked, key, found);
    }
    let costed: Vec<(&Told, SummaryFigures)> =
        asked.iter().filter_map(|told| Some((*told, told.chosen()?.1.cash?))).collect();
    let mut rest: Vec<&Key> = keys.collect();
    let is_sum_of_asks = |key: &&Key| key.term.contains("asked");
    match rest.first().copied().filter(is_sum_of_asks) {
        Some(key) => {
            rest.remove(0);
            sum(whole, &asked, &costed, key, found);
        }
        None => {
            // One sum of several that have no limit and were not drawn together cannot be told.
            found.holds("keys: no sum", asked.is_empty(), &format!("{:?}", board.keys));
        }
    }
    let off = Off::of(whole);
    let all = off.losses
        + off.suppliers
        + off.missed
        + off.reviews
        + off.steps
        + off.stops
        + off.checks
        + off.notices
        + off.before;
    match rest.as_slice() {
        [] => found.holds("keys: nothing to hold it to", all == 0 && board.watch.is_none(), &board.title),
        [key] if all == 0 => {
            let is_so = key.figure == "0" && key.term == "matters off course";
            found.holds("keys: none off course", is_so, &format!("{key:?}"));
        }
        [key] => {
            let term = format!("{} off course or due", plural(all, "matter", "matters"));
            let lead = board.watch.as_ref().map(|watch| watch.lead.clone());
            let is_so = key.figure == all.to_string() && key.term == term && Some(key.note.plain()) == lead;
            found.holds("keys: off course or due", is_so, &format!("{key:?} {all}"));
        }
        more => found.holds("keys: three", false, &format!("{more:?}")),
    }
}

/// "3 decisions by 31 January": how many, by when, and what else is before the board.
fn asks(whole: &Whole, board: &BoardPage, asked: &[&Told], key: &Key, found: &mut Found) {
    let days = || asked.iter().map(|told| whole.day(told.record).1);
    let last = days().flatten().max().filter(|day| *day >= whole.as_of);
    let word = if days().all(|day| day == last) { "on" } else { "by" };
    let by = last.map_or_else(String::new, |day| format!(" {word} {}", near(whole, day)));
    let term = format!("{}{by}", plural(asked.len(), "decision", "decisions"));
    let is_so = key.figure == asked.len().to_string() && plain(&key.term) == plain(&term);
    found.holds("keys: decisions", is_so, &format!("{key:?} {term}"));
    let note = prose(&key.note);
    let others = || board.decide.iter().flat_map(|decide| &decide.groups).filter(|group| !group.is_asked);
    if others().next().is_some() {
        let parts: Vec<&str> = note.trim_end_matches('.').split(" and ").collect();
        let is_so = parts.len() == others().count()
            && others().zip(&parts).all(|(group, part)| {
                let list = if group.title.starts_with("For discussion") { "for discussion" } else { "for information" };
                let rows = group.rows.len();
                part.to_lowercase() == format!("{} {} {list}", count_word(rows), plural(rows, "is", "are"))
            });
        found.holds("keys: what else", is_so, &note);
    } else if !asked.is_empty() {
        let lead: Vec<String> = board.lead.iter().map(prose).collect();
        found.holds("keys: for the meeting", note.is_empty() || lead.contains(&note), &note);
    }
}

/// "£2.58m asked, at most; £2.0m expected (1.7 to 2.4)"
fn sum(whole: &Whole, asked: &[&Told], costed: &[(&Told, SummaryFigures)], key: &Key, found: &mut Found) {
    let figures = |told: &Told| told.figures.as_ref().map(|figures| figures.currency.clone());
    let first = costed.first().and_then(|(told, _)| figures(told));
    let note = prose(&key.note);
    if costed.is_empty() {
        let is_so = key.figure == "?" && key.term == "asked; no cost is estimated";
        return found.holds("keys: no cost", is_so, &format!("{key:?}"));
    }
    if costed.iter().any(|(told, _)| figures(told) != first) {
        let is_so = key.figure == asked.len().to_string() && key.term == "sums asked" && note.contains("several");
        return found.holds("keys: several currencies", is_so, &format!("{key:?}"));
    }
    let portfolio = whole.figures.portfolios.iter().find(|portfolio| Some(&portfolio.currency) == first.as_ref());
    let expected = match costed {
        [(_, cash)] => Some(*cash),
        _ => portfolio.filter(|portfolio| portfolio.asks == costed.len()).and_then(|portfolio| portfolio.asked_cash),
    };
    let (note, end) = note.split_once("; ").map_or((note.as_str(), ""), |(note, end)| (note, end));
    let unknown = asked.len() - costed.len();
    let (note, end) = if note.ends_with("no estimate") { ("", note) } else { (note, end) };
    let said = match end.to_lowercase().split_once(' ') {
        Some((number, "has no estimate" | "have no estimate")) => count(number),
        _ => Some(0).filter(|_| end.is_empty()),
    };
    found.holds("keys: without a cost", said == Some(unknown), &format!("{key:?} {unknown}"));
    let is = |text: &str| expected.is_some_and(|cash| is_estimate(text, cash.p50, cash.p5, cash.p95));
    let limits: Vec<f64> = asked.iter().filter_map(|told| told.record.limit).collect();
    match key.term.as_str() {
        "asked, at most" => {
            let is_so = limits.len() == asked.len() && is_sum(&key.figure, limits.iter().sum());
            found.holds("keys: at most", is_so, &format!("{key:?} {limits:?}"));
            let is_so = match note.split_once(" expected") {
                Some((figure, range)) => is(&format!("{figure}{range}")),
                None => note.is_empty() && expected.is_none(),
            };
            found.holds("keys: and expected", is_so, &format!("{key:?} {expected:?}"));
        }
        "asked, expected" => {
            let range = note.strip_prefix("Holds nine times in ten: ").map(|range| format!(" ({range})"));
            let text = format!("{}{}", plain(&key.figure), range.unwrap_or_default());
            let is_so = limits.len() < asked.len() && is(&text);
            found.holds("keys: expected", is_so, &format!("{key:?} {expected:?}"));
        }
        _ => found.holds("keys: the sum", expected.is_none() && key.figure == "?", &format!("{key:?}")),
    }
}
