//! What is off course: what passes before the meeting first, then worst first.

use crate::analysis::Portfolio;
use crate::analysis::concentration::Concentration;
use crate::log::{Due, DueKind};
use crate::model::{Currency, Response};
use crate::number::{self, Digits, Money, Spread};
use crate::report::narrate::{
    Prose, Standing, clean, contract_end, contract_notice, of_known_spend, short_name, stop_bound,
};
use crate::report::{Input, link};
use serde::Serialize;

/// How many rows ask for attention at once.
const ROWS: usize = 7;

/// How far ahead a notice date counts as near, in days.
const NEAR_DAYS: i32 = 90;

/// What is off course.
#[derive(Clone, Debug, Serialize)]
pub struct Watch {
    /// The finding.
    pub title: String,
    /// What has no answer yet, in a sentence.
    pub lead: String,
    /// In which order they stand, and how many are left out.
    pub caption: String,
    /// At most seven.
    pub rows: Vec<WatchRow>,
    /// How many pass before the meeting.
    #[serde(skip)]
    pub due_count: usize,
    /// By kind, in the order of the rows.
    #[serde(skip)]
    pub kinds: Vec<Matter>,
    /// Suppliers over the limit say something: several share what at least five decisions in force spend.
    #[serde(skip)]
    pub do_suppliers_count: bool,
}

/// One thing that is off course.
#[derive(Clone, Debug, Serialize)]
pub struct WatchRow {
    /// near or out.
    pub sign: &'static str,
    /// "7 days left", "Outside appetite".
    pub how_far: String,
    /// The decision; `None` for the log as a whole.
    pub title: Option<String>,
    /// Its page.
    pub href: Option<String>,
    /// What stands between the two: a colon, or after a title that ends a sentence only a space.
    pub join: &'static str,
    /// What is off.
    pub what: Prose,
    /// What is done about it; `None` where nobody has said.
    pub response: Option<WatchResponse>,
    /// Who answers; `None` where nobody is named.
    pub who: Option<String>,
    /// What sort of matter it is.
    #[serde(skip)]
    pub kind: Matter,
}

/// What is done about it.
#[derive(Clone, Debug, Serialize)]
pub struct WatchResponse {
    /// What.
    pub what: String,
    /// "Head of Data, by 27 November".
    pub note: Option<String>,
}

/// What sort of matter is off course, in the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A day passes before the meeting.
    BeforeMeeting,
    /// The last day for notice has passed, and the contract's new end is not written down.
    Missed,
    /// A loss lies outside appetite.
    Appetite,
    /// A review is overdue.
    Review,
    /// A step was to be done by now.
    Step,
    /// A stop rule is met.
    Stop,
    /// A stop rule was not checked in time.
    Check,
    /// One supplier gets a larger share than we accept.
    Supplier,
    /// A notice date is near.
    Notice,
}

