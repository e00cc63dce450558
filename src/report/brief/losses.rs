//! An expected year and a bad one against what we accept: of this decision, and of the whole log before and after.

use crate::analysis::exceedance::LossCurve;
use crate::model::{Appetite, Quantity, Risk};
use crate::number::{Digits, Figure, Spread, percent};
use crate::report::narrate::{Case, Standing};
use crate::report::{CaptionStands, Cell, Content, Table, TableHead, TableRow};

/// A bad year is one that one year in so many passes.
const BAD_YEAR: f64 = 1.0 / 20.0;

/// Whether anybody has said what loss we accept, here or for the whole.
pub(super) fn has_appetite(case: &Case) -> bool {
    let is_set = |appetite: &Appetite| appetite.annual_loss.is_some() || !appetite.exceedance.is_empty();
    is_set(&case.input.book.appetite) || case.record.inputs.appetite.as_ref().is_some_and(is_set)
}

/// The row of all that was decided before: what we accept stands in the row below.
const WITHOUT: &str = "Decided, without it";

/// Whose losses a row tells.
struct Losses<'a> {
    whose: &'static str,
    /// Of this decision alone, and so with its range.
    is_own: bool,
    expected: Spread,
    curve: Option<&'a LossCurve>,
    accepted: Option<&'a Appetite>,
}

/// The table with its finding; `None` where no loss is known.
pub(super) fn table(case: &Case) -> Option<(String, Table)> {
    let chosen = case.chosen?;
    let mut all: Vec<Losses> = Vec::new();
    if let Some(expected) = case.loss_spread(chosen).filter(|_| case.record.options[chosen].risks.is_some()) {
        let curve = case.result(chosen).and_then(|result| result.loss_curve.as_ref());
        let accepted = case.record.inputs.appetite.as_ref();
        all.push(Losses { whose: "This decision", is_own: true, expected, curve, accepted });
    }
    if let Some(whole) = case.analysis.and_then(|analysis| analysis.log_loss.as_ref()) {
        let mean = |summary| Spread::certain(Spread::mean(summary).middle);
        let accepted = Some(&case.input.book.appetite);
        let (before, after) = (Some(&whole.curve_before), Some(&whole.curve_after));
        let of_all =
            |whose, summary, curve, accepted| Losses { whose, is_own: false, expected: mean(summary), curve, accepted };
        all.push(of_all(WITHOUT, &whole.before, before, None));
        all.push(of_all("Decided, with it", &whole.after, after, accepted));
    }
    if all.iter().all(|losses| losses.expected.high == 0.0) {
        return None;
    }
    let bad = |losses: &Losses| losses.curve.and_then(bad_year);
    let years = case.money.column(all.iter().filter_map(bad).map(Spread::certain));
    let column = case.money.column(all.iter().skip(1).map(|losses| losses.expected));
    let rows = all.iter().map(|losses| {
        let expected = if losses.is_own {
            case.losses.figure(losses.expected, Digits::Prose)
        } else {
            Figure { figure: column.certain(losses.expected.middle, Digits::Prose), range: None }
        };
        let bad = match bad(losses) {
            Some(0.0) => Content::Word("nothing".to_owned()),
            Some(loss) => Content::Figure(years.certain(loss, Digits::Prose)),
            None => Content::Word("not known".to_owned()),
        };
        let name = Content::Text(losses.whose.to_owned());
        let expected = Content::Measured(Cell { figure: Some(expected), word: None });
        let cells = vec![name.into(), expected.into(), bad.into(), accepted(case, losses).into()];
        TableRow { does_turn: false, cells }
    });
    let heads = vec![
        TableHead::new("Losses"),
        TableHead::new("Expected a year").explained("annual-loss"),
        TableHead::new("A bad year (1 in 20)").explained("bad-year"),
        TableHead::new("We accept").explained("appetite"),
    ];
    let finding =
        match all.iter().filter(|losses| losses.whose != WITHOUT).find_map(|losses| Some((losses, bad(losses)?))) {
            Some((_, 0.0)) => "Even a bad year would cost nothing".to_owned(),
            Some((losses, loss)) => {
                let of = if losses.is_own { "" } else { " of all that was decided" };
                format!("A bad year{of} would cost {}", years.certain(loss, Digits::Prose))
            }
            None => "An expected year and a bad one".to_owned(),
        };
    let table = Table {
        caption: String::new(),
        caption_stands: CaptionStands::Nowhere,
        has_cards: true,
        look: "cards txt tight losses",
        rows: rows.collect(),
        heads,
    };
    Some((finding, table))
}

