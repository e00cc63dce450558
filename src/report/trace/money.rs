//! One option's money: what flows in each year, what that is worth today, and what it is made of.

use super::page::{TracePart, TraceRow};
use super::tracing::One;
use crate::analysis::EstimateId;
use crate::analysis::finance::Discount;
use crate::analysis::{Summary, YearCash};
use crate::model::{Cost, CostFlows, EstimateKey, OptionKey, RiskFigure, Yearly};
use crate::number::{Ledger, count, fixed, listed, plural, significant, stated_percent};
use crate::report::narrate::clean;

/// Total-cost, cash, and what they are made of.
pub(super) fn parts(one: &One<'_>) -> Vec<TracePart> {
    let (Some(total_cost), Some(cash)) = (one.result.total_cost, one.result.cash) else { return Vec::new() };
    let largest = one.result.by_year.iter().map(|year| year.one_off.max(year.running));
    let ledger = Ledger::new(&one.tracing.case.money, largest.fold(total_cost.mean.max(cash.mean), f64::max));
    vec![flows(one, &ledger, total_cost), sums(one, &ledger, cash), inputs(one)]
}

fn discount(one: &One<'_>) -> Discount {
    let analysis = one.tracing.analysis;
    Discount::new(analysis.discount_rate, analysis.timing, analysis.horizon_years)
}

/// Year by year, each flow with its factor.
fn flows(one: &One<'_>, ledger: &Ledger, total_cost: Summary) -> TracePart {
    let mut part = one.part(&["cost", "total-cost", "money"], format!("Total-cost of {}", one.doing));
    part.value = Some(ledger.sum(total_cost.mean));
    part.formula =
        Some("sum over the years of mean flow × (1 + rate)^−year; benefits count against, lateness for".to_owned());
    let factors = discount(one);
    for (year, cash) in one.result.by_year.iter().enumerate() {
        let YearCash { one_off, running, exit, benefit, late } = *cash;
        let flowing = factors.running()[year];
        let lines = [
            ("once", one_off, flowing),
            ("running", running, flowing),
            ("leaving", exit, factors.at_end()[year]),
            ("late", late, flowing),
            ("benefits", -benefit, flowing),
        ];
        for (what, flow, factor) in lines.into_iter().filter(|(_, flow, _)| *flow != 0.0) {
            let from = format!("{} × {}", ledger.sum(flow), fixed(factor, 4));
            part.rows.push(TraceRow::new(format!("year {year}, {what}"), from, ledger.sum(flow * factor)));
        }
    }
    part.sum = Some(TraceRow::new("total-cost", "", ledger.sum(total_cost.mean)));
    part.notes.extend(at_the_means(one, ledger));
    part
}

/// Cash and present value, by what is paid for.
fn sums(one: &One<'_>, ledger: &Ledger, cash: Summary) -> TracePart {
    let mut part = one.part(&["cash", "money"], format!("Cash of {}", one.doing));
    part.value = Some(ledger.sum(cash.mean));
    part.formula = Some("sum over the years, undiscounted, leaving included, without lateness and benefits".to_owned());
    let of = |pick: &dyn Fn(&YearCash) -> f64| one.result.by_year.iter().map(pick).sum::<f64>();
    for (what, sum) in
        [("once", of(&|year| year.one_off)), ("running", of(&|year| year.running)), ("leaving", of(&|year| year.exit))]
    {
        if sum != 0.0 {
            part.rows.push(TraceRow::new(what, "all years", ledger.sum(sum)));
        }
    }
    part.sum = Some(TraceRow::new("cash", "", ledger.sum(cash.mean)));
    if let Some(present) = one.result.present_value {
        part.notes.push(format!("The same flows are worth {} today.", ledger.sum(present.mean)));
    }
    part.notes.push(format!(
        "These are means; where tables say “about”, they print the median, {}, and nine draws in ten lie from {} to {}.",
        ledger.sum(cash.p50),
        ledger.sum(cash.p5),
        ledger.sum(cash.p95)
    ));
    part
}

/// Every estimate behind the flows.
fn inputs(one: &One<'_>) -> TracePart {
    let mut part = one.part(&["cost", "inputs", "money"], format!("What the money of {} is made of", one.doing));
    for input in &one.tracing.analysis.inputs {
        let is_behind = match &input.id {
            EstimateId::OfOption(option, key) => {
                let is_people = matches!(key, EstimateKey::PeopleMonths | EstimateKey::PeopleYearly);
                *option == one.option && (is_money(key) || (is_people && one.result.people_cost.is_some()))
            }
            EstimateId::Driver(name) => drivers(one).contains(name),
            EstimateId::UntilReady => one.result.until_ready_cost.is_some(),
        };
        if is_behind {
            part.rows.extend(one.tracing.input_row(&input.id, &input.id.path()));
        }
    }
    if let Some(uplift) = one.result.uplift {
        let option = &one.tracing.case.record.options[one.option];
        let row = match (option.optimism_bias, &option.reference_class) {
            (Some(bias), None) => TraceRow::new(
                "optimism-bias",
                format!(
                    "1 + {} + ({} − {}) × (1 − {})",
                    stated_percent(bias.lower),
                    stated_percent(bias.upper),
                    stated_percent(bias.lower),
                    stated_percent(bias.mitigated)
                ),
                format!("× {}", significant(uplift, 4)),
            )
            .at(one.tracing.option_place(one.option, OptionKey::OptimismBias)),
            _ => TraceRow::new(
                "reference-class",
                "past ratios, one a draw; mean",
                format!("× {}", significant(uplift, 4)),
            )
            .at(one.tracing.option_place(one.option, EstimateKey::ReferenceClass)),
        };
        part.rows.push(row);
    }
    if let Some(contract) = &one.tracing.case.record.options[one.option].contract
        && let (Some(cap), Some(ends)) = (contract.price_cap, contract.ends)
    {
        let from = format!("growth at most, in years that begin before {ends}");
        part.rows.push(
            TraceRow::new("price-cap", from, stated_percent(cap))
                .at(one.tracing.option_place(one.option, OptionKey::ContractPriceCap)),
        );
    }
    part
}

