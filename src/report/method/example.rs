//! Worked examples: one decision of this log that shows as much as any, figure by figure.

use crate::analysis::{DecisionAnalysis, OptionResult, Scale};
use crate::log::LoggedRecord;
use crate::model::{ConsideredOption, KillThreshold};
use crate::number::{self, Digits, Money, Spread};
use crate::report::narrate::{Case, clean, contract_in_short, input_in_sentence, shock_sentence};
use crate::report::{Input, label};

/// Works one example; `None` where this decision has no figure of the sort.
pub(super) type Example = fn(&Shown) -> Option<String>;

/// The decision that examples are taken from.
pub(super) struct Shown<'a> {
    input: &'a Input<'a>,
    record_idx: usize,
    logged: &'a LoggedRecord,
    analysis: &'a DecisionAnalysis,
    option: &'a ConsideredOption,
    result: &'a OptionResult,
    money: Money,
}

impl<'a> Shown<'a> {
    /// Decisions by how much they have to show: first the one whose chosen option knows most figures.
    pub(super) fn all(input: &'a Input<'a>) -> Vec<Self> {
        let shown = |idx: usize| {
            let analysis = input.analysis.decisions[idx].as_ref()?;
            let chosen = analysis.chosen.or(analysis.leader)?;
            let logged = input.log.records.get(idx)?;
            Some(Shown {
                input,
                record_idx: idx,
                logged,
                analysis,
                option: logged.record.options.get(chosen)?,
                result: analysis.options.get(chosen)?,
                money: Money::new(analysis.currency.as_ref()),
            })
        };
        let mut all: Vec<Self> = (0..input.analysis.decisions.len()).filter_map(shown).collect();
        all.sort_by(|a, b| {
            b.richness().cmp(&a.richness()).then_with(|| a.logged.record.path.cmp(&b.logged.record.path))
        });
        all
    }

    fn richness(&self) -> usize {
        let result = self.result;
        [
            result.cash.is_some(),
            result.total.is_some(),
            result.ready.is_some(),
            result.exit_months.is_some(),
            result.annual_loss.is_some(),
            result.benefits.is_some(),
            result.late_chance.is_some(),
            self.logged.record.limit.is_some(),
            !self.analysis.flips.is_empty(),
        ]
        .into_iter()
        .map(usize::from)
        .sum()
    }

    /// "Decision 12, buying from PayCo": where the figure stands.
    fn place(&self) -> String {
        let decision = label(self.logged).unwrap_or_else(|| clean(&self.logged.record.title.text));
        format!("{decision}, option “{}”", clean(&self.option.title))
    }

    fn years(&self) -> String {
        let years = self.analysis.horizon_years as usize;
        format!("{} {}", number::count_word(years), number::plural(years, "year", "years"))
    }

    fn median(&self, summary: Option<crate::analysis::Summary>) -> Option<String> {
        Some(self.money.estimate(Spread::median(&summary?), Digits::Table).line())
    }

    fn mean(&self, summary: Option<crate::analysis::Summary>) -> Option<String> {
        Some(self.money.estimate(Spread::mean(&summary?), Digits::Table).line())
    }
}

pub(super) fn no_example(_: &Shown) -> Option<String> {
    None
}

pub(super) fn range(shown: &Shown) -> Option<String> {
    let cash = shown.result.cash?;
    let range = shown.money.range(cash.p5, cash.p95);
    Some(format!("{}: its cash lies within {range} in nine of ten simulated futures.", shown.place()))
}

pub(super) fn middle(shown: &Shown) -> Option<String> {
    let cash = shown.result.cash?;
    let column = shown.money.column([Spread::median(&cash)]);
    let (middle, mean) = (column.certain(cash.p50, Digits::Table), column.certain(cash.mean, Digits::Table));
    Some(format!("{}: the middle of its cash is {middle}, the mean {mean}.", shown.place()))
}

