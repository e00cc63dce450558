//! What is not in these sums, with whom to ask, and what the sums rest on.

use crate::analysis::Portfolio;
use crate::model::Prices;
use crate::number;
use crate::report::Input;
use crate::report::exhibits::DecisionLink;
use crate::report::frame::count_of;
use crate::report::narrate::clean;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many are named.
const NAMED: usize = 12;

/// What is not counted.
#[derive(Clone, Debug, Serialize)]
pub struct UncountedBlock {
    /// The finding.
    pub title: String,
    /// In force or asked for, without a cost.
    pub silent: Vec<Uncounted>,
    /// "and 40 more"; nothing where all are named.
    pub more: Option<String>,
    /// Proposed or drafted, and not asked of the board.
    pub waiting: Vec<Uncounted>,
    /// Prices, discounting, years.
    pub basis: String,
}

/// A decision that is not counted.
#[derive(Clone, Debug, Serialize)]
pub struct Uncounted {
    /// Which.
    pub decision: DecisionLink,
    /// Whom to ask.
    pub owner: Option<String>,
}

/// Composes the block.
pub(super) fn block(input: &Input, portfolios: &[&Portfolio]) -> UncountedBlock {
    let has_cost = |idx: usize| {
        let decision = input.analysis.decisions.get(idx).and_then(Option::as_ref);
        let option = decision.and_then(|decision| decision.options.get(decision.chosen?));
        option.is_some_and(|option| option.cash.is_some())
    };
    let named = |idx: usize| Uncounted {
        decision: DecisionLink::of(input, idx),
        owner: input.log.records[idx].record.roles.owner.as_deref().map(clean),
    };
    let records = 0..input.log.records.len();
    let is_asked = |idx: usize| crate::log::is_asked(&input.log.records[idx].record);
    let silent: Vec<usize> =
        records.clone().filter(|idx| (input.log.is_in_force(*idx) || is_asked(*idx)) && !has_cost(*idx)).collect();
    let waiting = records.filter(|idx| input.log.records[*idx].record.is_open() && !is_asked(*idx));
    let waiting: Vec<Uncounted> = waiting.filter(|idx| has_cost(*idx)).take(NAMED).map(named).collect();
    let more = silent.len().saturating_sub(NAMED);
    let title = match silent.len() {
        0 => "Every decision in force has a cost".to_owned(),
        1 => "One decision has no cost written down".to_owned(),
        count => format!("{} decisions have no cost written down", number::capitalized(&number::count_word(count))),
    };
    UncountedBlock {
        title,
        silent: silent.iter().take(NAMED).map(|idx| named(*idx)).collect(),
        more: (more > 0).then(|| format!("and {} more", count_of(more))),
        waiting,
        basis: basis(input, portfolios),
    }
}

/// "Cash as paid, in today’s prices. Each decision over its own five to eight years. Nothing is discounted here."
fn basis(input: &Input, portfolios: &[&Portfolio]) -> String {
    let counted = input.analysis.decisions.iter().flatten().filter(|decision| {
        decision.chosen.is_some() && portfolios.iter().any(|portfolio| portfolio.currency == decision.currency)
    });
    let (mut horizons, mut prices) = (BTreeSet::new(), BTreeSet::new());
    let mut rates = BTreeSet::new();
    for decision in counted {
        horizons.insert(decision.horizon_years);
        prices.insert(match decision.prices {
            Prices::Real => "in today’s prices",
            Prices::Nominal => "in the prices of each year",
        });
        if decision.is_rate_stated {
            rates.insert(number::stated_percent(decision.discount_rate));
        }
    }
    let prices: Vec<&str> = prices.into_iter().collect();
    let years = match (horizons.first(), horizons.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{} to {} years", number::count_word(*first as usize), number::count_word(*last as usize))
        }
        (Some(only), _) => number::count(*only as usize, "year", "years"),
        _ => "years".to_owned(),
    };
    let rates: Vec<String> = rates.into_iter().collect();
    let discounted = if rates.is_empty() {
        "Nothing is discounted.".to_owned()
    } else {
        format!("Nothing is discounted here; present values on other pages use {} a year.", number::listed(&rates))
    };
    let prices = if prices.is_empty() { String::new() } else { format!(", {}", number::listed(&prices)) };
    format!("Cash as paid{prices}. Each decision is counted over its own {years}. {discounted}")
}
