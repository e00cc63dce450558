//! Is it worth finding out first? What knowing more is worth, and what the study costs.

use crate::analysis::DecisionAnalysis;
use crate::analysis::information::{EstimateWorth, StudyVerdict, StudyWorth};
use crate::number::{Spread, capitalized};
use crate::report::narrate::{Case, Paragraph, Prose, input_in_sentence, input_name, study_sentence};
use crate::report::parts::Block;
use crate::report::{Axis, Bar, Content, Drawing, Set, Table, TableBlock, TableCell, TableHead, TableRow};

/// How many single estimates are listed.
const ROWS: usize = 5;

const QUESTION: &str = "Is it worth finding out first?";

/// What knowing more is worth; `None` where nothing is weighed against anything.
pub(super) fn finding_out(case: &Case) -> Option<TableBlock> {
    let analysis = case.analysis?;
    analysis.runner_up?;
    if let Some(why) = case.no_doubt() {
        let text = format!("{}, so there is no telling what finding out is worth.", capitalized(why));
        let finding = "What finding out is worth cannot be said".to_owned();
        let block = Block { finding, question: QUESTION, lead: vec![Paragraph::gap(text)], paragraphs: Vec::new() };
        return Some(TableBlock { block, table: None });
    }
    let Some(evpi) = analysis.evpi else { return Some(unknown(case, analysis)) };
    let mut sentences = vec![everything(case, evpi)];
    match analysis.study {
        Some(_) => sentences.extend(study_sentence(case)),
        None => sentences.extend(telling(case, analysis)),
    }
    Some(TableBlock {
        block: Block {
            finding: finding(case, evpi, analysis.study.as_ref()),
            question: QUESTION,
            lead: vec![Paragraph::of(sentences)],
            paragraphs: Vec::new(),
        },
        table: table(case, &analysis.input_worths),
    })
}

fn unknown(case: &Case, analysis: &DecisionAnalysis) -> TableBlock {
    let mut text = "Cost has no stated worst and best, so points cannot be turned into money.".to_owned();
    if let Some(study) = &analysis.study {
        text.push_str(&format!(" The study would cost {}.", case.money.stated(study.cost)));
    }
    TableBlock {
        block: Block {
            finding: "What finding out is worth cannot be said in money".to_owned(),
            question: QUESTION,
            lead: vec![Paragraph::gap(text)],
            paragraphs: Vec::new(),
        },
        table: None,
    }
}

fn finding(case: &Case, evpi: f64, study: Option<&StudyWorth>) -> String {
    match study.map(|study| study.verdict) {
        Some(StudyVerdict::Pays) => "It pays to find out first".to_owned(),
        Some(StudyVerdict::CostsMore) => "The study would not be worth its cost".to_owned(),
        Some(StudyVerdict::NoStudyCanPay) => "No study can pay for itself".to_owned(),
        _ if evpi <= 0.0 => "Finding out more would not change the choice".to_owned(),
        _ if is_next_to_nothing(case, evpi) => "Knowing more before deciding is worth next to nothing".to_owned(),
        _ => format!("Knowing more before deciding is worth at most {}", case.money.prose(evpi)),
    }
}

/// "Knowing every estimate exactly would be worth at most £30k."
fn everything(case: &Case, evpi: f64) -> Prose {
    if evpi <= 0.0 {
        return Prose::of("Whatever we found out, the same option would come first.");
    }
    if is_next_to_nothing(case, evpi) {
        return Prose::of("Knowing every estimate exactly would be worth less than a ")
            .figure("finding-out", "thousandth")
            .text(" of what the choice costs.");
    }
    Prose::of("Knowing every estimate exactly would be worth at most ")
        .figure("finding-out", case.money.prose(evpi))
        .text(".")
}

/// Less than a thousandth of what the first option costs: no sum that anybody would decide by.
fn is_next_to_nothing(case: &Case, worth: f64) -> bool {
    let cost = case.analysis.and_then(|analysis| analysis.leader).and_then(|leader| case.cash_spread(leader));
    cost.is_some_and(|cost| worth < cost.middle.abs() / 1_000.0)
}

/// "The most telling estimate is IdKeep's price per account: knowing it for sure is worth up to £18k."
fn telling(case: &Case, analysis: &DecisionAnalysis) -> Option<Prose> {
    let Some(first) = analysis.input_worths.first() else {
        return (analysis.evpi? > 0.0)
            .then(|| Prose::of("No single estimate, known for sure, would change the choice."));
    };
    Some(
        Prose::of(format!("The most telling estimate is {}: ", input_in_sentence(case, &first.input)))
            .text("knowing it for sure is worth up to ")
            .figure("one-input", case.money.prose(first.worth))
            .text("."),
    )
}

/// What knowing one estimate for sure is worth, most first; `None` where no single one is worth anything.
fn table(case: &Case, worths: &[EstimateWorth]) -> Option<Table> {
    let least = worths.first().map_or(0.0, |first| first.worth / 50.0);
    let telling = worths.iter().take_while(|worth| worth.worth >= least).count();
    let shown = &worths[..telling.min(ROWS)];
    let axis = Axis::money(&case.money, shown.iter().map(|worth| worth.worth))?;
    let column = case.money.column(shown.iter().map(|worth| Spread::certain(worth.worth)));
    let row = |worth: &EstimateWorth| {
        let zero = axis.at(0.0);
        let bar = Bar { low: Some(zero), high: Some(axis.at(worth.worth)), zero, ..Bar::default() };
        let cells = [
            Content::Text(capitalized(&input_name(case, &worth.input))),
            Content::Bar(Some(bar)),
            Content::Figure(column.aligned(worth.worth)),
        ];
        TableRow { does_turn: false, cells: cells.map(TableCell::from).to_vec() }
    };
    Some(Table {
        caption: "What knowing this one estimate for sure would be worth at most. What is left out is worth next to \
                  nothing by itself."
            .to_owned(),
        rows: shown.iter().map(row).collect(),
        heads: vec![
            TableHead::new("What we assume").terminal("Knowing for sure"),
            TableHead::bars(axis, Drawing::Amount),
            TableHead::new("Knowing it").terminal("is worth").explained("one-input").set(Set::Figures),
        ],
        ..Table::default()
    })
}
