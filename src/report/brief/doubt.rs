//! What is recommended, what would change our mind, and why not the others.

use super::page::{FlipItem, FlipSort, OtherLine};
use crate::analysis::information::StudyVerdict;
use crate::analysis::{ChosenBy, CriterionResult, Scale};
use crate::model::{KillCriterion, Measure, MustRelation, Status};
use crate::number::{
    Digits, Spread, capitalized, count_word, date, listed, months_plain, plural, quantity, quoted, score, sentence,
    with_unit,
};
use crate::report::narrate::{
    Case, Paragraph, Prose, best_light, both_doubts, clean, every_other_costs_more, fragile_sentence, gap_sentence,
    headline, merits, not_estimated, preferring, recommendation_finding, runner_up, shortened, stop_bound,
    study_sentence, turns, weight_turn, without_figures, worst_shock,
};
use crate::report::parts::{Block, OptionHead};

/// Stands above a reason to reopen it.
pub(super) const REOPEN: &str = "We would reopen it if";

/// How many things that would change our mind a brief names.
const FLIPS: usize = 4;

/// What is recommended, and how it stands.
pub(super) fn recommendation(case: &Case) -> Block {
    let mut paragraphs = Vec::new();
    let mut sentences = Vec::new();
    let because = case.record.recommend.as_ref().and_then(|(_, because)| because.as_deref());
    match (case.chosen, case.chosen_by) {
        (Some(chosen), _) => {
            let has_reason = because.is_some();
            let opening = opening(case, chosen);
            sentences.extend(opening.map(|prose| if has_reason { prose.optional() } else { prose }));
            let decided = case.record.decision.as_ref().and_then(|decision| decision.because.as_deref());
            if let Some(because) = because.or(decided.filter(|_| case.analysis.is_none())) {
                sentences.push(Prose::of(format!("The reason given: {}", closing_quote(because))));
            }
            if let Some(prose) = preferring(case) {
                sentences.push(prose);
                if because.is_none() && case.record.decision.as_ref().is_none_or(|decision| decision.because.is_none())
                {
                    paragraphs.push(Paragraph::gap(format!(
                        "No reason is given for preferring {}.",
                        case.name(chosen).doing
                    )));
                }
            } else if let Some(gap) = gap_sentence(case) {
                sentences.push(gap);
            } else {
                sentences.extend(runner_up(case).map(Prose::optional));
            }
        }
        (None, _) => paragraphs.push(Paragraph::gap(format!("Nothing is recommended.{}", case.ask_owner()))),
    }
    sentences.extend(none_good(case));
    if case.analysis.is_none() {
        paragraphs.push(Paragraph::gap(format!("{}: nothing can be weighed.", without_figures(case))));
    }
    if let Some(prose) = excluded(case) {
        paragraphs.push(Paragraph::of(vec![prose]));
    }
    if let Some(prose) = incomplete(case) {
        paragraphs.push(Paragraph::gap(prose));
    }
    if !sentences.is_empty() {
        paragraphs.insert(0, Paragraph::of(sentences));
    }
    Block { finding: proposal(case), question: "What do you recommend?", lead: Vec::new(), paragraphs }
}

/// A quotation that ends a sentence.
fn closing_quote(text: &str) -> String {
    quoted(&sentence(&clean(text)))
}

/// The finding above the recommendation. The page's title says who leads; this says what is proposed.
fn proposal(case: &Case) -> String {
    let Some(chosen) = case.chosen else { return recommendation_finding(case) };
    let name = case.name(chosen);
    let leader = case.analysis.and_then(|analysis| analysis.leader).filter(|leader| *leader != chosen);
    let against = leader.is_some() && !case.is_level_with_leader(chosen);
    let is_close = case
        .analysis
        .is_some_and(|analysis| analysis.verdict.is_close_call || analysis.verdict.named_together.len() > 1);
    let next = case.analysis.and_then(|analysis| analysis.runner_up).filter(|_| is_close);
    let close = leader
        .or(next)
        .filter(|_| !against)
        .map_or_else(String::new, |other| format!(", {} with {}", case.nearness(chosen), case.name(other).doing));
    let is_turned_down = case.record.status() == Some(Status::Rejected);
    let is_tie = case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1);
    match case.chosen_by {
        ChosenBy::Recommendation if is_turned_down && against => {
            format!("{} was recommended, against the numbers", name.subject())
        }
        ChosenBy::Recommendation if is_turned_down => format!("{} was recommended", name.subject()),
        ChosenBy::Decision if against => format!("{} was decided against the numbers", name.subject()),
        ChosenBy::Decision => format!("{} was decided{close}", name.subject()),
        ChosenBy::Recommendation if against => format!("We recommend {}, against the numbers", name.doing),
        ChosenBy::Recommendation => format!("We recommend {}{close}", name.doing),
        _ if case.record.options.len() == 1 => "Nobody has recommended it, and it is the only option".to_owned(),
        _ if is_tie => "Nobody has recommended an option, and the numbers do not decide".to_owned(),
        _ if is_close => {
            format!("Nobody has recommended an option; {} leads, in a close call", name.doing)
        }
        _ => format!("Nobody has recommended an option; the numbers favor {}", name.doing),
    }
}

