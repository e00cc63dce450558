//! Whether the board view needs the tighter fit to stay on one side of paper.

use super::decide::Decide;
use super::page::BoardPage;
use super::watch::{Watch, WatchRow};
use crate::report::{ChangeLine, Fit, SinceBlock};

/// Lines of the common fit that one side of Letter holds, the shorter sheet, in a wide font.
const SIDE: usize = 54;

/// The larger fit in which one side is enough, by a rough count of lines that errs on the high side.
pub(super) fn fit(page: &BoardPage) -> Fit {
    if lines(page) <= SIDE { Fit::Common } else { Fit::Tight }
}

fn lines(page: &BoardPage) -> usize {
    let head = 1 + rows(&page.title, 62) + 4;
    let decide = page.decide.as_ref().map_or(0, decide);
    let calm = if page.calm.is_some() { 2 } else { 0 };
    let watch = page.watch.as_ref().map_or(0, watch);
    let since = page.since.as_ref().map_or(0, since);
    let standing = page
        .standing
        .as_ref()
        .map_or(0, |standing| 3 + standing.lines.iter().map(|line| rows(&line.text.plain(), 46)).sum::<usize>());
    let others: usize = page.others.iter().map(|list| 1 + 2 * list.items.len()).sum();
    // Two blocks stand side by side; where there are three, the last stands below.
    let foot = if since > 0 && standing > 0 { since.max(standing) + others } else { since.max(standing).max(others) };
    head + decide + calm + watch + foot
}

fn decide(decide: &Decide) -> usize {
    let asks: usize = decide.groups.iter().map(|group| 1 + 2 * group.rows.len()).sum();
    let year = decide.year.as_ref().map_or(0, |year| 5 + year.rows.len());
    let fits: usize = decide.lines.iter().map(|line| rows(&line.text.plain(), 42)).sum();
    4 + asks + year.max(fits)
}

fn watch(watch: &Watch) -> usize {
    let row = |row: &WatchRow| {
        let title = row.title.as_ref().map_or(0, |title| title.chars().count());
        let response = row.response.as_ref().map_or(1, |response| {
            let note = response.note.as_ref().map_or(0, |note| note.chars().count());
            (response.what.chars().count() + note).div_ceil(32)
        });
        (title + row.what.plain().chars().count()).div_ceil(50).max(response)
    };
    4 + watch.rows.iter().map(row).sum::<usize>()
}

fn since(since: &SinceBlock) -> usize {
    let line = |line: &ChangeLine| rows(&line.name, 14).max(rows(&line.text, 44));
    3 + since.lines.iter().map(line).sum::<usize>()
}

fn rows(text: &str, letters: usize) -> usize {
    text.chars().count().div_ceil(letters)
}
