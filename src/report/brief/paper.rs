//! Two sides of paper: about how many lines a brief takes there, whether it needs the tighter fit, and what goes first
//! where even that is too many.
//!
//! Lines are counted as in two columns of the tighter fit, in a wide font. An estimate is enough: it errs on the long
//! side, so that nothing is cut, and what goes is named in the last line.

use super::page::{BriefPage, Pair};
use super::people::REVIEW;
use super::years;
use crate::report::narrate::{Case, Paragraph};
use crate::report::{Block, Table};

/// Lines on two sides of Letter, the shorter sheet, in the tighter fit.
const ROOM: usize = 226;
/// Lines up to which the common fit does.
const COMMON: usize = 110;
/// Letters in a line of a column's sentences.
const LINE: usize = 56;
/// Letters in a line across the sheet.
const ACROSS: usize = 110;
/// Letters in a line of a table that is as wide as a column.
const TABLE_LINE: usize = 60;
/// Letters of a word that seldom fits what is left of a line.
const LONG_WORD: usize = 28;
/// Steps and forecasts that stand in any case.
const KEPT_ROWS: usize = 3;

/// Takes out what tells least until the page fits two sides; names what went.
pub(super) fn keep_to_sheet(case: &Case, page: &mut BriefPage) -> Vec<&'static str> {
    let mut gone = Vec::new();
    if lines(page) > ROOM {
        // The sums stay; the years behind the first few become one.
        let fewer = years::table(case, years::FEW_ROWS);
        let is_shorter = |few: &Table| page.year_table.as_ref().is_some_and(|all| few.rows.len() < all.rows.len());
        if let Some(fewer) = fewer.filter(is_shorter) {
            page.year_table = Some(fewer);
            gone.push("later years one by one");
        }
    }
    let cuts: [fn(&mut BriefPage) -> Option<&'static str>; 7] =
        [people, area, steps, forecasts, told, wording, systems];
    for cut in cuts {
        while lines(page) > ROOM {
            match cut(page) {
                Some(name) => gone.push(name),
                None => break,
            }
        }
    }
    gone
}

/// Whether two sides hold it in the tighter fit alone.
pub(super) fn is_tight(page: &BriefPage) -> bool {
    lines(page) > COMMON
}

fn pair(pairs: &mut Vec<Pair>, terms: &[&str], name: &'static str) -> Option<&'static str> {
    let idx = pairs.iter().position(|pair| terms.contains(&pair.term))?;
    pairs.remove(idx);
    Some(name)
}

fn people(page: &mut BriefPage) -> Option<&'static str> {
    pair(&mut page.context_pairs, &["People", "If it stops"], "people and repair")
}

fn area(page: &mut BriefPage) -> Option<&'static str> {
    pair(&mut page.context_pairs, &["Area"], "its area")
}

fn systems(page: &mut BriefPage) -> Option<&'static str> {
    pair(&mut page.context_pairs, &["Systems", "Supplier"], "systems and who stands behind the supplier")
}

fn told(page: &mut BriefPage) -> Option<&'static str> {
    pair(&mut page.asked_pairs, &["Told"], "who was told")
}

/// A wording that nobody wrote says again what stands above.
fn wording(page: &mut BriefPage) -> Option<&'static str> {
    page.minutes.take_if(|minutes| minutes.is_generated)?;
    Some("a wording for the minutes")
}

fn steps(page: &mut BriefPage) -> Option<&'static str> {
    if page.steps.len() <= KEPT_ROWS {
        return None;
    }
    // When we look again is never left out.
    let idx = page.steps.iter().rposition(|step| step.what != REVIEW)?;
    page.steps.remove(idx);
    Some("later steps")
}

fn forecasts(page: &mut BriefPage) -> Option<&'static str> {
    let table = page.outcome_table.as_mut().filter(|table| table.rows.len() > KEPT_ROWS)?;
    table.rows.pop();
    Some("more forecasts")
}

