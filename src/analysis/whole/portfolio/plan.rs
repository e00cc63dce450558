//! Money of the log year by year: draws of each year added over decisions, then summed up.

use crate::analysis::result::{PortfolioYear, YearParts};
use crate::analysis::whole::affordability::{YearSums, add};
use crate::analysis::worlds::stats;
use crate::model::{Book, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// Every year in which something flows or that has a budget; `book` where its sums are in this currency.
pub(super) fn years(committed: &YearSums, asked: &YearSums, book: Option<&Book>) -> Vec<PortfolioYear> {
    let budgets = book.map(|book| &book.budget);
    let budgeted = budgets.into_iter().flat_map(|budget| budget.keys());
    let years: BTreeSet<i16> = committed.cash.keys().chain(asked.cash.keys()).chain(budgeted).copied().collect();
    let year = |year: i16| {
        let mean = committed.means.get(&year).copied().unwrap_or_default();
        let budget = budgets.and_then(|budgets| budgets.get(&year).copied());
        let both = together(committed, asked, year);
        PortfolioYear {
            year,
            accepted: summary(&committed.cash, year),
            proposed: summary(&asked.cash, year),
            one_off: mean.one_off + mean.exit,
            running: mean.running,
            running_draws: summary(&committed.running, year),
            benefit: mean.benefit,
            accepted_parts: parts(committed, year),
            proposed_parts: parts(asked, year),
            together: both.as_ref().map(|both| stats::summary(&[&both.cash])),
            together_parts: both.as_ref().map(Draws::parts),
            budget,
            over_budget_share: budget.map(|budget| both.as_ref().map_or(0.0, |both| both.share_over(budget))),
        }
    };
    years.into_iter().map(year).collect()
}

fn summary(sums: &BTreeMap<i16, Vec<f64>>, year: i16) -> Option<Summary> {
    sums.get(&year).map(|sum| stats::summary(&[sum]))
}

/// One year of a sum, draw by draw; a column that would hold zeroes alone is empty.
struct Draws {
    cash: Vec<f64>,
    running: Vec<f64>,
    benefit: Vec<f64>,
}

impl Draws {
    fn of(sums: &YearSums, year: i16) -> Option<Self> {
        let column = |of: &BTreeMap<i16, Vec<f64>>| of.get(&year).cloned().unwrap_or_default();
        let cash = sums.cash.get(&year)?.clone();
        Some(Self { cash, running: column(&sums.running), benefit: column(&sums.benefit) })
    }

    fn parts(&self) -> YearParts {
        let running = |draw: usize| self.running.get(draw).copied().unwrap_or(0.0);
        // What does not run is paid once.
        let one_off: Vec<f64> = self.cash.iter().enumerate().map(|(draw, cash)| cash - running(draw)).collect();
        YearParts {
            one_off: stats::summary(&[&one_off]),
            running: stats::summary(&[&self.running]),
            benefit: stats::summary(&[&self.benefit]),
        }
    }

    fn share_over(&self, budget: f64) -> f64 {
        let over = self.cash.iter().filter(|cash| **cash > budget).count();
        over as f64 / self.cash.len().max(1) as f64
    }
}

fn parts(sums: &YearSums, year: i16) -> Option<YearParts> {
    Draws::of(sums, year).map(|draws| draws.parts())
}

fn together(committed: &YearSums, asked: &YearSums, year: i16) -> Option<Draws> {
    match (Draws::of(committed, year), Draws::of(asked, year)) {
        (Some(mut both), Some(more)) => {
            add(&mut both.cash, &more.cash);
            add(&mut both.running, &more.running);
            add(&mut both.benefit, &more.benefit);
            Some(both)
        }
        (one, other) => one.or(other),
    }
}
