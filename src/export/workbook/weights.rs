//! Points, weights, scores, totals and order.

use super::book::{Book, named, score};
use super::sheet::{self, Sheet, Shown, cell, fixed};
use crate::report::OptionFigures;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Weights";
/// The row of the first criterion.
pub(super) const FIRST: u32 = 4;
/// The column of weights, and that of the first option.
pub(super) const WEIGHT: u16 = 2;
const OPTION: u16 = 3;

pub(super) fn write(book: &Book, page: &mut Sheet) -> Result<(), XlsxError> {
    let (criteria, options) = (&book.figures.criteria, &book.options);
    let total = FIRST + criteria.len() as u32;
    let last = total - 1;
    page.title(&book.figures.title)?;
    page.text(1, 0, "Change the points: weights, totals and order follow. Scores from 0 (worst) to 100 (best) are those of the record.")?;
    for (column, head) in (0..).zip(["Criterion", "Points", "Weight"]) {
        page.head(FIRST - 1, column, head)?;
    }
    page.wide(0, 30.0)?;
    for (column, option) in (OPTION..).zip(options) {
        page.wide(column, 18.0)?;
        page.head(FIRST - 1, column, &named(option))?;
    }
    let points = format!("{}:{}", fixed(FIRST, 1), fixed(last, 1));
    for (row, criterion) in (FIRST..).zip(criteria) {
        page.text(row, 0, &criterion.name)?;
        page.input(row, 1, Some(criterion.points), Shown::Score)?;
        page.formula(row, WEIGHT, &format!("={}/SUM({points})", cell(row, 1)), criterion.weight, Shown::Fine)?;
        for (column, option) in (OPTION..).zip(options) {
            page.figure(row, column, score(option, &criterion.id), Shown::Score)?;
        }
    }
    page.head(total, 0, "Total")?;
    page.head(total + 1, 0, "Place")?;
    page.head(total + 2, 0, "Total in the record")?;
    page.head(total + 4, 0, "First")?;
    let column_of = |row: u32| format!("{}:{}", fixed(row, OPTION), fixed(row, OPTION + options.len() as u16 - 1));
    let mut sorted: Vec<f64> = options.iter().filter_map(|option| option.total.map(|total| total.mean)).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    for (column, option) in (OPTION..).zip(options) {
        let mean = option.total.map_or(0.0, |total| total.mean);
        let weights = format!("{}:{}", fixed(FIRST, WEIGHT), fixed(last, WEIGHT));
        let scores = format!("{}:{}", cell(FIRST, column), cell(last, column));
        page.formula(total, column, &format!("=SUMPRODUCT({weights},{scores})"), mean, Shown::Score)?;
        let place = sorted.iter().take_while(|other| **other > mean).count() + 1;
        let rank = format!("=RANK({},{})", cell(total, column), column_of(total));
        page.formula(total + 1, column, &rank, place, Shown::Whole)?;
        page.figure(total + 2, column, Some(mean), Shown::Score)?;
    }
    let first = options.iter().max_by(|a, b| {
        let total = |option: &OptionFigures| option.total.map_or(0.0, |total| total.mean);
        total(a).total_cmp(&total(b))
    });
    let first = first.map_or_else(String::new, |option| sheet::text(&named(option)));
    let find = format!("=INDEX({},MATCH(MAX({all}),{all},0))", column_of(FIRST - 1), all = column_of(total));
    page.formula(total + 4, 1, &find, first, Shown::Score)?;
    page.freeze(FIRST, 1)
}
