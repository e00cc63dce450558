//! The page as a whole: headline, paragraph, blocks.

use super::decide::{AskRow, Decide, decide, others};
use super::page::{BoardPage, Calm};
use super::paper;
use super::stake::Stake;
use super::standing::standing;
use super::watch::{Matter, Watch, watch};
use crate::log::{DueKind, board_matters};
use crate::model::{Appetite, Record};
use crate::number;
use crate::report::changes::since;
use crate::report::narrate::{Prose, clean};
use crate::report::{Day, Head, Input, Key, Pages, Part, link};
use jiff::civil::Date;

/// Composes the board view; `None` for a log of plain records.
pub fn board(input: &Input) -> Option<BoardPage> {
    if !Pages::of(input).has_board {
        return None;
    }
    let matters = board_matters(input.log, input.book, input.as_of);
    let decide = decide(input, &matters);
    let watch = watch(input);
    let title = headline(input, decide.as_ref(), watch.as_ref());
    let lead = lead(input, decide.as_ref(), watch.as_ref());
    let description = match lead.as_slice() {
        [] => format!("{title}."),
        lead => lead.iter().map(Prose::plain).collect::<Vec<_>>().join(" "),
    };
    let head_title = format!("Board view, {}", number::date(input.as_of));
    let (others, since, standing) = (others(input, &matters), since(input), standing(input));
    let blocks = [!others.is_empty(), since.is_some(), standing.is_some()];
    let mut page = BoardPage {
        head: Head::new(input, "board-view", Part::Board, "index.html".to_owned(), &head_title, description),
        meetings: meetings(input),
        title,
        lead,
        keys: keys(input, decide.as_ref(), watch.as_ref()),
        calm: decide.as_ref().is_none_or(|decide| decide.asks().next().is_none()).then(|| calm(input)),
        decide,
        others,
        watch,
        foot: if blocks.into_iter().filter(|is_there| *is_there).count() > 1 { "pair" } else { "single" },
        since,
        standing,
    };
    page.head.fit = paper::fit(&page);
    Some(page)
}

fn meetings(input: &Input) -> Vec<(&'static str, Day)> {
    let last = input.book.last_meeting.map(|day| ("Last meeting", Day::of(day)));
    let next = input.book.next_meeting.map(|day| {
        let what = if day < input.as_of { "The next meeting was to be on" } else { "Next meeting" };
        (what, Day::of(day))
    });
    last.into_iter().chain(next).collect()
}

/// Without its year where that is this one.
fn near(day: Date, as_of: Date) -> String {
    if day.year() == as_of.year() { number::day_and_month(day) } else { number::date(day) }
}

/// "Three matters need a decision by 31 January; one loss is outside what we accept". One or two are named.
fn headline(input: &Input, decide: Option<&Decide>, watch: Option<&Watch>) -> String {
    let asks: Vec<&AskRow> = decide.map_or_else(Vec::new, |decide| decide.asks().collect());
    let last = asks.iter().filter_map(|row| row.on).max();
    let by = last.filter(|on| *on >= input.as_of).map(|on| format!(" by {}", near(on, input.as_of)));
    let by = by.unwrap_or_default();
    let first = match asks.as_slice() {
        [] => "Nothing needs a decision".to_owned(),
        [one] => format!("{} needs a decision{by}", number::quoted(&one.name)),
        [one, two] => format!("{} and {} need a decision{by}", number::quoted(&one.name), number::quoted(&two.name)),
        more => format!("{} matters need a decision{by}", number::capitalized(&number::count_word(more.len()))),
    };
    let second = watch.and_then(|watch| {
        let does_count = |kind: &&Matter| watch.do_suppliers_count || **kind != Matter::Supplier;
        let kinds = || watch.kinds.iter().filter(does_count);
        let count = |kind: Matter| kinds().filter(|other| **other == kind).count();
        let off = kinds().count() - watch.due_count;
        let is_are = |count: usize| number::plural(count, "is", "are");
        let outside: Vec<String> = [(Matter::Appetite, "loss", "losses"), (Matter::Supplier, "supplier", "suppliers")]
            .into_iter()
            .filter(|(kind, ..)| count(*kind) > 0)
            .map(|(kind, one, many)| number::count(count(kind), one, many))
            .collect();
        let outside_count = count(Matter::Appetite) + count(Matter::Supplier);
        Some(match (outside_count, off, watch.due_count) {
            (0, 0, 0) => return None,
            (0, 0, due) => format!(
                "{} before the meeting",
                if due == 1 { "one date passes".to_owned() } else { format!("{} dates pass", number::count_word(due)) }
            ),
            (0, off, _) => {
                format!("{} {} off course", number::count(off, "thing we run", "things we run"), is_are(off))
            }
            (count, ..) => format!("{} {} outside what we accept", number::listed(&outside), is_are(count)),
        })
    });
    match second {
        Some(second) => format!("{first}; {second}"),
        None => first,
    }
}

fn lead(input: &Input, decide: Option<&Decide>, watch: Option<&Watch>) -> Vec<Prose> {
    let mut lead = Vec::new();
    if let Some(decide) = decide {
        lead.extend(Stake::of(input, decide).map(|stake| stake.sentence()));
        lead.extend(for_meeting(input, decide));
    }
    match watch {
        Some(watch) => lead.extend(off_course(watch)),
        None => lead.extend(on_course(input)),
    }
    lead
}

