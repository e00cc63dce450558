//! What the inputs of an analysis are called, and how their values are printed.

use super::{Case, OptionName, clean, shortened};
use crate::analysis::{CriterionResult, EstimateId, Scale};
use crate::model::{ConsideredOption, Cost, EstimateKey, RiskFigure, Sourcing, Yearly};
use crate::number::{
    Money, Spread, bare_at, capitalized, how_often, is_often, months_at, months_plain, percent_at, quantity_ends,
    with_unit,
};

/// The longest name of a supplier that the name of an input carries, in characters.
const LONGEST_SUPPLIER: usize = 40;

/// What a value is in, for printing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Money.
    Money,
    /// Months.
    Months,
    /// Times a year.
    Rate,
    /// A fraction that is printed as a percent.
    Percent,
    /// Anything else.
    Plain,
}

pub(super) fn unit_of(case: &Case, input: &EstimateId, scale: Scale) -> (Option<String>, Kind) {
    let criterion_id = match input {
        EstimateId::Driver(_) | EstimateId::UntilReady => None,
        EstimateId::OfOption(_, key) => key.criterion(),
    };
    match scale {
        Scale::Money | Scale::MoneyPerYear | Scale::MoneyPerMonth => (None, Kind::Money),
        Scale::Months => (None, Kind::Months),
        Scale::Percent => (None, Kind::Percent),
        Scale::TimesPerYear | Scale::Chance => (None, Kind::Rate),
        Scale::OutOf100 => (Some("of 100".to_owned()), Kind::Plain),
        Scale::Natural => {
            let criterion = criterion_id.and_then(|id| criterion(case, id));
            (criterion.and_then(|criterion| criterion.unit.clone()), Kind::Plain)
        }
    }
}

fn criterion<'a>(case: &Case<'a>, id: &str) -> Option<&'a CriterionResult> {
    case.analysis?.criteria.iter().find(|criterion| criterion.id == id)
}

/// A value with its unit.
pub(super) fn value_text(money: &Money, kind: Kind, unit: Option<&str>, value: f64, last: i32) -> String {
    match kind {
        Kind::Money => money.at(value, last),
        Kind::Months => months_at(value, last),
        Kind::Percent => percent_at(value, last),
        Kind::Rate | Kind::Plain => match unit {
            Some(unit) => with_unit(&bare_at(value, last), &super::name::clean(unit)),
            None => bare_at(value, last),
        },
    }
}

/// Both ends of an input's range with its unit: "£0.2m to £0.5m", "6 to 15 months".
pub fn value_range(case: &Case, input: &EstimateId, scale: Scale, low: f64, high: f64) -> String {
    let (unit, kind) = unit_of(case, input, scale);
    let ends = |low: String, high: String| if low == high { low } else { format!("{low}\u{a0}to\u{a0}{high}") };
    match kind {
        Kind::Money => case.money.column([Spread { middle: high, low, high }]).alone(low, high),
        Kind::Months => {
            let span_end = high;
            let (low, high) = quantity_ends(low, high);
            if low == high { months_plain(span_end) } else { format!("{low}\u{a0}to\u{a0}{high}\u{a0}months") }
        }
        Kind::Percent => {
            let (low, high) = quantity_ends(low * 100.0, high * 100.0);
            ends(format!("{low}%"), format!("{high}%"))
        }
        Kind::Rate if is_often(high) => {
            let (low, high) = quantity_ends(low, high);
            format!("{}\u{a0}times a year", ends(low, high))
        }
        Kind::Rate => {
            let often = |rate: f64| how_often(rate).unwrap_or_else(|| "never".to_owned());
            ends(often(low), often(high))
        }
        Kind::Plain => {
            let (low, high) = quantity_ends(low, high);
            let text = ends(low, high);
            unit.map_or(text.clone(), |unit| format!("{text}\u{a0}{}", clean(&unit)))
        }
    }
}

/// An input in words: "Price of one of the users, buying", "Time to leave, buying", "Users".
pub fn input_name(case: &Case, input: &EstimateId) -> String {
    match input {
        // At the head of a line a risk needs no quotation marks.
        EstimateId::OfOption(option, EstimateKey::Risk(risk, RiskFigure::PerYear | RiskFigure::MitigationPerYear)) => {
            let (name, whose) = risk_name(case, *option, *risk);
            format!("{name}{whose}")
        }
        EstimateId::Driver(_) | EstimateId::OfOption(..) | EstimateId::UntilReady => {
            capitalized(&input_in_sentence(case, input))
        }
    }
}

