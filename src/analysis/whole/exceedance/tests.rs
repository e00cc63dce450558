use super::*;
use crate::analysis::testing::{analyzed, estimate, option, record, risk, sign_in_record};
use crate::log::LoggedRecord;
use crate::model::{Appetite, Distribution, Form, Quantity, Risk, Sourcing};
use proptest::prelude::*;

fn with_risks(risks: Vec<Risk>, appetite: &[(f64, f64)]) -> LoggedRecord {
    let mut one = option(Sourcing::Buy, "Service");
    one.risks = Some(risks);
    let mut logged = record(vec![one]);
    logged.record.recommend = Some(("buy".to_owned(), None));
    let exceedance = appetite.iter().map(|(loss, per_year)| Exceedance { loss: *loss, per_year: *per_year }).collect();
    logged.record.inputs.appetite = Some(Appetite { exceedance, ..Appetite::default() });
    logged
}

fn curve(logged: &LoggedRecord, draws: usize) -> LossCurve {
    analyzed(logged, draws).0.options[0].loss_curve.clone().expect("every risk is known")
}

/// One risk that strikes at most once: P(loss > x) = p S(x), in closed form.
#[test]
fn a_single_risk_follows_its_closed_form() {
    let chance = 0.2;
    let mut breach = risk("Breach", "0.2", "100 to 2000");
    breach.is_at_most_once = true;
    let points = [(100.0, 0.5), (500.0, 0.05), (1_000.0, 0.05), (2_000.0, 0.005)];
    let found = curve(&with_risks(vec![breach], &points), 100_000);
    let loss = estimate("100 to 2000").distribution(Quantity::Money).expect("a range");
    for (point, breached) in found.against.iter().zip([false, true, false, true]) {
        let expected = chance * (1.0 - loss.below(point.loss));
        assert!((point.chance - expected).abs() < 0.003, "{point:?}: {expected}");
        assert_eq!(point.is_breached(), breached, "{point:?}");
    }
    for (loss_of_point, found) in &found.points {
        assert!((found - chance * (1.0 - loss.below(*loss_of_point))).abs() < 0.003);
    }
}

/// Rates above one: a compound Poisson sum has mean λ E[L] and no loss with chance e^-λ.
#[test]
fn losses_of_a_year_add_up() {
    let found =
        analyzed(&with_risks(vec![risk("Outage", "1.5", "10k to 90k"), risk("Fire", "0.2", "1m")], &[]), 50_000).0;
    let year = &found.chosen_draws.year_loss;
    assert_eq!(year.len(), 50_000);
    let Distribution::Lognormal { mu, sigma, .. } =
        estimate("10k to 90k").distribution(Quantity::Money).expect("a range")
    else {
        panic!("money is lognormal")
    };
    let mean = 1.5 * libm::exp(mu + sigma * sigma / 2.0) + 0.2 * 1e6;
    let drawn = year.iter().sum::<f64>() / year.len() as f64;
    assert!((drawn - mean).abs() < 0.01 * mean, "{drawn} is not {mean}");
    let none = year.iter().filter(|loss| **loss == 0.0).count() as f64 / year.len() as f64;
    assert!((none - libm::exp(-1.7)).abs() < 0.005, "{none}");
}

#[test]
fn what_happens_very_often_is_drawn_as_a_whole() {
    let year =
        analyzed(&with_risks(vec![risk("Card fraud", "4000", "10 to 90")], &[]), 20_000).0.chosen_draws.year_loss;
    let loss = estimate("10 to 90").distribution(Quantity::Money).expect("a range");
    let mean = year.iter().sum::<f64>() / year.len() as f64;
    assert!((mean / (4_000.0 * loss.mean()) - 1.0).abs() < 1e-3);
    let sd = (year.iter().map(|loss| (loss - mean) * (loss - mean)).sum::<f64>() / year.len() as f64).sqrt();
    let expected = (4_000.0 * (loss.mean() * loss.mean() + loss.sd() * loss.sd())).sqrt();
    assert!((sd / expected - 1.0).abs() < 0.02, "{sd} is not {expected}");
}

#[test]
fn one_risk_more_leaves_the_others_draws_alone() {
    let (fire, theft) = (risk("Fire", "0.1", "100k to 1m"), risk("Theft", "0.3 to 0.9", "5k to 20k"));
    let year = |risks: Vec<Risk>| analyzed(&with_risks(risks, &[]), 2_000).0.chosen_draws.year_loss;
    let (alone, both) = (year(vec![fire.clone()]), year(vec![fire, theft]));
    for (alone, both) in alone.iter().zip(&both) {
        assert!(both >= alone);
    }
    assert!(both.iter().zip(&alone).any(|(both, alone)| both > alone));
}

#[test]
fn no_risk_is_no_loss_and_an_unknown_one_no_curve() {
    let none = curve(&with_risks(Vec::new(), &[(1e6, 0.05)]), 1_000);
    assert_eq!((none.points.len(), none.against[0].chance, none.against[0].is_breached()), (0, 0.0, false));
    let mut unknown = risk("Fire", "0.1", "1m");
    unknown.loss = None;
    assert_eq!(analyzed(&with_risks(vec![unknown], &[]), 1_000).0.options[0].loss_curve, None);
    // What is certain to cost one sum still has a curve.
    let certain = curve(&with_risks(vec![risk("Fire", "0.1", "1m")], &[]), 10_000);
    assert!(certain.points.len() == POINTS && certain.points[0].1 > 0.09);
}

#[test]
fn every_option_has_a_curve_with_the_points_of_the_appetite() {
    let mut logged = sign_in_record();
    let exceedance = vec![Exceedance { loss: 1e6, per_year: 0.05 }];
    logged.record.inputs.appetite = Some(Appetite { exceedance, ..Appetite::default() });
    let (analysis, _) = analyzed(&logged, 10_000);
    for option in &analysis.options {
        let curve = option.loss_curve.as_ref().expect("risks are known");
        assert_eq!((curve.against.len(), curve.points.len()), (1, POINTS + 1));
        assert!(curve.points.iter().any(|(loss, chance)| *loss == 1e6 && *chance == curve.against[0].chance));
    }
    // Keeping the present system: 0.15 breaches a year, each above a million with the chance of its range.
    let loss = estimate("200k to 4m").distribution(Quantity::Money).expect("a range");
    let avoid = analysis.options[3].loss_curve.as_ref().expect("known").against[0];
    let expected = 1.0 - libm::exp(-0.15 * (1.0 - loss.below(1e6)));
    assert!((avoid.chance - expected).abs() < 0.01 && avoid.is_breached(), "{avoid:?}: {expected}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_curve_falls(risks in prop::collection::vec((0.0..3.0f64, 1.0..1e6f64, 1.0..50.0f64), 0..5)) {
        let stated = risks.iter().enumerate().map(|(idx, (rate, low, factor))| {
            let mut one = risk(&format!("Risk {idx}"), "1", "1");
            one.per_year = Some(estimate(&rate.to_string()));
            one.loss = Some(crate::model::Estimate { form: Form::Range { low: *low, high: low * factor }, ..estimate("1") });
            one
        });
        let curve = curve(&with_risks(stated.collect(), &[(1e3, 0.5), (5e5, 0.01)]), 1_000);
        prop_assert!(curve.points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 >= pair[1].1));
        prop_assert!(curve.points.iter().all(|(_, chance)| (0.0..=1.0).contains(chance)));
    }
}
