//! One use of AI in full: can it be stopped, who answers, what it does, what it may see, how it was tested.

use super::uses::{Standing, Use, more, said};
use crate::model::{ApprovedBy, Stage, Status};
use crate::number;
use crate::report::cost::distance;
use crate::report::decisions::{Mark, State};
use crate::report::exhibits::DecisionLink;
use crate::report::narrate::{clean, short_name, with_article};
use crate::report::{Input, label};
use jiff::civil::Date;
use serde::Serialize;

/// How many tests and incidents a use names.
const NAMED: usize = 4;

/// One use of AI.
#[derive(Clone, Debug, Serialize)]
pub struct UseBlock {
    /// Its place on the page.
    pub id: String,
    /// The finding.
    pub title: String,
    /// "Live; approved on 13 June 2026".
    pub stage: String,
    /// What a board asks first.
    pub facts: Vec<UseFact>,
    /// The rest.
    pub pairs: Vec<UsePair>,
    /// The decision behind it.
    pub decision: DecisionLink,
    /// "Decision 8".
    pub number: Option<String>,
}

/// What a board asks first.
#[derive(Clone, Debug, Serialize)]
pub struct UseFact {
    /// "Can be stopped in".
    pub term: &'static str,
    /// "15 minutes"; `None` where nobody has said.
    pub text: Option<String>,
    /// "Head of Customer Care".
    pub note: Option<String>,
}

/// A term and what is said of it.
#[derive(Clone, Debug, Serialize)]
pub struct UsePair {
    /// "For whom".
    pub term: &'static str,
    /// How the chosen option gets what is needed.
    pub mark: Option<Mark>,
    /// The answer; `None` where nobody has given one.
    pub text: Option<String>,
}

/// An idea that waits, or a use that has ended.
#[derive(Clone, Debug, Serialize)]
pub struct IdeaRow {
    /// Which decision.
    pub decision: DecisionLink,
    /// What it would do, or did.
    pub does: Option<String>,
    /// What it waits for, or how it ended.
    pub says: Option<String>,
    /// Who answers.
    pub owner: Option<String>,
}

/// How far a use is, as a shape and a word.
pub(super) fn state(one: &Use) -> State {
    let (shape, class, word) = match (one.stage, one.standing) {
        (_, Standing::Ended) => ("ended", "e", "Stopped"),
        (Some(Stage::Live), _) => ("good", "a", "Live"),
        (Some(Stage::Pilot), _) => ("good", "a", "Pilot"),
        (Some(Stage::Idea), _) => ("ended", "e", "Idea, waits"),
        (Some(_), _) => ("wait", "p", "Experiment"),
        (None, Standing::Live) => ("good", "a", "In force"),
        (None, _) => ("wait", "p", "Proposed"),
    };
    State { shape: Some(shape), class, word: word.to_owned() }
}

/// Tells one use in full.
pub(super) fn of(input: &Input, one: &Use) -> UseBlock {
    UseBlock {
        id: id(one),
        title: title(one),
        stage: stage(one),
        facts: facts(input, one),
        pairs: pairs(input, one),
        decision: DecisionLink::of(input, one.idx),
        number: label(one.logged),
    }
}

/// Its place on the page. Page ids are unique in a log and hold nothing that an address could not.
pub(super) fn id(one: &Use) -> String {
    format!("use-{}", one.idx + 1)
}

/// "Support assistant: the Head of Customer Care can stop it within 15 minutes".
fn title(one: &Use) -> String {
    let name = short_name(&one.logged.record);
    let gap = match (one.is_classified(), one.is_approved()) {
        (false, false) => Some("nobody has classified or approved it"),
        (false, true) => Some("nobody has said its risk class"),
        (true, false) => Some("nobody has approved it"),
        (true, true) => None,
    };
    let text = match gap {
        Some(gap) => gap.to_owned(),
        None => stop_clause(one),
    };
    format!("{name}: {text}")
}

/// "the Head of Customer Care can stop it within 15 minutes".
pub(super) fn stop_clause(one: &Use) -> String {
    match one.stop() {
        (Some(who), Some(within)) => format!("{} can stop it within {within}", with_article(&who)),
        (Some(who), None) => format!("{} can stop it", with_article(&who)),
        (None, _) => "nobody is named who can stop it".to_owned(),
    }
}

fn stage(one: &Use) -> String {
    let waits_for = said(one.ai.waits_for.as_deref()).or_else(|| said(one.logged.record.waits_for.as_deref()));
    match waits_for {
        Some(what) => format!("{}; waits for: {what}", state(one).word),
        None => state(one).word,
    }
}

fn facts(input: &Input, one: &Use) -> Vec<UseFact> {
    let record = &one.logged.record;
    let (who, within) = one.stop();
    let last = one.ai.incidents.iter().filter_map(|incident| incident.on).max();
    let day = |term, day: Option<Date>, note: Option<String>| UseFact {
        term,
        text: day.map(number::date_short),
        note: day.map(|day| distance(input.as_of.until(day).map_or(0, |span| span.get_days()))).or(note),
    };
    let next = match (record.is_open(), record.decide_by) {
        (true, Some(by)) => day("Decide by", Some(by), None),
        _ => day("Next review", record.review_by, None),
    };
    vec![
        UseFact {
            term: "Can be stopped in",
            text: within,
            note: Some(who.unwrap_or_else(|| "nobody named".to_owned())),
        },
        UseFact { term: "Answers for it", text: record.roles.owner.as_deref().map(clean), note: None },
        UseFact {
            term: "Class",
            text: said(one.ai.class.as_deref()).map(|class| number::capitalized(&class)),
            note: said(one.ai.classified_by.as_deref()),
        },
        UseFact {
            term: "Incidents",
            text: Some(match one.ai.incidents.len() {
                0 => "none noted".to_owned(),
                count => number::whole(count as f64),
            }),
            note: last.map(|day| format!("last on {}", number::date_short(day))),
        },
        next,
    ]
}

