//! Tables of stages, of which one holds: ticked, or the last that was reached by its day.

use crate::model::{FieldSource, Status};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::dates::DayOrder;
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;
use crate::record::stated::status_words::{self, Reading};
use crate::record::stated::{decided, status_marks};
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;

/// One stage: what it is called, its day, whether it is ticked, its line.
struct Stage<'a> {
    name: &'a str,
    date: Option<Date>,
    is_ticked: bool,
    line_idx: usize,
    text: String,
}

/// The stage that holds of the tables in some lines.
pub(crate) fn read(outline: &Outline<'_>, range: Range<usize>, own: &[(String, Status)]) -> Option<Statement> {
    let mut idx = range.start;
    while idx < range.end {
        if !outline.line(idx).contains('|') {
            idx += 1;
            continue;
        }
        let end = (idx..range.end).find(|next| !outline.line(*next).contains('|')).unwrap_or(range.end);
        let stages = in_table(outline, idx..end, own);
        if let Some(stage) = holding(&stages, own) {
            let span = outline.lines[stage.line_idx].clone();
            let span = Span::locate(outline.text, span.start, span.end);
            let text = stage.text.clone();
            return Some(Statement { key: Key::Status, text, span, source: FieldSource::Table });
        }
        idx = end;
    }
    None
}

/// The last that is ticked; else the latest, of those on one day the last.
fn holding<'a>(stages: &'a [Stage<'a>], own: &[(String, Status)]) -> Option<&'a Stage<'a>> {
    let is_ladder =
        stages.iter().any(|stage| status_words::read(stage.name, own) != status_words::read(stages[0].name, own));
    if let Some(ticked) = stages.iter().rev().find(|stage| stage.is_ticked).filter(|_| is_ladder) {
        return Some(ticked);
    }
    stages.iter().enumerate().filter_map(|(nth, stage)| Some((stage.date?, nth))).max().map(|(_, nth)| &stages[nth])
}

fn in_table<'a>(outline: &'a Outline<'_>, range: Range<usize>, own: &[(String, Status)]) -> Vec<Stage<'a>> {
    let rows: Vec<(usize, Vec<&str>)> = range
        .map(|idx| {
            let line = outline.line(idx);
            (idx, fields::cells(line).into_iter().map(|cell| line[cell].trim()).collect())
        })
        .filter(|(_, cells): &(usize, Vec<&str>)| !cells.iter().all(|cell| is_ruled(cell)))
        .collect();
    let is_status = |cell: &str| status_words::is_status_alone(cell, own);
    // Stages above, marks or days below.
    if let [(_, names), (line_idx, marks), ..] = rows.as_slice()
        && names.len() >= 2
        && names[1..].iter().all(|name| is_status(name))
        && (is_status(names[0]) || names[0].is_empty())
    {
        let stages = names.iter().zip(marks).filter(|(name, _)| !name.is_empty());
        return stages.map(|(name, mark)| stage(name, mark, *line_idx)).collect();
    }
    let is_named = rows.iter().filter(|(_, cells)| cells.len() >= 2 && is_status(cells[0])).count() >= 2;
    let mut stages = Vec::new();
    for (line_idx, cells) in &rows {
        let [first, second, ..] = cells.as_slice() else { continue };
        if is_named && is_status(first) {
            let mark = cells[1..].iter().find(|cell| status_marks::is_ticked(cell) || has_day(cell)).unwrap_or(second);
            // `| Superseded | Superseded (2026-05-20) |` says more than its name.
            let says_itself = matches!(status_words::read(mark, own), Reading::Exact(_)) && has_day(mark);
            stages.push(if says_itself { told(mark, *line_idx) } else { stage(first, mark, *line_idx) });
        } else if !is_status(second)
            && has_day(second)
            && matches!(status_words::read(second, own), Reading::Exact(_))
            && second.starts_with(|c: char| c.is_alphabetic() || !c.is_ascii())
            && is_stage_label(first)
        {
            stages.push(told(second, *line_idx));
        }
    }
    stages
}

/// Whether a row of this name tells how far a record has come.
fn is_stage_label(name: &str) -> bool {
    let key = fields::meaning(&fields::fold_key(name.trim_end_matches([':', ' '])));
    matches!(key, Some(Key::Date(_) | Key::Link(_)))
        || matches!(fields::fold_key(name).as_str(), "changed" | "decision")
}

fn stage<'a>(name: &'a str, mark: &str, line_idx: usize) -> Stage<'a> {
    let found = decided::day(mark, DayOrder::Unknown);
    let text = match &found {
        Some(found) => format!("{} ({})", inline::plain(name), found.date),
        None => inline::plain(name),
    };
    Stage { name, date: found.map(|found| found.date), is_ticked: status_marks::is_ticked(mark), line_idx, text }
}

fn told(cell: &str, line_idx: usize) -> Stage<'_> {
    let date = decided::day(cell, DayOrder::Unknown).map(|found| found.date);
    Stage { name: cell, date, is_ticked: false, line_idx, text: cell.to_owned() }
}

fn has_day(cell: &str) -> bool {
    decided::day(cell, DayOrder::Unknown).is_some()
}

fn is_ruled(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '=' | '+'))
}
