//! Words against figures: 300 whole logs are generated and told, and every kind of sentence that board view, briefs,
//! comparisons, agenda and terminal hold is read back and held to the figures that programs get.
//!
//! `logs` makes the logs, `reading` reads printed words back, and the others hold a page each to its figures. A kind of
//! sentence that no log brought about is a fault of this test.

mod agendas;
mod asks;
mod boards;
mod briefs;
mod budgets;
mod comparisons;
mod costs;
mod doubts;
mod findings;
mod keys;
mod kinds;
mod logs;
mod losses;
mod merits;
mod off_course;
mod others;
mod pictures;
mod portfolios;
mod reading;
mod sets;
mod standings;
mod tight;
mod turning;

use crate::middle::{self, Middle};
use adr::analysis::Settings;
use adr::log::{Due, DueKind};
use adr::model::{Book, KillThreshold, Record, Status};
use adr::report::narrate::{OptionName, Paragraph, Prose};
use adr::report::{
    self, Agenda, BoardPage, BriefPage, Cell, ComparisonPage, Figures, Input, OptionFigures, OptionRow, WholeFigures,
};
use adr::source::SourceFile;
use jiff::civil::{Date, date};
use reading::Printed;
use std::collections::BTreeMap;

const LOGS: u64 = 300;
/// Logs of asks beside a budget, on top of them.
const TIGHT: u64 = 80;

/// What was found wrong, and which kinds of sentences were seen how often.
#[derive(Default)]
struct Found {
    faults: Vec<String>,
    seen: BTreeMap<&'static str, usize>,
}

impl Found {
    /// Counts a sentence of this kind, and keeps it where it does not hold.
    fn holds(&mut self, kind: &'static str, does_hold: bool, text: &str) {
        *self.seen.entry(kind).or_default() += 1;
        if !does_hold {
            self.faults.push(format!("{kind}: {text}"));
        }
    }

    /// All of this too.
    fn add(&mut self, other: Self) {
        other.seen.into_iter().for_each(|(kind, count)| *self.seen.entry(kind).or_default() += count);
        self.faults.extend(other.faults);
    }
}

/// One record with what is told of it.
struct Told<'a> {
    idx: usize,
    record: &'a Record,
    names: Vec<OptionName>,
    figures: Option<Figures>,
    brief: BriefPage,
    page: ComparisonPage,
}

impl Told<'_> {
    /// The option that a sentence calls so.
    fn option(&self, doing: &str) -> Option<usize> {
        self.names.iter().position(|name| plain(&name.doing) == doing || plain(&name.subject()) == doing)
    }

    /// The option that figures call so.
    fn named(&self, name: Option<&String>) -> Option<usize> {
        self.figures.as_ref()?.options.iter().position(|option| Some(&option.name) == name)
    }

    fn figures_of(&self, idx: usize) -> Option<&OptionFigures> {
        self.figures.as_ref()?.options.get(idx)
    }

    fn chosen(&self) -> Option<(usize, &OptionFigures)> {
        let idx = self.named(self.figures.as_ref()?.chosen.as_ref())?;
        Some((idx, self.figures_of(idx)?))
    }

    /// What the comparison's table of options prints of one.
    fn cell(&self, idx: usize, pick: impl Fn(&OptionRow) -> &Cell) -> Option<Printed> {
        let place = self.figures.as_ref()?.ranking.iter().position(|name| self.named(Some(name)) == Some(idx))?;
        let figure = pick(self.page.options.as_ref()?.rows.get(place)?).figure.as_ref()?;
        reading::printed(&plain(&figure.figure), "")
    }

    fn leader(&self) -> Option<usize> {
        self.named(self.figures.as_ref()?.leader.as_ref())
    }
}

/// A whole log with what is told of it.
struct Whole<'a> {
    book: &'a Book,
    as_of: Date,
    middle: &'a Middle,
    figures: WholeFigures,
    board: Option<BoardPage>,
    agenda: Agenda,
    due: &'a [Due],
    told: Vec<Told<'a>>,
}

