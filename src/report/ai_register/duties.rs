//! Each use against the five duties of whoever leads AI: answered, partly, or open.

use super::uses::{Standing, Use, more};
use crate::number;
use crate::report::brief::question;
use crate::report::decisions::State;
use crate::report::exhibits::Heading;
use crate::report::narrate::{Sign, short_name};
use serde::Serialize;

/// How many rows the table has.
const ROWS: usize = 100;

/// The five duties, use by use.
#[derive(Clone, Debug, Serialize)]
pub struct DutiesBlock {
    /// Finding and question.
    pub finding: Heading,
    /// Live ones first.
    pub rows: Vec<DutyRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// One use.
#[derive(Clone, Debug, Serialize)]
pub struct DutyRow {
    /// Its short name.
    pub name: String,
    /// Where it is told in full: a place on this page, or a page.
    pub href: String,
    /// "Live".
    pub state: State,
    /// Duty by duty.
    pub cells: Vec<DutyCell>,
}

/// One duty of one use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyCell {
    /// "Strategy".
    pub duty: &'static str,
    /// Answered, partly, or open.
    pub sign: Sign,
    /// What is missing.
    pub note: Option<String>,
}

/// The names of the duties, in their order.
const NAMES: [&str; 5] = ["Strategy", "Integration", "Governance", "Risk", "Adoption"];

const ANSWERED: Sign = Sign { class: "good", word: "Answered" };
const PARTLY: Sign = Sign { class: "near", word: "Partly" };
const OPEN: Sign = Sign { class: "out", word: "Open" };

/// The duties of one use.
pub(super) fn cells(one: &Use) -> Vec<DutyCell> {
    let duties = one.ai.duties(one.stage);
    NAMES.into_iter().zip(&duties).map(|(duty, (_, questions))| cell(duty, questions)).collect()
}

fn cell(duty: &'static str, questions: &[(&'static str, bool)]) -> DutyCell {
    let missing: Vec<&str> = questions.iter().filter(|(_, is_answered)| !is_answered).map(|(key, _)| *key).collect();
    let sign = match missing.len() {
        0 => ANSWERED,
        count if count == questions.len() => OPEN,
        _ => PARTLY,
    };
    let note = match missing.as_slice() {
        [] => None,
        _ if sign == OPEN => Some("nothing is written down".to_owned()),
        [one] => Some(format!("not said: {}", question(one))),
        [one, rest @ ..] => Some(format!("not said: {}, and {} more", question(one), number::count_word(rest.len()))),
    };
    DutyCell { duty, sign, note }
}

/// Composes the table; `None` where every use has ended.
pub(super) fn block(uses: &[Use], href: impl Fn(&Use) -> String, state: impl Fn(&Use) -> State) -> Option<DutiesBlock> {
    let alive: Vec<(&Use, Vec<DutyCell>)> =
        uses.iter().filter(|one| one.standing != Standing::Ended).map(|one| (one, cells(one))).collect();
    if alive.is_empty() {
        return None;
    }
    let row = |(one, cells): &(&Use, Vec<DutyCell>)| DutyRow {
        name: short_name(&one.logged.record),
        href: href(one),
        state: state(one),
        cells: cells.clone(),
    };
    Some(DutiesBlock {
        finding: Heading { title: finding(&alive), question: "Do we know what we owe?", lead: Vec::new() },
        rows: alive.iter().take(ROWS).map(row).collect(),
        more: more(alive.len(), ROWS),
    })
}

/// "The live system answers four of five duties in full".
fn finding(alive: &[(&Use, Vec<DutyCell>)]) -> String {
    let full = |cells: &[DutyCell]| cells.iter().filter(|cell| cell.sign == ANSWERED).count();
    let live: Vec<usize> =
        alive.iter().filter(|(one, _)| one.standing == Standing::Live).map(|(_, cells)| full(cells)).collect();
    match live.as_slice() {
        [] => told(&alive.iter().map(|(_, cells)| full(cells)).collect::<Vec<_>>(), "use"),
        live => told(live, "live system"),
    }
}

fn told(full: &[usize], what: &str) -> String {
    let all = full.iter().filter(|count| **count == NAMES.len()).count();
    match (full, all) {
        ([_], 1) => format!("The {what} answers all five duties"),
        ([0], _) => format!("The {what} answers none of five duties in full"),
        ([count], _) => format!("The {what} answers {} of five duties in full", number::count_word(*count)),
        (full, 0) => format!("None of {} {what}s answers all five duties", number::count_word(full.len())),
        (full, all) if all == full.len() => {
            format!("All {} {what}s answer all five duties", number::count_word(all))
        }
        (full, all) => number::capitalized(&format!(
            "{} of {} {what}s {} all five duties",
            number::count_word(all),
            number::count_word(full.len()),
            number::plural(all, "answers", "answer")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_is_answered_partly_or_open() {
        let say = |questions: &[(&'static str, bool)]| {
            let cell = cell("Risk", questions);
            format!("{}: {}", cell.sign.word, cell.note.unwrap_or_default())
        };
        assert_eq!(say(&[("class", true), ("stop", true)]), "Answered: ");
        assert_eq!(say(&[("class", true), ("stop", false)]), "Partly: not said: who can stop it");
        assert_eq!(
            say(&[("class", false), ("stop", false), ("rights", false), ("fairness", true)]),
            "Partly: not said: its risk class, and two more"
        );
        assert_eq!(say(&[("class", false), ("stop", false)]), "Open: nothing is written down");
    }

    #[test]
    fn what_answers_its_duties_has_plurals() {
        let said = |full: &[usize]| told(full, "live system");
        assert_eq!(said(&[4]), "The live system answers four of five duties in full");
        assert_eq!(said(&[5]), "The live system answers all five duties");
        assert_eq!(said(&[0]), "The live system answers none of five duties in full");
        assert_eq!(said(&[1, 2]), "None of two live systems answers all five duties");
        assert_eq!(said(&[5, 2, 5]), "Two of three live systems answer all five duties");
        assert_eq!(said(&[5, 2]), "One of two live systems answers all five duties");
        assert_eq!(said(&[5, 5]), "All two live systems answer all five duties");
    }
}