/// "It costs least, has the smallest expected loss and is ready first." Where the title says so already: its total beside that of the next.
fn opening(case: &Case, chosen: usize) -> Option<Prose> {
    let total = |idx: usize| case.result(idx)?.total.as_ref().map(|total| score(Spread::mean(total)).line());
    let merits = merits(case, chosen);
    let subject = case.name(chosen).subject();
    let analysis = case.analysis?;
    if merits.is_empty() && (case.is_against_numbers() || analysis.verdict.tied.len() > 1) {
        // What is said of the other one names both totals.
        return None;
    }
    let next = analysis.runner_up.filter(|_| headline(case).is_merit_told);
    if let Some(next) = next {
        return Some(
            Prose::of(format!("{subject} comes to "))
                .figure("total", total(chosen)?)
                .text(format!(" of 100, {} to ", case.name(next).doing))
                .figure("total", total(next)?)
                .text(".")
                .optional(),
        );
    }
    if !merits.is_empty() {
        return Some(Prose::of(format!("{subject} {}.", listed(&merits[..merits.len().min(3)]))));
    }
    Some(Prose::of(format!("{subject} comes to ")).figure("total", total(chosen)?).text(" of 100."))
}

fn none_good(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    if !analysis.verdict.is_none_good_enough {
        return None;
    }
    let total = case.result(leader)?.total.as_ref().map(|total| score(Spread::mean(total)).line())?;
    let least = crate::number::whole(case.input.book.acceptable);
    if case.is_against_numbers() {
        return Some(Prose::of(format!("Good enough would be {least}.")));
    }
    Some(Prose::of("The best reaches ").figure("total", total).text(format!(" of 100; {least} would be good enough.")))
}

/// "Partnering cannot be ranked: nothing is known of its risk."
pub(crate) fn incomplete(case: &Case) -> Option<String> {
    let analysis = case.analysis?;
    let is_short = |idx: &&usize| {
        analysis.leader != Some(**idx) && case.result(**idx).is_some_and(|result| !result.missing.is_empty())
    };
    let told = case.order.iter().filter(is_short);
    let told = told
        .map(|idx| format!("{} cannot be ranked: {}.", case.name(*idx).subject(), not_estimated(case, *idx)))
        .collect::<Vec<_>>();
    (!told.is_empty()).then(|| told.join(" "))
}

/// "Building is out: it is not ready in time (at most 24 months)."
pub(crate) fn excluded(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let out = |idx: &usize| {
        let failed = case.result(*idx)?.failed_musts.iter();
        let failed: Vec<String> =
            failed.filter_map(|idx| Some(failed_must(case, analysis.criteria.get(*idx)?))).collect();
        (!failed.is_empty()).then(|| format!("{} is out: {}.", case.name(*idx).subject(), listed(&failed)))
    };
    let told: Vec<String> = case.order.iter().filter_map(out).collect();
    (!told.is_empty()).then(|| Prose::of(told.join(" ")))
}

/// "it is not ready in time (at most 24 months)", "its flexibility is not within what it must be (at most 3)".
fn failed_must(case: &Case, criterion: &CriterionResult) -> String {
    let name = clean(&criterion.name);
    let what = match criterion.measure {
        Measure::TotalCost => "it costs too much".to_owned(),
        Measure::AnnualLoss => "it would lose too much a year".to_owned(),
        Measure::ExitMonths => "it takes too long to leave".to_owned(),
        Measure::Ready => "it is not ready in time".to_owned(),
        Measure::Own => format!("its {name} is not within what it must be"),
    };
    let specs = case.record.inputs.criteria.as_ref().unwrap_or(&case.input.book.criteria);
    let must = specs.criteria.iter().find(|spec| spec.id == criterion.id).and_then(|spec| spec.must);
    let Some(must) = must else { return what };
    let relation = match must.relation {
        MustRelation::Less => "below",
        MustRelation::AtMost => "at most",
        MustRelation::More => "above",
        MustRelation::AtLeast => "at least",
    };
    let bound = match criterion.scale {
        Scale::Money | Scale::MoneyPerYear => case.money.stated(must.bound),
        Scale::Months => months_plain(must.bound),
        _ => {
            let number = quantity(must.bound, Digits::Prose);
            criterion.unit.as_deref().map_or(number.clone(), |unit| with_unit(&number, &clean(unit)))
        }
    };
    format!("{what} ({relation} {bound})")
}

