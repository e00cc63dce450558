//! Losses of a decision and of the whole log, against what we accept.

use super::reading::{holes, is_chance, is_chance_number, is_estimate, is_percent, is_sum, printed};
use super::{Found, Told, Whole, plain, prose, sentences};

pub(super) fn check(whole: &Whole, told: &Told, found: &mut Found) {
    let Some((idx, chosen)) = told.chosen() else { return };
    let Some(figures) = &told.figures else { return };
    let risk = &told.brief.risk;
    let own = told.record.inputs.appetite.as_ref();
    let accepted = own.and_then(|appetite| appetite.annual_loss);
    let whole_accepted = whole.book.appetite.annual_loss;
    for paragraph in risk.lead.iter().chain(&risk.paragraphs) {
        for sentence in sentences(std::slice::from_ref(paragraph)) {
            let start =
                sentence.strip_prefix("Together we expect to lose ").or(sentence.strip_prefix("We expect to lose "));
            if let Some(rest) = start {
                let (said, end) = rest.split_once("; ").unwrap_or((rest.trim_end_matches('.'), ""));
                let said = said.replacen(" a year", "", 1);
                let is_so = chosen.annual_loss.is_some_and(|loss| is_estimate(&said, loss.mean, loss.p5, loss.p95));
                found.holds("risk: expected loss", is_so, &format!("{sentence} {:?}", chosen.annual_loss));
                let is_so = match accepted {
                    Some(accepted) => {
                        holes(end, "here we accept {} a year.").is_some_and(|inner| is_sum(inner[0], accepted))
                    }
                    None => end.is_empty(),
                };
                found.holds("risk: accepted here", is_so, &sentence);
                if let (Some(accepted), Some(loss)) = (accepted, chosen.annual_loss) {
                    let figure = said.split(" (").next().and_then(|figure| printed(figure, ""));
                    let side = |value: f64| value.partial_cmp(&accepted);
                    let is_so = figure.is_some_and(|figure| {
                        side(figure.value) == side(loss.mean) || (loss.mean - accepted).abs() < 1e-3 * accepted
                    });
                    found.holds("risk: side of what we accept", is_so, &format!("{sentence} {}", loss.mean));
                }
            } else if let Some(rest) = sentence.strip_prefix("All that was decided would carry ") {
                whole_loss(figures, rest, whole_accepted, &sentence, found);
            } else if let Some(inner) = holes(&sentence, "Losing more than {} in a year is {}; we accept {}.") {
                let curves = [chosen.loss_curve.as_ref(), figures.log_loss_curve_after.as_ref()];
                let is_so = curves.into_iter().flatten().flat_map(|curve| &curve.against).any(|point| {
                    is_sum(inner[0], point.loss)
                        && is_chance(inner[1], point.chance)
                        && is_chance_number(inner[2], point.accepted)
                });
                found.holds("risk: a bad year", is_so, &sentence);
            }
        }
        if let Some(sign) = &paragraph.sign {
            let texts = sentences(std::slice::from_ref(paragraph)).join(" ");
            let is_own = texts.contains("we expect to lose") || texts.starts_with("We expect to lose");
            let pairs = [
                (accepted, chosen.annual_loss, chosen.loss_curve.as_ref(), is_own),
                (whole_accepted, figures.log_annual_loss_after, figures.log_loss_curve_after.as_ref(), !is_own),
            ];
            let outside = pairs.iter().filter(|(.., is_this)| *is_this).any(|(accepted, loss, curve, _)| {
                accepted.zip(*loss).is_some_and(|(accepted, loss)| loss.mean > accepted)
                    || curve.is_some_and(|curve| curve.against.iter().any(|point| point.breached))
            });
            if texts.contains(" expect to lose ") || texts.starts_with("All that was decided") {
                found.holds("risk: sign", (sign.word == "Outside") == outside, &format!("{} {texts}", sign.word));
            }
        }
    }
    let title = plain(&risk.finding);
    if title.contains("outside what we accept") || title == "Losses stay inside what we accept" {
        let is_over = accepted.zip(chosen.annual_loss).is_some_and(|(accepted, loss)| loss.mean > accepted)
            || chosen.loss_curve.as_ref().is_some_and(|curve| curve.against.iter().any(|point| point.breached));
        found.holds("risk: finding", is_over == title.contains("outside what we accept"), &title);
    }
    tables(told, idx, found);
    stakes(whole, told, found);
}

/// "£0.62m a year after this decision, against £0.52m without it; as a whole we accept £0.75m."
fn whole_loss(figures: &adr::report::Figures, rest: &str, accepted: Option<f64>, sentence: &str, found: &mut Found) {
    let (Some(before), Some(after)) = (figures.log_annual_loss_before, figures.log_annual_loss_after) else {
        return found.holds("risk: whole loss", false, sentence);
    };
    let (said, end) = rest.split_once("; ").unwrap_or((rest.trim_end_matches('.'), ""));
    let is_so = if let Some(inner) = holes(said, "{} a year, with this decision or without it") {
        is_sum(inner[0], before.mean) && is_sum(inner[0], after.mean)
    } else if let Some(inner) = holes(said, "{} a year after this decision, against {} without it") {
        is_sum(inner[0], after.mean) && is_sum(inner[1], before.mean)
    } else {
        false
    };
    found.holds("risk: whole loss", is_so, &format!("{sentence} {} {}", before.mean, after.mean));
    if let (Some(inner), Some(accepted)) = (holes(end, "as a whole we accept {}."), accepted) {
        found.holds("risk: accepted as a whole", is_sum(inner[0], accepted), sentence);
    }
}

