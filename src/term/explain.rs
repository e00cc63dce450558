//! `adr show --explain` in the terminal: how one record was read.

use crate::report::{ExplainedField, Explanation};
use crate::term::prose::{INDENT, indented};
use crate::term::{Paint, clean};
use std::fmt::Write as _;

/// Each field with its place, then what is doubtful.
pub fn explain(page: &Explanation, paint: Paint, width: usize) -> String {
    let mut output = format!("{}\n", paint.bold(&clean(&page.path)));
    for field in &page.fields {
        output.push_str(&as_field(field, paint, width));
    }
    if !page.doubts.is_empty() {
        let _ = writeln!(output, "\n{}", paint.bold("Doubtful"));
    }
    for doubt in &page.doubts {
        let help = doubt.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        let line = if doubt.line > 0 { format!("line {}: ", doubt.line) } else { String::new() };
        output.push_str(&indented(&format!("{line}{} ({}){help}", doubt.message, doubt.rule), INDENT, width));
    }
    output
}

fn as_field(field: &ExplainedField, paint: Paint, width: usize) -> String {
    let value = field.value.as_deref().unwrap_or("not stated");
    let head = format!("{}: {value}", field.field.replace('-', " "));
    let mut output = format!("\n{}", indented(&head, INDENT, width));
    let at = match (field.line, field.column) {
        (Some(line), Some(column)) => format!("{line}:{column}, "),
        _ => String::new(),
    };
    let raw = field.raw.as_ref().map_or_else(String::new, |raw| format!(": `{raw}`"));
    for line in indented(&format!("{at}{}{raw}", field.how), 2 * INDENT, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
    output
}
