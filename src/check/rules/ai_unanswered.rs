//! A use of AI with questions open.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "ai-unanswered",
    page: Page {
        checks: "A decision about AI that is proposed or in force answers the five duties: strategy, integration, \
                 governance, risk and adoption.",
        matters: "Which system decides what, who answers for it, how would we know that it is wrong, can it be \
                  switched off? What the record does not answer, somebody answers after the incident.",
        like_this: "ai:\n  use: Suggests replies to support staff, who send them\n  human-review: Every reply\n  \
                    stop: { who: Head of Support, within: 1 hour }",
        instead_of: "ai: { use: Chatbot }",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        let Some(ai) = &paper.record.ai else { continue };
        let open: Vec<String> = ai
            .duties(paper.record.stage)
            .into_iter()
            .filter_map(|(duty, questions)| {
                let open: Vec<&str> = questions
                    .into_iter()
                    .filter(|(key, is_answered)| !is_answered && !ai.unknown.contains(key))
                    .map(|(key, _)| key)
                    .collect();
                (!open.is_empty()).then(|| format!("{duty}: {}", open.join(", ")))
            })
            .collect();
        if !open.is_empty() {
            findings.push(
                paper
                    .warning(RULE.name, "ai", format!("questions about this use of AI are open ({})", open.join("; ")))
                    .with_help("answer each below `ai:` in a few words; `unknown` is an answer that a reader can see"),
            );
        }
    }
}
