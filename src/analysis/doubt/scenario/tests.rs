use super::*;
use crate::analysis::money::finance::{Discontinued, Discount, FlowTerms, PriceShock};
use crate::analysis::testing::{analyzed, cost, criteria, estimate, levels, option, record, sign_in_record};
use crate::analysis::{problem, testing};
use crate::log::LoggedRecord;
use crate::model::{
    Book, ConsideredOption, Contract, Cost, CostFlows, Exit, ScenarioKind, ScenarioSpec, Sourcing, Supplier, Timing,
    Yearly,
};
use jiff::civil::date;
use proptest::prelude::*;

fn scenario(name: &str, option: Option<&str>, kinds: Vec<ScenarioKind>) -> ScenarioSpec {
    ScenarioSpec { name: name.to_owned(), option: option.map(str::to_owned), kinds }
}

/// Everything certain: what comes out can be worked out by hand.
fn certain(scenarios: Vec<ScenarioSpec>) -> LoggedRecord {
    let exit = Some(Exit { cost: Some(estimate("350k")), ..Exit::default() });
    let per_user = Yearly::Per { drivers: vec!["users".to_owned()], rate: estimate("10") };
    let flows = CostFlows { once: Some(estimate("500k")), yearly: Some(per_user), growth: None, at: Vec::new() };
    let mut logged = record(vec![
        ConsideredOption {
            cost: Some(cost("180k", "290k", "6%")),
            exit,
            ready: Some(estimate("6")),
            supplier: Some(Supplier { name: "AuthCo".to_owned(), ..Supplier::default() }),
            ..option(Sourcing::Buy, "AuthCo")
        },
        ConsideredOption {
            cost: Some(Cost::Flows(flows)),
            ready: Some(estimate("9")),
            ..option(Sourcing::Build, "Our own")
        },
        ConsideredOption { cost: Some(cost("", "400k", "")), ..option(Sourcing::Avoid, "Keep it") },
    ]);
    let inputs = &mut logged.record.inputs;
    inputs.discount_rate = Some(0.06);
    inputs.drivers = vec![("users".to_owned(), estimate("30k"))];
    inputs.criteria = Some(criteria(&[("cost", 100.0, 4e6, 1e6)]));
    inputs.scenarios = scenarios;
    logged
}

fn terms() -> FlowTerms {
    FlowTerms { once: 180e3, yearly: 290e3, growth: 0.06, exit: 350e3, ..FlowTerms::default() }
}

fn extra(terms_then: &FlowTerms) -> f64 {
    let discount = Discount::new(0.06, Timing::End, 5);
    terms_then.flows(5).present_value(&discount) - terms().flows(5).present_value(&discount)
}

fn near(found: Option<f64>, expected: f64) {
    let found = found.expect("known");
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found} found, {expected} expected");
}

#[test]
fn a_price_and_a_supplier_come_to_what_they_come_to_by_hand() {
    let (analysis, findings) = analyzed(
        &certain(vec![
            scenario("Dearer", Some("buy"), vec![ScenarioKind::Yearly(0.3, 3)]),
            scenario("Gone", Some("AuthCo"), vec![ScenarioKind::Discontinued(4, None, Some((500e3, 300e3)))]),
            scenario("Gone for ours", Some("buy"), vec![ScenarioKind::Discontinued(4, Some("build".to_owned()), None)]),
        ]),
        1_000,
    );
    assert!(findings.iter().all(|finding| !finding.rule.starts_with("scenario")), "{findings:?}");
    let dearer = FlowTerms { shocks: vec![PriceShock { by: 0.3, from_year: 3 }], ..terms() };
    near(analysis.scenarios[0].extra_cost[0], extra(&dearer));
    near(analysis.scenarios[0].extra_cost[0], 246_226.415_094_339_5);
    let gone = Discontinued { year: 4, once: 500e3, yearly: 300e3 };
    near(analysis.scenarios[1].extra_cost[0], extra(&FlowTerms { discontinued: Some(gone), ..terms() }));
    near(analysis.scenarios[1].extra_cost[0], 326_374.992_759_666_2);
    // Ours happens to cost the same.
    near(analysis.scenarios[2].extra_cost[0], 326_374.992_759_666_2);
    assert_eq!(analysis.scenarios[1].extra_cost[1..], [Some(0.0), Some(0.0)]);
}

