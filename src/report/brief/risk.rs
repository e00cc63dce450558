//! What could go wrong, and whether that is within what we accept.

use super::losses;
use super::page::{Pair, RiskRow, RiskTable};
use crate::analysis::{LogLoss, RiskResult};
use crate::model::{Measure, Mitigation};
use crate::number::{Digits, Spread, capitalized, count_word, date, how_often, score};
use crate::report::narrate::{Case, Paragraph, Prose, Standing, clean, loss_beyond, stated_money};
use crate::report::parts::Block;

/// How many risks a brief names.
pub(super) const WORST: usize = 3;

/// The losses of the chosen option and of the whole log, against what we accept.
pub(super) fn risk(case: &Case) -> Block {
    let question = "What could go wrong, and is it within what we accept?";
    let Some(chosen) = case.chosen else {
        return Block {
            finding: "No option is chosen whose risks could be weighed".to_owned(),
            question,
            lead: Vec::new(),
            paragraphs: vec![Paragraph::gap(format!(
                "Risks are shown once an option is recommended.{}",
                case.ask_owner()
            ))],
        };
    };
    let mut paragraphs = Vec::new();
    let mut standings = Vec::new();
    let loss = case.loss_spread(chosen);
    let name = &case.name(chosen).doing;
    match (&case.record.options[chosen].risks, loss) {
        (Some(risks), _) if risks.is_empty() => {
            paragraphs.push(Paragraph::of([Prose::of(format!("No risks of {name} are known, the record says."))]));
        }
        (Some(_), Some(loss)) => {
            let (standing, paragraph) = own_loss(case, loss);
            standings.extend(standing);
            // The table of losses holds the same figures.
            paragraphs.push(if standing == Some(Standing::Outside) { paragraph } else { optional(paragraph) });
            if !losses::has_appetite(case) {
                paragraphs.push(Paragraph::gap("No appetite has been set for this kind of loss."));
            }
        }
        (Some(_), None) => {
            paragraphs.push(Paragraph::gap(format!("The risks carry no figures.{}", case.ask_owner())));
        }
        (None, _) => {
            if let Some(judged) = judged(case, chosen) {
                paragraphs.push(Paragraph::of([judged]));
            }
            paragraphs.push(Paragraph::gap(format!("No risks of {name} are written down.{}", case.ask_owner())));
        }
    }
    if let Some((standing, prose)) = case
        .result(chosen)
        .and_then(|result| result.loss_curve.as_ref())
        .and_then(|curve| loss_beyond(case, &curve.against))
    {
        standings = vec![add_year(&mut paragraphs, standings.first().copied(), standing, prose)];
    }
    let mut whole_standing = None;
    if let Some(whole) = case.analysis.and_then(|analysis| analysis.log_loss.as_ref()) {
        let (standing, paragraph) = whole_loss(case, whole);
        whole_standing = standing;
        paragraphs.push(if standing == Some(Standing::Outside) { paragraph } else { optional(paragraph) });
        if let Some((standing, prose)) = loss_beyond(case, &whole.curve_after.against) {
            whole_standing = Some(add_year(&mut paragraphs, whole_standing, standing, prose));
        }
    }
    let finding = finding(case, chosen, loss, standings.first().copied(), whole_standing);
    Block { finding, question, lead: Vec::new(), paragraphs }
}

/// Puts the chance of a bad year behind the expected loss, under the worse sign of the two.
fn add_year(paragraphs: &mut Vec<Paragraph>, expected: Option<Standing>, year: Standing, prose: Prose) -> Standing {
    let worse = expected.map_or(year, |expected| expected.max(year));
    match paragraphs.last_mut().filter(|paragraph| !paragraph.is_gap) {
        Some(last) => {
            last.sentences.push(kept(year, prose));
            last.sign = Some(worse.sign());
        }
        None => paragraphs.push(Paragraph::marked(worse.sign(), kept(year, prose))),
    }
    worse
}

fn optional(paragraph: Paragraph) -> Paragraph {
    Paragraph { sentences: paragraph.sentences.into_iter().map(Prose::optional).collect(), ..paragraph }
}

/// What is not outside may go where a page has more words than its budget.
fn kept(standing: Standing, prose: Prose) -> Prose {
    if standing == Standing::Outside { prose } else { prose.optional() }
}

