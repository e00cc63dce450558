//! The log as a whole in the terminal, below the line of each decision.

use crate::number::Figure;
use crate::report::{WholeLog, YearTable};
use crate::term::prose::plain;
use crate::term::{Align, Column, Fit, Paint, clean, table, wrap};
use std::fmt::Write as _;

/// Finding, money by year, then line by line.
pub fn whole_log(whole: &WholeLog, paint: Paint, width: usize) -> String {
    let mut output = "\n".to_owned();
    for line in wrap(&clean(&whole.title), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    for years in &whole.years {
        output.push_str(&year_table(years, paint, width));
    }
    let widest = whole.lines.iter().map(|line| line.term.len()).max().unwrap_or(0);
    let mut last = "";
    for line in &whole.lines {
        let sign = line.sign.map_or_else(String::new, |sign| format!("{}: ", sign.word));
        let term = if line.term == last { "" } else { line.term };
        last = line.term;
        let text = format!("{sign}{}", plain(&line.text));
        let lines = wrap(&text, width.saturating_sub(widest + 4).max(20));
        for (idx, text) in lines.iter().enumerate() {
            let term = if idx == 0 { term } else { "" };
            let _ = writeln!(output, "  {}  {text}", paint.dim(&format!("{term:widest$}")));
        }
    }
    output
}

/// Columns without a figure are left out.
fn year_table(years: &YearTable, paint: Paint, width: usize) -> String {
    let figure = |figure: &Option<Figure>| figure.as_ref().map(Figure::line);
    let columns: [(&str, Align, Vec<Option<String>>); 5] = [
        ("Year", Align::Left, years.rows.iter().map(|row| Some(row.year.clone())).collect()),
        ("In force", Align::Left, years.rows.iter().map(|row| figure(&row.in_force)).collect()),
        ("Running", Align::Right, years.rows.iter().map(|row| row.running.clone()).collect()),
        ("Asked for", Align::Left, years.rows.iter().map(|row| figure(&row.asked)).collect()),
        ("Budget", Align::Right, years.rows.iter().map(|row| row.budget.clone()).collect()),
    ];
    let (mut heads, mut rows) = (Vec::new(), vec![Vec::new(); years.rows.len()]);
    for (head, align, cells) in columns.into_iter().filter(|(_, _, cells)| cells.iter().any(Option::is_some)) {
        heads.push(Column { head, align, fit: Fit::Whole });
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell.unwrap_or_else(|| "–".to_owned()));
        }
    }
    let mut output = String::new();
    for line in table(&heads, &rows, width.saturating_sub(2)).lines() {
        let _ = writeln!(output, "  {line}");
    }
    for line in wrap(&years.caption, width.saturating_sub(2)) {
        let _ = writeln!(output, "  {}", paint.dim(&line));
    }
    output
}