pub(super) fn cash(shown: &Shown) -> Option<String> {
    let cash = shown.median(shown.result.cash)?;
    let exit = shown.result.exit_cash.filter(|exit| exit.mean > 0.0);
    let exit = shown.median(exit).map(|exit| format!(", of which leaving takes {exit}")).unwrap_or_default();
    Some(format!("{}: {cash} over {}{exit}.", shown.place(), shown.years()))
}

pub(super) fn by_year(shown: &Shown) -> Option<String> {
    let first = shown.analysis.starts.year();
    let flows = shown.result.by_year.get(1)?;
    let sum = flows.one_off + flows.running + flows.exit;
    Some(format!("{}: {} in the first year, which starts in {first}.", shown.place(), shown.money.prose(sum)))
}

pub(super) fn limit(shown: &Shown) -> Option<String> {
    let limit = shown.logged.record.limit?;
    Some(format!("{}: {}.", shown.place(), shown.money.stated(limit)))
}

pub(super) fn over_limit(shown: &Shown) -> Option<String> {
    let share = shown.result.over_limit_share?;
    let limit = shown.money.stated(shown.logged.record.limit?);
    Some(format!("{}: needing more than {limit} is {}.", shown.place(), number::chance(share)))
}

pub(super) fn present_value(shown: &Shown) -> Option<String> {
    let value = shown.median(shown.result.present_value)?;
    let cash = shown.median(shown.result.cash)?;
    let rate = number::stated_percent(shown.analysis.discount_rate);
    Some(format!("{}: {cash} of cash is worth {value} today at {rate} a year.", shown.place()))
}

pub(super) fn total_cost(shown: &Shown) -> Option<String> {
    Some(format!("{}: {}.", shown.place(), shown.mean(shown.result.total_cost)?))
}

pub(super) fn benefit(shown: &Shown) -> Option<String> {
    let benefits = shown.result.benefits.filter(|benefits| benefits.mean > 0.0);
    Some(format!("{}: {} in present value.", shown.place(), shown.median(benefits)?))
}

pub(super) fn savings(shown: &Shown) -> Option<String> {
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

pub(super) fn cheapest(shown: &Shown) -> Option<String> {
    let share = shown.result.cheapest_share?;
    Some(format!("{}: cheapest in {} of the simulated futures.", shown.place(), number::percent(share)))
}

pub(super) fn regret(shown: &Shown) -> Option<String> {
    Some(format!("{}: {}.", shown.place(), shown.money.prose(shown.result.regret?)))
}

pub(super) fn optimism(shown: &Shown) -> Option<String> {
    let mut names = shown.logged.record.options.iter().zip(&shown.analysis.options);
    let (option, uplift) = names.find_map(|(option, result)| Some((option, result.uplift?)))?;
    let decision = label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text));
    Some(format!("{decision}, option “{}”: {} is added.", clean(&option.title), number::percent(uplift - 1.0)))
}

pub(super) fn ready(shown: &Shown) -> Option<String> {
    let months = number::months(Spread::median(&shown.result.ready?)).line();
    let start = number::month_and_year(shown.analysis.starts);
    Some(format!("{}: {months}, counted from {start}.", shown.place()))
}

pub(super) fn late(shown: &Shown) -> Option<String> {
    let needed = number::date(shown.logged.record.inputs.needed_by?);
    let chance = number::chance(shown.result.late_chance?);
    Some(format!("{}: being late for {needed} is {chance}.", shown.place()))
}

pub(super) fn late_cost(shown: &Shown) -> Option<String> {
    let month = shown.logged.record.inputs.late_cost?;
    let all = shown.mean(shown.result.late_cost).map(|all| format!("; in all {all}")).unwrap_or_default();
    Some(format!("{}: {} for each month late{all}.", shown.place(), shown.money.stated(month)))
}

pub(super) fn exit(shown: &Shown) -> Option<String> {
    let months = number::months(Spread::median(&shown.result.exit_months?)).line();
    let cost = shown.median(shown.result.exit_cost).map(|cost| format!(" and {cost}")).unwrap_or_default();
    Some(format!("{}: {months}{cost}.", shown.place()))
}

