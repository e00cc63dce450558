//! The picture that decides: every option's total on one scale from 0 to 100, sorted, with its overlap visible.

use super::narrate::{Case, Prose, first_share};
use super::parts::{OptionHead, total_cell};
use crate::analysis::OptionResult;
use crate::model::Sourcing;
use crate::number::{Spread, capitalized, listed, plural, score, whole};
use serde::Serialize;

/// Options by their totals.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// How far the first two stand apart.
    pub finding: String,
    /// What the marks mean.
    pub caption: String,
    /// Shares of first places say something.
    pub has_first: bool,
    /// Some row says something in a line.
    pub has_lines: bool,
    /// Highest total first.
    pub rows: Vec<PictureRow>,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct PictureRow {
    /// The option.
    pub option: OptionHead,
    /// Its place on the scale; `None` where nothing is known of it.
    pub bar: Option<Total>,
    /// The same in words.
    pub told: String,
    /// Share of simulated futures in which it comes first, or why it is not ranked.
    pub first: Option<String>,
    /// In its best light.
    pub line: Prose,
    /// Nobody has written anything for or against it.
    pub is_gap: bool,
}

/// A total, in percent of the cell, with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Total {
    /// The range of the option chosen, through all rows.
    pub band_low: Option<f64>,
    /// Its end.
    pub band_high: Option<f64>,
    /// Where the range starts, or the span of an option on which something is missing.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The mean; `None` for a span.
    pub mid: Option<f64>,
    /// The option chosen has its color.
    pub hue: Option<Sourcing>,
    /// The figure at the low end; `None` without a range.
    pub low_text: Option<String>,
    /// The figure at the high end.
    pub high_text: Option<String>,
    /// The figure at the mean.
    pub total: Option<String>,
}

/// The picture of a decision; `lines` gives what is said of an option in a line, and whether that is a gap. `None` where
/// no option has a total.
pub(super) fn picture(case: &Case, lines: impl Fn(usize) -> Option<(Prose, bool)>) -> Option<Picture> {
    let analysis = case.analysis?;
    let has_total = |idx: usize| case.result(idx).is_some_and(|result| result.total.is_some());
    if case.order.len() < 2 || !case.order.iter().any(|idx| has_total(*idx)) {
        return None;
    }
    let spread = |idx: usize| case.result(idx).and_then(|result| result.total.as_ref()).map(Spread::mean);
    let band = case.chosen.and_then(spread).filter(|band| band.low < band.high);
    let has_first = analysis.runner_up.is_some() && case.no_doubt().is_none();
    let rows: Vec<PictureRow> = case
        .order
        .iter()
        .map(|idx| {
            let (line, is_gap) = lines(*idx).unwrap_or_default();
            PictureRow {
                option: OptionHead::of(case, *idx),
                bar: total(case, *idx, band),
                told: total_cell(case, *idx).plain(),
                first: first(case, *idx, has_first),
                line,
                is_gap,
            }
        })
        .collect();
    Some(Picture {
        finding: finding(case),
        caption: caption(case, band.is_some(), has_first),
        has_first,
        has_lines: rows.iter().any(|row| !row.line.pieces.is_empty()),
        rows,
    })
}

fn total(case: &Case, idx: usize, band: Option<Spread>) -> Option<Total> {
    let result = case.result(idx)?;
    let tenth = |value: f64| (value.clamp(0.0, 100.0) * 10.0).round() / 10.0;
    let (low, high, mid) = match (&result.total, result.total_span) {
        (Some(total), _) => {
            let spread = Spread::mean(total);
            (spread.low, spread.high, Some(spread.middle))
        }
        (None, Some((low, high))) => (low, high, None),
        (None, None) => return None,
    };
    let has_range = whole(low) != whole(high);
    Some(Total {
        band_low: band.map(|band| tenth(band.low)),
        band_high: band.map(|band| tenth(band.high)),
        low: tenth(low),
        high: tenth(high),
        mid: mid.map(tenth),
        hue: case.hue(idx),
        low_text: has_range.then(|| score(Spread::certain(low)).figure),
        high_text: has_range.then(|| score(Spread::certain(high)).figure),
        total: mid.map(|mid| score(Spread::certain(mid)).figure),
    })
}

/// "85%", or why there is none.
fn first(case: &Case, idx: usize, has_first: bool) -> Option<String> {
    let result = case.result(idx)?;
    if !result.failed_musts.is_empty() {
        return Some("out".to_owned());
    }
    if !has_first {
        return None;
    }
    match result.rank_shares.first() {
        Some(share) => Some(first_share(case, *share)),
        None => Some("not ranked".to_owned()),
    }
}

/// "The ranges of the first two overlap", as far as the ranges printed beside them.
fn finding(case: &Case) -> String {
    let pair = case.analysis.and_then(|analysis| analysis.leader.zip(analysis.runner_up));
    let spread = |idx: usize| case.result(idx).and_then(|result| result.total.as_ref()).map(Spread::mean);
    let spreads = pair.and_then(|(first, second)| spread(first).zip(spread(second)));
    let Some((first, second)) = spreads.filter(|_| case.no_doubt().is_none()) else {
        return "How the options compare".to_owned();
    };
    let shared = first.high.min(second.high) - first.low.max(second.low);
    let narrower = (first.high - first.low).min(second.high - second.low);
    if shared <= 0.0 {
        "The ranges of the first two do not meet"
    } else if shared >= 0.75 * narrower {
        "The ranges of the first two lie almost on top of each other"
    } else {
        "The ranges of the first two overlap"
    }
    .to_owned()
}

fn caption(case: &Case, has_band: bool, has_first: bool) -> String {
    let criteria = case.analysis.map_or(&[][..], |analysis| &analysis.criteria);
    let names: Vec<String> = criteria
        .iter()
        .filter(|criterion| criterion.weight > 0.0)
        .map(|criterion| super::narrate::clean(&criterion.name))
        .collect();
    let what = match names.len() {
        0 | 5.. => "Total of 100.".to_owned(),
        _ => format!("Total of 100 for {}.", listed(&names)),
    };
    let has_ranges = case.no_doubt().is_none();
    let mut parts = vec![what];
    if has_ranges {
        let band = case.chosen.filter(|_| has_band);
        let band = band.map_or_else(String::new, |chosen| format!("; band: that of {}", case.name(chosen).doing));
        parts.push(format!("Bar: holds nine times in ten{band}."));
    }
    if has_first {
        parts.push("First in: share of simulated futures.".to_owned());
    }
    let out: Vec<String> = case
        .order
        .iter()
        .filter(|idx| case.result(**idx).is_some_and(fails))
        .map(|idx| case.name(*idx).doing.clone())
        .collect();
    if !out.is_empty() {
        let verb = plural(out.len(), "fails", "fail");
        parts.push(format!("Out: {} {verb} what must be.", capitalized(&listed(&out))));
    }
    parts.join(" ")
}

fn fails(result: &OptionResult) -> bool {
    !result.failed_musts.is_empty()
}
