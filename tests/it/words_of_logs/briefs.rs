//! The brief: ask, expected sum, limit, cost and money by year, readiness, other options, and the wording for the minutes.

use super::reading::{
    count, holes, is_chance, is_chance_number, is_difference, is_estimate, is_near, is_sum, is_word, months, printed,
};
use super::{Found, Told, Whole, plain, prose, sentences, stops_met};
use adr::model::{Sourcing, Status};
use adr::number::{count as counted, count_word, date as in_words};

pub(super) fn check(whole: &Whole, told: &Told, found: &mut Found) {
    ask(whole, told, found);
    expected(told, found);
    minutes(whole, told, found);
    costs(told, found);
    years(told, found);
    ready(told, found);
    others(told, found);
    waiting(told, found);
    came(whole, told, found);
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
fn minutes(whole: &Whole, told: &Told, found: &mut Found) {
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
    let _ = whole;
}

/// The sentences on cost, and its table.
fn costs(told: &Told, found: &mut Found) {
    let cost = &told.brief.cost;
    let Some(figures) = &told.figures else { return };
    let cash = |idx: usize| figures.options[idx].cash;
    let title = plain(&cost.finding);
    for (pattern, is_more) in
        [("{} would cost about {} than {}", true), ("{} would cost about {} as much as {}", false)]
    {
        let Some(inner) = holes(&title, pattern) else { continue };
        let base =
            inner[2].split(" before income").next().unwrap_or_default().split(" in cash").next().unwrap_or_default();
        let base =
            base.split(", and bring in").next().unwrap_or_default().split(", the cheapest").next().unwrap_or_default();
        // As the table beside it prints both.
        let pair = told.option(inner[0]).zip(told.option(base));
        let pair =
            pair.and_then(|(of, base)| Some((told.cell(of, |row| &row.cash)?, told.cell(base, |row| &row.cash)?)));
        let is_so = pair.is_some_and(|(of, base)| is_ratio(inner[1], of.value / base.value, is_more));
        found.holds("cost: compared", is_so, &format!("{title} {pair:?}"));
    }
    if let Some(inner) = holes(&title, "{} would cost slightly more than {}") {
        let base = inner[1].split(" before").next().unwrap_or_default().split(" in cash").next().unwrap_or_default();
        let base = base.split(", and bring").next().unwrap_or_default();
        let cell = |doing: &str| told.option(doing).and_then(|idx| told.cell(idx, |row| &row.cash));
        let is_so = cell(inner[0])
            .zip(cell(base))
            .is_some_and(|(of, base)| of.value > base.value && of.value < 1.07 * base.value);
        found.holds("cost: slightly more", is_so, &title);
    }
    if title.ends_with(" options would cost the same") || title.ends_with(" options would cost nothing") {
        let all: Vec<f64> = (0..figures.options.len()).filter_map(|idx| cash(idx).map(|cash| cash.p50)).collect();
        let is_so = all.iter().all(|other| other == &all[0]) && (title.ends_with("nothing") == (all[0] == 0.0));
        found.holds("cost: the same", is_so, &format!("{title} {all:?}"));
    }
    if title == "No cost has been estimated" {
        found.holds("cost: none", figures.options.iter().all(|option| option.cash.is_none()), &title);
    }
    for sentence in sentences(&cost.lead).into_iter().chain(sentences(&cost.paragraphs)) {
        cost_sentence(told, &sentence, found);
    }
    if let Some(table) = &told.brief.cost_table {
        for (row, name) in table.rows.iter().zip(&figures.ranking) {
            let Some(idx) = told.named(Some(name)) else { continue };
            let option = &figures.options[idx];
            for (cell, figures) in [(&row.cash, option.cash), (&row.present_value, option.present_value)] {
                let text = plain(&cell.plain());
                let is_so = match figures {
                    Some(figures) => is_estimate(&text, figures.p50, figures.p5, figures.p95),
                    None => text == "not estimated",
                };
                found.holds("cost: table", is_so, &format!("{text} {figures:?}"));
            }
        }
    }
}

fn cost_sentence(told: &Told, sentence: &str, found: &mut Found) {
    let Some((idx, chosen)) = told.chosen() else { return };
    let doing = plain(&told.names[idx].doing);
    if let Some(rest) = sentence.strip_prefix(&format!("Against leaving it alone, {doing} ")) {
        against_avoid(chosen, rest, sentence, found);
    } else if let Some(inner) = holes(sentence, "{} brings in {} in present value, not counted in the cash above.") {
        let is_so = chosen.benefits.is_some_and(|income| is_estimate(inner[1], income.p50, income.p5, income.p95));
        found.holds(
            "cost: brings in",
            is_so && told.option(inner[0]) == Some(idx),
            &format!("{sentence} {:?}", chosen.benefits),
        );
    } else if let Some(inner) = holes(sentence, "On average, {} takes about {} once and {} in running cost.") {
        let sum = |part: fn(&adr::report::YearFigures) -> f64| chosen.by_year.iter().map(part).sum::<f64>();
        let is_so = is_sum(inner[1], sum(|year| year.one_off)) && is_sum(inner[2], sum(|year| year.running));
        found.holds("cost: once and running", is_so, sentence);
    } else if sentence.contains("income") || sentence.contains("bring in money") {
        let is_any = told.record.options.iter().any(|option| option.benefit.is_some());
        found.holds("cost: income is counted, or said not to be", sentence.starts_with("No ") != is_any, sentence);
    }
}

/// "saves £0.4m in present value, and pays back after about 2.5 years."
fn against_avoid(chosen: &adr::report::OptionFigures, rest: &str, sentence: &str, found: &mut Found) {
    let Some(npv) = chosen.savings_npv else { return found.holds("cost: against avoid", false, sentence) };
    let (verb, rest) = rest.split_once(' ').unwrap_or_default();
    let sum = rest.split(' ').next().unwrap_or_default();
    let is_so = match verb {
        "saves" => npv > 0.0 && is_sum(sum, npv),
        "costs" => npv < 0.0 && is_sum(sum, -npv) && rest.contains(" more in present value"),
        _ => false,
    };
    found.holds("cost: against avoid", is_so, &format!("{sentence} {npv}"));
    if let Some((_, after)) = rest.split_once("pays back after about ") {
        pays_back(chosen, after, sentence, found);
    }
}

/// "21 months." or "2.5 years."
fn pays_back(chosen: &adr::report::OptionFigures, after: &str, text: &str, found: &mut Found) {
    let after = after.trim_end_matches('.');
    let is_so = chosen.simple_payback_years.is_some_and(|years| match after.strip_suffix(" years") {
        Some(text) => printed(text, "").is_some_and(|found| is_near(found, years, 0.0)),
        None => months(after).is_some_and(|months| (months - 12.0 * years).abs() <= 1.0),
    });
    found.holds("cost: pays back", is_so && chosen.savings_npv > Some(0.0), &format!("{text} {chosen:?}"));
}

/// Whether "a fifth more", "twice as much" is this ratio, to what words can tell.
fn is_ratio(words: &str, ratio: f64, is_more: bool) -> bool {
    let parts = [
        ("a tenth", 0.1),
        ("an eighth", 0.125),
        ("a sixth", 1.0 / 6.0),
        ("a fifth", 0.2),
        ("a quarter", 0.25),
        ("a third", 1.0 / 3.0),
        ("two fifths", 0.4),
        ("half", 0.5),
        ("three fifths", 0.6),
        ("two thirds", 2.0 / 3.0),
        ("three quarters", 0.75),
        ("four fifths", 0.8),
    ];
    if is_more {
        let part = words.strip_suffix(" more").and_then(|words| parts.iter().find(|(word, _)| *word == words));
        return part.is_some_and(|(_, part)| (ratio - 1.0 - part).abs() < 0.13);
    }
    let times = match words {
        "twice" => Some(2.0),
        "two and a half times" => Some(2.5),
        words => {
            words.strip_suffix(" times").and_then(|words| count(words).map(|times| times as f64).or(words.parse().ok()))
        }
    };
    times.is_some_and(|times| (ratio / times - 1.0).abs() < 0.2)
}

/// Money by year adds up, and it is paid back when more has come in than has gone out.
fn years(told: &Told, found: &mut Found) {
    let Some((_, chosen)) = told.chosen() else { return };
    let has_income = told.record.options.iter().any(|option| option.benefit.is_some());
    let all_of_cost = sentences(&told.brief.cost.paragraphs).join(" ");
    let Some(table) = &told.brief.year_table else {
        let is_said = has_income || all_of_cost.contains("No income");
        let has_cost = told.brief.cost.finding != "No cost has been estimated";
        return found.holds("years: no income is said without a table", is_said || !has_cost, &all_of_cost);
    };
    let caption = plain(&table.caption);
    found.holds("years: no income is said", has_income != caption.contains("No income"), &caption);
    if let Some((_, after)) = caption.split_once("against leaving it alone it pays back after about ") {
        pays_back(chosen, after, &caption, found);
    }
    let spent = |year: &adr::report::CalendarYearFigures| year.one_off + year.running + year.exit;
    let all: f64 = chosen.by_calendar_year.iter().map(|year| year.benefit - spent(year)).sum();
    let last = table.texts().last().and_then(|row| row.last().cloned()).unwrap_or_default();
    let most = chosen.by_calendar_year.iter().map(spent).fold(all.abs(), f64::max);
    let is_so =
        printed(&plain(&last), "").is_some_and(|sum| is_near(sum, all, 0.0) || (sum.value - all).abs() < 0.02 * most);
    found.holds("years: in all", is_so, &format!("{last} {all}"));
    let mut so_far = 0.0;
    let cumulative: Vec<(i16, f64)> = chosen
        .by_calendar_year
        .iter()
        .map(|year| {
            so_far += year.benefit - spent(year);
            (year.year, so_far)
        })
        .collect();
    if let Some(inner) = holes(&caption, "{}It has paid back in {}.") {
        let year: i16 = inner[1].split('/').next().and_then(|year| year.parse().ok()).unwrap_or(0);
        let is_so = cumulative.iter().all(|(name, sum)| *name < year || *sum >= -1e-6)
            && cumulative.iter().any(|(name, sum)| *name == year - 1 && *sum < 0.0);
        found.holds("years: paid back", is_so, &format!("{caption} {cumulative:?}"));
    } else if caption.contains("It has not paid back by the end of") || caption.contains("does not pay back") {
        let is_so = cumulative.last().is_some_and(|(_, sum)| *sum < 0.0)
            && (has_income || chosen.savings_npv.is_none_or(|saved| saved <= 0.0));
        found.holds("years: not paid back", is_so, &format!("{caption} {cumulative:?}"));
    }
}

/// Ready when, and how likely late.
fn ready(told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    if let Some(table) = &told.brief.ready_table {
        for (row, name) in table.rows.iter().zip(&figures.ranking) {
            let Some(option) = told.named(Some(name)).map(|idx| &figures.options[idx]) else { continue };
            let text = plain(&row.ready.plain());
            let is_so = match option.ready_months {
                Some(ready) if ready.p95 == 0.0 => text == "at once" || text == "in use today",
                Some(ready) => {
                    let (figure, range) = text.split_once(" (").unwrap_or((&text, ""));
                    let figure = figure.trim_end_matches(" months").trim_end_matches(" month");
                    let text = if range.is_empty() { figure.to_owned() } else { format!("{figure} ({range}") };
                    is_estimate(&text, ready.p50, ready.p5, ready.p95)
                }
                None => text == "not estimated",
            };
            found.holds("ready: months", is_so, &format!("{text} {:?}", option.ready_months));
            if let (Some(figure), Some(word), Some(late)) = (&row.late.figure, &row.late.word, option.late_chance) {
                let number = plain(&figure.figure);
                let is_so = is_chance_number(&number, late) && is_word(word, late, &number);
                found.holds("ready: late", is_so, &format!("{number} {word} {late}"));
            }
        }
    }
    let title = plain(&told.brief.ready.finding);
    let Some((_, chosen)) = told.chosen() else { return };
    if let Some(inner) = holes(&title, "{} is {} to be late for {}") {
        let late = chosen.late_chance.unwrap_or(0.0);
        let is_so = late >= 0.6 && ["likely", "very likely", "almost certain"].contains(&inner[1]);
        found.holds("ready: likely late", is_so, &format!("{title} {late}"));
    }
    if title.starts_with("No option is likely to be ready by") {
        let is_early = |option: &adr::report::OptionFigures| {
            option.ready_months.is_some_and(|ready| ready.p95 > 0.0)
                && option.late_chance.is_some_and(|late| late < 0.4)
        };
        found.holds("ready: none in time", !figures.options.iter().any(is_early), &title);
    }
    if let Some(only) = holes(&title, "Only {} is likely to be ready by {}").and_then(|inner| told.option(inner[0])) {
        found.holds(
            "ready: only one in time",
            figures.options[only].late_chance.is_some_and(|late| late < 0.4),
            &title,
        );
    }
    for sentence in sentences(&told.brief.ready.paragraphs) {
        if let Some(inner) = holes(&sentence, "Being late costs {} a month; for {} we expect about {} in all.") {
            let is_so = told.record.inputs.late_cost.is_some_and(|cost| is_sum(inner[0], cost))
                && chosen.late_cost.is_some_and(|late| is_sum(inner[2], late.mean));
            found.holds("ready: what lateness costs", is_so, &format!("{sentence} {:?}", chosen.late_cost));
        }
    }
}

/// "Easier to leave; £0.2m dearer, likely late."
fn others(told: &Told, found: &mut Found) {
    let Some((idx, chosen)) = told.chosen() else { return };
    let Some(figures) = &told.figures else { return };
    let others = figures.ranking.iter().filter_map(|name| told.named(Some(name))).filter(|other| *other != idx);
    for (line, other) in told.brief.other_lines.iter().zip(others) {
        let option = &figures.options[other];
        let text = prose(&line.text);
        let cash = chosen.cash.zip(option.cash);
        for (word, is_dearer) in [(" dearer", true), (" cheaper", false)] {
            let Some((before, _)) = text.split_once(word) else { continue };
            let sum = before.rsplit(' ').next().unwrap_or_default().trim_start_matches('(');
            let (ours, theirs) = (told.cell(idx, |row| &row.cash), told.cell(other, |row| &row.cash));
            let is_so = ours.zip(theirs).is_some_and(|(ours, theirs)| {
                if is_dearer { is_difference(sum, theirs, ours) } else { is_difference(sum, ours, theirs) }
            });
            found.holds("others: dearer or cheaper", is_so, &format!("{text} {cash:?}"));
            // All in, the other way round: that is said in the same clause.
            let all_in = chosen.total_cost.zip(option.total_cost).map(|(ours, theirs)| theirs.mean - ours.mean);
            if all_in.is_some_and(|more| more != 0.0 && (more > 0.0) != is_dearer) {
                let is_said = ["income", "in cash", "rings in"].iter().any(|word| text.contains(word));
                found.holds("others: what the sum leaves out", is_said, &format!("{text} {all_in:?}"));
            }
        }
        let is_idle = text.to_lowercase().contains("nothing to do now");
        if is_idle {
            let pays = option.by_year.first().is_some_and(|year| year.one_off > 0.0);
            let is_ready = option.ready_months.is_some_and(|ready| ready.p95 == 0.0);
            found.holds("others: nothing to do now", !pays && is_ready, &text);
        } else if text.to_lowercase().contains("ready at once") {
            found.holds("others: ready at once", option.ready_months.is_some_and(|ready| ready.p95 == 0.0), &text);
        }
        if text.contains(" late") && !text.contains("later") {
            found.holds("others: likely late", option.late_chance.is_some_and(|late| late >= 0.55), &text);
        }
        if let Some(losses) = option.annual_loss.zip(chosen.annual_loss) {
            let (theirs, ours) = (losses.0.mean, losses.1.mean);
            if text.contains("expected losses higher by ") {
                found.holds("others: higher losses", theirs > ours, &text);
            } else if text.contains("smaller expected loss") {
                found.holds("others: smaller loss", theirs < ours, &text);
            }
        }
    }
    if told.brief.others.finding.starts_with("Every other option costs more") {
        let is_dearer = |other: &adr::report::OptionFigures| {
            chosen.cash.zip(other.cash).is_some_and(|(ours, theirs)| theirs.p50 > ours.p50)
        };
        let is_so = figures.options.iter().enumerate().all(|(other, option)| other == idx || is_dearer(option));
        found.holds("others: all cost more", is_so, &told.brief.others.finding);
    }
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
fn came(whole: &Whole, told: &Told, found: &mut Found) {
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
    let _ = (whole, count_word(0));
}
