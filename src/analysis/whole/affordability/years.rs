//! Cash and person-months of chosen options by calendar or fiscal year, draw by draw.

use crate::analysis::money::cashflow;
use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::{DecisionAnalysis, YearCash};
use crate::analysis::worlds::draws::BLOCK;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// An option's cash by year; empty where its money is not known.
pub(crate) fn cash_by_year(problem: &Problem, simulation: &Simulation, option: usize) -> Vec<(i16, Vec<f64>)> {
    let block = |block_idx: usize| {
        let world = simulation.world(problem, block_idx);
        cashflow::by_calendar_year(problem, &problem.options[option], &world.view())
    };
    let blocks: Option<Vec<Vec<Vec<f64>>>> = (0..simulation.yearly_block_count()).into_par_iter().map(block).collect();
    joined(problem, blocks.unwrap_or_default())
}

/// Of that, what runs.
pub(crate) fn running_by_year(problem: &Problem, simulation: &Simulation, option: usize) -> Vec<(i16, Vec<f64>)> {
    let block = |block_idx: usize| {
        let world = simulation.world(problem, block_idx);
        cashflow::running_by_calendar_year(problem, &problem.options[option], &world.view())
    };
    let blocks: Option<Vec<Vec<Vec<f64>>>> = (0..simulation.yearly_block_count()).into_par_iter().map(block).collect();
    joined(problem, blocks.unwrap_or_default())
}

/// What an option brings in by year; empty where nothing is said of it.
pub(crate) fn benefit_by_year(problem: &Problem, simulation: &Simulation, option: usize) -> Vec<(i16, Vec<f64>)> {
    let block = |block_idx: usize| {
        let world = simulation.world(problem, block_idx);
        cashflow::benefit_by_calendar_year(problem, &problem.options[option], &world.view())
    };
    let blocks: Option<Vec<Vec<Vec<f64>>>> = (0..simulation.yearly_block_count()).into_par_iter().map(block).collect();
    joined(problem, blocks.unwrap_or_default())
}

/// An option's person-months by year: evenly from the start until it is ready, all in the first year where nobody says
/// when that is, and those to run it evenly from the start on. What lies behind the horizon falls away.
pub(crate) fn person_months(problem: &Problem, simulation: &Simulation, option: usize) -> Vec<(i16, Vec<f64>)> {
    let model = &problem.options[option];
    if model.people.is_none() && model.people_yearly.is_none() {
        return Vec::new();
    }
    let year_count = problem.calendar.year_count(problem.horizon_years);
    let behind = 12.0 * f64::from(problem.horizon_years);
    let block = |block_idx: usize| -> Vec<Vec<f64>> {
        let months = model.people.as_ref().map(|people| people.block(block_idx));
        let yearly = model.people_yearly.as_ref().map(|people| people.block(block_idx));
        let ready = model.ready.map(|ready| simulation.input(problem, block_idx, ready));
        (0..year_count)
            .map(|idx| {
                let (begins, ends) = problem.calendar.months(idx);
                let share = |draw: usize| match &ready {
                    Some(ready) if ready[draw] > 0.0 => (ready[draw].min(ends) - begins).max(0.0) / ready[draw],
                    _ => f64::from(u8::from(idx == 0)),
                };
                let running = (ends.min(behind) - begins).max(0.0) / 12.0;
                let of = |draw: usize| {
                    let building = months.as_ref().map_or(0.0, |months| share(draw) * months[draw]);
                    building + yearly.as_ref().map_or(0.0, |yearly| running * yearly[draw])
                };
                (0..BLOCK).map(of).collect()
            })
            .collect()
    };
    joined(problem, (0..simulation.yearly_block_count()).into_par_iter().map(block).collect())
}

/// Blocks of columns as columns by year.
fn joined(problem: &Problem, blocks: Vec<Vec<Vec<f64>>>) -> Vec<(i16, Vec<f64>)> {
    let year_count = blocks.first().map_or(0, Vec::len);
    let column = |idx: usize| blocks.iter().flat_map(|block| block[idx].iter().copied()).collect();
    (0..year_count).map(|idx| (problem.calendar.year(idx), column(idx))).collect()
}

/// Sums over several records, by year.
#[derive(Clone, Debug, Default)]
pub(crate) struct YearSums {
    pub(crate) cash: BTreeMap<i16, Vec<f64>>,
    pub(crate) running: BTreeMap<i16, Vec<f64>>,
    pub(crate) benefit: BTreeMap<i16, Vec<f64>>,
    pub(crate) person_months: BTreeMap<i16, Vec<f64>>,
    pub(crate) means: BTreeMap<i16, YearCash>,
}

impl YearSums {
    /// Adds the chosen option of a decision.
    pub(crate) fn add(&mut self, decision: &DecisionAnalysis) {
        let draws = &decision.chosen_draws;
        add_columns(&mut self.cash, &draws.by_calendar_year);
        add_columns(&mut self.running, &draws.running_by_calendar_year);
        add_columns(&mut self.benefit, &draws.benefit_by_calendar_year);
        add_columns(&mut self.person_months, &draws.person_months);
        let Some(chosen) = decision.chosen else { return };
        for (year, cash) in &decision.options[chosen].by_calendar_year {
            let sum = self.means.entry(*year).or_default();
            sum.one_off += cash.one_off;
            sum.running += cash.running;
            sum.exit += cash.exit;
            sum.benefit += cash.benefit;
        }
    }
}

fn add_columns(sums: &mut BTreeMap<i16, Vec<f64>>, columns: &[(i16, Vec<f64>)]) {
    for (year, column) in columns {
        let sum = sums.entry(*year).or_default();
        add(sum, column);
    }
}

/// Adds draws to a sum, which may still be empty.
pub(crate) fn add(sum: &mut Vec<f64>, draws: &[f64]) {
    if sum.is_empty() {
        sum.extend_from_slice(draws);
        return;
    }
    for (sum, draw) in sum.iter_mut().zip(draws) {
        *sum += draw;
    }
}
