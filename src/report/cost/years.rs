//! Money by calendar or fiscal year, committed and asked for apart, against the budget.

use super::asks::{all_asks, asked};
use crate::analysis::affordability::{AgainstBudget, AskSet, PortfolioYear};
use crate::analysis::{Portfolio, Summary};
use crate::number::{self, Digits, Figure, Money, MoneyColumn, Spread};
use crate::report::exhibits::{AmountBar, Heading, Tick};
use crate::report::narrate::{Prose, Sign, short_name, year_name};
use crate::report::{Axis, Input, Key};
use jiff::civil::Date;
use serde::Serialize;

/// How many years stand in rows of their own, from the one that runs on.
const ROWS: i16 = 6;
/// In more futures than this over budget, a year is near it though its middle fits.
const NEAR: f64 = 0.25;

/// Year by year.
#[derive(Clone, Debug, Serialize)]
pub struct YearBlock {
    /// Heading and question.
    pub finding: Heading,
    /// What bars and figures mean.
    pub caption: String,
    /// The scale of the bars.
    pub ticks: Vec<Tick>,
    /// Something is asked for.
    pub has_asked: bool,
    /// Some year shown has a budget.
    pub has_budget: bool,
    /// In order.
    pub rows: Vec<MoneyYear>,
}

/// One year.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyYear {
    /// "2027", "2027/28".
    pub year: String,
    /// It is the worst one over its budget.
    pub is_worst: bool,
    /// Its bar.
    pub bar: AmountBar,
    /// Committed.
    pub committed: Option<Figure>,
    /// Asked for.
    pub asked: Option<Figure>,
    /// Both.
    pub together: Option<Figure>,
    /// The budget.
    pub budget: Option<String>,
    /// How it stands against the budget.
    pub sign: Option<Sign>,
    /// "£0.6m over".
    pub verdict: Option<String>,
}

/// What a year comes to if all is approved, in the middle.
fn middle(year: &PortfolioYear) -> f64 {
    year.together.map_or(0.0, |both| both.p50)
}

/// How far its middle is over its budget; `None` where it is not, or has none.
fn over(year: &PortfolioYear) -> Option<f64> {
    year.budget.map(|budget| middle(year) - budget).filter(|over| *over > 0.0)
}

/// The year that is furthest over its budget, of those that are not past.
pub(super) fn worst_over<'a>(input: &Input, portfolio: &'a Portfolio) -> Option<(&'a PortfolioYear, f64)> {
    let this = this_year(input);
    let to_come = portfolio.years.iter().filter(|year| year.year >= this);
    let over = to_come.filter_map(|year| Some((year, over(year)?)));
    over.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.year.cmp(&a.0.year)))
}

/// The year of accounts that runs.
pub(super) fn this_year(input: &Input) -> i16 {
    year_of(input.as_of, input.book.fiscal_year_start)
}

/// The year of accounts in which a day lies.
fn year_of(day: Date, fiscal_year_start: u8) -> i16 {
    day.year() - i16::from(u8::try_from(day.month()).unwrap_or(1) < fiscal_year_start)
}

/// The third of the three figures: the year that is over, else the one in which most falls due.
pub(super) fn key(input: &Input, portfolio: &Portfolio, money: &Money) -> Option<Key> {
    let this = this_year(input);
    let to_come = portfolio.years.iter().filter(|year| year.year >= this);
    let most = to_come.max_by(|a, b| middle(a).total_cmp(&middle(b)).then(b.year.cmp(&a.year)));
    let year = worst_over(input, portfolio).map(|(year, _)| year).or(most)?;
    let both = year.together?;
    let figure = money.estimate(Spread::median(&both), Digits::Prose);
    let range = figure.range.unwrap_or_default();
    let note = match (year.budget, year.over_budget_share) {
        (Some(budget), Some(share)) => {
            let word = number::Likeliness::of(share).adverb();
            let chance = match over(year) {
                Some(_) => format!("{word} over"),
                None => format!("over it in {} futures", number::of_futures(share)),
            };
            let comma = if range.is_empty() { "" } else { ", " };
            format!("{range}{comma}against a budget of {}: {chance}", money.stated(budget))
        }
        _ => range,
    };
    let name = year_name(input, year.year);
    let asks = if portfolio.asked_count == 0 { String::new() } else { ", if all are approved".to_owned() };
    Some(Key {
        figure: figure.figure,
        term: format!("due in {name}{asks}"),
        method: Some("affordable"),
        note: Prose::of(note),
    })
}

