//! What ranges and money come to, each with a figure of the log.

use crate::number::{self, Digits, Money, Spread};
use crate::report::label;
use crate::report::method::shown::{Shown, name_of};
use crate::report::narrate::{Case, clean, input_in_sentence};

pub(crate) fn range(shown: &Shown) -> Option<String> {
    let cash = shown.result.cash?;
    let range = shown.money.range(cash.p5, cash.p95);
    Some(format!("{}: its cash lies within {range} in nine of ten simulated futures.", shown.place()))
}

pub(crate) fn middle(shown: &Shown) -> Option<String> {
    let cash = shown.result.cash?;
    let column = shown.money.column([Spread::median(&cash)]);
    let (middle, mean) = (column.certain(cash.p50, Digits::Table), column.certain(cash.mean, Digits::Table));
    Some(format!("{}: the middle of its cash is {middle}, the mean {mean}.", shown.place()))
}

pub(crate) fn cash(shown: &Shown) -> Option<String> {
    let cash = shown.median(shown.result.cash)?;
    let exit = shown.result.exit_cash.filter(|exit| exit.mean > 0.0);
    let exit = shown.median(exit).map(|exit| format!(", of which leaving takes {exit}")).unwrap_or_default();
    Some(format!("{}: {cash} over {}{exit}.", shown.place(), shown.years()))
}

pub(crate) fn by_year(shown: &Shown) -> Option<String> {
    let first = shown.analysis.starts.year();
    let flows = shown.result.by_year.get(1)?;
    let sum = flows.one_off + flows.running + flows.exit;
    Some(format!("{}: {} in the first year, which starts in {first}.", shown.place(), shown.money.prose(sum)))
}

pub(crate) fn limit(shown: &Shown) -> Option<String> {
    let limit = shown.logged.record.limit?;
    Some(format!("{}: {}.", shown.place(), shown.money.stated(limit)))
}

pub(crate) fn over_limit(shown: &Shown) -> Option<String> {
    let share = shown.result.over_limit_share?;
    let limit = shown.money.stated(shown.logged.record.limit?);
    Some(format!("{}: needing more than {limit} is {}.", shown.place(), number::chance(share)))
}

pub(crate) fn present_value(shown: &Shown) -> Option<String> {
    let value = shown.median(shown.result.present_value)?;
    let cash = shown.median(shown.result.cash)?;
    let rate = number::stated_percent(shown.analysis.discount_rate);
    Some(format!("{}: {cash} of cash is worth {value} today at {rate} a year.", shown.place()))
}

pub(crate) fn total_cost(shown: &Shown) -> Option<String> {
    Some(format!("{}: {}.", shown.place(), shown.mean(shown.result.total_cost)?))
}

pub(crate) fn benefit(shown: &Shown) -> Option<String> {
    let benefits = shown.result.benefits.filter(|benefits| benefits.mean > 0.0);
    Some(format!("{}: {} in present value.", shown.place(), shown.median(benefits)?))
}

pub(crate) fn savings(shown: &Shown) -> Option<String> {
    let savings = shown.result.savings?;
    let verb = if savings.npv < 0.0 { "costs" } else { "saves" };
    let sum = shown.money.prose(savings.npv.abs());
    let payback = match savings.simple_payback_years {
        Some(years) => format!("pays for itself after {} years", number::quantity(years, Digits::Prose)),
        None => format!("does not pay for itself within {}", shown.years()),
    };
    let more = if savings.npv < 0.0 { " more" } else { "" };
    Some(format!("{}: {verb} {sum}{more} against leaving things as they are, and {payback}.", shown.place()))
}

pub(crate) fn cheapest(shown: &Shown) -> Option<String> {
    let share = shown.result.cheapest_share?;
    Some(format!("{}: cheapest in {} of the simulated futures.", shown.place(), number::percent(share)))
}

pub(crate) fn regret(shown: &Shown) -> Option<String> {
    Some(format!("{}: {}.", shown.place(), shown.money.prose(shown.result.regret?)))
}