fn finding(case: &Case, chosen: usize, loss: Option<Spread>, own: Option<Standing>, whole: Option<Standing>) -> String {
    let name = case.name(chosen).subject();
    let is_running = case.is_in_force();
    match (own, whole) {
        (Some(Standing::Inside), Some(Standing::Near)) => {
            "Losses stay inside what we accept here; the whole comes near it".to_owned()
        }
        (Some(Standing::Inside), Some(Standing::Outside)) => {
            "Losses stay inside what we accept here; the whole is outside it".to_owned()
        }
        (Some(Standing::Inside), _) => "Losses stay inside what we accept".to_owned(),
        (Some(Standing::Near), _) => "Losses come near what we accept".to_owned(),
        (Some(Standing::Outside), _) if is_running => "Losses are outside what we accept".to_owned(),
        (Some(Standing::Outside), _) => "Losses would be outside what we accept".to_owned(),
        (None, _) => match (loss, &case.record.options[chosen].risks) {
            (_, Some(risks)) if risks.is_empty() => format!("No risks of {} are known", case.name(chosen).doing),
            (Some(loss), Some(_)) if loss.middle == 0.0 => {
                format!("The risks of {} cost nothing", case.name(chosen).doing)
            }
            (Some(loss), Some(_)) => {
                let figure = case.losses.figure(loss, Digits::Prose).figure;
                format!("{name} {} about {figure} a year", if is_running { "loses" } else { "would lose" })
            }
            _ => "No risks are written down".to_owned(),
        },
    }
}

/// "Inside: together we expect to lose £100k a year (70 to 130); we accept £250k a year."
fn own_loss(case: &Case, loss: Spread) -> (Option<Standing>, Paragraph) {
    let accepted = case.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
    let figure = match accepted {
        Some(accepted) => case.money.against(loss, accepted, Digits::Prose),
        None => case.losses.figure(loss, Digits::Prose),
    };
    let is_one = case.chosen.is_some_and(|idx| case.record.options[idx].risks.as_ref().map_or(0, Vec::len) == 1);
    let start = if is_one { "We expect to lose " } else { "Together we expect to lose " };
    let mut prose = Prose::of(start).figure("annual-loss", figure.figure).text(" a year");
    if let Some(range) = figure.range {
        prose = prose.text(format!(" ({range})"));
    }
    match accepted {
        Some(accepted) => {
            let standing = Standing::of(loss.middle, accepted);
            let prose = prose.text(format!("; here we accept {} a year.", case.money.stated(accepted)));
            (Some(standing), Paragraph::marked(standing.sign(), prose))
        }
        None => (None, Paragraph::of([prose.text(".")])),
    }
}

/// "Near: all we run would carry £0.62m a year after this decision, against £0.52m before; as a
/// whole we accept £0.75m."
fn whole_loss(case: &Case, whole: &LogLoss) -> (Option<Standing>, Paragraph) {
    let (before, after) = (Spread::mean(&whole.before), Spread::mean(&whole.after));
    let column = case.money.column([Spread::certain(before.middle), Spread::certain(after.middle)]);
    let limit = case.input.book.appetite.annual_loss;
    // On its side of what we accept, however near.
    let print = |spread: Spread| match limit {
        Some(limit) => case.money.against(Spread::certain(spread.middle), limit, Digits::Prose).figure,
        None => column.certain(spread.middle, Digits::Prose),
    };
    let prose = Prose::of("All that was decided would carry ").figure("log-loss", print(after)).text(" a year");
    let prose = if print(before) == print(after) {
        prose.text(", with this decision or without it")
    } else {
        let prose = prose.text(" after this decision, against ");
        let prose = if before.middle == 0.0 { prose.text("nothing") } else { prose.figure("log-loss", print(before)) };
        prose.text(" without it")
    };
    match case.input.book.appetite.annual_loss {
        Some(accepted) => {
            let standing = Standing::of(after.middle, accepted);
            let prose = prose.text(format!("; as a whole we accept {}.", case.money.stated(accepted)));
            (Some(standing), Paragraph::marked(standing.sign(), prose))
        }
        None if case.input.book.appetite.exceedance.is_empty() => {
            (None, Paragraph::of([prose.text("; for the whole, no appetite has been set.")]))
        }
        // Its points of a bad year follow.
        None => (None, Paragraph::of([prose.text(".")])),
    }
}

/// "Risk is judged at 30 of 100, less is better." Where a level stands in place of risks.
fn judged(case: &Case, chosen: usize) -> Option<Prose> {
    let analysis = case.analysis?;
    let (idx, criterion) = analysis
        .criteria
        .iter()
        .enumerate()
        .find(|(_, criterion)| criterion.id == "risk" && criterion.measure == Measure::Own)?;
    let level = case.result(chosen)?.levels.get(idx)?.as_ref()?;
    let anchors = criterion.value.anchors();
    let better = if anchors.best < anchors.worst { "less" } else { "more" };
    let figure = score(Spread::mean(level)).line();
    let unit = criterion.unit.as_deref().map_or_else(|| "of 100".to_owned(), clean);
    Some(
        Prose::of(format!("{} of {} is judged at ", capitalized(&clean(&criterion.name)), case.name(chosen).doing))
            .figure("score", figure)
            .text(format!(" {unit}, where {better} is better.")),
    )
}

