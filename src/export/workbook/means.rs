//! Scores reckoned from the mean level of each option: change a level, and score and total follow.

use super::book::{Book, named, score};
use super::sheet::{Sheet, Shown, cell, fixed};
use super::{money, weights};
use crate::report::{CriterionFigures, CurveWord, MeasureWord};
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "At the means";
/// The row of the first criterion, the same as on the sheet of weights.
const FIRST: u32 = weights::FIRST;
/// The columns of worst and best, and that of the first level.
const WORST: u16 = 2;
const BEST: u16 = 3;
const LEVEL: u16 = 4;

pub(super) fn write(book: &Book, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let (criteria, options) = (&book.figures.criteria, &book.options);
    let scores = LEVEL + options.len() as u16;
    let total = FIRST + criteria.len() as u32;
    sheet.title("At the means")?;
    sheet.text(
        1,
        0,
        "Change a level, or a price on the sheet Money. A mean of a curve is not the curve of a mean: these scores \
                      differ a little from those of the record.",
    )?;
    for (column, head) in (0..).zip(["Criterion", "Unit", "Worst", "Best"]) {
        sheet.head(FIRST - 1, column, head)?;
    }
    sheet.wide(0, 30.0)?;
    for (at, option) in (0..).zip(options) {
        let name = named(option);
        sheet.wide(LEVEL + at, 16.0)?;
        sheet.wide(scores + at, 16.0)?;
        sheet.head(FIRST - 1, LEVEL + at, &format!("Level, {name}"))?;
        sheet.head(FIRST - 1, scores + at, &format!("Score, {name}"))?;
    }
    for (row, criterion) in (FIRST..).zip(criteria) {
        sheet.text(row, 0, &criterion.name)?;
        sheet.text(row, 1, criterion.unit.as_deref().unwrap_or_default())?;
        sheet.figure(row, WORST, Some(criterion.worst), Shown::Money)?;
        sheet.figure(row, BEST, Some(criterion.best), Shown::Money)?;
        for (at, option) in (0..).zip(options) {
            let level = option.levels.get(&criterion.id).copied().flatten().map(|level| level.mean);
            let stated = score(option, &criterion.id);
            let Some(level) = level.filter(|level| level.is_finite()) else {
                sheet.input(row, scores + at, stated, Shown::Score)?;
                continue;
            };
            match money::total(book, usize::from(at)).filter(|_| criterion.measure == MeasureWord::TotalCost) {
                Some(sum) => sheet.formula(row, LEVEL + at, &format!("={}!{sum}", money::NAME), level, Shown::Money)?,
                None => sheet.input(row, LEVEL + at, Some(level), Shown::Score)?,
            }
            let formula = format!("=100*{}", curve(criterion, row, &cell(row, LEVEL + at)));
            sheet.formula(row, scores + at, &formula, 100.0 * reckoned(criterion, level), Shown::Score)?;
        }
    }
    sheet.head(total, 0, "Total")?;
    for (at, option) in (0..).zip(options) {
        let weights = format!("{}:{}", fixed(FIRST, weights::WEIGHT), fixed(total - 1, weights::WEIGHT));
        let column = format!("{}:{}", cell(FIRST, scores + at), cell(total - 1, scores + at));
        let sum: f64 = criteria
            .iter()
            .map(|criterion| {
                let level = option.levels.get(&criterion.id).copied().flatten().map(|level| level.mean);
                let level = level.filter(|level| level.is_finite());
                let at_level = level.map(|level| 100.0 * reckoned(criterion, level));
                criterion.weight * at_level.or_else(|| score(option, &criterion.id)).unwrap_or(0.0)
            })
            .sum();
        let formula = format!("=SUMPRODUCT({}!{weights},{column})", weights::NAME);
        sheet.formula(total, scores + at, &formula, sum, Shown::Score)?;
    }
    sheet.freeze(FIRST, 1)
}

/// The curve of a criterion at the level in a cell, 0 to 1, as a formula.
fn curve(criterion: &CriterionFigures, row: u32, level: &str) -> String {
    let (worst, best) = (cell(row, WORST), cell(row, BEST));
    let way = format!("MAX(0,MIN(1,({level}-{worst})/({best}-{worst})))");
    match (criterion.curve.kind, criterion.curve.rho) {
        (CurveWord::Exponential, Some(rho)) => {
            let whole = format!("ABS({best}-{worst})");
            format!("(1-EXP(-{way}*{whole}/({rho})))/(1-EXP(-{whole}/({rho})))")
        }
        (CurveWord::Piecewise, _) => piecewise(&criterion.curve.points, level),
        _ => way,
    }
}

/// Straight lines through points, level below the ends of which the score stays.
fn piecewise(points: &[(f64, f64)], level: &str) -> String {
    let Some((_, end)) = points.last() else { return "0".to_owned() };
    let mut formula = end.to_string();
    for pair in points.windows(2).rev() {
        let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
        formula = format!("IF({level}<=({x1}),({v0})+({level}-({x0}))*({v1}-({v0}))/(({x1})-({x0})),{formula})");
    }
    match points.first() {
        Some((x0, v0)) => format!("IF({level}<=({x0}),({v0}),{formula})"),
        None => formula,
    }
}

/// What such a formula comes to.
fn reckoned(criterion: &CriterionFigures, level: f64) -> f64 {
    let (worst, best) = (criterion.worst, criterion.best);
    let way = ((level - worst) / (best - worst)).clamp(0.0, 1.0);
    match (criterion.curve.kind, criterion.curve.rho) {
        (CurveWord::Exponential, Some(rho)) => {
            let whole = (best - worst).abs();
            libm::expm1(-way * whole / rho) / libm::expm1(-whole / rho)
        }
        (CurveWord::Piecewise, _) => {
            let points = &criterion.curve.points;
            let (Some(first), Some(last)) = (points.first(), points.last()) else { return 0.0 };
            if level <= first.0 {
                return first.1;
            }
            let part = points.windows(2).find(|pair| level <= pair[1].0);
            part.map_or(last.1, |pair| {
                let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
                v0 + (level - x0) * (v1 - v0) / (x1 - x0)
            })
        }
        _ => way,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_of_points_is_a_formula() {
        let points = [(0.0, 1.0), (10.0, 0.5), (20.0, 0.0)];
        assert_eq!(
            piecewise(&points, "E5"),
            "IF(E5<=(0),(1),IF(E5<=(10),(1)+(E5-(0))*(0.5-(1))/((10)-(0)),IF(E5<=(20),(0.5)+(E5-(10))*(0-(0.5))/((20)-(10)),0)))"
        );
    }
}
