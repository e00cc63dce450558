//! A use of AI with questions open.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::{AiUse, Stage};

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
        let open: Vec<String> = duties(ai, paper.record.stage)
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

/// One question: its key, and whether it is answered.
type Question = (&'static str, bool);

/// The duties with their questions. Incidents are no question: none is a fine answer.
fn duties(ai: &AiUse, stage: Option<Stage>) -> [(&'static str, Vec<Question>); 5] {
    let text = |answer: &Option<String>| answer.as_ref().is_some_and(|answer| !answer.trim().is_empty());
    let stage = ai.stage.or(stage);
    let mut strategy = vec![("use", text(&ai.purpose)), ("value", text(&ai.value)), ("stage", stage.is_some())];
    if stage == Some(Stage::Idea) {
        strategy.push(("waits-for", text(&ai.waits_for)));
    }
    let integration = vec![
        ("where", text(&ai.place)),
        ("data", text(&ai.data)),
        ("data-trust", text(&ai.data_trust)),
        ("model", text(&ai.model)),
    ];
    let governance = vec![
        ("approved", ai.approved.is_some()),
        ("allowed-data", text(&ai.allowed_data)),
        ("barred-data", text(&ai.barred_data)),
        ("human-review", text(&ai.human_review)),
        ("tests", !ai.tests.is_empty()),
        ("supplier-assessed", ai.supplier_assessed.is_some()),
        ("explainable", text(&ai.explainable)),
        ("escalation", text(&ai.escalation)),
        ("monitoring", text(&ai.monitoring)),
    ];
    let risk = vec![
        ("class", text(&ai.class)),
        ("classified-by", text(&ai.classified_by)),
        ("personal-data", ai.personal_data.is_some()),
        ("trains-on-our-data", ai.trains_on_our_data.is_some()),
        ("rights", text(&ai.rights)),
        ("fairness", text(&ai.fairness)),
        ("if-wrong", text(&ai.if_wrong)),
        ("stop", ai.stop.as_ref().is_some_and(|stop| stop.who.is_some())),
    ];
    let adoption = vec![
        ("affects", text(&ai.affects)),
        ("training", text(&ai.training)),
        ("acceptable-use", text(&ai.acceptable_use)),
        ("feedback", text(&ai.feedback)),
    ];
    [
        ("strategy", strategy),
        ("integration", integration),
        ("governance", governance),
        ("risk", risk),
        ("adoption", adoption),
    ]
}
