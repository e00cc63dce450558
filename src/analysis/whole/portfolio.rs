//! The log as a whole: draws of chosen options added draw by draw, never percentiles.

mod after_asks;
mod losses;
mod plan;
mod suppliers;

use crate::analysis::result::{DecisionAnalysis, Portfolio};
use crate::analysis::whole::affordability::{self, YearSums};
use crate::analysis::whole::concentration::Owners;
use crate::analysis::whole::exceedance::{YearLosses, curves};
use crate::analysis::whole::swings::Swings;
use crate::analysis::worlds::stats;
use crate::log::{self, DecisionLog};
use crate::model::{Book, ConsideredOption, Currency, Exceedance, Summary};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::ops::Range;

pub(crate) use suppliers::{Spend, spend};

/// What the log comes to, a currency at a time in order of first appearance, added up while its
/// decisions arrive.
#[derive(Debug)]
pub(crate) struct Committed {
    sums: Vec<CurrencySums>,
    owners: Owners,
    /// Parents, folded, whom several records may pay: their draws are added.
    shared_parents: BTreeSet<String>,
    /// Records whose place an open ask would take.
    replaceable: BTreeSet<usize>,
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
    /// Losses of open asks.
    asked_annual_loss: Column,
    asked_year_loss: Column,
    /// Open asks that have a choice.
    chosen_asks: BTreeSet<usize>,
    /// By record in force whose place an open ask would take: what it loses.
    replaced: BTreeMap<usize, after_asks::Replaced>,
    /// Of every record, in force or not.
    spends: Vec<Spend>,
    /// Of those in force, and of open asks.
    parents: suppliers::Parents,
    swings: Swings,
    asked_swings: Swings,
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
        let shared_parents = suppliers::shared_parents(log, &owners);
        let asks = (0..log.records.len()).filter(|idx| is_asked(log, *idx));
        Self {
            sums: Vec::new(),
            owners,
            shared_parents,
            replaceable: asks.flat_map(|ask| log.predecessors(ask)).collect(),
            currency_count: currencies.len(),
            is_budgeted,
        }
    }

    /// Adds a decision, and lets go of draws that nobody needs again: those of a thousand records
    /// would fill a machine.
    pub(crate) fn take(&mut self, log: &DecisionLog, idx: usize, decision: &mut DecisionAnalysis) {
        let place = self.sums.iter().position(|sums| sums.currency == decision.currency).unwrap_or_else(|| {
            self.sums.push(CurrencySums { currency: decision.currency.clone(), ..CurrencySums::default() });
            self.sums.len() - 1
        });
        let sums = &mut self.sums[place];
        let yearly = take(&mut decision.chosen_draws.yearly_spend);
        let swings = take(&mut decision.chosen_draws.cash_swings);
        let (is_in_force, is_asked) = (log.is_in_force(idx), is_asked(log, idx));
        if let Some(spend) = spend(log, idx, decision) {
            if is_in_force || is_asked {
                let parent = self.owners.top(&spend.supplier);
                sums.parents.add(&spend, parent, &yearly, is_asked, &self.shared_parents);
            }
            sums.spends.push(spend);
        }
        if is_in_force {
            if self.replaceable.contains(&idx) {
                sums.replaced.insert(idx, after_asks::Replaced::of(&decision.chosen_draws));
            }
            sums.years.add(decision);
            sums.cash.add(&decision.chosen_draws.cash);
            sums.annual_loss.add(&decision.chosen_draws.annual_loss);
            sums.year_loss.add(&decision.chosen_draws.year_loss);
            sums.swings.add(idx, swings);
        } else if is_asked && decision.chosen.is_some() {
            sums.chosen_asks.insert(idx);
            sums.asked_annual_loss.add(&decision.chosen_draws.annual_loss);
            sums.asked_year_loss.add(&decision.chosen_draws.year_loss);
            sums.asked_swings.add(idx, swings);
        }
        let is_asked = is_asked && !decision.chosen_draws.cash.is_empty();
        if is_asked {
            sums.asked.add(&decision.chosen_draws.cash);
            sums.asked_years.add(decision);
        }
        if !(is_asked && self.is_budgeted) {
            let draws = &mut decision.chosen_draws;
            (draws.by_calendar_year, draws.person_months) = Default::default();
            (draws.running_by_calendar_year, draws.benefit_by_calendar_year) = Default::default();
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
            years: plan::years(&sums.years, &sums.asked_years, self.has_book),
            affordability: self.has_book.and_then(|book| affordability::afford(&sums.years, &asks, book)),
            concentration: suppliers::whole(self),
            loss_after_asks: after_asks::loss(self),
            concentration_after_asks: after_asks::concentration(self),
            spends: sums.parents.spends.clone(),
            parents: sums.parents.summed(),
            drivers: match sums.asked.summary() {
                Some(asked) => sums.asked_swings.drivers(&asked),
                None => sums.cash.summary().map(|cash| sums.swings.drivers(&cash)).unwrap_or_default(),
            },
        }
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
