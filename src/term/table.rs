//! Tables with hairlines, as wide as the terminal and no wider.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

/// On which side a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its head.
    pub head: &'a str,
    /// On which side.
    pub align: Align,
    /// Its cells never wrap.
    pub is_fixed: bool,
}

/// Lays rows out in `width` columns of text. Cells must be clean and carry no color.
pub fn table(columns: &[Column<'_>], rows: &[Vec<String>], width: usize) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if columns.iter().any(|column| !column.head.is_empty()) {
        table.set_header(columns.iter().map(|column| Cell::new(column.head).set_alignment(side(column.align))));
    }
    for row in rows {
        table.add_row(row.iter().zip(columns).map(|(cell, column)| Cell::new(cell).set_alignment(side(column.align))));
    }
    let widest = table.column_max_content_widths();
    for (idx, column) in columns.iter().enumerate() {
        if let Some(target) = table.column_mut(idx) {
            target.set_padding((0, 2));
            if column.is_fixed {
                let content = widest.get(idx).copied().unwrap_or(0);
                target.set_constraint(ColumnConstraint::Absolute(Width::Fixed(content + 2)));
            }
        }
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn side(align: Align) -> CellAlignment {
    match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_and_figures_do_not() {
        let columns = [
            Column { head: "No", align: Align::Right, is_fixed: true },
            Column { head: "Title", align: Align::Left, is_fixed: false },
        ];
        let rows = vec![vec!["1".to_owned(), "How should our customers sign in?".to_owned()]];
        insta::assert_snapshot!(table(&columns, &rows, 26), @r"
        No  Title
         1  How should our
            customers sign in?
        ");
    }
}
