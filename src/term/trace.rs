//! `adr compare --explain` in the terminal: each figure with what it is made of.

use crate::report::{Trace, TracePart, TraceRow};
use crate::term::prose::{INDENT, indented, plain_spaces};
use crate::term::{Align, Column, Fit, Paint, clean, table, wrap};
use std::fmt::Write as _;

/// Every part: figure, formula, terms with their places, what they come to.
pub fn trace(page: &Trace, paint: Paint, width: usize) -> String {
    let mut output = String::new();
    for line in wrap(&clean(&page.title), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    for note in &page.notes {
        dim(&mut output, note, 0, paint, width);
    }
    for part in &page.parts {
        output.push_str(&as_part(part, paint, width));
    }
    plain_spaces(&output)
}

fn as_part(part: &TracePart, paint: Paint, width: usize) -> String {
    let value = part.value.as_deref().map_or_else(String::new, |value| format!(" = {}", clean(value)));
    let mut output = "\n".to_owned();
    for line in wrap(&format!("{}{value}", clean(&part.title)), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    if let Some(formula) = &part.formula {
        dim(&mut output, formula, INDENT, paint, width);
    }
    let rows: Vec<&TraceRow> = part.rows.iter().chain(&part.sum).collect();
    let sum_idx = part.sum.as_ref().map(|_| rows.len() - 1);
    let has_places = rows.iter().any(|row| row.place.is_some() && !row.is_elsewhere);
    let mut columns = vec![
        Column { head: "", align: Align::Left, fit: Fit::Wrapped },
        Column { head: "", align: Align::Left, fit: Fit::Wrapped },
        Column { head: "", align: Align::Right, fit: Fit::Whole },
    ];
    if has_places {
        columns.push(Column { head: "", align: Align::Left, fit: Fit::Whole });
    }
    let mut cells: Vec<Vec<String>> = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        let what = if Some(idx) == sum_idx { format!("= {}", row.what) } else { row.what.clone() };
        let place = row.place.as_deref().unwrap_or_default();
        let near = if row.is_elsewhere { "" } else { place };
        cells.push(vec![clean(&what), clean(&row.from), clean(&row.value), near.to_owned()]);
        if row.is_elsewhere {
            // A whole path needs a line of its own.
            cells.push(vec![String::new(), clean(place), String::new(), String::new()]);
        }
    }
    for cells in &mut cells {
        cells.truncate(columns.len());
    }
    for line in table(&columns, &cells, width.saturating_sub(2 * INDENT)).lines() {
        let _ = writeln!(output, "{:1$}{line}", "", 2 * INDENT);
    }
    for note in &part.notes {
        output.push_str(&indented(note, INDENT, width));
    }
    output
}

fn dim(output: &mut String, text: &str, indent: usize, paint: Paint, width: usize) {
    for line in indented(text, indent, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
}
