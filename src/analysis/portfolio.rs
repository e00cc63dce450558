//! The log as a whole: draws of chosen options added draw by draw, never percentiles.

use crate::analysis::exceedance::LossCurve;
use crate::analysis::{DecisionAnalysis, LogLoss, Portfolio, Summary, stats};
use crate::log::DecisionLog;
use crate::model::{Currency, Status};

/// What the log comes to, a currency at a time, in order of first appearance. Adds to each decision
/// that is open or in force what the log risks before and after it.
pub(crate) fn add_log(log: &DecisionLog, decisions: &mut [Option<DecisionAnalysis>]) -> Vec<Portfolio> {
    let mut currencies: Vec<Option<Currency>> = Vec::new();
    for decision in decisions.iter().flatten() {
        if !currencies.contains(&decision.currency) {
            currencies.push(decision.currency.clone());
        }
    }
    let portfolios = currencies.iter().map(|currency| portfolio(log, decisions, currency.as_ref())).collect();
    for currency in &currencies {
        add_log_losses(log, decisions, currency.as_ref());
    }
    portfolios
}

/// Record indices and analyses in one currency.
fn of_currency<'a>(
    decisions: &'a [Option<DecisionAnalysis>],
    currency: Option<&'a Currency>,
) -> impl Iterator<Item = (usize, &'a DecisionAnalysis)> {
    decisions
        .iter()
        .enumerate()
        .filter_map(|(idx, decision)| Some((idx, decision.as_ref()?)))
        .filter(move |(_, decision)| decision.currency.as_ref() == currency)
}

fn portfolio(log: &DecisionLog, decisions: &[Option<DecisionAnalysis>], currency: Option<&Currency>) -> Portfolio {
    let mut cash = Column::default();
    let mut asked = Column::default();
    let mut losses = Column::default();
    for (idx, decision) in of_currency(decisions, currency) {
        if log.is_in_force(idx) {
            cash.add(&decision.chosen_draws.cash);
            losses.add(&decision.chosen_draws.annual_loss);
        } else if log.records[idx].record.status() == Some(Status::Proposed) {
            asked.add(&decision.chosen_draws.cash);
        }
    }
    Portfolio {
        currency: currency.cloned(),
        record_count: cash.count,
        cash: cash.summary(),
        annual_loss: losses.summary(),
        asked: asked.summary(),
        asked_count: asked.count,
        years: Vec::new(),
        affordability: None,
        concentration: None,
    }
}

fn add_log_losses(log: &DecisionLog, decisions: &mut [Option<DecisionAnalysis>], currency: Option<&Currency>) {
    let mut whole = Column::default();
    for (_, decision) in of_currency(decisions, currency).filter(|(idx, _)| log.is_in_force(*idx)) {
        whole.add(&decision.chosen_draws.annual_loss);
    }
    let found: Vec<(usize, Option<LogLoss>)> = of_currency(decisions, currency)
        .filter(|(idx, _)| log.is_in_force(*idx) || log.records[*idx].record.is_open())
        .map(|(idx, decision)| (idx, log_loss(log, decisions, &whole, idx, decision)))
        .collect();
    for (idx, log_loss) in found {
        if let Some(decision) = &mut decisions[idx] {
            decision.log_loss = log_loss;
        }
    }
}

/// Before: all others in force. After: this one too, without those whose place it takes.
fn log_loss(
    log: &DecisionLog,
    decisions: &[Option<DecisionAnalysis>],
    whole: &Column,
    idx: usize,
    decision: &DecisionAnalysis,
) -> Option<LogLoss> {
    let own = &decision.chosen_draws.annual_loss;
    if own.is_empty() && whole.count == 0 {
        return None;
    }
    let mut before = Column { sum: whole.sum.clone(), count: whole.count };
    if before.sum.is_empty() {
        before.sum = vec![0.0; own.len()];
    }
    if log.is_in_force(idx) {
        before.subtract(own);
    }
    let mut after = Column { sum: before.sum.clone(), count: before.count };
    after.add(own);
    let replaced = log.predecessors(idx).filter(|predecessor| log.is_in_force(*predecessor));
    for predecessor in replaced.filter_map(|predecessor| decisions[predecessor].as_ref()) {
        if predecessor.currency == decision.currency {
            after.subtract(&predecessor.chosen_draws.annual_loss);
        }
    }
    Some(LogLoss {
        before: stats::summary(&[&before.sum]),
        after: stats::summary(&[&after.sum]),
        curve_before: LossCurve::default(),
        curve_after: LossCurve::default(),
    })
}

/// A sum of draws of several records.
#[derive(Debug, Default)]
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
