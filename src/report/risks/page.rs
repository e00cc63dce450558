//! The page of risks, ready to print.

use super::{AppetiteBlock, CurveBlock, HazardsBlock};
use crate::report::{Head, Key};
use serde::Serialize;

/// What could hurt us, and is that within what we said we would bear?
#[derive(Clone, Debug, Serialize)]
pub struct RiskPage {
    /// Of itself.
    pub head: Head,
    /// "22 risks in eleven decisions".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// The loss now, after the asks, and of it the largest part.
    pub keys: Vec<Key>,
    /// There is a page of suppliers.
    pub has_suppliers: bool,
    /// One entry a currency: sums of several are never added.
    pub currencies: Vec<CurrencyRisk>,
    /// That there are several currencies.
    pub apart: Option<&'static str>,
}

/// The risks in one currency.
#[derive(Clone, Debug, Serialize)]
pub struct CurrencyRisk {
    /// "In EUR"; `None` where there is one currency alone.
    pub name: Option<String>,
    /// Losses against what is accepted.
    pub appetite: AppetiteBlock,
    /// All risks.
    pub hazards: HazardsBlock,
    /// How bad a year may be.
    pub curve: Option<CurveBlock>,
}
