//! The board view: its headline, its first paragraph and its lists.

use super::off_course::{Off, watched};
use super::reading::{count, holes};
use super::{Found, Told, Whole, asks, budgets, is_asked, keys, plain, prose, sets};
use adr::model::{BoardFor, Status};
use adr::number::{capitalized, count_word, date as in_words, day_and_month, plural, quoted};
use adr::report::{BoardPage, SummaryFigures};

pub(super) fn check(whole: &Whole, found: &mut Found) {
    let asked = whole.asked();
    let Some(board) = &whole.board else {
        found.holds("no board view", asked.is_empty(), "asks without a board view");
        return;
    };
    headline(whole, board, found);
    lead(whole, board, found);
    lists(whole, board, found);
    if let Some(decide) = &board.decide {
        asks::rows(whole, decide, found);
        for line in &decide.lines {
            sets::check(whole, &prose(&line.text), found);
        }
    }
    budgets::check(whole, board.decide.as_ref().and_then(|decide| decide.year.as_ref()), found);
    keys::check(whole, board, found);
    found.holds(
        "board: rows of asks",
        board.decide.as_ref().map_or(0, |decide| decide.asks().count()) == asked.len(),
        &board.title,
    );
    if let Some(watch) = &board.watch {
        watched(whole, watch, found);
    }
}

pub(super) fn near(whole: &Whole, day: jiff::civil::Date) -> String {
    if day.year() == whole.as_of.year() { day_and_month(day) } else { in_words(day) }
}

pub(super) fn matters(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", count_word(count), if count == 1 { one } else { many })
}

/// "Three matters need a decision by 31 January; one supplier is outside what we accept"
fn headline(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let asked = whole.asked();
    let last = asked.iter().filter_map(|told| whole.day(told.record).1).max().filter(|day| *day >= whole.as_of);
    let by = last.map_or_else(String::new, |day| format!(" by {}", near(whole, day)));
    // Few are named, several are counted.
    let name = |told: &&Told| quoted(&told.record.title.text);
    let who = match asked.as_slice() {
        [] => vec!["Nothing needs a decision".to_owned()],
        [one] => vec![format!("{} needs a decision{by}", name(one))],
        [a, b] => [(a, b), (b, a)].map(|(a, b)| format!("{} and {} need a decision{by}", name(a), name(b))).to_vec(),
        more => vec![format!("{} matters need a decision{by}", capitalized(&count_word(more.len())))],
    };
    let title = plain(&board.title);
    let rest = who.iter().find_map(|who| title.strip_prefix(&plain(who)));
    let is_so = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("; "));
    found.holds("board: headline", is_so, &format!("{title} | {who:?}"));
    let off = Off::of(whole);
    let outside: Vec<String> = [(off.losses, "loss", "losses"), (off.loud_suppliers, "supplier", "suppliers")]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| matters(count, one, many))
        .collect();
    let all = off.losses + off.loud_suppliers;
    let others = off.missed + off.reviews + off.steps + off.stops + off.checks + off.notices;
    let expected = match (all, others, off.before) {
        (0, 0, 0) => String::new(),
        (0, 0, before) => {
            format!("; {} {} before the meeting", matters(before, "date", "dates"), plural(before, "passes", "pass"))
        }
        (0, others, _) => {
            format!("; {} {} off course", matters(others, "thing we run", "things we run"), plural(others, "is", "are"))
        }
        _ => format!("; {} {} outside what we accept", outside.join(" and "), plural(all, "is", "are")),
    };
    found.holds("board: what is outside", rest.is_none_or(|rest| rest == expected), &format!("{title} | {expected}"));
}

/// "The three asks come to at most £2.58m; we expect £2.0m (1.7 to 2.4). Two are for 15 December. Of what we run, …"
fn lead(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let asked = whole.asked();
    let lead: Vec<String> = board.lead.iter().map(prose).collect();
    let costed: Vec<(&Told, _)> = asked.iter().filter_map(|told| Some((*told, told.chosen()?.1.cash?))).collect();
    for sentence in &lead {
        if sentence.starts_with("The ask comes to ") || sentence.contains(" asks come to ") {
            asks::at_stake(whole, &asked, &costed, sentence, found);
        } else if sentence == "No cost has been estimated for what is asked." {
            found.holds("board: no cost", costed.is_empty(), sentence);
        } else if sentence.starts_with("The asks are in several currencies") {
            let mut codes: Vec<_> =
                costed.iter().map(|(told, _)| told.figures.as_ref().map(|figures| &figures.currency)).collect();
            codes.dedup();
            found.holds("board: several currencies", codes.len() > 1, sentence);
        } else if sentence.contains("for the meeting of") || sentence.contains("at the meeting of") {
            for_meeting(whole, &asked, sentence, found);
        } else if let Some(inner) = holes(sentence, "Of what we run, {}.") {
            off_course(whole, inner[0], found);
        } else if let Some(inner) = holes(sentence, "{} before the meeting.") {
            let number = count(inner[0].split(' ').next().unwrap_or_default());
            found.holds("board: dates before the meeting", number == Some(Off::of(whole).before), sentence);
        } else if sentence == "Nothing that we run is off course." {
            found.holds("board: nothing off course", board.watch.is_none(), sentence);
        } else {
            let is_known = sentence.starts_with("Nothing that is in force has");
            found.holds("board: other leads", is_known, sentence);
        }
    }
    let off = Off::of(whole);
    let is_any =
        off.missed + off.reviews + off.steps + off.stops + off.checks + off.notices + off.losses + off.suppliers > 0;
    let is_said = lead.iter().any(|sentence| sentence.starts_with("Of what we run"));
    found.holds("board: off course is said", is_any == is_said, &lead.join(" "));
}

