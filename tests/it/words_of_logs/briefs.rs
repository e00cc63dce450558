//! The brief: ask, expected sum, limit, wording for the minutes, what leaving it alone costs, and what came.

use super::reading::{count, holes, is_chance, is_estimate, is_near, is_sum, printed};
use super::{Found, Told, Whole, costs, is_asked, others, plain, prose, sentences, stops_met};
use adr::model::{Sourcing, Status};
use adr::number::{count as counted, date as in_words};

pub(super) fn check(whole: &Whole, told: &Told, found: &mut Found) {
    ask(whole, told, found);
    expected(told, found);
    minutes(told, found);
    costs::costs(told, found);
    costs::years(told, found);
    others::ready(told, found);
    others::others(told, found);
    waiting(told, found);
    came(told, found);
    if let Some(meeting) = told.brief.meeting.as_ref().filter(|_| is_asked(told.record)) {
        let on = whole.day(told.record).1.map(|day| plain(&in_words(day)));
        let is_so = on.map_or(meeting.ends_with("no meeting named"), |day| plain(meeting).ends_with(&day));
        found.holds("brief: the day as on the board", is_so && meeting.starts_with("For decision"), meeting);
    }
    let stops = told.brief.doubt.finding.to_lowercase();
    let met = stops_met(told.record, whole.as_of);
    let said = stops.split_once(" stop rule").and_then(|(number, _)| count(number)).unwrap_or(0);
    let is_room =
        met == 0 || told.brief.flips.iter().filter(|flip| prose(&flip.text).contains("So it is today")).count() == said;
    found.holds("brief: stop rules met", said <= met && is_room, &told.brief.doubt.finding);
    let is_met_anywhere = told.brief.flips.iter().any(|flip| prose(&flip.text).contains("So it is today"));
    found.holds("brief: a stop rule that is met", !is_met_anywhere || met > 0, &told.brief.doubt.finding);
}

fn horizon(told: &Told) -> String {
    told.figures.as_ref().map_or_else(String::new, |figures| counted(figures.horizon_years as usize, "year", "years"))
}

/// "Approve up to £1.85m in cash over five years to buy card payments, by 15 December."
fn ask(whole: &Whole, told: &Told, found: &mut Found) {
    let ask = &told.brief.ask;
    if !ask.is_generated {
        return;
    }
    let line = prose(&ask.line);
    let Some(figures) = &told.figures else { return };
    let is_open_choice = line.starts_with("Choose") || line.starts_with("Say");
    let Some((idx, chosen)) = told.chosen().filter(|_| !is_open_choice) else {
        let is_so = figures.chosen.is_none() || figures.tied.len() > 1 || figures.none_good_enough;
        return found.holds("ask: an open choice", is_so, &line);
    };
    let limit = told.record.limit.filter(|limit| *limit > 0.0);
    let is_free = chosen.cash.is_some_and(|cash| cash.p5 == 0.0 && cash.p95 == 0.0);
    let is_named = line.contains(&plain(&told.names[idx].title));
    found.holds("ask: what is chosen", is_named, &line);
    if let Some(inner) = holes(&line, "Approve up to {} in cash over {} to {}.") {
        let is_so = limit.is_some_and(|limit| is_sum(inner[0], limit)) && inner[1] == plain(&horizon(told));
        found.holds("ask: up to the limit", is_so, &line);
    } else if let Some(inner) = holes(&line, "{} about {} in cash over {}") {
        let cash = chosen.cash.filter(|_| !is_free);
        let is_so = cash
            .is_some_and(|cash| printed(inner[1], "").is_some_and(|sum| is_near(sum, cash.p50, cash.p95 - cash.p5)));
        let may_be = limit.is_none() || told.record.options[idx].sourcing == Some(Sourcing::Avoid);
        found.holds("ask: about", is_so && may_be, &format!("{line} {:?}", chosen.cash));
    } else {
        found.holds("ask: no sum", is_free || chosen.cash.is_none(), &line);
    }
    let day = whole.day(told.record).1.filter(|_| told.record.status() == Some(Status::Proposed));
    if let Some(day) = day {
        let by = if day.year() == whole.as_of.year() { adr::number::day_and_month(day) } else { in_words(day) };
        found.holds("ask: by its day", line.ends_with(&format!("by {}.", plain(&by))), &format!("{line} {day}"));
    }
}

