//! The log as a whole: draws of chosen options added draw by draw, never percentiles.

mod losses;
mod suppliers;

use crate::analysis::result::{DecisionAnalysis, Portfolio};
use crate::analysis::whole::affordability::{self, PortfolioYear, YearSums};
use crate::analysis::whole::concentration::Owners;
use crate::analysis::whole::exceedance::{YearLosses, curves};
use crate::analysis::worlds::stats;
use crate::log::{self, DecisionLog};
use crate::model::{Book, ConsideredOption, Currency, Exceedance, Summary};
use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use suppliers::{Spend, spend};

/// What the log comes to, a currency at a time in order of first appearance, added up while its
/// decisions arrive.
#[derive(Debug)]
pub(crate) struct Committed {
    sums: Vec<CurrencySums>,
    owners: Owners,
    /// How many currencies there are in records with figures.
    currency_count: usize,
    /// Asks are held against budget or people one by one.
    is_budgeted: bool,
}

/// Sums over the records of one currency: those in force, where nothing else is said.
#[derive(Debug, Default)]
struct CurrencySums {
    currency: Option<Currency>,
    years: YearSums,
    cash: Column,
    annual_loss: Column,
    year_loss: Column,
    /// Of open asks: their cash, and their cash and people by year.
    asked: Column,
    asked_years: YearSums,
    /// Of every record, in force or not.
    spends: Vec<Spend>,
}

impl Committed {
    /// Nothing yet; who owns whom, and in how many currencies there are figures, is known from all records.
    pub(crate) fn of(log: &DecisionLog, book: &Book) -> Self {
        let mut owners = Owners::default();
        let options = log.records.iter().flat_map(|logged| &logged.record.options);
        for supplier in options.filter_map(|option| option.supplier.as_ref()) {
            if let Some(parent) = &supplier.parent {
                owners.add(&supplier.name, parent);
            }
        }
        let weighed = log.records.iter().map(|logged| &logged.record);
        let weighed = weighed.filter(|record| record.options.iter().any(ConsideredOption::has_figures));
        let currencies: BTreeSet<Option<&str>> = weighed
            .map(|record| record.inputs.currency.as_ref().or(book.currency.as_ref()).map(Currency::code))
            .collect();
        let is_budgeted = !(book.budget.is_empty() && book.capacity.is_empty());
        Self { sums: Vec::new(), owners, currency_count: currencies.len(), is_budgeted }
    }

    /// Adds a decision, and lets go of draws that nobody needs again: those of a thousand records
    /// would fill a machine.
    pub(crate) fn take(&mut self, log: &DecisionLog, idx: usize, decision: &mut DecisionAnalysis) {
        let place = self.sums.iter().position(|sums| sums.currency == decision.currency).unwrap_or_else(|| {
            self.sums.push(CurrencySums { currency: decision.currency.clone(), ..CurrencySums::default() });
            self.sums.len() - 1
        });
        let sums = &mut self.sums[place];
        sums.spends.extend(spend(log, idx, decision));
        if log.is_in_force(idx) {
            sums.years.add(decision);
            sums.cash.add(&decision.chosen_draws.cash);
            sums.annual_loss.add(&decision.chosen_draws.annual_loss);
            sums.year_loss.add(&decision.chosen_draws.year_loss);
        }
        let is_asked = is_asked(log, idx) && !decision.chosen_draws.cash.is_empty();
        if is_asked {
            sums.asked.add(&decision.chosen_draws.cash);
            sums.asked_years.add(decision);
        }
        if !(is_asked && self.is_budgeted) {
            let draws = &mut decision.chosen_draws;
            (draws.by_calendar_year, draws.person_months) = Default::default();
            draws.running_by_calendar_year = Vec::new();
        }
    }

    /// Lets go of all draws but those that are held against budget and people.
    pub(crate) fn keep_for_budget(&self, decision: &mut DecisionAnalysis) {
        let draws = &mut decision.chosen_draws;
        (draws.annual_loss, draws.year_loss) = Default::default();
        if !self.is_budgeted {
            draws.cash = Vec::new();
        }
    }
}

/// Which records count before a decision and after it, given those in force: all others; then this
/// one too, without those whose place it takes.
pub(crate) fn around(
    log: &DecisionLog,
    idx: usize,
    is_in_force: impl Fn(usize) -> bool,
) -> impl Fn(usize) -> (bool, bool) {
    let replaced: Vec<usize> = log.predecessors(idx).collect();
    move |record| {
        let before = record != idx && is_in_force(record);
        (before, record == idx || (before && !replaced.contains(&record)))
    }
}

/// Whether the board is asked for a record's chosen option.
pub(crate) fn is_asked(log: &DecisionLog, idx: usize) -> bool {
    log::is_asked(&log.records[idx].record)
}

/// What the log comes to, given at least the analyses of its open asks.
pub(crate) fn portfolios(
    log: &DecisionLog,
    book: &Book,
    committed: &Committed,
    decisions: &[Option<DecisionAnalysis>],
) -> Vec<Portfolio> {
    committed.of_currencies(log, book).map(|of| of.portfolio(decisions)).collect()
}

