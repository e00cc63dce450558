//! Sentences on where a decision stands now, which option it takes and who leads.

use crate::analysis::ChosenBy;
use crate::changes::Step;
use crate::model::{Precision, Status};
use crate::number::{self, Spread, capitalized, listed};
use crate::report::changes::naming::{Changed, doing};
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::{Case, clean, short_name};

/// A step in its life.
pub(super) fn step(of: &Changed<'_>, step: Step) -> ChangeItem {
    let Some(case) = &of.after else { return ChangeItem::default() };
    let was = of.before.as_ref().and_then(|case| case.record.status());
    let (kind, mut sentence) = match step {
        Step::Accepted => ("accepted", decided("Accepted", case)),
        Step::Rejected => ("rejected", decided("Rejected", case)),
        Step::Superseded => ("superseded", superseded(case)),
        Step::Deprecated => ("deprecated", "It is no longer in force, and nothing took its place.".to_owned()),
        Step::Proposed => ("proposed", proposed(case)),
        Step::Reopened(from) => ("reopened", format!("It was {from}, and is {} again.", word(case))),
        Step::TakenBack => ("taken-back", "It was proposed, and is a draft again.".to_owned()),
        Step::Drafted => ("added", added(case)),
        Step::Otherwise => ("status", format!("It stands at {} now.", stated(case))),
    };
    // What a reader would not guess.
    let is_turn = matches!(step, Step::Accepted | Step::Rejected);
    if let Some(was @ (Status::Accepted | Status::Rejected | Status::Superseded | Status::Deprecated)) = was
        && is_turn
    {
        sentence.push_str(&format!(" It was {was} before."));
    }
    if of.before.is_none() && step != Step::Drafted {
        sentence.push_str(" It is new in the log.");
    }
    ChangeItem {
        from: was.map(|status| status.to_string()),
        to: case.record.status().map(|status| status.to_string()),
        ..of.item(kind, sentence)
    }
}

fn word(case: &Case<'_>) -> &'static str {
    case.record.status().map_or("without a status", Status::as_str)
}

/// "Accepted on 3 December 2026: buying."
fn decided(verb: &str, case: &Case<'_>) -> String {
    let record = case.record;
    let decision = record.decision.as_ref();
    let exact = record.date.as_ref().filter(|date| date.precision == Precision::Day && !record.is_date_of_writing());
    let day = decision.and_then(|decision| decision.on).or(exact.map(|date| date.date));
    let on = day.map_or_else(String::new, |day| format!(" on {}", number::date(day)));
    let option = stated_option(case).filter(|_| verb == "Accepted");
    let option = option.map_or_else(String::new, |option| format!(": {}", doing(case, option)));
    format!("{verb}{on}{option}.")
}

/// The option that somebody decided or recommends; what merely leads was chosen by nobody.
fn stated_option(case: &Case<'_>) -> Option<usize> {
    case.chosen.filter(|_| matches!(case.chosen_by, ChosenBy::Decision | ChosenBy::Recommendation))
}

/// What took its place.
fn superseded(case: &Case<'_>) -> String {
    let log = case.input.log;
    let names: Vec<String> = log
        .successors(case.idx)
        .map(|idx| &log.records[idx].record)
        .map(|record| match record.number {
            Some(number) => format!("decision {number}, {}", short_name(record)),
            None => short_name(record),
        })
        .collect();
    if names.is_empty() {
        return "It is superseded; nothing says by what.".to_owned();
    }
    format!("It is superseded by {}.", names.join("; "))
}

/// "Proposed: buying, to be decided by 31 January 2027."
fn proposed(case: &Case<'_>) -> String {
    let option = stated_option(case).map_or_else(String::new, |option| format!(": {}", doing(case, option)));
    let by = case.record.decide_by.map_or_else(String::new, |day| format!(", to be decided by {}", number::date(day)));
    format!("Proposed{option}{by}.")
}

fn added(case: &Case<'_>) -> String {
    let owner = case.record.roles.owner.as_deref().map(clean).filter(|owner| !owner.is_empty());
    let owner = owner.map_or_else(String::new, |owner| format!(" {owner} answers for it."));
    match case.record.status() {
        Some(Status::Draft) => format!("New, as a draft.{owner}"),
        None => format!("New, without a status.{owner}"),
        Some(_) => format!("New, with the status {}.{owner}", stated(case)),
    }
}

/// Its status as it calls it itself.
fn stated(case: &Case<'_>) -> String {
    match &case.record.status {
        Some(stated) if stated.status == Status::Other => number::quoted(&clean(&stated.raw)),
        Some(stated) => stated.status.to_string(),
        None => "no status".to_owned(),
    }
}

/// It left the log.
pub(super) fn removed(of: &Changed<'_>) -> ChangeItem {
    let Some(case) = &of.before else { return ChangeItem::default() };
    let was = case.record.status.as_ref().map(|_| stated(case));
    let sentence = match &was {
        Some(was) => format!("It is no longer in the log; it was {was}."),
        None => "It is no longer in the log.".to_owned(),
    };
    ChangeItem { from: was, ..of.item("removed", sentence) }
}

/// Another option is decided or recommended.
pub(super) fn choice(of: &Changed<'_>, was: usize, is: usize) -> ChangeItem {
    let (Some(before), Some(after)) = (&of.before, &of.after) else { return ChangeItem::default() };
    let verb = |case: &Case<'_>| {
        let is_decided = case.record.decision.as_ref().is_some_and(|decision| decision.option.is_some());
        if is_decided { "chosen" } else { "recommended" }
    };
    let (from, to) = (doing(before, was), doing(after, is));
    let sentence = match (verb(before), verb(after)) {
        (was, is) if was == is => format!("{} is {is} now; it was {from}.", capitalized(&to)),
        (was, is) => format!("{} is {is}; {from} was {was}.", capitalized(&to)),
    };
    let (from, to) = (before.record.option_name(was).to_owned(), after.record.option_name(is).to_owned());
    ChangeItem { from: Some(from), to: Some(to), ..of.item("choice", sentence) }
}