/// The same where words follow it: a comma closes the clause that says whose risk it is.
pub fn input_subject(case: &Case, input: &EstimateId) -> String {
    let name = input_name(case, input);
    let is_clause_open = matches!(input, EstimateId::OfOption(option, EstimateKey::Risk(risk, _))
        if !risk_name(case, *option, *risk).1.is_empty());
    if is_clause_open { format!("{name},") } else { name }
}

/// The same inside a sentence: small at its beginning where the words are ours. Those of authors stay as written, since
/// they may begin with a name, and a risk stands in quotation marks.
pub fn input_in_sentence(case: &Case, input: &EstimateId) -> String {
    match input {
        EstimateId::Driver(name) => clean(&name.replace(['-', '_'], " ")),
        EstimateId::UntilReady => "the cost of today’s way until we are ready".to_owned(),
        EstimateId::OfOption(option_idx, key) => key_name(case, *option_idx, key),
    }
}

/// Words whose plural is made in another way than that of others with their ending, or that only look like a plural.
const NO_SINGULAR: [&str; 8] = ["calories", "cookies", "movies", "news", "pies", "series", "species", "ties"];

/// One of many, as far as its ending tells: "users" → "per user", "addresses" → "for each of the addresses".
fn per_each(name: &str) -> String {
    let name = clean(&name.replace(['-', '_'], " "));
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| last.ends_with(ending));
    let is_unsafe = NO_SINGULAR.contains(&last.as_str())
        || last.len() < 4
        || ends(&["ss", "us", "is", "sses", "xes", "zes", "ches", "shes", "yses", "oes", "ves"])
        || (ends(&["uses"]) && !ends(&["ouses", "auses"]) && last != "uses");
    let one = match name.strip_suffix("ies") {
        _ if is_unsafe => None,
        Some(stem) => Some(format!("{stem}y")),
        None => name.strip_suffix('s').map(str::to_owned),
    };
    one.map_or_else(|| format!("for each of the {name}"), |one| format!("per {one}"))
}

/// The supplier of an option, where no other option has the same: "Harrow Vale Bank".
pub fn supplier(case: &Case, option_idx: usize) -> Option<String> {
    let name = |option: &ConsideredOption| Some(clean(&option.supplier.as_ref()?.name));
    let own = name(case.record.options.get(option_idx)?)?;
    let is_shared = case.record.options.iter().filter(|option| name(option).as_ref() == Some(&own)).count() > 1;
    (!is_shared && !own.is_empty() && own.chars().count() <= LONGEST_SUPPLIER).then_some(own)
}

/// "Harrow Vale Bank’s".
fn supplier_of(case: &Case, option_idx: usize) -> Option<String> {
    let own = supplier(case, option_idx)?;
    Some(if own.ends_with('s') { format!("{own}’") } else { format!("{own}’s") })
}

/// ", if we buy": what tells a risk from one of the same name that another option carries.
fn whose_risk(case: &Case, option_idx: usize, name: &str) -> String {
    let has_it = |option: &ConsideredOption| {
        option.risks.iter().flatten().any(|risk| shortened(&clean(&risk.name)).eq_ignore_ascii_case(name))
    };
    let others = case.record.options.iter().enumerate().filter(|(idx, _)| *idx != option_idx);
    if !others.map(|(_, option)| option).any(has_it) {
        return String::new();
    }
    let Some(named) = case.names.get(option_idx) else { return String::new() };
    match named.sole_sourcing() {
        Some(Sourcing::Build) => ", if we build".to_owned(),
        Some(Sourcing::Buy) => ", if we buy".to_owned(),
        Some(Sourcing::Partner) => ", if we partner".to_owned(),
        Some(Sourcing::Avoid) => ", if we leave it alone".to_owned(),
        None => format!(", with {}", named.doing),
    }
}

/// A risk's name, and whose it is where another option carries one of the same name.
fn risk_name(case: &Case, option_idx: usize, risk_idx: usize) -> (String, String) {
    let option = case.record.options.get(option_idx);
    let risk = option.and_then(|option| option.risks.as_ref()?.get(risk_idx));
    let name = risk.map_or_else(|| "A risk".to_owned(), |risk| shortened(&clean(&risk.name)));
    let whose = whose_risk(case, option_idx, &name);
    (name, whose)
}

/// "per user", where money each year scales with a driver.
fn per_driver(yearly: Option<&Yearly>) -> Option<String> {
    match yearly? {
        Yearly::Per { drivers, .. } | Yearly::Tiers { drivers, .. } => Some(per_each(&drivers.join(" and "))),
        Yearly::Sum(_) => None,
    }
}