impl Whole<'_> {
    /// The next meeting, and the one behind it, as book and records name them.
    fn meetings(&self) -> (Option<Date>, Option<Date>) {
        let named = self.told.iter().filter_map(|told| told.record.board?.meeting).chain(self.book.next_meeting);
        let mut days: Vec<Date> = named.filter(|day| *day >= self.as_of).collect();
        days.sort_unstable();
        days.dedup();
        let next = days.first().copied();
        let quarter = || self.book.last_meeting.and(Some(date(2027, 3, 16)));
        let later = || next.and_then(|next| next.checked_add(jiff::Span::new().months(1)).ok());
        (next, days.get(1).copied().or_else(|| quarter().filter(|_| next == Some(date(2026, 12, 15)))).or_else(later))
    }

    /// The meeting that a record is for, and the day that counts.
    fn day(&self, record: &Record) -> (Option<Date>, Option<Date>) {
        let (next, after) = self.meetings();
        let is_early = record.decide_by.zip(after).is_some_and(|(by, after)| by < after);
        let meeting = record.board.and_then(|slot| slot.meeting).or(next.filter(|_| is_early));
        (meeting, meeting.into_iter().chain(record.decide_by).min())
    }

    /// The records that the board is asked to decide.
    fn asked(&self) -> Vec<&Told<'_>> {
        self.told.iter().filter(|told| is_asked(told.record)).collect()
    }

    #[expect(clippy::unused_self, reason = "it is asked of the log")]
    fn is_in_force(&self, told: &Told) -> bool {
        told.record.status() == Some(Status::Accepted)
    }
}

/// Proposed, and for decision, or with an ask or a day and no place on the board's lists.
fn is_asked(record: &Record) -> bool {
    use adr::model::BoardFor::{Discussion, Information};
    record.status() == Some(Status::Proposed)
        && match record.board {
            Some(slot) => !matches!(slot.purpose, Some(Discussion | Information)),
            None => record.ask.is_some() || record.decide_by.is_some(),
        }
}

