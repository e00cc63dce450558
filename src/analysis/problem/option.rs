//! Options as quantities: flows of money, months, risks, and a level on each criterion.

use super::lowering::{Lowering, Of};
use super::unread::Unread;
use super::{
    BenefitModel, Criterion, EstimateIdx, Level, Money, OptionModel, Payee, Price, PriceTier, RiskModel, RunningTerm,
    Uplift,
};
use crate::analysis::ranking::risk::optimism_uplift;
use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::worlds::draws::Source;
use crate::finding::Finding;
use crate::model::{
    ConsideredOption, Contract, Cost, CostFlows, Estimate, EstimateKey, ExitAt, Measure, OptionKey, Quantity,
    ReferenceClass, RiskFigure, Sourcing, Yearly, slug,
};
use crate::source::Span;

/// Fewer actuals of past builds than this make no reference class.
pub(crate) const FEWEST_PAST_BUILDS: usize = 3;

/// Lowers all options of the record.
pub(crate) fn lower_all(
    lowering: &mut Lowering<'_>,
    criteria: &[Criterion],
    until_ready: Option<EstimateIdx>,
) -> Vec<OptionModel> {
    let record = lowering.record;
    let mut keys: Vec<String> = Vec::new();
    let mut models = Vec::new();
    for (idx, option) in record.options.iter().enumerate() {
        let key = own_key(option, &keys);
        let mut one = OptionLowering { lowering, option, idx, key: &key, unknown_driver: None };
        models.push(one.model(criteria, until_ready));
        keys.push(key);
    }
    models
}

/// What an option's streams are keyed by; a repeated one gets a number.
fn own_key(option: &ConsideredOption, taken: &[String]) -> String {
    let plain = option.key.as_deref().map_or_else(|| slug(&option.title), slug);
    let mut key = plain.clone();
    let mut count = 2;
    while taken.contains(&key) {
        key = format!("{plain}#{count}");
        count += 1;
    }
    key
}

struct OptionLowering<'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    option: &'a ConsideredOption,
    idx: usize,
    key: &'l str,
    /// Where a driver is named that is not there.
    unknown_driver: Option<Span>,
}

