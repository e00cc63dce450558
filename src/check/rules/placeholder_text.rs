//! What a template asked for still stands in the text.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::{Record, Status};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    name: "placeholder-text",
    page: Page {
        checks: "No line of a record that is proposed or accepted is a mere `TODO` or `TBD`, or an instruction of the \
                 template that it was written from.",
        matters: "Whoever approves a paper approves what stands there.",
        like_this: "We move card payments to AuthCo by May.",
        instead_of: "{Describe the context and problem statement, e.g. in two to three sentences}",
    },
    check,
};

/// Words that stand where something else is to stand.
const WORDS: [&str; 7] = ["todo", "tbd", "tbc", "tba", "fixme", "to be done", "to be defined"];

/// Instructions of Nygard's template, as `adr-tools` writes it.
const INSTRUCTIONS: [&str; 3] = [
    "The issue motivating this decision, and any context that influences or constrains the decision.",
    "The change that we're proposing or have agreed to implement.",
    "What becomes easier or more difficult to do and any risks introduced by the change that will need to be mitigated.",
];

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for record in context.records() {
        if !matches!(record.status(), Some(Status::Proposed | Status::Accepted)) {
            continue;
        }
        let left = left(record);
        let Some(first) = left.first() else { continue };
        let message = match left.len() {
            1 => "a line of the text is still to be written".to_owned(),
            count => format!("{count} lines of the text are still to be written"),
        };
        let finding = Finding::note(RULE.name, &record.path, *first, message);
        findings.push(finding.with_help("write what belongs there, or take the line out"));
    }
}

/// Lines of the body that are placeholders; code is not looked at.
fn left(record: &Record) -> Vec<Span> {
    let text = &record.text;
    let mut at = record.front_matter.as_ref().map_or(0, |front| front.end);
    let mut left = Vec::new();
    let mut is_code = false;
    for line in text[at..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.starts_with("```") || words.starts_with("~~~") {
            is_code = !is_code;
        }
        if !is_code && is_placeholder(words) {
            let start = start + (line.len() - line.trim_start().len());
            left.push(Span::locate(text, start, start + words.len()));
        }
    }
    left
}

fn is_placeholder(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '-', '+', '>', ' ', '_']).trim_end_matches(['*', '_', ' ']);
    let word =
        line.trim_matches(|c: char| matches!(c, '[' | ']' | '<' | '>' | '(' | ')' | '{' | '}' | '.' | ':' | '…'));
    let is_word = word.len() < 16 && WORDS.contains(&word.to_lowercase().as_str());
    // MADR asks in braces; code in braces on a line of its own is no sentence.
    let is_asked = line.starts_with('{')
        && line.ends_with('}')
        && line.trim_matches(['{', '}']).split_whitespace().count() > 3
        && !line.contains([';', '=', '"']);
    is_word || is_asked || INSTRUCTIONS.contains(&line)
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn placeholders_are_told_from_words() {
        for line in [
            "TODO",
            "* TBD.",
            "_[todo]_",
            "{describe the context and problem, in two sentences}",
            super::INSTRUCTIONS[1],
        ] {
            assert!(is_placeholder(line), "{line}");
        }
        for line in [
            "",
            "TODO: move the queue by May",
            "{ a: b }",
            "We decided.",
            "{ \"type\": 1, \"name\": 2 }",
            "- [ ] TODO list app",
        ] {
            assert!(!is_placeholder(line), "{line}");
        }
    }
}
