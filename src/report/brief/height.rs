//! About how high the blocks of a brief are on paper.
//!
//! Counted in lines of the tighter fit, in a wide font, as `templates/site/brief.html` sets them and `adr.css` sizes them.

use super::page::{Ask, BriefPage, Pair, RiskRow};
use crate::report::narrate::Paragraph;
use crate::report::{Block, OptionHead, Picture, Table};

/// Letters of a line across the sheet, and of one in a column of half its width.
const ACROSS: usize = 108;
const HALF: usize = 52;
/// Letters of a word that seldom fits what is left of a line.
const LONG_WORD: usize = 28;
/// A row of one line in a table.
const ROW: f64 = 1.3;
/// What each further line of it adds.
const MORE: f64 = 0.95;
/// A line of a caption or a question, which are set smaller.
const SMALL: f64 = 0.9;

/// Heights in order, each with whether it stays in one piece.
pub(super) fn blocks(page: &BriefPage) -> Vec<(f64, bool)> {
    let why = 1.4 + running(&page.why_now, ACROSS);
    let money = side_by_side(
        headed(&page.cost, HALF)
            + page.cost_table.as_ref().map_or(0.0, |table| {
                1.4 + table.rows.iter().map(|row| option_row(&row.option)).sum::<f64>() + small(&table.caption, 66)
            }),
        headed(&page.ready, HALF - 4)
            + page.ready_table.as_ref().map_or(0.0, |table| {
                1.4 + table.rows.iter().map(|row| option_row(&row.option)).sum::<f64>() + small(&table.caption, 60)
            }),
    );
    let binding = match &page.year_table {
        Some(years) => side_by_side(
            heading(page.years_finding.as_deref().unwrap_or_default(), 64, HALF)
                + table(years, HALF + 8)
                + told(&page.cost.paragraphs, HALF),
            dependence(page),
        ),
        None => dependence(page) - 3.0,
    };
    vec![
        (head(page), true),
        (
            1.2 + running(&page.recommendation, ACROSS) + page.picture.as_ref().map_or_else(|| others(page), picture),
            true,
        ),
        (why, false),
        (1.5 + running(&page.doubt, ACROSS) + flips(page), false),
        (gaps(page), true),
        (money, true),
        (0.8 + headed(&page.risk, ACROSS) + risks(page) + pairs(&page.risk_pairs, 90), false),
        (binding, page.year_table.is_some()),
        (side_by_side(losses(page), page.contract_table.as_ref().map_or(0.0, |terms| 1.6 + contract(terms))), true),
        (page.ai.as_ref().map_or(0.0, |block| 1.2 + headed(block, ACROSS)) + pairs(&page.ai_pairs, 95), false),
        (outcome(page), false),
        (rest(page), false),
        (more(&page.more), false),
        (minutes(page), true),
        (left_out(page), false),
    ]
}

fn side_by_side(one: f64, other: f64) -> f64 {
    one.max(other) + 0.4
}

fn head(page: &BriefPage) -> f64 {
    let banner = page.banner.as_ref().map_or(0.0, |banner| 0.9 + rows(&banner.text, ACROSS));
    let question = page.question.as_ref().map_or(0, |text| text.chars().count());
    let goals = page.goals.as_ref().map_or(0, |text| text.chars().count() + 1);
    let boxes = page.decided.iter().chain(page.is_ask_shown.then_some(&page.ask));
    1.4 + banner + 1.95 * rows(&page.title, 60) + SMALL * of(question + goals, 122) + boxes.map(ask).sum::<f64>()
}

fn ask(ask: &Ask) -> f64 {
    let notes: f64 = ask.notes.iter().map(|note| 1.35 * rows(&note.plain(), ACROSS - 6)).sum();
    let facts = 3.3 * as_lines(ask.facts.len().div_ceil(5));
    let signs = if ask.has_signs { 0.6 } else { 0.0 };
    1.9 + 1.5 * rows(&ask.line.plain(), 78) + notes + signs + facts
}

