//! The comparison: by how much who leads, its tables against the figures, shocks, and the same in the terminal.

use super::reading::{Printed, holes, is_difference, is_estimate, is_near, is_percent, is_sum, printed};
use super::{Found, Told, plain, sentences};
use adr::report::{self, Content, Figures, Input};

pub(super) fn check(told: &Told, input: &Input, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    beats(told, figures, found);
    second(told, figures, found);
    options(told, figures, found);
    shocks(told, figures, found);
    terminal(told, input, found);
}

/// "Buying beats partnering by the worth of £0.3m: it costs £0.2m less, but takes three months longer to leave"
fn beats(told: &Told, figures: &Figures, found: &mut Found) {
    let title = plain(&told.page.title);
    let Some(inner) = holes(&title, "{} beats {} by {}: it {}") else { return };
    let pair = told.option(inner[0]).zip(told.option(inner[1]));
    let is_so = pair.is_some_and(|(first, second)| {
        told.leader() == Some(first) && told.named(figures.runner_up.as_ref()) == Some(second)
    });
    found.holds("beats: who", is_so, &title);
    let Some((first, second)) = pair else { return };
    let total = |idx: usize| figures.options[idx].total;
    let lead = total(first).zip(total(second)).map_or(f64::NAN, |(first, second)| first.mean - second.mean);
    let is_so = match (inner[2].strip_prefix("the worth of "), figures.money_per_point) {
        (Some(sum), Some(per_point)) => is_sum(sum, lead * per_point),
        (None, None) => {
            let points = inner[2].trim_end_matches(" points").trim_end_matches(" point").parse::<f64>();
            points.is_ok_and(|points| (points - lead).abs() <= 1.001 && points > 0.0)
        }
        _ => false,
    };
    found.holds("beats: by how much", is_so, &format!("{title} {lead} {:?}", figures.money_per_point));
    let parts = inner[3].split(", but ").flat_map(|part| part.split(" and "));
    for part in parts {
        differs(told, part, (first, second), &title, found);
    }
}

/// "costs £0.2m less": of the first against the second.
fn differs(told: &Told, part: &str, (first, second): (usize, usize), text: &str, found: &mut Found) {
    let (Some(of), Some(base)) = (told.figures_of(first), told.figures_of(second)) else { return };
    let cells = |pick: fn(&report::OptionRow) -> &report::Cell| told.cell(first, pick).zip(told.cell(second, pick));
    let is_apart = |sum: &str, cells: Option<(Printed, Printed)>, is_more: bool| {
        cells
            .is_some_and(|(of, base)| if is_more { is_difference(sum, of, base) } else { is_difference(sum, base, of) })
    };
    let words: Vec<&str> = part.split(' ').collect();
    let (kind, is_so) = match words.as_slice() {
        ["costs", "about", sum, way, ..] | ["costs", sum, way, ..] if *sum != "about" => {
            let is_so = is_apart(sum, cells(|row| &row.cash), *way == "more");
            // What turns it all in is said with it.
            let all_in = of.total_cost.zip(base.total_cost).map(|(of, base)| of.mean - base.mean);
            let is_turned = all_in.is_some_and(|more| more != 0.0 && (more > 0.0) != (*way == "more"));
            let is_said = ["income", "in cash", "brings in"].iter().any(|word| text.contains(word));
            found.holds("differs: what the sum leaves out", !is_turned || is_said, &format!("{text} {all_in:?}"));
            ("differs: cost", is_so)
        }
        ["is", "ready", .., way @ ("sooner" | "later")] => {
            let months = of.ready_months.zip(base.ready_months).map(|(of, base)| of.p50 - base.p50);
            let said = super::reading::months(&words[2..words.len() - 1].join(" "));
            ("differs: ready", is_months(said, months, *way == "later"))
        }
        ["takes", .., "longer", "to", "leave"] => {
            let months = of.exit_months.zip(base.exit_months).map(|(of, base)| of.p50 - base.p50);
            ("differs: leave", is_months(super::reading::months(&words[1..words.len() - 3].join(" ")), months, true))
        }
        ["lets", "us", "leave", .., "sooner"] => {
            let months = of.exit_months.zip(base.exit_months).map(|(of, base)| of.p50 - base.p50);
            ("differs: leave", is_months(super::reading::months(&words[3..words.len() - 1].join(" ")), months, false))
        }
        ["loses", "about", sum, "a", "year", way] => {
            let is_so = is_apart(sum, cells(|row| &row.loss), *way == "more");
            ("differs: loss", is_so)
        }
        _ => return,
    };
    found.holds(kind, is_so, &format!("{part} in {text}"));
}

/// As a table prints both, a month more or less.
fn is_months(said: Option<f64>, apart: Option<f64>, is_more: bool) -> bool {
    said.zip(apart).is_some_and(|(said, apart)| {
        let apart = if is_more { apart } else { -apart };
        apart > 0.0 && (said - apart).abs() <= 1.01
    })
}

