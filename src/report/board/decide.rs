//! What waits for a decision: one row each, cash on one shared scale.

use super::afford;
use crate::analysis::Summary;
use crate::log::{BoardList, BoardMatter};
use crate::model::Currency;
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::decisions::chosen_sourcing;
use crate::report::narrate::{Prose, clean, is_plural, with_article};
use crate::report::{Axis, Bar, Day, Input, Mark, label, link};
use jiff::civil::Date;
use serde::Serialize;

/// What needs a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Decide {
    /// The finding.
    pub title: String,
    /// What the bars mean; `None` where there are none.
    pub caption: Option<String>,
    /// The scale of the bars.
    pub axis: Option<Axis>,
    /// By day.
    pub rows: Vec<AskRow>,
    /// What fits budgets and people, and what putting off costs; at most three.
    pub lines: Vec<Prose>,
}

/// A list of matters that the board does not decide now: they are never counted or summed among the asks.
#[derive(Clone, Debug, Serialize)]
pub struct OtherList {
    /// "For discussion".
    pub title: &'static str,
    /// By day.
    pub items: Vec<OtherMatter>,
}

/// A matter on one of these lists.
#[derive(Clone, Debug, Serialize)]
pub struct OtherMatter {
    /// The record's.
    pub title: String,
    /// Its page.
    pub href: String,
    /// "Decision 12".
    pub label: Option<String>,
    /// "meeting of 15 December 2026; the CEO decides".
    pub note: Option<String>,
}

/// One decision that is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct AskRow {
    /// The ask, verb first.
    pub ask: String,
    /// Its brief.
    pub href: String,
    /// How the option asked for gets what is needed.
    pub sourcing: Option<Mark>,
    /// "Decision 12".
    pub label: Option<String>,
    /// Its range on the shared scale.
    pub bar: Option<Bar>,
    /// Cash over its life.
    pub cash: Option<Figure>,
    /// "At a cost"; `None` where nobody has said.
    pub door: Option<String>,
    /// "9 months, £0.3m".
    pub door_note: Option<String>,
    /// By when.
    pub day: Option<Day>,
    /// "12 days overdue".
    pub day_note: Option<String>,
    /// The day has passed.
    pub is_overdue: bool,
    /// The record.
    #[serde(skip)]
    pub record_idx: usize,
    /// The day itself.
    #[serde(skip)]
    pub on: Option<Date>,
    /// The meeting that it is for.
    #[serde(skip)]
    pub meeting: Option<Date>,
}

/// Cash of the option that a decision asks for, with its currency.
pub(super) fn asked_cash<'a>(input: &'a Input, idx: usize) -> Option<(&'a Summary, Option<&'a Currency>)> {
    let analysis = input.analysis.decisions.get(idx)?.as_ref()?;
    let cash = analysis.options.get(analysis.chosen?)?.cash.as_ref()?;
    Some((cash, analysis.currency.as_ref()))
}

/// What the board is asked to decide.
pub(super) fn decide(input: &Input, matters: &[BoardMatter]) -> Option<Decide> {
    let waiting: Vec<&BoardMatter> = matters.iter().filter(|matter| matter.list == BoardList::Decision).collect();
    if waiting.is_empty() {
        return None;
    }
    let cash: Vec<_> = waiting.iter().map(|matter| asked_cash(input, matter.record_idx)).collect();
    let currency = shared_currency(&cash);
    let money = Money::new(currency.flatten());
    let spreads = || cash.iter().flatten().map(|(cash, _)| Spread::median(cash));
    let axis = currency.and_then(|_| Axis::money(&money, spreads().flat_map(|spread| [spread.low, spread.high])));
    let column = money.column(spreads());
    let rows: Vec<AskRow> = waiting
        .iter()
        .zip(&cash)
        .map(|(matter, cash)| {
            let spread = cash.as_ref().map(|(cash, _)| Spread::median(cash));
            let figure = match (spread, cash, currency) {
                (Some(spread), _, Some(_)) => Some(column.figure(spread, Digits::Table)),
                (Some(spread), Some((_, own)), None) => Some(Money::new(*own).estimate(spread, Digits::Table)),
                _ => None,
            };
            let bar = axis.as_ref().zip(spread).map(|(axis, spread)| axis.range(spread, None));
            row(input, matter, figure, bar)
        })
        .collect();
    let caption = axis.as_ref().map(|axis| {
        format!(
            "Cash over each decision’s life, on a scale from {} to {}. Bar: holds nine times in ten. Tick: middle.",
            axis.low_label, axis.high_label
        )
    });
    Some(Decide { title: title(input, &rows), caption, axis, rows, lines: afford::lines(input) })
}

