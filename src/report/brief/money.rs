//! Why now, what it costs, and when it is ready.

use super::ask::rate_words;
use super::page::{CostRow, CostTable, ReadyRow, ReadyTable};
use super::payback::{avoid_idx, no_income, payback};
use super::years;
use crate::analysis::{DecisionAnalysis, YearCash, months_until_end_of};
use crate::model::{Prices, Sourcing};
use crate::number::{
    Digits, Spread, capitalized, chance_number, chance_word, date, date_short, listed, month_and_year, months, sentence,
};
use crate::report::narrate::{Case, Paragraph, Prose, Standing, clean, costs_compared};
use crate::report::parts::{Block, Cell, OptionHead};
use crate::report::{Axis, Bar};
use jiff::ToSpan;

/// What makes it urgent, and what leaving it alone would cost.
pub(super) fn why_now(case: &Case) -> Block {
    let record = case.record;
    let late = record.inputs.late_cost.filter(|cost| *cost > 0.0);
    let mut lead = Vec::new();
    match &record.why_now {
        Some(why) => lead.push(Paragraph::of([Prose::of(sentence(&clean(why)))])),
        None => lead.push(Paragraph::gap(format!("Nobody has said what makes this urgent.{}", case.ask_owner()))),
    }
    let mut sentences = Vec::new();
    let avoid = avoid_idx(case);
    match avoid.map(|idx| (idx, case.cash_figure(idx))) {
        Some((idx, Some(figure))) => sentences.push(waiting(case, idx, &figure)),
        Some((_, None)) => {}
        None => lead.push(Paragraph::gap("Nobody has said what leaving it alone would cost: it is never free.")),
    }
    if avoid.is_some_and(|idx| case.cash_figure(idx).is_none()) {
        lead.push(Paragraph::gap("What leaving it alone would cost has not been estimated: it is never free."));
    }
    if !sentences.is_empty() {
        lead.insert(usize::from(record.why_now.is_some()).min(lead.len()), Paragraph::of(sentences));
    }
    let finding = match (late, record.inputs.needed_by, avoid.and_then(|idx| case.cash_figure(idx))) {
        // Where leaving it alone is what is chosen, nothing comes late.
        (Some(cost), Some(needed), _) if avoid.is_none() || case.chosen != avoid => {
            format!("Every month later than {} costs {}", date(needed), case.money.stated(cost))
        }
        (_, _, Some(_)) if avoid.is_some_and(|idx| case.is_free(idx)) => {
            "Leaving it alone would cost nothing, as far as anybody says".to_owned()
        }
        (_, _, Some(figure)) => format!("Leaving it alone would cost {} over {}", figure.figure, case.horizon()),
        _ if record.why_now.is_some() => "There is a reason to decide now".to_owned(),
        _ if record.is_open() => "Nothing says why this must be decided now".to_owned(),
        _ => "Nothing says what made this urgent".to_owned(),
    };
    Block { finding, question: "Why now, and what if we wait?", lead, paragraphs: Vec::new() }
}

/// "Leaving it alone would cost £2.0m over five years (1.7 to 2.3), and we would expect to lose
/// £300k a year, outside the £250k that we accept."
fn waiting(case: &Case, idx: usize, figure: &crate::number::Figure) -> Prose {
    let text = if case.is_free(idx) { "nothing".to_owned() } else { figure.figure.clone() };
    let mut prose = Prose::of("Leaving it alone would cost ").figure("cash", text);
    prose = match &figure.range {
        Some(range) => prose.text(format!(" over {} ({range})", case.horizon())),
        None => prose.text(format!(" over {}", case.horizon())),
    };
    let Some(loss) = case.loss_spread(idx).filter(|loss| loss.middle > 0.0) else { return prose.text(".") };
    let text = case.losses.figure(loss, Digits::Prose).figure;
    prose = prose.text(", and lose about ").figure("annual-loss", text).text(" a year");
    match case.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss) {
        Some(accepted) => {
            let printed = case.losses.printed(loss);
            let word = Standing::of(printed, accepted).word();
            prose.text(format!(", {word} the {} that we accept.", case.money.stated(accepted)))
        }
        None => prose.text("."),
    }
}

/// What options cost over their life.
pub(super) fn cost(case: &Case) -> Block {
    let question = "What does it cost over its life, and bring in?";
    let Some(finding) = costs_compared(case) else {
        return Block {
            finding: "No cost has been estimated".to_owned(),
            question,
            lead: vec![Paragraph::gap(format!("No option carries a cost.{}", case.ask_owner()))],
            paragraphs: Vec::new(),
        };
    };
    let mut sentences = Vec::new();
    if let Some(chosen) = case.chosen {
        if years::table(case, years::ROWS).is_none() {
            sentences.extend(parts(case, chosen));
        }
        sentences.extend(first_year(case, chosen));
        sentences.extend(savings(case, chosen));
    }
    sentences.extend(benefits(case));
    let paragraphs = if sentences.is_empty() { Vec::new() } else { vec![Paragraph::of(sentences)] };
    Block { finding, question, lead: Vec::new(), paragraphs }
}

