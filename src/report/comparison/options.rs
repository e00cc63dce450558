//! Money, time, loss and ways out, one row an option.

use super::page::{Binding, GistRow, OptionRow, OptionTable};
use crate::analysis::{ChosenBy, OptionResult};
use crate::model::Sourcing;
use crate::number::{
    Digits, Figure, MoneyColumn, Spread, capitalized, date, listed, month_and_year, of_futures, percent,
};
use crate::report::Axis;
use crate::report::brief::{period, rate_words, ready_cell};
use crate::report::narrate::{Case, Paragraph, Prose, Standing, costs_compared, first_share};
use crate::report::parts::{Block, Cell, OptionHead, total_cell};

pub(super) fn has_totals(case: &Case) -> bool {
    any(case, |result| result.total.is_some())
}

pub(super) fn has_cash(case: &Case) -> bool {
    any(case, |result| result.cash.is_some())
}

pub(super) fn has_ready(case: &Case) -> bool {
    any(case, |result| result.ready.is_some_and(|ready| ready.p95 > 0.0))
}

fn any(case: &Case, is_there: impl Fn(&OptionResult) -> bool) -> bool {
    case.analysis.is_some_and(|analysis| analysis.options.iter().any(is_there))
}

fn cash_cell(case: &Case, idx: usize) -> Cell {
    Cell::figure_or(case.cash_figure(idx), "not estimated")
}

/// The answer in four figures, for phones.
pub(super) fn gist(case: &Case) -> Vec<GistRow> {
    if case.analysis.is_none() {
        return Vec::new();
    }
    case.order
        .iter()
        .map(|idx| GistRow {
            option: OptionHead::of(case, *idx),
            total: total_cell(case, *idx),
            cash: cash_cell(case, *idx),
            ready: ready_cell(case, *idx),
        })
        .collect()
}

/// The table of options; `None` without figures.
pub(super) fn table(case: &Case) -> Option<OptionTable> {
    let analysis = case.analysis?;
    let ends = case.order.iter().filter_map(|idx| case.cash_spread(*idx)).flat_map(|cash| [cash.low, cash.high]);
    let axis = Axis::money(&case.money, ends.chain(case.record.limit));
    let benefit = |idx: usize| case.result(idx)?.benefits.as_ref().map(Spread::median);
    let income = case.money.column(case.order.iter().filter_map(|idx| benefit(*idx)));
    let rows = case.order.iter().map(|idx| row(case, *idx, axis.as_ref(), &income)).collect();
    let lead: Vec<Paragraph> = waiting(case).map(|prose| Paragraph::of([prose])).into_iter().collect();
    let mut caption = Vec::new();
    caption.push("Bar and small figures: hold nine times in ten. Tick and large figures: middle.".to_owned());
    if has_cash(case) {
        caption.push(format!("Cash {}, leaving included; present value {}.", period(analysis), rate_words(analysis)));
        if case.has_income() {
            caption.push("Brings in: in present value, not taken off cash and present value.".to_owned());
        }
        if has_cost_ranges(case) {
            caption.push("Cheapest in: share of simulated futures, benefits and lateness counted.".to_owned());
        }
        caption.extend(own_people(case));
    }
    if let Some(limit) = case.record.limit.filter(|_| axis.is_some()) {
        caption.push(format!("Dashed line: the limit asked for, {}.", case.money.stated(limit)));
    }
    Some(OptionTable {
        block: Block {
            finding: finding(case),
            question: "What does each option cost, and how does it bind us?",
            lead,
            paragraphs: Vec::new(),
        },
        caption: caption.join(" "),
        chosen_by: match analysis.chosen_by {
            ChosenBy::Decision => Some("decided"),
            ChosenBy::Recommendation => Some("recommended"),
            ChosenBy::Numbers => Some("first by the numbers"),
            ChosenBy::Nothing => None,
        },
        axis,
        cash_label: format!("Cash, {}", case.horizon()),
        income_label: case.has_income().then_some("Brings in"),
        has_losses: any(case, |result| result.annual_loss.is_some()),
        has_first: analysis.runner_up.is_some() && case.no_doubt().is_none(),
        has_exit: any(case, |result| result.exit_months.is_some()),
        rows,
    })
}

/// "Of the cash, our own people are £240k of building, on the mean."
fn own_people(case: &Case) -> Option<String> {
    let people = |idx: &usize| Some((case.name(*idx).doing.as_str(), case.result(*idx)?.people_cost?));
    let each: Vec<String> = case
        .order
        .iter()
        .filter_map(people)
        .map(|(doing, sum)| format!("{} of {doing}", case.money.prose(sum)))
        .collect();
    (!each.is_empty()).then(|| format!("Of the cash, our own people are {}, on the mean.", listed(&each)))
}

