//! The ask, as written or made from the figures, and what was decided.

use super::page::{Answer, Ask};
use super::stakes;
use crate::analysis::{ChosenBy, DecisionAnalysis};
use crate::log::board_matter;
use crate::model::{Reversible, Sourcing, Status};
use crate::number::Digits;
use crate::number::{about_chance, chance_word, date, day_and_month, listed, sentence};
use crate::report::narrate::{Case, Paragraph, Prose, clean, confidence};
use jiff::civil::Date;

/// What the board is asked to do.
pub(super) fn ask(case: &Case) -> Ask {
    let is_open = case.record.is_open() || is_undecided(case);
    let (line, undated) = match &case.record.ask {
        Some(written) => (Prose::of(sentence(&clean(written))), Prose::of(clean(written))),
        None => (generated(case, by_day(case)).text("."), generated(case, None)),
    };
    let undated = undated.plain().trim_end_matches('.').to_owned();
    let is_generated = case.record.ask.is_none();
    if !is_open {
        // Its facts stand with the decision.
        return Ask { heading: "What was asked".to_owned(), line, is_generated, undated, ..Ask::default() };
    }
    let heading = if is_generated { "The ask, put together from the record" } else { "The ask" };
    let is_open_choice = is_generated && is_undecidable(case);
    let expected = if is_open_choice { None } else { expected(case) };
    let mut notes: Vec<Paragraph> = [expected, no_day(case)].into_iter().flatten().collect();
    notes.extend(stakes::lines(case));
    let has_signs = notes.iter().any(|note| note.sign.is_some());
    Ask { heading: heading.to_owned(), line, is_generated, has_signs, undated, notes, facts: facts(case) }
}

/// Whether nobody has decided, whatever the status says.
fn is_undecided(case: &Case) -> bool {
    matches!(case.record.status(), None | Some(Status::Other)) && case.chosen_by != ChosenBy::Decision
}

/// "Approve up to £1.85m in cash over five years to buy card payments, by 15 December", its day at the end or, before a
/// colon, in front.
fn generated(case: &Case, by: Option<String>) -> Prose {
    let by_last = |prose: Prose| match &by {
        Some(by) => prose.text(format!(", {by}")),
        None => prose,
    };
    let by_first = by.as_ref().map_or_else(String::new, |by| format!(" {by}"));
    let Some(chosen) = case.chosen.filter(|_| !is_undecidable(case)) else {
        let options = case.record.options.len();
        let why = if case.chosen.is_some() { "the numbers do not decide" } else { "nothing is recommended yet" };
        return match options {
            0 => by_last(Prose::of("Say what is to be decided: no option is written down")),
            1 => Prose::of(format!("Say{by_first} whether to go ahead: {why}")),
            _ => Prose::of(format!("Choose{by_first} between the options below: {why}")),
        };
    };
    let name = case.name(chosen);
    let what = name.to_do();
    let cash = |prose: Prose, sum: Prose| prose.join(sum).text(format!(" in cash over {}", case.horizon()));
    // What costs nothing asks for no money.
    let about = case.cash_figure(chosen).filter(|_| !case.is_free(chosen));
    let about = about.map(|figure| Prose::default().figure("cash", figure.figure));
    by_last(match (case.record.limit.filter(|limit| *limit > 0.0), about) {
        // A limit is set for doing something.
        (_, Some(about)) if name.mark == Some(Sourcing::Avoid) => {
            cash(Prose::of(format!("Leave it alone: {}, for about ", name.title)), about)
        }
        (_, None) if name.mark == Some(Sourcing::Avoid) => Prose::of(format!("Leave it alone: {}", name.title)),
        (Some(limit), _) => {
            let limit = Prose::default().figure("limit", case.money.stated(limit));
            cash(Prose::of("Approve up to "), limit).text(format!(" {what}"))
        }
        (None, Some(about)) => cash(Prose::of("Approve about "), about).text(format!(" {what}")),
        (None, None) if case.chosen_by == ChosenBy::Decision => Prose::of(format!("Go ahead with {}", name.title)),
        (None, None) if name.mark.is_none() => Prose::of(format!("Approve the choice of {}", name.doing)),
        (None, None) => Prose::of(format!("Agree {what}")),
    })
}

