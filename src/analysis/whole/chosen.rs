//! The chosen option of a decision, draw by draw, as sums over the log need it.

use crate::analysis::money::cashflow;
use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::ChosenDraws;
use crate::analysis::whole::affordability;

/// What one option may lose. What a year loses is drawn by `exceedance`.
pub(crate) fn losses(problem: &Problem, simulation: &Simulation, option: usize) -> ChosenDraws {
    ChosenDraws { annual_loss: simulation.annual_loss(problem, option), ..ChosenDraws::default() }
}

/// Adds its cash, as a whole and year by year, what it brings in, and its people.
pub(crate) fn add_sums(problem: &Problem, simulation: &Simulation, option: usize, draws: &mut ChosenDraws) {
    draws.cash = simulation.cash(problem, option);
    draws.by_calendar_year = affordability::cash_by_year(problem, simulation, option);
    draws.running_by_calendar_year = affordability::running_by_year(problem, simulation, option);
    draws.benefit_by_calendar_year = affordability::benefit_by_year(problem, simulation, option);
    draws.person_months = affordability::person_months(problem, simulation, option);
}

/// Adds what its supplier gets in the first full year.
pub(crate) fn add_supplier(problem: &Problem, simulation: &Simulation, option: usize, draws: &mut ChosenDraws) {
    let block = |block_idx: usize| {
        let world = simulation.world(problem, block_idx);
        cashflow::supplier_year(problem, &problem.options[option], &world.view())
    };
    let blocks: Option<Vec<Vec<f64>>> = (0..simulation.yearly_block_count()).map(block).collect();
    draws.yearly_spend = blocks.unwrap_or_default().concat();
}