#[test]
fn a_cap_binds_growth_and_shock_together() {
    let mut logged = certain(vec![scenario("Dearer", Some("buy"), vec![ScenarioKind::Yearly(0.3, 3)])]);
    logged.record.options[0].contract =
        Some(Contract { price_cap: Some(0.07), ends: Some(date(2030, 1, 31)), ..Contract::default() });
    let (analysis, _) = analyzed(&logged, 1_000);
    // 7% instead of 6% in the third and the fourth year, and in the fifth all that was held back.
    let more = 290e3 * (1.06 * 1.07 - 1.1236) / 1.191_016
        + 290e3 * (1.06 * 1.07 * 1.07 - 1.191_016) / 1.262_476_96
        + 290e3 * 0.3 * 1.262_476_96 / 1.338_225_577_6;
    near(analysis.scenarios[0].extra_cost[0], more);
    let rise = analysis.scenarios.iter().find(|one| one.name == "buy price +25%").expect("built in");
    assert_eq!(rise.shock, Shock::PriceRise { by: 0.25, from_year: 5 });
}

#[test]
fn a_driver_moves_every_option_that_uses_it_and_ready_slips_in_all_that_it_moves() {
    let later = |option| vec![scenario("Later", Some(option), vec![ScenarioKind::Ready(6.0)])];
    let mut logged = certain(later("build"));
    logged.record.inputs.needed_by = Some(date(2027, 12, 31));
    logged.record.inputs.late_cost = Some(10e3);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.scenarios.push(scenario(
        "More",
        None,
        vec![ScenarioKind::Driver(vec![("users".to_owned(), 0.5)])],
    ));
    let (analysis, _) = analyzed(&logged, 1_000);
    // 9 + 6 months is 3 after the year's end, in the second year.
    near(analysis.scenarios[0].extra_cost[1], 30e3 / (1.06 * 1.06));
    let annuity: f64 = (1..=5).map(|year| libm::pow(1.06, -f64::from(year))).sum();
    near(analysis.scenarios[1].extra_cost[1], 150e3 * annuity);
    assert_eq!((analysis.scenarios[1].extra_cost[0], analysis.scenarios[1].option), (Some(0.0), None));
}

#[test]
fn built_in_ones_follow_the_stated_ones() {
    let (analysis, _) = analyzed(&sign_in_record(), 1_000);
    let names: Vec<&str> = analysis.scenarios.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["build costs double", "build six months late"], "no supplier is named");
    let (analysis, _) = analyzed(&certain(Vec::new()), 1_000);
    let names: Vec<&str> = analysis.scenarios.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["buy price +25%", "buy discontinued", "build costs double"], "nobody minds when it is ready");
    assert_eq!(analysis.scenarios[1].shock, Shock::Discontinued { year: 3, replacement: 1 });
}

#[test]
fn a_scenario_that_cannot_be_played_is_told_and_left_out() {
    let driver = |name: &str| vec![ScenarioKind::Driver(vec![(name.to_owned(), 0.5)])];
    let gone = |by: &str| vec![ScenarioKind::Discontinued(2, Some(by.to_owned()), None)];
    let (analysis, findings) = analyzed(
        &certain(vec![
            scenario("a", None, vec![ScenarioKind::Yearly(0.3, 3)]),
            scenario("b", Some("byu"), vec![ScenarioKind::Yearly(0.3, 3)]),
            scenario("c", None, driver("user")),
            scenario("d", Some("buy"), gone("nobody")),
            scenario("e", Some("buy"), gone("buy")),
            scenario("f", Some("buy"), vec![ScenarioKind::Yearly(0.3, 9)]),
            scenario("g", Some("avoid"), vec![ScenarioKind::Ready(6.0)]),
            scenario("h", Some("buy"), Vec::new()),
        ]),
        1_000,
    );
    assert!(analysis.scenarios.iter().all(|one| !matches!(one.shock, Shock::Stated(_))));
    let told: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.rule.starts_with("scenario") || finding.rule.starts_with("unknown"))
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(
        told,
        [
            "scenario-without-option",
            "unknown-option",
            "unknown-driver",
            "unknown-option",
            "scenario-replacement",
            "scenario-after-horizon",
            "scenario-without-effect",
            "scenario-without-effect",
        ]
    );
    assert!(findings.iter().all(|finding| finding.help.is_some()));
}

#[test]
fn a_must_that_no_longer_holds_takes_the_leader_out() {
    let mut logged = certain(vec![scenario("Later", Some("buy"), vec![ScenarioKind::Ready(6.0)])]);
    let mut spec = criteria(&[("cost", 100.0, 4e6, 1e6), ("time", 10.0, 18.0, 3.0)]);
    logged.record.options[2].ready = Some(estimate("18"));
    spec.criteria[1].measure = Some(Measure::Ready);
    spec.criteria[1].must = Some(crate::model::Must { relation: crate::model::MustRelation::AtMost, bound: 10.0 });
    logged.record.inputs.criteria = Some(spec);
    let (analysis, _) = analyzed(&logged, 1_000);
    assert_eq!(analysis.leader, Some(0));
    assert_eq!((analysis.scenarios[0].leader, analysis.scenarios[0].does_hold), (Some(1), false));
}