/// Whether only the numbers choose, and they do not tell options apart or find none good enough.
fn is_undecidable(case: &Case) -> bool {
    case.chosen_by == ChosenBy::Numbers
        && case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1 || analysis.verdict.is_none_good_enough)
}

/// "by 15 December".
fn by_day(case: &Case) -> Option<String> {
    Some(format!("by {}", day_near(day(case)?, case.input.as_of)))
}

/// The day that counts: that of its meeting, or an earlier one by which it must be decided.
pub(super) fn day(case: &Case) -> Option<Date> {
    let Case { input, record, .. } = case;
    match board_matter(input.log, input.book, input.as_of, case.idx) {
        Some(matter) => matter.on,
        None => record.decide_by.or(record.board.and_then(|slot| slot.meeting)),
    }
}

/// Without its year where that is this one.
fn day_near(day: Date, as_of: Date) -> String {
    if day.year() == as_of.year() { day_and_month(day) } else { date(day) }
}

/// "We expect £1.4m (1.1 to 1.8). Needing more than £1.85m is very unlikely, about 1 in 25."
fn expected(case: &Case) -> Option<Paragraph> {
    let chosen = case.chosen?;
    let figure = case.cash_figure(chosen)?;
    if case.is_free(chosen) {
        return Some(Paragraph::of([Prose::of("It costs nothing.")]));
    }
    let mut sentence = Prose::of("We expect ").figure("cash", figure.figure);
    if let Some(range) = figure.range {
        sentence = sentence.text(format!(" ({range})"));
    }
    if let Some(leaving) =
        case.result(chosen).and_then(|result| result.exit_cash.as_ref()).filter(|exit| exit.p95 > 0.0)
    {
        let figure = case.money.estimate(crate::number::Spread::median(leaving), Digits::Table);
        sentence = sentence.text(", of which ").figure("exit", figure.figure).text(" to leave at the end");
    }
    let mut sentences = vec![sentence.text(".")];
    match (case.record.limit, case.result(chosen).and_then(|result| result.over_limit_share)) {
        (Some(limit), Some(share)) => sentences.push(
            Prose::of(format!(
                "{}eeding more than {} is ",
                if share < 0.5 { "N" } else { "The limit is not expected to be enough: n" },
                case.money.stated(limit)
            ))
            .join(said_chance("over-limit", share))
            .text("."),
        ),
        (None, _) => sentences.push(Prose::of("No limit has been set.")),
        _ => {}
    }
    Some(Paragraph::of(sentences))
}

/// "very unlikely, about 1 in 25", its number a figure.
pub(super) fn said_chance(method: &'static str, share: f64) -> Prose {
    Prose::of(format!("{}, ", chance_word(share))).figure(method, about_chance(share))
}

fn no_day(case: &Case) -> Option<Paragraph> {
    (case.record.is_open() && day(case).is_none())
        .then(|| Paragraph::gap("No day and no meeting is set for this decision."))
}

/// Can we turn back, how sure, who decides, who proposes, who answers.
fn facts(case: &Case) -> Vec<Answer> {
    vec![turning_back(case), sureness(case), decides(case), proposes(case), answers(case)]
}

fn proposes(case: &Case) -> Answer {
    let term = "Proposes";
    match case.record.proposer() {
        Some(proposer) => Answer { term, text: clean(proposer), note: None, is_gap: false },
        None => Answer { term, text: "Nobody named".to_owned(), note: None, is_gap: true },
    }
}