/// "We expect £1.4m (1.1 to 1.8). Needing more than £1.85m is very unlikely, about 1 in 25."
fn expected(told: &Told, found: &mut Found) {
    let boxes = [Some(&told.brief.ask), told.brief.decided.as_ref()];
    for sentence in boxes.into_iter().flatten().flat_map(|ask| sentences(&ask.notes)) {
        let Some((_, chosen)) = told.chosen() else { continue };
        if let Some(rest) = sentence.strip_prefix("We expect ") {
            let (sum, leaving) =
                rest.trim_end_matches('.').split_once(", of which ").unwrap_or((rest.trim_end_matches('.'), ""));
            let is_so = chosen.cash.is_some_and(|cash| is_estimate(sum, cash.p50, cash.p5, cash.p95));
            found.holds("ask: we expect", is_so, &format!("{sentence} {:?}", chosen.cash));
            let is_so = match (leaving.strip_suffix(" to leave at the end"), chosen.exit_cash) {
                (Some(sum), Some(exit)) => {
                    printed(sum, "").is_some_and(|sum| is_near(sum, exit.p50, exit.p95 - exit.p5))
                }
                (sum, exit) => sum.is_none() && exit.is_none_or(|exit| exit.p95 <= 0.0),
            };
            found.holds("ask: of which to leave", is_so, &format!("{sentence} {:?}", chosen.exit_cash));
        } else if sentence == "It costs nothing." {
            found.holds("ask: free", chosen.cash.is_some_and(|cash| cash.p5 == 0.0 && cash.p95 == 0.0), &sentence);
        } else if sentence == "No limit has been set." {
            found.holds("ask: no limit", told.record.limit.is_none(), &sentence);
        } else if let Some(inner) = holes(&sentence, "{}eeding more than {} is {}.") {
            let share = chosen.over_limit_share.unwrap_or(f64::NAN);
            let is_so = told.record.limit.is_some_and(|limit| is_sum(inner[1], limit)) && is_chance(inner[2], share);
            found.holds("ask: over the limit", is_so, &format!("{sentence} {share}"));
            let is_warned = inner[0].starts_with("The limit is not expected to be enough");
            found.holds(
                "ask: a limit below what is expected",
                is_warned == (share >= 0.5),
                &format!("{sentence} {share}"),
            );
        }
    }
}

/// The wording for the minutes resolves what is asked, within the limit that is set.
fn minutes(told: &Told, found: &mut Found) {
    let Some(minutes) = told.brief.minutes.as_ref().filter(|minutes| minutes.is_generated) else { return };
    let said: Vec<String> = minutes.sentences.iter().map(prose).collect();
    let ask = prose(&told.brief.ask.line);
    let start = said[0].strip_prefix("Resolved: ").unwrap_or_default().trim_end_matches('.');
    // A day may stand in the middle of what is asked, before a colon.
    let is_asked = ask.starts_with(start) || start.split(' ').all(|word| ask.contains(word.trim_end_matches(':')));
    found.holds("minutes: what is asked", !start.is_empty() && is_asked, &format!("{} | {ask}", said[0]));
    let limit = told.record.limit.filter(|limit| *limit > 0.0);
    let named = said.iter().find_map(|sentence| holes(sentence, "The limit is {} in cash over {}."));
    match (limit, named) {
        (Some(limit), Some(inner)) => {
            let is_so = is_sum(inner[0], limit) && inner[1] == plain(&horizon(told));
            found.holds("minutes: the limit", is_so || horizon(told).is_empty(), inner[0]);
        }
        (Some(limit), None) => {
            let is_in_ask = start
                .split(' ')
                .any(|word| printed(word, "").is_some_and(|sum| (sum.value - limit).abs() < 1e-9 * limit));
            found.holds("minutes: the limit is named once", is_in_ask, &said.join(" "));
        }
        (None, named) => found.holds("minutes: no limit", named.is_none(), &said.join(" ")),
    }
    let review = told.record.review_by.map(|day| format!("To be looked at again by {}.", plain(&in_words(day))));
    let is_so = review.as_ref().is_none_or(|review| said.contains(review));
    found.holds("minutes: review", is_so, &said.join(" "));
    let rules = said.iter().filter(|sentence| sentence.starts_with("Stop rule: ")).count();
    found.holds("minutes: stop rules", rules == told.record.kill.len(), &said.join(" "));
}

