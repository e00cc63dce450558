//! Puts the comparison together.

use super::page::ComparisonPage;
use super::{arguments, authors, criteria, deciders, opinions, options, scenarios, tornado, turning, what_if, worth};
use crate::analysis::{ChosenBy, OptionResult, Verdict};
use crate::model::Status;
use crate::number::{Rounding, Spread, capitalized, count, listed, points, score};
use crate::report::cost::band_block;
use crate::report::narrate::{
    Case, Paragraph, Prose, best_light, clean, fragile_sentence, futures_of, gap_sentence, least_shift, merits,
    recommendation_finding, runner_up, versus, without_figures,
};
use crate::report::picture::picture;
use crate::report::{Head, Input, Part, brief, label, link, status_word};

/// Composes the comparison of a record.
pub fn comparison(input: &Input, record_idx: usize) -> ComparisonPage {
    let case = Case::new(input, record_idx);
    let logged = case.logged;
    let record_title = clean(&case.record.title.text);
    let name = label(logged);
    let head_title = match &name {
        Some(label) => Head::joined(&record_title, &format!("{} compared", label.to_lowercase())),
        None => Head::joined(&record_title, "compared"),
    };
    let title = title(&case);
    let question = question(&case);
    let description = format!("{title}. {question}");
    let arguments = arguments::rows(&case);
    ComparisonPage {
        head: Head::new(input, "compare", Part::Decisions, link::comparison(logged), &head_title, description),
        label: format!("{}, comparison{}", name.unwrap_or_else(|| "Decision".to_owned()), within(&case)),
        status: status_word(logged),
        status_since: brief::since(&case),
        brief_href: link::brief(logged),
        title,
        question,
        record_title,
        lead: lead(&case),
        gist: options::gist(&case),
        has_totals: options::has_totals(&case),
        has_cash: options::has_cash(&case),
        has_ready: options::has_ready(&case),
        picture: picture(&case, |option| Some((best_light_of(&case, option)?, false))),
        options: options::table(&case),
        binding: options::binding(&case),
        over_time: band_block(&case),
        contributions: criteria::contributions(&case),
        turns: turning::turns(&case),
        tornado: tornado::tornado(&case),
        finding_out: worth::finding_out(&case),
        stability: turning::stability(&case),
        deciders: deciders::deciders(&case),
        what_if: what_if::what_if(&case),
        scenarios: scenarios::scenarios(&case),
        authors: authors::authors(&case),
        opinions: opinions::opinions(&case),
        arguments_finding: arguments::finding(&case, &arguments),
        arguments,
        record_href: link::record(logged),
        workbook_href: crate::report::data::workbook_href(input, record_idx),
    }
}

/// An option in a line: what it is chosen for, or its best light beside that which is.
fn best_light_of(case: &Case, option: usize) -> Option<Prose> {
    let chosen = case.chosen?;
    if option == chosen {
        let merits = merits(case, option);
        return (!merits.is_empty()).then(|| Prose::of(format!("{}.", capitalized(&listed(&merits)))));
    }
    best_light(case, chosen, option)
}

/// "in the scenario “buy price +25%”", where all figures are those of one.
fn within(case: &Case) -> String {
    let scenario = case.analysis.and_then(|analysis| analysis.scenario.as_deref());
    scenario.map_or_else(String::new, |name| format!(" in the scenario “{}”", clean(name)))
}

fn title(case: &Case) -> String {
    if case.analysis.is_none() {
        return match case.chosen {
            Some(chosen) => {
                let is = if case.record.is_open() { "is" } else { "was" };
                format!("{} {is} preferred, without figures", case.name(chosen).subject())
            }
            None => format!("{} and no figures", capitalized(&count(case.record.options.len(), "option", "options"))),
        };
    }
    plain_lead(case)
        .and_then(|(leader, second)| versus(case, leader, second))
        .unwrap_or_else(|| recommendation_finding(case))
}

/// The leader and the next, where they stand apart and the leader is good enough.
fn plain_lead(case: &Case) -> Option<(usize, usize)> {
    let analysis = case.analysis?;
    let verdict = &analysis.verdict;
    let is_plain = verdict.tied.len() < 2
        && verdict.named_together.len() < 2
        && !verdict.is_none_good_enough
        && !verdict.is_close_call
        && !verdict.does_avoid_win;
    analysis.leader.zip(analysis.runner_up).filter(|_| is_plain)
}

/// "Buying comes to 70 (63 to 75) of 100, partnering to 64 (57 to 71)."
fn totals(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let (leader, second) = (analysis.leader?, analysis.runner_up?);
    let total = |idx: usize| case.result(idx)?.total.as_ref().map(|total| score(Spread::mean(total)).line());
    Some(
        Prose::of(format!("{} comes to ", case.name(leader).subject()))
            .figure("total", total(leader)?)
            .text(format!(" of 100, {} to ", case.name(second).doing))
            .figure("total", total(second)?)
            .text("."),
    )
}

fn question(case: &Case) -> String {
    if let (Some(chosen), true) = (case.chosen, case.record.status() == Some(Status::Rejected)) {
        return format!("Why not {}?", case.name(chosen).doing);
    }
    let leader = case.analysis.and_then(|analysis| analysis.leader);
    if let (Some(chosen), Some(leader), true) = (case.chosen, leader, case.is_against_numbers())
        && !case.is_level_with_leader(chosen)
        && case.result(chosen).is_some_and(OptionResult::is_running)
    {
        let (doing, first) = (&case.name(chosen).doing, &case.name(leader).doing);
        return format!("Why {doing}, though {first} has the higher total?");
    }
    let is_tie = case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1);
    if is_tie && case.chosen_by == ChosenBy::Numbers {
        return "Why this and not the others?".to_owned();
    }
    match case.chosen.or(case.analysis.and_then(|analysis| analysis.leader)) {
        Some(chosen) => format!("Why {}, and not the others?", case.name(chosen).doing),
        None => "Why this and not the others?".to_owned(),
    }
}

