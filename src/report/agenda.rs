//! The agenda: what must be decided, what is overdue, which dates come up, worst first.

use crate::log::{BoardList, BoardMatter, Due, DueKind, board_matters};
use crate::model::{KillCriterion, KillThreshold, Record};
use crate::number;
use crate::report::Input;
use crate::report::narrate::{last_day_for_notice, last_day_of_contract};
use schemars::JsonSchema;
use serde::Serialize;

/// How far ahead "soon" reaches, in days.
const SOON_DAYS: i32 = 90;

/// The whole agenda.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Agenda {
    /// The day on which it stands, ISO.
    pub as_of: String,
    /// The same as a title.
    #[serde(skip)]
    pub title: String,
    /// One sentence that counts.
    pub headline: String,
    /// Groups that have something in them, worst first.
    pub groups: Vec<AgendaGroup>,
}

/// Items that are equally urgent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgendaGroup {
    /// Its finding.
    pub title: String,
    /// Which list it is.
    #[serde(skip)]
    pub list: AgendaList,
    /// Its items, by day.
    pub items: Vec<AgendaItem>,
}

/// The lists of an agenda, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaList {
    /// The board decides.
    Decide,
    /// The board decides, and nobody has said when.
    DecideSomeDay,
    /// The board talks about it.
    Discuss,
    /// The board hears of it.
    Inform,
    /// A stop rule is met.
    Met,
    /// Its day has passed.
    Overdue,
    /// Its day comes before the next meeting.
    Before,
    /// Its day is near.
    Soon,
    /// Its day is further off.
    Later,
    /// A draft.
    NotYet,
    /// Proposed, and on no list.
    NotPut,
}

/// One thing to do.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgendaItem {
    /// decision, discussion, information, draft, proposal, notice, contract-end, kill, review, step, response or outcome.
    pub kind: &'static str,
    /// The day, ISO; `None` where nobody has set one.
    pub on: Option<String>,
    /// The day in words.
    pub day: String,
    /// How far off: "9 days overdue", "in 3 days".
    pub distance: String,
    /// Days until then; negative is overdue.
    pub days_left: Option<i32>,
    /// What is to be done.
    pub what: String,
    /// The decision's title.
    pub title: String,
    /// Its number.
    pub number: Option<u64>,
    /// Its page id.
    pub id: String,
    /// Who answers.
    pub who: Option<String>,
    /// Which one of its kind in its record.
    #[serde(skip)]
    pub item_idx: usize,
}

