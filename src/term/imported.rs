//! What a register became, as a table.

use crate::report::{ImportedRow, RowState};
use crate::term::clean;
use crate::term::table::{Align, Column, Fit, table};

/// The rows whose records are new, or nothing where there are none.
pub fn imported(rows: &[ImportedRow], width: usize) -> String {
    let column = |head, align, fit| Column { head, align, fit };
    let columns = [
        column("Row", Align::Right, Fit::Whole),
        column("Record", Align::Left, Fit::Wrapped),
        column("Supplier", Align::Left, Fit::Wrapped),
        column("A year", Align::Right, Fit::Whole),
        column("Ends", Align::Left, Fit::Whole),
        column("Notice by", Align::Left, Fit::Whole),
    ];
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "–".to_owned());
    let written = rows.iter().filter(|row| row.state == RowState::Written);
    let lines: Vec<Vec<String>> = written
        .map(|row| {
            let (path, supplier) = (clean(&row.path), clean(&row.supplier));
            vec![row.row.to_string(), path, supplier, row.yearly.clone(), day(&row.ends), day(&row.notice_day)]
        })
        .collect();
    if lines.is_empty() { String::new() } else { format!("{}\n", table(&columns, &lines, width)) }
}
