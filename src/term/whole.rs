//! The log as a whole in the terminal, below the line of each decision.

use crate::report::number::Figure;
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

fn year_table(years: &YearTable, paint: Paint, width: usize) -> String {
    let column = |head, align| Column { head, align, fit: Fit::Whole };
    let columns = [
        column("Year", Align::Left),
        column("In force", Align::Left),
        column("Running", Align::Right),
        column("Asked for", Align::Left),
        column("Budget", Align::Right),
    ];
    let none = || "–".to_owned();
    let figure = |figure: &Option<Figure>| figure.as_ref().map_or_else(none, Figure::line);
    let rows: Vec<Vec<String>> = years
        .rows
        .iter()
        .map(|row| {
            vec![
                row.year.clone(),
                figure(&row.in_force),
                row.running.clone().unwrap_or_else(none),
                figure(&row.asked),
                row.budget.clone().unwrap_or_else(none),
            ]
        })
        .collect();
    let mut output = String::new();
    for line in table(&columns, &rows, width.saturating_sub(2)).lines() {
        let _ = writeln!(output, "  {line}");
    }
    for line in wrap(&years.caption, width.saturating_sub(2)) {
        let _ = writeln!(output, "  {}", paint.dim(&line));
    }
    output
}
