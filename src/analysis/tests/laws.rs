//! Laws of what finding out is worth and of the tornado, for any points and any doubt.

use super::{close, mean_total};
use crate::analysis::analyze::analyze_record;
use crate::analysis::doubt::information::expected_gain;
use crate::analysis::doubt::tornado::{Known, swings};
use crate::analysis::result::{DecisionAnalysis, EstimateId};
use crate::analysis::testing::{analyzed, criteria, levels, option, record, settings, sign_in_record, study};
use crate::log::LoggedRecord;
use crate::model::{Book, ConsideredOption, EstimateKey, Sourcing, Study};
use proptest::prelude::*;

/// Paths that a study may resolve, of every option and kind.
const PATHS: [&str; 8] = [
    "users",
    "partner.cost.yearly",
    "partner.flexibility",
    "partner.exit.months",
    "buy.cost",
    "build.ready",
    "build.cost.once",
    "avoid.exit.months",
];

/// The sign-in example with these points and this study.
fn sign_in(points: &[u8], study: Study) -> DecisionAnalysis {
    let mut logged = sign_in_record();
    logged.record.inputs.study = Some(study);
    if let Some(spec) = &mut logged.record.inputs.criteria {
        for (criterion, points) in spec.criteria.iter_mut().zip(points) {
            criterion.points = Some(f64::from(*points));
        }
    }
    analyzed(&logged, 1_000).0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_study_is_worth_more_than_a_better_one_and_none_more_than_knowing_everything(
        points in prop::collection::vec(1..100u8, 4),
        paths in prop::sample::subsequence(&PATHS[..], 1..PATHS.len()),
        quality in 0.0..1.0f64,
    ) {
        let resolves: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let at = |quality| sign_in(&points, Study { resolves: resolves.clone(), quality, ..study() });
        let (some, all) = (at(quality), at(1.0));
        let worth = |analysis: &DecisionAnalysis| analysis.study.as_ref().and_then(|study| study.worth).expect("anchors");
        let evpi = all.evpi.expect("anchors");
        prop_assert!(worth(&some) >= 0.0 && worth(&some) <= worth(&all) && worth(&all) <= evpi, "{some:?}");
        for input in &all.input_worths {
            prop_assert!(input.worth > 0.0 && input.worth <= evpi);
        }
    }

    #[test]
    fn the_loss_law_rises_with_doubt_and_falls_with_the_lead(
        lead in -50.0..50.0f64,
        more in 0.0..20.0f64,
        variance in 0.0..400.0f64,
        share in 0.0..1.0f64,
    ) {
        let gain = expected_gain(lead, variance);
        prop_assert!(expected_gain(lead, share * variance) <= gain + 1e-12);
        prop_assert!(expected_gain(lead.abs() + more, variance) <= gain + 1e-12);
        // Nobody gains more than the mean distance of the two.
        prop_assert!(gain <= 0.4 * variance.sqrt());
    }

    #[test]
    fn of_a_linear_model_the_tornado_stands_on_the_lead(
        inputs in prop::collection::vec((-5.0..5.0f64, 0.01..3.0f64, 0.01..3.0f64, -4.0..4.0f64), 1..9),
        constant in -9.0..9.0f64,
    ) {
        let known: Vec<Known> = inputs
            .iter()
            .map(|(middle, down, up, _)| Known { low: middle - down, middle: *middle, high: middle + up })
            .collect();
        let lead = |held: usize, value: f64| -> f64 {
            let terms = inputs.iter().enumerate().map(|(idx, (middle, .., slope))| slope * if idx == held { value } else { *middle });
            constant + terms.sum::<f64>()
        };
        let base = lead(usize::MAX, 0.0);
        let found = swings(&known, lead);
        prop_assert!(found.windows(2).all(|pair| pair[0].width() >= pair[1].width()));
        for swing in found {
            prop_assert!((swing.at_middle - base).abs() < 1e-9);
            let (_, down, up, slope) = inputs[swing.input_idx];
            prop_assert!((swing.width() - slope.abs() * (down + up)).abs() < 1e-9);
        }
    }
}

/// Two options whose levels have ranges that are symmetric and far from both ends.
fn two_levels() -> LoggedRecord {
    let rival = |title: &str, fit: &str, speed: &str| ConsideredOption {
        levels: levels(&[("fit", fit), ("speed", speed)]),
        ..option(Sourcing::Buy, title)
    };
    let mut logged = record(vec![rival("A", "50/60/70", "40/45/50"), rival("B", "45/55/65", "42/44/46")]);
    logged.record.inputs.criteria = Some(criteria(&[("fit", 75.0, 0.0, 100.0), ("speed", 25.0, 0.0, 100.0)]));
    logged
}

#[test]
fn a_bar_spans_the_weight_of_its_range_around_the_lead() {
    let (analysis, _) = analyzed(&two_levels(), 10_000);
    let lead = mean_total(&analysis.options[0]) - mean_total(&analysis.options[1]);
    assert_eq!(analysis.tornado.len(), 4);
    for bar in &analysis.tornado {
        close(f64::midpoint(bar.lead_low, bar.lead_high), lead, 0.02);
        let (is_fit, is_own) = match &bar.input {
            EstimateId::OfOption(idx, key) => (*key == EstimateKey::level("fit"), *idx == 0),
            other => panic!("{other:?}"),
        };
        let weight = if is_fit { 0.75 } else { 0.25 };
        let width = weight * (bar.high - bar.low) * if is_own { 1.0 } else { -1.0 };
        close(bar.lead_high - bar.lead_low, width, 1e-9);
    }
}

/// A criterion with hardly any points moves nobody, whatever its levels: what is left is noise, and
/// the floor takes it off.
#[test]
fn an_input_that_does_nothing_is_worth_nothing() {
    let mut logged = two_levels();
    if let Some(spec) = &mut logged.record.inputs.criteria {
        spec.criteria.push(criteria(&[("taste", 1e-9, 0.0, 100.0), ("cost", 100.0, 1e6, 0.0)]).criteria.remove(0));
        spec.criteria.push(criteria(&[("cost", 100.0, 1e6, 0.0)]).criteria.remove(0));
    }
    for option in &mut logged.record.options {
        option.levels.extend(levels(&[("taste", "20 to 80")]));
        option.cost = Some(super::cost("100k to 200k", "", ""));
    }
    let (mut idle, mut active) = (0, 0);
    for seed in 1..=20 {
        let settings = crate::analysis::settings::Settings { seed, ..settings(10_000) };
        let analysis = analyze_record(&logged, &Book::default(), &settings).0.expect("figures");
        let evpi = analysis.evpi.expect("anchors");
        for input in &analysis.input_worths {
            let is_idle = matches!(&input.input, EstimateId::OfOption(_, key) if *key == EstimateKey::level("taste"));
            assert!(!is_idle || input.worth < 0.01 * evpi, "{input:?} of {evpi}");
            *(if is_idle { &mut idle } else { &mut active }) += 1;
        }
    }
    // Forty idle inputs, of which two in a hundred stand out by chance.
    assert!(idle <= 4 && active >= 80, "{idle} {active}");
}