/// What stands on the board's other lists: to talk about, to hear of, and not yet before it.
pub(super) fn others(input: &Input, matters: &[BoardMatter]) -> Vec<OtherList> {
    let lists = [
        (BoardList::Discussion, "For discussion"),
        (BoardList::Information, "For information"),
        (BoardList::NotYet, "Not yet before the board"),
        (BoardList::NotPut, "Proposed, and not put to the board"),
    ];
    // A plain record that nobody puts to the board is the engineers' own.
    let is_paper = |matter: &&BoardMatter| input.log.records[matter.record_idx].record.has_brief();
    let list = |(list, title): (BoardList, &'static str)| {
        let of_list = matters.iter().filter(|matter| matter.list == list).filter(is_paper);
        let items = of_list.map(|matter| other(input, matter));
        OtherList { title, items: items.collect() }
    };
    lists.into_iter().map(list).filter(|list| !list.items.is_empty()).collect()
}

fn other(input: &Input, matter: &BoardMatter) -> OtherMatter {
    let logged = &input.log.records[matter.record_idx];
    let who = logged.record.roles.decision_makers.as_slice();
    let decides = (matter.list == BoardList::Information && !who.is_empty()).then(|| {
        let verb = if who.len() > 1 || is_plural(&who[0]) { "decide" } else { "decides" };
        let who: Vec<String> = who.iter().map(|role| with_article(role)).collect();
        format!("{} {verb}", number::listed(&who))
    });
    let on = matter.on.map(|on| {
        let at = if matter.meeting == Some(on) { "meeting of" } else { "by" };
        format!("{at} {}", number::date(on))
    });
    let notes: Vec<String> = on.into_iter().chain(decides).collect();
    OtherMatter {
        title: clean(&logged.record.title.text),
        href: link::decision(logged),
        label: label(logged),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    }
}

/// The one currency of all rows with cash; `None` where there are several.
#[expect(clippy::option_option, reason = "no currency stated and several currencies are two things")]
fn shared_currency<'a>(cash: &[Option<(&'a Summary, Option<&'a Currency>)>]) -> Option<Option<&'a Currency>> {
    let mut currencies = cash.iter().flatten().map(|(_, currency)| *currency);
    let first = currencies.next()?;
    currencies.all(|other| other == first).then_some(first)
}

fn row(input: &Input, matter: &BoardMatter, cash: Option<Figure>, bar: Option<Bar>) -> AskRow {
    let BoardMatter { record_idx: idx, meeting, on, .. } = *matter;
    let logged = &input.log.records[idx];
    let record = &logged.record;
    let brief = crate::report::brief(input, idx);
    let ask = match &record.ask {
        Some(ask) => number::capitalized(clean(ask).trim_end_matches('.')),
        None if record.options.is_empty() => clean(&record.title.text),
        None => brief.ask.undated.clone(),
    };
    let door = brief.ask.facts.first().filter(|fact| !fact.is_gap);
    let is_overdue = on.is_some_and(|on| on < input.as_of);
    let day_note =
        on.filter(|_| is_overdue).map(|on| format!("{} overdue", number::days(days_between(on, input.as_of))));
    AskRow {
        ask,
        href: link::brief(logged),
        sourcing: chosen_sourcing(input, idx).map(Mark::of),
        label: label(logged),
        bar,
        cash,
        door: door.map(|fact| fact.text.clone()),
        door_note: door.and_then(|fact| fact.note.as_ref()).map(Prose::plain),
        day: on.map(Day::of),
        day_note,
        is_overdue,
        record_idx: idx,
        on,
        meeting,
    }
}

/// Whole days from one day to a later one.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// "Three decisions wait, two of them for the meeting of 15 December".
fn title(input: &Input, rows: &[AskRow]) -> String {
    let count = rows.len();
    let waiting = format!(
        "{} {}",
        number::capitalized(&number::count(count, "decision", "decisions")),
        number::plural(count, "waits", "wait")
    );
    let overdue = rows.iter().filter(|row| row.is_overdue).count();
    if overdue > 0 {
        let which = if overdue == count { "all".to_owned() } else { number::count_word(overdue) };
        return match (count, overdue) {
            (1, _) => format!("{waiting}, and its day has passed"),
            _ => format!("{waiting}; the day of {which} has passed"),
        };
    }
    let Some(meeting) = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of) else { return waiting };
    let for_meeting = rows.iter().filter(|row| row.meeting == Some(meeting)).count();
    let day = number::day_and_month(meeting);
    match (count, for_meeting) {
        (_, 0) => waiting,
        (1, _) => format!("{waiting} for the meeting of {day}"),
        (count, those) if count == those => format!("{waiting} for the meeting of {day}"),
        (_, those) => format!("{waiting}, {} of them for the meeting of {day}", number::count_word(those)),
    }
}
