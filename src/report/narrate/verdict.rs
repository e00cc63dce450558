//! Who leads, how surely, and what was recommended or decided instead.

use super::{Case, Prose, merits};
use crate::analysis::{ChosenBy, DecisionAnalysis, OptionResult};
use crate::model::Status;
use crate::number::{Likeliness, Spread, capitalized, listed, listed_or, month_and_year, plural, score};

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
        let praise = match (is_unclouded(analysis), case.no_doubt()) {
            (true, Some(_)) => "first by the numbers".to_owned(),
            (true, None) => best_word(case, chosen),
            (false, _) => praise.to_owned(),
        };
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
        let why = nobody_leads(case, analysis);
        return match (case.chosen, case.chosen_by) {
            (Some(chosen), ChosenBy::Decision) => format!("{} was decided; {why}", case.name(chosen).subject()),
            (Some(chosen), ChosenBy::Recommendation) => {
                format!("{} is recommended; {why}", case.name(chosen).subject())
            }
            _ => capitalized(&why),
        };
    };
    match (case.chosen, case.chosen_by) {
        (Some(chosen), by @ (ChosenBy::Decision | ChosenBy::Recommendation))
            if chosen != leader && case.is_level_with_leader(chosen) =>
        {
            let what = if by == ChosenBy::Decision { "was decided" } else { "is recommended" };
            let none_good = if analysis.verdict.is_none_good_enough { ", and none is good enough" } else { "" };
            return format!(
                "{} {what}, {} with {}{none_good}",
                case.name(chosen).subject(),
                case.nearness(chosen),
                case.name(leader).doing
            );
        }
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

/// "building might come first: its flexibility is not estimated", "every option fails what must be".
fn nobody_leads(case: &Case, analysis: &DecisionAnalysis) -> String {
    let options = &analysis.options;
    let fails = options.iter().filter(|option| !option.failed_musts.is_empty()).count();
    match analysis.verdict.might_lead[..] {
        _ if !case.record.placeholders.is_empty() => {
            "no option can be ranked yet: these are the template’s figures, and nobody’s estimates".to_owned()
        }
        _ if analysis.criteria.iter().all(|criterion| criterion.weight <= 0.0) => {
            "no option can be ranked yet: the criteria have no weights".to_owned()
        }
        [only] => format!("{} might come first: {}", case.name(only).doing, not_estimated(case, only)),
        [_, _, ..] => {
            format!("{} might come first: figures are missing", listed_or(&doings(case, &analysis.verdict.might_lead)))
        }
        [] if fails > 0 && options.len() == 1 => "the only option fails what must be".to_owned(),
        [] if fails > 0 && fails == options.len() => "every option fails what must be".to_owned(),
        [] if fails > 0 => {
            "no option can be ranked: figures are missing of those that do not fail what must be".to_owned()
        }
        [] if matches!(case.chosen_by, ChosenBy::Decision | ChosenBy::Recommendation) => {
            "the figures are incomplete".to_owned()
        }
        [] => "no option can be ranked yet: figures are missing".to_owned(),
    }
}

/// "its cost and flexibility are not estimated".
pub fn not_estimated(case: &Case, option_idx: usize) -> String {
    let names = case.lacks(option_idx);
    format!("its {} {} not estimated", listed(&names), plural(names.len(), "is", "are"))
}

/// The option whose gap decides, or might.
fn gap_option(analysis: &DecisionAnalysis) -> Option<usize> {
    if analysis.is_led_whatever() { analysis.leader } else { analysis.verdict.might_lead.first().copied() }
}

/// "Building comes to 72 to 92 of 100 whatever its flexibility; buying to 71." Where a gap decides, or might.
pub fn gap_sentence(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let open = gap_option(analysis)?;
    let word = if analysis.is_led_whatever() { "whatever" } else { "by" };
    let end = |value: f64| score(Spread::certain(value)).figure;
    let (low, high) = case.result(open)?.total_span?;
    let prose = Prose::of(format!("{} comes to ", case.name(open).subject()))
        .figure("total", format!("{}\u{a0}to\u{a0}{}", end(low), end(high)))
        .text(format!(" of 100, {word} its {}", listed(&case.lacks(open))));
    let best =
        case.order.iter().copied().find(|idx| *idx != open && case.result(*idx).is_some_and(OptionResult::is_running));
    Some(match best.and_then(|best| Some((best, case.result(best)?.total.as_ref()?))) {
        Some((best, total)) => {
            let total = score(Spread::mean(total)).figure;
            prose.text(format!("; {} to ", case.name(best).doing)).figure("total", total).text(".")
        }
        None => prose.text("."),
    })
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
    if analysis.is_led_whatever() {
        return format!("{wins}, whatever its {}", listed(&case.lacks(leader)));
    }
    match analysis.runner_up {
        None if case.record.options.len() == 1 => format!("{subject} is the only option written down"),
        None => format!("{subject} is the only option that can be ranked"),
        Some(second) if verdict.is_close_call => {
            format!("{wins}, and it is a close call with {}", case.name(second).doing)
        }
        Some(_) if verdict.does_avoid_win || case.no_doubt().is_some() => wins,
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
    if let Some(gap) = gap_sentence(case) {
        let text = match analysis.leader {
            Some(leader) if leader == chosen => "First, whatever it lacks".to_owned(),
            Some(leader) => format!("The numbers favor {}", case.name(leader).doing),
            None => "Open: figures are missing".to_owned(),
        };
        let gap = gap.plain();
        let gap = gap.trim_end_matches('.');
        let note = match gap.strip_prefix(&case.name(gap_option(analysis)?).subject()) {
            Some(rest) => format!("{}{rest}", case.name(gap_option(analysis)?).doing),
            None => gap.to_owned(),
        };
        return Some((text, Prose::of(note)));
    }
    let share = *case.result(chosen)?.rank_shares.first()?;
    let verdict = &analysis.verdict;
    if let (Some(why), Some(leader)) = (case.no_doubt(), analysis.leader) {
        let text = match leader == chosen {
            _ if verdict.tied.len() > 1 && verdict.tied.contains(&chosen) => "A tie".to_owned(),
            true => "Nobody can say".to_owned(),
            false if case.is_level_with_leader(chosen) => "A close call".to_owned(),
            false => format!("The numbers favor {}", case.name(leader).doing),
        };
        return Some((text, Prose::of(why)));
    }
    let first = |who: String| {
        Prose::of(format!("{who}comes first in "))
            .figure("first", super::futures_of(case, share))
            .text(" simulated futures")
    };
    if analysis.leader != Some(chosen) {
        let leader = case.name(analysis.leader?);
        let text = if case.is_level_with_leader(chosen) {
            "A close call".to_owned()
        } else {
            format!("The numbers favor {}", leader.doing)
        };
        return Some((text, first(format!("{} ", case.name(chosen).doing))));
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
    if case.result(chosen).is_some_and(|result| !result.failed_musts.is_empty()) {
        let doing = case.name(chosen).subject();
        let prose = Prose::of(format!("{doing} fails what must be; {} comes first, with ", name.doing));
        return Some(prose.figure("total", total(leader)?).text(" of 100."));
    }
    if let Some(gap) = gap_sentence(case) {
        return Some(gap);
    }
    let first = total(leader)?;
    if let Some(second) = total(chosen).filter(|_| case.is_level_with_leader(chosen)) {
        let doing = &case.name(chosen).doing;
        if first == second {
            return Some(Prose::of("Both come to ").figure("total", first).text(" of 100."));
        }
        let prose = Prose::of(format!("{} comes to ", name.subject())).figure("total", first);
        return Some(
            prose
                .text(format!(" of 100, {doing} to "))
                .figure("total", second)
                .text(": the numbers hardly tell them apart."),
        );
    }
    let prose = Prose::of(format!("{} has the higher total: ", name.subject())).figure("total", first);
    Some(match total(chosen) {
        Some(second) => prose.text(" of 100, against ").figure("total", second).text("."),
        None => prose.text(format!(" of 100; {} cannot be ranked.", case.name(chosen).doing)),
    })
}