/// The worst risks of the chosen option, by what they are expected to cost a year.
pub(super) fn risk_table(case: &Case) -> Option<RiskTable> {
    let chosen = case.chosen?;
    let risks = case.record.options[chosen].risks.as_ref().filter(|risks| !risks.is_empty())?;
    let all = worst_first(case, chosen);
    let shown = &all[..all.len().min(WORST)];
    // One risk alone reads as in the sentence below.
    let alone = case.loss_spread(chosen).filter(|_| all.len() == 1);
    let alone = alone.map(|loss| case.losses.figure(loss, Digits::Prose).figure);
    let expected =
        case.money.column(shown.iter().filter_map(|(_, result)| result.expected_annual_loss).map(Spread::certain));
    let losses = case.money.column(shown.iter().filter_map(|(_, result)| result.loss.as_ref()).map(Spread::median));
    let rows: Vec<RiskRow> = shown
        .iter()
        .map(|(idx, result)| {
            let risk = &risks[*idx];
            RiskRow {
                name: clean(&risk.name),
                owner: risk.owner.as_deref().map(clean),
                done: risk.mitigation.as_ref().map(|mitigation| done(case, mitigation)),
                before: losses::before(risk).map(|before| case.money.prose(before)),
                how_often: how_often_cell(result),
                loss: result.loss.map_or_else(|| "not known".to_owned(), |loss| losses.alone(loss.p5, loss.p95)),
                expected: match (&alone, result.expected_annual_loss) {
                    (Some(alone), _) => alone.clone(),
                    (None, Some(loss)) => expected.aligned(loss),
                    (None, None) => "not known".to_owned(),
                },
            }
        })
        .collect();
    let doing = &case.name(chosen).doing;
    let which = match all.len() {
        1 => format!("The one risk of {doing}."),
        count if count > WORST => {
            format!("The {} worst of {} risks of {doing}.", count_word(WORST), count_word(count))
        }
        _ => format!("The risks of {doing}, the worst first."),
    };
    let has_done = rows.iter().any(|row| row.done.is_some());
    let after = if has_done {
        "Figures are after what is done; “before” is without it."
    } else {
        "What is done about them is not said."
    };
    Some(RiskTable { caption: format!("{which} Loss: nine times in ten. {after}"), has_done, rows })
}

/// An option's risks by what they are expected to cost a year, those that nobody knows first.
pub(super) fn worst_first(case: &Case, option_idx: usize) -> Vec<(usize, RiskResult)> {
    let count = case.record.options[option_idx].risks.as_ref().map_or(0, Vec::len);
    let results = case.result(option_idx).map_or(&[][..], |result| &result.risks);
    let mut all: Vec<(usize, RiskResult)> =
        (0..count).map(|idx| (idx, results.get(idx).copied().unwrap_or_default())).collect();
    all.sort_by(|a, b| {
        let expected = |result: &RiskResult| result.expected_annual_loss.unwrap_or(f64::INFINITY);
        expected(&b.1).total_cmp(&expected(&a.1)).then(a.0.cmp(&b.0))
    });
    all
}

/// "Outside test each year, £20k a year".
fn done(case: &Case, mitigation: &Mitigation) -> String {
    let what = mitigation.what.as_deref().map_or_else(|| "Not said what".to_owned(), clean);
    match &mitigation.yearly {
        Some(yearly) => format!("{what}, {} a year", stated_money(&case.money, yearly.form)),
        None => what,
    }
}

/// What is done while it is off course.
pub(super) fn pairs(case: &Case) -> Vec<Pair> {
    let Some(response) = &case.record.response else { return Vec::new() };
    let who = response.who.as_deref().map(clean);
    let by = response.by.map(|by| format!("by {}", date(by)));
    let more: Vec<String> = who.into_iter().chain(by).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    vec![Pair { term: "Being done", text: format!("{}{more}", clean(&response.what)) }]
}

/// "once in 5 years", "15 times a year".
fn how_often_cell(result: &RiskResult) -> String {
    match result.per_year {
        Some(rate) => how_often(rate.p50).unwrap_or_else(|| "never".to_owned()),
        None => "not known".to_owned(),
    }
}
