//! Tables without lines, as wide as the terminal and no wider.
//!
//! Columns take the widths that make the table lowest. Where there is no room, pictures go first,
//! then the spaces between numbers and units break, and at last every row is told in lines of its own.

use crate::term::wrap::{Breaks, fill, longest_word};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// On which side a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// What may happen to a column's cells where there is little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// They never wrap.
    Whole,
    /// They wrap.
    Wrapped,
    /// They are drawn, say nothing that words do not, and are left out first.
    Picture,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its head.
    pub head: &'a str,
    /// On which side.
    pub align: Align,
    /// Whether its cells may wrap.
    pub fit: Fit,
}

/// Columns between two cells.
const GAP: usize = 2;
/// A longer word may be broken.
const LONGEST_WORD: usize = 24;

/// Lays rows out in `width` columns of text. Cells must be clean and carry no color.
pub fn table(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> String {
    table_rows(columns, rows, width).concat()
}

/// The same, one text a row, the heads first.
pub fn table_rows(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let without_pictures = || {
        let words = (0..columns.len()).filter(|idx| columns[*idx].fit != Fit::Picture);
        words.collect::<Vec<_>>()
    };
    let tries = [
        ((0..columns.len()).collect(), Breaks::LongWords),
        (without_pictures(), Breaks::LongWords),
        (without_pictures(), Breaks::Units),
    ];
    for (kept, breaks) in tries {
        let grid = Grid { columns, rows, kept, breaks };
        if let Some(widths) = grid.widths(width) {
            return grid.draw(&widths);
        }
    }
    listed(columns, rows, width)
}

/// The columns that are drawn, and how their cells may break.
struct Grid<'a> {
    columns: &'a [Column<'a>],
    rows: &'a [Vec<String>],
    kept: Vec<usize>,
    breaks: Breaks,
}

impl<'a> Grid<'a> {
    fn cells(&self, column: usize) -> impl Iterator<Item = &'a str> {
        self.rows.iter().map(move |row| row.get(column).map_or("", String::as_str))
    }

    /// The width of each kept column; `None` where they do not fit beside each other.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let room = (width + GAP).checked_sub(GAP * self.kept.len())?;
        let mut widths: Vec<usize> = self.kept.iter().map(|column| self.least(*column)).collect();
        let mut spare = room.checked_sub(widths.iter().sum())?;
        let widest: Vec<usize> = self.kept.iter().map(|column| self.widest(*column)).collect();
        let mut growing: Vec<usize> = (0..widths.len()).filter(|at| widths[*at] < widest[*at]).collect();
        if let [only] = growing[..] {
            widths[only] = widest[only].min(widths[only] + spare);
            growing.clear();
        }
        let mut heights = Heights::new(self, &widths);
        while let Some((at, wider)) = heights.best_step(self, &widths, &widest, &growing, spare) {
            spare -= wider - widths[at];
            widths[at] = wider;
            heights.set(self, at, wider);
        }
        Some(widths)
    }

    /// The least width of a column.
    fn least(&self, column: usize) -> usize {
        let Column { head, fit, .. } = self.columns[column];
        match fit {
            Fit::Whole => self.widest_cell(column).max(longest_word(head, self.breaks)),
            Fit::Picture => self.widest(column),
            Fit::Wrapped => {
                let cells = self.cells(column).map(|cell| longest_word(cell, self.breaks)).max().unwrap_or(0);
                cells.max(longest_word(head, self.breaks)).min(LONGEST_WORD)
            }
        }
        .max(1)
    }

    fn widest_cell(&self, column: usize) -> usize {
        self.cells(column).map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    fn widest(&self, column: usize) -> usize {
        self.widest_cell(column).max(self.columns[column].head.width()).max(1)
    }

    fn lines(&self, column: usize, cell: &str, width: usize) -> Vec<String> {
        match self.columns[column].fit {
            Fit::Picture => vec![cell.to_owned()],
            // As it is, with the spaces that line its figures up.
            Fit::Whole | Fit::Wrapped if cell.width() <= width => vec![cell.to_owned()],
            Fit::Whole | Fit::Wrapped => fill(cell, width, self.breaks),
        }
    }

    fn draw(&self, widths: &[usize]) -> Vec<String> {
        let has_heads = self.columns.iter().any(|column| !column.head.is_empty());
        let heads = if has_heads { self.draw_row(widths, |column| self.columns[column].head) } else { String::new() };
        let cell = |row: &'a [String], column: usize| row.get(column).map_or("", String::as_str);
        let rows = self.rows.iter().map(|row| self.draw_row(widths, |column| cell(row, column)));
        std::iter::once(heads).chain(rows).collect()
    }

    fn draw_row<'c>(&self, widths: &[usize], cell: impl Fn(usize) -> &'c str) -> String {
        let mut output = String::new();
        let cells: Vec<Vec<String>> =
            self.kept.iter().zip(widths).map(|(column, width)| self.lines(*column, cell(*column), *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            let mut drawn = String::new();
            for ((lines, column), width) in cells.iter().zip(&self.kept).zip(widths) {
                let text = lines.get(line).map_or("", String::as_str);
                let pad = width.saturating_sub(text.width());
                let (before, after) = match self.columns[*column].align {
                    Align::Left => (0, pad),
                    Align::Right => (pad, 0),
                };
                let after = after + GAP;
                let _ = write!(drawn, "{:before$}{text}{:after$}", "", "");
            }
            let _ = writeln!(output, "{}", drawn.trim_end());
        }
        output
    }
}

