//! Who was asked, who disagrees, and what happens next.

use super::ask::day;
use super::page::{Pair, StepRow};
use crate::log::board_matter;
use crate::model::{Done, Status};
use crate::number::{capitalized, count_word, date, date_short, listed, sentence};
use crate::report::narrate::{Case, Paragraph, clean, is_plural, shortened, stop_bound, with_article};
use crate::report::parts::Block;
use jiff::civil::Date;

/// What is done on the day of the review.
pub(super) const REVIEW: &str = "Look at it again";

/// Who was asked.
pub(super) fn asked(case: &Case) -> Block {
    let record = case.record;
    let voices: Vec<String> = record.dissent.iter().filter_map(|dissent| dissent.who.as_deref().map(clean)).collect();
    let finding = match (record.dissent.len(), voices.as_slice()) {
        (0, _) if record.roles.consulted.is_empty() => "Nobody is said to have been asked".to_owned(),
        (0, _) => "No dissent is recorded".to_owned(),
        (1, [who]) if is_owner(case, who) => {
            capitalized(&format!("{}, who answers for it, disagrees", with_article(who)))
        }
        (1, [who]) => {
            let verb = if is_plural(who) { "disagree" } else { "disagrees" };
            capitalized(&format!("{} {verb}", with_article(who)))
        }
        (1, _) => "One voice is against".to_owned(),
        (count, _) => format!("{} voices are against", capitalized(&count_word(count))),
    };
    let mut lead = Vec::new();
    if record.roles.consulted.is_empty() {
        lead.push(Paragraph::gap("Nobody outside those who decide is said to have been asked."));
    }
    Block { finding, question: "Who was asked?", lead, paragraphs: Vec::new() }
}

/// Asked, told, against.
pub(super) fn asked_pairs(case: &Case) -> Vec<Pair> {
    let roles = &case.record.roles;
    let joined = |names: &[String]| names.iter().map(|name| clean(name)).collect::<Vec<_>>().join(", ");
    let mut pairs = Vec::new();
    if !roles.consulted.is_empty() {
        pairs.push(Pair { term: "Asked", text: joined(&roles.consulted) });
    }
    if !roles.informed.is_empty() {
        pairs.push(Pair { term: "Told", text: joined(&roles.informed) });
    }
    for dissent in &case.record.dissent {
        let why = clean(&dissent.why);
        let text = match &dissent.who {
            Some(who) if is_owner(case, who) => format!("{}, who answers for it: “{why}”", clean(who)),
            Some(who) => format!("{}: “{why}”", clean(who)),
            None => format!("“{why}”"),
        };
        pairs.push(Pair { term: "Against", text });
    }
    pairs
}

/// Whether it is the one who answers for it.
fn is_owner(case: &Case, who: &str) -> bool {
    case.record.roles.owner.as_deref().is_some_and(|owner| clean(owner).eq_ignore_ascii_case(&clean(who)))
}

/// Who signs: the board's chair, else those who decide.
pub(super) fn signs(case: &Case) -> String {
    let makers: Vec<String> = case.record.roles.decision_makers.iter().map(|role| clean(role)).collect();
    let is_board = makers.is_empty() || makers.iter().any(|role| role.to_lowercase().contains("board"));
    if is_board { "Chair".to_owned() } else { shortened(&listed(&makers)) }
}

/// What happens next.
pub(super) fn next(case: &Case) -> Block {
    let record = case.record;
    let question = "What happens next?";
    let first = record.next.iter().filter(|step| step.done.is_none()).filter_map(|step| step.by).min();
    let is_open = record.is_open() || record.status().is_none();
    let finding = match (first, record.review_by) {
        (Some(first), _) if is_open && day(case).is_some_and(|decided| first < decided) => {
            format!("The first step is due by {}, before the decision", date(first))
        }
        (Some(day), _) if is_open => format!("If approved, the first step is due by {}", date(day)),
        (Some(day), _) => {
            let verb = if day >= case.input.as_of { "is" } else { "was" };
            format!("The first step {verb} due by {}", date(day))
        }
        (None, Some(review)) if review < case.input.as_of => {
            format!("We were to look at it again by {}", date(review))
        }
        (None, Some(review)) => format!("We look at it again by {}", date(review)),
        (None, None) if matches!(record.status(), Some(Status::Superseded | Status::Deprecated | Status::Rejected)) => {
            "Nothing more happens here".to_owned()
        }
        (None, None) => "No next step and no review is set".to_owned(),
    };
    let mut lead = Vec::new();
    let is_over = matches!(record.status(), Some(Status::Superseded | Status::Deprecated | Status::Rejected));
    if !is_over && record.review_by.is_none() {
        lead.push(Paragraph::gap(format!("No day is set on which we look at it again.{}", case.ask_owner())));
    }
    if !is_over && record.next.is_empty() {
        lead.push(Paragraph::gap("No first steps are written down."));
    }
    Block { finding, question, lead, paragraphs: Vec::new() }
}

/// First steps, checks and the review, by day. Conditions stand with the decision.
pub(super) fn steps(case: &Case) -> Vec<StepRow> {
    let record = case.record;
    let mut dated: Vec<(Option<Date>, String, Option<String>)> = Vec::new();
    for step in &record.next {
        let done = match step.done {
            Some(Done::On(day)) => format!(" (done on {})", date(day)),
            Some(Done::Undated) => " (done)".to_owned(),
            None => String::new(),
        };
        dated.push((step.by, format!("{}{done}", clean(&step.what)), step.who.as_deref().map(clean)));
    }
    for kill in &record.kill {
        let metric = shortened(&clean(&kill.metric));
        let bound = match &kill.threshold {
            Some(threshold) => format!("{metric}: if {}", stop_bound(threshold)),
            None => format!("Check: {metric}; if need be"),
        };
        let then = kill.then.as_deref().map_or_else(|| "stop".to_owned(), clean);
        dated.push((kill.by, format!("{bound}, {then}"), record.roles.owner.as_deref().map(clean)));
    }
    let matter = board_matter(case.input.log, case.input.book, case.input.as_of, case.idx);
    if let Some(by) =
        record.decide_by.filter(|by| record.is_open() && matter.is_none_or(|matter| matter.on != Some(*by)))
    {
        // The day that counts stands above; a later one is the last.
        dated.push((Some(by), "Decide at the latest".to_owned(), Some(signs(case))));
    }
    if let Some(review) = record.review_by {
        let who = match record.roles.decision_makers.as_slice() {
            [] => record.roles.owner.as_deref().map(clean),
            makers => Some(listed(&makers.iter().map(|name| clean(name)).collect::<Vec<_>>())),
        };
        dated.push((Some(review), REVIEW.to_owned(), who));
    }
    dated.sort_by_key(|(by, ..)| by.unwrap_or(Date::MAX));
    dated
        .into_iter()
        .map(|(by, what, who)| StepRow {
            by: by.map_or_else(|| "no day set".to_owned(), date_short),
            iso: by.map(|by| by.to_string()),
            what: capitalized(sentence(&what).trim_end_matches('.')),
            who,
        })
        .collect()
}
