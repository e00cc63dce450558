//! What several pages are made of: a block with its finding, the head of an option's row, and a cell of a table.

use crate::model::Sourcing;
use crate::number::{Figure, Spread, score};
use crate::report::narrate::{Case, Paragraph, Prose};
use serde::Serialize;

/// A finding with its question, and what is said in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The finding.
    pub finding: String,
    /// Its question.
    pub question: &'static str,
    /// Before the table.
    pub lead: Vec<Paragraph>,
    /// After the table.
    pub paragraphs: Vec<Paragraph>,
}

impl Block {
    /// Whether it says nothing but what nobody has answered.
    pub fn is_silent(&self) -> bool {
        self.lead.iter().chain(&self.paragraphs).all(|paragraph| paragraph.is_gap)
    }
}

/// The head of an option's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionHead {
    /// build, buy, partner or avoid.
    pub mark: Option<Sourcing>,
    /// "Buy".
    pub label: String,
    /// Its title, or a word on it.
    pub detail: Option<String>,
    /// Its label is one word, which stays with its mark.
    pub is_word: bool,
    /// It is recommended, decided or leading.
    pub is_chosen: bool,
}

impl OptionHead {
    /// Of an option.
    pub fn of(case: &Case, option_idx: usize) -> Self {
        let name = case.name(option_idx);
        Self {
            mark: name.mark,
            is_word: !name.label.contains(' '),
            label: name.label.clone(),
            detail: name.detail.clone(),
            is_chosen: case.chosen == Some(option_idx),
        }
    }

    /// build, buy, partner or avoid, as a word.
    pub fn mark_word(&self) -> Option<&'static str> {
        self.mark.map(Sourcing::as_str)
    }
}

/// One of three figures that stand above all else.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// The figure.
    pub figure: String,
    /// What it is.
    pub term: String,
    /// Where the method page explains it.
    pub method: Option<&'static str>,
    /// What goes with it.
    pub note: Prose,
}

/// A figure, or the word that stands where one would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The figure.
    pub figure: Option<Figure>,
    /// The word, under the figure or instead of it.
    pub word: Option<String>,
}

impl Cell {
    /// A figure, or a word for its absence.
    pub fn figure_or(figure: Option<Figure>, word: &str) -> Self {
        let word = figure.is_none().then(|| word.to_owned());
        Self { figure, word }
    }

    /// A word.
    pub fn word(word: impl Into<String>) -> Self {
        Self { figure: None, word: Some(word.into()) }
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        match (&self.figure, &self.word) {
            (Some(figure), Some(word)) => format!("{} {word}", figure.line()),
            (Some(figure), None) => figure.line(),
            (None, word) => word.clone().unwrap_or_default(),
        }
    }
}

/// A total and its range; the span of an option on which something is missing.
pub(super) fn total_cell(case: &Case, idx: usize) -> Cell {
    let Some(result) = case.result(idx) else { return Cell::word("not scored") };
    match (&result.total, result.total_span) {
        (Some(total), _) => {
            let word = (!result.failed_musts.is_empty()).then(|| "out".to_owned());
            Cell { figure: Some(score(Spread::mean(total))), word }
        }
        (None, Some((low, high))) => {
            let low = score(Spread::certain(low)).figure;
            let high = score(Spread::certain(high)).figure;
            let figure = Figure { figure: format!("{low}\u{a0}to\u{a0}{high}"), range: None };
            Cell { figure: Some(figure), word: Some("incomplete".to_owned()) }
        }
        (None, None) => Cell::word("incomplete"),
    }
}
