//! Money by year of what is chosen: when it goes out, when it comes in, and when it has paid back.

use super::payback::{no_income, payback};
use crate::analysis::YearCash;
use crate::model::Sourcing;
use crate::number::{MoneyColumn, Spread};
use crate::report::narrate::{Case, year_name};
use crate::report::{Axis, Bar, Content, Drawing, Table, TableHead, TableRow};

/// How many years stand in rows of their own where there is room; what comes behind is one row.
pub(super) const ROWS: usize = 8;
/// How many where there is little.
pub(super) const FEW_ROWS: usize = 3;

/// One row before it is printed.
struct Year {
    name: String,
    cash: YearCash,
    /// Everything up to its end.
    so_far: f64,
}

/// A part of a year's money: the head of its column, and what it comes to.
type Part = (&'static str, fn(&YearCash) -> f64);

/// Year by year, each with its bar; `None` where nothing flows or all of it in one year.
pub(super) fn table(case: &Case, alone: usize) -> Option<Table> {
    let chosen = case.chosen?;
    let years = years(case, chosen, alone);
    if years.len() < 2 {
        return None;
    }
    let has = |part: fn(&YearCash) -> f64| years.iter().any(|year| part(&year.cash) != 0.0);
    let parts: Vec<Part> = [
        ("Once", (|cash| cash.one_off) as fn(&YearCash) -> f64),
        ("Running", |cash| cash.running),
        ("Leaving", |cash| cash.exit),
        ("Brought in", |cash| cash.benefit),
    ]
    .into_iter()
    .filter(|(_, part)| has(*part))
    .collect();
    let printed = years.iter().flat_map(|year| {
        let parts = parts.iter().map(|(_, part)| part(&year.cash));
        parts.chain([year.so_far.abs()]).map(Spread::certain).collect::<Vec<_>>()
    });
    let column = case.money.column(printed);
    let axis = Axis::money(&case.money, years.iter().flat_map(|year| [spent(&year.cash), -year.cash.benefit]))?;
    let rows = years.iter().map(|year| row(case.hue(chosen), year, &parts, &column, &axis)).collect();
    let amount = |label: &str| TableHead { is_amount: true, ..TableHead::new(label) };
    let mut heads = vec![TableHead::new("Year"), TableHead::bars(axis, Drawing::Year)];
    heads.extend(parts.iter().map(|(label, _)| amount(label)));
    heads.push(amount("Running total").explained("by-year"));
    Some(Table {
        caption: caption(case, chosen, &self::years(case, chosen, usize::MAX - 1)),
        has_cards: true,
        look: "money tight stack",
        heads,
        rows,
        ..Table::default()
    })
}

/// When it has paid back, else the year in which most goes out.
pub(super) fn finding(case: &Case) -> Option<String> {
    let chosen = case.chosen?;
    let years = years(case, chosen, usize::MAX - 1);
    if years.iter().any(|year| year.cash.benefit != 0.0) {
        return Some(pays_back(&years));
    }
    if let Some(payback) = payback(case, chosen) {
        return Some(format!("Against leaving it alone, it pays back after about {payback}"));
    }
    let most = years.iter().max_by(|a, b| spent(&a.cash).total_cmp(&spent(&b.cash)))?;
    let printed = |year: &Year| case.money.prose(spent(&year.cash));
    let as_much = years.iter().filter(|year| printed(year) == printed(most)).count();
    if as_much == years.len() && as_much > 1 {
        return Some(format!("{} goes out each year, on average", printed(most)));
    }
    if as_much > 1 {
        return Some(format!("At most {} goes out in a year, on average", printed(most)));
    }
    Some(format!("Most goes out in {}: {} on average", most.name, printed(most)))
}

/// Years with anything in them up to the last, those behind the first few as one.
fn years(case: &Case, chosen: usize, alone: usize) -> Vec<Year> {
    let by_year = case.result(chosen).map_or(&[][..], |result| &result.by_calendar_year);
    let is_flow = |cash: &YearCash| spent(cash) != 0.0 || cash.benefit != 0.0;
    let last = by_year.iter().rposition(|(_, cash)| is_flow(cash)).map_or(0, |last| last + 1);
    let by_year = &by_year[..last];
    let alone = if by_year.len() > alone + 1 { alone } else { by_year.len() };
    let mut so_far = 0.0;
    let mut years: Vec<Year> = Vec::new();
    for (name, cash) in &by_year[..alone] {
        so_far += cash.benefit - spent(cash);
        years.push(Year { name: year_name(case.input, *name), cash: *cash, so_far });
    }
    if let [(first, _), .., (end, _)] = &by_year[alone..] {
        let mut cash = YearCash::default();
        for (_, more) in &by_year[alone..] {
            cash.one_off += more.one_off;
            cash.running += more.running;
            cash.exit += more.exit;
            cash.benefit += more.benefit;
        }
        so_far += cash.benefit - spent(&cash);
        let name = format!("{} to {}", year_name(case.input, *first), year_name(case.input, *end));
        years.push(Year { name, cash, so_far });
    }
    years
}

fn spent(cash: &YearCash) -> f64 {
    cash.one_off + cash.running + cash.exit
}

fn row(hue: Option<Sourcing>, year: &Year, parts: &[Part], column: &MoneyColumn, axis: &Axis) -> TableRow {
    let print = |value: f64| match value {
        0.0 => Content::Nothing,
        value => Content::Text(column.summed(value)),
    };
    // What goes out reaches to the right of zero, what comes in to the left.
    let bar = Bar {
        zero: axis.at(0.0),
        low: Some(axis.at(year.cash.one_off + year.cash.exit)),
        high: Some(axis.at(spent(&year.cash))),
        limit: (year.cash.benefit > 0.0).then(|| axis.at(-year.cash.benefit)),
        hue,
        ..Bar::default()
    };
    let mut cells = vec![Content::Text(year.name.clone()).into(), Content::Bar(Some(bar)).into()];
    cells.extend(parts.iter().map(|(_, part)| print(part(&year.cash)).into()));
    cells.push(Content::Text(column.summed(year.so_far)).into());
    TableRow { does_turn: false, cells }
}

fn caption(case: &Case, chosen: usize, years: &[Year]) -> String {
    let brings_in = years.iter().any(|year| year.cash.benefit != 0.0);
    let first = format!("{} year by year, on average.", case.name(chosen).subject());
    if !brings_in {
        let is_counted = case.record.options.iter().any(|option| option.benefit.is_some());
        let income = if is_counted { "It brings in nothing.".to_owned() } else { no_income(case) };
        return format!("{first} Bar: what goes out, in gray what is paid once or on leaving. {income}");
    }
    let bars =
        "Bar to the right: what goes out, in gray what is paid once or on leaving; to the left, hollow: what comes in.";
    format!("{first} {bars} {}.", pays_back(years))
}

/// "It has paid back in 2029": the year from which on more has come in than has gone out.
fn pays_back(years: &[Year]) -> String {
    let is_ahead = |year: &Year| year.so_far >= 0.0;
    let behind = years.iter().rposition(|year| !is_ahead(year));
    match behind.map_or(years.first(), |last| years.get(last + 1)) {
        Some(year) if behind.is_none() => format!("More comes in than goes out from {} on", year.name),
        Some(year) => format!("It has paid back in {}", year.name),
        None => {
            let last = years.last().map_or("", |year| year.name.as_str());
            format!("It has not paid back by the end of {last}")
        }
    }
}