fn lead(case: &Case) -> Vec<Paragraph> {
    let Some(analysis) = case.analysis else {
        return vec![Paragraph::gap(format!("{}.{}", without_figures(case), case.ask_owner()))];
    };
    // What sets the two apart stands in the title where that can be said in one line.
    let is_said = plain_lead(case).is_some_and(|(leader, second)| versus(case, leader, second).is_some());
    let first = if is_said { totals(case) } else { runner_up(case) };
    let mut sentences: Vec<Prose> = first.or_else(|| gap_sentence(case)).into_iter().collect();
    if let Some(why) = case.no_doubt() {
        sentences.push(Prose::of(format!("{}, so nobody can say how sure this is.", capitalized(why))));
        sentences.extend(fragile_sentence(case));
    } else if let (Some(leader), Some(_)) = (analysis.leader, analysis.runner_up)
        && let Some(share) = case.result(leader).and_then(|result| result.rank_shares.first())
    {
        sentences.push(
            Prose::of(format!("{} comes first in ", case.name(leader).subject()))
                .figure("first", futures_of(case, *share))
                .text(" simulated futures")
                .join(closeness(case, &analysis.verdict, *share))
                .text("."),
        );
    }
    if let Some(chosen) = case.chosen
        && analysis.leader.is_some_and(|leader| leader != chosen)
    {
        let what = match case.chosen_by {
            ChosenBy::Decision => "was decided all the same",
            _ if case.record.status() == Some(Status::Rejected) => "was recommended all the same, and not approved",
            _ => "is recommended all the same",
        };
        let what = if case.is_level_with_leader(chosen) { what.trim_end_matches(" all the same") } else { what };
        sentences.push(Prose::of(format!("{} {what}.", case.name(chosen).subject())));
    }
    let mut paragraphs = Vec::new();
    if !sentences.is_empty() {
        paragraphs.push(Paragraph::of(sentences));
    }
    if let Some(out) = brief::excluded(case) {
        paragraphs.push(Paragraph::of(vec![out]));
    }
    if let Some(gap) = brief::incomplete(case) {
        paragraphs.push(Paragraph::gap(gap));
    }
    let dominated = dominated(case);
    if !dominated.is_empty() {
        paragraphs.push(Paragraph::of(dominated));
    }
    paragraphs
}

/// Criteria on which an option scores lower, the widest gap first, as printed; two at most.
fn worse_on(case: &Case, idx: usize, by: usize) -> String {
    let criteria = case.analysis.map_or(&[][..], |analysis| &analysis.criteria);
    let score = |option: usize, criterion: usize| {
        case.result(option).and_then(|result| result.scores.get(criterion)?.as_ref()).map(|score| score.mean.round())
    };
    let mut gaps: Vec<(f64, String)> = criteria
        .iter()
        .enumerate()
        .filter(|(_, criterion)| criterion.weight > 0.0)
        .filter_map(|(at, criterion)| Some((score(by, at)? - score(idx, at)?, clean(&criterion.name))))
        .collect();
    if gaps.iter().all(|(gap, _)| *gap < 1.0) {
        // Apart by less than is printed.
        let exact = |option: usize, at: usize| case.result(option)?.scores.get(at)?.map(|score| score.mean);
        let is_behind = |at: &usize| exact(by, *at).zip(exact(idx, *at)).is_some_and(|(by, own)| by > own);
        let names: Vec<String> =
            (0..criteria.len()).filter(is_behind).map(|at| clean(&criteria[at].name)).take(2).collect();
        return format!("{}, by a hair", listed(&names));
    }
    gaps.retain(|(gap, _)| *gap >= 1.0);
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<String> = gaps.into_iter().map(|(_, name)| name).collect();
    match names.as_slice() {
        [first, second, _, ..] => format!("{first}, {second} and more"),
        few => listed(few),
    }
}

/// Whether it is a close call, and by which of its two causes.
fn closeness(case: &Case, verdict: &Verdict, share: f64) -> Prose {
    let by_shift = least_shift(case).filter(|_| share >= case.input.book.close_call.share);
    match by_shift {
        _ if verdict.tied.len() > 1 => {
            Prose::of(format!(": {} come out the same", if verdict.tied.len() == 2 { "both" } else { "they" }))
        }
        _ if !verdict.is_close_call && verdict.named_together.len() > 1 => Prose::of(", near as the totals are"),
        _ if !verdict.is_close_call => Prose::of(", so it is not a close call"),
        Some((_, shift)) => Prose::of(", and a shift of ")
            .figure("least-shift", points(shift.weight * 100.0, Rounding::Up))
            .text(" of 100 in what counts would turn it: a close call"),
        None => Prose::of(", so it is a close call"),
    }
}

/// "Building is better than buying on no criterion, and worse on cost and risk." One sentence an option.
fn dominated(case: &Case) -> Vec<Prose> {
    let pair = |idx: &usize| {
        let by = case.result(*idx)?.dominated_by.first()?;
        let (subject, other) = (case.name(*idx).subject(), &case.name(*by).doing);
        let on = worse_on(case, *idx, *by);
        Some(Prose::of(format!("{subject} is better than {other} on no criterion, and worse on {on}.")))
    };
    case.order.iter().filter_map(pair).collect()
}