/// The picture with its axis and what its marks mean.
fn picture(picture: &Picture) -> f64 {
    let row = |text: &str| 2.65_f64.max(MORE * rows(text, 35) + 0.2);
    let bars: f64 = picture.rows.iter().map(|of| row(&of.line.plain())).sum();
    2.2 + bars + small(&picture.caption, 126)
}

fn others(page: &BriefPage) -> f64 {
    1.2 + page.other_lines.iter().map(|line| 1.1 * rows(&line.text.plain(), ACROSS - 8)).sum::<f64>()
}

/// A row of a table in half the sheet: a figure above its range, or a name in a narrow column.
fn option_row(option: &OptionHead) -> f64 {
    2.45_f64.max(1.1 * rows(&option.label, 11) + 0.3)
}

fn flips(page: &BriefPage) -> f64 {
    let one = |at: usize| {
        let flip = &page.flips[at];
        0.7 + rows(&flip.heading, 23) + rows(&flip.text.plain(), 25)
    };
    (0..page.flips.len()).map(one).fold(0.0, f64::max)
}

fn gaps(page: &BriefPage) -> f64 {
    page.gaps.as_ref().map_or(0.0, |(_, gaps)| 1.0 + gaps.iter().map(|gap| 1.05 * rows(gap, ACROSS)).sum::<f64>())
}

fn dependence(page: &BriefPage) -> f64 {
    let table = page
        .exit_table
        .as_ref()
        .map_or(0.0, |table| 2.2 + table.rows.iter().map(|row| option_row(&row.option) - 0.3).sum::<f64>());
    headed(&page.dependence, HALF - 4) + table
}

fn risks(page: &BriefPage) -> f64 {
    let row = |of: &RiskRow, has_done: bool| {
        let letters = if has_done { 19 } else { 30 };
        let cells = [Some(&of.name), of.owner.as_ref(), of.done.as_ref()].into_iter().flatten();
        ROW + MORE * (cells.map(|cell| rows(cell, letters)).fold(1.0, f64::max) - 1.0)
    };
    page.risk_table.as_ref().map_or(0.0, |table| {
        let rows: f64 = table.rows.iter().map(|of| row(of, table.has_done)).sum();
        1.2 + rows + small(&table.caption, 125)
    })
}

fn losses(page: &BriefPage) -> f64 {
    let Some(losses) = &page.loss_table else { return 0.0 };
    let finding = page.losses_finding.as_deref().unwrap_or_default();
    heading(finding, 28, HALF - 6) + table(losses, HALF + 2) + pairs(&page.risk_pairs, 34)
}

/// Its cells are short, and its columns as many as options have one.
fn contract(terms: &Table) -> f64 {
    let letters = 52 / terms.heads.len().saturating_sub(1).max(1);
    let row =
        |cells: &Vec<String>| ROW + MORE * (cells.iter().map(|cell| rows(cell, letters)).fold(1.0, f64::max) - 1.0);
    1.8 + terms.texts().iter().map(row).sum::<f64>()
}

fn outcome(page: &BriefPage) -> f64 {
    let forecasts = page.outcome_table.as_ref().map_or(0.0, |forecasts| table(forecasts, ACROSS));
    page.outcome.as_ref().map_or(0.0, |block| 0.6 + headed(block, ACROSS)) + forecasts
}

/// Letters of a heading and of what stands beside a term, in each of the three columns at the foot.
type Columns = [(usize, usize); 3];
/// The last column is the widest, or the first.
const LAST_WIDE: Columns = [(26, 17), (34, 25), (38, 31)];
const FIRST_WIDE: Columns = [(44, 34), (34, 25), (21, 14)];

/// Whether the foot is lower where those who were asked have the widest column of the three.
pub(super) fn is_asked_widest(page: &BriefPage) -> bool {
    page.context.is_some() && foot(page, FIRST_WIDE) < foot(page, LAST_WIDE)
}

/// Three columns, or two without the last.
fn rest(page: &BriefPage) -> f64 {
    1.2 + match page.context {
        Some(_) => foot(page, FIRST_WIDE).min(foot(page, LAST_WIDE)),
        None => foot(page, [(52, 34), (68, 50), (0, 0)]),
    }
}