/// "Of buying's cash, £0.2m is paid once and £1.2m is running."
fn parts(case: &Case, chosen: usize) -> Option<Prose> {
    let result = case.result(chosen)?;
    let sum = |part: fn(&YearCash) -> f64| result.by_year.iter().map(part).sum::<f64>();
    let (once, running) = (sum(|year| year.one_off), sum(|year| year.running));
    if once <= 0.0 || running <= 0.0 {
        return None;
    }
    let print = |value: f64| case.money.prose(value);
    Some(
        // Means beside the median of the cash: parts of one statistic add up.
        Prose::of(format!("On average, {} takes about ", case.name(chosen).doing))
            .figure("by-year", print(once))
            .text(" once and ")
            .figure("by-year", print(running))
            .text(" in running cost.")
            .optional(),
    )
}

/// "In 2027, buying takes £0.4m of a budget of £3m." Only where years are calendar years.
fn first_year(case: &Case, chosen: usize) -> Option<Prose> {
    let analysis = case.analysis?;
    if analysis.starts.month() != 1 || case.input.book.fiscal_year_start != 1 {
        return None;
    }
    let by_year = &case.result(chosen)?.by_year;
    let total = |year: &YearCash| year.one_off + year.running + year.exit;
    let sum = total(by_year.first()?) + total(by_year.get(1)?);
    let year = analysis.starts.year();
    let prose =
        Prose::of(format!("In {year}, {} takes ", case.name(chosen).doing)).figure("by-year", case.money.prose(sum));
    Some(match case.input.book.budget.get(&year) {
        Some(budget) => prose.text(" of a budget of ").figure("by-year", case.money.stated(*budget)).text("."),
        None => prose.text(".").optional(),
    })
}

/// "Against leaving it alone, buying saves £0.4m in present value, and pays back in 2.5 years."
fn savings(case: &Case, chosen: usize) -> Option<Prose> {
    if avoid_idx(case) == Some(chosen) {
        return None;
    }
    let savings = case.result(chosen)?.savings?;
    let others: Vec<&str> = case.counted_all_in().into_iter().filter(|word| *word != "present value").collect();
    let counted = if others.is_empty() { String::new() } else { format!(" with {} counted", listed(&others)) };
    if savings.npv == 0.0 {
        let doing = &case.name(chosen).doing;
        let text = format!("In present value{counted}, {doing} costs as much as leaving it alone.");
        return Some(Prose::of(text).optional());
    }
    let text = case.money.prose(savings.npv.abs());
    let verb = if savings.npv >= 0.0 { "saves" } else { "costs" };
    let mut prose =
        Prose::of(format!("Against leaving it alone, {} {verb} ", case.name(chosen).doing)).figure("savings", text);
    let more = if savings.npv >= 0.0 { "" } else { " more" };
    prose = prose.text(format!("{more} in present value{counted}"));
    Some(
        match payback(case, chosen) {
            // Where no income is counted, the table of money by year says so, with what follows for paying back.
            Some(after) if !tells_no_income(case) => {
                prose.text(", and pays back after about ").figure("savings", after).text(".")
            }
            _ => prose.text("."),
        }
        .optional(),
    )
}

fn benefits(case: &Case) -> Option<Prose> {
    let with: Vec<usize> =
        case.order.iter().copied().filter(|idx| case.record.options[*idx].benefit.is_some()).collect();
    let chosen = case.chosen.filter(|idx| with.contains(idx));
    match chosen.and_then(|idx| case.result(idx)?.benefits.as_ref()) {
        Some(benefits) => {
            let figure = case.money.estimate(Spread::median(benefits), Digits::Prose);
            Some(
                Prose::of(format!("{} brings in ", case.name(chosen.unwrap_or(0)).subject()))
                    .figure("benefit", figure.line())
                    .text(" in present value, not taken off the cash above."),
            )
        }
        None if with.is_empty() => (!tells_no_income(case)).then(|| Prose::of(no_income(case))),
        None => Some(Prose::of("Some options bring in money; the comparison counts it.")),
    }
}

/// Whether the table of money by year says that no income is counted, and so no sentence has to.
fn tells_no_income(case: &Case) -> bool {
    case.record.options.iter().all(|option| option.benefit.is_none()) && years::table(case, years::ROWS).is_some()
}

