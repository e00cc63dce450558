//! Money by calendar or fiscal year.

use super::close;
use crate::analysis::analyze::analyze_record;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::testing::{analyzed, cost, estimate, option, record, settings, sign_in_record};
use crate::log::LoggedRecord;
use crate::model::{Book, Exit, People, Sourcing, Yearly};
use jiff::civil::date;
use proptest::prelude::*;

fn with_fiscal_year(logged: &LoggedRecord, fiscal_year_start: u8) -> DecisionAnalysis {
    let book = Book { fiscal_year_start, ..Book::default() };
    analyze_record(logged, &book, &settings(1_000)).0.expect("figures")
}

/// Three months of the first year lie in 2027.
#[test]
fn waiting_and_benefits_fall_in_their_own_months() {
    let mut build = option(Sourcing::Build, "Own");
    build.cost = Some(cost("100k", "12k", ""));
    build.ready = Some(estimate("18"));
    build.exit = Some(Exit { cost: Some(estimate("7k")), ..Exit::default() });
    build.benefit = Some(crate::model::Benefit {
        once: Some(estimate("5k")),
        yearly: Some(Yearly::Sum(estimate("24k"))),
        growth: None,
    });
    let mut logged = record(vec![build]);
    logged.record.recommend = Some(("build".to_owned(), None));
    logged.record.inputs.starts = Some(date(2027, 10, 1));
    logged.record.inputs.horizon_years = Some(2);
    logged.record.inputs.until_ready = Some(estimate("10k"));
    let (analysis, _) = analyzed(&logged, 1_000);
    let years: Vec<(i16, [f64; 4])> = analysis.options[0]
        .by_calendar_year
        .iter()
        .map(|(year, cash)| (*year, [cash.one_off, cash.running, cash.exit, cash.benefit]))
        .collect();
    // Ready after March 2029: three months of waiting in 2027, twelve in 2028, three in 2029.
    let expected = [
        (2027, [100e3, 3e3 + 30e3, 0.0, 0.0]),
        (2028, [0.0, 12e3 + 120e3, 0.0, 0.0]),
        (2029, [0.0, 9e3 + 30e3, 7e3, 5e3 + 12e3]),
    ];
    for ((year, found), (expected_year, expected)) in years.iter().zip(expected) {
        assert_eq!(*year, expected_year);
        found.iter().zip(expected).for_each(|(found, expected)| close(*found, expected, 1e-6));
    }
    let drawn: Vec<f64> = analysis.chosen_draws.by_calendar_year.iter().map(|(_, draws)| draws[17]).collect();
    drawn.iter().zip([133e3, 132e3, 46e3]).for_each(|(found, expected)| close(*found, expected, 1e-6));
    // Spend with a supplier is what runs, without today's way.
    close(analysis.options[0].yearly_spend.expect("known"), 12e3, 1e-6);
}

#[test]
fn people_work_until_it_is_ready() {
    let mut build = option(Sourcing::Build, "Own");
    build.cost = Some(cost("100k", "12k", ""));
    build.people = Some(People { months: Some(estimate("36")), ..People::default() });
    build.ready = Some(estimate("18"));
    let mut logged = record(vec![build]);
    logged.record.recommend = Some(("build".to_owned(), None));
    logged.record.inputs.starts = Some(date(2027, 10, 1));
    let people = |logged: &LoggedRecord| -> Vec<(i16, f64)> {
        let draws = analyzed(logged, 1_000).0.chosen_draws.person_months;
        draws.iter().map(|(year, draws)| (*year, draws[5])).filter(|(_, months)| *months > 0.0).collect()
    };
    assert_eq!(people(&logged), [(2027, 6.0), (2028, 24.0), (2029, 6.0)]);
    logged.record.options[0].ready = None;
    assert_eq!(people(&logged), [(2027, 36.0)]);
    // Two months a year to run it, for three years from October.
    logged.record.options[0].people = Some(People { yearly: Some(estimate("2")), ..People::default() });
    logged.record.inputs.horizon_years = Some(3);
    assert_eq!(people(&logged), [(2027, 0.5), (2028, 2.0), (2029, 2.0), (2030, 1.5)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn years_add_up_to_all_cash_in_every_draw(starts in 1..=12i8, fiscal in 1..=12u8, until_ready in 0..30_000u32) {
        let mut logged = sign_in_record();
        logged.record.inputs.starts = Some(date(2027, starts, 1));
        logged.record.inputs.until_ready = Some(estimate(&until_ready.to_string()));
        let analysis = with_fiscal_year(&logged, fiscal);
        let draws = &analysis.chosen_draws;
        for (draw, cash) in draws.cash.iter().enumerate() {
            let sum: f64 = draws.by_calendar_year.iter().map(|(_, column)| column[draw]).sum();
            prop_assert!((sum - cash).abs() < 1e-6 * cash, "{sum} is not {cash}");
        }
        for option in &analysis.options {
            let sum: f64 = option.by_calendar_year.iter().map(|(_, cash)| cash.one_off + cash.running + cash.exit).sum();
            let cash = option.cash.expect("known").mean;
            prop_assert!((sum - cash).abs() < 1e-6 * cash, "{sum} is not {cash}");
            prop_assert_eq!(option.by_calendar_year.len(), if starts as u8 == fiscal { 5 } else { 6 });
        }
        let chosen = &analysis.options[analysis.chosen.expect("recommended")];
        for ((year, column), (mean_year, mean)) in draws.by_calendar_year.iter().zip(&chosen.by_calendar_year) {
            prop_assert_eq!(year, mean_year);
            let drawn = column.iter().sum::<f64>() / column.len() as f64;
            prop_assert!((drawn - mean.one_off - mean.running - mean.exit).abs() < 1e-6 * drawn.max(1.0));
        }
    }
}
