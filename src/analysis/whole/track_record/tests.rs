use super::*;
use crate::analysis::analyze::analyze;
use crate::analysis::result::Analysis;
use crate::analysis::testing::{analyzed, estimate, settings, short_record, sign_in_record};
use crate::finding::Finding;
use crate::log::{DecisionLog, join};
use crate::model::{
    Actual, Book, Cost, Decision, FieldSource, Forecast, Forecasted, Must, MustRelation, Precision, Record,
    ReferenceClass, Scheduled, StatedDate, StatedStatus, Status,
};
use crate::source::{History, Snapshot};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn built(number: u64, day: Date, forecast: &str, came: f64) -> Record {
    let mut record = sign_in_record().record;
    record.number = Some(number);
    record.stem = format!("{number:04}-build-{number}");
    record.slug = format!("build-{number}");
    record.path = format!("decisions/{}.md", record.stem);
    let source = FieldSource::FrontMatter;
    record.status = Some(StatedStatus { status: Status::Accepted, raw: "accepted".to_owned(), source, span: None });
    record.date = Some(StatedDate { date: day, precision: Precision::Day, raw: day.to_string(), source, span: None });
    record.decision = Some(Decision { option: Some("build".to_owned()), ..Decision::default() });
    record.forecasts =
        vec![Forecast { what: "Cost to build".to_owned(), range: Some(estimate(forecast)), ..Forecast::default() }];
    record.actuals = vec![actual("cost to build", came)];
    record
}

fn actual(what: &str, value: f64) -> Actual {
    Actual { what: what.to_owned(), value: Some(value), written: value.to_string(), on: None }
}

fn joined(records: Vec<Record>) -> DecisionLog {
    join(records, &Snapshot::default(), History::default()).0
}

fn weighed(records: Vec<Record>) -> (Analysis, Vec<Finding>) {
    analyze(&joined(records), &Book::default(), &settings(1_000))
}

#[test]
fn forecasts_meet_their_actuals_by_name() {
    let mut record = built(1, date(2025, 1, 1), "80k to 125k", 150e3);
    record.forecasts.push(Forecast {
        what: "Works council agrees".to_owned(),
        chance: Some(0.7),
        ..Forecast::default()
    });
    record.actuals.push(Actual {
        what: "Works council agrees".to_owned(),
        written: "yes".to_owned(),
        ..Actual::default()
    });
    record.forecasts.push(Forecast {
        what: "Users".to_owned(),
        range: Some(estimate("1k to 4k")),
        ..Forecast::default()
    });
    record.actuals.push(Actual { on: Some(date(2025, 6, 1)), ..actual("Users", 9_000.0) });
    record.actuals.push(Actual { on: Some(date(2026, 6, 1)), ..actual("Users", 2_000.0) });
    record.actuals.push(actual("Nobody asked", 1.0));
    record.actuals.push(actual("Months until live", 9.0));
    let frozen = Forecasted { ready: Some((6.0, 8.0, 11.0)), cash: Some((1.0, 2.0, 3.0)), ..Forecasted::default() };
    record.decision = Some(Decision { forecast: Some(frozen), ..record.decision.clone().expect("one") });
    let found = of_log(&joined(vec![record]));
    let named: Vec<(&str, Subject)> =
        found.outcomes.iter().map(|outcome| (outcome.what.as_str(), outcome.subject)).collect();
    let expected = [
        ("Cost to build", Subject::Cost),
        ("Works council agrees", Subject::Other),
        ("Users", Subject::Other),
        ("ready", Subject::Time),
    ];
    assert_eq!(named, expected);
    // The middle of 80k to 125k is 100k; the last count of users is the one that holds.
    let ratios = found.ratios.expect("three ranges");
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    ratios.each.iter().zip([1.5, 1.0, 1.125]).for_each(|(found, expected)| close(*found, expected));
    let coverage = found.coverage.expect("three ranges");
    assert_eq!((coverage.count, coverage.hits), (3, 2));
    close(found.brier.expect("one chance").score, 0.09);
}

#[test]
fn a_forecast_without_its_actual_counts_nowhere() {
    let mut record = built(1, date(2025, 1, 1), "80k to 125k", 150e3);
    record.actuals[0].what = "Something else".to_owned();
    assert_eq!(of_log(&joined(vec![record])), TrackRecord::default());
}

#[test]
fn past_builds_become_the_class_of_the_next() {
    let past: Vec<Record> = [(1, 150e3), (2, 200e3), (3, 250e3)]
        .into_iter()
        .map(|(number, came)| built(number, date(2025, 1, number as i8), "80k to 125k", came))
        .collect();
    let mut next = built(4, date(2026, 1, 1), "1 to 2", 900.0);
    next.options[0].optimism_bias = None;
    next.options[0].reference_class = Some(ReferenceClass::Log);
    let all: Vec<Record> = past.iter().cloned().chain([next.clone()]).collect();
    let (analysis, findings) = weighed(all.clone());
    assert!(findings.iter().all(|finding| finding.rule != "reference-class-empty"));
    let uplift = |analysis: &Analysis| {
        let decision = analysis.decisions.iter().flatten().last().expect("figures");
        decision.options[0].uplift
    };
    // Its own actual, far beyond what it expected, is no part of its class.
    assert!((uplift(&analysis).expect("three ratios") - 2.0).abs() < 1e-9);
    // What came later does not count either, and two are too few.
    let mut later = all;
    later[2].date = later[3].date.clone();
    let (analysis, findings) = weighed(later);
    assert_eq!(uplift(&analysis), None);
    let told = findings.iter().find(|finding| finding.rule == "reference-class-empty").expect("a finding");
    assert_eq!(
        told.message,
        "the log holds 2 actual costs of builds before this record, fewer than three, so `Our own login service` \
         takes its own estimate at its word"
    );
}

