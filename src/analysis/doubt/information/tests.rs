use super::*;
use crate::analysis::analyze::analyze_record;
use crate::analysis::result::EstimateId;
use crate::analysis::settings::Settings;
use crate::analysis::testing::{analyzed, cost, criteria, estimate, option, record, settings, sign_in_record, study};
use crate::finding::{Finding, Severity};
use crate::model::{Book, ConsideredOption, Estimate, EstimateKey, Shape, Sourcing, Study, Z_95};

/// Rule, message and help of what is said of a study.
fn said(study: Study) -> Vec<String> {
    let mut logged = sign_in_record();
    let known: Vec<Finding> = analyzed(&logged, 1_000).1;
    logged.record.inputs.study = Some(study);
    let found = analyzed(&logged, 1_000).1;
    found
        .into_iter()
        .filter(|finding| !known.contains(finding))
        .map(|finding| {
            let help = finding.help.unwrap_or_default();
            format!("{} {}: {}; {help}", finding.severity.as_str(), finding.rule, finding.message)
        })
        .collect()
}

fn resolving(paths: &[&str]) -> Study {
    Study { resolves: paths.iter().map(|path| (*path).to_owned()).collect(), ..study() }
}

fn weighed_with(study: Study) -> StudyWorth {
    let mut logged = sign_in_record();
    logged.record.inputs.study = Some(study);
    analyzed(&logged, 10_000).0.study.expect("it can be weighed")
}

#[test]
fn the_loss_of_nothing_is_nothing_and_never_below_it() {
    assert_eq!(expected_gain(3.0, 0.0), 0.0);
    assert_eq!(expected_gain(0.0, f64::NAN), 0.0);
    assert_eq!(expected_gain(1e300, 1e-300), 0.0);
    // Both sides alike: s times the density at its middle.
    assert!((expected_gain(0.0, 4.0) - 2.0 * 0.398_942_280_401_432_7).abs() < 1e-15);
    assert_eq!(expected_gain(-1.5, 4.0), expected_gain(1.5, 4.0));
}

#[test]
fn a_path_resolves_what_lies_beneath_it_and_a_driver_only_by_its_name() {
    let names = |paths: &[&str]| -> Vec<EstimateId> { weighed_with(resolving(paths)).resolves };
    let of = |option: usize, path: &str| EstimateId::OfOption(option, path.parse().expect("a key"));
    assert_eq!(names(&["partner.cost.yearly"]), [of(2, "cost.yearly.rate")]);
    let of_cost = [of(2, "cost.once"), of(2, "cost.yearly.rate"), of(2, "cost.growth")];
    assert_eq!(names(&["partner.cost"]), of_cost);
    assert_eq!(names(&["Joint service with IdConsult.Cost", "partner.cost.once"]), of_cost);
    assert_eq!(names(&["users", "partner.exit_months"]), [EstimateId::Driver("users".to_owned())]);
    assert_eq!(names(&["drivers.users"]), names(&["Users"]));
    assert_eq!(
        names(&["avoid.exit", "buy.risks[0]"]),
        [of(1, "risks[0].per-year"), of(3, "exit.months"), of(3, "exit.cost")]
    );
    // What is certain is known already.
    assert_eq!(names(&["build.risks"]), [of(0, "risks[0].per-year")]);
    assert!(names(&["partner"]).len() > 6);
}