/// An estimate of an option inside a sentence.
fn key_name(case: &Case, option_idx: usize, key: &EstimateKey) -> String {
    let option = case.record.options.get(option_idx);
    let of = case.names.get(option_idx).map_or("this option", |name| name.doing.as_str());
    let is_avoid = case.names.get(option_idx).and_then(OptionName::sole_sourcing) == Some(Sourcing::Avoid);
    let left = if is_avoid { "what we have".to_owned() } else { format!("after {of}") };
    match key {
        EstimateKey::Cost => format!("cost of {of}"),
        EstimateKey::CostOnce => format!("one-off cost of {of}"),
        EstimateKey::CostYearly | EstimateKey::CostYearlyRate | EstimateKey::CostYearlyTier(_) => {
            let yearly = option.and_then(|option| match &option.cost {
                Some(Cost::Flows(flows)) => flows.yearly.as_ref(),
                _ => None,
            });
            let name = match (per_driver(yearly), supplier_of(case, option_idx)) {
                (Some(per), Some(supplier)) => format!("{supplier} price {per}"),
                (Some(per), None) => format!("price {per}, {of}"),
                (None, _) => format!("yearly cost of {of}"),
            };
            match key {
                EstimateKey::CostYearlyTier(idx) => format!("{name}, step {}", idx + 1),
                _ => name,
            }
        }
        EstimateKey::CostGrowth => format!("yearly growth of the cost of {of}"),
        EstimateKey::CostAt(_) => format!("a later cost of {of}"),
        EstimateKey::BenefitOnce => format!("one-off benefit of {of}"),
        EstimateKey::BenefitYearly | EstimateKey::BenefitYearlyRate | EstimateKey::BenefitYearlyTier(_) => {
            let yearly = option.and_then(|option| option.benefit.as_ref()?.yearly.as_ref());
            match per_driver(yearly) {
                Some(per) => format!("yearly benefit {per}, {of}"),
                None => format!("yearly benefit of {of}"),
            }
        }
        EstimateKey::BenefitGrowth => format!("yearly growth of the benefit of {of}"),
        EstimateKey::Ready => format!("time until {of} is ready"),
        EstimateKey::PeopleMonths => format!("person-months for {of}"),
        EstimateKey::PeopleYearly => format!("person-months a year to run {of}"),
        EstimateKey::PeopleRate => format!("cost of a person-month, {of}"),
        EstimateKey::PeopleCanRun => format!("number of people who could run it, {of}"),
        EstimateKey::Recover => format!("hours until it works again, {of}"),
        EstimateKey::ExitMonths => format!("time to leave {left}"),
        EstimateKey::ExitCost => format!("cost of leaving {left}"),
        EstimateKey::ContractMinimum => match supplier_of(case, option_idx) {
            Some(supplier) => format!("{supplier} yearly minimum"),
            None => format!("yearly minimum of the contract, {of}"),
        },
        EstimateKey::ContractBreakFee => format!("fee for leaving early after {of}"),
        EstimateKey::ReferenceClass => format!("overrun of the one-off cost of {of}"),
        EstimateKey::Risk(risk_idx, figure) => {
            let (name, whose) = risk_name(case, option_idx, *risk_idx);
            match figure {
                RiskFigure::PerYear | RiskFigure::MitigationPerYear => format!("“{name}”{whose}"),
                RiskFigure::Loss | RiskFigure::MitigationLoss => format!("loss from “{name}”{whose}"),
                RiskFigure::MitigationYearly => format!("yearly cost of guarding against “{name}”{whose}"),
            }
        }
        EstimateKey::Level(id) => {
            let what =
                criterion(case, id).map_or_else(|| id.replace(['-', '_'], " "), |criterion| clean(&criterion.name));
            format!("{what} of {of}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::per_each;

    #[test]
    fn one_of_many_is_said_only_where_its_ending_tells() {
        let said = ["users", "deliveries", "purchases", "card-payments", "uses", "warehouses"].map(per_each);
        assert_eq!(said, ["per user", "per delivery", "per purchase", "per card payment", "per use", "per warehouse"]);
        let said = ["addresses", "boxes", "cookies", "staff", "viruses", "bus", "knives", ""].map(per_each);
        for (text, name) in said.iter().zip(["addresses", "boxes", "cookies", "staff", "viruses", "bus", "knives", ""])
        {
            assert_eq!(*text, format!("for each of the {name}"));
        }
    }
}
