//! Where we stand: what is committed, how we get it, what we expect to lose.

use super::watch::{all_we_run, concentrations, share_in_words, whole_loss};
use crate::analysis::concentration::Concentration;
use crate::analysis::track_record::Weight;
use crate::log::DueKind;
use crate::model::{Currency, Sourcing};
use crate::number::{self, Digits, Money, Spread};
use crate::report::Input;
use crate::report::decisions::chosen_sourcing;
use crate::report::narrate::{Prose, Sign, Standing, clean, of_known_spend};
use serde::Serialize;

/// Where we stand.
#[derive(Clone, Debug, Serialize)]
pub struct StandingBlock {
    /// The finding.
    pub title: String,
    /// Line by line.
    pub lines: Vec<StandingLine>,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct StandingLine {
    /// "Money".
    pub term: &'static str,
    /// A sign before it.
    pub sign: Option<Sign>,
    /// In a sentence.
    pub text: Prose,
}

/// Composes the block; `None` where nothing is in force.
pub(in crate::report) fn standing(input: &Input) -> Option<StandingBlock> {
    let money_lines = money(input);
    let sourcing = sourcing(input);
    let sums: Vec<String> = money_lines.iter().map(|(figure, _)| figure.clone()).collect();
    let committed = (!sums.is_empty()).then(|| number::listed(&sums));
    let mut lines: Vec<StandingLine> = money_lines.into_iter().map(|(_, line)| line).collect();
    lines.extend(loss(input));
    lines.extend(suppliers(input));
    if let Some((_, text)) = &sourcing {
        lines.push(StandingLine { term: "Sourcing", sign: None, text: Prose::of(text.clone()) });
    }
    if lines.is_empty() {
        return None;
    }
    lines.extend(forecasts(input));
    let title = match (committed, sourcing) {
        (Some(sum), Some((share, _))) => format!("We have committed {sum}, and {share}"),
        (Some(sum), None) => format!("We have committed {sum}"),
        (None, Some((share, _))) => number::capitalized(&share),
        (None, None) => "What we run, and what it may lose".to_owned(),
    };
    Some(StandingBlock { title, lines })
}

/// What is committed, one line a currency, with the figure for the headline.
fn money(input: &Input) -> Vec<(String, StandingLine)> {
    input
        .analysis
        .portfolios
        .iter()
        .filter_map(|portfolio| {
            let cash = portfolio.cash.as_ref()?;
            let figure = Money::new(portfolio.currency.as_ref()).estimate(Spread::median(cash), Digits::Prose);
            let range = figure.range.as_ref().map(|range| format!(" ({range})")).unwrap_or_default();
            let count = number::count(portfolio.record_count, "decision", "decisions");
            let text = Prose::default()
                .figure("cash", figure.figure.clone())
                .text(format!("{range} in cash over the years looked at, for {count} in force with a cost."));
            Some((figure.figure, StandingLine { term: "Money", sign: None, text }))
        })
        .collect()
}

fn loss(input: &Input) -> Option<StandingLine> {
    let loss = whole_loss(input)?.annual_loss?;
    let money = Money::new(input.book.currency.as_ref());
    let figure = match input.book.appetite.annual_loss {
        Some(accepted) => money.against(Spread::mean(&loss), accepted, Digits::Prose),
        None => money.estimate(Spread::mean(&loss), Digits::Prose),
    };
    let range = figure.range.map(|range| format!(" ({range})")).unwrap_or_default();
    let text = Prose::of(format!("{} is expected to lose ", all_we_run(input)))
        .figure("annual-loss", figure.figure)
        .text(format!(" a year{range}"));
    Some(match input.book.appetite.annual_loss {
        Some(accepted) => StandingLine {
            term: "Risk",
            sign: Some(Standing::of(loss.mean, accepted).sign()),
            text: text.text(format!("; we accept {}.", money.stated(accepted))),
        },
        // An appetite for bad years alone is one, and stands beside the chance of such a year.
        None if !input.book.appetite.exceedance.is_empty() => {
            StandingLine { term: "Risk", sign: None, text: text.text(".") }
        }
        None => StandingLine { term: "Risk", sign: None, text: text.text("; no appetite has been set.") },
    })
}

/// "Meridian Software gets 42% of what we pay suppliers a year, the largest share; we accept 50%."
fn suppliers(input: &Input) -> Vec<StandingLine> {
    concentrations(input).filter_map(|(currency, found)| largest_supplier(input, currency, found)).collect()
}

fn largest_supplier(input: &Input, currency: Option<&Currency>, found: &Concentration) -> Option<StandingLine> {
    let largest = found.largest()?;
    let who = clean(&largest.parent);
    let share = share_in_words(largest.share, input.book.appetite.supplier_share.unwrap_or(0.0));
    let text = Prose::of(format!("{who} gets ")).figure("share", share).text(of_known_spend(input, currency));
    let text = if found.shares.len() > 1 { text.text(", the largest share") } else { text };
    Some(match input.book.appetite.supplier_share {
        Some(limit) => StandingLine {
            term: "Suppliers",
            sign: Some(Standing::of(largest.share, limit).sign()),
            text: text.text(format!("; we accept {}.", number::percent(limit))),
        },
        None => StandingLine { term: "Suppliers", sign: None, text: text.text("; no limit has been set.") },
    })
}

/// Were we right? Counts alone below ten outcomes.
fn forecasts(input: &Input) -> Option<StandingLine> {
    let record = &input.analysis.track_record;
    let line = |text: Prose| Some(StandingLine { term: "Forecasts", sign: None, text });
    let Some(coverage) = record.coverage.filter(|coverage| coverage.count > 0) else {
        let next = input.due.iter().find(|due| due.kind == DueKind::Outcome && due.days_left >= 0)?;
        let first = format!("the first is due on {}", number::date(next.on));
        return line(Prose::of("No outcome is recorded yet; ").link("track-record.html", first).text("."));
    };
    let came = format!("{} of {}", number::count_word(coverage.hits), number::count_word(coverage.count));
    let outcomes = number::plural(coverage.count, "outcome", "outcomes");
    let of = Prose::default().link("track-record.html", number::capitalized(&came));
    line(match Weight::of(coverage.count) {
        Weight::TooFew => of.text(format!(" {outcomes} came within what was expected; too few to tell.")),
        Weight::Shown => of.text(format!(" {outcomes} came within what was expected; nine in ten should.")),
        Weight::Evidence => of.text(format!(
            " {outcomes} came within what was expected, {}; nine in ten should.",
            number::percent(coverage.share)
        )),
    })
}

/// How what is in force was got: the headline's half, and the sentence.
fn sourcing(input: &Input) -> Option<(String, String)> {
    let in_force = (0..input.log.records.len()).filter(|idx| input.log.is_in_force(*idx));
    let chosen: Vec<Sourcing> = in_force.filter_map(|idx| chosen_sourcing(input, idx)).collect();
    let count = |sourcing| chosen.iter().filter(|other| **other == sourcing).count();
    let total = chosen.len();
    if total == 0 {
        return None;
    }
    let verbs = [
        (Sourcing::Buy, "buy", ""),
        (Sourcing::Build, "build", ""),
        (Sourcing::Partner, "share", " with partners"),
        (Sourcing::Avoid, "leave", " alone"),
    ];
    let parts: Vec<String> = verbs
        .iter()
        .filter(|(sourcing, ..)| count(*sourcing) > 0)
        .map(|(sourcing, verb, rest)| format!("{verb} {}{rest}", number::count_word(count(*sourcing))))
        .collect();
    Some((
        share(total, &verbs.map(|(sourcing, ..)| (sourcing, count(sourcing)))),
        format!("Of {}, we {}.", of(total), number::listed(&parts)),
    ))
}

fn of(total: usize) -> String {
    number::count(total, "decision with options", "decisions with options")
}

/// "half of what we run is bought": the most frequent way, said of the whole.
fn share(total: usize, counts: &[(Sourcing, usize)]) -> String {
    // The first of the most frequent, in the usual order of the sentence.
    let most = counts.iter().copied().rev().max_by_key(|(_, count)| *count).unwrap_or((Sourcing::Buy, 0));
    let word = match most.0 {
        Sourcing::Buy => "bought",
        Sourcing::Build => "built by us",
        Sourcing::Partner => "shared with partners",
        Sourcing::Avoid => "left alone",
    };
    let share = match (most.1 * 12) / total {
        12 => "all",
        10.. => "nearly all",
        7.. => "most",
        6 => "half",
        _ => return "what we run comes from many hands".to_owned(),
    };
    format!("{share} of what we run is {word}")
}