pub(super) fn notice(shown: &Shown) -> Option<String> {
    let records = &shown.input.log.records;
    let (logged, contract) = records.iter().find_map(|logged| {
        let mut contracts = logged.record.options.iter().filter_map(|option| option.contract.as_ref());
        contracts.find(|contract| contract.notice_date().is_some()).map(|contract| (logged, contract))
    })?;
    let name = label(logged).unwrap_or_else(|| clean(&logged.record.title.text));
    Some(format!("{name}: {}", contract_in_short(contract)?))
}

pub(super) fn rate(shown: &Shown) -> Option<String> {
    let (risk, result) = worst_risk(shown)?;
    Some(format!("{}, “{}”: {}.", shown.place(), clean(risk), number::how_often(result.per_year?.p50)?))
}

pub(super) fn loss(shown: &Shown) -> Option<String> {
    let (risk, result) = worst_risk(shown)?;
    let loss = result.loss?;
    Some(format!("{}, “{}”: {}.", shown.place(), clean(risk), shown.money.range(loss.p5, loss.p95)))
}

/// The risk that costs most a year.
fn worst_risk<'a>(shown: &Shown<'a>) -> Option<(&'a str, crate::analysis::RiskResult)> {
    let risks = shown.option.risks.as_ref()?;
    let named = risks.iter().zip(&shown.result.risks).map(|(risk, result)| (risk.name.as_str(), *result));
    named.max_by(|a, b| a.1.expected_annual_loss.unwrap_or(0.0).total_cmp(&b.1.expected_annual_loss.unwrap_or(0.0)))
}

pub(super) fn annual_loss(shown: &Shown) -> Option<String> {
    Some(format!("{}: {} a year.", shown.place(), shown.mean(shown.result.annual_loss)?))
}

pub(super) fn appetite(shown: &Shown) -> Option<String> {
    let own = shown.logged.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
    if let Some(own) = own {
        return Some(format!("{}: {} a year.", shown.place(), shown.money.stated(own)));
    }
    let whole = shown.input.book.appetite.annual_loss?;
    let money = Money::new(shown.input.book.currency.as_ref());
    Some(format!("For the whole log: {} a year.", money.stated(whole)))
}

pub(super) fn log_loss(shown: &Shown) -> Option<String> {
    let losses = shown.analysis.log_loss.as_ref()?;
    let column = shown.money.column([Spread::mean(&losses.before), Spread::mean(&losses.after)]);
    let figure = |summary| column.figure(Spread::mean(summary), Digits::Table).line();
    Some(format!("{}: {} before, {} after.", shown.place(), figure(&losses.before), figure(&losses.after)))
}

pub(super) fn all_weightings(shown: &Shown) -> Option<String> {
    let all = shown.analysis.all_weightings.as_ref()?;
    let leader = shown.analysis.leader?;
    let share = all.rank_shares.get(leader)?.first()?;
    let option = &shown.logged.record.options[leader];
    Some(format!("{}: {} is first in {}.", shown.place(), clean(&option.title), number::percent(*share)))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all examples")]
pub(super) fn weight(shown: &Shown) -> Option<String> {
    let criteria: Vec<String> = shown
        .analysis
        .criteria
        .iter()
        .map(|criterion| format!("{} {}", clean(&criterion.name), number::points(criterion.weight * 100.0, NEAREST)))
        .collect();
    Some(format!("{}: {}.", shown.place(), number::listed(&criteria)))
}

const NEAREST: number::Rounding = number::Rounding::Nearest;

pub(super) fn contribution(shown: &Shown) -> Option<String> {
    let criterion = shown.analysis.criteria.first()?;
    let score = shown.result.scores.first()?.as_ref()?;
    let earned = (*shown.result.contributions.first()?)?;
    Some(format!(
        "{}: on {} it scores {} of 100; at a weight of {} that earns {}.",
        shown.place(),
        clean(&criterion.name),
        number::whole(score.mean),
        number::whole(criterion.weight * 100.0),
        number::points(earned, NEAREST),
    ))
}

pub(super) fn total(shown: &Shown) -> Option<String> {
    let total = number::score(Spread::mean(&shown.result.total?)).line();
    Some(format!("{}: {total} of 100.", shown.place()))
}

pub(super) fn first(shown: &Shown) -> Option<String> {
    let share = *shown.result.rank_shares.first()?;
    Some(format!("{}: first in {} simulated futures.", shown.place(), number::of_futures(share)))
}

pub(super) fn flip(shown: &Shown) -> Option<String> {
    let flip = shown.analysis.flips.first()?;
    let print = |value: f64| match flip.scale {
        Scale::Money | Scale::MoneyPerYear | Scale::MoneyPerMonth => shown.money.stated(value),
        Scale::Months => number::months_plain(value),
        Scale::Percent | Scale::Chance => number::stated_percent(value),
        _ => number::quantity(value, Digits::Table),
    };
    let then = shown.logged.record.options.get(flip.then_first)?;
    let how = flip.likelihood.map(|share| format!(" Such a value is {}.", number::chance(share))).unwrap_or_default();
    Some(format!(
        "{}: at {} instead of {} for its likeliest turning estimate, “{}” comes first.{how}",
        label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text)),
        print(flip.at),
        print(flip.now),
        clean(&then.title),
    ))
}

