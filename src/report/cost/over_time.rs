//! Cash so far of two options as bands, and the dates by which the one has cost no more than the other.

use crate::analysis::{Band, BreakEven, OverTime, Portfolio};
use crate::number::{self, Digits, Figure, Spread};
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::narrate::{Case, short_name};
use crate::report::{Axis, Input, OptionHead};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// Names at line ends stand at least so far apart, in percent of the drawing's height.
const APART: f64 = 15.0;

/// Two bands, and when they meet.
#[derive(Clone, Debug, Serialize)]
pub struct OverTimeBlock {
    /// Heading and question.
    pub finding: Heading,
    /// The drawing in words.
    pub alt: String,
    /// Across: dates.
    pub across: Vec<Tick>,
    /// Up: money; positions from the top.
    pub up: Vec<Tick>,
    /// Where nothing has been paid; from the top.
    pub zero: f64,
    /// What is chosen.
    pub chosen: BandLine,
    /// What comes next.
    pub rival: BandLine,
    /// From where on breaking even is not out of the question, in percent.
    pub window: Option<f64>,
    /// What that says, in two lines.
    pub note: Vec<String>,
    /// What the drawing shows.
    pub caption: String,
    /// The dates of breaking even, in a sentence.
    pub dates: String,
    /// The decision.
    pub decision: DecisionLink,
}

/// One option's band; positions in percent, from the left and from the top.
#[derive(Clone, Debug, Serialize)]
pub struct BandLine {
    /// The option.
    pub option: OptionHead,
    /// Its name, as long as there is room for beside a drawing.
    pub label: String,
    /// The drawing.
    pub shape: BandShape,
    /// Where its name stands.
    pub label_at: f64,
    /// What it comes to in the end.
    pub end: Figure,
}

/// The points of a band.
#[derive(Clone, Debug, Serialize)]
pub struct BandShape {
    /// Across.
    pub x: Vec<f64>,
    /// The low end of the range.
    pub low: Vec<f64>,
    /// The middle.
    pub mid: Vec<f64>,
    /// The high end of the range.
    pub high: Vec<f64>,
}

/// The bands of the largest ask; `None` without one that has two options with a cost.
pub(super) fn of_largest_ask(input: &Input, portfolio: &Portfolio) -> Option<OverTimeBlock> {
    let cash = |idx: usize| {
        let decision = input.analysis.decisions[idx].as_ref()?;
        Some(decision.options.get(decision.chosen?)?.cash?.mean)
    };
    let has_bands = |idx: &usize| input.analysis.decisions[*idx].as_ref().is_some_and(|one| one.over_time.is_some());
    let asked = super::asks::asked(input, portfolio).filter(has_bands);
    let largest = asked.max_by(|a, b| cash(*a).unwrap_or(0.0).total_cmp(&cash(*b).unwrap_or(0.0)).then(b.cmp(a)))?;
    let mut block = band_block(&Case::new(input, largest))?;
    block.finding.question = "When does the largest ask come back?";
    Some(block)
}

/// The bands of a decision; `None` where fewer than two options have a cost.
pub(in crate::report) fn band_block(case: &Case) -> Option<OverTimeBlock> {
    let analysis = case.analysis?;
    let over_time = analysis.over_time.as_ref()?;
    let ends = |band: &Band| [band.p5, band.p50, band.p95];
    let all = over_time.chosen_bands.iter().chain(&over_time.rival_bands).flat_map(ends);
    let axis = Axis::money(&case.money, all)?;
    let (chosen, rival) = lines(case, over_time, &axis);
    let years = over_time.chosen_bands.len().saturating_sub(1);
    let from_top = |tick: Tick| Tick { at: 100.0 - tick.at, ..tick };
    let across = |year: usize| Tick {
        at: percent(year, years),
        label: day_after(analysis.starts, year as f64).map_or_else(String::new, |day| day.year().to_string()),
    };
    let first = over_time.break_even.years[0].filter(|first| over_time.break_even.share_at_once < 0.05 && *first > 0.0);
    let note = first.and_then(|first| {
        let by = day_after(analysis.starts, first)?;
        Some(vec!["Even before".to_owned(), format!("{}: 1\u{a0}in\u{a0}20", number::month_and_year(by))])
    });
    Some(OverTimeBlock {
        finding: Heading { title: title(case, over_time), question: "When does it come back?", lead: Vec::new() },
        alt: alt(case, over_time),
        across: (0..=years).map(across).collect(),
        up: axis.money_ticks(&case.money).into_iter().map(from_top).collect(),
        zero: 100.0 - axis.at(0.0),
        chosen,
        rival,
        window: first.map(|first| (100.0 * first / years.max(1) as f64 * 10.0).round() / 10.0),
        note: note.unwrap_or_default(),
        caption: caption(case, over_time),
        dates: dates(case, over_time),
        decision: DecisionLink::of(case.input, case.idx),
    })
}