#[test]
fn a_supplier_takes_all_with_it_that_rest_on_its_parent() {
    let of =
        |name: &str| Some(Supplier { name: name.to_owned(), parent: Some("Acme".to_owned()), ..Supplier::default() });
    let gone = |by: Option<&str>| vec![ScenarioKind::Discontinued(2, by.map(str::to_owned), None)];
    let mut logged = certain(vec![
        scenario("Dearer", Some("partner"), vec![ScenarioKind::Yearly(0.3, 3)]),
        scenario("Gone", Some("buy"), gone(None)),
        scenario("Gone for its own", Some("buy"), gone(Some("partner"))),
    ]);
    logged.record.options[0].supplier = of("AuthCo");
    let partner = ConsideredOption {
        cost: Some(cost("10k", "20k", "")),
        supplier: of("Acme One"),
        ..option(Sourcing::Partner, "Theirs")
    };
    logged.record.options.push(partner);
    let (analysis, findings) = analyzed(&logged, 1_000);
    let [dearer, gone, ..] = &analysis.scenarios[..] else { panic!("two can be played") };
    for scenario in [dearer, gone] {
        let mut hits = scenario.hits.clone();
        hits.sort_unstable();
        assert_eq!(hits, [0, 3], "{}", scenario.name);
        assert_ne!(scenario.extra_cost[0], Some(0.0));
        assert_ne!(scenario.extra_cost[3], Some(0.0));
        assert_eq!(scenario.extra_cost[1], Some(0.0));
    }
    // The cheapest of all is hit itself, so building takes both places.
    assert!(gone.extra_cost[3].expect("known") > 500e3, "{:?}", gone.extra_cost);
    let told: Vec<&str> =
        findings.iter().filter(|one| one.rule == "scenario-replacement").map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["`Theirs` rests on the same supplier as `AuthCo`, so it cannot take its place"]);
    let built_in = analysis.scenarios.iter().filter(|one| matches!(one.shock, Shock::PriceRise { .. })).count();
    assert_eq!(built_in, 1, "one company raises its prices once");
}

#[test]
fn what_is_out_has_no_total_in_a_scenario() {
    let mut logged = certain(vec![scenario("More", None, vec![ScenarioKind::Driver(vec![("users".to_owned(), 0.5)])])]);
    let mut spec = criteria(&[("cost", 100.0, 4e6, 1e6)]);
    spec.criteria[0].must = Some(crate::model::Must { relation: crate::model::MustRelation::AtMost, bound: 1.75e6 });
    logged.record.inputs.criteria = Some(spec);
    let (analysis, _) = analyzed(&logged, 1_000);
    for scenario in &analysis.scenarios {
        for (idx, total) in scenario.totals.iter().enumerate() {
            let is_out = !analysis.options[idx].is_running() && scenario.extra_cost[idx] == Some(0.0);
            assert!(!is_out || total.is_none(), "{}: {idx}", scenario.name);
        }
    }
    assert!(analysis.options.iter().any(|option| !option.failed_musts.is_empty()), "one of them is out");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn an_empty_scenario_changes_nothing_and_dearer_never_scores_better(
        once in 50e3..400e3f64, yearly in 50e3..400e3f64, by in 0.0..1.0f64, year in 1..5u32,
    ) {
        let mut logged = sign_in_record();
        logged.record.options[1].cost = Some(cost(&format!("{once} to {}", once * 1.5), &format!("{yearly} to {}", yearly * 1.5), "1% to 5%"));
        logged.record.options[1].levels = levels(&[("flexibility", "6/9/14")]);
        logged.record.inputs.scenarios = vec![
            scenario("dearer", Some("buy"), vec![ScenarioKind::Yearly(by, year)]),
            scenario("more", Some("buy"), vec![ScenarioKind::Once(by)]),
        ];
        let settings = testing::settings(2_000);
        let (problem, _) = problem::lower(&logged.record, &logged.stream_name, &Book::default(), &settings, &[]);
        let problem = problem.expect("it has figures");
        let simulation = simulate::simulate(&problem);
        let analysis = crate::analysis::ranking::decision::sum_up(&problem, &simulation);
        let (mut scenarios, _) = all(&logged.record, &problem, &analysis);
        scenarios.push(Scenario { name: "nothing".to_owned(), shock: Shock::OnceDoubles, option: None, hits: Vec::new(), effects: Vec::new() });
        // A factor of one goes through the whole model again and must come out where it was.
        let once = problem.options[1].money.as_ref().and_then(|money| money.once).expect("stated");
        scenarios.push(Scenario { name: "once again".to_owned(), shock: Shock::OnceDoubles, option: None, hits: Vec::new(), effects: vec![Effect::scaled(once, 0.0)] });
        let played = play_all(&scenarios, &problem, &simulation, &analysis);
        for nothing in &played[played.len() - 2..] {
            for (idx, option) in analysis.options.iter().enumerate() {
                prop_assert_eq!(nothing.totals[idx], option.total.map(|total| total.mean));
                prop_assert_eq!(nothing.extra_cost[idx], Some(0.0));
            }
            prop_assert!(nothing.does_hold);
        }
        for dearer in &played[..2] {
            prop_assert!(dearer.extra_cost[1].expect("known") >= 0.0);
            prop_assert!(dearer.totals[1] <= analysis.options[1].total.map(|total| total.mean));
        }
    }
}