pub(super) fn stability(shown: &Shown) -> Option<String> {
    let mut criteria = shown.analysis.criteria.iter().zip(&shown.analysis.stability);
    let (criterion, range) = criteria.find_map(|(criterion, range)| Some((criterion, (*range)?)))?;
    Some(format!(
        "{}: {} may count from {} to {} of 100; now it counts {}.",
        label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text)),
        clean(&criterion.name),
        number::whole((range.low * 100.0).ceil()),
        number::whole((range.high * 100.0).floor()),
        number::whole(criterion.weight * 100.0),
    ))
}

pub(super) fn evpi(shown: &Shown) -> Option<String> {
    let worth = shown.money.prose(shown.analysis.evpi?);
    let name = label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text));
    Some(format!("{name}: at most {worth}."))
}

pub(super) fn loss_curve(shown: &Shown) -> Option<String> {
    let point = shown.result.loss_curve.as_ref()?.against.first()?;
    let loss = shown.money.stated(point.loss);
    Some(format!("{}: a year with more than {loss} lost is {}.", shown.place(), number::chance(point.chance)))
}

pub(super) fn share(shown: &Shown) -> Option<String> {
    let concentration =
        shown.input.analysis.portfolios.iter().find_map(|portfolio| portfolio.concentration.as_ref())?;
    let largest = concentration.largest()?;
    let yearly = shown.money.prose(largest.yearly);
    Some(format!("{} gets {yearly} a year, {}.", clean(&largest.parent), number::percent(largest.share)))
}

pub(super) fn affordable(shown: &Shown) -> Option<String> {
    let portfolios = &shown.input.analysis.portfolios;
    let (portfolio, sets) = portfolios.iter().find_map(|found| Some((found, &found.affordability.as_ref()?.sets)))?;
    let year = sets.first()?.years.iter().find(|year| year.budget.is_some())?;
    let money = Money::new(portfolio.currency.as_ref());
    let cash = money.estimate(Spread::median(&year.cash), Digits::Table).line();
    let budget = money.stated(year.budget?);
    Some(format!("with all that is asked, {} takes {cash}; its budget is {budget}.", year.year))
        .map(|text| number::capitalized(&text))
}

pub(super) fn put_off(shown: &Shown) -> Option<String> {
    let later = shown.analysis.put_off.as_ref()?;
    let months = number::months_in_words(f64::from(later.months));
    let money = shown.money.prose(later.extra_cost.abs());
    let verb = if later.extra_cost < 0.0 { "saves" } else { "costs" };
    Some(format!("{}: starting {months} later {verb} {money}.", name_of(shown)))
}

