//! When options are ready, and the lines on those that were not chosen.

use super::reading::{holes, is_chance_number, is_difference, is_estimate, is_sum, is_word};
use super::{Found, Told, plain, prose, sentences};

/// Ready when, and how likely late.
pub(super) fn ready(told: &Told, found: &mut Found) {
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
pub(super) fn others(told: &Told, found: &mut Found) {
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
