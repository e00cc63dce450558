//! What waiting for the next meeting costs: everything starts later, while dates stand where they are
//! (docs/method/money.md, "Putting off").

use crate::analysis::money::cashflow;
use crate::analysis::problem::{self, DrawnEstimate, EstimateIdx, Problem};
use crate::analysis::ranking::decision::chance_above;
use crate::analysis::ranking::option_block::Column;
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::settings::Settings;
use crate::analysis::whole::affordability::PutOff;
use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::stats;
use crate::analysis::worlds::world::World;
use crate::log::{self, DecisionLog, LoggedRecord};
use crate::model::{Book, Contract};
use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

/// Blocks of draws that the price of waiting is worked out on.
const BLOCKS: usize = 10;
/// Days in a month, on average.
const DAYS_A_MONTH: f64 = 365.25 / 12.0;

/// Months between the next two meetings that book and records name; else between the last and the
/// next; else one.
pub(crate) fn months_between_meetings(log: &DecisionLog, book: &Book, as_of: Date) -> u32 {
    let pair = match log::meetings(log, book, as_of) {
        (Some(next), Some(after)) => Some((next, after)),
        // None is to come: as the last two came.
        _ => book.last_meeting.zip(book.next_meeting),
    };
    pair.map_or(1, |(from, to)| {
        let days = from.until(to).map_or(0, |span| span.get_days());
        ((f64::from(days) / DAYS_A_MONTH).round() as u32).max(1)
    })
}

/// The rise of the chosen option's mean total-cost when `starts` moves by so many months.
pub(crate) fn put_off(
    of: (&LoggedRecord, &Book, &Settings, &[f64]),
    problem: &Problem,
    simulation: &Simulation,
    analysis: &DecisionAnalysis,
    months: u32,
) -> Option<PutOff> {
    let (logged, book, settings, past_builds) = of;
    let option = analysis.chosen?;
    problem.options[option].whole_money()?;
    let extra_cost = if logged.record.options[option].contract.as_ref().is_some_and(has_dates) {
        let mut moved = logged.record.clone();
        moved.inputs.starts = Some(problem.starts.checked_add(i64::from(months).months()).ok()?);
        let (moved, _) = problem::lower(&moved, &logged.stream_name, book, settings, past_builds);
        let mut moved = moved?;
        owe_the_same(problem, &mut moved, option);
        let then = Later { moved: &moved, problem, simulation };
        then.mean_total_cost(option)? - mean_of_first(&simulation.kept(option, Column::TotalCost))?
    } else {
        late_cost(problem, simulation, option, f64::from(months))
    };
    let late_chance = problem.due_months.zip(problem.options[option].ready).map(|(due, ready)| {
        let ready = problem.distribution(ready);
        (chance_above(ready, due), chance_above(ready, due - f64::from(months)))
    });
    Some(PutOff { months, extra_cost, late_chance })
}

/// What is owed at the end stays what it was: a fee that is no longer owed because the horizon moved saves nothing.
fn owe_the_same(problem: &Problem, moved: &mut Problem, option: usize) {
    let mut owed = Vec::new();
    for input in &problem.options[option].exit_cost {
        let input = &problem.inputs[*input];
        let known = moved.inputs.iter().position(|other| other.id == input.id);
        owed.push(known.unwrap_or(moved.inputs.len()));
        if known.is_none() {
            moved.inputs.push(input.clone());
        }
    }
    moved.options[option].exit_cost = owed;
}

/// Whether money hangs on a day that stands where it is: what a contract asks for or allows, up to its end.
fn has_dates(contract: &Contract) -> bool {
    let Contract {
        ends,
        price_cap,
        minimum,
        break_fee,
        // No money hangs on these.
        starts: _,
        notice: _,
        renews: _,
        given: _,
    } = contract;
    ends.is_some() && (price_cap.is_some() || minimum.is_some() || break_fee.is_some())
}

fn mean_of_first(blocks: &[&[f64]]) -> Option<f64> {
    let first = &blocks[..blocks.len().min(BLOCKS)];
    (!first.is_empty()).then(|| stats::mean(first))
}

/// A decision whose start has moved, beside the one that was drawn.
struct Later<'a> {
    moved: &'a Problem,
    problem: &'a Problem,
    simulation: &'a Simulation,
}

impl Later<'_> {
    /// Over the same draws: streams do not know when something starts.
    fn mean_total_cost(&self, option: usize) -> Option<f64> {
        let drawn = self.drawn();
        let blocks: Option<Vec<Vec<f64>>> = (0..self.simulation.blocks.len().min(BLOCKS))
            .into_par_iter()
            .map(|block_idx| {
                let world = match &drawn {
                    Some(places) => {
                        World::of_columns(places.iter().map(|place| self.column(block_idx, *place)).collect())
                    }
                    None => World::draw(&self.moved.inputs, block_idx),
                };
                Some(cashflow::flows(self.moved, &self.moved.options[option], &world.view())?.total_cost)
            })
            .collect();
        let blocks = blocks?;
        mean_of_first(&blocks.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// Which estimate of the drawn decision each one is; `None` where one of them is no longer the same.
    fn drawn(&self) -> Option<Vec<EstimateIdx>> {
        let known = &self.problem.inputs;
        let place = |moved: &DrawnEstimate| {
            known.iter().position(|known| known.id == moved.id && known.distribution == moved.distribution)
        };
        self.moved.inputs.iter().map(place).collect()
    }

    fn column(&self, block_idx: usize, place: EstimateIdx) -> Vec<f64> {
        self.simulation.input(self.problem, block_idx, place).into_owned()
    }
}

/// Without a contract whose dates count, only lateness moves.
fn late_cost(problem: &Problem, simulation: &Simulation, option: usize, months: f64) -> f64 {
    let (Some(due), Some(ready)) = (problem.due_months, problem.options[option].ready) else { return 0.0 };
    if problem.late_cost <= 0.0 {
        return 0.0;
    }
    let factors = problem.discount.running();
    let late = |due: f64, ready: f64| -> f64 {
        cashflow::late_months(due, problem.horizon_years, ready).zip(factors).map(|(late, factor)| late * factor).sum()
    };
    let block_count = simulation.blocks.len().min(BLOCKS);
    let extra = |block_idx: usize| -> f64 {
        let ready = simulation.input(problem, block_idx, ready);
        ready.iter().map(|ready| late(due - months, *ready) - late(due, *ready)).sum()
    };
    let extra: f64 = (0..block_count).map(extra).sum();
    extra / (block_count * BLOCK) as f64 * problem.late_cost
}