/// The scale of months to leave; `None` where nobody has said.
fn exit_axis(case: &Case) -> Option<Axis> {
    let largest =
        case.order.iter().filter_map(|idx| case.exit_spread(*idx)).map(|months| months.high).fold(0.0, f64::max);
    (largest > 0.0).then(|| Axis::months(largest))
}

/// How each option binds us; `None` where nobody said how long leaving takes, when one is ready or what may be lost.
pub(super) fn binding(case: &Case) -> Option<Binding> {
    let analysis = case.analysis?;
    let axis = exit_axis(case);
    let has_losses = any(case, |result| result.annual_loss.is_some());
    if axis.is_none() && !has_ready(case) && !has_losses {
        return None;
    }
    let mut caption = Vec::new();
    if axis.is_some() {
        caption.push("Bar: months to leave.".to_owned());
    }
    if has_ready(case) {
        let needed = case.record.inputs.needed_by.map_or_else(String::new, |day| format!("; needed by {}", date(day)));
        caption.push(format!(
            "Months until ready count from {}, when work starts{needed}.",
            month_and_year(analysis.starts)
        ));
    }
    if has_losses {
        let accepted = case.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
        let accepted = accepted.map_or_else(String::new, |sum| format!("; we accept {} here", case.money.stated(sum)));
        caption.push(format!("Loss: expected in a year{accepted}."));
    }
    let block = Block {
        finding: binding_finding(case),
        question: "How does each option bind us, and when is it ready?",
        ..Block::default()
    };
    Some(Binding { block, caption: caption.join(" "), axis })
}

/// "Building is left soonest; buying is ready first", as far as the months printed below differ.
fn binding_finding(case: &Case) -> String {
    let soonest = |months: &dyn Fn(usize) -> Option<Spread>| {
        let known: Vec<(usize, Spread)> = case.order.iter().filter_map(|idx| Some((*idx, months(*idx)?))).collect();
        let least = known.iter().map(|(_, months)| months.middle).fold(f64::INFINITY, f64::min);
        let printed = |months: &Spread| crate::number::months(*months).figure;
        let least = known.iter().find(|(_, months)| months.middle <= least).map(|(_, months)| printed(months))?;
        let first: Vec<usize> =
            known.iter().filter(|(_, months)| printed(months) == least).map(|(idx, _)| *idx).collect();
        (known.len() > 1 && first.len() < known.len()).then_some(first)
    };
    // Who leaves today's way goes one of the others; it is no rival of theirs.
    let is_today = |idx: usize| case.is_in_use(idx) || case.record.options[idx].sourcing == Some(Sourcing::Avoid);
    let exit = soonest(&|idx| case.exit_spread(idx).filter(|_| !is_today(idx)));
    let ready = soonest(&|idx| case.ready_spread(idx).filter(|_| !is_today(idx)));
    let names = |all: &[usize]| listed(&all.iter().map(|idx| case.name(*idx).doing.clone()).collect::<Vec<_>>());
    let are = |all: &[usize]| if all.len() == 1 { "is" } else { "are" };
    let has_today = case.order.iter().any(|idx| is_today(*idx)) && (exit.is_some() || ready.is_some());
    let of_new = if has_today { "of the new ways, " } else { "" };
    let told = match (exit, ready) {
        (Some(exit), Some(ready)) if exit == ready => {
            format!("{} {} left soonest and ready first", names(&exit), are(&exit))
        }
        (Some(exit), Some(ready)) => {
            format!("{} {} left soonest; {} {} ready first", names(&exit), are(&exit), names(&ready), are(&ready))
        }
        (Some(exit), None) => format!("{} {} left soonest", names(&exit), are(&exit)),
        (None, Some(ready)) => format!("{} {} ready first", names(&ready), are(&ready)),
        (None, None) => "How each option binds us".to_owned(),
    };
    capitalized(&format!("{of_new}{told}"))
}

