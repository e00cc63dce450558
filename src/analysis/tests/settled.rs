//! What money comes to where several rules meet, each worked out by hand: caps and shocks, minimum and mitigation, our own
//! people, products of drivers, graduated prices, waiting.

use super::close;
use crate::analysis::analyze::analyze_record;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::testing::{analyzed, cost, criteria, estimate, option, record, risk, settings};
use crate::log::LoggedRecord;
use crate::model::{
    Book, ConsideredOption, Contract, Cost, CostFlows, FieldSource, Mitigation, People, ScenarioKind, ScenarioSpec,
    Sourcing, StatedStatus, Status, Tier, Yearly,
};
use jiff::civil::date;

fn bought(yearly: &str) -> ConsideredOption {
    ConsideredOption { cost: Some(cost("", yearly, "")), ..option(Sourcing::Buy, "Service") }
}

fn logged(option: ConsideredOption) -> LoggedRecord {
    let mut logged = record(vec![option]);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.criteria = Some(criteria(&[("cost", 100.0, 4e6, 0.0)]));
    logged
}

fn analysis(logged: &LoggedRecord) -> DecisionAnalysis {
    analyzed(logged, 1_000).0
}

fn running(option: ConsideredOption) -> Vec<f64> {
    analysis(&logged(option)).options[0].by_year.iter().map(|year| year.running).collect()
}

/// What a rise of the price from a year on costs over five years, undiscounted.
fn rise(option: ConsideredOption, by: f64, from_year: u32) -> f64 {
    let mut logged = logged(option);
    logged.record.inputs.discount_rate = Some(0.0);
    logged.record.inputs.scenarios = vec![ScenarioSpec {
        name: "Dearer".to_owned(),
        option: Some("buy".to_owned()),
        kinds: vec![ScenarioKind::Yearly(by, from_year)],
    }];
    analysis(&logged).scenarios[0].extra_cost[0].expect("known")
}

fn capped(until_year: i16, cap: f64) -> Contract {
    Contract { ends: Some(date(until_year, 1, 1)), price_cap: Some(cap), ..Contract::default() }
}

#[test]
fn a_shock_that_a_cap_holds_back_comes_in_full_after_it() {
    // Two years begin before the contract ends: 5k in the second, 40k in each of the three after it.
    let two_years = ConsideredOption { contract: Some(capped(2029, 0.05)), ..bought("100k") };
    close(rise(two_years, 0.4, 2), 5e3 + 3.0 * 40e3, 1e-6);
    // Three years: 5k, then 10.25k, then all of it.
    let three_years = ConsideredOption { contract: Some(capped(2030, 0.05)), ..bought("100k") };
    close(rise(three_years, 0.4, 2), 5e3 + 10.25e3 + 2.0 * 40e3, 1e-6);
    // The cap never ends: 5%, 10.25%, 15.7625%, 21.550625%.
    let always = ConsideredOption { contract: Some(capped(2040, 0.05)), ..bought("100k") };
    close(rise(always, 0.4, 2), 5e3 + 10.25e3 + 15.7625e3 + 21.550_625e3, 1e-6);
    // A fall is held back by nothing.
    let falling = ConsideredOption { contract: Some(capped(2029, 0.05)), ..bought("100k") };
    close(rise(falling, -0.2, 2), -4.0 * 20e3, 1e-6);
}

fn with_mitigation(yearly: &str, mitigation: &str) -> ConsideredOption {
    let mut one = risk("Outage", "0.1", "50k");
    one.mitigation = Some(Box::new(Mitigation { yearly: Some(estimate(mitigation)), ..Mitigation::default() }));
    ConsideredOption { risks: Some(vec![one]), ..bought(yearly) }
}

#[test]
fn our_own_mitigation_counts_towards_neither_minimum_nor_shock() {
    let minimum = Contract { ends: Some(date(2029, 1, 1)), minimum: Some(estimate("100k")), ..Contract::default() };
    let option = ConsideredOption { contract: Some(minimum), ..with_mitigation("80k", "30k") };
    assert_eq!(running(option), [0.0, 130e3, 130e3, 110e3, 110e3, 110e3]);
    close(rise(with_mitigation("100k", "10k"), 0.25, 2), 4.0 * 25e3, 1e-6);
}

