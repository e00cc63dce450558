//! What all sheets are written from.

use crate::report::{Figures, OptionFigures};

/// One decision, the options that have a total alone.
pub(super) struct Book<'a> {
    pub(super) figures: &'a Figures,
    pub(super) options: Vec<&'a OptionFigures>,
}

impl<'a> Book<'a> {
    pub(super) fn of(figures: &'a Figures) -> Self {
        Self { figures, options: figures.options.iter().filter(|option| option.total.is_some()).collect() }
    }
}

/// The mean score of an option on a criterion, 0 to 100.
pub(super) fn score(option: &OptionFigures, criterion: &str) -> Option<f64> {
    option.scores.get(criterion).copied().flatten().map(|score| score.mean).filter(|score| score.is_finite())
}

/// "buy: Corvane".
pub(super) fn named(option: &OptionFigures) -> String {
    let OptionFigures { name, title, .. } = option;
    if title.is_empty() || title == name { name.clone() } else { format!("{name}: {title}") }
}
