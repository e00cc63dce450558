//! The chosen option of a decision, draw by draw, as sums over the log need it.

use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::ChosenDraws;
use crate::analysis::whole::affordability;

/// Draws of one option. What a year loses is drawn by `exceedance`.
pub(crate) fn draws(problem: &Problem, simulation: &Simulation, idx: usize) -> ChosenDraws {
    ChosenDraws {
        cash: simulation.flow(idx, |flows| &flows.cash).concat(),
        annual_loss: simulation.column(idx, |block| &block.loss).concat(),
        year_loss: Vec::new(),
        by_calendar_year: affordability::cash_by_year(problem, simulation, idx),
        person_months: affordability::person_months(problem, simulation, idx),
    }
}
