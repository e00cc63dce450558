//! A report's table in the terminal: every column that a page has, and those that it joins to another beside it.

use crate::report::{Bar, CaptionStands, Content, Drawing, OptionHead, Scale, Set, Table, TableHead, TableRow};
use crate::term::prose::{INDENT, indented, option, range};
use crate::term::{Align, Column, Fit, Paint, clean, contribution_bar, table};
use std::fmt::Write as _;

/// Columns of a bar.
pub(super) const BAR_WIDTH: usize = 16;

/// Stands where a cell has nothing.
const NOTHING: &str = "–";

/// Behind the last cell of a row that changes the first place.
const TURNS: &str = " turns";

/// Rows below their heads, with the caption.
pub(super) fn evidence(shown: &Table, paint: Paint, width: usize) -> String {
    let heads: Vec<(String, Align, Fit)> = shown.heads.iter().flat_map(columns).collect();
    let columns: Vec<Column<'_>> =
        heads.iter().map(|(head, align, fit)| Column { head, align: *align, fit: *fit }).collect();
    let rows: Vec<Vec<String>> = shown.rows.iter().map(|row| cells(&shown.heads, row)).collect();
    let rows = inset(&table(&columns, &rows, width.saturating_sub(INDENT)));
    let caption = caption(&shown.caption, paint, width);
    match shown.caption_stands {
        CaptionStands::Below => rows + &caption,
        CaptionStands::Above => caption + &rows,
        CaptionStands::Nowhere => rows,
    }
}

/// A drawn table, as far in as its sentences.
pub(super) fn inset(drawn: &str) -> String {
    drawn.lines().map(|line| format!("{:INDENT$}{line}\n", "")).collect()
}

/// What a table's marks mean.
pub(super) fn caption(text: &str, paint: Paint, width: usize) -> String {
    indented(text, INDENT, width).lines().fold(String::new(), |mut output, line| {
        let _ = writeln!(output, "{}", paint.dim(line));
        output
    })
}

/// A head with those of the columns that a page joins to it.
fn columns(head: &TableHead) -> Vec<(String, Align, Fit)> {
    if is_on_pages_alone(head) {
        return Vec::new();
    }
    let first = match &head.scale {
        Some(Scale { axis, .. }) => (ends(&axis.low_label, &axis.high_label), Align::Left, Fit::Picture),
        None => {
            let (align, fit) = placing(head.set);
            (clean(head.in_terminal.as_ref().unwrap_or(&head.label)), align, fit)
        }
    };
    let joined = head.joined.iter().map(|(label, set)| {
        let (align, fit) = placing(*set);
        (clean(label), align, fit)
    });
    std::iter::once(first).chain(joined).collect()
}

/// How far a value is from turning the answer is a picture for pages; the terminal has the figures.
fn is_on_pages_alone(head: &TableHead) -> bool {
    head.scale.as_ref().is_some_and(|scale| scale.drawing == Drawing::Turn)
}

fn placing(set: Set) -> (Align, Fit) {
    match set {
        Set::Wrapped => (Align::Left, Fit::Wrapped),
        Set::Whole => (Align::Left, Fit::Whole),
        Set::Figures => (Align::Right, Fit::Whole),
    }
}

fn cells(heads: &[TableHead], row: &TableRow) -> Vec<String> {
    let mut cells: Vec<String> = heads
        .iter()
        .zip(&row.cells)
        .filter(|(head, _)| !is_on_pages_alone(head))
        .flat_map(|(head, cell)| {
            let drawing = head.scale.as_ref().map(|scale| scale.drawing);
            std::iter::once(&cell.holds)
                .chain(cell.joined.iter().map(|(_, held)| held))
                .map(move |held| content(held, drawing))
        })
        .collect();
    if let Some(last) = cells.last_mut().filter(|_| row.does_turn) {
        last.push_str(TURNS);
    }
    cells
}

fn content(held: &Content, drawing: Option<Drawing>) -> String {
    let with = |head: &OptionHead, word: &str| format!("{} {}", option(head), clean(word));
    match held {
        Content::Nothing => NOTHING.to_owned(),
        Content::Bar(bar) => drawn(bar.as_ref(), drawing.unwrap_or(Drawing::Strip)),
        Content::Options(options) => {
            let all = options.iter().map(|(head, word)| word.map_or_else(|| option(head), |word| with(head, word)));
            all.collect::<Vec<_>>().join(", ")
        }
        Content::Placed(head, total) => with(head, total),
        words => clean(&words.plain()),
    }
}

fn drawn(bar: Option<&Bar>, drawing: Drawing) -> String {
    match (drawing, bar) {
        (Drawing::Lead, Some(bar)) => lead_bar(bar, BAR_WIDTH),
        (Drawing::Amount | Drawing::Year, Some(bar)) => {
            contribution_bar(bar.high.unwrap_or(0.0) / 100.0, 0.0, BAR_WIDTH)
        }
        (_, bar) => range(bar, BAR_WIDTH),
    }
}

/// A range on a scale with zero inside: `  ━━│━┿━ `.
fn lead_bar(bar: &Bar, width: usize) -> String {
    let at = |percent: f64| ((percent / 100.0).clamp(0.0, 1.0) * (width - 1) as f64).round() as usize;
    let (low, high) = (at(bar.low.unwrap_or(0.0)), at(bar.high.unwrap_or(0.0)));
    let (low, high) = (low.min(high), low.max(high));
    let (zero, now) = (at(bar.zero), bar.mid.map(at));
    (0..width)
        .map(|cell| match cell {
            cell if Some(cell) == now => '┿',
            cell if cell == zero => '│',
            cell if (low..=high).contains(&cell) => '━',
            _ => ' ',
        })
        .collect()
}

/// Both ends of a scale, a bar's width apart.
pub(super) fn ends(low: &str, high: &str) -> String {
    let gap = BAR_WIDTH.saturating_sub(low.chars().count() + high.chars().count()).max(1);
    format!("{low}{}{high}", " ".repeat(gap))
}