/// Stop rules of a decision in force whose reading lies beyond the bound, from their day on.
fn stops_met(record: &Record, as_of: Date) -> usize {
    let decided = record.decision.as_ref().and_then(|decision| decision.on);
    let beyond = |rule: &&adr::model::KillCriterion| match (&rule.threshold, &rule.now) {
        (Some(KillThreshold::Below(bound, _)), Some((now, _))) => now < bound,
        (Some(KillThreshold::Above(bound, _)), Some((now, _))) => now > bound,
        _ => false,
    };
    let begun = |rule: &&adr::model::KillCriterion| rule.from.or(decided).is_none_or(|from| from <= as_of);
    if record.status() == Some(Status::Accepted) { record.kill.iter().filter(beyond).filter(begun).count() } else { 0 }
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The sentences of paragraphs, one by one, with common spaces.
fn sentences(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs.iter().flat_map(|paragraph| &paragraph.sentences).map(|prose| plain(&prose.plain())).collect()
}

fn prose(text: &Prose) -> String {
    plain(&text.plain())
}

/// All text of a page as data, sentence by sentence: what stands in pieces is one.
fn all_text(page: &impl serde::Serialize) -> Vec<String> {
    fn walk(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(plain(text)),
            serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            serde_json::Value::Object(fields) => match fields.get("pieces").and_then(serde_json::Value::as_array) {
                Some(pieces) => {
                    let texts = pieces.iter().filter_map(|piece| piece["text"].as_str());
                    found.push(plain(&texts.collect::<String>()));
                }
                None => fields.values().for_each(|value| walk(value, found)),
            },
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(page).expect("pages are data"), &mut found);
    found
}

/// Words that no log makes right.
fn check_wording(whole: &Whole, found: &mut Found) {
    const NEVER: [&str; 14] = [
        "from to",
        "Moving 0",
        "NaN",
        " inf ",
        ",,",
        " .",
        "whatever its,",
        "in and ",
        "  ",
        "()",
        "−€0 ",
        "0000000",
        "None,",
        "Some(",
    ];
    let mut texts = whole.board.iter().flat_map(all_text).collect::<Vec<_>>();
    for told in &whole.told {
        texts.extend(all_text(&told.brief));
        texts.extend(all_text(&told.page));
    }
    for text in &texts {
        let wrong = NEVER.iter().any(|wrong| text.contains(wrong)) || has_small_sum(text);
        found.holds("any sentence", !wrong, text);
    }
}

/// `$0.0264m`: a sum in a unit that is too large for it.
fn has_small_sum(text: &str) -> bool {
    text.split([' ', '(', ')', ',', ';']).any(|word| {
        let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches('.');
        let number = digits.trim_end_matches(|c: char| c.is_ascii_lowercase());
        number.starts_with("0.0") && number.len() > 4 && ["k", "m", "bn"].contains(&&digits[number.len()..])
    })
}

fn check_log(nth: u64, log: &logs::Log, found: &mut Found) {
    let toml = SourceFile { path: "book.toml".to_owned(), text: log.book.clone().into(), decoding: None };
    let (book, wrong) = adr::record::book::parse(&toml);
    assert!(wrong.is_empty(), "log {nth}: {wrong:?}\n{}", log.book);
    let files: Vec<(&str, &str)> = log.records.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let as_of = date(2026, 11, 25);
    let settings = Settings { draw_count: 200, ..middle::settings(as_of) };
    let middle = middle::run(&files, &book, &settings);
    let chosen: Vec<Option<usize>> = middle
        .analysis
        .decisions
        .iter()
        .map(|decision| decision.as_ref().and_then(|decision| decision.chosen))
        .collect();
    let due = adr::log::due(&middle.log, &book, as_of, &chosen);
    let input = Input { due: &due, ..middle.input(&book, &settings) };
    let told = middle.log.records.iter().enumerate().map(|(idx, logged)| Told {
        idx,
        record: &logged.record,
        names: OptionName::all(&logged.record),
        figures: middle.analysis.decisions[idx].as_ref().map(|decision| report::figures(logged, decision, &book)),
        brief: report::brief(&input, idx),
        page: report::comparison(&input, idx),
    });
    let whole = Whole {
        book: &book,
        as_of,
        middle: &middle,
        figures: report::whole_figures(&middle.log, &middle.analysis),
        board: report::board(&input),
        agenda: report::agenda(&input),
        due: &due,
        told: told.collect(),
    };
    check_wording(&whole, found);
    boards::check(&whole, found);
    standings::check(&whole, &input, found);
    portfolios::check(&whole, &input, found);
    agendas::check(&whole, found);
    for told in &whole.told {
        briefs::check(&whole, told, found);
        losses::check(&whole, told, found);
        doubts::check(told, found);
        merits::check(&whole, told, found);
        comparisons::check(told, &input, found);
        pictures::check(told, found);
        findings::check(told, found);
    }
}

/// How many days a kind of date is missed or still ahead, for those that are in the list of what falls due.
fn due_of<'a>(whole: &'a Whole, kind: DueKind) -> impl Iterator<Item = &'a Due> {
    whole.due.iter().filter(move |due| due.kind == kind)
}

#[test]
fn no_sentence_of_a_whole_log_contradicts_its_figures() {
    let mut found = Found::default();
    let mut failing = None;
    for nth in 0..LOGS + TIGHT {
        let log = if nth < LOGS { logs::log(nth) } else { tight::log(nth - LOGS) };
        let before = found.faults.len();
        check_log(nth, &log, &mut found);
        if found.faults.len() > before && failing.is_none() {
            failing = Some((nth, log));
        }
    }
    if let Some((nth, log)) = failing {
        let all = found.faults.len();
        // Of each kind the first few.
        let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for fault in &found.faults {
            kinds.entry(fault.split(": ").nth(1).unwrap_or_default()).or_default().push(fault);
        }
        let few = |(_, faults): (&&str, &Vec<&str>)| {
            format!("{}: {}", faults.len(), faults[..faults.len().min(4)].join("\n  "))
        };
        let shown = kinds.iter().map(few).collect::<Vec<_>>().join("\n");
        panic!("{all} sentences do not hold:\n{shown}\nThe first of them in log {nth}:\n{}", log.told());
    }
    let rare: Vec<String> = kinds::KINDS
        .iter()
        .filter(|kind| found.seen.get(**kind).is_none_or(|count| *count < 2))
        .map(|kind| (*kind).to_owned())
        .collect();
    assert!(rare.is_empty(), "hardly seen: {rare:?} of {:#?}", found.seen);
}