/// Composes the block; `None` where nothing falls due from this year on.
pub(super) fn block(input: &Input, portfolio: &Portfolio) -> Option<YearBlock> {
    let money = Money::new(portfolio.currency.as_ref());
    let this = this_year(input);
    let shown: Vec<&PortfolioYear> =
        portfolio.years.iter().filter(|year| (this..this.saturating_add(ROWS)).contains(&year.year)).collect();
    let ends = |year: &&PortfolioYear| {
        let both = year.together.map_or([0.0; 2], |both| [both.p5, both.p95]);
        [Some(both[0]), Some(both[1]), year.budget].into_iter().flatten().collect::<Vec<_>>()
    };
    let axis = Axis::money(&money, shown.iter().flat_map(ends))?;
    let spread = |summary: &Option<Summary>| summary.as_ref().map(Spread::median);
    let all = shown.iter().flat_map(|year| [spread(&year.accepted), spread(&year.proposed), spread(&year.together)]);
    let column = money.column(all.flatten());
    let worst = worst_over(input, portfolio).map(|(year, _)| year.year);
    let rows: Vec<MoneyYear> = shown
        .iter()
        .map(|year| {
            let (sign, verdict) =
                against_budget(year, &money).map_or((None, None), |(sign, text)| (Some(sign), Some(text)));
            MoneyYear {
                year: year_name(input, year.year),
                is_worst: worst == Some(year.year),
                bar: bar(year, &axis),
                committed: figure(&column, year.accepted.as_ref()),
                asked: figure(&column, year.proposed.as_ref()),
                together: figure(&column, year.together.as_ref()),
                budget: year.budget.map(|budget| money.stated(budget)),
                sign,
                verdict,
            }
        })
        .collect();
    let has_budget = rows.iter().any(|row| row.budget.is_some());
    Some(YearBlock {
        finding: finding(input, portfolio, &money, &shown),
        caption: caption(input, portfolio, &money, &shown, has_budget),
        ticks: axis.money_ticks(&money),
        has_asked: portfolio.asked.is_some(),
        has_budget,
        rows,
    })
}

/// A figure; nothing where nothing flows.
fn figure(column: &MoneyColumn, summary: Option<&Summary>) -> Option<Figure> {
    let spread = summary.filter(|sum| sum.p5 != 0.0 || sum.p95 != 0.0).map(Spread::median)?;
    Some(column.figure(spread, Digits::Table))
}

fn bar(year: &PortfolioYear, axis: &Axis) -> AmountBar {
    let end = middle(year);
    let committed = year.accepted.map_or(0.0, |cash| cash.p50).min(end);
    AmountBar {
        solid: axis.at(committed),
        hollow: year.proposed.is_some().then(|| axis.at(end)).filter(|at| *at > axis.at(committed)),
        over: over(year).and(year.budget).map(|budget| axis.at(budget)),
        low: year.together.map(|both| axis.at(both.p5)),
        high: year.together.map(|both| axis.at(both.p95)),
        limit: year.budget.map(|budget| axis.at(budget)),
        ..AmountBar::default()
    }
}

