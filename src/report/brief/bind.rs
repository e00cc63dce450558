//! On whom we would depend, and how we would leave.

use super::page::{ExitRow, ExitTable};
use crate::model::{ConsideredOption, ExitAt, Sourcing, Tested};
use crate::number::{Digits, Spread, date};
use crate::report::narrate::{Case, Paragraph, Prose, Standing, clean, largest_share};
use crate::report::parts::{Block, Cell, OptionHead};

/// Who stands behind an option, in a cell.
fn depends_on(option: &ConsideredOption) -> Cell {
    match (&option.supplier, option.sourcing) {
        (Some(supplier), _) => Cell { figure: None, word: None }.named(&supplier.name),
        (None, Some(Sourcing::Build)) => Cell::word("ourselves"),
        (None, Some(Sourcing::Avoid)) => Cell::word("as today"),
        (None, _) => Cell::word("not named"),
    }
}

impl Cell {
    fn named(self, name: &str) -> Self {
        let figure = crate::number::Figure { figure: clean(name), range: None };
        Self { figure: Some(figure), ..self }
    }
}

/// On whom the chosen option rests.
pub(super) fn dependence(case: &Case) -> Block {
    let question = "On whom would we depend, and how do we leave?";
    let Some(chosen) = case.chosen else {
        return Block {
            finding: "No option is chosen to depend on".to_owned(),
            question,
            lead: Vec::new(),
            paragraphs: if exit_table(case).is_some() {
                Vec::new()
            } else {
                vec![Paragraph::gap(format!("No supplier and no way out is written down.{}", case.ask_owner()))]
            },
        };
    };
    let option = &case.record.options[chosen];
    let leaving = case.exit_figure(chosen).map(|figure| match figure.figure.as_str() {
        "at\u{a0}once" => figure.figure,
        months => format!("in {months}"),
    });
    let on = match (&option.supplier, option.sourcing) {
        (Some(supplier), _) => Some(clean(&supplier.name)),
        (None, Some(Sourcing::Build)) => Some("ourselves".to_owned()),
        (None, Some(Sourcing::Avoid)) => Some("what we have".to_owned()),
        (None, _) => None,
    };
    let depend = if case.is_in_force() { "depend" } else { "would depend" };
    let finding = match (&on, &leaving) {
        (Some(on), Some(months)) => format!("We {depend} on {on}, and could leave {months}"),
        (Some(on), None) => format!("We {depend} on {on}; the way out is not planned"),
        (None, Some(months)) => format!("We could leave {months}; on whom we depend is not named"),
        (None, None) => format!("On whom we {depend} is not written down"),
    };
    let mut paragraphs = Vec::new();
    let mut sentences = Vec::new();
    sentences.extend(tested(case, option));
    if !sentences.is_empty() {
        paragraphs.push(Paragraph::of(sentences));
    }
    if let Some((sign, prose)) = case
        .analysis
        .and_then(|analysis| analysis.concentration.as_ref())
        .and_then(|change| largest_share(case, change))
    {
        let is_fine = sign.is_none_or(|sign| sign != Standing::Outside.sign());
        let prose = if is_fine { prose.optional() } else { prose };
        paragraphs.push(Paragraph { sign, ..Paragraph::of([prose]) });
    }
    if let Some(gap) = gaps(case, option) {
        paragraphs.push(Paragraph::gap(gap));
    }
    Block { finding, question, lead: Vec::new(), paragraphs }
}

fn tested(case: &Case, option: &ConsideredOption) -> Option<Prose> {
    let exit = option.exit.as_ref()?;
    if exit.at == ExitAt::Never {
        return Some(Prose::of("Leaving is not planned for at all."));
    }
    let any_tested = case
        .record
        .options
        .iter()
        .any(|other| matches!(other.exit.as_ref().and_then(|exit| exit.tested), Some(Tested::On(_))));
    Some(match exit.tested {
        Some(Tested::On(day)) => Prose::of(format!("Leaving was tried on {}.", date(day))),
        _ if !any_tested => Prose::of("No way out has been tested."),
        _ => Prose::of("This way out has not been tested."),
    })
}

fn gaps(case: &Case, option: &ConsideredOption) -> Option<String> {
    let is_bought = matches!(option.sourcing, Some(Sourcing::Buy | Sourcing::Partner)) || option.sourcing.is_none();
    let missing_supplier = is_bought && option.supplier.is_none();
    let text = match (missing_supplier, option.exit.is_none()) {
        (true, true) => "No supplier and no way out is written down",
        (true, false) => "No supplier is named",
        (false, true) => "No way out is written down",
        (false, false) => return None,
    };
    let free = if option.exit.is_none() && case.cash_spread(case.chosen?).is_some() {
        "; leaving is counted as free, which nobody has confirmed"
    } else {
        ""
    };
    Some(format!("{text}{free}.{}", case.ask_owner()))
}

/// Suppliers and ways out of all options.
pub(super) fn exit_table(case: &Case) -> Option<ExitTable> {
    let is_known = case.record.options.iter().any(|option| option.exit.is_some() || option.supplier.is_some());
    if !is_known {
        return None;
    }
    let rows = case
        .order
        .iter()
        .map(|idx| {
            let result = case.result(*idx);
            let cost = result.and_then(|result| result.exit_cost.as_ref()).map(Spread::median);
            ExitRow {
                option: OptionHead { detail: None, ..OptionHead::of(case, *idx) },
                depends_on: depends_on(&case.record.options[*idx]),
                months: Cell::figure_or(case.exit_figure(*idx), "not estimated"),
                cost: Cell::figure_or(cost.map(|cost| case.leaving.figure(cost, Digits::Table)), "not estimated"),
            }
        })
        .collect();
    Some(ExitTable { caption: "Small figures: hold nine times in ten.".to_owned(), rows })
}
