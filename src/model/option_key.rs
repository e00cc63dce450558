//! Keys of an option at which something stands that figures rest on, estimates and others, each with its text.

use crate::model::EstimateKey;
use std::fmt;

/// Names what stands at a key of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionKey {
    /// One of its estimates.
    Estimate(EstimateKey),
    /// What it brings in, as a whole.
    Benefit,
    /// Its risks, as a whole.
    Risks,
    /// Uplift on one-off cost.
    OptimismBias,
    /// The last day of the contract.
    ContractEnds,
    /// The highest growth of the price while the contract runs.
    ContractPriceCap,
}

impl From<EstimateKey> for OptionKey {
    fn from(key: EstimateKey) -> Self {
        Self::Estimate(key)
    }
}

impl fmt::Display for OptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Estimate(key) => return key.fmt(f),
            Self::Benefit => "benefit",
            Self::Risks => "risks",
            Self::OptimismBias => "optimism-bias",
            Self::ContractEnds => "contract.ends",
            Self::ContractPriceCap => "contract.price-cap",
        })
    }
}
