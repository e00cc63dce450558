//! What waits for a decision: one row each, cash on one shared scale.

use super::afford::{self, FitLine};
use super::budget_year::{BudgetYear, budget_year};
use crate::analysis::Summary;
use crate::log::{BoardList, BoardMatter};
use crate::model::{Currency, Record};
use crate::number::{self, Digits, Figure, Money, MoneyColumn, Spread};
use crate::report::brief::turning_back;
use crate::report::decisions::chosen_sourcing;
use crate::report::narrate::{Case, OptionName, Prose, clean, is_plural, question, short_name, with_article};
use crate::report::{Axis, Bar, Day, Input, Mark, link};
use jiff::civil::Date;
use serde::Serialize;

/// What is before the board: what it decides first.
#[derive(Clone, Debug, Serialize)]
pub struct Decide {
    /// The finding.
    pub title: String,
    /// What the bars mean; `None` where there are none.
    pub caption: Option<String>,
    /// The scale of the bars.
    pub axis: Option<Axis>,
    /// Some row has a limit.
    pub has_limits: bool,
    /// How many columns the table has.
    pub columns: usize,
    /// Asks first, then what is discussed or told.
    pub groups: Vec<AskGroup>,
    /// What fits, in short.
    pub fits: &'static str,
    /// What fits budgets and people, and what putting off costs; at most three.
    pub lines: Vec<FitLine>,
    /// The year that the asks overrun, or the first that has a budget, part by part.
    pub year: Option<BudgetYear>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct AskGroup {
    /// "For decision on 20 December".
    pub title: String,
    /// The board is asked; only these are counted and summed.
    pub is_asked: bool,
    /// The list in the words of a sentence: "for decision".
    #[serde(skip)]
    pub list: &'static str,
    /// By day.
    pub rows: Vec<AskRow>,
}

impl Decide {
    /// What the board is asked to decide, by day.
    pub fn asks(&self) -> impl Iterator<Item = &AskRow> {
        self.groups.iter().filter(|group| group.is_asked).flat_map(|group| &group.rows)
    }

