//! Slopes read off the terms against two runs of the whole model.

use super::*;
use crate::analysis::money::discount::PriceShock;
use crate::analysis::problem::{self, BenefitModel};
use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::testing::{estimate, option, record, settings, sign_in_record};
use crate::analysis::worlds::draws::Source;
use crate::analysis::worlds::estimate::DrawnEstimate;
use crate::model::{Book, ConsideredOption, Cost, CostFlows, Distribution, People, Sourcing, Tier, Yearly};
use proptest::prelude::*;

/// The sign-in example with dear waiting, money in given years, a past ratio, a cap and, perhaps, benefits: every term
/// that a slope is read off.
fn problem(growth: f64, cap: f64, monthly: f64, has_benefits: bool) -> Problem {
    let (problem, _) = problem::lower(&sign_in_record().record, "sign-in", &Book::default(), &settings(1_000), &[]);
    let mut problem = problem.expect("it has figures");
    let mut input = |high: f64| {
        let distribution = Distribution::Uniform { low: 0.4 * high, high };
        let source = Source::new(distribution, 1, problem.inputs.len() as u64);
        let id = EstimateId::Driver(format!("of a test {}", problem.inputs.len()));
        problem.inputs.push(DrawnEstimate { id, distribution, scale: Scale::Money, source });
        problem.inputs.len() - 1
    };
    let (rises, waits, later, ratio, gain) = (input(growth), input(monthly), input(9e4), input(2.0), input(8e4));
    for option in &mut problem.options {
        option.is_exit_counted = true;
        let Some(money) = &mut option.money else { continue };
        money.growth = Some(rises);
        money.caps = vec![None, Some(cap), None, Some(cap), None];
        money.until_ready = Some(waits);
        money.at = vec![(2, later), (5, later)];
        money.uplift = Uplift::Drawn(ratio);
        let benefit = BenefitModel { once: Some(gain), ..BenefitModel::default() };
        money.benefit = has_benefits.then_some(benefit);
    }
    problem
}

fn total_cost(problem: &Problem, option: &OptionModel, world: &World, input: EstimateIdx, value: f64) -> Vec<f64> {
    cashflow::flows(problem, option, &world.with(input, value)).expect("it has money").total_cost
}

/// Every input that is taken for a line is held against the whole model; gives how many there are.
fn lines_that_agree(problem: &Problem, factor: f64) -> usize {
    let world = World::draw(&problem.inputs, 0);
    let mut lines = 0;
    for option in &problem.options {
        let annuities = annuities(problem, option, &world);
        let drawn = cashflow::flows(problem, option, &world.view()).expect("it has money").total_cost;
        for input in 0..problem.inputs.len() {
            let Some(rise) = Rise::of(problem, option, input).filter(Rise::is_line) else { continue };
            let Some(slopes) = rise.slopes(&world, &annuities) else { continue };
            let value = factor * world.column(input)[0];
            let (curve, shift) = rise.at(value);
            let (curves, shifts) = rise.drawn(&world, &annuities);
            let expected = total_cost(problem, option, &world, input, value);
            for draw in 0..drawn.len() {
                let found = drawn[draw] + slopes[draw] * (curve - curves[draw]) + shift - shifts[draw];
                let largest = drawn[draw].abs().max(expected[draw].abs()).max((slopes[draw] * curve).abs());
                assert!((found - expected[draw]).abs() <= 1e-9 * largest, "{:?}", problem.inputs[input].id);
            }
            lines += 1;
        }
    }
    lines
}

/// Products of drivers, graduated prices and our own people, plain, capped and shocked.
#[test]
fn lines_of_products_tiers_and_people() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let tier = |to, rate| Tier { to, rate: estimate(rate) };
    let tiers = vec![tier(Some(40e3), "1 to 2"), tier(Some(90e3), "0.5 to 0.9"), tier(None, "0.1 to 0.3")];
    let all = [
        (Yearly::Per { drivers: names(&["users", "calls"]), rate: estimate("1.5 to 3") }, 7),
        (Yearly::Per { drivers: names(&["users", "users"]), rate: estimate("0.01 to 0.02") }, 5),
        (Yearly::Tiers { drivers: names(&["users", "calls"]), tiers }, 7),
    ];
    for (yearly, count) in all {
        let flows = CostFlows { yearly: Some(yearly), growth: Some(estimate("2% to 9%")), ..CostFlows::default() };
        let people = People {
            months: Some(estimate("5 to 9")),
            yearly: Some(estimate("1 to 2")),
            rate: Some(estimate("9k to 12k")),
            can_run: None,
        };
        let one = ConsideredOption {
            cost: Some(Cost::Flows(flows)),
            people: Some(people),
            ..option(Sourcing::Buy, "Service")
        };
        let mut record = record(vec![one]).record;
        record.inputs.discount_rate = Some(0.06);
        record.inputs.drivers =
            vec![("users".to_owned(), estimate("1k to 4k")), ("calls".to_owned(), estimate("10 to 40"))];
        let (problem, _) = problem::lower(&record, "a-decision", &Book::default(), &settings(1_000), &[]);
        let mut problem = problem.expect("it has figures");
        assert_eq!(lines_that_agree(&problem, 1.3), count, "{flows:?}", flows = record.options[0].cost);
        let money = problem.options[0].money.as_mut().expect("money");
        money.caps = vec![None, Some(0.03), Some(0.03), None, None];
        money.shocks = vec![PriceShock { by: 0.4, from_year: 2 }];
        lines_that_agree(&problem, 0.7);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_line_goes_through_what_the_model_says(
        growth in 0.0..0.3f64, cap in 0.01..0.1f64, monthly in 0.0..4e4f64, has_benefits: bool, factor in 0.0..3.0f64,
    ) {
        let problem = problem(growth, cap, monthly, has_benefits);
        let lines = lines_that_agree(&problem, factor);
        prop_assert!(lines > 20, "{lines}");
    }
}
