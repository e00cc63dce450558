//! Is it worth finding out first? What knowing more is worth, and what the study costs.

use super::page::{FindingOut, WorthRow};
use crate::analysis::DecisionAnalysis;
use crate::analysis::information::{InputWorth, StudyVerdict, StudyWorth};
use crate::model::Study;
use crate::report::brief::Block;
use crate::report::narrate::{Case, Paragraph, Prose, input_name, lower_first};
use crate::report::number::{Digits, Spread, capitalized, count, count_word, listed, quantity};
use crate::report::{Axis, Bar};

/// How many single estimates are listed.
const ROWS: usize = 5;

/// How many estimates a sentence names before it counts them.
const NAMED: usize = 3;

const QUESTION: &str = "Is it worth finding out first?";

/// What knowing more is worth; `None` where nothing is weighed against anything.
pub(super) fn finding_out(case: &Case) -> Option<FindingOut> {
    let analysis = case.analysis?;
    analysis.runner_up?;
    let Some(evpi) = analysis.evpi else { return Some(unknown(case, analysis)) };
    let study = analysis.study.as_ref().zip(case.record.inputs.study.as_ref());
    let mut sentences = vec![everything(case, evpi)];
    match study {
        Some((worth, stated)) => sentences.extend(study_sentence(case, worth, stated)),
        None => sentences.extend(telling(case, analysis)),
    }
    let (axis, rows) = rows(case, &analysis.input_worths);
    Some(FindingOut {
        block: Block {
            finding: finding(case, evpi, study.map(|(worth, _)| worth)),
            question: QUESTION,
            lead: vec![Paragraph::of(sentences)],
            paragraphs: Vec::new(),
        },
        caption: caption(&rows),
        axis,
        rows,
    })
}

fn unknown(case: &Case, analysis: &DecisionAnalysis) -> FindingOut {
    let mut text = "Cost has no stated worst and best, so points cannot be turned into money.".to_owned();
    if let Some(study) = &analysis.study {
        text.push_str(&format!(" The study would cost {}.", case.money.stated(study.cost)));
    }
    FindingOut {
        block: Block {
            finding: "What finding out is worth cannot be said in money".to_owned(),
            question: QUESTION,
            lead: vec![Paragraph::gap(text)],
            paragraphs: Vec::new(),
        },
        caption: String::new(),
        axis: None,
        rows: Vec::new(),
    }
}

/// What a study costs in all: itself, and the waiting.
fn price(study: &StudyWorth) -> f64 {
    study.cost + study.delay_cost
}

fn finding(case: &Case, evpi: f64, study: Option<&StudyWorth>) -> String {
    match study.map(|study| study.verdict) {
        Some(StudyVerdict::Pays) => "It pays to find out first".to_owned(),
        Some(StudyVerdict::CostsMore) => "The study would not be worth its cost".to_owned(),
        Some(StudyVerdict::NoStudyCanPay) => "No study can pay for itself".to_owned(),
        _ if evpi <= 0.0 => "Finding out more would not change the choice".to_owned(),
        _ => format!("Knowing more before deciding is worth at most {}", case.money.prose(evpi)),
    }
}

/// "Knowing every estimate exactly would be worth at most £30k."
fn everything(case: &Case, evpi: f64) -> Prose {
    if evpi <= 0.0 {
        return Prose::of("Whatever we found out, the same option would come first.");
    }
    Prose::of("Knowing every estimate exactly would be worth at most ")
        .figure("finding-out", case.money.prose(evpi))
        .text(".")
}

