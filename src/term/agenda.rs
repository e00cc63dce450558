//! The agenda in the terminal.

use crate::report::{Agenda, AgendaItem};
use crate::term::prose::plain_spaces;
use crate::term::{Paint, clean, wrap};
use std::fmt::Write as _;

/// Groups worst first; each item its day, what is to be done, and where it stands.
pub fn agenda(agenda: &Agenda, paint: Paint, width: usize) -> String {
    let mut output = String::new();
    for line in wrap(&clean(&agenda.headline), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    let widest = agenda.groups.iter().flat_map(|group| &group.items).map(|item| item.distance.len()).max().unwrap_or(0);
    for group in &agenda.groups {
        let _ = writeln!(output, "\n{}", paint.bold(&clean(&group.title)));
        for item in &group.items {
            write_item(&mut output, item, widest, paint, width);
        }
    }
    plain_spaces(&output)
}

fn write_item(output: &mut String, item: &AgendaItem, widest: usize, paint: Paint, width: usize) {
    let distance = format!("{:widest$}", item.distance);
    let distance = if item.days_left.is_some_and(|days| days < 0) { paint.alarm(&distance) } else { distance };
    let indent = widest + 16;
    let mut lines = wrap(&clean(&item.what), width.saturating_sub(indent).max(20)).into_iter();
    let on = item.on.as_deref().unwrap_or_default();
    let _ = writeln!(output, "  {on:10}  {distance}  {}", lines.next().unwrap_or_default());
    for line in lines {
        let _ = writeln!(output, "{:indent$}{line}", "");
    }
    let number = item.number.map_or_else(String::new, |number| format!("{number} "));
    let who = item.who.as_deref().map_or_else(String::new, |who| format!(" · {who}"));
    for line in wrap(&clean(&format!("{number}{}{who}", item.title)), width.saturating_sub(indent).max(20)) {
        let _ = writeln!(output, "{:indent$}{}", "", paint.dim(&line));
    }
}
