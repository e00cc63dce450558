//! One year against its budget, part by part: what is committed, what each ask adds, and the sum.

use super::afford::{found, name};
use crate::analysis::affordability::{Affordability, AgainstBudget, AskSet};
use crate::log::{BoardList, BoardMatter, board_matters};
use crate::model::Sourcing;
use crate::number::{Money, Spread, count_word};
use crate::report::decisions::chosen_sourcing;
use crate::report::narrate::{over_budget, year_name};
use crate::report::{Axis, Input, Mark};
use serde::Serialize;

/// A year, part by part.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetYear {
    /// "All three: £260k over the 2027 budget".
    pub title: String,
    /// What the marks mean.
    pub caption: String,
    /// "In 2027".
    pub head: String,
    /// The scale of the bars.
    pub axis: Axis,
    /// What is committed, the asks by day, and the sum.
    pub rows: Vec<PartRow>,
}

/// A part of the sum.
#[derive(Clone, Debug, Serialize)]
pub struct PartRow {
    /// "Committed", or a decision's short name.
    pub name: String,
    /// The option asked for.
    pub mark: Option<Mark>,
    /// From where the last part ended.
    pub bar: Part,
    /// What it comes to.
    pub cash: String,
    /// It is the sum of those above.
    pub is_sum: bool,
}

/// A part of a sum, in percent of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Part {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The budget.
    pub limit: Option<f64>,
    /// The option asked for.
    pub hue: Option<Sourcing>,
}

/// The year that the asks overrun the furthest, else the first with a budget to which they add; `None` without one.
pub(super) fn budget_year(input: &Input) -> Option<BudgetYear> {
    let (portfolio, affordability) = found(input)?;
    let all = affordability.sets.first()?;
    let committed = |year: i16| {
        let found = portfolio.years.iter().find(|other| other.year == year)?.accepted.as_ref()?;
        Some(found.p50)
    };
    let adds = |year: i16, cash: f64| cash > committed(year).unwrap_or(0.0);
    let over = |place: &usize| {
        let year = &all.years[*place];
        year.budget.map(|budget| year.cash.p50 - budget)
    };
    let places = 0..all.years.len();
    let worst = places.clone().filter(|place| over(place).is_some_and(|over| over > 0.0));
    let worst = worst.max_by(|a, b| over(a).unwrap_or(0.0).total_cmp(&over(b).unwrap_or(0.0)));
    let first = || {
        places.clone().find(|at| all.years[*at].budget.is_some() && adds(all.years[*at].year, all.years[*at].cash.p50))
    };
    let place = worst.or_else(first)?;
    let year = &all.years[place];
    let budget = year.budget?;
    let money = Money::new(portfolio.currency.as_ref());
    let steps = steps(all, affordability, place, committed(year.year).unwrap_or(0.0));
    let ends = || steps.iter().map(|(_, _, to)| *to);
    let axis = Axis::money(&money, ends().chain([budget]))?;
    let column = money
        .column(steps.iter().map(|(_, from, to)| Spread::certain(to - from)).chain([Spread::certain(year.cash.p50)]));
    let part =
        |from: f64, to: f64, hue| Part { from: axis.at(from), to: axis.at(to), limit: Some(axis.at(budget)), hue };
    let count = all.records.len();
    let mut rows: Vec<PartRow> = steps
        .iter()
        .map(|(step, from, to)| {
            let sourcing = step.record().and_then(|idx| chosen_sourcing(input, idx));
            PartRow {
                name: match step {
                    Step::Committed => "Committed".to_owned(),
                    Step::Ask(idx) => name(input, *idx),
                    Step::AllAsks => format!("All {} asks", count_word(count)),
                },
                mark: sourcing.map(Mark::of),
                bar: part(*from, *to, sourcing),
                cash: column.summed(to - from),
                is_sum: false,
            }
        })
        .collect();
    rows.push(PartRow {
        name: if count == 1 { "If it is approved" } else { "If all are approved" }.to_owned(),
        mark: None,
        bar: part(0.0, year.cash.p50, None),
        cash: column.summed(year.cash.p50),
        is_sum: true,
    });
    let is_noted = |matter: &BoardMatter| matter.list == BoardList::Information;
    let noted = if board_matters(input.log, input.book, input.as_of).iter().any(is_noted) {
        " What is for information is not in them."
    } else {
        ""
    };
    let hatched = if year.cash.p50 > budget { " Hatched: over it." } else { "" };
    Some(BudgetYear {
        title: title(input, &money, all, year),
        caption: format!(
            "Middle figures, each added to those above.{noted} Dashed: the budget, {}.{hatched}",
            money.stated(budget)
        ),
        head: format!("In {}", year_name(input, year.year)),
        axis,
        rows,
    })
}

/// "All three: £260k over the 2027 budget", or how far they stay within it.
fn title(input: &Input, money: &Money, all: &AskSet, year: &AgainstBudget) -> String {
    let name = year_name(input, year.year);
    let (subject, stay) = match all.records.len() {
        1 => ("It".to_owned(), "It stays".to_owned()),
        2 => ("Both".to_owned(), "Both stay".to_owned()),
        count => (format!("All {}", count_word(count)), format!("All {} stay", count_word(count))),
    };
    match year.budget.map(|budget| year.cash.p50 - budget) {
        Some(over) if over > 0.0 => format!("{subject}: {} over the {name} budget", money.prose(over)),
        _ if over_budget(input, money, year, "is").is_some() => {
            format!("{subject}: within the {name} budget, and too much work for {name}")
        }
        _ if all.does_fit() => format!("{stay} within the {name} budget"),
        _ => format!("{subject}: within the {name} budget, not within every year’s"),
    }
}

/// A part of the year's sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Committed,
    Ask(usize),
    /// Where too many are asked for to know every set, they are one.
    AllAsks,
}

impl Step {
    fn record(self) -> Option<usize> {
        match self {
            Self::Ask(idx) => Some(idx),
            Self::Committed | Self::AllAsks => None,
        }
    }
}

/// What is committed and what each ask adds to those before it: the part, from, to.
fn steps(all: &AskSet, affordability: &Affordability, place: usize, committed: f64) -> Vec<(Step, f64, f64)> {
    let mut steps = vec![(Step::Committed, 0.0, committed)];
    let mut so_far = committed;
    for end in 1..=all.records.len() {
        let known = affordability.sets.iter().find(|set| set.records == all.records[..end]);
        let Some(set) = known else {
            return vec![steps[0], (Step::AllAsks, committed, all.years[place].cash.p50)];
        };
        let cash = set.years[place].cash.p50;
        steps.push((Step::Ask(all.records[end - 1]), so_far, cash));
        so_far = cash;
    }
    steps
}