/// What would have to be otherwise.
pub(super) fn doubt(case: &Case) -> Block {
    let items = flips(case);
    let mut lead = Vec::new();
    let mut sentences = Vec::new();
    let is_tie = case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1);
    if is_tie {
        sentences.push(Prose::of("The figures do not tell them apart: whatever does will decide."));
    } else if let Some(fragile) = fragile_sentence(case) {
        // Where chances are known, the first of the four below is named as the weakest.
        sentences.extend(case.no_doubt().map(|_| fragile));
    } else if case.analysis.is_some_and(|analysis| analysis.runner_up.is_some()) {
        sentences.push(Prose::of(format!(
            "No single estimate is wrong enough, within its range, to turn {}.",
            what_turns(case)
        )));
    }
    sentences.extend(both_doubts(case).filter(|_| !is_tie));
    if !sentences.is_empty() {
        lead.push(Paragraph::of(sentences));
    }
    let is_to_study = case
        .analysis
        .and_then(|analysis| analysis.study.as_ref())
        .is_some_and(|study| study.verdict == StudyVerdict::Pays);
    let study = study_sentence(case).map(|prose| if is_to_study { prose } else { prose.optional() });
    let more: Vec<Prose> = study.into_iter().chain(worst_shock(case).map(Prose::optional)).collect();
    if !more.is_empty() && case.record.is_open() {
        lead.push(Paragraph::of(more));
    }
    if items.is_empty() {
        lead.push(Paragraph::gap(format!(
            "No stop rule and no reason to reopen it is written down.{}",
            case.ask_owner()
        )));
    }
    Block { finding: counted(case, &items), question: "How wrong must we be?", lead, paragraphs: Vec::new() }
}

/// What a flip turns: the choice, or where that goes against the numbers, only these.
fn what_turns(case: &Case) -> &'static str {
    if case.is_against_numbers() { "the numbers" } else { "the choice" }
}

/// "Four things would change our mind"; "One stop rule is met; three other things would change our mind".
pub(super) fn counted(case: &Case, items: &[FlipItem]) -> String {
    let numbers = items.iter().filter(|item| item.sort == FlipSort::Numbers).count();
    let met = items.iter().filter(|item| item.sort == FlipSort::Met).count();
    let open = items.len() - met;
    let things = |count: usize| format!("{} {}", count_word(count), plural(count, "thing", "things"));
    if met > 0 {
        let rules = format!("{} stop {} met", count_word(met), plural(met, "rule is", "rules are"));
        return capitalized(&match open {
            0 => rules,
            open => {
                format!("{rules}; {} other {} would change our mind", count_word(open), plural(open, "thing", "things"))
            }
        });
    }
    capitalized(&match (numbers, open - numbers) {
        (0, 0) => "Nothing says what would change our mind".to_owned(),
        (numbers, 0) if case.is_against_numbers() => format!("{} would turn the numbers", things(numbers)),
        (numbers, other) if case.is_against_numbers() && numbers > 0 => {
            format!("{} would turn the numbers, {} our mind", things(numbers), count_word(other))
        }
        _ => format!("{} would change our mind", things(open)),
    })
}

/// At most four: estimates, weights, stop rules and reasons to reopen, at least one of each sort
/// that is there.
pub(super) fn flips(case: &Case) -> Vec<FlipItem> {
    let numbers = FlipSort::Numbers;
    let weights = weight_turn(case).map(|(heading, text)| FlipItem { heading, text, sort: numbers });
    let kills: Vec<FlipItem> = case.record.kill.iter().map(|kill| kill_item(case, kill)).collect();
    let reopen: Vec<FlipItem> = case
        .record
        .revisit
        .iter()
        .map(|text| FlipItem {
            heading: REOPEN.to_owned(),
            // It goes on from the heading, and may begin with a name that is written small.
            text: Prose::of(format!("{}.", clean(text).trim_end_matches('.'))),
            sort: FlipSort::Open,
        })
        .collect();
    let others = usize::from(weights.is_some()) + usize::from(!kills.is_empty()) + usize::from(!reopen.is_empty());
    let estimates = turns(case).into_iter().take(FLIPS - others).enumerate().map(|(place, turn)| FlipItem {
        heading: match place {
            0 => format!("Weakest assumption: {}", turn.heading()),
            _ => turn.heading(),
        },
        text: turn.explained(case),
        sort: numbers,
    });
    let mut items: Vec<FlipItem> = estimates.chain(weights).collect();
    let room = FLIPS - items.len();
    let kill_count = room.saturating_sub(usize::from(!reopen.is_empty())).min(kills.len());
    items.extend(kills.into_iter().take(kill_count));
    let room = FLIPS - items.len();
    items.extend(reopen.into_iter().take(room));
    items
}

