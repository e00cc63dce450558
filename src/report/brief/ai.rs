//! Where AI is concerned: what it does, its risk class, who checks, who stops it, and what nobody has answered.

use super::page::Pair;
use crate::model::{AiUse, Stage};
use crate::number::{capitalized, count, count_word, date_short, listed};
use crate::report::narrate::{Case, clean, with_article};
use crate::report::parts::Block;

/// How many open questions a brief names one by one.
const NAMED: usize = 6;

/// Questions that a board asks first, where they are open.
const FIRST: [&str; 6] = ["class", "human-review", "stop", "approved", "if-wrong", "personal-data"];

/// Its class and its switch in one line; `None` where no AI is concerned.
pub(super) fn ai(case: &Case) -> Option<Block> {
    let ai = case.record.ai.as_ref()?;
    let class = written(ai.class.as_deref());
    let stops = ai.stop.as_ref().and_then(|stop| written(stop.who.as_deref()));
    let risk = match &class {
        Some(class) => format!("Its risk class is {}", class.to_lowercase()),
        None => "Nobody has said its risk class".to_owned(),
    };
    let switch = match (&stops, ai.stage.or(case.record.stage)) {
        (Some(who), _) => format!("{} can stop it", with_article(who)),
        (None, Some(Stage::Idea)) => "it is an idea so far".to_owned(),
        (None, _) => "nobody is named who can stop it".to_owned(),
    };
    Some(Block {
        finding: format!("{risk}; {switch}"),
        question: "What does AI do here, and who answers?",
        ..Block::default()
    })
}

/// Its answers.
pub(super) fn pairs(case: &Case) -> Vec<Pair> {
    let Some(ai) = case.record.ai.as_deref() else { return Vec::new() };
    let or_gap = |text: Option<String>| text.unwrap_or_else(|| "Not said".to_owned());
    let mut pairs = vec![Pair { term: "It does", text: or_gap(written(ai.purpose.as_deref())) }];
    let waits_for = ai.waits_for.as_deref().or(case.record.waits_for.as_deref());
    if let Some(text) = stage_words(ai.stage.or(case.record.stage), waits_for) {
        pairs.push(Pair { term: "Stage", text });
    }
    pairs.push(Pair { term: "Risk class", text: class(ai) });
    pairs.push(Pair { term: "Who checks", text: or_gap(written(ai.human_review.as_deref())) });
    pairs.push(Pair { term: "Who stops it", text: stops(ai) });
    if let Some(text) = written(ai.if_wrong.as_deref()) {
        pairs.push(Pair { term: "If it is wrong", text });
    }
    if !ai.incidents.is_empty() {
        let each = ai.incidents.iter().map(|incident| {
            let on = incident.on.map_or_else(String::new, |on| format!(" ({})", date_short(on)));
            format!("{}{on}", clean(&incident.what))
        });
        pairs.push(Pair { term: "Went wrong", text: each.collect::<Vec<_>>().join("; ") });
    }
    if let Some(text) = open(ai, case.record.stage) {
        pairs.push(Pair { term: "Not answered", text });
    }
    pairs
}

/// An answer as written; `None` where nothing stands there.
fn written(text: Option<&str>) -> Option<String> {
    text.map(clean).filter(|text| !text.is_empty())
}

/// "Experiment; waits for labeled photographs".
pub(super) fn stage_words(stage: Option<Stage>, waits_for: Option<&str>) -> Option<String> {
    let word = Stage::ALL.iter().find(|(_, known)| Some(*known) == stage).map(|(word, _)| (*word).to_owned());
    let waits_for = written(waits_for).map(|what| format!("waits for {what}"));
    let parts: Vec<String> = word.into_iter().chain(waits_for).collect();
    (!parts.is_empty()).then(|| capitalized(&parts.join("; ")))
}

fn class(ai: &AiUse) -> String {
    let class = written(ai.class.as_deref()).map_or_else(|| "Not said".to_owned(), |class| capitalized(&class));
    match written(ai.classified_by.as_deref()) {
        Some(by) => format!("{class}, classified by {}", with_article(&by)),
        None => format!("{class}; nobody is named who classified it"),
    }
}

fn stops(ai: &AiUse) -> String {
    let stop = ai.stop.as_ref();
    let who = stop.and_then(|stop| written(stop.who.as_deref()));
    let within = stop.and_then(|stop| written(stop.within.as_deref()));
    match (who, within) {
        (Some(who), Some(within)) => format!("{who}, within {within}"),
        (Some(who), None) => format!("{who}; how fast is not said"),
        (None, Some(within)) => format!("Nobody named, within {within}"),
        (None, None) => "Nobody named".to_owned(),
    }
}

/// "Who must look at what it does, who can stop it and four more"; `None` where all is answered.
fn open(ai: &AiUse, stage: Option<Stage>) -> Option<String> {
    let all = ai.duties(stage);
    let asked: usize = all.iter().map(|(_, questions)| questions.len()).sum();
    let mut keys: Vec<&str> = all
        .iter()
        .flat_map(|(_, questions)| questions)
        .filter(|(_, is_answered)| !is_answered)
        .map(|(key, _)| *key)
        .collect();
    if keys.is_empty() {
        return None;
    }
    keys.sort_by_key(|key| FIRST.iter().position(|first| first == key).unwrap_or(FIRST.len()));
    let more = keys.len().saturating_sub(NAMED);
    // One more is named as easily as counted.
    let shown = if more == 1 { keys.len() } else { keys.len().min(NAMED) };
    let mut names: Vec<String> = keys.iter().take(shown).map(|key| question(key).to_owned()).collect();
    if shown < keys.len() {
        names.push(format!("{} more", count_word(keys.len() - shown)));
    }
    let of = count(asked, "question", "questions");
    Some(format!("{} of {of}: {}", capitalized(&count_word(keys.len())), listed(&names)))
}

/// A question in words; keys stand in the record alone.
pub(in crate::report) fn question(key: &str) -> &str {
    match key {
        "use" => "what it does",
        "value" => "how success is measured",
        "stage" => "how far it is",
        "waits-for" => "what it waits for",
        "where" => "where it works",
        "data" => "what data it needs",
        "data-trust" => "whether these can be trusted",
        "model" => "which model it uses",
        "approved" => "who approved it",
        "allowed-data" => "what data it may see",
        "barred-data" => "what data it may not see",
        "human-review" => "when a person must look",
        "tests" => "how it was tested",
        "supplier-assessed" => "who assessed the supplier",
        "explainable" => "how it is explained",
        "escalation" => "who is told when it fails",
        "monitoring" => "how it is watched",
        "class" => "its risk class",
        "classified-by" => "who classified it",
        "personal-data" => "whether it sees personal data",
        "trains-on-our-data" => "whether it learns from our data",
        "rights" => "who owns what goes in and comes out",
        "fairness" => "who could be treated worse",
        "if-wrong" => "what happens if it is wrong",
        "stop" => "who can stop it",
        "affects" => "whose work it changes",
        "training" => "who is trained",
        "acceptable-use" => "what use is acceptable",
        "feedback" => "how people report back",
        other => other,
    }
}