/// Whether we can turn back, and what that takes.
pub(in crate::report) fn turning_back(case: &Case) -> Answer {
    let term = "Can we turn back?";
    let months = case.chosen.and_then(|idx| case.exit_figure(idx)).map(|figure| figure.figure);
    let cost = case
        .chosen
        .and_then(|idx| case.result(idx)?.exit_cost.as_ref())
        .map(|cost| case.leaving.figure(crate::number::Spread::median(cost), Digits::Table).figure);
    let note = match (months, cost) {
        (Some(months), Some(cost)) => Some(Prose::default().figure("exit", months).text(format!(", {cost}"))),
        (Some(one), None) | (None, Some(one)) => Some(Prose::default().figure("exit", one)),
        (None, None) => None,
    };
    match case.record.reversible {
        Some(Reversible::Yes) => Answer { term, text: "Yes".to_owned(), note, is_gap: false },
        Some(Reversible::Costly) => Answer { term, text: "At a cost".to_owned(), note, is_gap: false },
        Some(Reversible::No) => Answer { term, text: "No".to_owned(), note, is_gap: false },
        None => match note {
            Some(note) => Answer { term, text: "Leaving takes".to_owned(), note: Some(note), is_gap: false },
            None => Answer { term, text: "Not said".to_owned(), note: None, is_gap: true },
        },
    }
}

fn sureness(case: &Case) -> Answer {
    let term = "How sure?";
    match confidence(case) {
        Some((text, note)) => Answer { term, text, note: Some(note), is_gap: false },
        None => {
            let fails = |idx: usize| case.result(idx).is_some_and(|result| !result.failed_musts.is_empty());
            let do_all_fail = || (0..case.record.options.len()).all(fails);
            let text = match case.analysis {
                Some(_) if !case.record.options.is_empty() && do_all_fail() => "None meets what must be",
                None => "No figures to judge by",
                Some(_) if case.chosen.is_some_and(fails) => "Fails what must be",
                Some(_) if case.record.options.len() == 1 => "Nothing to compare it with",
                Some(_) => "Cannot be ranked",
            };
            Answer { term, text: text.to_owned(), note: None, is_gap: true }
        }
    }
}

fn decides(case: &Case) -> Answer {
    let term = "Decides";
    let roles: Vec<String> = case.record.roles.decision_makers.iter().map(|role| clean(role)).collect();
    let (note, may_decide) = match authority(case, &roles) {
        Some((note, may_decide)) => (Some(Prose::of(note)), may_decide),
        None => (None, true),
    };
    if roles.is_empty() {
        return Answer { term, text: "Nobody named".to_owned(), note, is_gap: true };
    }
    Answer { term, text: listed(&roles), note, is_gap: !may_decide }
}

/// "above £1m: Board": who may approve the sum that is asked for, and whether those named may.
fn authority(case: &Case, roles: &[String]) -> Option<(String, bool)> {
    let sum =
        case.record.limit.or_else(|| case.chosen.and_then(|idx| case.cash_spread(idx)).map(|cash| cash.middle))?;
    let steps = &case.input.book.authority;
    let idx = steps.iter().position(|step| step.up_to.is_none_or(|up_to| sum <= up_to))?;
    let by = clean(&steps[idx].by);
    let below = idx.checked_sub(1).and_then(|before| steps[before].up_to);
    let is_there = |name: &str| roles.iter().any(|role| role.eq_ignore_ascii_case(&clean(name)));
    let highest = steps.iter().rposition(|step| is_there(&step.by) || step.by.split(" and ").all(is_there));
    let note = match (highest, below, steps[idx].up_to) {
        (Some(highest), _, Some(up_to)) if highest > idx => {
            format!("up to {} the {by} may too", case.money.stated(up_to))
        }
        (Some(highest), Some(below), _) if highest < idx => {
            return Some((format!("above {} only the {by} may", case.money.stated(below)), false));
        }
        (_, Some(below), None) => format!("above {}: {by}", case.money.stated(below)),
        (_, _, Some(up_to)) => format!("up to {}: {by}", case.money.stated(up_to)),
        (_, None, None) => format!("any sum: {by}"),
    };
    Some((note, true))
}

