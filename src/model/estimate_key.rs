//! What the estimates of an option are called: one key each, and the text that stands for it in files, streams and figures.
//!
//! The text is written and read here and nowhere else, and whoever tells keys apart matches on all of them, so that a new
//! estimate cannot be forgotten. It also names the streams of draws: another text for a key would be other draws.

use std::fmt;
use std::str::FromStr;

/// Names one estimate of an option.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EstimateKey {
    /// Cost in one figure: a sum over the whole horizon, or a level where options are judged by that.
    Cost,
    /// Cost at the start.
    CostOnce,
    /// Cost each year, as a sum.
    CostYearly,
    /// Cost each year for one unit of a driver.
    CostYearlyRate,
    /// The same in one step of a graduated price, by its position.
    CostYearlyTier(usize),
    /// Growth of the yearly cost.
    CostGrowth,
    /// A scheduled amount, by its position.
    CostAt(usize),
    /// What it brings in at once.
    BenefitOnce,
    /// What it brings in each year, as a sum.
    BenefitYearly,
    /// What it brings in each year for one unit of a driver.
    BenefitYearlyRate,
    /// The same in one step of a graduated price, by its position.
    BenefitYearlyTier(usize),
    /// Growth of what it brings in each year.
    BenefitGrowth,
    /// Months until it is live.
    Ready,
    /// Person-months to build or bring it in.
    PeopleMonths,
    /// Person-months a year to run it.
    PeopleYearly,
    /// Money for a person-month.
    PeopleRate,
    /// How many people could run it.
    PeopleCanRun,
    /// Hours until it works again.
    Recover,
    /// Months to leave.
    ExitMonths,
    /// Money to leave.
    ExitCost,
    /// Money a year owed until the contract ends.
    ContractMinimum,
    /// Money owed when leaving before the contract ends.
    ContractBreakFee,
    /// Past ratios of actual to estimate.
    ReferenceClass,
    /// A figure of a risk, by the risk's position.
    Risk(usize, RiskFigure),
    /// The level on a criterion, by its id.
    Level(String),
}

/// What is estimated of a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskFigure {
    /// How often it happens.
    PerYear,
    /// What is lost when it does.
    Loss,
    /// What is done about it, each year.
    MitigationYearly,
    /// How often it happens afterwards.
    MitigationPerYear,
    /// What is lost afterwards.
    MitigationLoss,
}

/// A text that names no estimate of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEstimateKey;

impl RiskFigure {
    pub(super) const ALL: [Self; 5] =
        [Self::PerYear, Self::Loss, Self::MitigationYearly, Self::MitigationPerYear, Self::MitigationLoss];

    fn as_str(self) -> &'static str {
        match self {
            Self::PerYear => "per-year",
            Self::Loss => "loss",
            Self::MitigationYearly => "mitigation.yearly",
            Self::MitigationPerYear => "mitigation.per-year",
            Self::MitigationLoss => "mitigation.loss",
        }
    }
}

impl EstimateKey {
    /// Those that stand at one place, whatever the record.
    const FIXED: [Self; 20] = [
        Self::Cost,
        Self::CostOnce,
        Self::CostYearly,
        Self::CostYearlyRate,
        Self::CostGrowth,
        Self::BenefitOnce,
        Self::BenefitYearly,
        Self::BenefitYearlyRate,
        Self::BenefitGrowth,
        Self::Ready,
        Self::PeopleMonths,
        Self::PeopleYearly,
        Self::PeopleRate,
        Self::PeopleCanRun,
        Self::Recover,
        Self::ExitMonths,
        Self::ExitCost,
        Self::ContractMinimum,
        Self::ContractBreakFee,
        Self::ReferenceClass,
    ];

    /// Those that stand at one place, whatever the record.
    pub(super) fn fixed() -> impl Iterator<Item = Self> {
        Self::FIXED.into_iter()
    }

    /// The level on a criterion. One that is called `cost` stands where cost stands.
    pub fn level(criterion: &str) -> Self {
        criterion.parse().unwrap_or_else(|NoEstimateKey| Self::Level(criterion.to_owned()))
    }

    /// The criterion whose level it may be.
    pub fn criterion(&self) -> Option<&str> {
        match self {
            Self::Level(id) => Some(id),
            Self::Cost => Some("cost"),
            _ => None,
        }
    }
}