fn tables(told: &Told, idx: usize, found: &mut Found) {
    let Some(option) = told.figures_of(idx) else { return };
    if let Some(table) = &told.brief.risk_table {
        let mut expected: Vec<f64> = option.risks.iter().filter_map(|risk| risk.expected_annual_loss).collect();
        expected.sort_by(|a, b| b.total_cmp(a));
        for (row, expected) in table.rows.iter().zip(expected) {
            let text = plain(&row.expected);
            let is_so = printed(&text, "").is_some_and(|found| super::reading::is_near(found, expected, expected));
            found.holds("risk table: expected loss", is_so, &format!("{text} {expected}"));
        }
    }
    if let Some(table) = &told.brief.loss_table {
        for row in table.texts() {
            let row: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
            let Some(figures) = &told.figures else { continue };
            let loss = match row[0].as_str() {
                "This decision" => option.annual_loss,
                "Decided, without it" => figures.log_annual_loss_before,
                _ => figures.log_annual_loss_after,
            };
            let is_so = loss.is_some_and(|loss| match row[0].as_str() {
                "This decision" => is_estimate(&row[1], loss.mean, loss.p5, loss.p95),
                _ => printed(&row[1], "").is_some_and(|found| super::reading::is_near(found, loss.mean, loss.mean)),
            });
            found.holds("loss table: expected a year", is_so, &format!("{row:?} {loss:?}"));
            if let (Some(inner), Some(loss)) = (row[3].split_once(" a year ("), loss) {
                let word = inner.1.split(')').next().unwrap_or_default();
                let is_so = printed(inner.0, "").is_some_and(|accepted| match word {
                    "outside" => loss.mean > accepted.value * 0.99,
                    "near" => loss.mean <= accepted.value * 1.01 && loss.mean > 0.74 * accepted.value,
                    "inside" => loss.mean <= 0.76 * accepted.value,
                    _ => false,
                });
                found.holds("loss table: what we accept", is_so, &format!("{row:?} {loss:?}"));
            }
        }
    }
}

/// What the ask does to limits of the whole log.
fn stakes(whole: &Whole, told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    let limit = whole.book.appetite.supplier_share;
    for note in &told.brief.ask.notes {
        for sentence in note.sentences.iter().map(prose) {
            if let Some(inner) = holes(
                &sentence,
                "It takes {} from {} to {} of the spend on suppliers{} that this log knows; we accept {}.",
            ) {
                let share = |shares: &adr::report::ShareFigures| {
                    shares
                        .suppliers
                        .iter()
                        .find(|supplier| supplier.parent == inner[0])
                        .map_or(0.0, |supplier| supplier.share)
                };
                let is_so = figures.concentration.as_ref().zip(limit).is_some_and(|(change, limit)| {
                    let (before, after) = (share(&change.before), share(&change.after));
                    is_percent(inner[1], before)
                        && is_percent(inner[2], after)
                        && is_percent(inner[4], limit)
                        && after > limit
                        && after > before
                });
                found.holds(
                    "ask: takes a supplier over the limit",
                    is_so,
                    &format!("{sentence} {:?}", figures.concentration),
                );
            } else if let Some(inner) = holes(
                &sentence,
                "It takes the expected loss of all that was decided from {} to {} a year; we accept {}.",
            ) {
                let is_so =
                    figures.log_annual_loss_before.zip(figures.log_annual_loss_after).is_some_and(|(before, after)| {
                        is_sum(inner[0], before.mean)
                            && is_sum(inner[1], after.mean)
                            && whole
                                .book
                                .appetite
                                .annual_loss
                                .is_some_and(|accepted| is_sum(inner[2], accepted) && after.mean > accepted)
                    });
                found.holds("ask: takes the loss over", is_so, &sentence);
            } else if sentence.starts_with("Together with all other asks, ") {
                let sets =
                    whole.figures.portfolios.iter().map(|portfolio| &portfolio.sets).find(|sets| !sets.is_empty());
                found.holds("ask: together with all others", sets.is_some_and(|sets| sets[0].fits), &sentence);
            } else if sentence.starts_with("Not together with ") || sentence.starts_with("Not even alone: ") {
                not_together(whole, told, &sentence, found);
            }
        }
    }
}

/// "Not together with decision 10: 2027 would be €330k over budget."
fn not_together(whole: &Whole, told: &Told, sentence: &str, found: &mut Found) {
    let Some(sets) = whole.figures.portfolios.iter().map(|portfolio| &portfolio.sets).find(|sets| !sets.is_empty())
    else {
        return found.holds("ask: not together", false, sentence);
    };
    let id = |idx: usize| &whole.middle.log.records[idx].page_id;
    let (with, year) = sentence.split_once(": ").expect("it has a colon");
    let others: Vec<&String> = super::reading::numbers(with).iter().map(|number| id(*number as usize - 1)).collect();
    let wanted = |set: &&adr::report::AskSetFigures| match others.first() {
        None if with.contains("all other asks") => set.records.len() == sets[0].records.len(),
        None => set.records == [id(told.idx).clone()],
        Some(other) => set.records.len() == 2 && set.records.contains(id(told.idx)) && set.records.contains(other),
    };
    let set = sets.iter().find(wanted);
    let is_so = set.is_some_and(|set| {
        !set.fits
            && set.years.iter().any(|of_year| {
                let is_year = year.starts_with(&of_year.year.to_string());
                let over = year.split_once(" over budget").and_then(|(start, _)| start.rsplit(' ').next());
                let over_by = of_year.budget.map(|budget| of_year.cash.p50 - budget);
                is_year && over.is_none_or(|over| over_by.is_some_and(|over_by| is_sum(over, over_by))) && !of_year.fits
            })
    });
    found.holds("ask: not together", is_so, &format!("{sentence} {set:?}"));
}