/// "Partnering is second: it costs about £0.2m more and lets us leave three months sooner."
fn second(told: &Told, figures: &Figures, found: &mut Found) {
    for sentence in super::doubts::all_sentences(told) {
        let Some(inner) = holes(&sentence, "{} is second: it {}.").or(holes(&sentence, "{} ties: it {}.")) else {
            continue;
        };
        let second = told.option(inner[0]);
        let is_so = second.is_some() && second == told.named(figures.runner_up.as_ref());
        found.holds("second: who", is_so, &sentence);
        if let (Some(second), Some(leader)) = (second, told.leader()) {
            for part in inner[1].split(" and ") {
                differs(told, part, (second, leader), &sentence, found);
            }
        }
    }
}

fn options(told: &Told, figures: &Figures, found: &mut Found) {
    let Some(table) = &told.page.options else { return };
    for (row, name) in table.rows.iter().zip(&figures.ranking) {
        let Some(idx) = told.named(Some(name)) else { continue };
        let option = &figures.options[idx];
        let medians = [(&row.cash, option.cash), (&row.present_value, option.present_value)];
        for (cell, figures) in medians {
            let text = plain(&cell.plain());
            let is_so =
                figures.map_or(text == "not estimated", |found| is_estimate(&text, found.p50, found.p5, found.p95));
            found.holds("options: money", is_so, &format!("{text} {figures:?}"));
        }
        if let Some(total) = option.total {
            let text = plain(&row.total.plain());
            let figure = text.trim_end_matches(" out").trim();
            let is_so = is_estimate(figure, total.mean, total.p5, total.p95)
                || row.total.figure.is_none()
                || row.total.word.is_some();
            found.holds("options: total", is_so, &format!("{text} {total:?}"));
        }
        if let (Some(first), Some(share)) = (&row.first, option.rank_shares.first()) {
            found.holds("options: first in", is_percent(&plain(first), *share), &format!("{first} {share}"));
        }
        if let (Some(figure), Some(loss)) = (&row.loss.figure, option.annual_loss) {
            let text = plain(&figure.line());
            let is_so = is_estimate(&text, loss.mean, loss.p5, loss.p95);
            found.holds("options: loss", is_so, &format!("{text} {loss:?}"));
        }
        if let (Some(figure), Some(share)) = (&row.cheapest.figure, option.cheapest_share) {
            found.holds(
                "options: cheapest in",
                is_percent(&plain(&figure.figure), share),
                &format!("{} {share}", figure.figure),
            );
        }
        if option.benefits.is_some_and(|income| income.p50 > 0.0) {
            found.holds(
                "options: income",
                row.income.figure.is_some() && table.income_label.is_some(),
                &told.page.title,
            );
        }
    }
    let title = plain(&table.block.finding);
    let most = figures.options.iter().filter_map(|option| option.cheapest_share).fold(0.0, f64::max);
    // Behind what is counted stands who is the cheapest.
    let bare = title.split(", ").find(|part| part.contains(" is the cheapest")).unwrap_or_default();
    if let Some(inner) = holes(bare, "{} is the cheapest{}") {
        let idx = told.option(inner[0]);
        let is_so = idx.and_then(|idx| figures.options[idx].cheapest_share).is_some_and(|share| share >= most - 1e-9);
        found.holds("options: the cheapest", is_so, &title);
    }
    for sentence in sentences(&table.block.lead) {
        if let Some(inner) = holes(&sentence, "Leaving it alone is not free: it costs {}.") {
            let avoid =
                figures.options.iter().find(|option| option.sourcing == Some("avoid")).and_then(|option| option.cash);
            let sum = inner[0].split(", and its").next().unwrap_or_default();
            found.holds(
                "options: not free",
                avoid.is_some_and(|cash| is_estimate(sum, cash.p50, cash.p5, cash.p95)),
                &sentence,
            );
        }
    }
}