fn foot(page: &BriefPage, [asked, next, context]: Columns) -> f64 {
    let asked = headed(&page.asked, asked.0) + pairs(&page.asked_pairs, asked.1);
    let steps: f64 = page
        .steps
        .iter()
        .map(|step| {
            let who = step.who.as_ref().map_or(13, |who| who.chars().count() + 2);
            0.15 + of(step.what.chars().count() + who, next.1)
        })
        .sum();
    let next = headed(&page.next, next.0) + steps;
    let context = page.context.as_ref().map_or(0.0, |block| {
        let related: f64 = page.related.iter().map(|other| 0.1 + rows(&other.text, context.1)).sum();
        headed(block, context.0) + pairs(&page.context_pairs, context.1) + related
    });
    asked.max(next).max(context)
}

/// What stands behind it, in two columns.
fn more(facts: &[Pair]) -> f64 {
    if facts.is_empty() { 0.0 } else { 3.0 + pairs(facts, 38) / 2.0 }
}

fn minutes(page: &BriefPage) -> f64 {
    let votes = if page.signs.is_some() { 2.2 } else { 0.0 };
    page.minutes.as_ref().map_or(votes, |minutes| {
        let words: usize = minutes.sentences.iter().map(|sentence| sentence.plain().chars().count() + 1).sum();
        3.0 + 1.15 * of(words, ACROSS - 8) + votes
    })
}

fn left_out(page: &BriefPage) -> f64 {
    SMALL * of(page.left_out.iter().map(|part| part.names.chars().count() + 24).sum(), 122)
}

/// Any table in a column of so many letters; its rows are as high as their longest cell.
fn table(table: &Table, letters: usize) -> f64 {
    let column = letters / table.heads.len().max(1);
    let row =
        |cells: &Vec<String>| ROW + MORE * (cells.iter().map(|cell| rows(cell, column)).fold(1.0, f64::max) - 1.0);
    let heads = table.heads.iter().map(|head| rows(&head.label, column)).fold(1.0, f64::max);
    0.4 + SMALL * heads + small(&table.caption, letters + letters / 6) + table.texts().iter().map(row).sum::<f64>()
}

fn pairs(pairs: &[Pair], letters: usize) -> f64 {
    pairs.iter().map(|pair| 0.1 + rows(&pair.text, letters)).sum()
}

/// A finding with its question, and the sentences below it.
fn headed(block: &Block, letters: usize) -> f64 {
    heading(&block.finding, block.question.len(), letters)
        + told(&block.lead, letters)
        + told(&block.paragraphs, letters)
}

/// A finding in large letters, its question behind it.
fn heading(finding: &str, question: usize, letters: usize) -> f64 {
    0.6 + 1.15 * of(finding.chars().count() * 6 / 5 + question * 4 / 5, letters)
}

fn told(paragraphs: &[Paragraph], letters: usize) -> f64 {
    paragraphs.iter().map(|text| 0.2 + rows(&text.plain(), letters)).sum()
}

/// Finding, question and sentences on from each other.
fn running(block: &Block, letters: usize) -> f64 {
    let told: usize = block.lead.iter().chain(&block.paragraphs).map(|text| text.plain().chars().count() + 3).sum();
    1.05 * of(block.finding.chars().count() * 5 / 4 + block.question.len() * 5 / 6 + told, letters)
}

fn small(text: &str, letters: usize) -> f64 {
    SMALL * rows(text, letters)
}

fn rows(text: &str, letters: usize) -> f64 {
    // A word that is longer than half a line leaves the lines before and behind it unfinished.
    let long = text.split_whitespace().filter(|word| word.chars().count() > LONG_WORD).count();
    of(text.chars().count(), letters) + 2.0 * as_lines(long)
}

fn of(letters: usize, line: usize) -> f64 {
    as_lines(letters.div_ceil(line.max(1)))
}

fn as_lines(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