/// "£250k a year, inside; more than £1m in 5% of years".
fn accepted(case: &Case, losses: &Losses) -> Content {
    if losses.whose == WITHOUT {
        return Content::Nothing;
    }
    let Some(appetite) = losses.accepted else { return Content::Word("not set for it alone".to_owned()) };
    let mut parts = Vec::new();
    if let Some(sum) = appetite.annual_loss {
        let word = Standing::of(losses.expected.middle, sum).word();
        parts.push(format!("{} a year ({word})", case.money.stated(sum)));
    }
    for point in &appetite.exceedance {
        let found = losses.curve.and_then(|curve| curve.against.iter().find(|found| found.loss == point.loss));
        let word = match found {
            Some(found) if found.is_breached() => " (outside)",
            Some(_) => " (inside)",
            None => "",
        };
        let sum = case.money.stated(point.loss);
        parts.push(format!("{sum} in {} of years{word}", percent(point.per_year)));
    }
    if parts.is_empty() {
        return Content::Word("not set".to_owned());
    }
    Content::Text(parts.join("; "))
}

/// What one year in twenty passes; 0 where more years than that lose nothing.
fn bad_year(curve: &LossCurve) -> Option<f64> {
    let Some((_, first)) = curve.points.first() else { return Some(0.0) };
    if *first <= BAD_YEAR {
        return Some(0.0);
    }
    let behind = curve.points.iter().position(|(_, chance)| *chance <= BAD_YEAR)?;
    let [(low, above), (high, below)] = curve.points.get(behind - 1..=behind)? else { return None };
    let share = if above > below { (above - BAD_YEAR) / (above - below) } else { 1.0 };
    // Points stand at equal ratios, and between two of them the curve is close to straight over the logarithm.
    let loss = low * libm::pow(high / low, share);
    loss.is_finite().then_some(loss)
}

/// What a risk would be expected to cost a year if nothing were done about it; `None` where nothing is done.
pub(super) fn before(risk: &Risk) -> Option<f64> {
    let mitigation = risk.mitigation.as_ref()?;
    if mitigation.per_year.is_none() && mitigation.loss.is_none() {
        return None;
    }
    let sort = if risk.is_at_most_once { Quantity::Chance } else { Quantity::Rate };
    let rate = risk.per_year.as_ref()?.distribution(sort).ok()?.mean();
    let loss = risk.loss.as_ref()?.distribution(Quantity::Money).ok()?.mean();
    Some(rate * loss).filter(|before| before.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_year_is_read_off_the_curve() {
        let curve = |points: &[(f64, f64)]| LossCurve { points: points.to_vec(), against: Vec::new() };
        let found = bad_year(&curve(&[(100.0, 0.3), (400.0, 0.1), (1_600.0, 0.0)])).expect("a year");
        assert!((found - 800.0).abs() < 1e-6, "half way between, in ratios: {found}");
        assert_eq!(bad_year(&curve(&[(100.0, 0.05), (200.0, 0.01)])), Some(0.0));
        assert_eq!(bad_year(&curve(&[])), Some(0.0));
        assert_eq!(bad_year(&curve(&[(100.0, 0.3), (200.0, 0.2)])), None);
    }
}