/// "Finding out IdKeep's price per account before deciding is worth about £18k; the study costs £26k with its delay
/// of two weeks, so it does not pay."
fn study_sentence(case: &Case, study: &StudyWorth, stated: &Study) -> Option<Prose> {
    let subject = subject(case, study, stated);
    let price_text = case.money.stated(price(study));
    let costs = |prose: Prose| {
        let prose = prose.figure("study", price_text.clone());
        if study.weeks > 0.0 && study.delay_cost > 0.0 {
            prose.text(format!(" with its delay of {}", weeks(study.weeks)))
        } else if study.weeks > 0.0 {
            prose.text(format!(" and takes {}", weeks(study.weeks)))
        } else {
            prose
        }
    };
    match (study.verdict, study.worth) {
        (StudyVerdict::NoStudyCanPay, _) => Some(
            costs(Prose::of("The study costs "))
                .text(", which is more than knowing everything is worth: no study can pay."),
        ),
        (StudyVerdict::Pays, Some(worth)) => Some(
            costs(
                Prose::of(format!("{subject} before deciding is worth about "))
                    .figure("study", case.money.prose(worth))
                    .text("; the study costs "),
            )
            .text(", so it pays."),
        ),
        (StudyVerdict::CostsMore, Some(worth)) if worth > 0.0 => Some(
            costs(
                Prose::of(format!("{subject} before deciding is worth about "))
                    .figure("study", case.money.prose(worth))
                    .text("; the study costs "),
            )
            .text(", so it does not pay."),
        ),
        (StudyVerdict::CostsMore, _) => Some(
            costs(Prose::of(format!("{subject} would not change the choice; the study costs ")))
                .text(", so it does not pay."),
        ),
        (StudyVerdict::Pays | StudyVerdict::Unknown, _) => None,
    }
}

/// "Finding out IdKeep's price per account and the time to leave after partnering".
fn subject(case: &Case, study: &StudyWorth, stated: &Study) -> String {
    let names: Vec<String> = study.resolves.iter().map(|input| lower_first(&input_name(case, input))).collect();
    if !names.is_empty() && names.len() <= NAMED {
        return format!("Finding out the {}", listed(&names)).replace("the the ", "the ");
    }
    let about = stated
        .option
        .as_deref()
        .and_then(|option| crate::analysis::find_option(&case.record.options, option).ok())
        .map(|idx| format!(" of {}", case.name(idx).doing))
        .unwrap_or_default();
    match names.len() {
        0 => format!("The study{about}"),
        many => format!("Finding out {} estimates{about}", count_word(many)),
    }
}

fn weeks(weeks: f64) -> String {
    if weeks >= 1.0 && weeks.fract() == 0.0 {
        return count(weeks as usize, "week", "weeks");
    }
    format!("{}\u{a0}weeks", quantity(weeks, Digits::Prose))
}

/// "The most telling estimate is IdKeep's price per account: knowing it for sure is worth up to £18k."
fn telling(case: &Case, analysis: &DecisionAnalysis) -> Option<Prose> {
    let Some(first) = analysis.input_worths.first() else {
        return (analysis.evpi? > 0.0)
            .then(|| Prose::of("No single estimate, known for sure, would change the choice."));
    };
    Some(
        Prose::of(format!("The most telling estimate is {}: ", lower_first(&input_name(case, &first.input))))
            .text("knowing it for sure is worth up to ")
            .figure("one-input", case.money.prose(first.worth))
            .text("."),
    )
}

fn rows(case: &Case, worths: &[InputWorth]) -> (Option<Axis>, Vec<WorthRow>) {
    let shown = &worths[..worths.len().min(ROWS)];
    let Some(axis) = Axis::money(&case.money, shown.iter().map(|worth| worth.worth)) else { return (None, Vec::new()) };
    let column = case.money.column(shown.iter().map(|worth| Spread::certain(worth.worth)));
    let rows = shown
        .iter()
        .map(|worth| WorthRow {
            input: capitalized(&input_name(case, &worth.input)),
            worth: column.certain(worth.worth, Digits::Prose),
            bar: Bar {
                low: Some(axis.at(0.0)),
                high: Some(axis.at(worth.worth)),
                zero: axis.at(0.0),
                ..Bar::default()
            },
        })
        .collect();
    (Some(axis), rows)
}

fn caption(rows: &[WorthRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    "What knowing this one estimate for sure would be worth at most. What is left out is worth nothing by itself."
        .to_owned()
}
