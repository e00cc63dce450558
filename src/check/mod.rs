//! Log and analysis → findings that concern more than one line: what a board would miss.
//!
//! One rule a file in `rules`, each with its page. Findings about a single entry come from the room
//! that reads or computes it; this room knows only what it means together.

mod board;
mod known;
mod levels;
mod rule;
mod rules;

pub use board::{BOARD_QUESTIONS, board_question, check_board};
pub use known::{KNOWN_RULES, KnownRule, explain, mend_of, rule_names};
pub use levels::apply_levels;
pub use rule::{Page, Rule};
pub use rules::RULES;

use crate::analysis::Analysis;
use crate::finding::{self, Finding};
use crate::log::DecisionLog;
use crate::model::{Book, LintLevel, LintSetting, Record, Status};
use jiff::civil::Date;
use std::ops::Range;

/// Whether a rule has to know of this record what would turn its answer.
pub fn asks_for_flips(record: &Record) -> bool {
    record.status() == Some(Status::Proposed)
        && record.has_brief()
        && rules::nothing_changes_our_mind::is_silent(record)
}

/// Whether a rule has to know what the earlier texts of this record tell.
pub fn asks_for_past(record: &Record, book: &Book) -> bool {
    let is_off = |setting: &LintSetting| {
        setting.rule == rules::changed_after_acceptance::RULE.name
            && setting.level == LintLevel::Off
            && setting.paths.is_empty()
    };
    rules::changed_after_acceptance::holds_still(record) && !book.lint.iter().any(is_off)
}

/// Runs every rule over a log; findings come sorted.
pub fn check(log: &DecisionLog, analysis: &Analysis, book: &Book, day: Date) -> Vec<Finding> {
    check_records(log, analysis, book, day, 0..log.records.len())
}

/// The same over some records of it, and over the book.
pub fn check_records(
    log: &DecisionLog,
    analysis: &Analysis,
    book: &Book,
    day: Date,
    records: Range<usize>,
) -> Vec<Finding> {
    let rule_names: Vec<&str> = rule_names().collect();
    let context =
        rule::Context { log, analysis, book, day, records: &records, rule_names: &rule_names, is_for_board: false };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&context, &mut findings);
    }
    finding::sort(&mut findings);
    findings
}
