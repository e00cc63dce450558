//! Of each year's money: what is paid once, what runs, what comes in.

use super::asks::all_asks;
use crate::analysis::affordability::PortfolioYear;
use crate::analysis::{Portfolio, Summary, YearParts};
use crate::number::{self, Money, MoneyColumn, Spread};
use crate::report::exhibits::{AmountBar, Heading};
use crate::report::narrate::year_name;
use crate::report::{Axis, Input};
use serde::Serialize;

/// How many years stand in rows of their own.
const ROWS: usize = 6;
/// From this share of a year's cash on, nearly all of it is that.
const NEARLY_ALL: f64 = 0.85;

/// What is paid once, what runs, what comes in.
#[derive(Clone, Debug, Serialize)]
pub struct PartsBlock {
    /// Heading and question.
    pub finding: Heading,
    /// What bars and figures mean.
    pub caption: String,
    /// Something comes in.
    pub has_benefit: bool,
    /// In order.
    pub rows: Vec<PartsRow>,
}

/// One year.
#[derive(Clone, Debug, Serialize)]
pub struct PartsRow {
    /// "2027".
    pub year: String,
    /// One-off, running, and where something comes in that.
    pub cells: Vec<PartCell>,
}

/// One part of a year.
#[derive(Clone, Debug, Serialize)]
pub struct PartCell {
    /// "Running".
    pub label: &'static str,
    /// The mean.
    pub figure: String,
    /// The same as a bar, with its range.
    pub bar: AmountBar,
}

/// Composes the block; `None` where no year from this one on has a cost.
pub(super) fn block(input: &Input, portfolio: &Portfolio) -> Option<PartsBlock> {
    let money = Money::new(portfolio.currency.as_ref());
    let this = super::years::this_year(input);
    let years: Vec<(&PortfolioYear, YearParts)> = portfolio
        .years
        .iter()
        .filter(|year| year.year >= this)
        .filter_map(|year| Some((year, year.together_parts?)))
        .take(ROWS)
        .collect();
    let has_benefit = years.iter().any(|(_, parts)| parts.benefit.mean != 0.0);
    let all = |parts: &YearParts| [parts.one_off, parts.running, parts.benefit];
    let axis =
        Axis::money(&money, years.iter().flat_map(|(_, parts)| all(parts)).flat_map(|part| [part.p95, part.mean]))?;
    let column = money.column(years.iter().flat_map(|(_, parts)| all(parts)).map(|part| Spread::certain(part.mean)));
    let rows = years.iter().map(|(year, parts)| {
        let cell = |label, part: &Summary| cell(label, part, &column, &axis);
        let mut cells = vec![cell("One-off", &parts.one_off), cell("Running", &parts.running)];
        if has_benefit {
            cells.push(cell("Brought in", &parts.benefit));
        }
        PartsRow { year: year_name(input, year.year), cells }
    });
    let rows = rows.collect();
    let what = if portfolio.asked_count > 0 {
        format!("committed and {} together", all_asks(portfolio.asked_count))
    } else {
        "what is committed".to_owned()
    };
    let caption = format!(
        "Means, {what}, so that one-off and running add up to the mean of the year; one scale, {} to {}. Thin line: nine \
         times in ten. One-off holds what leaving costs at the end of each horizon.",
        axis.low_label, axis.high_label
    );
    Some(PartsBlock {
        finding: Heading {
            title: title(input, &years, has_benefit),
            question: "Once, every year, and brought in?",
            lead: Vec::new(),
        },
        caption,
        has_benefit,
        rows,
    })
}

fn cell(label: &'static str, part: &Summary, column: &MoneyColumn, axis: &Axis) -> PartCell {
    let is_certain = part.p5 == part.p95;
    PartCell {
        label,
        figure: column.summed(part.mean),
        bar: AmountBar {
            solid: axis.at(part.mean),
            low: (!is_certain).then(|| axis.at(part.p5)),
            high: (!is_certain).then(|| axis.at(part.p95)),
            ..AmountBar::default()
        },
    }
}

/// "From 2028 nearly all of it is running cost, and a fifth of it comes back".
fn title(input: &Input, years: &[(&PortfolioYear, YearParts)], has_benefit: bool) -> String {
    let sum = |of: fn(&YearParts) -> f64| years.iter().map(|(_, parts)| of(parts)).sum::<f64>();
    let (once, running) = (sum(|parts| parts.one_off.mean), sum(|parts| parts.running.mean));
    let (whole, benefit) = (once + running, sum(|parts| parts.benefit.mean));
    // The first year from which on what runs is nearly all there is.
    let is_running = |(_, parts): &(&PortfolioYear, YearParts)| {
        let cash = parts.one_off.mean + parts.running.mean;
        cash <= 0.0 || parts.running.mean >= NEARLY_ALL * cash
    };
    let last = years.iter().rposition(|year| !is_running(year)).map_or(0, |last| last + 1);
    let first = match years.get(last) {
        _ if whole <= 0.0 => "Nothing is paid in these years".to_owned(),
        Some(_) if last == 0 => "Nearly all of it is running cost".to_owned(),
        Some((year, _)) if last + 1 < years.len() => {
            format!("From {} nearly all of it is running cost", year_name(input, year.year))
        }
        _ if running >= once => format!("{} of it is running cost", share(running / whole)),
        _ => format!("{} of it is paid once", share(once / whole)),
    };
    if !has_benefit || whole <= 0.0 {
        return first;
    }
    match benefit / whole {
        back if back >= 1.0 => format!("{first}, and more comes back"),
        back if back < 0.1 => format!("{first}, and little of it comes back"),
        back => format!("{first}, and {} comes back", number::percent(back)),
    }
}

fn share(of: f64) -> String {
    match of {
        of if of > 0.95 => "Nearly all".to_owned(),
        of => number::percent(of),
    }
}