/// A stop rule, which counts once the decision is in force and from its day on.
fn kill_item(case: &Case, kill: &KillCriterion) -> FlipItem {
    let is_met = case.record.is_met(kill, case.input.as_of);
    let metric = shortened(&clean(&kill.metric));
    let heading = match &kill.threshold {
        Some(threshold) => format!("{metric}: {}", stop_bound(threshold)),
        None => metric,
    };
    let mut parts = Vec::new();
    if let Some(by) = kill.by {
        parts.push(format!("By {}", date(by)));
    }
    parts.push(match &kill.then {
        Some(then) => clean(then),
        None => "we stop".to_owned(),
    });
    let mut text = sentence(&parts.join(": "));
    match is_met {
        Some(true) => {
            let now = kill.now.as_ref().map_or_else(String::new, |(_, now)| format!(": {}", clean(now)));
            text.push_str(&format!(" So it is today{now}."));
        }
        Some(false) => {
            if let Some((_, now)) = &kill.now {
                text.push_str(&format!(" Today: {}.", clean(now)));
            }
        }
        None => {}
    }
    let sort = if is_met == Some(true) { FlipSort::Met } else { FlipSort::Open };
    FlipItem { heading, text: Prose::of(text), sort }
}

/// Why not the others.
pub(super) fn others(case: &Case) -> Block {
    let question = "Why not the others?";
    let count = case.record.options.len();
    let finding = match (count, case.chosen) {
        (0, _) => "No options are written down".to_owned(),
        (1, _) => "No other option is written down".to_owned(),
        (_, Some(_)) if every_other_costs_more(case) && case.has_income() => {
            "Every other option costs more, before income and after".to_owned()
        }
        (_, Some(_)) if every_other_costs_more(case) => "Every other option costs more".to_owned(),
        (2, Some(_)) => "One other option was weighed".to_owned(),
        (count, Some(_)) => format!("{} other options were weighed", capitalized(&count_word(count - 1))),
        (count, None) => format!("{} options are open", capitalized(&count_word(count))),
    };
    let mut lead = Vec::new();
    if count < 2 {
        lead.push(Paragraph::gap("A choice needs at least two options, and leaving it alone is always one."));
    }
    Block { finding, question, lead, paragraphs: Vec::new() }
}

/// One line an option.
pub(super) fn other_lines(case: &Case) -> Vec<OtherLine> {
    case.order
        .iter()
        .filter(|idx| case.chosen != Some(**idx))
        .map(|idx| {
            let option = &case.record.options[*idx];
            let head = OptionHead::of(case, *idx);
            let figures = case.chosen.and_then(|chosen| best_light(case, chosen, *idx));
            let mut shorter = None;
            let (text, is_gap) = match (&option.why_not, figures) {
                (Some(why), Some(_)) => {
                    let said = Prose::of(sentence(&clean(why)));
                    let price = price(case, *idx);
                    shorter = price.is_some().then(|| said.clone());
                    (price.into_iter().fold(said, Prose::join), false)
                }
                (Some(why), None) => (Prose::of(sentence(&clean(why))), false),
                (None, Some(figures)) => (figures, false),
                (None, None) => match arguments(case, *idx) {
                    Some(text) => (Prose::of(text), false),
                    None => (Prose::of("Nothing is written down for or against it."), true),
                },
            };
            OtherLine { option: head, text, shorter, is_gap }
        })
        .collect()
}

/// " It is £0.2m dearer.": what it costs more or less than the chosen option, after what its authors say of it.
fn price(case: &Case, other: usize) -> Option<Prose> {
    let chosen = case.chosen?;
    let (more, text) = case.cash_difference(chosen, other).filter(|(more, _)| *more != 0.0)?;
    let income = case.income_turns(chosen, other).map_or_else(String::new, |(more, text)| {
        format!(", but brings in {text} {}", if more > 0.0 { "more" } else { "less" })
    });
    let word = if more > 0.0 { "dearer" } else { "cheaper" };
    let income = if income.is_empty() { case.cash_words(chosen, other).to_owned() } else { income };
    Some(Prose::of(" It is ").figure("difference", text).text(format!(" {word}{income}.")))
}

/// The first points for and against it, from the body.
fn arguments(case: &Case, idx: usize) -> Option<String> {
    let option = &case.record.options[idx];
    let first = |list: &[crate::model::Argument]| {
        list.first().map(|argument| clean(&argument.text).trim_end_matches('.').to_owned())
    };
    match (first(&option.pros), first(&option.cons)) {
        (Some(good), Some(bad)) => Some(format!("For it: {good}. Against it: {bad}.")),
        (Some(good), None) => Some(format!("For it: {good}.")),
        (None, Some(bad)) => Some(format!("Against it: {bad}.")),
        (None, None) => option.summary.as_deref().map(|summary| sentence(&clean(summary))),
    }
}