/// "£0.6m over"; near where the middle fits and many futures do not.
fn against_budget(year: &PortfolioYear, money: &Money) -> Option<(Sign, String)> {
    let (budget, share) = (year.budget?, year.over_budget_share?);
    Some(match over(year) {
        Some(over) => (Sign { class: "out", word: "Over" }, format!("{} over", money.prose(over))),
        None if share > NEAR => {
            (Sign { class: "near", word: "Near" }, format!("over in {}", number::of_futures(share)))
        }
        None => (Sign { class: "good", word: "Inside" }, format!("{} left", money.prose(budget - middle(year)))),
    })
}

/// The set of all asks but one, where that one alone is why the budgets are passed.
fn culprit(portfolio: &Portfolio) -> Option<(usize, &AskSet)> {
    let sets = &portfolio.affordability.as_ref()?.sets;
    let all = sets.first().filter(|all| all.records.len() > 1)?;
    let does_fit = |set: &AskSet| {
        set.years.iter().all(|year: &AgainstBudget| year.budget.is_none_or(|budget| year.cash.p50 <= budget))
    };
    let mut but_one = sets.iter().filter(|set| set.records.len() + 1 == all.records.len() && does_fit(set));
    let (fits, None) = (but_one.next()?, but_one.next()) else { return None };
    let left_out = all.records.iter().find(|record| !fits.records.contains(record))?;
    Some((*left_out, fits))
}

fn finding(input: &Input, portfolio: &Portfolio, money: &Money, shown: &[&PortfolioYear]) -> Heading {
    let question = "When is it due, and is there budget for it?";
    let budgeted = shown.iter().filter(|year| year.budget.is_some()).count();
    let over: Vec<&PortfolioYear> = shown.iter().copied().filter(|year| over(year).is_some()).collect();
    let names: Vec<String> = over.iter().map(|year| year_name(input, year.year)).collect();
    let mut lead = Vec::new();
    let title = match (over.as_slice(), culprit(portfolio)) {
        ([], _) if budgeted > 0 => match budgeted {
            1 => "The year that has a budget stays within it".to_owned(),
            _ => "Every year that has a budget stays within it".to_owned(),
        },
        ([], _) => match shown.iter().max_by(|a, b| middle(a).total_cmp(&middle(b)).then(b.year.cmp(&a.year))) {
            Some(year) => format!("Most falls due in {}; no budget is set", year_name(input, year.year)),
            None => "Nothing falls due".to_owned(),
        },
        ([year], found) => {
            let only = if budgeted > 1 { "is the only year over its budget" } else { "is over its budget" };
            let name = year_name(input, year.year);
            match found {
                Some((record, set)) => {
                    lead.extend(without(input, money, record, set, year.year));
                    let who = short_name(&input.log.records[record].record);
                    format!("{name} {only}, and {who} is why")
                }
                None => format!("{name} {only}"),
            }
        }
        (_, found) => {
            let who = found.map_or_else(String::new, |(record, _)| {
                format!("; {} is why", short_name(&input.log.records[record].record))
            });
            format!("{} are over their budgets{who}", number::listed(&names))
        }
    };
    Heading { title, question, lead }
}

/// "Without ERP, the other four asks put 2027 at £2.8m (2.5 to 3.0) and leave £1.4m of its budget."
fn without(input: &Input, money: &Money, record: usize, set: &AskSet, year: i16) -> Option<Prose> {
    let of_year = set.years.iter().find(|one| one.year == year)?;
    let budget = of_year.budget?;
    let figure = money.estimate(Spread::median(&of_year.cash), Digits::Prose);
    let range = figure.range.map(|range| format!(" ({range})")).unwrap_or_default();
    let who = short_name(&input.log.records[record].record);
    let others = match set.records.len() {
        1 => "the other ask puts".to_owned(),
        count => format!("the other {} asks put", number::count_word(count)),
    };
    let (verb, left) = (number::plural(set.records.len(), "leaves", "leave"), budget - of_year.cash.p50);
    Some(
        Prose::of(format!("Without {who}, {others} {} at ", year_name(input, year)))
            .figure("affordable", figure.figure)
            .text(format!("{range} and {verb} {} of its budget.", money.prose(left))),
    )
}