impl fmt::Display for EstimateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cost => "cost",
            Self::CostOnce => "cost.once",
            Self::CostYearly => "cost.yearly",
            Self::CostYearlyRate => "cost.yearly.rate",
            Self::CostYearlyTier(idx) => return write!(f, "cost.yearly.tiers[{idx}].rate"),
            Self::CostGrowth => "cost.growth",
            Self::CostAt(idx) => return write!(f, "cost.at[{idx}].amount"),
            Self::BenefitOnce => "benefit.once",
            Self::BenefitYearly => "benefit.yearly",
            Self::BenefitYearlyRate => "benefit.yearly.rate",
            Self::BenefitYearlyTier(idx) => return write!(f, "benefit.yearly.tiers[{idx}].rate"),
            Self::BenefitGrowth => "benefit.growth",
            Self::Ready => "ready",
            Self::PeopleMonths => "people.months",
            Self::PeopleYearly => "people.yearly",
            Self::PeopleRate => "people.rate",
            Self::PeopleCanRun => "people.can-run",
            Self::Recover => "recover",
            Self::ExitMonths => "exit.months",
            Self::ExitCost => "exit.cost",
            Self::ContractMinimum => "contract.minimum",
            Self::ContractBreakFee => "contract.break-fee",
            Self::ReferenceClass => "reference-class",
            Self::Risk(idx, figure) => return write!(f, "risks[{idx}].{}", figure.as_str()),
            Self::Level(id) => id,
        })
    }
}

impl FromStr for EstimateKey {
    type Err = NoEstimateKey;

    fn from_str(text: &str) -> Result<Self, NoEstimateKey> {
        let fixed = || Self::FIXED.into_iter().find(|key| key.to_string() == text);
        let listed = || {
            let (list, rest) = text.split_once('[')?;
            let (idx, below) = rest.split_once("].")?;
            let idx = idx.parse().ok()?;
            match list {
                "cost.at" if below == "amount" => Some(Self::CostAt(idx)),
                "cost.yearly.tiers" if below == "rate" => Some(Self::CostYearlyTier(idx)),
                "benefit.yearly.tiers" if below == "rate" => Some(Self::BenefitYearlyTier(idx)),
                "risks" => {
                    let figure = RiskFigure::ALL.into_iter().find(|figure| figure.as_str() == below)?;
                    Some(Self::Risk(idx, figure))
                }
                _ => None,
            }
        };
        // An id is a slug: nothing lies below it.
        let level = || (!text.is_empty() && !text.contains(['.', '['])).then(|| Self::Level(text.to_owned()));
        let key = fixed().or_else(listed).or_else(level).ok_or(NoEstimateKey)?;
        // `risks[01].loss` would be a second text for the same key.
        if key.to_string() == text { Ok(key) } else { Err(NoEstimateKey) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_key() -> impl Strategy<Value = EstimateKey> {
        prop_oneof![
            (0..EstimateKey::FIXED.len()).prop_map(|idx| EstimateKey::FIXED[idx].clone()),
            (0..100_usize).prop_map(EstimateKey::CostAt),
            (0..100_usize).prop_map(EstimateKey::CostYearlyTier),
            (0..100_usize).prop_map(EstimateKey::BenefitYearlyTier),
            (0..100_usize, 0..RiskFigure::ALL.len())
                .prop_map(|(idx, figure)| EstimateKey::Risk(idx, RiskFigure::ALL[figure])),
            "[a-zé0-9]{1,4}(-[a-z]{1,6})?".prop_map(|id| EstimateKey::level(&id)),
        ]
    }

    proptest! {
        #[test]
        fn a_key_is_read_as_it_was_written(key in any_key()) {
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }

        #[test]
        fn what_is_read_is_written_as_it_stood(text in "(cost|risks|exit|benefit|a-level)?[.\\[\\]a-z0-9-]{0,16}") {
            if let Ok(key) = text.parse::<EstimateKey>() {
                prop_assert_eq!(key.to_string(), text);
            }
        }
    }

    #[test]
    fn one_key_has_one_text() {
        let keys = ["cost", "cost.yearly.rate", "cost.at[2].amount", "risks[0].mitigation.per-year", "fit"];
        let read = keys.map(|text| text.parse::<EstimateKey>().expect("a key"));
        assert_eq!(
            read,
            [
                EstimateKey::Cost,
                EstimateKey::CostYearlyRate,
                EstimateKey::CostAt(2),
                EstimateKey::Risk(0, RiskFigure::MitigationPerYear),
                EstimateKey::Level("fit".to_owned()),
            ]
        );
        for text in ["", "cost.at[02].amount", "cost.at[+2].amount", "risks[0]", "risks[0].name", "exit.tested"] {
            assert_eq!(text.parse::<EstimateKey>(), Err(NoEstimateKey), "{text}");
        }
        assert_eq!(EstimateKey::level("cost"), EstimateKey::Cost);
    }
}