fn row(case: &Case, idx: usize, axis: Option<&Axis>, income: &MoneyColumn) -> OptionRow {
    let result = case.result(idx);
    let cash = case.cash_spread(idx);
    let value = result.and_then(|result| result.present_value.as_ref()).map(Spread::median).map(Spread::computed);
    let priced = case.order.iter().filter(|idx| case.cash_spread(**idx).is_some()).count();
    let share = result.filter(|_| priced > 1).and_then(|result| result.cheapest_share);
    let cheapest = match share {
        // Without a range a cost is lowest or it is not.
        Some(share) if !has_cost_ranges(case) => Cell::word(match share {
            share if share > 0.999 => "the cheapest",
            share if share > 0.0 => "among the cheapest",
            _ => "dearer",
        }),
        share => {
            let figure = share.map(|share| Figure { figure: percent(share), range: None });
            let is_out = result.is_some_and(|result| !result.is_running());
            Cell::figure_or(figure, if is_out && priced > 1 { "not ranked" } else { "not known" })
        }
    };
    let loss = case.loss_spread(idx).map(|loss| case.losses.figure(loss, Digits::Table));
    OptionRow {
        option: OptionHead::of(case, idx),
        bar: axis.zip(cash).map(|(axis, cash)| axis.range(cash, case.record.limit).stemmed().hued(case.hue(idx))),
        cash: cash_cell(case, idx),
        present_value: Cell::figure_or(value.map(|value| case.cash.figure(value, Digits::Table)), "not estimated"),
        income: income_cell(case, idx, income),
        ready: ready_cell(case, idx),
        cheapest,
        loss: Cell::figure_or(loss, "not known"),
        exit: Cell::figure_or(case.exit_figure(idx), "not estimated"),
        exit_bar: exit_axis(case)
            .zip(case.exit_spread(idx))
            .map(|(axis, months)| axis.range(months, None).stemmed().hued(case.hue(idx))),
        total: total_cell(case, idx),
        first: result
            .and_then(|result| result.rank_shares.first())
            .filter(|_| case.no_doubt().is_none())
            .map(|share| first_share(case, *share)),
    }
}

/// What an option brings in; a word where its record counts nothing.
fn income_cell(case: &Case, idx: usize, column: &MoneyColumn) -> Cell {
    if case.record.options[idx].benefit.is_none() {
        return Cell::word("nothing");
    }
    let benefits = case.result(idx).and_then(|result| result.benefits.as_ref()).map(Spread::median);
    Cell::figure_or(benefits.map(|benefits| column.figure(benefits, Digits::Table)), "not known")
}

/// Whether any cost that is compared has a range.
fn has_cost_ranges(case: &Case) -> bool {
    any(case, |result| result.cheapest_share.is_some() && result.total_cost.is_some_and(|cost| cost.p5 < cost.p95))
}

/// "Buying is the cheapest in about 8 of 10 simulated futures", "With income and lateness counted, …", "All cost the same".
fn finding(case: &Case) -> String {
    let shares: Vec<(usize, f64)> =
        case.order.iter().filter_map(|idx| Some((*idx, case.result(*idx)?.cheapest_share?))).collect();
    let priced = case.order.iter().filter(|idx| case.cash_spread(**idx).is_some()).count();
    let known = if priced < case.order.len() { ", of those whose cost is known" } else { "" };
    let most = shares.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let cheapest: Vec<String> = shares
        .iter()
        .filter(|(_, share)| (share - most).abs() < 1e-9)
        .map(|(idx, _)| case.name(*idx).doing.clone())
        .collect();
    let counted = case.counted_all_in();
    let lead = |text: String| {
        if counted.is_empty() { capitalized(&text) } else { format!("Counting {}, {text}", listed(&counted)) }
    };
    match (&cheapest[..], priced) {
        ([], 0) => "No cost has been estimated".to_owned(),
        // Those that fail what must be, or of which something could not be read, are not held against each other.
        ([], _) => costs_compared(case).unwrap_or_else(|| "No cost can be compared".to_owned()),
        ([only], 1) => format!("Only {only} has a cost"),
        ([only], _) if !has_cost_ranges(case) => lead(format!("{only} is the cheapest{known}")),
        ([only], _) => lead(format!("{only} is the cheapest in {} simulated futures{known}", of_futures(most))),
        (all, _) if !has_cost_ranges(case) && all.len() == shares.len() => {
            let is_free = shares.iter().all(|(idx, _)| case.cash_spread(*idx).is_some_and(|cash| cash.high == 0.0));
            let what = if is_free { "cost nothing" } else { "cost the same" };
            lead(format!("{} {what}{known}", if all.len() == 2 { "both" } else { "all" }))
        }
        (several, _) => lead(format!("{} are as cheap as each other{known}", listed(several))),
    }
}

/// "Leaving it alone is not free: it costs £2.0m, and its expected loss stands outside …"
fn waiting(case: &Case) -> Option<Prose> {
    let avoid = case.analysis?.avoid?;
    let figure = case.cash_figure(avoid)?;
    if case.cash_spread(avoid)?.high <= 0.0 {
        return Some(Prose::of("Leaving it alone is said to cost nothing."));
    }
    let mut prose = Prose::of("Leaving it alone is not free: it costs ").figure("cash", figure.line());
    let accepted = case.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
    if let (Some(loss), Some(accepted)) = (case.loss_spread(avoid), accepted) {
        let word = Standing::of(case.losses.printed(loss), accepted).word();
        prose = prose.text(format!(
            ", and its expected loss stands {word} the {} a year that we accept",
            case.money.stated(accepted)
        ));
    }
    Some(prose.text("."))
}