pub(super) fn track_record(shown: &Shown) -> Option<String> {
    let coverage = shown.input.analysis.track_record.coverage?;
    Some(format!("{} of {} outcomes came within their range.", coverage.hits, coverage.count))
}

/// "Decision 12", or the title of one without a number.
fn name_of(shown: &Shown) -> String {
    label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text))
}

fn titled(shown: &Shown, option_idx: usize) -> Option<String> {
    Some(format!("“{}”", clean(&shown.logged.record.options.get(option_idx)?.title)))
}

fn input(shown: &Shown, input: &crate::analysis::InputId) -> String {
    input_in_sentence(&Case::new(shown.input, shown.record_idx), input)
}

pub(super) fn one_input(shown: &Shown) -> Option<String> {
    let worth = shown.analysis.input_worths.first()?;
    let money = shown.money.prose(worth.worth);
    Some(format!("{}: knowing {} is worth at most {money}.", name_of(shown), input(shown, &worth.input)))
}

pub(super) fn study(shown: &Shown) -> Option<String> {
    let study = shown.analysis.study.as_ref()?;
    let worth = shown.money.prose(study.worth?);
    let (cost, delay) = (shown.money.stated(study.cost), shown.money.stated(study.delay_cost));
    Some(format!("{}: it tells {worth}; it costs {cost} and {delay} of waiting.", name_of(shown)))
}

pub(super) fn tornado(shown: &Shown) -> Option<String> {
    let bar = shown.analysis.tornado.first()?;
    Some(format!(
        "{}: with {} low the lead is {}, with it high {}.",
        name_of(shown),
        input(shown, &bar.input),
        number::points(bar.lead_low, NEAREST),
        number::points(bar.lead_high, NEAREST),
    ))
}

pub(super) fn deciders(shown: &Shown) -> Option<String> {
    let parts: Option<Vec<String>> = shown
        .analysis
        .deciders
        .iter()
        .map(|decider| Some(format!("{} puts {} first", clean(&decider.role), titled(shown, decider.leader?)?)))
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    Some(format!("{}: {}.", name_of(shown), number::listed(&parts)))
}

pub(super) fn scenario(shown: &Shown) -> Option<String> {
    let scenario = shown.analysis.scenarios.first()?;
    let option = scenario.option.or(shown.analysis.leader)?;
    let extra = (*scenario.extra_cost.get(option)?)?;
    let what = shock_sentence(&Case::new(shown.input, shown.record_idx), scenario);
    let holds = if scenario.does_hold { "the first place holds" } else { "another option comes first" };
    let extra = if extra == 0.0 { "nothing".to_owned() } else { shown.money.prose(extra) };
    Some(format!("{}: “{what}” costs {} {extra} more; {holds}.", name_of(shown), titled(shown, option)?))
}

pub(super) fn cross_check(shown: &Shown) -> Option<String> {
    let parts: Option<Vec<String>> = shown
        .analysis
        .opinions
        .iter()
        .map(|opinion| {
            let first: Option<Vec<String>> = opinion.first.iter().map(|idx| titled(shown, *idx)).collect();
            let name = crate::report::comparison::method_name(opinion.method);
            Some(format!("{name} puts {} first", number::listed_or(&first?)))
        })
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    Some(format!("{}: {}.", name_of(shown), number::listed(&parts)))
}

pub(super) fn kill(shown: &Shown) -> Option<String> {
    let records = &shown.input.log.records;
    let (logged, rule) = records.iter().find_map(|logged| Some((logged, logged.record.kill.first()?)))?;
    let name = label(logged).unwrap_or_else(|| clean(&logged.record.title.text));
    let bound = match rule.threshold.as_ref()? {
        KillThreshold::Below(_, written) => format!("below {}", clean(written)),
        KillThreshold::Above(_, written) => format!("above {}", clean(written)),
    };
    let now = rule.now.as_ref().map(|(_, now)| format!("; now {}", clean(now))).unwrap_or_default();
    Some(format!("{name}: stop with {} {bound}{now}.", clean(&rule.metric)))
}
