//! When the chosen option has paid back, and what is said where no income is counted.

use crate::model::Sourcing;
use crate::number::Digits;
use crate::report::narrate::Case;

/// The option of leaving it alone.
pub(super) fn avoid_idx(case: &Case) -> Option<usize> {
    case.analysis
        .and_then(|analysis| analysis.avoid)
        .or_else(|| case.record.options.iter().position(|option| option.sourcing == Some(Sourcing::Avoid)))
}

/// "2.5 years": when it has paid back against leaving it alone; `None` where it does not.
pub(super) fn payback(case: &Case, chosen: usize) -> Option<String> {
    if avoid_idx(case) == Some(chosen) {
        return None;
    }
    let savings = case.result(chosen)?.savings.filter(|savings| savings.npv > 0.0)?;
    savings.simple_payback_years.filter(|years| *years > 0.0).map(years_in_words)
}

/// "43 months" is hard to picture; "3.6 years" is not.
fn years_in_words(years: f64) -> String {
    if years < 2.0 {
        return crate::number::months_in_words((years * 12.0).round().max(1.0));
    }
    format!("{}\u{a0}years", crate::number::quantity(years, Digits::Prose))
}

/// That nothing is brought in, and what follows for paying back: "No income is counted; against leaving it alone it pays
/// back after about 21 months." It stands in every brief that counts no income.
pub(super) fn no_income(case: &Case) -> String {
    let Some(chosen) = case.chosen.filter(|chosen| avoid_idx(case) != Some(*chosen)) else {
        return "No income or savings are counted.".to_owned();
    };
    match case.result(chosen).and_then(|result| result.savings) {
        // What it saves in all is told beside it.
        Some(savings) if savings.npv > 0.0 => match savings.simple_payback_years.filter(|years| *years > 0.0) {
            Some(years) => {
                let after = years_in_words(years);
                format!("No income is counted; against leaving it alone it pays back after about {after}.")
            }
            None => "No income is counted.".to_owned(),
        },
        _ => "No income or savings are counted, so it does not pay back.".to_owned(),
    }
}