fn caption(input: &Input, portfolio: &Portfolio, money: &Money, shown: &[&PortfolioYear], has_budget: bool) -> String {
    let kind = if input.book.fiscal_year_start == 1 { "calendar year" } else { "year of accounts" };
    let mut parts = vec![format!("Cash by {kind}, benefits not taken off; the middle of all futures.")];
    if portfolio.asked.is_some() {
        let asks = all_asks(asked(input, portfolio).count());
        let approved = number::plural(portfolio.asked_count, "is", "are");
        parts.push(format!("Solid: committed. Hollow: asked for, if {asks} {approved} approved."));
        parts.push("Each middle is of its own futures, so that two need not add up to the third.".to_owned());
    }
    parts.push("Thin line: the sum holds nine times in ten.".to_owned());
    if has_budget {
        parts.push("Dashed: the budget; what lies beyond is hatched.".to_owned());
    }
    parts.extend(outside(input, portfolio, money, shown));
    parts.join(" ")
}

/// "On average £1.2m was due before 2026, and £2.9m falls due after 2031, until 2035."
fn outside(input: &Input, portfolio: &Portfolio, money: &Money, shown: &[&PortfolioYear]) -> Option<String> {
    let (first, last) = (shown.first()?.year, shown.last()?.year);
    let mean = |year: &PortfolioYear| year.together.map_or(0.0, |both| both.mean);
    let before: f64 = portfolio.years.iter().filter(|year| year.year < first).map(mean).sum();
    let after: Vec<&PortfolioYear> =
        portfolio.years.iter().filter(|year| year.year > last && mean(year) != 0.0).collect();
    let sum: f64 = after.iter().map(|year| mean(year)).sum();
    let before = (before != 0.0).then(|| format!("{} was due before {}", money.prose(before), year_name(input, first)));
    let after = after.last().map(|end| {
        let until = if after.len() > 1 { format!(", until {}", year_name(input, end.year)) } else { String::new() };
        format!("{} falls due after {}{until}", money.prose(sum), year_name(input, last))
    });
    let both: Vec<String> = before.into_iter().chain(after).collect();
    (!both.is_empty()).then(|| format!("On average {}.", number::listed(&both)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;
    use jiff::civil::date;

    fn year(budget: Option<f64>, p50: f64, share: f64) -> PortfolioYear {
        PortfolioYear {
            year: 2027,
            accepted: None,
            proposed: None,
            one_off: 0.0,
            running: 0.0,
            running_draws: None,
            benefit: 0.0,
            accepted_parts: None,
            proposed_parts: None,
            together: Some(Summary { p50, p5: p50, p95: p50, ..Summary::default() }),
            together_parts: None,
            budget,
            over_budget_share: Some(share),
        }
    }

    #[test]
    fn a_year_is_over_near_or_inside_its_budget() {
        let money = Money::new(Currency::parse("GBP").as_ref());
        let told =
            |found: PortfolioYear| against_budget(&found, &money).map(|(sign, text)| format!("{}: {text}", sign.class));
        assert_eq!(told(year(Some(1e6), 1.6e6, 0.9)).as_deref(), Some("out: £600k over"));
        assert_eq!(told(year(Some(1e6), 0.9e6, 0.4)).as_deref(), Some("near: over in 4\u{a0}of\u{a0}10"));
        assert_eq!(told(year(Some(1e6), 0.4e6, 0.0)).as_deref(), Some("good: £600k left"));
        assert_eq!(told(year(None, 0.4e6, 0.0)), None);
    }

    #[test]
    fn a_day_lies_in_its_year_of_accounts() {
        assert_eq!([1, 4, 12].map(|start| year_of(date(2026, 11, 30), start)), [2026, 2026, 2025]);
        assert_eq!(year_of(date(2027, 3, 31), 4), 2026);
    }
}
