//! What changed, on the board view: a few lines, and where the rest stands.

use super::lines::{ChangeLine, line};
use crate::number;
use crate::report::Input;
use crate::report::changes::page::ChangedRecord;
use crate::report::frame::count_of;
use serde::Serialize;

/// How many lines the board view has.
const LINES: usize = 5;

/// What changed, in a few lines.
#[derive(Clone, Debug, Serialize)]
pub struct SinceBlock {
    /// The finding.
    pub title: String,
    /// What a board must know first.
    pub lines: Vec<ChangeLine>,
    /// "All 12 changes".
    pub all: String,
}

/// Composes the block; `None` where no history can be looked into.
pub(in crate::report) fn since(input: &Input<'_>) -> Option<SinceBlock> {
    let page = input.changes?;
    // A record stands there once, with what is weightiest.
    let mut seen = Vec::new();
    let told = page.groups.iter().flat_map(|group| &group.told).filter(|record| {
        let key = (record.number, record.name.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    let told: Vec<_> = told.collect();
    let title = match (page.unread, told.len()) {
        (Some(_), _) => page.headline.trim_end_matches('.').to_owned(),
        (None, 0) => format!("Since {}, nothing changed", page.since.named),
        (None, count) => {
            let verb = number::plural(count, "changed", "changed");
            format!("Since {}, {} {verb}", page.since.named, number::count(count, "matter", "matters"))
        }
    };
    let all = match told.len() {
        0 => "What was compared".to_owned(),
        count => format!("All that changed, in {} {}", count_of(count), number::plural(count, "matter", "matters")),
    };
    Some(SinceBlock { title, lines: told.iter().take(LINES).map(|record| line(input, &first(record))).collect(), all })
}

/// The same record with what is weightiest of it.
fn first(record: &ChangedRecord) -> ChangedRecord {
    ChangedRecord { sentences: record.sentences.iter().take(1).cloned().collect(), ..record.clone() }
}