#[test]
fn a_frozen_forecast_is_what_the_analysis_says() {
    let (analysis, _) = analyzed(&sign_in_record(), 1_000);
    let frozen = freeze(&analysis, 0).expect("it has options");
    let (cash, ready) = (analysis.options[0].cash.expect("known"), analysis.options[0].ready.expect("known"));
    assert_eq!(frozen.cash, Some((cash.p5, cash.p50, cash.p95)));
    assert_eq!(frozen.ready, Some((ready.p5, ready.p50, ready.p95)));
    assert_eq!(frozen.first, Some(analysis.options[0].rank_shares[0]));
    assert_eq!(freeze(&analysis, 9), None);
}

/// A change here makes every frozen forecast look as if its record had changed.
#[test]
fn the_hash_follows_the_inputs_and_nothing_else() {
    let hash = |change: &dyn Fn(&mut Record)| {
        let mut logged = sign_in_record();
        change(&mut logged.record);
        analyzed(&logged, 1_000).0.inputs_hash
    };
    let plain = hash(&|_| {});
    assert!(plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(plain, hash(&|record| record.ask = Some("Approve it".to_owned())));
    assert_eq!(plain, hash(&|record| record.options[0].why_not = None));
    for other in [
        hash(&|record| record.inputs.late_cost = Some(36e3)),
        hash(&|record| record.options[2].ready = Some(estimate("5 to 11"))),
        hash(&|record| record.inputs.horizon_years = Some(6)),
        hash(&|record| record.inputs.drivers[0].1 = estimate("30k / 45k / 81k")),
        hash(&|record| record.options[3].risks.as_mut().expect("one")[0].loss = Some(estimate("1m"))),
    ] {
        assert_ne!(plain, other);
    }
    assert_ne!(plain, analyzed(&short_record(), 1_000).0.inputs_hash);

    // What no distribution shows: when a sum is paid, how far a must goes, which ratios stand behind a mean.
    let paid_in = |year: u32| {
        hash(&|record| {
            let Some(Cost::Flows(flows)) = &mut record.options[0].cost else { panic!("it has flows") };
            flows.at = vec![Scheduled { year, amount: estimate("50k"), what: None }];
        })
    };
    assert_ne!(paid_in(2), paid_in(3));
    let with_must = |relation: MustRelation| {
        hash(&|record| {
            let criteria = &mut record.inputs.criteria.as_mut().expect("its own").criteria;
            criteria[3].must = Some(Must { relation, bound: 15.0 });
        })
    };
    assert_ne!(with_must(MustRelation::Less), with_must(MustRelation::AtMost));
    let after = |ratios: &[f64]| {
        hash(&|record| {
            record.options[0].optimism_bias = None;
            record.options[0].reference_class = Some(ReferenceClass::Ratios(ratios.to_vec()));
        })
    };
    assert_ne!(after(&[0.9, 1.5]), after(&[1.0, 1.4]));
}

#[test]
fn few_outcomes_say_little() {
    assert_eq!([2, 3, 9, 10].map(Weight::of), [Weight::TooFew, Weight::Shown, Weight::Shown, Weight::Evidence]);
    assert_eq!((ratios([]), coverage([], 0.9), brier([])), (None, None, None));
    assert_eq!(ratios([(0.0, 1.0), (1.0, 0.0)]), None);
}

proptest! {
    #[test]
    fn chances_of_so_few_add_up(count in 1..400usize, chance in 0.01..0.99f64) {
        let all = |hits: usize| binomial_up_to(hits, count, chance);
        prop_assert!((all(count) - 1.0).abs() < 1e-12 && (all(count - 1) + libm::pow(chance, count as f64) - 1.0).abs() < 1e-9);
        prop_assert!((0..count).all(|hits| all(hits) <= all(hits + 1) + 1e-12));
    }

    #[test]
    fn ratios_keep_their_order(pairs in prop::collection::vec((0.1..1e6f64, 0.1..1e6f64), 1..40)) {
        let found = ratios(pairs.iter().copied()).expect("all above zero");
        let (low, high) = found.each.iter().fold((f64::INFINITY, 0.0f64), |(low, high), ratio| (low.min(*ratio), high.max(*ratio)));
        prop_assert!(low <= found.median && found.median <= high);
        prop_assert!(low * (1.0 - 1e-9) <= found.geometric_mean && found.geometric_mean <= high * (1.0 + 1e-9));
    }
}
