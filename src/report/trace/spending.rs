//! One option's money beside others, traced: by calendar year, against the limit, against leaving
//! it alone, and what leaving costs.

use super::page::{TracePart, TraceRow};
use super::tracing::One;
use crate::analysis::YearCash;
use crate::analysis::finance::Discount;
use crate::model::{EstimateKey, OptionKey};
use crate::number::{Ledger, date, fixed, percent_fixed, whole};

/// Calendar years, the limit, savings, leaving.
pub(super) fn parts(one: &One<'_>) -> Vec<TracePart> {
    [calendar(one), limit(one), savings(one), leaving(one)].into_iter().flatten().collect()
}

/// Cash of the horizon, laid over calendar or fiscal years.
fn calendar(one: &One<'_>) -> Option<TracePart> {
    let years = &one.result.by_calendar_year;
    let cash = |year: &YearCash| year.one_off + year.running + year.exit;
    let whole: f64 = years.iter().map(|(_, year)| cash(year)).sum();
    let ledger = Ledger::new(&one.tracing.case.money, whole);
    let mut part = one.part(&["years", "money", "calendar"], format!("Cash of {} by calendar year", one.doing));
    part.formula = Some(
        "what is paid at the start falls into its month, running money evenly over its twelve months, leaving into the last"
            .to_owned(),
    );
    for (year, flows) in years.iter().filter(|(_, flows)| cash(flows) != 0.0) {
        let named = [("once", flows.one_off), ("running", flows.running), ("leaving", flows.exit)];
        let terms: Vec<String> = named
            .into_iter()
            .filter(|(_, sum)| *sum != 0.0)
            .map(|(what, sum)| format!("{what} {}", ledger.sum(sum)))
            .collect();
        part.rows.push(TraceRow::new(year.to_string(), terms.join(" + "), ledger.sum(cash(flows))));
    }
    part.sum = Some(TraceRow::new("cash", "", ledger.sum(whole)));
    (!part.rows.is_empty()).then_some(part)
}

/// How often its cash lies over the limit.
fn limit(one: &One<'_>) -> Option<TracePart> {
    let (share, limit) = (one.result.over_limit_share?, one.tracing.case.record.limit?);
    let mut part = one.part(&["limit", "money"], format!("How often {} costs more than the limit", one.doing));
    part.value = Some(percent_fixed(share));
    part.formula = Some("draws whose cash over the horizon lies above the limit / all draws".to_owned());
    let draws = one.tracing.analysis.draw_count as f64;
    let from = format!("{} of {} draws", fixed(share * draws, 0), whole(draws));
    let what = format!("over {}", Ledger::new(&one.tracing.case.money, limit).sum(limit));
    part.rows.push(TraceRow::new(what, from, percent_fixed(share)).at(one.tracing.key_place("limit")));
    Some(part)
}

/// Worth today of what it saves against avoid, and when it has paid back.
fn savings(one: &One<'_>) -> Option<TracePart> {
    let (savings, analysis) = (one.result.savings?, one.tracing.analysis);
    let avoid = analysis.avoid?;
    let against = &one.tracing.case.name(avoid).doing;
    let flow = |year: &YearCash| year.one_off + year.running - year.benefit + year.late;
    let (theirs, ours) = (&analysis.options[avoid].by_year, &one.result.by_year);
    let largest = theirs.iter().chain(ours).map(|year| flow(year).abs() + year.exit).fold(savings.npv.abs(), f64::max);
    let ledger = Ledger::new(&one.tracing.case.money, largest);
    let discount = Discount::new(analysis.discount_rate, analysis.timing, analysis.horizon_years);
    let mut part = one.part(&["savings", "payback", "money"], format!("What {} saves against {against}", one.doing));
    part.value = Some(ledger.sum(savings.npv));
    part.formula = Some("sum over the years of (their mean flow − its own) × (1 + rate)^−year".to_owned());
    let mut cumulated = Vec::new();
    let mut so_far = 0.0;
    for (year, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
        let factor = discount.running()[year];
        let saved = flow(theirs) - flow(ours);
        so_far += saved;
        cumulated.push(ledger.sum(so_far));
        let from = format!("({} − {}) × {}", ledger.sum(flow(theirs)), ledger.sum(flow(ours)), fixed(factor, 4));
        part.rows.push(TraceRow::new(format!("year {year}"), from, ledger.sum(saved * factor)));
    }
    if let (Some(theirs), Some(ours)) = (theirs.last(), ours.last())
        && (theirs.exit != 0.0 || ours.exit != 0.0)
    {
        let factor = *discount.at_end().last()?;
        let from = format!("({} − {}) × {}", ledger.sum(theirs.exit), ledger.sum(ours.exit), fixed(factor, 4));
        part.rows.push(TraceRow::new("leaving", from, ledger.sum((theirs.exit - ours.exit) * factor)));
    }
    part.sum = Some(TraceRow::new("saved", "at today’s worth", ledger.sum(savings.npv)));
    if let (Some(most), Some(first)) = (savings.break_even_at_start, ours.first()) {
        part.notes.push(format!(
            "So the most that may flow in year 0 before it saves nothing is {} + {} = {}.",
            ledger.sum(flow(first)),
            ledger.sum(savings.npv),
            ledger.sum(most)
        ));
    }
    part.notes.push(match savings.simple_payback_years {
        Some(years) => format!(
            "Undiscounted, without leaving, it has saved by the end of each year from year 0: {}; so it has paid back for \
             good after {} years.",
            cumulated.join(", "),
            fixed(years, 2)
        ),
        None => format!(
            "Undiscounted, without leaving, it has saved by the end of each year from year 0: {}; so it does not pay back.",
            cumulated.join(", ")
        ),
    });
    Some(part)
}

/// Money and months to leave.
fn leaving(one: &One<'_>) -> Option<TracePart> {
    let contract = one.tracing.case.record.options[one.option].contract.as_ref();
    let mut part = one.part(&["exit", "leaving"], format!("What leaving takes, {}", one.doing));
    let ledger = one.result.exit_cost.map(|cost| Ledger::new(&one.tracing.case.money, cost.mean));
    part.value = one.result.exit_cost.zip(ledger.as_ref()).map(|(cost, ledger)| ledger.sum(cost.mean));
    let keys = [EstimateKey::ExitCost, EstimateKey::ContractBreakFee, EstimateKey::ExitMonths];
    part.rows.extend(keys.into_iter().filter_map(|key| one.input_row(key)));
    if let Some(ends) = contract.and_then(|contract| contract.ends) {
        let row = TraceRow::new("contract ends", "a break fee is owed where that is after we leave", date(ends));
        part.rows.push(row.at(one.tracing.option_place(one.option, OptionKey::ContractEnds)));
    }
    (!part.rows.is_empty()).then_some(part)
}