/// Gathers what is off course; `None` where nothing is.
pub(super) fn watch(input: &Input) -> Option<Watch> {
    // How bad within its sort: the larger, the sooner.
    let mut found: Vec<(Matter, f64, WatchRow)> = Vec::new();
    found.extend(whole_appetite(input));
    found.extend(over_share(input));
    for idx in 0..input.log.records.len() {
        if input.log.is_in_force(idx) {
            found.extend(own_appetite(input, idx));
            found.extend(stops(input, idx));
        }
    }
    for due in input.due {
        found.extend(falls_due(input, due));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let kinds: Vec<Matter> = found.iter().map(|(kind, ..)| *kind).collect();
    let rows: Vec<WatchRow> = found.into_iter().map(|(.., row)| row).collect();
    if rows.is_empty() {
        return None;
    }
    let total = rows.len();
    let silent = rows.iter().filter(|row| row.response.is_none()).count();
    let due_count = kinds.iter().filter(|kind| **kind == Matter::BeforeMeeting).count();
    Some(Watch {
        title: title(total - due_count, due_count),
        lead: lead(total, silent),
        caption: caption(input, total, due_count),
        rows: rows.into_iter().take(ROWS).collect(),
        due_count,
        kinds,
        do_suppliers_count: do_suppliers_count(input),
    })
}

/// A share of little says little: of one supplier, or of fewer than five decisions.
fn do_suppliers_count(input: &Input) -> bool {
    let in_force = (0..input.log.records.len()).filter(|idx| input.log.is_in_force(*idx)).count();
    in_force >= 5 && concentrations(input).any(|(_, found)| found.shares.len() > 1)
}

fn title(off: usize, due: usize) -> String {
    let matters = |count: usize| number::capitalized(&number::count(count, "matter", "matters"));
    let is_are = |count: usize| number::plural(count, "is", "are");
    match (off, due) {
        (off, 0) => format!("{} {} off course", matters(off), is_are(off)),
        (0, due) => format!("{} {} due before the meeting", matters(due), is_are(due)),
        (off, due) => {
            format!("{} {} off course, {} {} due", matters(off), is_are(off), number::count_word(due), is_are(due))
        }
    }
}

fn lead(total: usize, silent: usize) -> String {
    match (total, silent) {
        (1, 0) => "Somebody is on it.".to_owned(),
        (_, 0) => "Somebody is on each of them.".to_owned(),
        (1, _) => "No response is recorded.".to_owned(),
        (total, silent) if total == silent => "No response is recorded for any of them.".to_owned(),
        (_, 1) => "One of them has no response recorded.".to_owned(),
        (_, silent) => {
            format!("{} of them have no response recorded.", number::capitalized(&number::count_word(silent)))
        }
    }
}

fn caption(input: &Input, total: usize, due_count: usize) -> String {
    let order = match input.book.next_meeting.filter(|_| due_count > 0) {
        Some(meeting) => {
            format!("First what passes before the meeting of {}, then worst first.", number::day_and_month(meeting))
        }
        None => "Worst first.".to_owned(),
    };
    if total > ROWS { format!("{order} These are {ROWS} of {total}.") } else { order }
}

fn row(input: &Input, idx: usize, kind: Matter, sign: &'static str, how_far: String, what: Prose) -> WatchRow {
    let logged = &input.log.records[idx];
    let title = short_name(&logged.record);
    let is_sentence = title.ends_with(['?', '!', '.', '…', ':']);
    WatchRow {
        sign,
        how_far,
        href: Some(link::decision(logged)),
        join: if is_sentence { " " } else { ": " },
        what: if is_sentence { capitalized(what) } else { what },
        title: Some(title),
        response: logged.record.response.as_ref().and_then(|response| response_of(input, response)),
        who: logged.record.roles.owner.as_deref().map(clean),
        kind,
    }
}

/// As the beginning of a sentence.
fn capitalized(mut prose: Prose) -> Prose {
    if let Some(first) = prose.pieces.first_mut() {
        first.text = number::capitalized(&first.text);
    }
    prose
}

/// What the book says is done about something that concerns no single record.
fn of_book(input: &Input, is_about: impl Fn(&str) -> bool) -> Option<WatchResponse> {
    let found = input.book.responses.iter().find(|response| is_about(&response.about.to_lowercase()))?;
    response_of(input, &found.response)
}

fn response_of(input: &Input, response: &Response) -> Option<WatchResponse> {
    if response.what.trim().is_empty() {
        return None;
    }
    let by = response.by.map(|by| {
        let day = number::date(by);
        if by < input.as_of { format!("was due {day}") } else { format!("by {day}") }
    });
    let parts: Vec<String> = response.who.as_deref().map(clean).into_iter().chain(by).collect();
    Some(WatchResponse {
        what: number::capitalized(&clean(&response.what)),
        note: (!parts.is_empty()).then(|| parts.join(", ")),
    })
}

fn own_appetite(input: &Input, idx: usize) -> Option<(Matter, f64, WatchRow)> {
    let record = &input.log.records[idx].record;
    let accepted = record.inputs.appetite.as_ref()?.annual_loss?;
    let analysis = input.analysis.decisions.get(idx)?.as_ref()?;
    let loss = analysis.options.get(analysis.chosen?)?.annual_loss?;
    if Standing::of(loss.mean, accepted) != Standing::Outside {
        return None;
    }
    let money = Money::new(analysis.currency.as_ref());
    let what = outside(&money, Spread::mean(&loss), accepted, "accepted for it");
    let row = row(input, idx, Matter::Appetite, "out", "Outside appetite".to_owned(), what);
    Some((Matter::Appetite, loss.mean / accepted, row))
}

fn whole_appetite(input: &Input) -> Option<(Matter, f64, WatchRow)> {
    let accepted = input.book.appetite.annual_loss?;
    let loss = whole_loss(input)?.annual_loss?;
    if Standing::of(loss.mean, accepted) != Standing::Outside {
        return None;
    }
    let money = Money::new(input.book.currency.as_ref());
    let row = WatchRow {
        sign: "out",
        how_far: "Outside appetite".to_owned(),
        title: None,
        href: None,
        join: "",
        what: Prose::of(format!("{}: ", all_we_run(input))).join(outside(
            &money,
            Spread::mean(&loss),
            accepted,
            "accepted as a whole",
        )),
        response: of_book(input, |about| about.contains("appetite") || about.contains("loss")),
        who: None,
        kind: Matter::Appetite,
    };
    Some((Matter::Appetite, loss.mean / accepted, row))
}

/// "Meridian Software gets 54% of what we pay suppliers a year; we accept 50% with one." One row a supplier.
fn over_share<'a>(input: &Input<'a>) -> Vec<(Matter, f64, WatchRow)> {
    let Some(limit) = input.book.appetite.supplier_share else { return Vec::new() };
    let of_portfolio = |portfolio: &'a Portfolio| {
        let shares = portfolio.concentration.iter().flat_map(|found| &found.shares);
        shares.map(|share| (portfolio.currency.as_ref(), share))
    };
    let shares = input.analysis.portfolios.iter().flat_map(of_portfolio);
    let over = shares.filter(|(_, share)| Standing::of(share.share, limit) == Standing::Outside);
    over.map(|(currency, share)| {
        let what = Prose::of(format!("{} gets ", clean(&share.parent)))
            .figure("share", share_in_words(share.share, limit))
            .text(format!("{}; we accept {} with one.", of_known_spend(input, currency), number::percent(limit)));
        // It concerns no single record, unless the book is silent: then whoever spends most there answers.
        let name = share.parent.to_lowercase();
        let record = share.record.map(|idx| &input.log.records[idx].record);
        let row = WatchRow {
            sign: "out",
            how_far: "Over our limit".to_owned(),
            title: None,
            href: None,
            join: "",
            what,
            response: of_book(input, |about| about.contains(&name))
                .or_else(|| record.and_then(|record| response_of(input, record.response.as_ref()?))),
            who: record.and_then(|record| record.roles.owner.as_deref()).map(clean),
            kind: Matter::Supplier,
        };
        (Matter::Supplier, share.share / limit, row)
    })
    .collect()
}

