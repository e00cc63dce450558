//! Cells of a sheet: heads, texts, figures that stand, figures to be changed, formulas with their results.

use crate::report::cleaned;
use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Worksheet, XlsxError};

/// The longest text of a cell, in characters.
const TEXT: usize = 200;

/// How a figure is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// 61.4
    Score,
    /// 1,570,927
    Money,
    /// 0.943
    Fine,
    /// 2
    Whole,
}

impl Shown {
    fn code(self) -> &'static str {
        match self {
            Self::Score => "0.0",
            Self::Money => "#,##0",
            Self::Fine => "0.000",
            Self::Whole => "0",
        }
    }
}

/// A sheet under its name.
pub(super) struct Sheet<'a>(&'a mut Worksheet);

impl<'a> Sheet<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, name: &str) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        Ok(Self(sheet))
    }

    pub(super) fn wide(&mut self, column: u16, letters: f64) -> Result<(), XlsxError> {
        self.0.set_column_width(column, letters).map(|_| ())
    }

    /// In the first cell.
    pub(super) fn title(&mut self, title: &str) -> Result<(), XlsxError> {
        let format = Format::new().set_bold().set_font_size(14);
        self.0.write_string_with_format(0, 0, text(title), &format).map(|_| ())
    }

    /// What is said below it.
    pub(super) fn note(&mut self, row: u32, note: &str) -> Result<(), XlsxError> {
        self.0.write_string_with_format(row, 0, note, &Format::new().set_text_wrap()).map(|_| ())
    }

    pub(super) fn head(&mut self, row: u32, column: u16, head: &str) -> Result<(), XlsxError> {
        let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        self.0.write_string_with_format(row, column, text(head), &format).map(|_| ())
    }

    pub(super) fn text(&mut self, row: u32, column: u16, words: &str) -> Result<(), XlsxError> {
        self.0.write_string(row, column, text(words)).map(|_| ())
    }

    /// A figure that stands; one that is none leaves its cell empty.
    pub(super) fn figure(&mut self, row: u32, column: u16, value: Option<f64>, shown: Shown) -> Result<(), XlsxError> {
        let Some(value) = value.filter(|value| value.is_finite()) else { return Ok(()) };
        self.0.write_number_with_format(row, column, value, &Format::new().set_num_format(shown.code())).map(|_| ())
    }

    /// A figure that is meant to be changed.
    pub(super) fn input(&mut self, row: u32, column: u16, value: Option<f64>, shown: Shown) -> Result<(), XlsxError> {
        let Some(value) = value.filter(|value| value.is_finite()) else { return Ok(()) };
        let tinted = Format::new().set_num_format(shown.code()).set_background_color(Color::RGB(0x00FD_F1D8));
        self.0.write_number_with_format(row, column, value, &tinted).map(|_| ())
    }

    /// A formula of ours with what it comes to, for programs that do not reckon.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        comes_to: impl ToString,
        shown: Shown,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(comes_to.to_string());
        self.0.write_formula_with_format(row, column, formula, &Format::new().set_num_format(shown.code())).map(|_| ())
    }

    pub(super) fn freeze(&mut self, row: u32, column: u16) -> Result<(), XlsxError> {
        self.0.set_freeze_panes(row, column).map(|_| ())
    }
}

/// A text as a cell takes it: short, and without what nobody sees.
pub(super) fn text(raw: &str) -> String {
    cleaned(raw).chars().filter(|c| !c.is_control()).take(TEXT).collect()
}

/// "C5": the cell of a row and a column, both from 0.
pub(super) fn cell(row: u32, column: u16) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// "$C$5": the same, wherever a formula is copied to.
pub(super) fn fixed(row: u32, column: u16) -> String {
    format!("${}${}", letters(column), row + 1)
}

fn letters(column: u16) -> String {
    let (mut rest, mut letters) = (u32::from(column) + 1, String::new());
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!((cell(4, 2), fixed(0, 0)), ("C5".to_owned(), "$A$1".to_owned()));
    }
}
