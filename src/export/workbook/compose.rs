//! The sheets of a workbook, and the one that says how to read it.

use super::book::Book;
use super::sheet::{self, Sheet};
use super::{means, money, weights};
use crate::report::Figures;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook of `{title}` could not be made")]
pub struct WorkbookError {
    /// The decision.
    title: String,
    /// Why.
    #[source]
    source: XlsxError,
}

/// The workbook of a decision as a file: the same bytes for the same figures.
pub(in crate::export) fn workbook(figures: &Figures) -> Result<Vec<u8>, WorkbookError> {
    composed(figures).map_err(|source| WorkbookError { title: sheet::text(&figures.title), source })
}

fn composed(figures: &Figures) -> Result<Vec<u8>, XlsxError> {
    let book = Book::of(figures);
    let mut file = Workbook::new();
    // A file that says when it was made differs from build to build.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    file.set_properties(&DocProperties::new().set_title(sheet::text(&figures.title)).set_creation_datetime(&made));
    weights::write(&book, &mut Sheet::new(file.add_worksheet(), weights::NAME)?)?;
    means::write(&book, &mut Sheet::new(file.add_worksheet(), means::NAME)?)?;
    money::write(&book, &mut Sheet::new(file.add_worksheet(), money::NAME)?)?;
    help(&mut Sheet::new(file.add_worksheet(), "How to read this")?)?;
    file.save_to_buffer()
}

/// What each sheet does, and what it cannot say.
fn help(sheet: &mut Sheet) -> Result<(), XlsxError> {
    sheet.wide(0, 110.0)?;
    sheet.title("How to read this workbook")?;
    let lines = [
        "Cells on a tinted ground are meant to be changed; all others follow.",
        "Weights: points are what a criterion counts. Scores are means of all simulated futures, so that totals and order are \
         those of the record, to the digit, and follow whatever points you set.",
        "At the means: scores are reckoned from the mean level of each option. A mean of a curve is not the curve of a mean: \
         where levels lie outside worst and best, or a curve bends, these scores differ a little from those of the record.",
        "Money: what each year costs on average. Sums are those of the record, to the digit. What you change here changes the \
         cost level on the sheet before.",
        "Ranges, chances and what would turn the answer are not in here: they need all simulated futures, and stand on the \
         pages of the site.",
    ];
    for (row, line) in (2..).zip(lines) {
        sheet.note(row, line)?;
    }
    Ok(())
}
