//! Two sides of paper: about how high a brief is there, whether it needs the tighter fit, and what goes first where even
//! that is too many.
//!
//! Heights are those of `height`, in lines of the tighter fit. An estimate is enough: it errs on the high side, so that
//! nothing is cut, and what goes is named in the last line.

use super::height::blocks;
use super::page::{BriefPage, Pair};
use super::people::REVIEW;
use super::years;
use crate::report::narrate::Case;
use crate::report::{Fit, Table};

/// Lines on one side of Letter, the shorter sheet, in the tighter fit: more than it has, for heights are counted high.
const SIDE: f64 = 84.0;
/// Lines on the second side that are left free: an estimate may miss by so much.
const SPARE: f64 = 7.5;
/// What the last line takes, as long as nobody knows what it will name.
const LAST_LINE: f64 = 3.0;
/// Finding, head and first rows of a block that may be torn apart: these stay together.
const BEGINNING: f64 = 6.0;
/// How much higher the same is in the fits that are larger.
const HIGHER: [(Fit, f64); 2] = [(Fit::Common, 1.4), (Fit::Snug, 1.2)];
/// Steps and forecasts that stand in any case.
const KEPT_ROWS: usize = 3;

/// Takes out what tells least until the page fits two sides; names what went.
pub(super) fn keep_to_sheet(case: &Case, page: &mut BriefPage) -> Vec<&'static str> {
    let mut gone = Vec::new();
    if !fits(page) {
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
        while !fits(page) {
            match cut(page) {
                Some(name) => gone.push(name),
                None => break,
            }
        }
    }
    gone
}

/// Whether two sides hold it in the tighter fit.
pub(super) fn fits(page: &BriefPage) -> bool {
    let last = if page.left_out.is_empty() { LAST_LINE } else { 0.0 };
    lines(page) + last <= 2.0 * SIDE - SPARE
}

/// The largest letters in which two sides hold it.
pub(super) fn fit(page: &BriefPage) -> Fit {
    let lines = lines(page);
    HIGHER.iter().find(|(_, higher)| lines * higher <= 2.0 * SIDE - SPARE).map_or(Fit::Tight, |(fit, _)| *fit)
}

/// About how high it is: its blocks one below the other, and what stays empty at the foot of the first side, where a
/// block that is not torn apart, or has no room for its beginning, moves to the second.
fn lines(page: &BriefPage) -> f64 {
    let mut used = 0.0;
    let mut lost = 0.0;
    for (height, is_whole) in blocks(page) {
        let left = SIDE - used;
        let needed = if is_whole { height } else { height.min(BEGINNING) };
        if left > 0.0 && needed > left {
            lost = left;
        }
        used += height;
    }
    used + lost
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