/// "Leaving it alone would cost £2.0m over five years (1.7 to 2.3), and lose about £300k a year."
fn waiting(told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    let avoid = figures.options.iter().find(|option| option.sourcing == Some("avoid"));
    for sentence in sentences(&told.brief.why_now.lead) {
        let Some(inner) = holes(&sentence, "Leaving it alone would cost {} over {}.") else { continue };
        let Some((avoid, cash)) = avoid.and_then(|avoid| Some((avoid, avoid.cash?))) else {
            found.holds("why now: leaving it alone", false, &sentence);
            continue;
        };
        let (over, loss) = inner[1].split_once(", and lose about ").unwrap_or((inner[1], ""));
        let range = over.split_once(" (").map_or_else(String::new, |(_, range)| format!(" ({range}"));
        let is_so = is_estimate(&format!("{}{range}", inner[0]), cash.p50, cash.p5, cash.p95);
        found.holds("why now: leaving it alone", is_so, &format!("{sentence} {cash:?}"));
        let is_so = match (loss.split_once(" a year"), avoid.annual_loss) {
            (Some((sum, _)), Some(loss)) => {
                printed(sum, "").is_some_and(|sum| is_near(sum, loss.mean, loss.p95 - loss.p5))
            }
            (None, loss) => loss.is_none_or(|loss| loss.mean <= 0.0),
            _ => false,
        };
        found.holds("why now: what it loses", is_so, &format!("{sentence} {:?}", avoid.annual_loss));
        for (word, least, most) in [("outside", 1.0, f64::INFINITY), ("near", 0.74, 1.01), ("inside", 0.0, 0.76)] {
            let Some((_, end)) = loss.split_once(&format!(", {word} the ")) else { continue };
            let accepted = end.split(' ').next().and_then(|sum| printed(sum, ""));
            let is_so = accepted.zip(avoid.annual_loss).is_some_and(|(accepted, loss)| {
                // As printed it stands where the word says.
                let ratio = loss.mean / accepted.value;
                ratio >= least * 0.94 && ratio <= most * 1.06
            });
            found.holds("why now: against what we accept", is_so, &format!("{sentence} {:?}", avoid.annual_loss));
        }
    }
}

/// "One of two ranges held".
fn came(told: &Told, found: &mut Found) {
    let Some(block) = &told.brief.outcome else { return };
    let checked = told.record.forecasts.iter().filter_map(|forecast| {
        let actual = told.record.actuals.iter().find(|actual| actual.what == forecast.what)?;
        let range = forecast.range.as_ref()?;
        let (low, high) = range.written.split_once(" to ")?;
        let value: f64 = actual.written.parse().ok()?;
        Some((low.parse::<f64>().ok()? <= value) && (value <= high.parse::<f64>().ok()?))
    });
    let checked: Vec<bool> = checked.collect();
    let held = checked.iter().filter(|held| **held).count();
    let title = plain(&block.finding).to_lowercase();
    if let Some(inner) = holes(&title, "{} of {} range{} held") {
        let said = if inner[0] == "none" { Some(0) } else { count(inner[0]) };
        found.holds(
            "outcome: ranges that held",
            said == Some(held) && count(inner[1]) == Some(checked.len()),
            &format!("{title} {checked:?}"),
        );
    }
    for (row, held) in told.brief.outcome_table.iter().flat_map(adr::report::Table::texts).zip(&checked) {
        let is_so = row.last().is_some_and(|word| word.starts_with(if *held { "Inside" } else { "Outside" }));
        found.holds("outcome: row", is_so, &row.join("; "));
    }
}