pub(crate) fn optimism(shown: &Shown) -> Option<String> {
    let mut names = shown.logged.record.options.iter().zip(&shown.analysis.options);
    let (option, uplift) = names.find_map(|(option, result)| Some((option, result.uplift?)))?;
    let decision = label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text));
    Some(format!("{decision}, option “{}”: {} is added.", clean(&option.title), number::percent(uplift - 1.0)))
}

pub(crate) fn affordable(shown: &Shown) -> Option<String> {
    let portfolios = &shown.input.analysis.portfolios;
    let (portfolio, sets) = portfolios.iter().find_map(|found| Some((found, &found.affordability.as_ref()?.sets)))?;
    let year = sets.first()?.years.iter().find(|year| year.budget.is_some())?;
    let money = Money::new(portfolio.currency.as_ref());
    let cash = money.estimate(Spread::median(&year.cash), Digits::Table).line();
    let budget = money.stated(year.budget?);
    Some(format!("with all that is asked, {} takes {cash}; its budget is {budget}.", year.year))
        .map(|text| number::capitalized(&text))
}

pub(crate) fn put_off(shown: &Shown) -> Option<String> {
    let later = shown.analysis.put_off.as_ref()?;
    let months = number::months_in_words(f64::from(later.months));
    let money = shown.money.prose(later.extra_cost.abs());
    let verb = if later.extra_cost < 0.0 { "saves" } else { "costs" };
    Some(format!("{}: starting {months} later {verb} {money}.", name_of(shown)))
}

pub(crate) fn track_record(shown: &Shown) -> Option<String> {
    let coverage = shown.input.analysis.track_record.coverage?;
    Some(format!("{} of {} outcomes came within their range.", coverage.hits, coverage.count))
}

pub(crate) fn committed(shown: &Shown) -> Option<String> {
    let (portfolio, cash) = shown.input.analysis.portfolios.iter().find_map(|found| Some((found, found.cash?)))?;
    let sum = Money::new(portfolio.currency.as_ref()).estimate(Spread::median(&cash), Digits::Table).line();
    let count = number::count(portfolio.record_count, "decision", "decisions");
    Some(format!("{} in force come to {sum}.", number::capitalized(&count)))
}

pub(crate) fn asked(shown: &Shown) -> Option<String> {
    let (portfolio, asked) = shown.input.analysis.portfolios.iter().find_map(|found| Some((found, found.asked?)))?;
    let sum = Money::new(portfolio.currency.as_ref()).estimate(Spread::median(&asked), Digits::Table).line();
    let (count, verb) = (portfolio.asked_count, number::plural(portfolio.asked_count, "comes", "come"));
    Some(format!("{} {verb} to {sum}.", number::capitalized(&number::count(count, "ask", "asks"))))
}

pub(crate) fn break_even(shown: &Shown) -> Option<String> {
    let found = shown.analysis.over_time.as_ref()?.break_even;
    let by = found.years[2].filter(|years| *years > 0.0);
    let middle = by.map_or_else(String::new, |years| {
        format!(", in half of them within {} years", number::quantity(years, Digits::Prose))
    });
    let share = number::of_futures(found.share);
    Some(format!("{}: it breaks even with the next in {share} futures{middle}.", shown.place()))
}

pub(crate) fn spread(shown: &Shown) -> Option<String> {
    let driver = shown.input.analysis.portfolios.iter().find_map(|found| found.drivers.first())?;
    let case = Case::new(shown.input, *driver.records.first()?);
    let name = input_in_sentence(&case, &driver.swing.input);
    Some(format!("The estimate that moves the sum most is {name}: {} of the variance.", number::percent(driver.share)))
}

pub(crate) fn paid_a_year(shown: &Shown) -> Option<String> {
    let mut spends =
        shown.input.analysis.portfolios.iter().flat_map(|found| found.spends.iter().map(move |spend| (found, spend)));
    let (portfolio, spend) = spends.next()?;
    let sum = Money::new(portfolio.currency.as_ref()).estimate(Spread::median(&spend.yearly), Digits::Table).line();
    Some(format!("{} gets {sum} a year.", clean(&spend.supplier)))
}
