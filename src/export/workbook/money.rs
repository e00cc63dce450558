//! What each year costs on average, and what that is worth today.

use super::book::{Book, named};
use super::sheet::{Sheet, Shown, cell, fixed};
use crate::report::{OptionFigures, TimingWord, YearFigures};
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Money";
/// The row of the discount rate, and that of the first option.
const RATE: u32 = 2;
const FIRST: u32 = 4;
/// Columns.
const CASH: u16 = 6;
const FACTOR: u16 = 7;
const AT_END: u16 = 8;
const WORTH: u16 = 9;

/// Rows of an option: its name, heads, years, sums, and an empty one.
fn height(option: &OptionFigures) -> u32 {
    option.by_year.len() as u32 + 4
}

fn start(book: &Book, at: usize) -> u32 {
    FIRST + book.options.iter().take(at).map(|option| height(option)).sum::<u32>()
}

/// The cell in which what an option costs in today's money stands; `None` where it has no cost.
pub(super) fn total(book: &Book, at: usize) -> Option<String> {
    let option = book.options.get(at)?;
    option.total_cost.filter(|_| !option.by_year.is_empty())?;
    Some(fixed(start(book, at) + 2 + option.by_year.len() as u32, WORTH))
}

pub(super) fn write(book: &Book, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let currency = book.figures.currency.as_deref().unwrap_or("the record’s currency");
    sheet.title("Money")?;
    sheet.text(
        1,
        0,
        &format!("Means of all simulated futures, in {currency}. Change an amount or the rate, and sums follow."),
    )?;
    sheet.head(RATE, 0, "Discount rate")?;
    sheet.input(RATE, 1, Some(book.figures.discount_rate), Shown::Fine)?;
    sheet.wide(0, 30.0)?;
    for column in 1..=WORTH {
        sheet.wide(column, 14.0)?;
    }
    for (at, option) in book.options.iter().enumerate() {
        block(book, sheet, start(book, at), option)?;
    }
    Ok(())
}

fn block(book: &Book, sheet: &mut Sheet, top: u32, option: &OptionFigures) -> Result<(), XlsxError> {
    sheet.head(top, 0, &named(option))?;
    if option.by_year.is_empty() {
        return sheet.text(top + 1, 0, "No cost has been estimated.");
    }
    let heads = [
        "Year",
        "Once",
        "Running",
        "Leaving",
        "Comes in",
        "Being late",
        "Cash",
        "Factor",
        "Factor at its end",
        "Worth today",
    ];
    for (column, head) in (0..).zip(heads) {
        sheet.head(top + 1, column, head)?;
    }
    let shift = if book.figures.timing == TimingWord::Mid { 0.5 } else { 0.0 };
    let rate = fixed(RATE, 1);
    let mut worth = 0.0;
    for (row, year) in (top + 2..).zip(&option.by_year) {
        let YearFigures { year, one_off, running, exit, benefit, late } = *year;
        sheet.figure(row, 0, Some(year as f64), Shown::Whole)?;
        for (column, value) in (1..).zip([one_off, running, exit, benefit, late]) {
            sheet.input(row, column, Some(value), Shown::Money)?;
        }
        let at = |column: u16| cell(row, column);
        let sum = format!("={}+{}+{}", at(1), at(2), at(3));
        sheet.formula(row, CASH, &sum, one_off + running + exit, Shown::Money)?;
        let factor = |early: f64| libm::pow(1.0 + book.figures.discount_rate, early - year as f64);
        let (in_year, at_end) = (if year == 0 { 1.0 } else { factor(shift) }, factor(0.0));
        let formula = if year == 0 { "=1".to_owned() } else { format!("=(1+{rate})^-({}-{shift})", at(0)) };
        sheet.formula(row, FACTOR, &formula, in_year, Shown::Fine)?;
        sheet.formula(row, AT_END, &format!("=(1+{rate})^-{}", at(0)), at_end, Shown::Fine)?;
        let today = (one_off + running - benefit + late) * in_year + exit * at_end;
        worth += today;
        let formula = format!("=({}+{}-{}+{})*{}+{}*{}", at(1), at(2), at(4), at(5), at(FACTOR), at(3), at(AT_END));
        sheet.formula(row, WORTH, &formula, today, Shown::Money)?;
    }
    let sums = top + 2 + option.by_year.len() as u32;
    sheet.head(sums, 0, "Sum")?;
    for column in [CASH, WORTH] {
        let formula = format!("=SUM({}:{})", cell(top + 2, column), cell(sums - 1, column));
        let cash: f64 = option.by_year.iter().map(|year| year.one_off + year.running + year.exit).sum();
        sheet.formula(sums, column, &formula, if column == CASH { cash } else { worth }, Shown::Money)?;
    }
    Ok(())
}