fn percent(year: usize, years: usize) -> f64 {
    (1_000.0 * year as f64 / years.max(1) as f64).round() / 10.0
}

fn lines(case: &Case, over_time: &OverTime, axis: &Axis) -> (BandLine, BandLine) {
    let OverTime { chosen, rival, chosen_bands, rival_bands, .. } = over_time;
    let last = |bands: &[Band]| bands.last().copied().unwrap_or_default();
    // A middle that is next to nothing beside its range is nothing.
    let middle = |band: Band| if band.p50.abs() < 0.05 * (band.p95 - band.p5) { 0.0 } else { band.p50 };
    let spread = |band: Band| Spread { middle: middle(band), low: band.p5, high: band.p95 };
    let column = case.money.column([spread(last(chosen_bands)), spread(last(rival_bands))]);
    let line = |option: usize, bands: &[Band]| {
        let years = bands.len().saturating_sub(1);
        let points = |of: fn(&Band) -> f64| bands.iter().map(|band| 100.0 - axis.at(of(band))).collect();
        BandLine {
            label: beside(&case.name(option).label),
            option: OptionHead::of(case, option),
            shape: BandShape {
                x: (0..bands.len()).map(|year| percent(year, years)).collect(),
                low: points(|band| band.p5),
                mid: points(|band| band.p50),
                high: points(|band| band.p95),
            },
            label_at: 100.0 - axis.at(last(bands).p50),
            end: column.figure(spread(last(bands)), Digits::Prose),
        }
    };
    let (mut ours, mut theirs) = (line(*chosen, chosen_bands), line(*rival, rival_bands));
    set_apart(&mut ours.label_at, &mut theirs.label_at);
    (ours, theirs)
}