/// Who comes first under a shock, with both totals of options that are in the running.
fn shocks(told: &Told, figures: &Figures, found: &mut Found) {
    for scenario in &figures.scenarios {
        suppliers(told, scenario, found);
    }
    let Some(table) = told.page.scenarios.as_ref().and_then(|block| block.table.as_ref()) else { return };
    let mut undone = 0;
    for row in &table.rows {
        let word = row.cells[3].holds.plain();
        undone += usize::from(word == "No");
        let totals = row.cells[3].joined.last().map(|(_, totals)| plain(&totals.plain())).unwrap_or_default();
        let Some((first, next)) = totals
            .split_once(" to ")
            .and_then(|(first, next)| Some((first.parse::<f64>().ok()?, next.parse::<f64>().ok()?)))
        else {
            continue;
        };
        let is_it = |scenario: &&report::ScenarioFigures| {
            let mut ranked: Vec<f64> = figures
                .options
                .iter()
                // One that is out comes in only where a shock makes it cheaper.
                .filter(|option| {
                    let extra = scenario.extra_cost.get(&option.name).copied().flatten();
                    option.failed_musts.is_empty() || extra.is_some_and(|extra| extra < 0.0)
                })
                .filter_map(|option| scenario.totals.get(&option.name).copied().flatten())
                .collect();
            ranked.sort_by(|a, b| b.total_cmp(a));
            let level = ranked.len() > 1 && ranked[0] - ranked[1] < 0.5;
            let is_word = match word.as_str() {
                "Level" => level,
                "No" => !level && !scenario.holds,
                _ => !level && scenario.holds,
            };
            ranked.len() > 1 && (ranked[0] - first).abs() <= 0.51 && (ranked[1] - next).abs() <= 0.51 && is_word
        };
        let scenario = figures.scenarios.iter().find(is_it);
        found.holds(
            "shocks: who is first then",
            scenario.is_some(),
            &format!("{} {word} {totals}", plain(&row.cells[0].holds.plain())),
        );
        if let Content::Measured(cell) = &row.cells[2].holds
            && let Some(figure) = &cell.figure
        {
            let text = plain(&figure.figure);
            let is_so = figures.scenarios.iter().filter(is_it).any(|scenario| {
                scenario
                    .extra_cost
                    .values()
                    .flatten()
                    .any(|extra| printed(&text, "").is_some_and(|sum| is_near(sum, *extra, extra.abs().max(1.0))))
                    || scenario
                        .extra_cost
                        .values()
                        .flatten()
                        .any(|extra| printed(&text, "").is_some_and(|sum| sum.value == 0.0 && extra.abs() < 1e9))
            });
            found.holds("shocks: extra cost", is_so, &format!("{text} {:?}", figures.scenarios));
        }
    }
    let title = plain(&told.page.scenarios.as_ref().expect("shown").block.finding);
    if title.contains("bring two options level") {
        found.holds("shocks: bring level", figures.named_together.len() < 2, &title);
    }
    if title.starts_with("None of") || title.contains("does not") {
        found.holds("shocks: none undoes it", undone == 0, &title);
    } else if let Some(number) =
        title.split(" of ").next().filter(|_| title.contains("would undo") || title.contains("would change who"))
    {
        let is_so = super::reading::count(number) == Some(undone)
            || title.starts_with("The one shock") && undone == 1
            || title.contains("none would");
        found.holds("shocks: how many undo it", is_so, &format!("{title} {undone}"));
    }
}

/// A supplier's shock hits every option that rests on it or on a company of its parent, and none of those takes its place.
fn suppliers(told: &Told, scenario: &report::ScenarioFigures, found: &mut Found) {
    let Some(hit) = told.named(scenario.option.as_ref()) else { return };
    let (Some(of), true) = (&told.record.options[hit].supplier, scenario.year.is_some()) else { return };
    let rests = |idx: &usize| {
        let other = told.record.options[*idx].supplier.as_ref();
        other.is_some_and(|other| other.name == of.name || other.parent.is_some() && other.parent == of.parent)
    };
    // What has no cost has no price to rise.
    let has_cost = |idx: &usize| told.figures_of(*idx).is_some_and(|option| option.cash.is_some());
    let all: Vec<usize> = (0..told.names.len()).filter(rests).filter(has_cost).collect();
    let hits: Vec<usize> = scenario.hits.iter().filter_map(|name| told.named(Some(name))).collect();
    found.holds("shocks: all that rest on a supplier", hits == all, &format!("{scenario:?}"));
    let replacement = told.named(scenario.replacement.as_ref());
    let is_so = replacement.is_none_or(|replacement| !all.contains(&replacement));
    found.holds("shocks: who takes its place", is_so, &format!("{scenario:?}"));
}

/// The terminal says the same sentences, and its overview who leads.
fn terminal(told: &Told, input: &Input, found: &mut Found) {
    let text = adr::term::comparison(&told.page, adr::term::Paint::default(), 4_000);
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_there = |sentence: &str| squeezed.contains(&sentence.split_whitespace().collect::<Vec<_>>().join(" "));
    for sentence in sentences(&told.page.lead) {
        found.holds("terminal: sentences of the lead", is_there(&plain(&sentence)), &sentence);
    }
    found.holds("terminal: title", is_there(&plain(&told.page.title)), &told.page.title);
    let Some(line) = report::compared(input, told.idx) else { return };
    let Some(figures) = &told.figures else { return };
    found.holds("terminal: leader", line.leader == figures.leader && line.chosen == figures.chosen, &line.title);
    let shown = &line.told;
    let is_so = match line.lead {
        None => shown.lead == "–",
        Some(_) if figures.tied.len() > 1 => shown.lead == "tie",
        Some(lead) => {
            let number = shown.lead.trim_end_matches(" close").parse::<f64>();
            shown.lead.ends_with(" close") == figures.close_call
                && number.is_ok_and(|number| (number - lead).abs() <= 0.51)
        }
    };
    found.holds("terminal: lead", is_so, &format!("{} {:?}", shown.lead, line.lead));
    if let (Some(share), true) = (line.first_share, shown.first != "–") {
        found.holds("terminal: first in", is_percent(&plain(&shown.first), share), &format!("{} {share}", shown.first));
    }
}
