//! The page of money, ready to print.

use super::{DriverBlock, OverTimeBlock, PartsBlock, RenewalBlock, UncountedBlock, YearBlock};
use crate::report::{Head, Key};
use serde::Serialize;

/// What have we committed to, when is it due, how sure are we?
#[derive(Clone, Debug, Serialize)]
pub struct CostPage {
    /// Of itself.
    pub head: Head,
    /// "Six decisions in force", "Five asks".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// What is committed, asked for, and due in the year that matters most.
    pub keys: Vec<Key>,
    /// One entry a currency: sums of several are never added.
    pub currencies: Vec<CurrencyMoney>,
    /// That there are several currencies.
    pub apart: Option<&'static str>,
    /// Contracts that renew or end within 18 months.
    pub renewals: Option<RenewalBlock>,
    /// What is not in these sums.
    pub uncounted: UncountedBlock,
}

/// The money in one currency.
#[derive(Clone, Debug, Serialize)]
pub struct CurrencyMoney {
    /// "In euros (EUR)"; `None` where there is one currency alone.
    pub name: Option<String>,
    /// Year by year.
    pub years: Option<YearBlock>,
    /// When the largest ask comes back.
    pub over_time: Option<OverTimeBlock>,
    /// What makes the sum uncertain.
    pub drivers: Option<DriverBlock>,
    /// What is paid once, what runs, what comes in.
    pub parts: Option<PartsBlock>,
}