/// Another option leads.
pub(super) fn leader(of: &Changed<'_>, was: Option<usize>, is: Option<usize>) -> ChangeItem {
    let (Some(before), Some(after)) = (&of.before, &of.after) else { return ChangeItem::default() };
    let at = |case: &Case<'_>, option: usize| {
        let total = case.result(option).and_then(|result| result.total);
        total.map_or_else(String::new, |total| format!(" at {} of 100", number::score(Spread::mean(&total)).line()))
    };
    let leads =
        |case: &Case<'_>, option: usize, verb: &str| format!("{} {verb}{}", doing(case, option), at(case, option));
    let sentence = match (was, is, before.analysis, after.analysis) {
        (_, Some(is), None, _) => format!("It has figures now: {}.", leads(after, is, "leads")),
        (_, None, None, _) => "It has figures now, and nobody leads.".to_owned(),
        (Some(was), _, _, None) => format!("It has no figures any more; {} before.", leads(before, was, "led")),
        (None, _, _, None) => "It has no figures any more.".to_owned(),
        (Some(was), Some(is), ..) => {
            format!("{} now; {}.", capitalized(&leads(after, is, "leads")), leads(before, was, "led"))
        }
        (Some(was), None, ..) => format!("Nobody leads now; {}.", leads(before, was, "led")),
        (None, Some(is), ..) => format!("{} now; nobody led.", capitalized(&leads(after, is, "leads"))),
        (None, None, ..) => "Nobody leads.".to_owned(),
    };
    ChangeItem {
        from: was.map(|was| before.record.option_name(was).to_owned()),
        to: is.map(|is| after.record.option_name(is).to_owned()),
        ..of.item("leader", sentence)
    }
}

/// Options that came or went.
pub(super) fn options(of: &Changed<'_>, came: &[usize], went: &[usize]) -> Vec<ChangeItem> {
    let told = |case: &Option<Case<'_>>, options: &[usize], kind, words: [&str; 2]| {
        let case = case.as_ref().filter(|_| !options.is_empty())?;
        let names: Vec<String> = options.iter().map(|option| doing(case, *option)).collect();
        let words = words[usize::from(options.len() > 1)];
        let keys: Vec<&str> = options.iter().map(|option| case.record.option_name(*option)).collect();
        Some(ChangeItem { of: Some(keys.join(", ")), ..of.item(kind, format!("{words}: {}.", listed(&names))) })
    };
    let came = told(&of.after, came, "option-added", ["A new option", "New options"]);
    let went = told(&of.before, went, "option-removed", ["No option any more", "No options any more"]);
    came.into_iter().chain(went).collect()
}