/// Cash of each option on one scale, with the limit.
pub(super) fn cost_table(case: &Case) -> Option<CostTable> {
    let analysis = case.analysis?;
    let limit = case.record.limit;
    let ends = case.order.iter().filter_map(|idx| case.cash_spread(*idx)).flat_map(|cash| [cash.low, cash.high]);
    let axis = Axis::money(&case.money, ends.chain(limit))?;
    let rows = case
        .order
        .iter()
        .map(|idx| {
            let cash = case.cash_spread(*idx);
            let value = case.result(*idx).and_then(|result| result.present_value.as_ref());
            let value = value.map(Spread::median).map(Spread::computed);
            let print = |spread: Option<Spread>| spread.map(|spread| case.cash.figure(spread, Digits::Table));
            CostRow {
                option: OptionHead::of(case, *idx),
                bar: cash.map(|cash| axis.range(cash, limit).hued(case.hue(*idx))),
                cash: Cell::figure_or(print(cash), "not estimated"),
                present_value: Cell::figure_or(print(value), "not estimated"),
            }
        })
        .collect();
    Some(CostTable { caption: caption(case, analysis), axis, rows })
}

fn caption(case: &Case, analysis: &DecisionAnalysis) -> String {
    let mut parts = vec![format!("Cash {}, leaving included.", period(analysis))];
    parts.push("Bar and small figures: hold nine times in ten. Tick: middle.".to_owned());
    if let Some(limit) = case.record.limit {
        parts.push(format!("Dashed line: the limit, {}.", case.money.stated(limit)));
    }
    let prices = match analysis.prices {
        Prices::Real => "in today’s prices",
        Prices::Nominal => "in the prices of each year",
    };
    parts.push(format!("Present value {}, {prices}.", rate_words(analysis)));
    if analysis.currency.is_none() {
        parts.push("No currency is stated.".to_owned());
    }
    let uplifts: Vec<String> = case
        .order
        .iter()
        .filter_map(|idx| {
            let factor = case.result(*idx)?.uplift.filter(|factor| *factor > 1.0)?;
            Some(format!("{} includes {} for overrun", case.name(*idx).subject(), overrun(factor)))
        })
        .collect();
    if !uplifts.is_empty() {
        parts.push(format!("{}.", listed(&uplifts)));
    }
    parts.join(" ")
}

fn overrun(factor: f64) -> String {
    format!("{}%", crate::number::whole((factor - 1.0) * 100.0))
}

/// "from 2027 to 2031", or with months where it does not start in January.
pub(crate) fn period(analysis: &DecisionAnalysis) -> String {
    let starts = analysis.starts;
    let years = i64::from(analysis.horizon_years);
    let ends = starts.checked_add(years.years()).and_then(|end| end.checked_sub(1.day())).unwrap_or(starts);
    if starts.month() == 1 && starts.day() == 1 {
        if starts.year() == ends.year() {
            return format!("in {}", starts.year());
        }
        return format!("from {} to {}", starts.year(), ends.year());
    }
    format!("from {} to {}", month_and_year(starts), month_and_year(ends))
}

/// How surely an option is in time.
fn is_likely_in_time(case: &Case, idx: usize) -> Option<bool> {
    case.result(idx)?.ready.as_ref()?;
    case.result(idx)?.late_chance.map(|late| late < 0.4)
}