fn answers(case: &Case) -> Answer {
    let term = "Answers for it";
    match &case.record.roles.owner {
        Some(owner) => Answer { term, text: clean(owner), note: None, is_gap: false },
        None => Answer { term, text: "Nobody named".to_owned(), note: None, is_gap: true },
    }
}

/// What was decided, when, by whom and on what conditions.
pub(super) fn decided(case: &Case) -> Option<Ask> {
    if case.record.is_open() || is_undecided(case) {
        return None;
    }
    let status = case.record.status().unwrap_or(Status::Other);
    let decision = case.record.decision.as_ref();
    let on = decision.and_then(|decision| decision.on).or_else(|| {
        case.record.date.as_ref().filter(|date| date.precision == crate::model::Precision::Day).map(|date| date.date)
    });
    let by: Vec<String> = match decision {
        Some(decision) if !decision.by.is_empty() => decision.by.iter().map(|role| clean(role)).collect(),
        _ => case.record.roles.decision_makers.iter().map(|role| clean(role)).collect(),
    };
    let line = match (status, case.chosen, case.chosen_by) {
        (Status::Rejected, ..) => "Not approved".to_owned(),
        (_, Some(chosen), ChosenBy::Decision) => {
            let name = case.name(chosen);
            match name.mark {
                Some(Sourcing::Build) => format!("We build {}", name.title),
                Some(Sourcing::Buy) => format!("We buy {}", name.title),
                Some(Sourcing::Partner) => format!("We partner: {}", name.title),
                Some(Sourcing::Avoid) => format!("We leave it alone: {}", name.title),
                None => format!("We chose {}", name.title),
            }
        }
        (_, Some(chosen), ChosenBy::Recommendation) => {
            format!("Approved as recommended: {}", case.name(chosen).doing)
        }
        _ => "Approved; the record does not say which option".to_owned(),
    };
    let mut notes = Vec::new();
    if let Some(because) = decision.and_then(|decision| decision.because.as_deref()) {
        notes.push(Paragraph::of([Prose::of(format!("Because: {}", sentence(&clean(because))))]));
    } else if status != Status::Rejected {
        notes.push(Paragraph::gap("No reason is written down."));
    }
    let conditions = decision.map_or(&[][..], |decision| &decision.conditions);
    if !conditions.is_empty() {
        let all: Vec<String> = conditions.iter().map(|text| clean(text)).collect();
        let word = if all.len() == 1 { "On one condition" } else { "On conditions" };
        notes.push(Paragraph::of([Prose::of(format!("{word}: {}", sentence_rest(&all.join("; "))))]));
    }
    let by_text = if by.is_empty() { "Nobody named".to_owned() } else { listed(&by) };
    if status != Status::Rejected {
        notes.extend(expected(case));
    }
    let mut facts = vec![
        Answer { term: "Decided by", is_gap: by.is_empty(), text: by_text, note: None },
        Answer {
            term: "Decided on",
            is_gap: on.is_none(),
            text: on.map_or_else(|| "No day given".to_owned(), date),
            note: None,
        },
    ];
    if status != Status::Rejected {
        // There is nothing to turn back from, and nothing to be sure of.
        facts.extend([turning_back(case), sureness(case)]);
    }
    facts.push(answers(case));
    Some(Ask {
        heading: "The decision".to_owned(),
        line: Prose::of(format!("{line}.")),
        is_generated: false,
        has_signs: notes.iter().any(|note| note.sign.is_some()),
        undated: String::new(),
        notes,
        facts,
    })
}

fn sentence_rest(text: &str) -> String {
    let closed = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if closed { "" } else { "." })
}

/// Whether a rate was stated, for captions.
pub(crate) fn rate_words(analysis: &DecisionAnalysis) -> String {
    let rate = crate::number::stated_percent(analysis.discount_rate);
    if analysis.is_rate_stated {
        format!("at {rate}")
    } else {
        "without discounting, since no rate is stated".to_owned()
    }
}