/// Nothing is off course; said only where something is in force that could be.
fn on_course(input: &Input) -> Option<Prose> {
    let mut in_force = (0..input.log.records.len())
        .filter(|idx| input.log.is_in_force(*idx))
        .map(|idx| &input.log.records[idx].record)
        .peekable();
    in_force.peek()?;
    let book = &input.book;
    let is_held = book.appetite != Appetite::default() || in_force.any(has_promised);
    Some(Prose::of(if is_held {
        "Nothing that we run is off course."
    } else {
        "Nothing that is in force has a forecast, a stop rule or a review, so nobody could see it off course."
    }))
}

/// Whether a record says what it can be held to.
fn has_promised(record: &Record) -> bool {
    !record.forecasts.is_empty()
        || !record.kill.is_empty()
        || !record.next.is_empty()
        || record.review_by.is_some()
        || record.inputs.appetite.is_some()
        || record.options.iter().any(|option| option.contract.is_some())
}

/// "Two are for 15 December."
fn for_meeting(input: &Input, decide: &Decide) -> Option<Prose> {
    let meeting = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of)?;
    let those = decide.asks().filter(|row| row.meeting == Some(meeting)).count();
    let day = near(meeting, input.as_of);
    let text = match (decide.asks().count(), those) {
        (0, _) => return None,
        (_, 0) => format!("None must be decided at the meeting of {day}."),
        (1, _) => format!("It is for the meeting of {day}."),
        (count, those) if count == those => format!("All are for the meeting of {day}."),
        (_, 1) => format!("One is for the meeting of {day}."),
        (_, those) => format!("{} are for the meeting of {day}.", number::capitalized(&number::count_word(those))),
    };
    Some(Prose::of(text))
}

/// "One date passes before the meeting. Of what we run, one stop rule is met."
fn off_course(watch: &Watch) -> Vec<Prose> {
    let count = |kind: Matter| watch.kinds.iter().filter(|other| **other == kind).count();
    let mut sentences = Vec::new();
    if watch.due_count > 0 {
        let text = match watch.due_count {
            1 => "One date passes before the meeting.".to_owned(),
            count => format!("{} dates pass before the meeting.", number::capitalized(&number::count_word(count))),
        };
        sentences.push(Prose::of(text));
    }
    let is_are = |count: usize| number::plural(count, "is", "are");
    let parts: Vec<String> = [
        (Matter::Appetite, "loss", "losses", "outside appetite"),
        (Matter::Stop, "stop rule", "stop rules", "met"),
        (Matter::Missed, "notice day", "notice days", "missed"),
        (Matter::Review, "review", "reviews", "overdue"),
        (Matter::Step, "step", "steps", "overdue"),
        (Matter::Check, "check of a stop rule", "checks of stop rules", "overdue"),
        (Matter::Supplier, "supplier", "suppliers", "over our limit"),
        (Matter::Notice, "notice date", "notice dates", "near"),
    ]
    .into_iter()
    .filter(|(kind, ..)| count(*kind) > 0)
    .map(|(kind, one, many, what)| {
        let count = count(kind);
        format!("{} {} {what}", number::count(count, one, many), is_are(count))
    })
    .collect();
    if !parts.is_empty() {
        sentences.push(Prose::of(format!("Of what we run, {}.", number::listed(&parts))));
    }
    sentences
}

/// What is due, what is at stake, what is off course.
fn keys(input: &Input, decide: Option<&Decide>, watch: Option<&Watch>) -> Vec<Key> {
    let mut keys = Vec::new();
    let asks: Vec<&AskRow> = decide.map_or_else(Vec::new, |decide| decide.asks().collect());
    let last = asks.iter().filter_map(|row| row.on).max().filter(|on| *on >= input.as_of);
    let are_all_then = asks.iter().all(|row| row.on == last);
    let by = last.map(|on| format!(" {} {}", if are_all_then { "on" } else { "by" }, near(on, input.as_of)));
    let also = decide.map_or_else(Vec::new, Decide::also);
    let note = match also.as_slice() {
        [] if asks.is_empty() => Prose::of(calm(input).text),
        [] => decide.and_then(|decide| for_meeting(input, decide)).unwrap_or_default(),
        also => Prose::of(format!("{}.", number::capitalized(&number::listed(also)))),
    };
    keys.push(Key {
        figure: asks.len().to_string(),
        term: format!("{}{}", number::plural(asks.len(), "decision", "decisions"), by.unwrap_or_default()),
        method: None,
        note,
    });
    if let Some(decide) = decide.filter(|_| !asks.is_empty()) {
        keys.extend(Stake::of(input, decide).map(|stake| stake.key()));
    }
    if let Some(watch) = watch {
        let count = watch.kinds.len();
        keys.push(Key {
            figure: count.to_string(),
            term: format!("{} off course or due", number::plural(count, "matter", "matters")),
            method: None,
            note: Prose::of(watch.lead.clone()),
        });
    } else if let Some(note) = on_course(input) {
        keys.push(Key { figure: "0".to_owned(), term: "matters off course".to_owned(), method: None, note });
    }
    keys
}

fn calm(input: &Input) -> Calm {
    let next = input.due.iter().find(|due| due.kind == DueKind::Review && due.days_left >= 0);
    match next {
        Some(due) => {
            let logged = &input.log.records[due.record_idx];
            Calm {
                text: format!("Next review: {}", number::date(due.on)),
                title: Some(clean(&logged.record.title.text)),
                href: Some(link::decision(logged)),
            }
        }
        None => Calm { text: "No review is set".to_owned(), title: None, href: None },
    }
}