/// What is due on the input's day.
pub fn agenda(input: &Input<'_>) -> Agenda {
    let is_of_board = |due: &&Due| matches!(due.kind, DueKind::Decision | DueKind::Discussion | DueKind::Information);
    let is_stop = |due: &&Due| due.kind == DueKind::Kill && is_met(input, due) == Some(true);
    let rest = |due: &&Due| !is_of_board(due) && !is_stop(due);
    let is_past = |due: &&Due| due.days_left < 0 && !is_settled(input, due);
    let is_near = |due: &&Due| (0..=SOON_DAYS).contains(&due.days_left) && !due.is_before_meeting;
    let met: Vec<&Due> = input.due.iter().filter(is_stop).collect();
    let overdue: Vec<&Due> = input.due.iter().filter(rest).filter(is_past).collect();
    let before: Vec<&Due> = input.due.iter().filter(rest).filter(|due| due.is_before_meeting).collect();
    let soon: Vec<&Due> = input.due.iter().filter(rest).filter(is_near).collect();
    let later: Vec<&Due> = input.due.iter().filter(rest).filter(|due| due.days_left > SOON_DAYS).collect();
    let matters = board_matters(input.log, input.book, input.as_of);
    let on_list = |list: BoardList| matters.iter().filter(move |matter| matter.list == list);
    let board = |list: BoardList| on_list(list).map(|matter| board_item(input, *matter)).collect::<Vec<_>>();
    let (dated, undated): (Vec<_>, Vec<_>) = board(BoardList::Decision).into_iter().partition(|item| item.on.is_some());
    let title = title(dated.len() + undated.len(), &overdue, &met, &before);
    let meeting = input.book.next_meeting.map_or_else(String::new, |day| format!(" of {}", number::date(day)));
    let groups = [
        (AgendaList::Met, "Stop rule met".to_owned(), met),
        (AgendaList::Overdue, "Overdue".to_owned(), overdue),
        (AgendaList::Before, format!("Passes before the meeting{meeting}"), before),
        (AgendaList::Soon, format!("In the next {SOON_DAYS} days"), soon),
        (AgendaList::Later, "Later".to_owned(), later),
    ];
    let mut groups: Vec<AgendaGroup> = groups
        .into_iter()
        .map(|(list, title, dues)| {
            let items = dues.into_iter().map(|due| item(input, due)).collect();
            AgendaGroup { title, list, items }
        })
        .collect();
    let first = [
        (AgendaList::Decide, "To decide", dated),
        (AgendaList::DecideSomeDay, "To decide, no day set", undated),
        (AgendaList::Discuss, "To discuss", board(BoardList::Discussion)),
        (AgendaList::Inform, "For information", board(BoardList::Information)),
    ];
    let last = [
        (AgendaList::NotYet, "Not yet before the board", board(BoardList::NotYet)),
        (AgendaList::NotPut, "Proposed, and not put to the board", board(BoardList::NotPut)),
    ];
    let group = |(list, title, items): (AgendaList, &str, Vec<AgendaItem>)| AgendaGroup {
        title: title.to_owned(),
        list,
        items,
    };
    groups.splice(0..0, first.map(group));
    groups.extend(last.map(group));
    groups.retain(|group| !group.items.is_empty());
    Agenda { as_of: input.as_of.to_string(), headline: format!("{title}."), title, groups }
}

/// A matter before the board, on its day if it has one.
fn board_item(input: &Input<'_>, matter: BoardMatter) -> AgendaItem {
    let (logged, on) = (&input.log.records[matter.record_idx], matter.on);
    let days_left = on.map(|on| input.as_of.until(on).map_or(0, |span| span.get_days()));
    AgendaItem {
        kind: match matter.list {
            BoardList::Decision => "decision",
            BoardList::Discussion => "discussion",
            BoardList::Information => "information",
            BoardList::NotYet => "draft",
            BoardList::NotPut => "proposal",
        },
        on: on.map(|on| on.to_string()),
        day: on.map_or_else(|| "no day set".to_owned(), number::date),
        distance: days_left.map_or_else(String::new, distance),
        days_left,
        what: logged.record.ask.clone().unwrap_or_else(|| to_do(matter.list).to_owned()),
        title: logged.record.title.text.clone(),
        number: logged.record.number,
        id: logged.page_id.clone(),
        who: logged.record.roles.owner.clone(),
        item_idx: 0,
    }
}

/// What is to be done with a matter of which nobody wrote down the ask.
fn to_do(list: BoardList) -> &'static str {
    match list {
        BoardList::Decision => "Decide",
        BoardList::Discussion => "Talk about it",
        BoardList::Information => "Take note",
        BoardList::NotYet => "Propose it, or drop it",
        BoardList::NotPut => "Decide it, or put it to the board",
    }
}

fn title(decide_count: usize, overdue: &[&Due], met: &[&Due], before: &[&Due]) -> String {
    let notices = before.iter().filter(|due| due.kind == DueKind::Notice).count();
    let mut parts = Vec::new();
    if decide_count > 0 {
        parts.push(format!("{} to decide", number::count(decide_count, "matter", "matters")));
    }
    if !met.is_empty() {
        parts.push(format!("{} met", number::count(met.len(), "stop rule", "stop rules")));
    }
    if !overdue.is_empty() {
        parts.push(format!("{} overdue", number::count(overdue.len(), "matter", "matters")));
    }
    if notices > 0 {
        let verb = if notices == 1 { "passes" } else { "pass" };
        parts.push(format!("{} {verb} before the meeting", number::count(notices, "notice date", "notice dates")));
    }
    if parts.is_empty() {
        return "Nothing is overdue and nothing needs a decision".to_owned();
    }
    number::capitalized(&number::listed(&parts))
}

