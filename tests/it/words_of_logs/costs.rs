//! Cost and money by year of a brief: compared, against leaving it alone, and paid back.

use super::reading::{count, holes, is_estimate, is_near, is_sum, months, printed};
use super::{Found, Told, plain, sentences};

/// The sentences on cost, and its table.
pub(super) fn costs(told: &Told, found: &mut Found) {
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
    } else if let Some(inner) = holes(sentence, "{} brings in {} in present value, not taken off the cash above.") {
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
pub(super) fn years(told: &Told, found: &mut Found) {
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