#[test]
fn people_are_money_where_a_rate_is_given() {
    let people = |rate: Option<&str>| People {
        months: Some(estimate("10")),
        yearly: Some(estimate("2")),
        rate: rate.map(estimate),
        can_run: None,
    };
    let staffed = |rate| ConsideredOption {
        people: Some(people(rate)),
        cost: Some(cost("50k", "100k", "10%")),
        ..option(Sourcing::Build, "Own")
    };
    let found = analysis(&logged(staffed(Some("12k"))));
    let option = &found.options[0];
    let by_year: Vec<f64> = option.by_year.iter().map(|year| year.one_off + year.running).collect();
    // 50k and ten months at the start; two months a year, whose rate does not grow, beside 100k that does.
    for (year, expected) in [170e3, 124e3, 134e3, 145e3, 157.1e3, 170.41e3].into_iter().enumerate() {
        close(by_year[year], expected, 1e-6);
    }
    assert_eq!(option.people_cost, Some(120e3 + 5.0 * 24e3));
    close(option.cash.expect("known").mean, 900.51e3, 1e-6);
    // What a supplier gets is what is not our own.
    close(option.yearly_spend.expect("known"), 100e3, 1e-6);
    let plain = analysis(&logged(staffed(None)));
    assert_eq!((plain.options[0].by_year[0].one_off, plain.options[0].people_cost), (50e3, None));
    let book = Book { staff_rate: Some(15e3), ..Book::default() };
    let by_book = analyze_record(&logged(staffed(None)), &book, &settings(1_000)).0.expect("figures");
    assert_eq!(by_book.options[0].people_cost, Some(150e3 + 5.0 * 30e3));
    let own_rate = analyze_record(&logged(staffed(Some("12k"))), &book, &settings(1_000)).0.expect("figures");
    assert_eq!(own_rate.options[0].people_cost, Some(240e3));
}

fn per(drivers: &[(&str, &str)], yearly: Yearly) -> LoggedRecord {
    let flows = CostFlows { yearly: Some(yearly), ..CostFlows::default() };
    let mut logged = logged(ConsideredOption { cost: Some(Cost::Flows(flows)), ..option(Sourcing::Buy, "Service") });
    logged.record.inputs.drivers = drivers.iter().map(|(name, units)| ((*name).to_owned(), estimate(units))).collect();
    logged
}

fn tiers() -> Vec<Tier> {
    let tier = |to, rate| Tier { to, rate: estimate(rate) };
    vec![tier(Some(10e3), "0"), tier(Some(100e3), "0.03"), tier(None, "0.02")]
}

#[test]
fn a_price_may_scale_with_a_product_and_by_steps() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let year = |logged: &LoggedRecord| analysis(logged).options[0].by_year[1].running;
    let product = Yearly::Per { drivers: names(&["pages", "runs"]), rate: estimate("0.5") };
    close(year(&per(&[("pages", "100"), ("runs", "12")], product)), 600.0, 1e-9);
    // 10,000 for nothing, 90,000 at 0.03, 20,000 at 0.02.
    let graduated = |drivers: &[&str]| Yearly::Tiers { drivers: names(drivers), tiers: tiers() };
    close(year(&per(&[("calls", "120k")], graduated(&["calls"]))), 3_100.0, 1e-9);
    close(year(&per(&[("calls", "9k")], graduated(&["calls"]))), 0.0, 1e-9);
    close(year(&per(&[("users", "1k"), ("calls", "50")], graduated(&["users", "calls"]))), 1_200.0, 1e-9);
}

#[test]
fn waiting_never_saves_a_fee_that_only_leaves_the_horizon() {
    let contract =
        Contract { ends: Some(date(2032, 1, 15)), break_fee: Some(estimate("60k to 90k")), ..Contract::default() };
    let mut logged =
        logged(ConsideredOption { contract: Some(contract), ready: Some(estimate("9.5")), ..bought("100k") });
    logged.record.inputs.needed_by = Some(date(2027, 10, 31));
    logged.record.status = Some(StatedStatus {
        status: Status::Proposed,
        raw: "proposed".to_owned(),
        source: FieldSource::FrontMatter,
        span: None,
    });
    logged.record.recommend = Some(("buy".to_owned(), None));
    // The contract runs for two weeks after the five years from January, and not after those from February.
    let found =
        analyze_record(&logged, &Book::default(), &settings(1_000)).0.expect("figures").put_off.expect("proposed");
    close(found.extra_cost, 0.0, 1e-6);
    assert_eq!(found.late_chance, Some((0.0, 1.0)), "needed after ten months, then after nine");
}