/// About how many lines of a column it takes; what runs across counts for both.
pub(super) fn lines(page: &BriefPage) -> usize {
    let across: usize = [page.is_ask_shown.then_some(&page.ask), page.decided.as_ref()]
        .into_iter()
        .flatten()
        .map(|ask| {
            let notes: usize = ask.notes.iter().map(|note| rows(&note.plain(), ACROSS)).sum();
            let facts = if ask.facts.is_empty() { 0 } else { 4 };
            2 + rows(&ask.line.plain(), 70) + notes + facts
        })
        .sum();
    let head = 3 + rows(&page.title, 50) + page.banner.as_ref().map_or(0, |banner| rows(&banner.text, ACROSS));
    let left_out = 5 + usize::from(page.signs.is_some()) * 3;
    let blocks =
        page.blocks().into_iter().chain([&page.next]).chain(&page.ai).chain(&page.outcome).chain(&page.context);
    let sentences: usize = blocks.map(block).sum();
    2 * (head + across + left_out) + sentences + tables(page) + lists(page)
}

fn tables(page: &BriefPage) -> usize {
    let shown = [&page.year_table, &page.contract_table, &page.loss_table, &page.outcome_table];
    let own = page.cost_table.as_ref().map_or(0, |table| 5 + 2 * table.rows.len())
        + page.ready_table.as_ref().map_or(0, |table| 3 + table.rows.len())
        + page.exit_table.as_ref().map_or(0, |table| 2 + 2 * table.rows.len());
    let risks = page.risk_table.as_ref().map_or(0, |table| {
        let row = |row: &super::page::RiskRow| {
            let done = row.done.as_deref().map_or(0, str::len) + row.owner.as_deref().map_or(0, str::len);
            rows_of(row.name.chars().count() + done, 22).max(2)
        };
        4 + table.rows.iter().map(row).sum::<usize>()
    });
    own + risks + shown.into_iter().flatten().map(table).sum::<usize>()
}

fn table(table: &Table) -> usize {
    let column = TABLE_LINE / table.heads.len().max(1);
    let row = |cells: &Vec<String>| cells.iter().map(|cell| rows(cell, column)).max().unwrap_or(1);
    let heads = table.heads.iter().map(|head| rows(&head.label, column)).max().unwrap_or(1);
    heads + rows(&table.caption, LINE) + table.texts().iter().map(row).sum::<usize>()
}

fn lists(page: &BriefPage) -> usize {
    let pairs = |pairs: &[Pair]| pairs.iter().map(|pair| rows(&pair.text, 42)).sum::<usize>();
    let flips: Vec<usize> =
        page.flips.iter().map(|flip| rows(&flip.heading, 24) + rows(&flip.text.plain(), 28)).collect();
    let flips: usize = flips.chunks(2).map(|beside| beside.iter().max().copied().unwrap_or(0)).sum();
    let others: usize = page.other_lines.iter().map(|line| rows(&line.text.plain(), LINE - 8)).sum();
    let steps: usize = page.steps.iter().map(|step| rows(&step.what, 32)).sum();
    let related: usize = page.related.iter().map(|other| rows(&other.text, 42)).sum();
    let minutes = page.minutes.as_ref().map_or(0, |minutes| {
        4 + minutes.sentences.iter().map(|sentence| rows_of(sentence.word_count() * 6, LINE)).sum::<usize>()
    });
    let all = [&page.risk_pairs, &page.ai_pairs, &page.asked_pairs, &page.context_pairs];
    all.into_iter().map(|list| pairs(list)).sum::<usize>() + flips + others + steps + 1 + related + minutes
}

/// Its finding, its question, and its sentences.
fn block(block: &Block) -> usize {
    let told = |paragraphs: &[Paragraph]| paragraphs.iter().map(|text| rows(&text.plain(), LINE)).sum::<usize>();
    rows(&block.finding, 42) + 2 + told(&block.lead) + told(&block.paragraphs)
}

fn rows(text: &str, line: usize) -> usize {
    // A word that is longer than half a line leaves the lines before and behind it unfinished.
    let long = text.split_whitespace().filter(|word| word.chars().count() > LONG_WORD).count();
    rows_of(text.chars().count(), line) + 2 * long
}

fn rows_of(letters: usize, line: usize) -> usize {
    letters.div_ceil(line.max(1))
}