fn for_meeting(whole: &Whole, asked: &[&Told], sentence: &str, found: &mut Found) {
    let Some(meeting) = whole.book.next_meeting else { return found.holds("board: for the meeting", false, sentence) };
    let those = asked.iter().filter(|told| whole.day(told.record).0 == Some(meeting)).count();
    let day = day_and_month(meeting);
    let expected = match (asked.len(), those) {
        (_, 0) => format!("None must be decided at the meeting of {day}."),
        (1, _) => format!("It is for the meeting of {day}."),
        (all, those) if all == those => format!("All are for the meeting of {day}."),
        (_, those) => {
            format!("{} {} for the meeting of {day}.", capitalized(&count_word(those)), plural(those, "is", "are"))
        }
    };
    found.holds("board: for the meeting", sentence == plain(&expected), &format!("{sentence} | {expected}"));
}

fn off_course(whole: &Whole, text: &str, found: &mut Found) {
    let off = Off::of(whole);
    let kinds = [
        (off.losses, "outside appetite"),
        (off.stops, "stop rule"),
        (off.missed, "missed"),
        (off.reviews, "review"),
        (off.steps, "step"),
        (off.checks, "check"),
        (off.suppliers, "over our limit"),
        (off.notices, "near"),
    ];
    let parts: Vec<&str> = text.split(", ").flat_map(|part| part.split(" and ")).collect();
    for (number, word) in kinds {
        // A check of a stop rule is no stop rule that is met.
        let is_part = |part: &&&str| part.contains(word) && (word != "stop rule" || part.ends_with("met"));
        let said = parts.iter().find(is_part).and_then(|part| count(part.split(' ').next()?)).unwrap_or(0);
        let kind = match word {
            "stop rule" => "board: stop rules met",
            "missed" => "board: notice days missed",
            "over our limit" => "board: suppliers over the limit",
            "outside appetite" => "board: losses outside appetite",
            _ => "board: overdue or near",
        };
        found.holds(kind, said == number, &format!("{text}: {number} {word}"));
    }
}

/// The board's other lists hold what is neither counted nor summed.
fn lists(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let purpose = |told: &&Told, purpose: BoardFor| {
        told.record.status() == Some(Status::Proposed)
            && told.record.board.and_then(|slot| slot.purpose) == Some(purpose)
    };
    let status = |told: &&Told, status| told.record.status() == Some(status);
    let of = |is_on: &dyn Fn(&&Told) -> bool| whole.told.iter().filter(is_on).count();
    let expected = [
        ("For discussion", of(&|told| purpose(told, BoardFor::Discussion))),
        ("For information", of(&|told| purpose(told, BoardFor::Information))),
        ("Not yet before the board", of(&|told| status(told, Status::Draft))),
        (
            "Proposed, and not put to the board",
            of(&|told| status(told, Status::Proposed) && told.record.board.is_none() && !is_asked(told.record)),
        ),
    ];
    for (title, number) in expected {
        // What is discussed or told stands in groups below the asks.
        let groups =
            board.decide.iter().flat_map(|decide| &decide.groups).filter(|group| group.title.starts_with(title));
        let below: usize = groups.map(|group| group.rows.len()).sum();
        let shown = board.others.iter().find(|list| list.title == title).map_or(below, |list| list.items.len());
        found.holds("board: other lists", shown == number, &format!("{title}: {shown} of {number}"));
    }
}

/// What the log as a whole loses a year, in the book's currency.
pub(super) fn whole_loss(whole: &Whole) -> Option<SummaryFigures> {
    let code = whole.book.currency.as_ref().map(adr::model::Currency::code);
    whole.figures.portfolios.iter().find(|portfolio| portfolio.currency.as_deref() == code)?.annual_loss
}