#[test]
fn a_decision_weighed_in_a_scenario_says_what_the_table_says_of_it() {
    let mut logged = sign_in_record();
    let later = scenario("Partner late", Some("partner"), vec![ScenarioKind::Ready(6.0)]);
    let more = scenario("Half as many users again", None, vec![ScenarioKind::Driver(vec![("users".to_owned(), 0.5)])]);
    logged.record.inputs.scenarios.extend([later, more]);
    let (plain, _) = analyzed(&logged, 3_000);
    assert!(plain.scenarios.len() > 3, "the record's own and built-in ones");
    for one in &plain.scenarios {
        let settings = crate::analysis::settings::Settings {
            scenario: Some((logged.page_id.clone(), one.name.to_uppercase())),
            ..testing::settings(3_000)
        };
        let (then, _) = crate::analysis::analyze::analyze_record(&logged, &Book::default(), &settings);
        let then = then.expect("it has figures");
        assert_eq!(then.scenario.as_deref(), Some(one.name.as_str()));
        assert_eq!(then.leader, one.leader, "{}", one.name);
        for (option, total) in one.totals.iter().enumerate() {
            let found = then.options[option].total.map(|total| total.mean);
            assert!((found.expect("complete") - total.expect("complete")).abs() < 1e-6, "{} {option}", one.name);
        }
        let extra =
            then.options[0].total_cost.expect("priced").mean - plain.options[0].total_cost.expect("priced").mean;
        near(one.extra_cost[0].map(|cost| cost + 1e6), extra + 1e6);
    }
}

#[test]
fn a_built_in_scenario_that_the_author_wrote_down_goes_by_the_authors_name() {
    let names = |scenarios| -> Vec<String> {
        analyzed(&certain(scenarios), 1_000).0.scenarios.into_iter().map(|scenario| scenario.name).collect()
    };
    let built_in = names(Vec::new());
    assert_eq!(built_in, ["buy price +25%", "buy discontinued", "build costs double"]);
    let written = names(vec![
        scenario("A quarter dearer", Some("AuthCo"), vec![ScenarioKind::Yearly(0.25, 2)]),
        scenario("Gone", Some("buy"), vec![ScenarioKind::Discontinued(3, None, None)]),
        scenario("Half as dear again", Some("build"), vec![ScenarioKind::Once(0.5)]),
    ]);
    assert_eq!(written, ["A quarter dearer", "Gone", "Half as dear again", "build costs double"]);
    assert_eq!(names(vec![scenario("Twice", Some("build"), vec![ScenarioKind::Once(1.0)])]).len(), 3);
}

#[test]
fn a_price_that_a_cap_cuts_is_told() {
    let said = |ends, by, from_year| {
        let mut logged = certain(vec![scenario("Dearer", Some("buy"), vec![ScenarioKind::Yearly(by, from_year)])]);
        logged.record.inputs.starts = Some(date(2027, 1, 1));
        let contract = Contract { ends: Some(ends), price_cap: Some(0.07), ..Contract::default() };
        logged.record.options[0].contract = Some(contract);
        let (_, findings) = analyzed(&logged, 1_000);
        let told = findings.into_iter().filter(|finding| finding.rule == "scenario-under-cap");
        told.map(|finding| format!("{}; {}", finding.message, finding.help.unwrap_or_default())).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(said(date(2029, 6, 1), 0.4, 2).join("\n"), @"the contract of `AuthCo` caps its price in year 2, so the scenario `Dearer` raises it by no more than 7% then, not by 40%; let it begin when the cap has ended: `from-year: 4`");
    insta::assert_snapshot!(said(date(2040, 1, 1), 0.125, 2).join("\n"), @"the contract of `AuthCo` caps its price in year 2, so the scenario `Dearer` raises it by no more than 7% then, not by 12.5%; the cap holds to the end of the horizon: drop the scenario, or widen the horizon");
    // The first year without a cap is free, and a rise that the cap allows is none too many.
    assert_eq!(said(date(2029, 6, 1), 0.4, 4), Vec::<String>::new());
    assert_eq!(said(date(2029, 6, 1), 0.005, 2), Vec::<String>::new());
    assert_eq!(said(date(2029, 6, 1), -0.4, 2), Vec::<String>::new());
}
