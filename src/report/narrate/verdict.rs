//! Who leads, how surely, and what was recommended or decided instead.

use super::{Case, Prose, merits};
use crate::analysis::{ChosenBy, DecisionAnalysis};
use crate::model::Status;
use crate::number::{Likeliness, Spread, capitalized, listed, month_and_year, score};

/// The finding above the whole decision, and what it says already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The finding.
    pub text: String,
    /// The record's title stands in it.
    pub is_title_told: bool,
    /// What the chosen option is best at stands in it.
    pub is_merit_told: bool,
}

/// The finding above the whole decision.
pub fn headline(case: &Case) -> Headline {
    let title = super::name::clean(&case.record.title.text);
    let told = |text: String, is_title_told: bool| Headline { text, is_title_told, is_merit_told: false };
    if case.record.status() == Some(Status::Rejected) {
        return told(format!("Not approved: {title}"), true);
    }
    // A record may be called like its option.
    let is_title = |option: usize| case.name(option).doing == title;
    if let Some((chosen, over)) = case.chosen.and_then(|chosen| Some((chosen, no_longer(case, chosen)?))) {
        return told(over, is_title(chosen));
    }
    let Some(analysis) = case.analysis else {
        return match (case.chosen, case.chosen_by) {
            (Some(chosen), ChosenBy::Decision) => {
                told(format!("Decided: {}", case.name(chosen).doing), is_title(chosen))
            }
            (Some(chosen), _) => {
                told(format!("{} is recommended, without figures", case.name(chosen).subject()), false)
            }
            (None, _) => told(title, true),
        };
    };
    if let Some(chosen) = case.chosen
        && case.chosen_by == ChosenBy::Decision
        && analysis.leader == Some(chosen)
    {
        let praise = if analysis.verdict.is_close_call { "a close call" } else { "likely the best choice" };
        let praise = if is_unclouded(analysis) { best_word(case, chosen) } else { praise.to_owned() };
        return told(format!("Decided: {}, {praise}", case.name(chosen).doing), false);
    }
    let finding = recommendation_finding(case);
    let praised = case.chosen.filter(|chosen| analysis.leader == Some(*chosen) && is_unclouded(analysis));
    let merits = praised.map_or_else(Vec::new, |chosen| merits(case, chosen));
    if merits.is_empty() {
        return told(finding, false);
    }
    let text = format!("{finding}: it {}", listed(&merits[..merits.len().min(2)]));
    Headline { text, is_title_told: false, is_merit_told: true }
}

/// "Since replaced: building, decided in October 2024": what was best once is not praised any more.
fn no_longer(case: &Case, chosen: usize) -> Option<String> {
    let word = match case.record.status()? {
        Status::Superseded => "Since replaced",
        Status::Deprecated => "No longer in force",
        _ => return None,
    };
    let on = case.record.decision.as_ref().and_then(|decision| decision.on);
    let when = on.map_or_else(String::new, |on| format!(", decided in {}", month_and_year(on)));
    Some(format!("{word}: {}{when}", case.name(chosen).doing))
}

/// Nothing is to be said against the lead.
fn is_unclouded(analysis: &DecisionAnalysis) -> bool {
    let verdict = &analysis.verdict;
    !verdict.is_close_call
        && !verdict.is_none_good_enough
        && verdict.tied.len() < 2
        && verdict.named_together.len() < 2
        && analysis.runner_up.is_some()
}

/// "likely the best choice", by the share of draws in which it comes first.
fn best_word(case: &Case, option_idx: usize) -> String {
    let share = case.result(option_idx).and_then(|result| result.rank_shares.first()).copied().unwrap_or(0.0);
    match Likeliness::of(share) {
        likely @ (Likeliness::AlmostCertain | Likeliness::VeryLikely | Likeliness::Likely) => {
            format!("{} the best choice", likely.adverb())
        }
        _ => "ahead, and not surely".to_owned(),
    }
}

/// Why nothing can be weighed in a record without figures.
pub fn without_figures(case: &Case) -> &'static str {
    if case.record.placeholders.is_empty() {
        "No numbers in this record"
    } else {
        "These are the template’s figures, and nobody has put numbers in their place"
    }
}

