//! Which of an option's figures that stand there and could not be read are missed, and where they stand.

use super::lowering::Lowering;
use crate::model::{ConsideredOption, Cost, CostFlows, EstimateKey, Form, OptionKey, RiskFigure, Sourcing};
use crate::source::Span;

/// An option, asked for what could not be read of it.
pub(super) struct Unread<'l, 'a> {
    pub(super) lowering: &'l Lowering<'a>,
    pub(super) option: &'a ConsideredOption,
}

impl Unread<'_, '_> {
    /// Where a figure of its cash stands and could not be read. What does not count anyhow is not missed.
    pub(super) fn money(&self) -> Option<Span> {
        // Where no cost is stated, that alone is what is missing.
        let is_stated = self.option.cost.is_some();
        let matters = |key: &OptionKey| *key == EstimateKey::Cost.into() || (is_stated && self.counts(key));
        let own = self.option.unread.iter().find(|(key, _)| matters(key)).map(|(_, span)| *span);
        let waits = is_stated && self.option.sourcing != Some(Sourcing::Avoid) && self.may_wait();
        own.or_else(|| self.lowering.unread("until-ready").filter(|_| waits))
    }

    /// Whether its cash would be another with what stands at this key.
    fn counts(&self, key: &OptionKey) -> bool {
        let key = match key {
            OptionKey::Benefit | OptionKey::OptimismBias | OptionKey::Risks => return true,
            OptionKey::ContractEnds => {
                return self.option.contract.as_ref().is_some_and(|contract| {
                    contract.minimum.is_some() || contract.break_fee.is_some() || contract.price_cap.is_some()
                });
            }
            OptionKey::ContractPriceCap => {
                return matches!(&self.option.cost, Some(Cost::Flows(CostFlows { growth: Some(_), .. })));
            }
            OptionKey::Estimate(key) => key,
        };
        match key {
            EstimateKey::Cost
            | EstimateKey::CostOnce
            | EstimateKey::CostYearly
            | EstimateKey::CostYearlyRate
            | EstimateKey::CostYearlyTier(_)
            | EstimateKey::CostGrowth
            | EstimateKey::CostAt(_)
            | EstimateKey::BenefitOnce
            | EstimateKey::BenefitYearly
            | EstimateKey::BenefitYearlyRate
            | EstimateKey::BenefitYearlyTier(_)
            | EstimateKey::BenefitGrowth
            | EstimateKey::ExitCost
            | EstimateKey::ContractMinimum
            | EstimateKey::ReferenceClass
            | EstimateKey::Risk(_, RiskFigure::MitigationYearly) => true,
            EstimateKey::ContractBreakFee => self.outlasts_horizon() || self.is_unread(OptionKey::ContractEnds),
            EstimateKey::Ready => self.option.benefit.is_some() || self.waits_dearly(),
            EstimateKey::PeopleMonths | EstimateKey::PeopleYearly => {
                let own = self.option.people.as_ref().is_some_and(|people| people.rate.is_some());
                own || self.lowering.book.staff_rate.is_some() || self.is_unread(EstimateKey::PeopleRate)
            }
            EstimateKey::PeopleRate => true,
            EstimateKey::PeopleCanRun
            | EstimateKey::Recover
            | EstimateKey::ExitMonths
            | EstimateKey::Risk(
                _,
                RiskFigure::PerYear | RiskFigure::Loss | RiskFigure::MitigationPerYear | RiskFigure::MitigationLoss,
            )
            | EstimateKey::Level(_) => false,
        }
    }

    /// Where what lateness rests on stands and could not be read.
    pub(super) fn lateness(&self) -> Option<Span> {
        self.option.cost.as_ref()?;
        let inputs = &self.lowering.record.inputs;
        let is_late_dear = inputs.late_cost.is_some_and(|cost| cost > 0.0);
        let day = self.lowering.unread("needed-by").filter(|_| is_late_dear && self.may_wait());
        let is_due = inputs.needed_by.is_some() || self.lowering.unread("needed-by").is_some();
        let sum = self.lowering.unread("late-cost").filter(|_| is_due && self.may_wait());
        let months = self.option.unread_at(EstimateKey::Ready);
        day.or(sum).or(months.filter(|_| is_late_dear && is_due))
    }

    fn is_unread(&self, key: impl Into<OptionKey>) -> bool {
        self.option.unread_at(key).is_some()
    }

    /// Whether it may not be ready at once.
    fn may_wait(&self) -> bool {
        self.is_unread(EstimateKey::Ready)
            || self.option.ready.as_ref().is_some_and(|ready| ready.form != Form::Certain(0.0))
    }

    /// Whether today's way costs something while this option is not ready.
    fn waits_dearly(&self) -> bool {
        let monthly = self.lowering.record.inputs.until_ready.as_ref();
        let is_dear = monthly.is_some_and(|monthly| monthly.form != Form::Certain(0.0));
        self.option.sourcing != Some(Sourcing::Avoid) && is_dear
    }

    fn outlasts_horizon(&self) -> bool {
        self.option.contract.as_ref().is_some_and(|contract| self.lowering.outlasts_horizon(contract))
    }
}
