//! Figures that stand there and could not be read: missed where they count, and nowhere else.

use crate::analysis::testing::{analyzed, cost, estimate, option, record, risk};
use crate::log::LoggedRecord;
use crate::model::{Benefit, Contract, EstimateKey, Mitigation, OptionKey, RiskFigure, Sourcing};
use crate::source::Span;
use jiff::civil::date;

fn bought() -> LoggedRecord {
    let mut buy = option(Sourcing::Buy, "Service");
    buy.cost = Some(cost("", "100k", ""));
    buy.ready = Some(estimate("3 to 6"));
    let mut logged = record(vec![buy]);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.horizon_years = Some(3);
    logged
}

/// Whether cash is known, and total-cost.
fn known(logged: &LoggedRecord) -> (bool, bool) {
    let option = &analyzed(logged, 1_000).0.options[0];
    assert_eq!(option.missing.is_empty(), option.total_cost.is_some() && option.annual_loss.is_some());
    (option.cash.is_some(), option.total_cost.is_some())
}

fn without(mut logged: LoggedRecord, key: impl Into<OptionKey>) -> LoggedRecord {
    logged.record.options[0].unread = vec![(key.into(), Span::default())];
    logged
}

#[test]
fn months_count_where_waiting_does() {
    let mut logged = without(bought(), EstimateKey::Ready);
    logged.record.options[0].ready = None;
    assert_eq!(known(&logged), (true, true));
    let mut waits = logged.clone();
    waits.record.inputs.until_ready = Some(estimate("1k"));
    assert_eq!(known(&waits), (false, false));
    waits.record.inputs.until_ready = Some(estimate("0"));
    assert_eq!(known(&waits), (true, true));
    let mut gains = logged.clone();
    gains.record.options[0].benefit = Some(Benefit { once: Some(estimate("9k")), ..Benefit::default() });
    assert_eq!(known(&gains), (false, false));
    logged.record.inputs.late_cost = Some(1e3);
    assert_eq!(known(&logged), (true, true));
    logged.record.inputs.needed_by = Some(date(2027, 3, 31));
    // Lateness is no cash.
    assert_eq!(known(&logged), (true, false));
}

#[test]
fn what_lateness_costs_counts_where_one_may_be_late() {
    let mut logged = bought();
    logged.record.inputs.unread = vec![("late-cost", Span::default())];
    assert_eq!(known(&logged), (true, true));
    logged.record.inputs.needed_by = Some(date(2027, 3, 31));
    assert_eq!(known(&logged), (true, false));
    logged.record.options[0].ready = Some(estimate("0"));
    assert_eq!(known(&logged), (true, true));
}

#[test]
fn a_contract_counts_while_it_runs() {
    let mut logged = bought();
    logged.record.options[0].contract = Some(Contract { ends: Some(date(2029, 1, 1)), ..Contract::default() });
    assert_eq!(known(&without(logged.clone(), EstimateKey::ContractBreakFee)), (true, true));
    assert_eq!(known(&without(logged.clone(), EstimateKey::ContractMinimum)), (false, false));
    // Nothing grows that the cap could bind.
    assert_eq!(known(&without(logged.clone(), OptionKey::ContractPriceCap)), (true, true));
    logged.record.options[0].contract = Some(Contract { ends: Some(date(2031, 1, 1)), ..Contract::default() });
    assert_eq!(known(&without(logged, EstimateKey::ContractBreakFee)), (false, false));
}

#[test]
fn a_mitigation_counts_in_cost_and_in_loss() {
    let mut logged = bought();
    let mitigation = Mitigation { what: None, yearly: None, per_year: None, loss: None };
    let outage = crate::model::Risk { mitigation: Some(Box::new(mitigation)), ..risk("Outage", "0.1", "5k") };
    logged.record.options[0].risks = Some(vec![outage]);
    let loss = |key: EstimateKey| analyzed(&without(logged.clone(), key), 1_000).0.options[0].annual_loss;
    assert_eq!(known(&without(logged.clone(), EstimateKey::Risk(0, RiskFigure::MitigationYearly))), (false, false));
    assert!(loss(EstimateKey::Risk(0, RiskFigure::MitigationYearly)).is_some());
    // What it was before is not what it is after.
    assert_eq!(loss(EstimateKey::Risk(0, RiskFigure::MitigationPerYear)), None);
    assert_eq!(loss(EstimateKey::Risk(0, RiskFigure::MitigationLoss)), None);
    assert_eq!(known(&without(logged.clone(), EstimateKey::Risk(0, RiskFigure::MitigationLoss))), (true, true));
}
