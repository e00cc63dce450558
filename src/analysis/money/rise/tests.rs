//! Slopes read off the terms against two runs of the whole model.

use super::*;
use crate::analysis::problem::{self, BenefitModel};
use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::testing::{settings, sign_in_record};
use crate::analysis::worlds::draws::Source;
use crate::analysis::worlds::estimate::DrawnEstimate;
use crate::model::{Book, Distribution};
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_line_goes_through_what_the_model_says(
        growth in 0.0..0.3f64, cap in 0.01..0.1f64, monthly in 0.0..4e4f64, has_benefits: bool, factor in 0.0..3.0f64,
    ) {
        let problem = problem(growth, cap, monthly, has_benefits);
        let world = World::draw(&problem.inputs, 0);
        let mut lines = 0;
        for option in &problem.options {
            let annuities = annuities(&problem, option, &world);
            let drawn = cashflow::flows(&problem, option, &world.view()).expect("it has money").total_cost;
            for input in 0..problem.inputs.len() {
                let Some(rise) = Rise::of(&problem, option, input).filter(Rise::is_line) else { continue };
                let Some(slopes) = rise.slopes(&world, &annuities) else { continue };
                let value = factor * world.column(input)[0];
                let (curve, shift) = rise.at(value);
                let (curves, shifts) = rise.drawn(&world, &annuities);
                let expected = total_cost(&problem, option, &world, input, value);
                for draw in 0..drawn.len() {
                    let found = drawn[draw] + slopes[draw] * (curve - curves[draw]) + shift - shifts[draw];
                    let largest = drawn[draw].abs().max(expected[draw].abs()).max((slopes[draw] * curve).abs());
                    prop_assert!((found - expected[draw]).abs() <= 1e-9 * largest, "{:?}", problem.inputs[input].id);
                }
                lines += 1;
            }
        }
        prop_assert!(lines > 20, "{lines}");
    }
}
