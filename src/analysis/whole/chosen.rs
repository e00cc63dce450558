//! The chosen option of a decision, draw by draw, as sums over the log need it.

use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::ChosenDraws;
use crate::analysis::whole::affordability;

/// Draws of one option. What a year loses is drawn by `exceedance`.
pub(crate) fn draws(simulation: &Simulation, option: usize) -> ChosenDraws {
    ChosenDraws {
        cash: simulation.flow(option, |flows| &flows.cash).concat(),
        annual_loss: simulation.column(option, |block| &block.loss).concat(),
        ..ChosenDraws::default()
    }
}

/// Adds its cash and its people year by year.
pub(crate) fn add_years(problem: &Problem, simulation: &Simulation, option: usize, draws: &mut ChosenDraws) {
    draws.by_calendar_year = affordability::cash_by_year(problem, simulation, option);
    draws.person_months = affordability::person_months(problem, simulation, option);
}