/// "54%", "all", and where rounding would hide on which side of the limit it lies: "just over 50%".
pub(super) fn share_in_words(share: f64, limit: f64) -> String {
    if share >= 1.0 { "all".to_owned() } else { number::percent_over(share, limit) }
}

/// What suppliers get, by currency in which any gets anything.
pub(in crate::report) fn concentrations<'a>(
    input: &Input<'a>,
) -> impl Iterator<Item = (Option<&'a Currency>, &'a Concentration)> {
    let portfolios = input.analysis.portfolios.iter();
    portfolios.filter_map(|portfolio| Some((portfolio.currency.as_ref(), portfolio.concentration.as_ref()?)))
}

/// "What we have decided", in one currency where there are several.
pub(in crate::report) fn all_we_run(input: &Input) -> String {
    match &input.book.currency {
        Some(currency) if input.analysis.portfolios.iter().filter(|one| one.record_count > 0).count() > 1 => {
            format!("What we have decided in {}", currency.code())
        }
        _ => "What we have decided".to_owned(),
    }
}

/// What the log as a whole loses, in the book's currency.
pub(in crate::report) fn whole_loss<'a>(input: &Input<'a>) -> Option<&'a Portfolio> {
    input.analysis.portfolios.iter().find(|portfolio| portfolio.currency.as_ref() == input.book.currency.as_ref())
}

