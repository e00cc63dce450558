//! Who gets our money: shares by company at the top, now and after all asks, against the limit.

use super::index::{CompanyLink, Index};
use crate::analysis::Portfolio;
use crate::analysis::concentration::Concentration;
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::exhibits::{AmountBar, DecisionLink, Heading, Tick};
use crate::report::narrate::{Prose, clean};
use crate::report::{Axis, Input, Key};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many rows a group has; what lies behind is counted.
const ROWS: usize = 25;

/// The shares in one currency.
#[derive(Clone, Debug, Serialize)]
pub struct SharesBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// The scale.
    pub ticks: Vec<Tick>,
    /// Something is asked for, so that shares after it differ.
    pub has_after: bool,
    /// Paid now, then what the asks would add.
    pub groups: Vec<ShareGroup>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct ShareGroup {
    /// "We pay now"; `None` where there is one group alone.
    pub title: Option<String>,
    /// The largest share first.
    pub rows: Vec<ShareRow>,
}

/// One company.
#[derive(Clone, Debug, Serialize)]
pub struct ShareRow {
    /// It and its page.
    pub company: CompanyLink,
    /// Its companies that we deal with, where they have other names.
    pub through: Option<String>,
    /// For what.
    pub decisions: Vec<DecisionLink>,
    /// It passes the limit.
    pub is_over: bool,
    /// Its share.
    pub bar: AmountBar,
    /// The share now.
    pub now: Option<String>,
    /// The share after all asks.
    pub after: Option<String>,
    /// What it gets a year.
    pub yearly: Figure,
}

/// Who takes the largest share.
pub(super) struct Largest {
    /// The company.
    pub(super) parent: String,
    /// Its share, now or where nobody is paid yet once the asks are approved.
    pub(super) share: f64,
    /// Its share in the same currency once the asks are approved.
    after: Option<f64>,
    /// Somebody is paid already.
    pub(super) is_now: bool,
}

/// The largest share now, in the book's currency before others, else once the asks are approved.
pub(super) fn largest<'a>(input: &'a Input) -> Option<Largest> {
    let of = |pick: fn(&'a Portfolio) -> Option<&'a Concentration>| {
        let found = input.analysis.portfolios.iter().filter_map(move |one| Some((one, pick(one)?.largest()?)));
        found.max_by(|a, b| {
            let is_book = |one: &Portfolio| one.currency == input.book.currency;
            is_book(a.0).cmp(&is_book(b.0)).then(a.1.share.total_cmp(&b.1.share))
        })
    };
    let now = of(|one| one.concentration.as_ref());
    let is_now = now.is_some();
    let (portfolio, found) = now.or_else(|| of(|one| one.concentration_after_asks.as_ref()))?;
    let mut after = portfolio.concentration_after_asks.iter().flat_map(|after| &after.shares);
    let after = after.find(|other| other.parent == found.parent).map(|other| other.share);
    Some(Largest { parent: clean(&found.parent), share: found.share, after, is_now })
}

/// In how many currencies suppliers are paid.
pub(super) fn currency_count(input: &Input) -> usize {
    input.analysis.portfolios.iter().filter(|one| !one.spends.is_empty()).count()
}

/// A share on its side of the limit.
pub(super) fn printed(share: f64, limit: Option<f64>) -> String {
    match limit {
        _ if share >= 1.0 => "all".to_owned(),
        Some(limit) => number::percent_over(share, limit),
        None => number::percent(share),
    }
}

/// The first of the three figures.
pub(super) fn key(input: &Input) -> Option<Key> {
    let Largest { parent, share, after, is_now } = largest(input)?;
    let limit = input.book.appetite.supplier_share;
    let accepted = limit.map(|limit| format!("Our limit is {} with one", number::stated_percent(limit)));
    let then = after.filter(|after| printed(*after, limit) != printed(share, limit));
    let then = then.map(|after| format!("after all asks it would be {}", printed(after, limit)));
    let note: Vec<String> = accepted.into_iter().chain(then).collect();
    Some(Key {
        figure: printed(share, limit),
        term: if is_now {
            format!("of what we pay goes to {parent}")
        } else {
            format!("of what is asked for suppliers would go to {parent}")
        },
        method: Some("share"),
        note: Prose::of(number::capitalized(&note.join("; "))),
    })
}

/// One block a currency in which suppliers are paid.
pub(super) fn blocks(input: &Input, index: &Index) -> Vec<SharesBlock> {
    let mut portfolios: Vec<&Portfolio> =
        input.analysis.portfolios.iter().filter(|one| !one.parents.is_empty()).collect();
    portfolios.sort_by_key(|one| one.currency != input.book.currency);
    portfolios.into_iter().filter_map(|portfolio| block(input, index, portfolio)).collect()
}

/// Shares by company, folded.
fn shares(found: Option<&Concentration>) -> BTreeMap<String, f64> {
    let shares = found.into_iter().flat_map(|found| &found.shares);
    shares.map(|share| (share.parent.trim().to_lowercase(), share.share)).collect()
}

fn block(input: &Input, index: &Index, portfolio: &Portfolio) -> Option<SharesBlock> {
    let money = Money::new(portfolio.currency.as_ref());
    let limit = input.book.appetite.supplier_share;
    let (now, after) = (shares(portfolio.concentration.as_ref()), shares(portfolio.concentration_after_asks.as_ref()));
    let largest = now.values().chain(after.values()).copied().fold(limit.unwrap_or(0.0), f64::max);
    let axis = Axis::shares(largest);
    let spreads = |spend: &crate::analysis::ParentSpend| spend.in_force.or(spend.asked).as_ref().map(Spread::median);
    let column = money.column(portfolio.parents.iter().filter_map(spreads));
    let decisions_of = |company: &super::index::Company| {
        let mut decisions: Vec<DecisionLink> =
            index.uses_of(company).map(|one| DecisionLink::of(input, one.idx)).collect();
        decisions.truncate(4);
        decisions
    };
    let mut rows: Vec<(f64, bool, ShareRow)> = Vec::new();
    for spend in &portfolio.parents {
        let name = spend.parent.trim().to_lowercase();
        let (Some(company), Some(yearly)) = (index.company(&spend.parent), spreads(spend)) else { continue };
        let (share_now, share_after) = (now.get(&name).copied(), after.get(&name).copied());
        let share = share_now.or(share_after).unwrap_or(0.0);
        let through: Vec<String> = {
            let names = index.uses_of(company).map(|one| clean(&one.supplier.name));
            let mut names: Vec<String> = names.filter(|name| *name != company.name).collect();
            names.dedup();
            names
        };
        let is_over = limit.is_some_and(|limit| share > limit);
        let bar = AmountBar {
            solid: share_now.map_or(0.0, |share| axis.at(share)),
            hollow: if share_now.is_none() { share_after.map(|share| axis.at(share)) } else { None },
            over: limit.filter(|_| is_over).map(|limit| axis.at(limit)),
            limit: limit.map(|limit| axis.at(limit)),
            is_for_all: true,
            ring: share_now.and(share_after).map(|share| axis.at(share)),
            ..AmountBar::default()
        };
        let gone = share_now.is_some() && portfolio.concentration_after_asks.is_some() && share_after.is_none();
        let row = ShareRow {
            company: company.link(),
            through: (!through.is_empty()).then(|| number::listed(&through)),
            decisions: decisions_of(company),
            is_over,
            bar,
            now: share_now.map(|share| printed(share, limit)),
            after: share_after.map(|share| printed(share, limit)).or_else(|| gone.then(|| "none".to_owned())),
            yearly: column.figure(yearly, Digits::Prose),
        };
        rows.push((share, share_now.is_some(), row));
    }
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.total_cmp(&a.0)));
    let has_after = portfolio.concentration_after_asks.is_some();
    let (paid, added): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, is_paid, _)| *is_paid);
    let group = |title: &str, rows: Vec<(f64, bool, ShareRow)>| {
        let rows: Vec<ShareRow> = rows.into_iter().take(ROWS).map(|(.., row)| row).collect();
        (!rows.is_empty()).then(|| ShareGroup { title: Some(title.to_owned()), rows })
    };
    let mut groups: Vec<ShareGroup> =
        group("We pay now", paid).into_iter().chain(group("The asks would add", added)).collect();
    if let [only] = &mut groups[..] {
        only.title = only.title.take().filter(|_| only.rows.iter().all(|row| row.now.is_none()));
    }
    if groups.is_empty() {
        return None;
    }
    Some(SharesBlock {
        finding: finding(portfolio, limit),
        caption: caption(portfolio, &money, limit, has_after),
        ticks: axis.ticks(number::stated_percent),
        has_after,
        groups,
    })
}

