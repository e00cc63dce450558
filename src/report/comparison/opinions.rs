//! Does another method say the same?

use crate::analysis::DecisionAnalysis;
use crate::analysis::opinion::{Opinion, OpinionMethod};
use crate::number::{capitalized, count_word, listed_or, plural};
use crate::report::narrate::{Case, Paragraph, Prose, clean};
use crate::report::parts::Block;

/// One line on the other methods; `None` where none was asked.
pub(super) fn opinions(case: &Case) -> Option<Block> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    if analysis.opinions.is_empty() {
        return None;
    }
    let agreeing: Vec<&Opinion> = analysis.opinions.iter().filter(|opinion| opinion.does_agree).collect();
    let dissenting: Vec<&Opinion> = analysis.opinions.iter().filter(|opinion| !opinion.does_agree).collect();
    let mut parts: Vec<Prose> = Vec::new();
    if !agreeing.is_empty() {
        let doing = &case.name(leader).doing;
        parts.push(judged_by(&agreeing).text(format!(", {doing} comes first too")));
    }
    let is_alone = agreeing.is_empty();
    parts.extend(dissenting.iter().enumerate().map(|(place, opinion)| {
        let verb = if is_alone && place == 0 { "comes first" } else { "does" };
        dissent(case, analysis, opinion, verb)
    }));
    let mut prose = Prose::default();
    for (place, part) in parts.into_iter().enumerate() {
        prose = prose.text(if place == 0 { "Judged by " } else { "; judged by " }).join(part);
    }
    let prose = prose.text(".");
    Some(Block {
        finding: finding(agreeing.len(), analysis.opinions.len()),
        question: "Does another method say the same?",
        lead: vec![Paragraph::of([prose])],
        paragraphs: Vec::new(),
    })
}

/// What a method is called.
pub(crate) fn method_name(method: OpinionMethod) -> &'static str {
    match method {
        OpinionMethod::Topsis => "TOPSIS",
        OpinionMethod::Promethee => "PROMETHEE\u{a0}II",
        OpinionMethod::Vikor => "VIKOR",
    }
}

/// What a method judges by, for those who have never heard its name: that stands where it is explained.
fn way(method: OpinionMethod) -> &'static str {
    match method {
        OpinionMethod::Topsis => "nearness to the best",
        OpinionMethod::Promethee => "wins pair by pair",
        OpinionMethod::Vikor => "balance",
    }
}

/// "nearness to the best and balance".
fn judged_by(opinions: &[&Opinion]) -> Prose {
    let mut prose = Prose::default();
    for (place, opinion) in opinions.iter().enumerate() {
        let joint = match place {
            0 => "",
            place if place + 1 == opinions.len() => " and ",
            _ => ", ",
        };
        prose = prose.text(joint).figure("cross-check", way(opinion.method));
    }
    prose
}

/// "balance, partnering does, because of dependency".
fn dissent(case: &Case, analysis: &DecisionAnalysis, opinion: &Opinion, verb: &str) -> Prose {
    let first: Vec<&str> = opinion.first.iter().map(|idx| case.name(*idx).doing.as_str()).collect();
    let prose =
        Prose::default().figure("cross-check", way(opinion.method)).text(format!(", {} {verb}", listed_or(&first)));
    match opinion.because.and_then(|idx| analysis.criteria.get(idx)) {
        Some(criterion) => prose.text(format!(", because of {}", clean(&criterion.name))),
        None => prose,
    }
}

/// "Two of three other ways of weighing agree".
fn finding(agreeing: usize, all: usize) -> String {
    let ways = plural(all, "way", "ways");
    match agreeing {
        0 if all == 1 => "Another way of weighing does not agree".to_owned(),
        0 => format!("None of {} other ways of weighing agrees", count_word(all)),
        agreeing if agreeing == all && all == 1 => "Another way of weighing agrees".to_owned(),
        agreeing if agreeing == all => format!("All {} other {ways} of weighing agree", count_word(all)),
        agreeing => format!(
            "{} of {} other {ways} of weighing {}",
            capitalized(&count_word(agreeing)),
            count_word(all),
            plural(agreeing, "agrees", "agree")
        ),
    }
}