    /// "two are for discussion", of what stands below the asks.
    pub(super) fn also(&self) -> Vec<String> {
        let is_are = |count: usize| number::plural(count, "is", "are");
        let others = self.groups.iter().filter(|group| !group.is_asked);
        others
            .map(|group| {
                let count = group.rows.len();
                format!("{} {} {}", number::count_word(count), is_are(count), group.list)
            })
            .collect()
    }
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
    /// Its short name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it asks, where its name does not say it.
    pub question: Option<String>,
    /// "meeting of 15 December 2026".
    pub note: Option<String>,
}

/// One decision that is before the board.
#[derive(Clone, Debug, Serialize)]
pub struct AskRow {
    /// "Card payments".
    pub name: String,
    /// Its brief, or where there is none its record.
    pub href: String,
    /// How the option asked for gets what is needed.
    pub sourcing: Option<Mark>,
    /// That option's name, where its sourcing does not say it: "Corvane".
    pub option: Option<String>,
    /// The ask as written, else its question, where its name does not say it.
    pub question: Option<String>,
    /// Its range on the shared scale.
    pub bar: Option<Bar>,
    /// Cash over its life.
    pub cash: Option<Figure>,
    /// The limit that is asked for.
    pub limit: Option<String>,
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
    /// "the CEO decides", where that is not what the head of its group says.
    pub decides: Option<String>,
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

/// The lists that the board has before it.
const LISTS: [BoardList; 3] = [BoardList::Decision, BoardList::Discussion, BoardList::Information];

/// What is before the board; `None` where nothing is.
pub(super) fn decide(input: &Input, matters: &[BoardMatter]) -> Option<Decide> {
    // A plain record that nobody asks the board about is the engineers' own.
    let is_shown = |matter: &&BoardMatter| {
        matter.list == BoardList::Decision || input.log.records[matter.record_idx].record.has_brief()
    };
    let before: Vec<&BoardMatter> =
        matters.iter().filter(|matter| LISTS.contains(&matter.list)).filter(is_shown).collect();
    if before.is_empty() {
        return None;
    }
    let scale = Scale::of(input, &before);
    let rows = |pick: &dyn Fn(&BoardMatter) -> bool| -> Vec<AskRow> {
        before.iter().filter(|matter| pick(matter)).map(|matter| row(input, matter, &scale)).collect()
    };
    let next = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of);
    let is_next = |matter: &BoardMatter| matter.meeting.is_some() && matter.meeting == next;
    let is = |list: BoardList| move |matter: &BoardMatter| matter.list == list;
    let on = next.map_or_else(String::new, |day| format!(" on {}", number::day_and_month(day)));
    let to_decide = "for decision";
    let now = rows(&|matter| is(BoardList::Decision)(matter) && is_next(matter));
    let later = rows(&|matter| is(BoardList::Decision)(matter) && !is_next(matter));
    let when = if now.is_empty() { "" } else { " later" };
    let groups = [
        group(to_decide, &on, true, now),
        group(to_decide, when, true, later),
        group("for discussion", "", false, rows(&is(BoardList::Discussion))),
        group("for information", "", false, rows(&is(BoardList::Information))),
    ];
    let groups: Vec<AskGroup> = groups.into_iter().flatten().collect();
    let all = || groups.iter().flat_map(|group| &group.rows);
    let has_limits = all().any(|row| row.limit.is_some());
    let caption = scale.axis.as_ref().map(|_| {
        let limit = if has_limits { " Dashed: the most asked for." } else { "" };
        format!("Cash over each decision’s life. Thick bar: holds nine times in ten. Tick: middle.{limit}")
    });
    let asks: Vec<&AskRow> = groups.iter().filter(|group| group.is_asked).flat_map(|group| &group.rows).collect();
    let title = title(input, &asks, groups.iter().map(|group| group.rows.len()).sum::<usize>() - asks.len());
    let lines = afford::lines(input);
    Some(Decide {
        title,
        caption,
        columns: 4 + usize::from(scale.axis.is_some()) + usize::from(has_limits),
        axis: scale.axis,
        has_limits,
        groups,
        fits: afford::finding(&lines),
        lines,
        year: budget_year(input),
    })
}

/// What one column of cash is printed and drawn on.
struct Scale {
    /// Of the currency that most rows share, those that are asked for before the others.
    #[expect(clippy::option_option, reason = "no currency stated and no cost at all are two things")]
    currency: Option<Option<Currency>>,
    axis: Option<Axis>,
    column: MoneyColumn,
    money: Money,
}

impl Scale {
    fn of(input: &Input, matters: &[&BoardMatter]) -> Self {
        let cash: Vec<_> = matters.iter().filter_map(|matter| asked_cash(input, matter.record_idx)).collect();
        // Matters are sorted by list, so that the first are asked for.
        let currency = cash.first().map(|(_, currency)| currency.cloned());
        let money = Money::new(currency.as_ref().and_then(Option::as_ref));
        let is_ours = |own: Option<&Currency>| currency.as_ref().is_some_and(|shared| shared.as_ref() == own);
        let spreads: Vec<Spread> =
            cash.iter().filter(|(_, own)| is_ours(*own)).map(|(cash, _)| Spread::median(cash)).collect();
        let limits = matters.iter().filter_map(|matter| {
            let own = asked_cash(input, matter.record_idx)?.1;
            input.log.records[matter.record_idx].record.limit.filter(|_| is_ours(own))
        });
        let ends = spreads.iter().flat_map(|spread| [spread.low, spread.high]);
        let axis = Axis::money(&money, ends.chain(limits));
        Self { axis, column: money.column(spreads), currency, money }
    }