fn finding(portfolio: &Portfolio, limit: Option<f64>) -> Heading {
    let first = |found: &Option<Concentration>| {
        found.as_ref().and_then(Concentration::largest).map(|share| (clean(&share.parent), share.share))
    };
    let (now, after) = (first(&portfolio.concentration), first(&portfolio.concentration_after_asks));
    let say = |share: f64| printed(share, limit);
    let title = match (&now, &after) {
        (Some((parent, share)), Some((then, share_then))) if parent == then && say(*share) == say(*share_then) => {
            format!("{parent} gets {}, now and after the asks", say(*share))
        }
        (Some((parent, share)), Some((then, share_then))) if parent == then => {
            format!("{parent} gets {}, and would get {} after the asks", say(*share), say(*share_then))
        }
        (Some((parent, share)), Some((then, share_then))) => {
            format!("{parent} gets {}; after the asks {then} would get the most, {}", say(*share), say(*share_then))
        }
        (Some((parent, share)), None) => format!("{parent} gets {}, the most", say(*share)),
        (None, Some((then, share))) => format!("Nobody is paid yet; {then} would get {}", say(*share)),
        (None, None) => "Nobody is paid yet".to_owned(),
    };
    let title = match (limit, &portfolio.currency) {
        (Some(limit), _) => format!("{} is our limit; {title}", number::stated_percent(limit)),
        _ => title,
    };
    Heading { title, question: "Who gets our money?", lead: Vec::new() }
}

fn caption(portfolio: &Portfolio, money: &Money, limit: Option<f64>, has_after: bool) -> String {
    let sum = |found: &Option<Concentration>| {
        found.as_ref().map(|found| money.prose(found.shares.iter().map(|share| share.yearly).sum::<f64>()))
    };
    let now = sum(&portfolio.concentration);
    let mut parts = vec![match &now {
        Some(now) => format!(
            "Share of the {now} a year that this log says we pay suppliers now; companies of one parent count as one."
        ),
        None => "Share of what suppliers would be paid; companies of one parent count as one.".to_owned(),
    }];
    if has_after {
        let then =
            sum(&portfolio.concentration_after_asks).map_or_else(String::new, |then| format!(", when we pay {then}"));
        parts.push(format!("Bar: now; hollow: asked for. Circle: after all asks{then}."));
    }
    if let Some(limit) = limit {
        parts.push(format!(
            "Dashed line: the {} that we accept with one; what lies beyond is hatched.",
            number::stated_percent(limit)
        ));
    }
    parts.push("Small figures: nine times in ten.".to_owned());
    parts.join(" ")
}