/// What is recommended or decided, as a finding.
pub fn recommendation_finding(case: &Case) -> String {
    let Some(analysis) = case.analysis else {
        return match (case.chosen, case.chosen_by) {
            (Some(chosen), ChosenBy::Decision) => format!("{} was decided", case.name(chosen).subject()),
            (Some(chosen), _) => format!("{} is recommended", case.name(chosen).subject()),
            (None, _) if case.record.options.is_empty() => "No option is written down".to_owned(),
            (None, _) => "Nothing is recommended".to_owned(),
        };
    };
    let Some(leader) = analysis.leader else {
        return match (case.chosen, case.chosen_by) {
            (Some(chosen), ChosenBy::Decision) => {
                format!("{} was decided; the figures are incomplete", case.name(chosen).subject())
            }
            (Some(chosen), ChosenBy::Recommendation) => {
                format!("{} is recommended; the figures are incomplete", case.name(chosen).subject())
            }
            _ if analysis.criteria.iter().all(|criterion| criterion.weight <= 0.0) => {
                "No option can be ranked yet: the criteria have no weights".to_owned()
            }
            _ if !case.record.placeholders.is_empty() => {
                "No option can be ranked yet: these are the template’s figures, and nobody’s estimates".to_owned()
            }
            _ => "No option can be ranked yet: figures are missing".to_owned(),
        };
    };
    match (case.chosen, case.chosen_by) {
        (Some(chosen), ChosenBy::Decision) if chosen != leader => {
            return format!(
                "{} was decided, though the numbers favor {}",
                case.name(chosen).subject(),
                case.name(leader).doing
            );
        }
        (Some(chosen), ChosenBy::Recommendation) if chosen != leader => {
            let none_good = if analysis.verdict.is_none_good_enough { "no option is good enough and " } else { "" };
            return format!(
                "{} is recommended, though {none_good}the numbers favor {}",
                case.name(chosen).subject(),
                case.name(leader).doing
            );
        }
        _ => {}
    }
    lead_finding(case, analysis, leader)
}

fn lead_finding(case: &Case, analysis: &DecisionAnalysis, leader: usize) -> String {
    let verdict = &analysis.verdict;
    let subject = case.name(leader).subject();
    if verdict.is_none_good_enough {
        return format!("No option is good enough, {} included", case.name(leader).doing);
    }
    if verdict.tied.len() > 1 {
        return format!("{} come out the same", capitalized(&listed(&doings(case, &verdict.tied))));
    }
    if verdict.named_together.len() > 1 {
        return format!("{} are less than a point apart", capitalized(&listed(&doings(case, &verdict.named_together))));
    }
    let wins = if verdict.does_avoid_win { "Leaving it alone wins".to_owned() } else { format!("{subject} leads") };
    match analysis.runner_up {
        None if case.record.options.len() == 1 => format!("{subject} is the only option written down"),
        None => format!("{subject} is the only option that can be ranked"),
        Some(second) if verdict.is_close_call => {
            format!("{wins}, and it is a close call with {}", case.name(second).doing)
        }
        Some(_) if verdict.does_avoid_win => wins,
        Some(_) => format!("{subject} is {}", best_word(case, leader)),
    }
}

fn doings(case: &Case, options: &[usize]) -> Vec<String> {
    options.iter().map(|idx| case.name(*idx).doing.clone()).collect()
}

/// How sure we are of an option: a word, and the share of simulated futures in which it comes first.
pub fn confidence(case: &Case) -> Option<(String, Prose)> {
    let chosen = case.chosen?;
    let analysis = case.analysis?;
    let share = *case.result(chosen)?.rank_shares.first()?;
    let verdict = &analysis.verdict;
    let first = |who: String| {
        Prose::of(format!("{who}comes first in "))
            .figure("first", super::futures_of(case, share))
            .text(" simulated futures")
    };
    if analysis.leader != Some(chosen) {
        let leader = case.name(analysis.leader?);
        return Some((format!("The numbers favor {}", leader.doing), first(format!("{} ", case.name(chosen).doing))));
    }
    let futures = first(String::new());
    analysis.runner_up?;
    let word = if verdict.tied.len() > 1 {
        "A tie".to_owned()
    } else if verdict.is_close_call || verdict.named_together.len() > 1 {
        "A close call".to_owned()
    } else {
        match Likeliness::of(share) {
            likely @ (Likeliness::AlmostCertain | Likeliness::VeryLikely | Likeliness::Likely) => {
                format!("{} best", capitalized(likely.adverb()))
            }
            _ => "Ahead, and not surely".to_owned(),
        }
    };
    Some((word, futures))
}

/// Why the numbers' favorite is not chosen, with the figures of both.
pub fn preferring(case: &Case) -> Option<Prose> {
    let (chosen, leader) = (case.chosen?, case.analysis?.leader?);
    if chosen == leader {
        return None;
    }
    let total = |idx: usize| case.result(idx)?.total.as_ref().map(|total| score(Spread::mean(total)).line());
    let name = case.name(leader);
    let first = total(leader)?;
    let prose = Prose::of(format!("{} has the higher total: ", name.subject())).figure("total", first);
    Some(match total(chosen) {
        Some(second) => prose.text(" of 100, against ").figure("total", second).text("."),
        None => prose.text(format!(" of 100; {} cannot be ranked.", case.name(chosen).doing)),
    })
}
