//! The chosen option of a decision, draw by draw, as sums over the log need it.

use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::ChosenDraws;
use crate::analysis::whole::affordability;

/// What one option may lose. What a year loses is drawn by `exceedance`.
pub(crate) fn losses(problem: &Problem, simulation: &Simulation, option: usize) -> ChosenDraws {
    ChosenDraws { annual_loss: simulation.annual_loss(problem, option), ..ChosenDraws::default() }
}

/// Adds its cash, as a whole and year by year, and its people.
pub(crate) fn add_sums(problem: &Problem, simulation: &Simulation, option: usize, draws: &mut ChosenDraws) {
    draws.cash = simulation.cash(problem, option);
    draws.by_calendar_year = affordability::cash_by_year(problem, simulation, option);
    draws.running_by_calendar_year = affordability::running_by_year(problem, simulation, option);
    draws.person_months = affordability::person_months(problem, simulation, option);
}
