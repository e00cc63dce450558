//! Something that an author can mend: what is wrong, where, and what to type instead.
//!
//! Findings are data. `term` draws them for people; this room knows no color and no terminal.

use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing to do.
    Note,
    /// Probably not what was meant.
    Warning,
    /// What stands there cannot be used.
    Error,
}

impl Severity {
    /// The word that people and programs see.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable kebab-case name of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Path of the file, relative to the root; empty where no single file is meant.
    pub path: String,
    /// The place; `None` where the whole file is meant.
    pub span: Option<Span>,
    /// A lower-case fragment without a full stop, the author's own text in backticks.
    pub message: String,
    /// What stands at the place, in a few words.
    pub label: Option<String>,
    /// The next thing to type.
    pub help: Option<String>,
}

impl Finding {
    /// A finding that stops what stands there from being used.
    pub fn error(rule: &'static str, path: &str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, path, span.into(), message.into())
    }

    /// A finding about something that is probably not meant.
    pub fn warning(rule: &'static str, path: &str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, path, span.into(), message.into())
    }

    /// A finding that is worth knowing.
    pub fn note(rule: &'static str, path: &str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Note, path, span.into(), message.into())
    }

    /// Adds the next thing to type.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a few words about what stands at the place.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Line in the whole file, or 0 where the file as a whole is meant.
    pub fn line(&self) -> u32 {
        self.span.map_or(0, |span| span.line)
    }

    fn new(rule: &'static str, severity: Severity, path: &str, span: Option<Span>, message: String) -> Self {
        Self { rule, severity, path: path.to_owned(), span, message, label: None, help: None }
    }
}

/// Sorts by file, place and rule, so that the same log gives the same list.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (&a.path, a.span, a.rule, &a.message).cmp(&(&b.path, b.span, b.rule, &b.message)));
    findings.dedup();
}

/// In more files than this, one finding is told once.
const ALIKE: usize = 3;

/// Findings in their order, each with the others that say the same of other files; those are not told again.
pub fn alike<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<(&'a Finding, Vec<&'a Finding>)> {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let said =
        |finding: &&'a Finding| (finding.rule, finding.severity, finding.message.as_str(), finding.help.as_deref());
    let mut same: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in &findings {
        same.entry(said(finding)).or_default().push(finding);
    }
    same.retain(|_, group| group.iter().map(|finding| &finding.path).collect::<BTreeSet<_>>().len() > ALIKE);
    let mut told = Vec::new();
    for finding in findings {
        match same.get_mut(&said(&finding)) {
            None => told.push((finding, Vec::new())),
            Some(group) if group.first().is_some_and(|first| std::ptr::eq(*first, finding)) => {
                told.push((finding, group.split_off(1)));
            }
            Some(_) => {}
        }
    }
    told
}

/// The known word nearest to `word`, for "did you mean". Case and `-`, `_`, space do not count.
///
/// `None` where nothing is within a third of the word's length (at least one, at most three edits).
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
    };
    let folded = fold(word);
    if folded.chars().count() > 64 {
        return None;
    }
    let limit = (folded.chars().count() / 3).clamp(1, 3);
    let letters = letters(&folded);
    known
        .into_iter()
        .map(|candidate| (fold(candidate), candidate))
        .filter(|(known, _)| are_near(letters, self::letters(known), limit))
        .map(|(known, candidate)| (strsim::damerau_levenshtein(&folded, &known), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The letters of a word as bits, for [`are_near`].
pub(crate) fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) & 63))
}

/// Whether words of these letters can lie within so many edits: each edit changes two letters at most. Much cheaper
/// than to count the edits.
pub(crate) fn are_near(a: u64, b: u64, edits: usize) -> bool {
    (a ^ b).count_ones() as usize <= 2 * edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_many_files_is_told_once() {
        let of = |path: &str, message: &str| Finding::warning("r", path, None, message);
        let findings =
            [of("a", "x"), of("a", "y"), of("b", "x"), of("b", "y"), of("c", "x"), of("d", "x"), of("d", "x")];
        let told: Vec<_> = alike(&findings)
            .iter()
            .map(|(one, others)| (one.path.as_str(), one.message.as_str(), others.len()))
            .collect();
        assert_eq!(told, [("a", "x", 4), ("a", "y", 0), ("b", "y", 0)]);
    }

    #[test]
    fn nearest_finds_a_slip_and_refuses_a_stranger() {
        assert_eq!(nearest("csot", ["cost", "risk"]), Some("cost"));
        assert_eq!(nearest("decideby", ["decide-by", "review-by"]), Some("decide-by"));
        assert_eq!(nearest("weather", ["cost", "risk"]), None);
    }
}