fn pairs(input: &Input, one: &Use) -> Vec<UsePair> {
    let ai = one.ai;
    let pair = |term, text: Option<String>| UsePair { term, mark: None, text };
    let mut pairs = vec![pair("It does", said(ai.purpose.as_deref())), supplier(input, one)];
    pairs.push(pair("For whom", said(ai.affects.as_deref())));
    pairs.push(pair("A person sees", said(ai.human_review.as_deref())));
    pairs.push(pair("Personal data", personal_data(one)));
    pairs.push(pair("Tested", tests(one)));
    if !ai.incidents.is_empty() {
        pairs.push(pair("Went wrong", Some(incidents(one))));
    }
    pairs.push(pair("If it is wrong", said(ai.if_wrong.as_deref())));
    pairs.push(pair("Approved", ai.approved.as_ref().map(approved)));
    pairs
}

/// "Buy from Parleyworks; on a model that it rents".
fn supplier(input: &Input, one: &Use) -> UsePair {
    let analysis = input.analysis.decisions.get(one.idx).and_then(Option::as_ref);
    let chosen = analysis.and_then(|analysis| one.logged.record.options.get(analysis.chosen?));
    let name = chosen.and_then(|option| option.supplier.as_ref()).and_then(|supplier| said(Some(&supplier.name)));
    let mark = chosen.and_then(|option| option.sourcing).map(Mark::of);
    let from = name.map(|name| if mark.is_some() { format!("from {name}") } else { name });
    let model = said(ai_model(one));
    let text = match (from, model) {
        // A model is often named with its supplier.
        (Some(from), Some(model)) => Some(format!("{from}; model: {model}")),
        (Some(from), None) => Some(format!("{from}; which model is not said")),
        (None, Some(model)) if mark.is_some() => Some(format!("on this model: {model}")),
        (None, model) => model,
    };
    UsePair { term: "Supplier", mark, text }
}

fn ai_model<'a>(one: &Use<'a>) -> Option<&'a str> {
    one.ai.model.as_deref()
}

fn personal_data(one: &Use) -> Option<String> {
    let sees = one.ai.personal_data.map(|sees| if sees { "Yes" } else { "No" });
    let learns = one
        .ai
        .trains_on_our_data
        .map(|learns| if learns { "it learns from our data" } else { "it does not learn from our data" });
    match (sees, learns) {
        (Some(sees), Some(learns)) => Some(format!("{sees}; {learns}")),
        (Some(sees), None) => Some(format!("{sees}; whether it learns from our data is not said")),
        (None, Some(learns)) => Some(format!("Not said; {learns}")),
        (None, None) => None,
    }
}

fn tests(one: &Use) -> Option<String> {
    let tests = &one.ai.tests;
    let said = tests.iter().take(NAMED).map(|test| {
        let on = test.on.map_or_else(String::new, |on| format!("{}: ", number::date_short(on)));
        let result = test.result.as_deref().map(clean).filter(|result| !result.is_empty());
        let result = result.map_or_else(String::new, |result| format!(", {result}"));
        format!("{on}{}{result}", clean(&test.what))
    });
    let said: Vec<String> = said.chain(more(tests.len(), NAMED)).collect();
    (!said.is_empty()).then(|| said.join(". "))
}

/// The latest first.
fn incidents(one: &Use) -> String {
    let mut incidents: Vec<_> = one.ai.incidents.iter().collect();
    incidents.sort_by_key(|incident| std::cmp::Reverse(incident.on));
    let said = incidents.iter().take(NAMED).map(|incident| {
        let on = incident.on.map_or_else(String::new, |on| format!("{}: ", number::date_short(on)));
        format!("{on}{}", clean(&incident.what))
    });
    said.chain(more(incidents.len(), NAMED)).collect::<Vec<_>>().join(". ")
}

/// "CEO, 13 Jun 2026".
fn approved(approved: &ApprovedBy) -> String {
    match (said(approved.by.as_deref()), approved.on) {
        (Some(by), Some(on)) => format!("{by}, {}", number::date_short(on)),
        (Some(by), None) => format!("{by}; when is not said"),
        (None, Some(on)) => format!("{}; by whom is not said", number::date_short(on)),
        (None, None) => "yes; by whom and when is not said".to_owned(),
    }
}

/// An idea that waits, or a use that has ended.
pub(super) fn idea(input: &Input, one: &Use) -> IdeaRow {
    let record = &one.logged.record;
    let waits_for = said(one.ai.waits_for.as_deref()).or_else(|| said(record.waits_for.as_deref()));
    let ended = match record.status() {
        Some(Status::Rejected) => "Turned down",
        Some(Status::Superseded | Status::Accepted) if one.stage != Some(Stage::Stopped) => "Replaced",
        _ => "Stopped",
    };
    IdeaRow {
        decision: DecisionLink::of(input, one.idx),
        does: said(one.ai.purpose.as_deref()),
        says: if one.standing == Standing::Ended { Some(ended.to_owned()) } else { waits_for },
        owner: record.roles.owner.as_deref().map(clean),
    }
}