/// A name that fits beside a drawing: whole words, at most so many letters.
fn beside(label: &str) -> String {
    const LETTERS: usize = 12;
    if label.chars().count() <= LETTERS {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LETTERS - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{cut}…")
}

/// Two names stand apart, each on its own side.
fn set_apart(ours: &mut f64, theirs: &mut f64) {
    let gap = *ours - *theirs;
    if gap.abs() >= APART {
        return;
    }
    let middle = f64::midpoint(*ours, *theirs).clamp(APART / 2.0, 100.0 - APART / 2.0);
    let side = if gap > 0.0 { 1.0 } else { -1.0 };
    *ours = ((middle + side * APART / 2.0) * 10.0).round() / 10.0;
    *theirs = ((middle - side * APART / 2.0) * 10.0).round() / 10.0;
}

/// The day so many years after a start, to the month.
fn day_after(starts: Date, years: f64) -> Option<Date> {
    starts.checked_add(((12.0 * years).round() as i64).months()).ok()
}

fn end_of(case: &Case) -> Option<Date> {
    let analysis = case.analysis?;
    day_after(analysis.starts, f64::from(analysis.horizon_years))?.yesterday().ok()
}

/// How it stands with breaking even.
enum Outlook {
    AtOnce,
    Likely,
    Open,
    Hardly,
}

fn outlook(break_even: &BreakEven) -> Outlook {
    match break_even {
        found if found.share_at_once > 0.95 => Outlook::AtOnce,
        found if found.share >= 0.9 => Outlook::Likely,
        found if found.share < 0.05 => Outlook::Hardly,
        _ => Outlook::Open,
    }
}

/// "ERP: buying breaks even by March 2035 in 5 of 10 futures".
fn title(case: &Case, over_time: &OverTime) -> String {
    let name = short_name(case.record);
    let ours = &case.name(over_time.chosen).doing;
    let end = end_of(case).map_or_else(String::new, number::month_and_year);
    match outlook(&over_time.break_even) {
        Outlook::AtOnce => {
            format!("{name}: {ours} costs less than {} from the start", case.name(over_time.rival).doing)
        }
        Outlook::Hardly => format!("{name}: {ours} does not break even by {end}"),
        Outlook::Likely | Outlook::Open => {
            format!("{name}: {ours} breaks even by {end} in {} futures", number::of_futures(over_time.break_even.share))
        }
    }
}

/// "By June 2032 in 1 of 20 futures, by December 2033 in 1 of 4, by March 2035 in 1 of 2."
fn dates(case: &Case, over_time: &OverTime) -> String {
    let Some(analysis) = case.analysis else { return String::new() };
    let found = &over_time.break_even;
    let ours = case.name(over_time.chosen).subject();
    let theirs = &case.name(over_time.rival).doing;
    let day = |years: f64| day_after(analysis.starts, years).map(number::month_and_year);
    match (outlook(found), found.years) {
        (Outlook::AtOnce, _) => {
            format!("{ours} never costs more than {theirs} in {} futures.", number::of_futures(found.share_at_once))
        }
        (Outlook::Hardly, _) => {
            format!("{ours} breaks even with {theirs} in {} futures.", number::of_futures(found.share))
        }
        (_, [Some(first), _, Some(middle), _, Some(last)]) if first > 0.0 => {
            let [first, middle, last] = [first, middle, last].map(|years| day(years).unwrap_or_default());
            format!("{ours} breaks even with {theirs} between {first} and {last}, nine times in ten; middle: {middle}.")
        }
        (_, years) => {
            const OF: [&str; 5] = [
                "1\u{a0}of\u{a0}20 futures",
                "1\u{a0}of\u{a0}4",
                "1\u{a0}of\u{a0}2",
                "3\u{a0}of\u{a0}4",
                "19\u{a0}of\u{a0}20",
            ];
            let told = years.iter().zip(OF).filter_map(|(years, of)| match years {
                Some(0.0) => Some(format!("from the start in {of}")),
                Some(years) => Some(format!("by {} in {of}", day(*years)?)),
                None => None,
            });
            let told: Vec<String> = told.collect();
            let rest = 1.0 - found.share;
            let never = if rest < 0.01 {
                String::new()
            } else {
                let end = end_of(case).map_or_else(String::new, number::month_and_year);
                format!("; in {} not by {end}", number::of_futures(rest))
            };
            format!("{ours} breaks even with {theirs} {}{never}.", told.join(", "))
        }
    }
}

fn caption(case: &Case, over_time: &OverTime) -> String {
    let Some(analysis) = case.analysis else { return String::new() };
    let has_income = case.has_income();
    let off = if has_income { ", what comes in taken off" } else { "" };
    let day = number::day_and_month(analysis.starts);
    let leaving = |idx: usize| {
        let exit = case.result(idx)?.exit_cash.filter(|exit| exit.mean > 0.0)?;
        Some(format!("{} for {}", case.money.prose(exit.p50), case.name(idx).doing))
    };
    let left: Vec<String> = [over_time.chosen, over_time.rival].into_iter().filter_map(leaving).collect();
    let leaving = if left.is_empty() {
        String::new()
    } else {
        format!(" Leaving at the end is not counted: {}.", number::listed(&left))
    };
    format!("Cash paid so far{off}, each {day}. Line: middle. Band: nine times in ten.{leaving}")
}

fn alt(case: &Case, over_time: &OverTime) -> String {
    let told = |option: usize, bands: &[Band]| {
        let of = |band: Option<&Band>| band.map_or(0.0, |band| band.p50);
        let (first, last) = (of(bands.first()), of(bands.last()));
        let print = |value: f64| if value == 0.0 { "nothing".to_owned() } else { case.money.prose(value) };
        format!("{} starts at {} and ends at {}", case.name(option).doing, print(first), print(last))
    };
    format!(
        "Cash paid so far: {}, {}",
        told(over_time.chosen, &over_time.chosen_bands),
        told(over_time.rival, &over_time.rival_bands)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_line_ends_stand_apart_on_their_own_sides() {
        for (ours, theirs) in [(30.0, 31.0), (31.0, 30.0), (2.0, 1.0), (99.0, 100.0), (50.0, 50.0), (10.0, 80.0)] {
            let (mut a, mut b) = (ours, theirs);
            set_apart(&mut a, &mut b);
            assert!((a - b).abs() >= APART - 0.11, "{a} {b}");
            assert!(ours == theirs || (a > b) == (ours > theirs));
            assert!((0.0..=100.0).contains(&a) && (0.0..=100.0).contains(&b), "{a} {b}");
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_word() {
        assert_eq!(
            ["Buy", "Stratapool twice", "Donaudampfschifffahrt"].map(beside),
            ["Buy", "Stratapool…", "Donaudampfs…"]
        );
    }

    #[test]
    fn days_are_counted_in_months() {
        let starts = jiff::civil::date(2027, 4, 1);
        assert_eq!(day_after(starts, 5.25).map(number::month_and_year).as_deref(), Some("July\u{a0}2032"));
    }
}
