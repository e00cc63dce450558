//! What changed, in the terminal and for a pull request.

use crate::report::{ChangedRecord, ChangesPage};
use crate::term::comparison::markdown;
use crate::term::prose::plain_spaces;
use crate::term::{Paint, clean, wrap};
use std::fmt::Write as _;

/// Groups in the order in which a board needs them; each record with its number, its name and what changed.
pub fn changes(page: &ChangesPage, paint: Paint, width: usize) -> String {
    let mut output = String::new();
    for line in wrap(&clean(&page.headline), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    for line in wrap(&clean(&page.read), width) {
        let _ = writeln!(output, "{}", paint.dim(&line));
    }
    let numbers = page.groups.iter().flat_map(|group| &group.told).filter_map(|record| record.number);
    let widest = numbers.map(|number| number.to_string().len()).max().unwrap_or(0);
    for group in &page.groups {
        let _ = writeln!(output, "\n{}", paint.bold(group.title));
        for record in &group.told {
            write_record(&mut output, record, widest, paint, width);
        }
    }
    if !page.notes.is_empty() {
        output.push('\n');
    }
    for note in &page.notes {
        for line in wrap(&clean(note), width) {
            let _ = writeln!(output, "{line}");
        }
    }
    plain_spaces(&output)
}

fn write_record(output: &mut String, record: &ChangedRecord, widest: usize, paint: Paint, width: usize) {
    let number = record.number.map_or_else(String::new, |number| number.to_string());
    let indent = if widest == 0 { 2 } else { widest + 4 };
    let room = width.saturating_sub(indent).max(20);
    for (at, line) in wrap(&clean(&record.name), room).iter().enumerate() {
        let before = if at == 0 && widest > 0 { format!("  {number:>widest$}  ") } else { " ".repeat(indent) };
        let _ = writeln!(output, "{before}{}", paint.bold(line));
    }
    for sentence in &record.sentences {
        for line in wrap(&clean(sentence), room) {
            let _ = writeln!(output, "{:indent$}{line}", "");
        }
    }
}

/// The same for a pull request.
pub fn changes_markdown(page: &ChangesPage) -> String {
    let mut output = format!("**{}**\n\n{}\n", markdown(&page.headline), markdown(&page.read));
    for group in &page.groups {
        let _ = writeln!(output, "\n### {}\n", group.title);
        for record in &group.told {
            let number = record.number.map_or_else(String::new, |number| format!("{number} "));
            let sentences: Vec<String> = record.sentences.iter().map(|sentence| markdown(sentence)).collect();
            let _ = writeln!(output, "- **{number}{}.** {}", markdown(&record.name), sentences.join(" "));
        }
    }
    for note in &page.notes {
        let _ = writeln!(output, "\n{}", markdown(note));
    }
    plain_spaces(&output)
}
