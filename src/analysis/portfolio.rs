//! The log as a whole: draws of chosen options added draw by draw, never percentiles.

mod losses;
mod suppliers;

use crate::analysis::affordability::{self, PortfolioYear, YearSums};
use crate::analysis::exceedance::{YearLosses, curves};
use crate::analysis::{DecisionAnalysis, Portfolio, Summary, stats};
use crate::log::DecisionLog;
use crate::model::{Book, Currency, Status};
use std::collections::BTreeSet;

pub(crate) use suppliers::spend;

/// What records in force come to by year, added up while their analyses arrive.
#[derive(Debug, Default)]
pub(crate) struct Committed {
    by_currency: Vec<(Option<Currency>, YearSums)>,
}

impl Committed {
    /// Adds a record in force, and lets go of draws by year that nobody needs again: those of a
    /// thousand records would fill a machine.
    pub(crate) fn take(&mut self, log: &DecisionLog, idx: usize, decision: &mut DecisionAnalysis) {
        if log.is_in_force(idx) {
            let place = self.by_currency.iter().position(|(currency, _)| *currency == decision.currency);
            let place = place.unwrap_or_else(|| {
                self.by_currency.push((decision.currency.clone(), YearSums::default()));
                self.by_currency.len() - 1
            });
            self.by_currency[place].1.add(decision);
        }
        if !is_asked(log, idx) {
            decision.chosen_draws.by_calendar_year = Vec::new();
            decision.chosen_draws.person_months = Vec::new();
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

/// A proposed record asks for its chosen option.
fn is_asked(log: &DecisionLog, idx: usize) -> bool {
    log.records[idx].record.status() == Some(Status::Proposed)
}

/// What the log comes to, a currency at a time, in order of first appearance. Adds to each decision
/// that is open or in force what the log risks, and on whom it rests, before and after it.
pub(crate) fn add_log(
    log: &DecisionLog,
    book: &Book,
    committed: &Committed,
    decisions: &mut [Option<DecisionAnalysis>],
) -> Vec<Portfolio> {
    let mut currencies: Vec<Option<Currency>> = Vec::new();
    for decision in decisions.iter().flatten() {
        if !currencies.contains(&decision.currency) {
            currencies.push(decision.currency.clone());
        }
    }
    let of_book = |currency: &Option<Currency>| match &book.currency {
        Some(_) => *currency == book.currency,
        None => currencies.len() == 1,
    };
    let mut portfolios = Vec::new();
    for currency in &currencies {
        let of_currency = OfCurrency { log, currency: currency.as_ref(), has_book: of_book(currency).then_some(book) };
        let mut portfolio = of_currency.portfolio(committed, decisions);
        let appetite = of_currency.has_book.map_or(&[][..], |book| &book.appetite.exceedance);
        losses::add(&of_currency, appetite, decisions);
        portfolio.concentration = suppliers::add(&of_currency, decisions);
        portfolios.push(portfolio);
    }
    portfolios
}

/// The records of a log whose money is in one currency.
struct OfCurrency<'a> {
    log: &'a DecisionLog,
    currency: Option<&'a Currency>,
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
            .filter(|(_, decision)| decision.currency.as_ref() == self.currency)
    }

    /// Those in force.
    fn in_force<'d>(
        &self,
        decisions: &'d [Option<DecisionAnalysis>],
    ) -> impl Iterator<Item = (usize, &'d DecisionAnalysis)> {
        self.decisions(decisions).filter(|(idx, _)| self.log.is_in_force(*idx))
    }

    /// Those whose before and after are of interest.
    fn is_living(&self, idx: usize) -> bool {
        self.log.is_in_force(idx) || self.log.records[idx].record.is_open()
    }

    /// Records in force whose place a record takes.
    fn replaced(&self, idx: usize) -> impl Iterator<Item = usize> {
        self.log.predecessors(idx).filter(|predecessor| self.log.is_in_force(*predecessor))
    }

    fn portfolio(&self, committed: &Committed, decisions: &[Option<DecisionAnalysis>]) -> Portfolio {
        let (mut cash, mut losses, mut year_losses) = (Column::default(), Column::default(), Column::default());
        for (_, decision) in self.in_force(decisions) {
            cash.add(&decision.chosen_draws.cash);
            losses.add(&decision.chosen_draws.annual_loss);
            year_losses.add(&decision.chosen_draws.year_loss);
        }
        let asks: Vec<(usize, &DecisionAnalysis)> = self
            .decisions(decisions)
            .filter(|(idx, decision)| is_asked(self.log, *idx) && !decision.chosen_draws.cash.is_empty())
            .collect();
        let mut asked = Column::default();
        let mut asked_years = YearSums::default();
        for (_, decision) in &asks {
            asked.add(&decision.chosen_draws.cash);
            asked_years.add(decision);
        }
        let of_years = committed.by_currency.iter().find(|(currency, _)| currency.as_ref() == self.currency);
        let none = YearSums::default();
        let committed = of_years.map_or(&none, |(_, sums)| sums);
        let appetite = self.has_book.map_or(&[][..], |book| &book.appetite.exceedance);
        Portfolio {
            currency: self.currency.cloned(),
            record_count: cash.count,
            cash: cash.summary(),
            annual_loss: losses.summary(),
            loss_curve: (year_losses.count > 0).then(|| {
                let [curve] = curves([&YearLosses::new(&[&year_losses.sum])], appetite);
                curve
            }),
            asked: asked.summary(),
            asked_count: asked.count,
            years: self.years(committed, &asked_years),
            affordability: self.has_book.and_then(|book| affordability::afford(committed, &asks, book)),
            concentration: None,
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