    /// The figure of a matter's cash, and its place on the scale; figures of another currency have none.
    fn place(&self, cash: Option<(&Summary, Option<&Currency>)>, limit: Option<f64>) -> (Option<Figure>, Option<Bar>) {
        let Some((cash, own)) = cash else { return (None, None) };
        let spread = Spread::median(cash);
        if self.currency.as_ref().is_none_or(|shared| shared.as_ref() != own) {
            return (Some(Money::new(own).estimate(spread, Digits::Table)), None);
        }
        let bar = self
            .axis
            .as_ref()
            .map(|axis| Bar { own_limit: limit.map(|limit| axis.at(limit)), ..axis.range(spread, None).stemmed() });
        (Some(self.column.figure(spread, Digits::Table)), bar)
    }
}

/// Rows under one head, which says who decides where that is the same for all; `None` without rows.
fn group(list: &'static str, when: &str, is_asked: bool, mut rows: Vec<AskRow>) -> Option<AskGroup> {
    let first = rows.first()?.decides.clone();
    let title = format!("{}{when}", number::capitalized(list));
    let title = match first.filter(|first| rows.iter().all(|row| row.decides.as_ref() == Some(first))) {
        Some(who) if !is_asked => {
            for row in &mut rows {
                row.decides = None;
            }
            format!("{title}: {who}")
        }
        _ => title,
    };
    Some(AskGroup { title, is_asked, list, rows })
}

/// What stands on none of the board's lists yet.
pub(super) fn others(input: &Input, matters: &[BoardMatter]) -> Vec<OtherList> {
    let lists =
        [(BoardList::NotYet, "Not yet before the board"), (BoardList::NotPut, "Proposed, and not put to the board")];
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
    let on = matter.on.map(|on| {
        let at = if matter.meeting == Some(on) { "meeting of" } else { "by" };
        format!("{at} {}", number::date(on))
    });
    OtherMatter {
        title: short_name(&logged.record),
        href: link::decision(logged),
        question: question(&logged.record),
        note: on,
    }
}

/// "the CEO decides", of what the board only hears of.
fn decides(record: &Record, list: BoardList) -> Option<String> {
    let who = record.roles.decision_makers.as_slice();
    let first = who.first().filter(|_| list == BoardList::Information)?;
    let verb = if who.len() > 1 || is_plural(first) { "decide" } else { "decides" };
    let who: Vec<String> = who.iter().map(|role| with_article(role)).collect();
    Some(format!("{} {verb}", number::listed(&who)))
}

fn row(input: &Input, matter: &BoardMatter, scale: &Scale) -> AskRow {
    let BoardMatter { record_idx: idx, meeting, on, list } = *matter;
    let logged = &input.log.records[idx];
    let record = &logged.record;
    let limit = record.limit.filter(|limit| *limit > 0.0);
    let (cash, bar) = scale.place(asked_cash(input, idx), limit);
    let sourcing = chosen_sourcing(input, idx);
    let door = Some(turning_back(&Case::new(input, idx))).filter(|door| !door.is_gap);
    let is_overdue = on.is_some_and(|on| on < input.as_of);
    let day_note =
        on.filter(|_| is_overdue).map(|on| format!("{} overdue", number::days(days_between(on, input.as_of))));
    let chosen = input.analysis.decisions.get(idx).and_then(|analysis| analysis.as_ref()?.chosen);
    let option = chosen.and_then(|chosen| OptionName::all(record).into_iter().nth(chosen));
    let money = asked_cash(input, idx).map_or_else(|| scale.money.clone(), |(_, own)| Money::new(own));
    AskRow {
        name: short_name(record),
        href: link::decision(logged),
        sourcing: sourcing.map(Mark::of),
        option: option.map(|name| name.title),
        question: record.ask.as_deref().map(clean).filter(|ask| !ask.is_empty()).or_else(|| question(record)),
        bar: bar.map(|bar| bar.hued(sourcing)),
        cash,
        limit: limit.map(|limit| money.stated(limit)),
        door_note: door.as_ref().and_then(|door| door.note.as_ref()).map(Prose::plain),
        door: door.map(|door| door.text),
        day: on.map(Day::short),
        day_note,
        is_overdue,
        decides: decides(record, list),
        record_idx: idx,
        on,
        meeting,
    }
}

/// Whole days from one day to a later one.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// "Three decisions wait, two of them for the meeting of 15 December; two matters are to be discussed".
fn title(input: &Input, asks: &[&AskRow], others: usize) -> String {
    let count = asks.len();
    if count == 0 {
        let verb = number::plural(others, "is", "are");
        return format!(
            "Nothing is to be decided; {} {verb} told or discussed",
            number::count(others, "matter", "matters")
        );
    }
    let waiting = format!(
        "{} {}",
        number::capitalized(&number::count(count, "decision", "decisions")),
        number::plural(count, "waits", "wait")
    );
    let overdue = asks.iter().filter(|row| row.is_overdue).count();
    if overdue > 0 {
        let which = if overdue == count { "all".to_owned() } else { number::count_word(overdue) };
        return match (count, overdue) {
            (1, _) => format!("{waiting}, and its day has passed"),
            _ => format!("{waiting}; the day of {which} has passed"),
        };
    }
    let Some(meeting) = input.book.next_meeting.filter(|meeting| *meeting >= input.as_of) else { return waiting };
    let for_meeting = asks.iter().filter(|row| row.meeting == Some(meeting)).count();
    let day = number::day_and_month(meeting);
    match (count, for_meeting) {
        (_, 0) => waiting,
        (1, _) => format!("{waiting} for the meeting of {day}"),
        (count, those) if count == those => format!("{waiting} for the meeting of {day}"),
        (_, those) => format!("{waiting}, {} of them for the meeting of {day}", number::count_word(those)),
    }
}