/// How many lines each cell takes; the head counts as a row, and twice, since it is read first.
struct Heights {
    columns: Vec<Vec<usize>>,
}

impl Heights {
    fn new(grid: &Grid<'_>, widths: &[usize]) -> Self {
        let columns = widths.iter().enumerate().map(|(at, width)| Self::of(grid, at, *width)).collect();
        Self { columns }
    }

    fn of(grid: &Grid<'_>, at: usize, width: usize) -> Vec<usize> {
        let column = grid.kept[at];
        let head = std::iter::once(grid.columns[column].head);
        head.chain(grid.cells(column)).map(|cell| grid.lines(column, cell, width).len()).collect()
    }

    fn set(&mut self, grid: &Grid<'_>, at: usize, width: usize) {
        self.columns[at] = Self::of(grid, at, width);
    }

    /// The height of the table, and a little for every line of a cell, so that a step counts which
    /// makes a row lower only together with another.
    fn cost(&self, instead: Option<(usize, &[usize])>) -> usize {
        let of = |at: usize| match instead {
            Some((other, heights)) if other == at => heights,
            _ => &self.columns[at],
        };
        let row_count = self.columns.first().map_or(0, Vec::len);
        let row = |row: usize| {
            let cells = (0..self.columns.len()).map(|at| of(at)[row]);
            (8 * cells.clone().max().unwrap_or(0) + cells.sum::<usize>()) * if row == 0 { 2 } else { 1 }
        };
        (0..row_count).map(row).sum()
    }

    /// The column to widen, and how far: what saves the most for each column of text.
    fn best_step(
        &self,
        grid: &Grid<'_>,
        widths: &[usize],
        widest: &[usize],
        growing: &[usize],
        spare: usize,
    ) -> Option<(usize, usize)> {
        let now = self.cost(None);
        let mut best: Option<(f64, usize, usize)> = None;
        for &at in growing {
            let mut total: usize = self.columns[at].iter().sum();
            for wider in widths[at] + 1..=widest[at].min(widths[at] + spare) {
                let heights = Self::of(grid, at, wider);
                let lines = heights.iter().sum();
                if lines >= total {
                    continue;
                }
                total = lines;
                let saved = now.saturating_sub(self.cost(Some((at, &heights)))) as f64 / (wider - widths[at]) as f64;
                if saved > 0.0 && best.is_none_or(|(most, ..)| saved > most) {
                    best = Some((saved, at, wider));
                }
            }
        }
        best.map(|(_, at, wider)| (at, wider))
    }
}

