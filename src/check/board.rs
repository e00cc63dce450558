//! What a paper for the board must answer: the questions that a board asks, and the rules that find one open.

use super::rule::Context;
use super::rules::RULES;
use crate::analysis::Analysis;
use crate::finding::{self, Finding};
use crate::log::DecisionLog;
use crate::model::Book;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The board's questions, in the order in which it asks, each with the rules that find it open.
pub const BOARD_QUESTIONS: [(&str, &[&str]); 12] = [
    (
        "What do you want from us, by when?",
        &["ask-without-date", "no-meeting", "meeting-after-decide-by", "overdue", "placeholder-text"],
    ),
    ("What do you recommend, and can we turn back?", &["no-recommendation", "unexplained-choice", "no-way-back"]),
    ("Why now, and what if we wait?", &["no-why-now", "no-avoid"]),
    (
        "What does it cost over its life, and what does it bring in?",
        &[
            "no-costs",
            "template-figures",
            "no-limit",
            "limit-below-cost",
            "over-budget",
            "no-discount-rate",
            "free-build",
            "build-at-its-word",
            "overrun-counted-twice",
            "people-counted-twice",
            "no-ranges",
        ],
    ),
    (
        "When is it ready, and how sure is that?",
        &["no-ready", "late-cost-without-ready", "late-cost-without-date", "needed-before-start", "until-ready"],
    ),
    (
        "What could go wrong, and is it within our appetite?",
        &[
            "no-risks",
            "risk-without-owner",
            "risk-without-numbers",
            "no-appetite",
            "over-appetite",
            "ai-unanswered",
            "ai-without-forecast",
        ],
    ),
    ("Whom would we depend on?", &["no-supplier", "no-exit", "mixed-exits"]),
    ("What would change your mind?", &["nothing-changes-our-mind"]),
    ("What did you reject, and why?", &["too-few-options", "no-why-not", "incomplete-option"]),
    ("Who decides, who answers, who was asked?", &["no-decider", "no-owner", "limit-above-authority", "nobody-asked"]),
    ("When do we look again, and how will we know?", &["no-review-date"]),
    ("Were we right last time?", &["no-forecasts"]),
];

/// The question that a rule finds open.
pub fn board_question(rule: &str) -> Option<&'static str> {
    BOARD_QUESTIONS.iter().find(|(_, rules)| rules.contains(&rule)).map(|(question, _)| *question)
}

/// What the papers for the board leave open, each with its question, sorted; and how many papers there are.
///
/// A paper is a record that is proposed and has a brief. Of what was `found` before this room, what leaves a question
/// open is told, too.
pub fn check_board(
    log: &DecisionLog,
    analysis: &Analysis,
    book: &Book,
    day: Date,
    found: &[Finding],
) -> (Vec<Finding>, usize) {
    let rule_names: Vec<&str> = super::rule_names().collect();
    let all = 0..log.records.len();
    let context = Context { log, analysis, book, day, records: &all, rule_names: &rule_names, is_for_board: true };
    let papers: BTreeSet<&str> = context.board_papers().map(|paper| paper.record.path.as_str()).collect();
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| board_question(rule.name).is_some()) {
        (rule.check)(&context, &mut findings);
    }
    let is_ours = |finding: &Finding| RULES.iter().any(|rule| rule.name == finding.rule);
    findings.extend(found.iter().filter(|finding| !is_ours(finding)).cloned());
    let mut asked: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| {
            papers.contains(finding.path.as_str()) || (finding.rule == "over-budget" && !papers.is_empty())
        })
        .filter_map(|finding| {
            let question = board_question(finding.rule)?;
            let message = format!("the board asks \"{question}\": {}", finding.message);
            Some(Finding { message, ..finding })
        })
        .collect();
    finding::sort(&mut asked);
    (asked, papers.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_a_question_is_one_and_stands_once() {
        let known: BTreeSet<&str> = crate::check::rule_names().collect();
        let rules: Vec<&str> = BOARD_QUESTIONS.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
        for rule in &rules {
            assert!(known.contains(rule), "{rule}");
        }
        assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len());
    }
}