/// What passed and no longer asks for anything: a stop rule that was checked and is not met.
fn is_settled(input: &Input<'_>, due: &Due) -> bool {
    match due.kind {
        DueKind::Kill => is_met(input, due) == Some(false),
        _ => false,
    }
}

fn is_met(input: &Input<'_>, due: &Due) -> Option<bool> {
    record(input, due).is_met(rule(input, due)?, input.as_of)
}

fn rule<'a>(input: &Input<'a>, due: &Due) -> Option<&'a KillCriterion> {
    record(input, due).kill.get(due.item_idx)
}

fn record<'a>(input: &Input<'a>, due: &Due) -> &'a Record {
    &input.log.records[due.record_idx].record
}

fn item(input: &Input<'_>, due: &Due) -> AgendaItem {
    let logged = &input.log.records[due.record_idx];
    AgendaItem {
        kind: match due.kind {
            DueKind::Decision => "decision",
            DueKind::Discussion => "discussion",
            DueKind::Information => "information",
            DueKind::Notice => "notice",
            DueKind::ContractEnd => "contract-end",
            DueKind::Kill => "kill",
            DueKind::Review => "review",
            DueKind::Step => "step",
            DueKind::Response => "response",
            DueKind::Outcome => "outcome",
        },
        on: Some(due.on.to_string()),
        day: number::date(due.on),
        distance: distance(due.days_left),
        days_left: Some(due.days_left),
        what: what(input, due),
        title: logged.record.title.text.clone(),
        number: logged.record.number,
        id: logged.page_id.clone(),
        who: due.who.clone(),
        item_idx: due.item_idx,
    }
}

/// "9 days overdue", "today", "in 3 days".
fn distance(days_left: i32) -> String {
    let days = |count: u32| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
    match days_left {
        0 => "today".to_owned(),
        1.. => format!("in {}", days(days_left.unsigned_abs())),
        _ => format!("{} overdue", days(days_left.unsigned_abs())),
    }
}

fn what(input: &Input<'_>, due: &Due) -> String {
    let record = record(input, due);
    match due.kind {
        // These come from the board's own lists.
        DueKind::Decision | DueKind::Discussion | DueKind::Information => record.ask.clone().unwrap_or_default(),
        DueKind::Review => "Review".to_owned(),
        DueKind::Step => record.next.get(due.item_idx).map_or_else(String::new, |step| step.what.clone()),
        DueKind::Response => record.response.as_ref().map_or_else(String::new, |response| response.what.clone()),
        DueKind::Outcome => record
            .forecasts
            .get(due.item_idx)
            .map_or_else(String::new, |forecast| format!("Record what came of: {}", forecast.what)),
        DueKind::Kill => rule(input, due).map_or_else(String::new, stop_rule),
        DueKind::Notice | DueKind::ContractEnd => contract(input, due),
    }
}

/// "91% matched now, we said stop below 92%".
fn stop_rule(rule: &KillCriterion) -> String {
    let bound = match &rule.threshold {
        Some(KillThreshold::Below(_, written)) => format!("stop below {written}"),
        Some(KillThreshold::Above(_, written)) => format!("stop above {written}"),
        None => "check".to_owned(),
    };
    match &rule.now {
        Some((_, now)) => format!("{}: {now} now, {bound}", rule.metric),
        None => format!("{}: {bound}", rule.metric),
    }
}

fn contract(input: &Input<'_>, due: &Due) -> String {
    let Some(option) = record(input, due).options.get(due.item_idx) else { return String::new() };
    match (due.kind, &option.contract) {
        (_, None) => String::new(),
        (DueKind::ContractEnd, _) => last_day_of_contract(option),
        (_, Some(contract)) => last_day_for_notice(option, contract, input.as_of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_plurals() {
        assert_eq!(distance(-1), "1 day overdue");
        assert_eq!(distance(0), "today");
        assert_eq!(distance(12), "in 12 days");
    }
}