/// Row after row, each cell on a line with its head: for terminals that are too narrow for a table.
fn listed(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let heads = || columns.iter().enumerate().skip(1).filter(|(_, column)| column.fit != Fit::Picture);
    let label = heads().map(|(_, column)| column.head.width()).max().unwrap_or(0).min(width / 3);
    let mut blocks = vec![String::new()];
    for row in rows {
        let mut output = String::new();
        for line in fill(row.first().map_or("", String::as_str), width, Breaks::Units) {
            let _ = writeln!(output, "{line}");
        }
        for (idx, column) in heads() {
            let cell = row.get(idx).map_or("", String::as_str);
            let heads = fill(column.head, label.max(1), Breaks::Units);
            let cells = fill(cell, width.saturating_sub(label + 2 * GAP).max(1), Breaks::Units);
            for line in 0..heads.len().max(cells.len()) {
                let head = heads.get(line).map_or("", String::as_str);
                let pad = label - head.width().min(label);
                let text = cells.get(line).map_or("", String::as_str);
                let drawn = format!("{:GAP$}{head}{:pad$}{:GAP$}{text}", "", "", "");
                let _ = writeln!(output, "{}", drawn.trim_end());
            }
        }
        blocks.push(output);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> [Column<'static>; 4] {
        [
            Column { head: "Option", align: Align::Left, fit: Fit::Whole },
            Column { head: "0   9", align: Align::Left, fit: Fit::Picture },
            Column { head: "What it takes", align: Align::Left, fit: Fit::Wrapped },
            Column { head: "First in", align: Align::Right, fit: Fit::Whole },
        ]
    }

    fn rows() -> Vec<Vec<String>> {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        vec![
            row(["■ Build", " ━┿━ ", "a team of five for 9\u{a0}months", "65%"]),
            row(["● Buy", "━┿   ", "a contract", "under\u{a0}1%"]),
        ]
    }

    #[test]
    fn words_wrap_and_figures_do_not() {
        let columns = [
            Column { head: "No", align: Align::Right, fit: Fit::Whole },
            Column { head: "Title", align: Align::Left, fit: Fit::Wrapped },
        ];
        let rows = vec![vec!["1".to_owned(), "How should our customers sign in?".to_owned()]];
        insta::assert_snapshot!(table(&columns, &rows, 26), @r"
        No  Title
         1  How should our
            customers sign in?
        ");
    }

    #[test]
    fn a_table_is_as_low_as_its_width_allows() {
        insta::assert_snapshot!(table(&columns(), &rows(), 80), @r"
        Option   0   9  What it takes                First in
        ■ Build   ━┿━   a team of five for 9 months       65%
        ● Buy    ━┿     a contract                   under 1%
        ");
        insta::assert_snapshot!(table(&columns(), &rows(), 42), @r"
        Option   0   9  What it takes     First in
        ■ Build   ━┿━   a team of five         65%
                        for 9 months
        ● Buy    ━┿     a contract        under 1%
        ");
    }

    #[test]
    fn pictures_go_first_and_then_rows_are_told_in_lines() {
        insta::assert_snapshot!(table(&columns(), &rows(), 28), @r"
        Option   What it    First in
                 takes
        ■ Build  a team of       65%
                 five for
                 9 months
        ● Buy    a          under 1%
                 contract
        ");
        insta::assert_snapshot!(table(&columns(), &rows(), 22), @r"
        ■ Build
          What it  a team of
          takes    five for 9
                   months
          First    65%
          in
        ● Buy
          What it  a contract
          takes
          First    under 1%
          in
        ");
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(
            cells in proptest::collection::vec(proptest::collection::vec("[ -~\u{a0}äß支払い]{0,40}", 4), 0..6),
            width in 30_usize..130,
        ) {
            let mut columns = columns();
            columns[3].fit = Fit::Wrapped;
            columns[0].fit = Fit::Wrapped;
            for line in table(&columns, &cells, width).lines() {
                proptest::prop_assert!(line.width() <= width, "{line}");
            }
        }
    }
}