/// Adds to those of these decisions that are open or in force what the log risks, and on whom it
/// rests, before and after each.
pub(crate) fn add_log(
    log: &DecisionLog,
    book: &Book,
    committed: &Committed,
    decisions: &mut [Option<DecisionAnalysis>],
    whose: Range<usize>,
) {
    for of in committed.of_currencies(log, book) {
        losses::add(&of, decisions, &whose);
        suppliers::add(&of, decisions, &whose);
    }
}

impl Committed {
    fn of_currencies<'a>(&'a self, log: &'a DecisionLog, book: &'a Book) -> impl Iterator<Item = OfCurrency<'a>> {
        self.sums.iter().map(move |sums| {
            let has_book = match &book.currency {
                Some(_) => sums.currency == book.currency,
                None => self.currency_count == 1,
            };
            OfCurrency { log, sums, owners: &self.owners, has_book: has_book.then_some(book) }
        })
    }
}

/// The records of a log whose money is in one currency.
struct OfCurrency<'a> {
    log: &'a DecisionLog,
    sums: &'a CurrencySums,
    owners: &'a Owners,
    /// The book, where its sums of money are in this currency.
    has_book: Option<&'a Book>,
}

impl OfCurrency<'_> {
    /// Record indices and analyses.
    fn decisions<'d>(
        &self,
        decisions: &'d [Option<DecisionAnalysis>],
    ) -> impl Iterator<Item = (usize, &'d DecisionAnalysis)> {
        decisions
            .iter()
            .enumerate()
            .filter_map(|(idx, decision)| Some((idx, decision.as_ref()?)))
            .filter(|(_, decision)| decision.currency == self.sums.currency)
    }

    /// Decisions of these whose before and after are of interest.
    fn living<'d>(
        &self,
        decisions: &'d [Option<DecisionAnalysis>],
        whose: &Range<usize>,
    ) -> Vec<(usize, &'d DecisionAnalysis)> {
        let is_living = |idx: usize| self.log.is_in_force(idx) || self.log.records[idx].record.is_open();
        self.decisions(decisions).filter(|(idx, _)| whose.contains(idx) && is_living(*idx)).collect()
    }

    /// What a year may lose and with which chance, as far as the book says.
    fn appetite(&self) -> &[Exceedance] {
        self.has_book.map_or(&[], |book| &book.appetite.exceedance)
    }

    /// Records in force whose place a record takes.
    fn replaced(&self, idx: usize) -> impl Iterator<Item = usize> {
        self.log.predecessors(idx).filter(|predecessor| self.log.is_in_force(*predecessor))
    }

    fn portfolio(&self, decisions: &[Option<DecisionAnalysis>]) -> Portfolio {
        let sums = self.sums;
        let asks: Vec<(usize, &DecisionAnalysis)> = self
            .decisions(decisions)
            .filter(|(idx, decision)| is_asked(self.log, *idx) && !decision.chosen_draws.cash.is_empty())
            .collect();
        Portfolio {
            currency: sums.currency.clone(),
            record_count: sums.cash.count,
            cash: sums.cash.summary(),
            annual_loss: sums.annual_loss.summary(),
            loss_curve: (sums.year_loss.count > 0).then(|| {
                let [curve] = curves([&YearLosses::new(&sums.year_loss.sum)], self.appetite());
                curve
            }),
            asked: sums.asked.summary(),
            asked_count: sums.asked.count,
            years: self.years(&sums.years, &sums.asked_years),
            affordability: self.has_book.and_then(|book| affordability::afford(&sums.years, &asks, book)),
            concentration: suppliers::whole(self),
        }
    }

    fn years(&self, committed: &YearSums, asked: &YearSums) -> Vec<PortfolioYear> {
        let budget = self.has_book.map(|book| &book.budget);
        let budgeted = budget.into_iter().flat_map(|budget| budget.keys());
        let years: BTreeSet<i16> = committed.cash.keys().chain(asked.cash.keys()).chain(budgeted).copied().collect();
        let summary = |sums: &YearSums, year: i16| sums.cash.get(&year).map(|sum| stats::summary(&[sum]));
        let year = |year: i16| {
            let mean = committed.means.get(&year).copied().unwrap_or_default();
            PortfolioYear {
                year,
                accepted: summary(committed, year),
                proposed: summary(asked, year),
                one_off: mean.one_off + mean.exit,
                running: mean.running,
                running_draws: committed.running.get(&year).map(|sum| stats::summary(&[sum])),
                benefit: mean.benefit,
                budget: budget.and_then(|budget| budget.get(&year).copied()),
            }
        };
        years.into_iter().map(year).collect()
    }
}

/// A sum of draws of several records.
#[derive(Clone, Debug, Default)]
struct Column {
    sum: Vec<f64>,
    count: usize,
}

impl Column {
    fn add(&mut self, draws: &[f64]) {
        if draws.is_empty() {
            return;
        }
        if self.sum.is_empty() {
            self.sum = vec![0.0; draws.len()];
        }
        for (sum, draw) in self.sum.iter_mut().zip(draws) {
            *sum += draw;
        }
        self.count += 1;
    }

    fn subtract(&mut self, draws: &[f64]) {
        for (sum, draw) in self.sum.iter_mut().zip(draws) {
            *sum -= draw;
        }
    }

    fn summary(&self) -> Option<Summary> {
        (self.count > 0).then(|| stats::summary(&[&self.sum]))
    }
}
