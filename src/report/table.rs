//! A table as data: heads, and rows of cells of a kind each.
//!
//! A block of a comparison composes one; `templates/parts/table.html` renders it for pages and `term` for terminals.
//! What the two say differently is stated here beside each other, so that a new table is written once.

use super::narrate::Sign;
use super::parts::{Block, Cell, OptionHead};
use super::{Axis, Bar};
use serde::Serialize;

/// A finding with its question, and the table that bears it out.
#[derive(Clone, Debug, Serialize)]
pub struct TableBlock {
    /// Finding and question.
    pub block: Block,
    /// `None` where sentences say all there is.
    pub table: Option<Table>,
}

/// Heads and rows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// What the marks mean.
    pub caption: String,
    /// Where a terminal prints the caption; a page has it above.
    #[serde(skip)]
    pub caption_stands: CaptionStands,
    /// On a phone every row becomes a card, each cell beside its label.
    pub has_cards: bool,
    /// Its rules in the style sheet.
    pub look: &'static str,
    /// By column.
    pub heads: Vec<TableHead>,
    /// In order.
    pub rows: Vec<TableRow>,
}

/// Where a terminal prints a table's caption.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptionStands {
    /// Below the rows.
    #[default]
    Below,
    /// Above them: no finding says yet what they are.
    Above,
    /// Nowhere: it tells of what only a page draws, or what the block's sentences say.
    Nowhere,
}

/// The head of a column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableHead {
    /// What the column says.
    pub label: String,
    /// The same in the terminal, where that is another.
    #[serde(skip)]
    pub in_terminal: Option<String>,
    /// Beside a cell in a card, where that is another.
    pub in_card: Option<&'static str>,
    /// Where the method page explains it.
    pub method: Option<&'static str>,
    /// For a column of bars: their scale, which stands in place of the label.
    pub scale: Option<Scale>,
    /// What a page says where a cell has nothing; a terminal draws a dash.
    pub nothing: Option<&'static str>,
    /// On a page its cells stay on one line.
    pub is_held: bool,
    /// Its cells are amounts that stand to the right, so that their digits line up.
    pub is_amount: bool,
    /// How its cells stand in the terminal.
    #[serde(skip)]
    pub set: Set,
    /// Columns of their own in the terminal that a page joins to this one: their heads.
    #[serde(skip)]
    pub joined: Vec<(String, Set)>,
}

/// How the cells of a column stand in the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Set {
    /// Words, which wrap.
    #[default]
    Wrapped,
    /// On one line.
    Whole,
    /// Figures on one line, to the right.
    Figures,
}

/// The scale of a column of bars, and what they show.
#[derive(Clone, Debug, Serialize)]
pub struct Scale {
    /// Both ends.
    pub axis: Axis,
    /// What is drawn on it.
    pub drawing: Drawing,
}

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawing {
    /// Where a weight may move, with a tick where it stands.
    Strip,
    /// A lead at both ends of a range, zero among them.
    Lead,
    /// So much, from zero.
    Amount,
    /// A range as a distance from now (`zero`), and the end of it, beyond `limit`, that turns the answer.
    Turn,
    /// Money of a year: from zero up to `low` what is paid once, up to `high` all that goes out; beyond zero, up to
    /// `limit`, what comes in; a ring at `was` where leaving it alone stands.
    Year,
}

/// One row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableRow {
    /// It changes the first place, which a page sets off and the terminal says behind the last cell.
    pub does_turn: bool,
    /// By column; the first one heads the row.
    pub cells: Vec<TableCell>,
}

/// What stands in one column of a row.
#[derive(Clone, Debug, Serialize)]
pub struct TableCell {
    /// What it holds.
    pub holds: Content,
    /// What a page says behind it in the same cell, by the head's joined columns: each with what stands between.
    pub joined: Vec<(&'static str, Content)>,
}

/// What a cell holds.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case")]
pub enum Content {
    /// Nothing that could be said.
    Nothing,
    /// Text.
    Text(String),
    /// Text that stays on one line, inside a cell that need not.
    Held(String),
    /// Text beside a name, set small.
    Small(String),
    /// A word where a figure might stand.
    Word(String),
    /// A figure without a range.
    Figure(String),
    /// A figure with its range, or a word.
    Measured(Cell),
    /// A bar on the column's scale.
    Bar(Option<Bar>),
    /// Options, each with a word behind it.
    Options(Vec<(OptionHead, Option<&'static str>)>),
    /// An option with its total.
    Placed(OptionHead, String),
    /// A sign with its word.
    Sign(Sign),
}

impl Table {
    /// The texts of all rows by column, bars left out, as a test or a plain list needs them.
    pub fn texts(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.cells.iter().map(|cell| cell.holds.plain()).collect()).collect()
    }
}

impl TableHead {
    /// Of a column of words.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Of a column of bars.
    pub fn bars(axis: Axis, drawing: Drawing) -> Self {
        Self { scale: Some(Scale { axis, drawing }), ..Self::default() }
    }

    /// What the terminal says instead.
    #[must_use]
    pub fn terminal(self, label: impl Into<String>) -> Self {
        Self { in_terminal: Some(label.into()), ..self }
    }

    /// Where the method page explains it.
    #[must_use]
    pub fn explained(self, method: &'static str) -> Self {
        Self { method: Some(method), ..self }
    }

    /// Its cells stay on one line of a page.
    #[must_use]
    pub fn held(self) -> Self {
        Self { is_held: true, ..self }
    }

    /// How its cells stand in the terminal.
    #[must_use]
    pub fn set(self, set: Set) -> Self {
        Self { set, ..self }
    }
}

impl From<Content> for TableCell {
    fn from(holds: Content) -> Self {
        Self { holds, joined: Vec::new() }
    }
}

impl Content {
    /// An option alone.
    pub fn option(head: OptionHead) -> Self {
        Self::Options(vec![(head, None)])
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        match self {
            Self::Nothing | Self::Bar(_) => String::new(),
            Self::Text(text) | Self::Held(text) | Self::Small(text) | Self::Word(text) | Self::Figure(text) => {
                text.clone()
            }
            Self::Measured(cell) => cell.plain(),
            Self::Options(options) => {
                let said = options.iter().map(|(head, word)| match word {
                    Some(word) => format!("{} {word}", head.label),
                    None => head.label.clone(),
                });
                said.collect::<Vec<_>>().join(", ")
            }
            Self::Placed(head, total) => format!("{} {total}", head.label),
            Self::Sign(sign) => sign.word.to_owned(),
        }
    }
}