/// Whether an estimate flows as money. Past ratios have a row of their own.
fn is_money(key: &EstimateKey) -> bool {
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
        | EstimateKey::ContractBreakFee
        | EstimateKey::PeopleRate
        | EstimateKey::Risk(_, RiskFigure::MitigationYearly) => true,
        EstimateKey::Ready
        | EstimateKey::PeopleMonths
        | EstimateKey::PeopleYearly
        | EstimateKey::PeopleCanRun
        | EstimateKey::Recover
        | EstimateKey::ExitMonths
        | EstimateKey::ReferenceClass
        | EstimateKey::Risk(
            _,
            RiskFigure::PerYear | RiskFigure::Loss | RiskFigure::MitigationPerYear | RiskFigure::MitigationLoss,
        )
        | EstimateKey::Level(_) => false,
    }
}

/// The drivers that its running cost and benefit scale with.
fn drivers(one: &One<'_>) -> Vec<String> {
    let option = &one.tracing.case.record.options[one.option];
    let flows = match &option.cost {
        Some(Cost::Flows(flows)) => flows.yearly.as_ref(),
        _ => None,
    };
    let benefit = option.benefit.as_ref().and_then(|benefit| benefit.yearly.as_ref());
    flows.into_iter().chain(benefit).flat_map(Yearly::drivers).cloned().collect()
}

/// What running cost of the last year would be with every input at its mean, where that differs.
fn at_the_means(one: &One<'_>, ledger: &Ledger) -> Option<String> {
    let option = &one.tracing.case.record.options[one.option];
    let Some(Cost::Flows(CostFlows { yearly: Some(yearly), .. })) = &option.cost else { return None };
    let last = one.result.by_year.len().checked_sub(1)?;
    let begins_last = 12.0 * (last as f64 - 1.0);
    // Today's way may run into the last year, too.
    if one.result.until_ready_cost.is_some() && one.result.ready.is_none_or(|ready| ready.p95 > begins_last) {
        return None;
    }
    let mut said = vec!["price".to_owned(), "growth".to_owned()];
    let mut running = match yearly {
        Yearly::Sum(_) => one.tracing.mean(one.option, EstimateKey::CostYearly)?,
        Yearly::Per { drivers, .. } => {
            let mut running = one.tracing.mean(one.option, EstimateKey::CostYearlyRate)?;
            for driver in drivers {
                said.push(clean(driver));
                running *= one.tracing.mean_of(&EstimateId::Driver(driver.clone()))?;
            }
            running
        }
        // A graduated price at the mean is no figure that anybody would look for.
        Yearly::Tiers { .. } => return None,
    };
    let key = |idx: usize| EstimateKey::Risk(idx, RiskFigure::MitigationYearly);
    let mitigations: Vec<f64> =
        (0..one.result.risks.len()).filter_map(|idx| one.tracing.mean(one.option, key(idx))).collect();
    let mut ours = mitigations.iter().sum::<f64>();
    if !mitigations.is_empty() {
        said.push(plural(mitigations.len(), "mitigation", "mitigations").to_owned());
    }
    let begins = |year: usize| {
        let years = jiff::Span::new().try_years(i64::try_from(year - 1).ok()?).ok()?;
        one.tracing.analysis.starts.checked_add(years).ok()
    };
    let growth = one.tracing.mean(one.option, EstimateKey::CostGrowth).unwrap_or(0.0);
    let ends = option.contract.as_ref().and_then(|contract| contract.ends);
    let cap = option.contract.as_ref().and_then(|contract| contract.price_cap).zip(ends);
    for year in 2..=last {
        let begins = begins(year)?;
        let growth = cap.filter(|(_, ends)| begins < *ends).map_or(growth, |(cap, _)| growth.min(cap));
        running *= 1.0 + growth.max(-1.0);
        ours *= 1.0 + growth.max(-1.0);
    }
    let begins = begins(last)?;
    if let Some(minimum) = one.tracing.mean(one.option, EstimateKey::ContractMinimum)
        && ends.is_some_and(|ends| begins < ends)
    {
        said.push("minimum".to_owned());
        running = running.max(minimum);
    }
    // What is ours counts towards no minimum, and a rate for our own people does not grow.
    running += ours;
    if let (Some(rate), Some(months)) =
        (one.tracing.mean(one.option, EstimateKey::PeopleRate), one.tracing.mean(one.option, EstimateKey::PeopleYearly))
    {
        said.push("people".to_owned());
        running += rate * months;
    }
    let mean = one.result.by_year.last()?.running;
    let (drawn, fixed) = (ledger.sum(mean), ledger.sum(running));
    (drawn != fixed).then(|| {
        format!(
            "Running cost of the last of {}: the mean over the draws is {drawn}; with {} at their means it is {fixed}, as \
             what is multiplied or bounded does not average.",
            count(last, "year", "years"),
            listed(&said)
        )
    })
}
