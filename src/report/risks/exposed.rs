//! What may go wrong with what is in force or asked for, and whose limits count.

use crate::analysis::{DecisionAnalysis, OptionResult, Portfolio};
use crate::log::is_asked;
use crate::model::{Book, ConsideredOption};
use crate::report::Input;

/// The risks of one chosen option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exposed<'a> {
    pub(super) idx: usize,
    pub(super) option: &'a ConsideredOption,
    pub(super) result: &'a OptionResult,
    pub(super) analysis: &'a DecisionAnalysis,
    pub(super) is_asked: bool,
    /// What is accepted for it alone, in an average year.
    pub(super) accepted: Option<f64>,
}

/// Decisions in force or asked for whose chosen option says what may go wrong, in the order of the log.
pub(super) fn exposed<'a>(input: &'a Input<'a>) -> impl Iterator<Item = Exposed<'a>> {
    input.analysis.decisions.iter().enumerate().filter_map(|(idx, analysis)| {
        let analysis = analysis.as_ref()?;
        let record = &input.log.records[idx].record;
        let is_asked = is_asked(record);
        let chosen = analysis.chosen.filter(|_| is_asked || input.log.is_in_force(idx))?;
        let option = record.options.get(chosen)?;
        option.risks.as_ref()?;
        let accepted = record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
        Some(Exposed { idx, option, result: analysis.options.get(chosen)?, analysis, is_asked, accepted })
    })
}

/// What is accepted for the whole, where the book's sums are in this currency.
pub(super) fn book_of<'a>(input: &'a Input, portfolio: &Portfolio) -> Option<&'a Book> {
    let stated = input.book.currency.as_ref();
    let is_book = stated == portfolio.currency.as_ref() || (stated.is_none() && input.analysis.portfolios.len() == 1);
    is_book.then_some(input.book)
}
