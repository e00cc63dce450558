//! What changed beside drawn figures: a block a sort, a line a record.

use super::moved::is_drawn;
use crate::number::capitalized;
use crate::report::Input;
use crate::report::changes::compose::finding;
use crate::report::changes::page::{ChangeGroup, ChangedRecord, ChangesPage};
use crate::report::exhibits::{DecisionLink, Heading};
use crate::report::frame::count_of;
use serde::Serialize;

/// How many lines a block has.
const LINES: usize = 40;

/// Changes of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeBlock {
    /// decided, proposed, ….
    pub kind: &'static str,
    /// Finding and question.
    pub finding: Heading,
    /// Record by record.
    pub lines: Vec<ChangeLine>,
    /// "12 more".
    pub more: Option<String>,
}

/// What changed in one record.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeLine {
    /// Its page; `None` where it is gone.
    pub decision: Option<DecisionLink>,
    /// Its name.
    pub name: String,
    /// In sentences.
    pub text: String,
}

/// Blocks in the order in which a board needs them.
pub(super) fn blocks(input: &Input<'_>, page: &ChangesPage) -> Vec<ChangeBlock> {
    page.groups.iter().filter_map(|group| block(input, group)).collect()
}

fn block(input: &Input<'_>, group: &ChangeGroup) -> Option<ChangeBlock> {
    let told: Vec<ChangedRecord> = if group.kind == "figures" {
        group.told.iter().filter_map(|record| undrawn(group, record)).collect()
    } else {
        group.told.clone()
    };
    if told.is_empty() {
        return None;
    }
    Some(ChangeBlock {
        kind: group.kind,
        finding: Heading {
            title: capitalized(&finding(group.kind, told.len())),
            question: question(group.kind),
            lead: Vec::new(),
        },
        lines: told.iter().take(LINES).map(|record| line(input, record)).collect(),
        more: (told.len() > LINES).then(|| format!("{} more", count_of(told.len() - LINES))),
    })
}

/// What is left to say of a record's figures beside those that are drawn.
fn undrawn(group: &ChangeGroup, record: &ChangedRecord) -> Option<ChangedRecord> {
    let drawn = group.items.iter().filter(|item| item.record_idx == record.record_idx && is_drawn(item));
    let drawn: Vec<&str> = drawn.map(|item| item.sentence.as_str()).collect();
    let sentences: Vec<String> =
        record.sentences.iter().filter(|sentence| !drawn.contains(&sentence.as_str())).cloned().collect();
    (!sentences.is_empty()).then(|| ChangedRecord { sentences, ..record.clone() })
}

pub(super) fn line(input: &Input<'_>, record: &ChangedRecord) -> ChangeLine {
    ChangeLine {
        decision: record.record_idx.map(|idx| DecisionLink::of(input, idx)),
        name: record.name.clone(),
        text: record.sentences.join(" "),
    }
}

fn question(kind: &str) -> &'static str {
    match kind {
        "decided" => "What was settled?",
        "proposed" => "What has come to us?",
        "reopened" => "What is open again?",
        "leader" => "Would we still choose the same?",
        "appetite" => "What has crossed what we accept?",
        "figures" => "Which figures are others?",
        "weights" => "Was the scale moved after the goods lay on it?",
        "dates" => "What comes later, or earlier?",
        "suppliers" => "On whom do we rest?",
        "owners" => "Who answers?",
        "outcomes" => "Were we right, and was it done?",
        "added" => "What is being prepared?",
        "removed" => "What is gone?",
        "names" => "What is called otherwise?",
        _ => "What stands otherwise?",
    }
}
