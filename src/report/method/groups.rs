//! The definitions in groups, each with its worked example.

use super::definition::Definition;
use super::entries::{answer, money, risk};
use super::shown::Shown;
use super::{Entry, Group};

/// Groups, with the questions that they answer and their definitions, in the order of the page.
pub(super) const GROUPS: [(&str, &str, &[Definition]); 6] = [
    ("Ranges", "How sure are we?", money::RANGES),
    ("Money", "What does it cost, and what does it bring in?", money::MONEY),
    ("Time and leaving", "When is it ready, and how do we get out?", risk::TIME),
    ("Risk", "What could go wrong?", risk::RISK),
    ("Totals and ranks", "Which option is best, and by how much?", answer::TOTALS),
    ("What would change the answer", "How wrong must we be?", answer::CHANGE),
];

/// All definitions, with their examples, in groups.
pub(super) fn groups(shown: &[Shown]) -> Vec<Group> {
    let entry = |definition: &Definition| Entry {
        id: definition.id,
        term: definition.term,
        definition: definition.definition,
        formula: definition.formula,
        inputs: definition.inputs,
        example: shown.iter().find_map(|shown| (definition.example)(shown)),
        limits: definition.limits,
    };
    GROUPS
        .iter()
        .map(|(title, question, definitions)| Group {
            title,
            question,
            entries: definitions.iter().map(entry).collect(),
        })
        .collect()
}