fn outside(money: &Money, loss: Spread, accepted: f64, what: &str) -> Prose {
    let figure = money.against(loss, accepted, Digits::Prose);
    let range = figure.range.map(|range| format!(" ({range})")).unwrap_or_default();
    Prose::of("expected loss ")
        .figure("annual-loss", figure.figure)
        .text(format!(" a year{range}, outside the {} {what}.", money.stated(accepted)))
}

fn stops(input: &Input, idx: usize) -> Vec<(Matter, f64, WatchRow)> {
    let record = &input.log.records[idx].record;
    let met = record.kill.iter().filter(|rule| record.is_met(rule, input.as_of) == Some(true));
    met.filter_map(|rule| {
        let (_, now) = rule.now.as_ref()?;
        let bound = stop_bound(rule.threshold.as_ref()?);
        let what = Prose::of(format!("{}: ", clean(&rule.metric)))
            .figure("kill", clean(now))
            .text(format!("; we said stop {bound}."));
        Some((Matter::Stop, 0.0, row(input, idx, Matter::Stop, "out", "Stop rule met".to_owned(), what)))
    })
    .collect()
}

fn falls_due(input: &Input, due: &Due) -> Option<(Matter, f64, WatchRow)> {
    let record = &input.log.records[due.record_idx].record;
    let is_past = due.days_left < 0;
    let kind = match due.kind {
        DueKind::Notice | DueKind::ContractEnd if due.is_before_meeting => Matter::BeforeMeeting,
        DueKind::Notice | DueKind::ContractEnd if (0..=NEAR_DAYS).contains(&due.days_left) => Matter::Notice,
        DueKind::Notice if is_past => Matter::Missed,
        DueKind::Step if is_past => Matter::Step,
        DueKind::Review if due.is_before_meeting => Matter::BeforeMeeting,
        DueKind::Review if is_past => Matter::Review,
        DueKind::Kill if record.kill.get(due.item_idx)?.is_met().is_none() && due.is_before_meeting => {
            Matter::BeforeMeeting
        }
        DueKind::Kill if record.kill.get(due.item_idx)?.is_met().is_none() && is_past => Matter::Check,
        _ => return None,
    };
    let what = match due.kind {
        DueKind::Notice => notice(input, due)?,
        DueKind::ContractEnd => contract_end(due.on),
        DueKind::Step => {
            let step = record.next.get(due.item_idx)?;
            Prose::of(format!("{} was to be done by {}.", number::quoted(&clean(&step.what)), number::date(due.on)))
        }
        DueKind::Review if is_past => Prose::of(format!("the review was due on {}.", number::date(due.on))),
        DueKind::Review => Prose::of(format!("the review is due on {}.", number::date(due.on))),
        _ => {
            let metric = number::quoted(&clean(&record.kill.get(due.item_idx)?.metric));
            let verb = if is_past { "was" } else { "is" };
            Prose::of(format!("the stop rule {metric} {verb} to be checked by {}.", number::date(due.on)))
        }
    };
    let (sign, how_far) = match due.days_left {
        0 => ("near", "Today".to_owned()),
        days if days > 0 => ("near", format!("{} left", number::days(days))),
        days if kind == Matter::Missed => ("out", format!("Missed {} ago", number::days(-days))),
        days => ("out", format!("{} overdue", number::days(-days))),
    };
    // The sooner or the longer overdue, the worse.
    let weight = f64::from(-due.days_left);
    let mut row = row(input, due.record_idx, kind, sign, how_far, what);
    if due.kind == DueKind::Step {
        row.who = due.who.as_deref().map(clean);
    }
    Some((kind, weight, row))
}

/// What the contract of an option does unless we give notice.
fn notice(input: &Input, due: &Due) -> Option<Prose> {
    let record = &input.log.records[due.record_idx].record;
    let contract = record.options.get(due.item_idx)?.contract.as_ref()?;
    let analysis = input.analysis.decisions.get(due.record_idx).and_then(Option::as_ref);
    let currency = analysis.and_then(|analysis| analysis.currency.as_ref()).or(input.book.currency.as_ref());
    contract_notice(contract, due.on, input.as_of, &Money::new(currency))
}
