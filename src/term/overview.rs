//! `adr compare --all` in the terminal: a line a decision.

use crate::report::ComparedRecord;
use crate::term::prose::{color_marks, shape};
use crate::term::{Align, Column, Fit, Paint, clean, table_rows, wrap};
use std::fmt::Write as _;

/// From so many columns on, what turns a decision first stands beside its figures; else below them.
const ABREAST_FROM: usize = 110;

/// A table as wide as the terminal.
pub fn overview(records: &[ComparedRecord], paint: Paint, width: usize) -> String {
    let is_abreast = width >= ABREAST_FROM;
    let column = |head, align, fit| Column { head, align, fit };
    let mut columns = vec![
        column("No", Align::Right, Fit::Whole),
        column("Decision", Align::Left, Fit::Wrapped),
        column("First", Align::Left, Fit::Wrapped),
        column("By", Align::Left, Fit::Whole),
        column("In", Align::Left, Fit::Whole),
        column("Weight", Align::Left, Fit::Whole),
    ];
    if is_abreast {
        columns.push(column("Turns first", Align::Left, Fit::Wrapped));
    }
    let cells = |record: &ComparedRecord| {
        let told = &record.told;
        let mut cells = vec![
            record.number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
            clean(&record.title),
            format!("{}{}", shape(told.mark), clean(&told.leader)),
            told.lead.clone(),
            told.first.clone(),
            told.shift.clone(),
        ];
        if is_abreast {
            cells.push(clean(&told.flip));
        }
        cells
    };
    let rows: Vec<Vec<String>> = records.iter().map(cells).collect();
    let mut drawn = table_rows(&columns, &rows, width).into_iter();
    let mut output = drawn.next().unwrap_or_default();
    // Below a decision's name.
    let indent = rows.iter().map(|row| row[0].len()).max().unwrap_or(0).max(2) + 2;
    for (record, row) in records.iter().zip(drawn) {
        output.push_str(&row);
        if !is_abreast {
            let text = format!("turns first: {}", clean(&record.told.flip));
            for line in wrap(&text, width.saturating_sub(indent)) {
                let _ = writeln!(output, "{:indent$}{}", "", paint.dim(&line));
            }
        }
    }
    color_marks(&output, paint)
}

/// The same for a pull request.
pub fn overview_markdown(records: &[ComparedRecord]) -> String {
    let mut output = "| No | Decision | First | By | In | Weight that turns it | Turns first |\n".to_owned();
    output.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for record in records {
        let told = &record.told;
        let number = record.number.map(|number| number.to_string()).unwrap_or_default();
        let cells = [&number, &record.title, &told.leader, &told.lead, &told.first, &told.shift, &told.flip];
        let cells: Vec<String> = cells.into_iter().map(|text| super::comparison::markdown(text)).collect();
        output.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    output
}
