//! Where an option states each of its estimates.

use crate::model::{ConsideredOption, Cost, CostFlows, Estimate, EstimateKey, Risk, RiskFigure, Yearly};
use std::collections::BTreeSet;

impl EstimateKey {
    /// Every key under which an option states an estimate, in the order of the keys.
    pub fn stated_by(option: &ConsideredOption) -> BTreeSet<Self> {
        let tiers = |yearly: Option<&Yearly>| match yearly {
            Some(Yearly::Tiers { tiers, .. }) => tiers.len(),
            Some(Yearly::Sum(_) | Yearly::Per { .. }) | None => 0,
        };
        let cost = flows(option);
        let cost_tiers = tiers(cost.and_then(|flows| flows.yearly.as_ref()));
        let benefit_tiers = tiers(option.benefit.as_ref().and_then(|benefit| benefit.yearly.as_ref()));
        let risk_count = option.risks.as_ref().map_or(0, Vec::len);
        let possible = Self::fixed()
            .chain((0..cost_tiers).map(Self::CostYearlyTier))
            .chain((0..benefit_tiers).map(Self::BenefitYearlyTier))
            .chain((0..cost.map_or(0, |flows| flows.at.len())).map(Self::CostAt))
            .chain((0..risk_count).flat_map(|idx| RiskFigure::ALL.map(|figure| Self::Risk(idx, figure))))
            .chain(option.levels.iter().map(|(id, _)| Self::level(id)));
        possible.filter(|key| key.of(option).is_some()).collect()
    }

    /// What an option states under this key.
    pub fn of<'a>(&self, option: &'a ConsideredOption) -> Option<&'a Estimate> {
        let level = |id: &str| option.levels.iter().find(|(known, _)| known == id).map(|(_, level)| level);
        match self {
            Self::Cost => match &option.cost {
                Some(Cost::Total(total)) => Some(total),
                Some(Cost::Flows(_)) => None,
                None => level("cost"),
            },
            Self::CostOnce => flows(option)?.once.as_ref(),
            Self::CostYearly => sum(flows(option)?.yearly.as_ref()?),
            Self::CostYearlyRate => rate(flows(option)?.yearly.as_ref()?),
            Self::CostYearlyTier(idx) => tier(flows(option)?.yearly.as_ref()?, *idx),
            Self::CostGrowth => flows(option)?.growth.as_ref(),
            Self::CostAt(idx) => flows(option)?.at.get(*idx).map(|scheduled| &scheduled.amount),
            Self::BenefitOnce => option.benefit.as_ref()?.once.as_ref(),
            Self::BenefitYearly => sum(option.benefit.as_ref()?.yearly.as_ref()?),
            Self::BenefitYearlyRate => rate(option.benefit.as_ref()?.yearly.as_ref()?),
            Self::BenefitYearlyTier(idx) => tier(option.benefit.as_ref()?.yearly.as_ref()?, *idx),
            Self::BenefitGrowth => option.benefit.as_ref()?.growth.as_ref(),
            Self::Ready => option.ready.as_ref(),
            Self::PeopleMonths => option.people.as_ref()?.months.as_ref(),
            Self::PeopleYearly => option.people.as_ref()?.yearly.as_ref(),
            Self::PeopleRate => option.people.as_ref()?.rate.as_ref(),
            Self::PeopleCanRun => option.people.as_ref()?.can_run.as_ref(),
            Self::Recover => option.recover.as_ref(),
            Self::ExitMonths => option.exit.as_ref()?.months.as_ref(),
            Self::ExitCost => option.exit.as_ref()?.cost.as_ref(),
            Self::ContractMinimum => option.contract.as_ref()?.minimum.as_ref(),
            Self::ContractBreakFee => option.contract.as_ref()?.break_fee.as_ref(),
            // Several numbers rather than one estimate.
            Self::ReferenceClass => None,
            Self::Risk(idx, figure) => of_risk(option.risks.as_ref()?.get(*idx)?, *figure),
            Self::Level(id) => level(id),
        }
    }
}

fn flows(option: &ConsideredOption) -> Option<&CostFlows> {
    match option.cost.as_ref()? {
        Cost::Flows(flows) => Some(flows),
        Cost::Total(_) => None,
    }
}

fn sum(yearly: &Yearly) -> Option<&Estimate> {
    match yearly {
        Yearly::Sum(sum) => Some(sum),
        Yearly::Per { .. } | Yearly::Tiers { .. } => None,
    }
}

fn rate(yearly: &Yearly) -> Option<&Estimate> {
    match yearly {
        Yearly::Sum(_) | Yearly::Tiers { .. } => None,
        Yearly::Per { rate, .. } => Some(rate),
    }
}

fn tier(yearly: &Yearly, idx: usize) -> Option<&Estimate> {
    match yearly {
        Yearly::Sum(_) | Yearly::Per { .. } => None,
        Yearly::Tiers { tiers, .. } => tiers.get(idx).map(|tier| &tier.rate),
    }
}

fn of_risk(risk: &Risk, figure: RiskFigure) -> Option<&Estimate> {
    let mitigation = risk.mitigation.as_ref();
    match figure {
        RiskFigure::PerYear => risk.per_year.as_ref(),
        RiskFigure::Loss => risk.loss.as_ref(),
        RiskFigure::MitigationYearly => mitigation?.yearly.as_ref(),
        RiskFigure::MitigationPerYear => mitigation?.per_year.as_ref(),
        RiskFigure::MitigationLoss => mitigation?.loss.as_ref(),
    }
}