/// When options are ready.
pub(super) fn ready(case: &Case) -> Block {
    let question = "When is it ready, and how sure is that?";
    let coming: Vec<usize> =
        case.order.iter().copied().filter(|idx| case.ready_spread(*idx).is_some() && !case.is_in_use(*idx)).collect();
    let needed = case.record.inputs.needed_by;
    if coming.is_empty() {
        return Block {
            finding: "Nobody has said when it would be ready".to_owned(),
            question,
            lead: needed
                .map(|day| Paragraph::of([Prose::of(format!("It is needed by {}.", date(day)))]))
                .into_iter()
                .chain([Paragraph::gap(format!("No option says when it is ready.{}", case.ask_owner()))])
                .collect(),
            paragraphs: Vec::new(),
        };
    }
    let Some(needed) = needed else {
        let first = case.chosen.filter(|idx| coming.contains(idx)).unwrap_or(coming[0]);
        let figure = case.ready_spread(first).map(months).unwrap_or_default();
        return Block {
            finding: format!("{} would be ready after about {}", case.name(first).subject(), figure.figure),
            question,
            lead: Vec::new(),
            paragraphs: vec![Paragraph::gap("Nobody has said by when it is needed.")],
        };
    };
    if let Some(late) = case.chosen.filter(|idx| coming.contains(idx)).and_then(|idx| case.result(idx)?.late_chance)
        && late >= 0.6
    {
        let subject = case.name(case.chosen.unwrap_or(0)).subject();
        let paragraphs = lateness(case).map(|prose| Paragraph::of([prose.optional()])).into_iter().collect();
        let finding = format!("{subject} is {} to be late for {}", chance_word(late), date(needed));
        return Block { finding, question, lead: Vec::new(), paragraphs };
    }
    let in_time: Vec<usize> =
        coming.iter().copied().filter(|idx| is_likely_in_time(case, *idx) == Some(true)).collect();
    let day = date(needed);
    let finding = match in_time.as_slice() {
        [] => format!("No option is likely to be ready by {day}"),
        all if all.len() == coming.len() && all.len() > 1 => format!("All are likely to be ready by {day}"),
        [only] if coming.len() > 1 => format!("Only {} is likely to be ready by {day}", case.name(*only).doing),
        some => {
            let names: Vec<&str> = some.iter().map(|idx| case.name(*idx).doing.as_str()).collect();
            let verb = if some.len() == 1 { "is" } else { "are" };
            capitalized(&format!("{} {verb} likely to be ready by {day}", listed(&names)))
        }
    };
    let paragraphs = lateness(case).map(|prose| Paragraph::of([prose.optional()])).into_iter().collect();
    Block { finding, question, lead: Vec::new(), paragraphs }
}

/// "Being late costs £35k a month; for building we expect about £20k in all."
fn lateness(case: &Case) -> Option<Prose> {
    let cost = case.record.inputs.late_cost.filter(|cost| *cost > 0.0)?;
    let prose = Prose::of("Being late costs ").figure("late-cost", case.money.stated(cost)).text(" a month");
    let chosen = case.chosen?;
    let expected = case.result(chosen)?.late_cost.as_ref()?;
    if expected.mean <= 0.0 {
        return Some(prose.text("."));
    }
    let text = case.money.prose(expected.mean);
    let prose = prose.text(format!("; for {} we expect about ", case.name(chosen).doing));
    Some(prose.figure("late", text).text(" in all."))
}

/// Readiness by option.
pub(super) fn ready_table(case: &Case) -> Option<ReadyTable> {
    let analysis = case.analysis?;
    if !case.order.iter().any(|idx| case.ready_spread(*idx).is_some() && !case.is_in_use(*idx)) {
        return None;
    }
    let needed = case.record.inputs.needed_by;
    let spread = |idx: &usize| case.ready_spread(*idx).filter(|_| !case.is_in_use(*idx));
    let until = needed.map(|day| months_until_end_of(analysis.starts, day)).filter(|months| *months > 0.0);
    let largest = case.order.iter().filter_map(spread).map(|months| months.high).chain(until).fold(0.0, f64::max);
    let axis = (largest > 0.0).then(|| Axis::months(largest));
    let rows = case
        .order
        .iter()
        .map(|idx| ReadyRow {
            option: OptionHead::of(case, *idx),
            bar: axis.as_ref().map(|axis| match spread(idx) {
                Some(months) => axis.range(months, until).hued(case.hue(*idx)),
                None => Bar { limit: until.map(|until| axis.at(until)), ..Bar::default() },
            }),
            ready: ready_cell(case, *idx),
            late: late_cell(case, *idx),
        })
        .collect();
    Some(ReadyTable {
        caption: format!(
            "Months from {}, when work starts. Bar and small figures: hold nine times in ten.{}",
            month_and_year(analysis.starts),
            needed.map_or_else(String::new, |day| format!(" Dashed: {}.", date(day)))
        ),
        axis,
        late_label: needed.map(|needed| format!("Late for {}", date_short(needed))),
        rows,
    })
}

pub(crate) fn ready_cell(case: &Case, idx: usize) -> Cell {
    if case.is_in_use(idx) {
        let is_avoid = case.record.options[idx].sourcing == Some(Sourcing::Avoid);
        return Cell::word(if is_avoid { "in use today" } else { "at once" });
    }
    Cell::figure_or(case.ready_spread(idx).map(months), "not estimated")
}

fn late_cell(case: &Case, idx: usize) -> Cell {
    if case.is_in_use(idx) {
        return Cell::word("not late");
    }
    match case.result(idx).and_then(|result| result.ready.as_ref().and(result.late_chance)) {
        Some(late) => Cell {
            figure: Some(crate::number::Figure { figure: chance_number(late), range: None }),
            word: Some(chance_word(late).to_owned()),
        },
        None => Cell::word("not known"),
    }
}
