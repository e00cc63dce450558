//! Headings that are no titles: names of sections, and what a template left behind.

use crate::model::slug;
use crate::record::stated::section_languages::is_section_elsewhere;

/// Headings that name a part of a record, folded; never a title.
const SECTIONS: &[&str] = &[
    "abstract",
    "acknowledgements",
    "alternatives",
    "appendix",
    "approach",
    "architecture decision record",
    "authors",
    "background",
    "background and motivation",
    "business case",
    "change log",
    "changelog",
    "conclusion",
    "considered options",
    "considerations",
    "consequences",
    "context",
    "context and problem statement",
    "contents",
    "date",
    "dates",
    "deciders",
    "decision",
    "decision drivers",
    "decision outcome",
    "decision record",
    "decisions",
    "definition",
    "description",
    "design",
    "detailed design",
    "discussion",
    "document history",
    "drawbacks",
    "executive summary",
    "faq",
    "front matter",
    "glossary",
    "goals",
    "goals and non goals",
    "history",
    "implementation",
    "information",
    "intent",
    "introduction",
    "issue",
    "issues",
    "links",
    "meta",
    "metadata",
    "more information",
    "motivation",
    "non goals",
    "notes",
    "objective",
    "objectives",
    "open questions",
    "options",
    "options considered",
    "outcome",
    "overview",
    "preamble",
    "problem",
    "problem description",
    "problem statement",
    "proposal",
    "proposed solution",
    "pros and cons of the options",
    "purpose",
    "rationale",
    "references",
    "related",
    "release signoff checklist",
    "requirements",
    "resources",
    "revision history",
    "revisions",
    "risks",
    "scope",
    "solution",
    "status",
    "summary",
    "table of contents",
    "terminology",
    "test plan",
    "testing",
    "tl dr",
    "tldr",
    "toc",
    "use cases",
    "user stories",
    "validation",
    "version history",
    "versions",
    "why",
    "what",
    "who",
    "version",
    "author",
    "tags",
    "owner",
    "table of content",
    "implementation plan",
    "acceptance criteria",
    "assumptions",
    "constraints",
    "definitions",
    "impact",
    "benefits",
    "current state",
    "key points",
    "decision makers",
    "stakeholders",
    "related links",
    "related decisions",
    "key decisions",
];

/// Between two names in one heading: `Context & Problem`, `Kontext und Ziele`.
const BETWEEN: [&str; 12] = [" & ", " / ", "/", " + ", " and ", " und ", " et ", " y ", " e ", " en ", " и ", " ve "];

/// Whether a heading names a part of a record, or two.
pub(crate) fn is_section_name(text: &str) -> bool {
    let text = past_shortcode(text);
    let is_two = |between: &&str| text.split_once(between).is_some_and(|(one, other)| is_name(one) && is_name(other));
    is_name(text) || BETWEEN.iter().any(is_two)
}

/// Past an emoji by its name: `:memo: Context`.
fn past_shortcode(text: &str) -> &str {
    let code = text.trim_start().strip_prefix(':').and_then(|rest| rest.split_once(": "));
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    code.filter(|(code, _)| is_code(code)).map_or(text, |(_, rest)| rest)
}

fn is_name(text: &str) -> bool {
    let whole = slug(text).replace('-', " ");
    let folded = whole.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    // One number alone names nothing; `7. 1.0` does.
    (folded.is_empty() && !whole.contains(' ')) || SECTIONS.contains(&folded) || is_section_elsewhere(folded)
}

/// Whether a title is what a template left behind.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let folded = slug(text).replace('-', " ");
    let is_bracketed = (text.starts_with('{') && text.ends_with('}'))
        || (text.starts_with('<') && text.ends_with('>'))
        || (text.starts_with('[')
            && text.ends_with(']')
            && (folded.split(' ').any(|word| word == "title") || folded.split(' ').count() >= 3));
    is_bracketed
        || matches!(
            folded.as_str(),
            "title"
                | "short title"
                | "adr title"
                | "decision title"
                | "the title"
                | "rfc title"
                | "template"
                | "untitled"
                | "titel"
                | "adr template"
        )
        || folded.starts_with("decision record title")
        || folded.starts_with("short title of")
        || folded.starts_with("title of ")
        || folded.contains("nnnn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_in_many_languages_and_dresses() {
        for text in [
            "Context",
            "📋 Context",
            "1. Context:",
            "🎯 Decision ✅",
            "⚖️ Considered options",
            "Kontext und Problemstellung",
            "Problem und Kontext",
            "Context & Problem Statement",
            "Contexto / Problema",
            ":memo: Context",
            "🧭 Contexte",
            "Gevolgen",
            "Контекст",
            "🔎 배경",
            "決定事項",
            "Rozważane opcje",
            "Conseguenze",
            "Decisão",
        ] {
            assert!(is_section_name(text), "{text}");
        }
        for text in [
            "Context switches cost us",
            "Build and deploy",
            "Context and hens",
            ":memo: Hens",
            "🎯 One queue",
            "Kontextmenü",
            "Контекстное меню",
            "決定する人",
        ] {
            assert!(!is_section_name(text), "{text}");
        }
    }

    #[test]
    fn sections_are_known_in_many_languages() {
        for name in [
            "Stato",
            "Gevolgen",
            "Rozważane opcje",
            "Decisão",
            "Последствия",
            "결정",
            "検討した選択肢",
            "## 1. Contesto",
        ] {
            assert!(is_section_name(name), "{name}");
        }
        for title in ["Use one barn", "Een besluit over hooi", "Контекстная реклама", "決定を記録する"]
        {
            assert!(!is_section_name(title), "{title}");
        }
    }
}
