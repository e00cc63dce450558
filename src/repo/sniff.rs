//! Whether a text is built like a decision record, from its first lines alone: cheap enough to ask
//! of a few files in every folder. What a record says is read elsewhere, and with more care.

use std::collections::BTreeSet;

/// How much of a file is looked at, in bytes.
pub(super) const HEAD: usize = 16 << 10;

/// How much a text looks like a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Not more than any page does.
    None,
    /// It has the sections, or a status: enough where names say the rest.
    Fair,
    /// It states a decision or a status in the sections of a record.
    Strong,
    /// It weighs or decides something in three sections of a record, which nothing else does: a task
    /// has an occasion, a status and a plan as well.
    Certain,
}

/// What a section of a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Status,
    Occasion,
    Decision,
    /// What is to be done, which is the decision of a proposal.
    Plan,
    Choice,
    Effect,
}

/// How headings of such sections begin, folded to lower case; in the languages people write in.
const PARTS: [(Part, &[&str]); 6] = [
    (Part::Status, &["status", "statut", "estado", "stato", "durum", "状态", "ステータス", "changelog"]),
    (
        Part::Occasion,
        &[
            "context",
            "problem",
            "background",
            "motivation",
            "abstract",
            "summary",
            "why",
            "goals",
            "issue",
            "kontext",
            "ausgangslage",
            "contexte",
            "contexto",
            "contesto",
            "bağlam",
            "背景",
            "上下文",
        ],
    ),
    (
        Part::Decision,
        &["decision", "entscheidung", "décision", "decisión", "decisão", "decisione", "karar", "决策", "决定", "決定"],
    ),
    (
        Part::Plan,
        &["proposal", "proposed", "detailed design", "implementation", "solution", "specification", "guide-level"],
    ),
    (
        Part::Choice,
        &[
            "considered options",
            "options",
            "alternatives",
            "alternate",
            "pros and cons",
            "rationale",
            "decision drivers",
            "prior art",
            "optionen",
            "alternativen",
            "opciones",
            "alternativas",
            "seçenekler",
        ],
    ),
    (
        Part::Effect,
        &[
            "consequences",
            "drawbacks",
            "implications",
            "risks",
            "trade-offs",
            "tradeoffs",
            "unresolved questions",
            "open questions",
            "konsequenzen",
            "auswirkungen",
            "folgen",
            "conséquences",
            "consecuencias",
            "consequências",
            "conseguenze",
            "sonuçlar",
            "后果",
            "影响",
            "結果",
        ],
    ),
];

/// How much the beginning of a text looks like a record.
pub(super) fn likeness(head: &str) -> Likeness {
    let mut parts = BTreeSet::new();
    let mut previous = "";
    for line in head.lines().take(500) {
        let line = line.trim_end();
        if is_underline(line) {
            parts.extend(part_of(previous));
        } else if let Some(heading) = line.strip_prefix('#') {
            parts.extend(part_of(heading.trim_start_matches('#')));
        } else if line == "options:" {
            // Only our own front matter has them.
            parts.extend([Part::Choice, Part::Decision]);
        } else if states(line, &["status", "statut", "ステータス", "estado", "durum"]) {
            parts.insert(Part::Status);
        } else if states(line, &["deciders", "decision-makers", "decision makers", "entscheider", "décideurs"]) {
            parts.insert(Part::Decision);
        }
        previous = line;
    }
    let decides = parts.contains(&Part::Decision) || parts.contains(&Part::Choice);
    // A plan counts as the decision, and not beside it.
    if parts.remove(&Part::Plan) {
        parts.insert(Part::Decision);
    }
    let has = |part| parts.contains(&part);
    match parts.len() {
        0 => Likeness::None,
        1 if has(Part::Status) => Likeness::Fair,
        1 => Likeness::None,
        2 if !has(Part::Status) && !has(Part::Decision) => Likeness::Fair,
        3.. if decides => Likeness::Certain,
        _ => Likeness::Strong,
    }
}

/// A setext underline.
fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='))
}

/// Which section of a record a heading begins. A longer sentence is a heading of something else.
fn part_of(heading: &str) -> Option<Part> {
    let words = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    if words.len() > 60 {
        return None;
    }
    let lower = words.to_lowercase();
    let begins = |word: &&str| {
        lower.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()) || rest == "s")
    };
    PARTS.iter().find(|(_, begins_with)| begins_with.iter().any(&begins)).map(|(part, _)| *part)
}

/// Whether a line states one of some fields, in front matter or body: `Status: x`, `* **Status**: x`, `| Status | x |`.
fn states(line: &str, words: &[&str]) -> bool {
    let start = line.trim_start_matches(|c: char| !c.is_alphabetic());
    if line.len() - start.len() > 8 {
        return false;
    }
    let Some(word) = words.iter().find_map(|word| {
        let head = start.get(..word.len())?;
        (head.to_lowercase() == *word).then_some(word.len())
    }) else {
        return false;
    };
    let rest = start[word..].trim_start_matches(['*', '_', ' ', '\t']);
    let mut rest = rest.chars();
    matches!(rest.next(), Some(':' | '：' | '|')) && rest.any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_from_pages() {
        let strong = [
            "# 1. Use X\n\nDate: 2020-01-31\n\n## Status\n\nAccepted\n\n## Context\n",
            "---\nstatus: accepted\n---\n# Use X\n## Considered Options\n",
            "X\n===\n\nContext\n-------\n\nDecision\n--------\n",
            "# X\n| Status | Accepted |\n\n# Motivation\n",
            "# X\n\n* Statut : accepté\n\n## Contexte\n",
        ];
        for text in strong {
            assert!(likeness(text) >= Likeness::Strong, "{text}");
        }
        assert_eq!(likeness(strong[0]), Likeness::Strong, "no decision yet");
        assert_eq!(likeness("# X\n\nStatus: open\n\n## Context\n\n## Implementation\n"), Likeness::Strong, "a task");
        assert_eq!(likeness("# X\n\n## Status\n\n## Context\n\n## Decision\n"), Likeness::Certain);
        assert_eq!(likeness("---\nstatus: proposed\noptions:\n  - buy: X\n---\n# X\n"), Likeness::Certain);
        assert_eq!(likeness("# X\n* Status: open\n* Deciders: Ada\n## Context\n"), Likeness::Certain);
        assert_eq!(likeness("# X\n## Motivation\n## Specification\n## Alternatives\n"), Likeness::Certain);
        assert_eq!(likeness("# X\n\n- **Status**: Proposed\n\nWords.\n"), Likeness::Fair);
        assert_eq!(likeness("# X\n\nステータス：承認\n"), Likeness::Fair);
        assert_eq!(likeness("# X\n## Background\n## Alternatives\n"), Likeness::Fair);
        let none = [
            "",
            "# Install\n\n## Requirements\n\n## Usage\n",
            "# API\n\nStatus codes: none\n\n## Options\n",
            "# Chapter 2\n\n## Summary\n\nWords.\n",
            "# X\n\n## Problems of a whole generation of writers and of everybody who reads them\n\n## Decisionless\n",
        ];
        for text in none {
            assert_eq!(likeness(text), Likeness::None, "{text}");
        }
    }
}
