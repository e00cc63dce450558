//! Which of several lines states the status: the ticked one, the latest of those that are dated, the bold one; none of a
//! list that explains the words.

use crate::model::Status;
use crate::record::stated::dates::DayOrder;
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::{decided, fields, status_marks, status_text, targets, verbs};

/// What several lines say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// The line that holds, by its place among them.
    Line(usize),
    /// A template's list of choices, or one that explains them.
    Choices,
    /// Nothing.
    Nothing,
}

/// Which of some lines, none of them empty, states the status.
pub(crate) fn held(lines: &[&str], own: &[(String, Status)]) -> Held {
    let explained = explaining(lines, own);
    let rest = || (0..lines.len()).filter(|idx| !explained.contains(idx));
    if let Some(held) = ticked(lines, own) {
        return held;
    }
    if let Some(latest) = latest(lines, own) {
        return Held::Line(latest);
    }
    if let Some(bold) = bold(lines, &explained, own) {
        return Held::Line(bold);
    }
    let says = |line: &str| {
        let words = line.split_whitespace().count();
        words <= 40 && names_status(line, own) && !verbs::begins_with_verb_other_than_superseded(line)
    };
    let is_text = |line: &str| {
        let is_field = !fields::line_fields(line).is_empty();
        !is_field && !line.trim_start().starts_with(['#', '|', '<', '!'])
    };
    let first = rest().take(12).find(|idx| says(lines[*idx]));
    let first = first.or_else(|| if explained.is_empty() { rest().find(|idx| is_text(lines[*idx])) } else { None });
    match first {
        Some(idx) => Held::Line(idx),
        None if explained.is_empty() => Held::Nothing,
        None => Held::Choices,
    }
}

/// Of some lines those that speak of the record, and not of what it could be.
pub(crate) fn speaking<'a>(lines: &[&'a str], own: &[(String, Status)]) -> Vec<&'a str> {
    let explained = explaining(lines, own);
    let speaks = |(idx, line): (usize, &&'a str)| {
        let has_box = ["[ ]", "☐", "⬜", "[x]", "[X]", "☑"].iter().any(|sign| line.contains(sign));
        (!explained.contains(&idx) && !has_box).then_some(*line)
    };
    lines.iter().enumerate().filter_map(speaks).collect()
}

fn names_status(line: &str, own: &[(String, Status)]) -> bool {
    matches!(status_text::read(line, own), Reading::Exact(_) | Reading::Misspelled(_))
}

/// The last of the ticked lines; what nobody ticked is a template's list.
fn ticked(lines: &[&str], own: &[(String, Status)]) -> Option<Held> {
    let in_box = |line: &str| {
        let lead = fields::lead_length(line).min(line.len());
        match status_marks::boxes(&line[lead..]).as_slice() {
            [(is_ticked, words)] => Some((*is_ticked, status_words::read(words, own))),
            _ => None,
        }
    };
    let boxes: Vec<(usize, (bool, Reading))> =
        lines.iter().enumerate().filter_map(|(idx, line)| Some((idx, in_box(line)?))).collect();
    // One sign alone is dress: `✅ Accepted`.
    if boxes.len() < 2 && !lines.iter().any(|line| line.contains("[ ]") || line.contains('☐')) {
        return None;
    }
    let is_held = |reading: Reading| matches!(reading, Reading::Exact(_) | Reading::Misspelled(_));
    let last = boxes.iter().rev().find(|(_, (is_ticked, reading))| *is_ticked && is_held(*reading));
    let beside = || {
        let is_beside = |idx: &usize| boxes.iter().all(|(boxed, _)| boxed != idx) && names_status(lines[*idx], own);
        (0..lines.len()).find(is_beside)
    };
    match last.map(|(idx, _)| *idx).or_else(beside) {
        Some(idx) => Some(Held::Line(idx)),
        None if boxes.iter().any(|(_, (_, reading))| is_held(*reading)) => Some(Held::Choices),
        None => None,
    }
}

/// Where every line that names a status has a day: the latest.
fn latest(lines: &[&str], own: &[(String, Status)]) -> Option<usize> {
    let stated = (0..lines.len()).filter(|idx| {
        names_status(lines[*idx], own)
            && !is_unfilled(lines[*idx])
            && !verbs::begins_with_verb_other_than_superseded(lines[*idx])
    });
    let days: Option<Vec<_>> =
        stated.map(|idx| Some((decided::day(lines[idx], DayOrder::Unknown)?.date, idx))).collect();
    days.filter(|days| days.len() > 1)?.into_iter().max().map(|(_, idx)| idx)
}

/// `Superseded: -`: a label whose day never came.
fn is_unfilled(line: &str) -> bool {
    let value = line.split_once([':', '：']).map(|(_, value)| value.trim());
    value.is_some_and(|value| !value.contains("](") && (targets::is_nothing(value) || value.starts_with('_')))
}

/// The one bold line of a list.
fn bold(lines: &[&str], explained: &[usize], own: &[(String, Status)]) -> Option<usize> {
    let is_bold = |idx: &&usize| {
        let line = lines[**idx].trim_start_matches(['-', '+', ' ', '\t']);
        let line = line.strip_prefix("* ").unwrap_or(line).trim();
        status_marks::bold(line).first().is_some_and(|part| status_words::is_status_alone(part, own))
            && !line.contains("**:")
            && !line.contains(":**")
    };
    let mut bold = explained.iter().filter(is_bold);
    let only = bold.next()?;
    bold.next().is_none().then_some(*only)
}

/// The lines of a list that names one status after the other: three of them, or two with what they mean.
fn explaining(lines: &[&str], own: &[(String, Status)]) -> Vec<usize> {
    let begins = |line: &str| {
        let words = &line[fields::lead_length(line).min(line.len())..];
        let lead = words.trim_start_matches(['*', '_', '`', '[', '"', '“', '‘']);
        let end = lead.find([':', '–', '—', '-', '*', '_', '`', '|', '(', '=', '"', '”', ']']).unwrap_or(lead.len());
        let is_item = line.trim_start().starts_with(['-', '*', '+', '•']) || words.len() < line.trim_start().len();
        let is_open = is_item
            && status_words::is_status_alone(&lead[..end], own)
            && !(verbs::says_superseded(line) && line.bytes().any(|byte| byte.is_ascii_digit()));
        let is_told = lead[end..].split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= 2;
        let status = is_open.then(|| status_words::read(&lead[..end], own))?;
        Some((status, is_told && decided::day(line, DayOrder::Unknown).is_none()))
    };
    let mut found: Vec<(usize, Reading, bool)> = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        if let Some((status, is_told)) = begins(line) {
            found.push((idx, status, is_told));
        }
    }
    let mut kinds: Vec<Reading> = Vec::new();
    for (_, status, _) in &found {
        if !kinds.contains(status) {
            kinds.push(*status);
        }
    }
    let is_list = kinds.len() >= 3 || (kinds.len() == 2 && found.iter().all(|(_, _, is_told)| *is_told));
    if is_list { found.into_iter().map(|(idx, ..)| idx).collect() } else { Vec::new() }
}