impl<'l> OptionLowering<'l, '_> {
    fn model(&mut self, criteria: &[Criterion], until_ready: Option<EstimateIdx>) -> OptionModel {
        let option = self.option;
        let ready = option
            .ready
            .as_ref()
            .and_then(|ready| self.input(ready, EstimateKey::Ready, Quantity::Months, Scale::Months));
        let months = option.exit.as_ref().and_then(|exit| exit.months.as_ref());
        let exit_months =
            months.and_then(|months| self.input(months, EstimateKey::ExitMonths, Quantity::Months, Scale::Months));
        let risks = self.risks();
        let exit_cost = self.exit_cost();
        // A cost without one of its parts is no cost.
        let unread = Unread { lowering: self.lowering, option };
        let (unread_money, unread_lateness) = (unread.money(), unread.lateness());
        let is_whole = exit_cost.is_some() && unread_money.is_none();
        let money = is_whole.then(|| self.money(until_ready)).flatten();
        let mut model = OptionModel {
            unread_cost: unread_money.or(self.unknown_driver).or(unread_lateness),
            title: option.title.clone(),
            sourcing: option.sourcing,
            money,
            ready,
            exit_months,
            exit_cost: exit_cost.unwrap_or_default(),
            is_exit_counted: option.exit.as_ref().is_none_or(|exit| exit.at == ExitAt::End),
            risks,
            people: self.people(EstimateKey::PeopleMonths),
            people_yearly: self.people(EstimateKey::PeopleYearly),
            levels: Vec::new(),
        };
        model.levels = criteria.iter().map(|criterion| self.level(&model, criterion)).collect();
        model
    }

    fn level(&mut self, model: &OptionModel, criterion: &Criterion) -> Option<Level> {
        match criterion.measure {
            Measure::TotalCost => model.whole_money().map(|_| Level::TotalCost),
            Measure::AnnualLoss => {
                let risks = model.risks.as_ref()?;
                let is_known = risks.iter().all(|risk| risk.per_year.is_some() && risk.loss.is_some());
                is_known.then_some(Level::AnnualLoss)
            }
            Measure::ExitMonths => model.exit_months.map(Level::Estimate),
            Measure::Ready => model.ready.map(Level::Estimate),
            Measure::Own => {
                let option = self.option;
                let (_, estimate) = option.levels.iter().find(|(id, _)| *id == criterion.id)?;
                let quantity =
                    if criterion.scale == Scale::OutOf100 { Quantity::Level } else { Quantity::NaturalLevel };
                self.input(estimate, EstimateKey::level(&criterion.id), quantity, criterion.scale).map(Level::Estimate)
            }
        }
    }

    fn money(&mut self, until_ready: Option<EstimateIdx>) -> Option<Money> {
        let option = self.option;
        let mut money = match option.cost.as_ref()? {
            Cost::Flows(flows) => self.flows(flows)?,
            Cost::Total(total) => {
                let rate = self.input(total, EstimateKey::Cost, Quantity::Money, Scale::Money)?;
                let share = 1.0 / f64::from(self.lowering.horizon_years);
                Money {
                    yearly: vec![RunningTerm { share, ..RunningTerm::sum(rate, Payee::Supplier) }],
                    ..Money::default()
                }
            }
        };
        for (risk_idx, risk) in option.risks.iter().flatten().enumerate() {
            if let Some(yearly) = risk.mitigation.as_ref().and_then(|mitigation| mitigation.yearly.as_ref()) {
                let key = EstimateKey::Risk(risk_idx, RiskFigure::MitigationYearly);
                let rate = self.input(yearly, key, Quantity::Money, Scale::MoneyPerYear)?;
                money.yearly.push(RunningTerm::sum(rate, Payee::Mitigation));
            }
        }
        self.own_people(&mut money)?;
        money.uplift = self.uplift();
        money.caps = self.caps();
        money.minimum = self.minimum()?;
        money.benefit = self.benefit()?;
        money.until_ready = until_ready.filter(|_| option.sourcing != Some(Sourcing::Avoid));
        Some(money)
    }

    /// `None` where a number of it cannot be used: a cost without one of its parts is no cost.
    fn flows(&mut self, flows: &CostFlows) -> Option<Money> {
        let mut money = Money::default();
        if let Some(once) = &flows.once {
            money.once = Some(self.input(once, EstimateKey::CostOnce, Quantity::Money, Scale::Money)?);
        }
        if let Some(yearly) = &flows.yearly {
            let (sum, rate) = (EstimateKey::CostYearly, EstimateKey::CostYearlyRate);
            money.yearly.push(self.running(yearly, sum, rate, EstimateKey::CostYearlyTier)?);
        }
        if let Some(growth) = &flows.growth {
            money.growth = Some(self.input(growth, EstimateKey::CostGrowth, Quantity::Percent, Scale::Percent)?);
        }
        for (at_idx, scheduled) in flows.at.iter().enumerate() {
            let amount = self.input(&scheduled.amount, EstimateKey::CostAt(at_idx), Quantity::Money, Scale::Money)?;
            if scheduled.year <= self.lowering.horizon_years {
                money.at.push((scheduled.year, amount));
            } else {
                self.after_the_horizon(at_idx, scheduled.year);
            }
        }
        Some(money)
    }

    fn running(
        &mut self,
        yearly: &Yearly,
        sum_key: EstimateKey,
        rate_key: EstimateKey,
        tier_key: fn(usize) -> EstimateKey,
    ) -> Option<RunningTerm> {
        let per = self.place_of(&format!("{sum_key}.per"));
        let mut drivers = Vec::new();
        for name in yearly.drivers() {
            let driver = self.lowering.driver(name, &per);
            if driver.is_none() {
                self.unknown_driver = self.lowering.record.place(&per);
            }
            drivers.push(driver?);
        }
        let price = match yearly {
            Yearly::Sum(sum) => Price::Rate(self.input(sum, sum_key, Quantity::Money, Scale::MoneyPerYear)?),
            Yearly::Per { rate, .. } => Price::Rate(self.input(rate, rate_key, Quantity::Money, Scale::Money)?),
            Yearly::Tiers { tiers, .. } => {
                let mut steps = Vec::new();
                let mut from = 0.0;
                for (idx, tier) in tiers.iter().enumerate() {
                    let rate = self.input(&tier.rate, tier_key(idx), Quantity::Money, Scale::Money)?;
                    let to = tier.to.unwrap_or(f64::INFINITY);
                    steps.push(PriceTier { from, to, rate });
                    from = to;
                }
                Price::Tiers(steps)
            }
        };
        Some(RunningTerm { price, drivers, share: 1.0, payee: Payee::Supplier })
    }

    /// Our own people as money, where a rate is given. `None` where a number of it cannot be used.
    fn own_people(&mut self, money: &mut Money) -> Option<()> {
        let Some(people) = self.option.people.as_ref() else { return Some(()) };
        let by_book = self.lowering.book.staff_rate.map(Estimate::certain);
        let Some(rate) = people.rate.as_ref().or(by_book.as_ref()) else { return Some(()) };
        if people.months.is_none() && people.yearly.is_none() {
            return Some(());
        }
        let rate = self.input(rate, EstimateKey::PeopleRate, Quantity::Money, Scale::Money)?;
        let mut term = |estimate: &Estimate, key: EstimateKey, scale: Scale| {
            let months = self.input(estimate, key, Quantity::Months, scale)?;
            Some(RunningTerm { drivers: vec![months], ..RunningTerm::sum(rate, Payee::People) })
        };
        if let Some(months) = &people.months {
            money.people_once = Some(term(months, EstimateKey::PeopleMonths, Scale::Months)?);
        }
        if let Some(yearly) = &people.yearly {
            money.yearly.push(term(yearly, EstimateKey::PeopleYearly, Scale::Months)?);
        }
        Some(())
    }

    fn after_the_horizon(&mut self, at_idx: usize, year: u32) {
        let record = self.lowering.record;
        let span = record.place(&self.place_of(&format!("cost.at[{at_idx}]")));
        let horizon = self.lowering.horizon_years;
        let message = format!("an amount in year {year} lies behind the horizon of {horizon} years and is left out");
        let help = format!("widen the horizon: `horizon: {year}`");
        self.lowering
            .findings
            .push(Finding::warning("amount-after-horizon", &record.path, span, message).with_help(help));
    }

    /// Our own past takes the place of optimism bias where both are given.
    fn uplift(&mut self) -> Uplift {
        let stated = match &self.option.reference_class {
            Some(ReferenceClass::Ratios(ratios)) => ratios.as_slice(),
            Some(ReferenceClass::Log) if self.lowering.past_builds.len() >= FEWEST_PAST_BUILDS => {
                self.lowering.past_builds
            }
            _ => &[],
        };
        let ratios: Vec<f64> = stated.iter().copied().filter(|ratio| ratio.is_finite() && *ratio > 0.0).collect();
        if !ratios.is_empty() {
            let id = EstimateId::OfOption(self.idx, EstimateKey::ReferenceClass);
            return Uplift::Drawn(self.lowering.ratios(id, &ratios, self.key));
        }
        let bias = self.option.optimism_bias.map(|bias| 1.0 + optimism_uplift(bias));
        bias.filter(|factor| factor.is_finite() && *factor >= 0.0).map_or(Uplift::None, Uplift::Factor)
    }

    /// By year from the first to the horizon: the cap holds in every year that begins before the contract ends.
    fn caps(&self) -> Vec<Option<f64>> {
        let (cap, ends) = match &self.option.contract {
            Some(Contract { price_cap: Some(cap), ends: Some(ends), .. }) => (*cap, *ends),
            _ => return Vec::new(),
        };
        (0..self.lowering.horizon_years).map(|year| (self.lowering.day_after(year) < ends).then_some(cap)).collect()
    }

    /// What is owed a year at the least, in every year that begins before the contract ends. The
    /// outer `None`: its number cannot be used.
    #[expect(clippy::option_option, reason = "the outer one says that a number cannot be used")]
    fn minimum(&mut self) -> Option<Option<(EstimateIdx, u32)>> {
        let Some(Contract { minimum: Some(minimum), ends: Some(ends), .. }) = &self.option.contract else {
            return Some(None);
        };
        let years = (0..self.lowering.horizon_years).take_while(|year| self.lowering.day_after(*year) < *ends).count();
        let minimum = self.input(minimum, EstimateKey::ContractMinimum, Quantity::Money, Scale::MoneyPerYear)?;
        Some((years > 0).then_some((minimum, years as u32)))
    }

    fn people(&self, key: EstimateKey) -> Option<Source> {
        let months = key.of(self.option)?;
        self.lowering.source(months, &self.of(key, Quantity::Months, Scale::Months))
    }

    /// What leaving at the horizon takes. `None` where a number of it cannot be used.
    fn exit_cost(&mut self) -> Option<Vec<EstimateIdx>> {
        let option = self.option;
        let mut exit = Vec::new();
        if let Some(cost) = option.exit.as_ref().and_then(|exit| exit.cost.as_ref()) {
            exit.push(self.input(cost, EstimateKey::ExitCost, Quantity::Money, Scale::Money)?);
        }
        if let Some(contract) = &option.contract
            && let Some(fee) = &contract.break_fee
            && self.lowering.outlasts_horizon(contract)
        {
            exit.push(self.input(fee, EstimateKey::ContractBreakFee, Quantity::Money, Scale::Money)?);
        }
        Some(exit)
    }

    #[expect(clippy::option_option, reason = "the outer one says that a number cannot be used")]
    fn benefit(&mut self) -> Option<Option<BenefitModel>> {
        let Some(stated) = &self.option.benefit else { return Some(None) };
        let mut benefit = BenefitModel::default();
        if let Some(once) = &stated.once {
            benefit.once = Some(self.input(once, EstimateKey::BenefitOnce, Quantity::Money, Scale::Money)?);
        }
        if let Some(yearly) = &stated.yearly {
            let (sum, rate) = (EstimateKey::BenefitYearly, EstimateKey::BenefitYearlyRate);
            benefit.yearly = Some(self.running(yearly, sum, rate, EstimateKey::BenefitYearlyTier)?);
        }
        if let Some(growth) = &stated.growth {
            benefit.growth = Some(self.input(growth, EstimateKey::BenefitGrowth, Quantity::Percent, Scale::Percent)?);
        }
        Some(Some(benefit))
    }

    fn risks(&mut self) -> Option<Vec<RiskModel>> {
        let option = self.option;
        let risks = option.risks.as_ref()?;
        let mut models = Vec::new();
        for (risk_idx, risk) in risks.iter().enumerate() {
            let (quantity, scale) = if risk.is_at_most_once {
                (Quantity::Chance, Scale::Chance)
            } else {
                (Quantity::Rate, Scale::TimesPerYear)
            };
            let after = risk.mitigation.as_ref();
            let mitigated_rate = after.and_then(|mitigation| mitigation.per_year.as_ref());
            let mitigated_loss = after.and_then(|mitigation| mitigation.loss.as_ref());
            let is_lost = |figure: RiskFigure| {
                option.unread_at(EstimateKey::Risk(risk_idx, figure)).or(option.unread_at(OptionKey::Risks)).is_some()
            };
            let is_rate_lost = is_lost(RiskFigure::MitigationPerYear);
            let is_loss_lost = is_lost(RiskFigure::MitigationLoss);
            let (rate, figure) = match mitigated_rate {
                Some(rate) => (Some(rate), RiskFigure::MitigationPerYear),
                None => (risk.per_year.as_ref(), RiskFigure::PerYear),
            };
            let key = EstimateKey::Risk(risk_idx, figure);
            let per_year = rate.filter(|_| !is_rate_lost).and_then(|rate| self.input(rate, key, quantity, scale));
            let loss = mitigated_loss.or(risk.loss.as_ref());
            let loss = loss.filter(|_| !is_loss_lost).and_then(|loss| loss.distribution(Quantity::Money).ok());
            models.push(RiskModel {
                per_year,
                loss,
                is_at_most_once: risk.is_at_most_once,
                counts: self.lowering.stream(self.key, &format!("risks[{risk_idx}].counts")),
                losses: self.lowering.stream(self.key, &format!("risks[{risk_idx}].losses")),
            });
        }
        Some(models)
    }

    fn input(
        &mut self,
        estimate: &Estimate,
        key: EstimateKey,
        quantity: Quantity,
        scale: Scale,
    ) -> Option<EstimateIdx> {
        let of = self.of(key, quantity, scale);
        self.lowering.input(estimate, of)
    }

    fn of(&self, key: EstimateKey, quantity: Quantity, scale: Scale) -> Of<'l> {
        Of { id: EstimateId::OfOption(self.idx, key), quantity, scale, key: self.key }
    }

    fn place_of(&self, path: &str) -> String {
        format!("options[{}].{path}", self.option.front_matter_idx.unwrap_or(self.idx))
    }
}