#[test]
fn paths_that_name_nothing_or_nothing_that_counts_are_told() {
    insta::assert_snapshot!(said(resolving(&["partner.cost.yaerly"])).join("\n"), @"error unknown-path: `partner.cost.yaerly` names no estimate and no driver; did you mean `partner.cost.yearly`?");
    insta::assert_snapshot!(said(resolving(&["cost.yearly", "usres"])).join("\n"), @r"
    error unknown-path: `cost.yearly` names no estimate and no driver; did you mean `partner.cost.yearly`?
    error unknown-path: `usres` names no estimate and no driver; did you mean `users`?
    ");
    insta::assert_snapshot!(said(resolving(&["build.cost.growth", "weather"])).join("\n"), @r"
    warning idle-path: `build.cost.growth` holds no estimate with a range that moves a total, so there is nothing to find out; give it a range, or take it out of `resolves`
    error unknown-path: `weather` names no estimate and no driver; name an option and an estimate of it, such as `build.ready`, or a driver
    ");
    let mut logged = sign_in_record();
    logged.record.inputs.study = Some(resolving(&["partner.flexibility"]));
    if let Some(spec) = &mut logged.record.inputs.criteria {
        spec.criteria[2].points = Some(0.0);
    }
    let (analysis, findings) = analyzed(&logged, 1_000);
    let idle = findings.iter().find(|finding| finding.rule == "idle-path").expect("it is told");
    assert_eq!(idle.severity, Severity::Warning);
    assert_eq!(idle.message, "`partner.flexibility` moves no total, so finding it out changes nothing");
    assert_eq!(analysis.study.expect("weighed").worth, Some(0.0));
}

#[test]
fn what_a_study_leaves_open_is_told() {
    let bare = Study { option: Some("partner".to_owned()), quality: 1.0, ..Study::default() };
    insta::assert_snapshot!(said(bare).join("\n"), @r"
    warning study-without-resolves: the study does not say what it finds out; name the estimates that it settles: `resolves: [partner.cost]`
    warning study-without-cost: the study states no cost, so it counts as free; add what it costs, 0 where it is free: `cost: 8k`
    ");
    insta::assert_snapshot!(said(Study { delay_cost: 5e3, ..study() }).join("\n"), @"note study-delay-below-late-cost: a week of the study costs 5000, a week of being late 8100; write `delay-cost: 8100`, unless there is time to spare");
    insta::assert_snapshot!(said(Study { option: Some("partnr".to_owned()), ..study() }).join("\n"), @"error unknown-option: no option is called `partnr`; did you mean `partner`?");
    assert_eq!(said(study()), Vec::<String>::new());
}

#[test]
fn a_study_is_measured_against_the_best_that_it_can_move() {
    let leader = analyzed(&sign_in_record(), 10_000).0;
    assert_eq!((leader.leader, leader.runner_up), (Some(0), Some(2)));
    assert_eq!(weighed_with(resolving(&["buy.cost"])).rival, 1);
    assert_eq!(weighed_with(resolving(&["buy.cost", "partner.cost"])).rival, 2);
    // It moves the leader too, so the next in rank counts.
    assert_eq!(weighed_with(resolving(&["buy.cost", "build.cost"])).rival, 2);
}

#[test]
fn a_study_pays_or_costs_more_or_cannot_pay_at_all() {
    let at = |cost: f64| weighed_with(Study { cost, ..study() });
    let (cheap, dear) = (at(0.0), at(1e9));
    let worth = cheap.worth.expect("anchors");
    assert_eq!(cheap.delay_cost, 2.0 * 9e3);
    assert_eq!((cheap.verdict, dear.verdict), (StudyVerdict::Pays, StudyVerdict::NoStudyCanPay));
    assert_eq!(at(worth - cheap.delay_cost + 1.0).verdict, StudyVerdict::CostsMore);
    assert_eq!(at(worth - cheap.delay_cost - 1.0).verdict, StudyVerdict::Pays);
    let mut logged = sign_in_record();
    logged.record.inputs.study = Some(study());
    if let Some(spec) = &mut logged.record.inputs.criteria {
        spec.criteria[0].value = None;
    }
    let (analysis, _) = analyzed(&logged, 1_000);
    let unknown = analysis.study.expect("weighed");
    assert_eq!((unknown.worth, unknown.verdict, analysis.input_worths), (None, StudyVerdict::Unknown, Vec::new()));
}

#[test]
fn a_study_is_worth_at_most_what_it_resolves_and_nothing_where_that_turns_no_choice() {
    let whole = analyzed(&sign_in_record(), 10_000).0;
    let alone = |input: &str| {
        let id = EstimateId::OfOption(2, input.parse().expect("a key"));
        whole.input_worths.iter().find(|worth| worth.input == id).map_or(0.0, |worth| worth.worth)
    };
    let at = |paths: &[&str]| {
        let study = Study { quality: 1.0, ..resolving(paths) };
        weighed_with(study).worth.expect("anchors")
    };
    assert!(at(&["partner.cost.yearly"]) <= alone("cost.yearly.rate"));
    assert!(at(&["partner.flexibility"]) <= alone("flexibility"));
    let both = at(&["partner.cost.yearly", "partner.flexibility"]);
    assert!(both > 0.0 && both <= whole.evpi.expect("anchors"));
    // Nobody would choose it, whatever its exit takes: no rounding of a thin tail makes that worth anything.
    assert_eq!(at(&["avoid.exit.months"]), 0.0);
    assert_eq!(at(&["avoid.exit.months", "avoid.flexibility"]), 0.0);
}

#[test]
fn an_input_is_worth_something_where_it_can_turn_the_choice() {
    let (analysis, _) = analyzed(&sign_in_record(), 10_000);
    let evpi = analysis.evpi.expect("anchors");
    assert!(analysis.input_worths.iter().all(|input| input.worth > 0.0 && input.worth <= evpi));
    assert!(analysis.input_worths.windows(2).all(|pair| pair[0].worth >= pair[1].worth));
    let rate = EstimateId::OfOption(2, EstimateKey::CostYearlyRate);
    assert_eq!(analysis.input_worths.first().map(|input| &input.input), Some(&rate));
    // Leaving a system that nobody would choose turns nothing.
    let exit = EstimateId::OfOption(3, EstimateKey::ExitCost);
    assert!(analysis.input_worths.iter().all(|input| input.input != exit));
}

/// Straight lines and normal levels have a closed form; the other inputs' luck must not blur it.
#[test]
fn of_normal_levels_knowing_one_is_worth_what_the_loss_law_says() {
    let normal = |written: &str| Estimate { shape: Some(Shape::Normal), ..estimate(written) };
    let rival = |title: &str, levels: [&str; 4]| {
        let names = ["fit", "speed", "ease", "reach"];
        let levels = names.into_iter().zip(levels).map(|(name, level)| (name.to_owned(), normal(level))).collect();
        ConsideredOption { levels, cost: Some(cost("100k", "", "")), ..option(Sourcing::Buy, title) }
    };
    let mut logged = record(vec![
        rival("A", ["400 to 600", "300 to 700", "450 to 550", "200 to 800"]),
        rival("B", ["380 to 580", "350 to 610", "300 to 700", "400 to 600"]),
    ]);
    let names = ["fit", "speed", "ease", "reach"].map(|name| (name, 10.0, 0.0, 1_000.0));
    logged.record.inputs.criteria = Some(criteria(&[&names[..], &[("cost", 10.0, 1e6, 0.0)]].concat()));
    // Each of five criteria weighs a fifth; a point of the total is worth 1m over a fifth over 100.
    let (lead, money_per_point) = ((500.0 + 500.0 + 500.0 + 500.0 - 480.0 - 480.0 - 500.0 - 500.0) / 50.0, 50e3);
    let sd = |width: f64| width / 2.0 / Z_95 / 50.0;
    for seed in 1..=5 {
        let settings = Settings { seed, ..settings(10_000) };
        let analysis = analyze_record(&logged, &Book::default(), &settings).0.expect("figures");
        for (option, path, width) in
            [(0, "reach", 600.0), (0, "speed", 400.0), (1, "ease", 400.0), (1, "speed", 260.0), (0, "fit", 200.0)]
        {
            let id = EstimateId::OfOption(option, path.parse().expect("a key"));
            let found = analysis.input_worths.iter().find(|worth| worth.input == id).expect("worth something");
            let expected = expected_gain(lead, sd(width) * sd(width)) * money_per_point;
            assert!((found.worth / expected - 1.0).abs() < 0.01, "{path}: {} is not {expected}", found.worth);
        }
    }
}

/// Past ratios are no estimate that a study could settle.
#[test]
fn a_reference_class_is_not_found_out() {
    let mut logged = sign_in_record();
    let build = &mut logged.record.options[0];
    build.optimism_bias = None;
    build.reference_class = Some(crate::model::ReferenceClass::Ratios(vec![0.9, 1.2, 3.0]));
    logged.record.options[2].levels[0].1 = estimate("3");
    let (analysis, _) = analyzed(&logged, 10_000);
    let class = EstimateId::OfOption(0, EstimateKey::ReferenceClass);
    assert!(analysis.input_worths.iter().all(|input| input.input != class));
    assert!(analysis.tornado.iter().all(|bar| bar.input != class));
}
